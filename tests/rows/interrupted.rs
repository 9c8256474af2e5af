//! Ctrl-C while rows are written.
#![expect(clippy::disallowed_methods, reason = "what is written is tested on a disk")]

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::{Done, folder, names};

/// Nothing is left of what was begun, and what was in its place is still there.
#[test]
fn an_interrupted_run_leaves_nothing() -> Done {
    // So many that it takes longer than to see that it has begun.
    let folder = folder(900)?;
    fs::write(folder.path().join("old.csv"), "old")?;
    for (within, file) in [(".", "old.csv"), ("a/b", "a/b/new.csv")] {
        let mut run = crate::program();
        run.current_dir(folder.path()).args(["eval", "rows.comity", "--format", "csv", "--out", file]);
        let mut running = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let begun = || names(&folder.path().join(within)).unwrap_or_default();
        while !begun().iter().any(|name| name.starts_with(".comity-")) {
            assert!(running.try_wait()?.is_none(), "it ended before anything was written");
            sleep(Duration::from_millis(5));
        }
        sleep(Duration::from_millis(50));
        let sent = Command::new("sh").args(["-c", "kill -INT \"$0\"", &running.id().to_string()]).status()?;
        assert!(sent.success());
        let ended = running.wait_with_output()?;
        assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(130), ""));
        assert_eq!(names(folder.path())?, ["old.csv", "rows.comity"]);
        assert_eq!(fs::read_to_string(folder.path().join("old.csv"))?, "old");
    }
    Ok(())
}
