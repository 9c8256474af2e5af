//! `--watch`, with a real process and files that are saved while it runs.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::workshop::{Failure, LIBRARY, Workshop, replaced};

/// Longer than any machine takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// So long nothing may happen for it to be believed that nothing does: twenty times what the program waits.
const SILENCE: Duration = Duration::from_secs(2);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(shop: &Workshop, arguments: &[&str]) -> Result<Self, Failure> {
        let mut child = shop.command(arguments).arg("--watch").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (sender, lines) = mpsc::channel();
        let out = child.stdout.take().ok_or("no output")?;
        let complaints = child.stderr.take().ok_or("no output")?;
        let also = sender.clone();
        thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        thread::spawn(move || {
            BufReader::new(complaints).lines().map_while(Result::ok).try_for_each(|line| also.send(line))
        });
        Ok(Self { child, lines })
    }

    /// Waits until this is said. A file may be seen before all of it is written, so other things may be said before.
    fn until(&self, words: &str) -> Result<(), Failure> {
        let end = Instant::now() + PATIENCE;
        let mut text = String::new();
        while !text.contains(words) {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).map_err(|_| format!("`{words}` never came out: {text}"))?;
            text.push_str(&line);
            text.push('\n');
        }
        Ok(())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn saved_files_are_run_again() -> Result<(), Failure> {
    let tests = "test \"Austria agrees\" { expect readmission at regional for AUT is agree }\n";
    let shop = Workshop::new(tests)?;
    shop.write("more/data.csv", "id,income\nROU,high\n")?;
    shop.write("more/tables.comity", "profiles from \"data.csv\" { key id  income: column income }\n")?;
    let watching = Watching::start(&shop, &["."])?;
    watching.until("1 passed, 0 failed")?;

    let against = replaced(LIBRARY, "capacity destination  favours return }", "capacity destination  opposes return }");
    shop.write("rules.comity", format!("{against}{tests}"))?;
    watching.until("expected agree, and it is conflict")?;

    // A mistake in the middle of writing is told, and the next save is run.
    shop.write("rules.comity", format!("{LIBRARY}{tests}state XXX {{ favours"))?;
    watching.until("unclosed-block")?;
    shop.write("rules.comity", format!("{LIBRARY}{tests}"))?;
    watching.until("1 passed, 0 failed")?;

    // Tables, new files, and those in folders below.
    shop.write("more/data.csv", "id,income\nROU,middle\n")?;
    watching.until("middle")?;
    shop.write("more/data.csv", "id,income\nROU,low\n")?;
    watching.until("1 passed, 0 failed")?;
    shop.write("more/new.comity", "test \"New\" { expect readmission at regional for AUT is agree }\n")?;
    watching.until("2 passed, 0 failed")?;
    Ok(())
}

#[test]
fn a_file_that_says_the_same_is_not_run_again() -> Result<(), Failure> {
    let shop = Workshop::new("snapshot \"Wording\" { readmission at regional }\n")?;
    let watching = Watching::start(&shop, &[])?;
    // What is written beside the file of the snapshot is none of what was read.
    watching.until("not recorded yet")?;
    watching.until("watching 2 files of .; Ctrl-C ends")?;
    let text = shop.read("rules.comity")?;
    shop.write("rules.comity.tmp", &text)?;
    std::fs::rename(shop.path("rules.comity.tmp"), shop.path("rules.comity"))?;
    shop.write("notes.txt", "a file that is no rule")?;
    if let Ok(line) = watching.lines.recv_timeout(SILENCE) {
        return Err(format!("something was run again: {line}").into());
    }
    // It still watches: a file of a snapshot is one of those that a run reads.
    assert_eq!(shop.test(&["--accept"])?.code, Some(0));
    watching.until("1 passed, 0 failed")?;
    Ok(())
}
