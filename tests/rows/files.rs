//! `--out FILE`: whole or not at all, and nothing else on the disk is touched.
#![expect(clippy::disallowed_methods, reason = "what is written is tested on a disk")]

use std::fs;
use std::path::Path;

use crate::{Done, eval, folder, names, rows};

/// That a run is refused, what it says, and that nothing is left in the folder but these.
fn refused(folder: &Path, arguments: &[&str], says: &str, left: &[&str]) -> Done {
    let done = eval(folder, arguments)?;
    let said = String::from_utf8(done.stderr)?;
    assert_eq!(done.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(said.contains(says), "{arguments:?}: {said}");
    assert_eq!(names(folder)?, left);
    Ok(())
}

#[test]
fn a_file_holds_what_would_be_shown() -> Done {
    let folder = folder(9)?;
    for format in ["table", "markdown", "csv", "json", "jsonl"] {
        let shown = rows(folder.path(), &["--format", format])?;
        let silent = rows(folder.path(), &["--format", format, "--out", "new/rows.out"])?;
        assert!(silent.is_empty(), "{format}");
        assert!(fs::read(folder.path().join("new/rows.out"))? == shown, "{format}");
    }
    assert_eq!(names(&folder.path().join("new"))?, ["rows.out"]);
    Ok(())
}

#[test]
fn the_ending_of_the_file_says_the_format() -> Done {
    let folder = folder(9)?;
    for (name, format) in [
        ("a.csv", "csv"),
        ("a.JSON", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a", "table"),
        ("a.b", "table"),
    ] {
        rows(folder.path(), &["--out", name])?;
        assert!(fs::read(folder.path().join(name))? == rows(folder.path(), &["--format", format])?, "{name}");
    }
    // What is said counts.
    rows(folder.path(), &["--format", "json", "--out", "a.csv"])?;
    assert!(fs::read(folder.path().join("a.csv"))? == rows(folder.path(), &["--format", "json"])?);
    Ok(())
}

#[test]
fn neither_a_folder_nor_the_library_is_overwritten() -> Done {
    let folder = folder(2)?;
    fs::create_dir(folder.path().join("there"))?;
    let before = fs::read(folder.path().join("rows.comity"))?;
    let left = ["rows.comity", "there"];
    refused(
        folder.path(),
        &["--format", "csv", "--out", "there"],
        "`there` is a folder, and --out names a file",
        &left,
    )?;
    let says = "is a file of the library, and --out would overwrite it";
    refused(folder.path(), &["--out", "rows.comity"], says, &left)?;
    refused(folder.path(), &["--format", "jsonl", "--out", "there/../rows.comity"], says, &left)?;
    refused(folder.path(), &["--out", "-"], "leave it out for standard output", &left)?;
    assert!(fs::read(folder.path().join("rows.comity"))? == before);
    Ok(())
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn permissions_are_kept_and_links_followed() -> Done {
        let folder = folder(2)?;
        let (file, link) = (folder.path().join("old.csv"), folder.path().join("link.csv"));
        fs::write(&file, "old")?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640))?;
        symlink("old.csv", &link)?;
        rows(folder.path(), &["--format", "csv", "--out", "link.csv"])?;
        assert!(link.is_symlink());
        assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o640);
        assert!(fs::read(&file)? == rows(folder.path(), &["--format", "csv"])?);
        Ok(())
    }

    #[test]
    fn a_link_may_lead_to_what_is_not_there_yet() -> Done {
        let folder = folder(2)?;
        symlink("new.csv", folder.path().join("link.csv"))?;
        rows(folder.path(), &["--out", "link.csv"])?;
        assert!(folder.path().join("link.csv").is_symlink());
        assert!(fs::read(folder.path().join("new.csv"))? == rows(folder.path(), &["--format", "csv"])?);
        symlink("round", folder.path().join("round"))?;
        let left = ["link.csv", "new.csv", "round", "rows.comity"];
        refused(folder.path(), &["--out", "round"], "`round` cannot be written", &left)
    }

    /// A file may not grow beyond a limit, as on a disk that fills.
    #[test]
    fn a_disk_that_fills_leaves_what_was_there() -> Done {
        let folder = folder(30)?;
        fs::write(folder.path().join("old.out"), "old")?;
        let mut formats = vec!["csv", "json", "jsonl"];
        if cfg!(feature = "parquet") {
            formats.push("parquet");
        }
        let program = crate::program().get_program().to_owned();
        let names_of = |format| [(format, "old.out"), (format, "new.out"), (format, "a/b/new.out")];
        for (format, name) in formats.into_iter().flat_map(names_of) {
            let line = "trap '' XFSZ; ulimit -f 1; exec \"$0\" eval rows.comity --format \"$1\" --out \"$2\"";
            let mut shell = Command::new("sh");
            let done =
                shell.current_dir(folder.path()).args(["-c", line]).arg(&program).args([format, name]).output()?;
            let said = String::from_utf8(done.stderr)?;
            assert_eq!(done.status.code(), Some(2), "{format}: {said}");
            assert_eq!(said, format!("error: `{name}` cannot be written: file too large\n"), "{format}");
            assert_eq!(names(folder.path())?, ["old.out", "rows.comity"], "{format}");
            assert_eq!(fs::read_to_string(folder.path().join("old.out"))?, "old");
        }
        Ok(())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_that_is_full_is_said_and_stays() -> Done {
        let folder = folder(2)?;
        let says = "error: `/dev/full` cannot be written: no space left on device";
        for format in ["table", "csv", "json", "jsonl"] {
            refused(folder.path(), &["--format", format, "--out", "/dev/full"], says, &["rows.comity"])?;
            let mut run = crate::program();
            run.current_dir(folder.path()).args(["eval", "rows.comity", "--format", format]);
            let full = fs::OpenOptions::new().write(true).open("/dev/full")?;
            let done = run.stdout(full).stderr(Stdio::piped()).output()?;
            let said = String::from_utf8(done.stderr)?;
            assert!(done.status.code() == Some(2) && said.to_lowercase().contains("no space left on device"), "{said}");
        }
        assert!(fs::metadata("/dev/full")?.file_type().is_char_device());
        Ok(())
    }
}

#[test]
fn more_states_than_can_be_judged_are_refused() -> Done {
    let folder = tempfile::tempdir()?;
    let ids: Vec<String> = (0..=100_000).map(|state| format!("S{state}")).collect();
    fs::write(folder.path().join("states.csv"), format!("id\n{}\n", ids.join("\n")))?;
    let text = "levels { global of all }  issue i  measure m on i  profiles from \"states.csv\" { key id }
        principle p { issue i  levels global  c: states shall m }";
    fs::write(folder.path().join("rows.comity"), text)?;
    let says = "the library has 100_001 states, and at most 100_000 can be judged";
    refused(folder.path(), &["--format", "csv", "--out", "rows.csv"], says, &["rows.comity", "states.csv"])
}
