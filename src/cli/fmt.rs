//! `comity fmt`
#![expect(clippy::disallowed_methods, reason = "looks for the files that are named")]

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use indexmap::IndexSet;
use similar::TextDiff;

use super::disk::{Disk, replace, slashes};
use super::project::around;
use super::{Failure, Status, terminal};
use crate::diagnostics::{Diagnostics, Severity};
use crate::format::{Formatted, format};
use crate::source::{Files, Sources, has_extension};

/// How many lines of a difference are shown for a file.
const MOST: usize = 40;

/// Lay out rule files in the one way that there is
#[derive(Debug, Args)]
#[command(
    after_help = "Only white space changes, and commas that nothing follows; comments stay where they are. In Markdown \
    only the blocks marked `comity` change. A file with errors is left as it is.\n\n\
    Exit status: 1 when --check finds a file to change, 2 when a file cannot be read or written.\n\n\
    Examples:\n  comity fmt\n  comity fmt examples/water --check\n  comity fmt --stdin < draft.comity"
)]
pub struct Fmt {
    /// Files, and folders with all their .comity and .md files; without any the project around the current folder
    #[arg(value_name = "PATH", conflicts_with = "stdin")]
    paths: Vec<PathBuf>,
    /// Write nothing; show what would change
    #[arg(long)]
    check: bool,
    /// Read a text from standard input and write it to standard output
    #[arg(long)]
    stdin: bool,
}

/// What came of the files.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    left: usize,
}

impl Fmt {
    pub fn run(self) -> Result<Status, Failure> {
        if self.stdin {
            return self.stdin();
        }
        let mut out = terminal::out();
        let mut tally = Tally::default();
        for name in self.names(&mut tally)? {
            match self.file(&name, &mut out) {
                Ok(Some(true)) => tally.changed += 1,
                Ok(Some(false)) => tally.unchanged += 1,
                Ok(None) => tally.left += 1,
                Err(failure) => {
                    out.flush()?;
                    terminal::fail(failure.as_ref());
                    tally.left += 1;
                }
            }
        }
        writeln!(out, "{}", tally.in_words(self.check))?;
        out.flush()?;
        Ok(tally.status(self.check))
    }

    /// The files that are meant, each once. What cannot be found is said and counted.
    fn names(&self, tally: &mut Tally) -> Result<IndexSet<String>, Failure> {
        let mut names = IndexSet::new();
        if self.paths.is_empty() {
            names.extend(inside(&around()?)?);
        }
        for path in &self.paths {
            match named(path) {
                Ok(found) => names.extend(found),
                Err(failure) => {
                    terminal::fail(failure.as_ref());
                    tally.left += 1;
                }
            }
        }
        Ok(names)
    }

    /// Formats a file and says whether it changes; `None` for one that is left as it is.
    fn file(&self, name: &str, out: &mut impl Write) -> Result<Option<bool>, Failure> {
        let bytes = Disk.read(name).map_err(|error| format!("`{name}` cannot be read: {}", error.0))?;
        let Some((before, text)) = laid_out(name, bytes)? else { return Ok(None) };
        if before == text {
            return Ok(Some(false));
        }
        if self.check {
            difference(name, &before, &text, out)?;
        } else {
            replace(Path::new(name), text.as_bytes()).map_err(|error| error.0)?;
            writeln!(out, "formatted {name}")?;
        }
        Ok(Some(true))
    }

    fn stdin(&self) -> Result<Status, Failure> {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        let Some((before, text)) = laid_out("<stdin>", bytes)? else { return Ok(Status::Unusable) };
        if !self.check {
            // The text itself: nothing in it is for a terminal.
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        } else if before != text {
            let mut out = terminal::out();
            difference("<stdin>", &before, &text, &mut out)?;
            out.flush()?;
            return Ok(Status::Findings);
        }
        Ok(Status::Fine)
    }
}

impl Tally {
    fn in_words(&self, check: bool) -> String {
        let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        let done = if check { "would change" } else { "formatted" };
        let mut parts = match self.changed {
            0 => vec![format!("{} unchanged", files(self.unchanged))],
            changed => vec![format!("{} {done}", files(changed)), format!("{} unchanged", self.unchanged)],
        };
        match self.left {
            0 => {}
            1 => parts.push("1 left as it is".to_owned()),
            left => parts.push(format!("{left} left as they are")),
        }
        parts.join(", ")
    }

    fn status(&self, check: bool) -> Status {
        if self.left > 0 {
            Status::Unusable
        } else if check && self.changed > 0 {
            Status::Findings
        } else {
            Status::Fine
        }
    }
}

/// The rule files of a folder, or the one file that is named.
fn named(path: &Path) -> Result<Vec<String>, Failure> {
    let name = slashes(path);
    if path.is_dir() {
        let found = inside(path)?;
        if found.is_empty() {
            return Err(
                format!("there is no .comity or .md file in `{name}`, not counting projects inside of it").into()
            );
        }
        return Ok(found);
    }
    if !path.exists() {
        return Err(format!("there is no file or folder `{name}`").into());
    }
    if !has_extension(&name, "comity") && !has_extension(&name, "md") {
        return Err(format!("`{name}` is neither a .comity nor a .md file").into());
    }
    Ok(vec![name])
}

fn inside(folder: &Path) -> Result<Vec<String>, Failure> {
    let name = slashes(folder);
    Ok(Disk.rule_files(&name).map_err(|error| format!("`{name}` cannot be read: {}", error.0))?)
}

/// A text as it is and as it should be; `None`, with its errors shown, when it cannot be read.
fn laid_out(name: &str, bytes: Vec<u8>) -> Result<Option<(String, String)>, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let file = sources.add(name, bytes).ok_or_else(|| format!("`{name}` is too large"))?;
    match format(&sources, file, &mut diagnostics) {
        Formatted::Text(text) => Ok(Some((sources.file(file).text.clone(), text))),
        Formatted::Unreadable => {
            terminal::show(&diagnostics, &sources, Severity::Error)?;
            Ok(None)
        }
        Formatted::Different(what) => {
            let message = format!(
                "an error in this program: `{name}` would no longer say the same, {what} differs. The file is left as it is. \
                 Please report this, with the file"
            );
            Err(message.into())
        }
    }
}

/// What would change in a file, as a short difference.
fn difference(name: &str, before: &str, after: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{name} would change")?;
    let diff = TextDiff::from_lines(before, after);
    let shown = diff.unified_diff().context_radius(1).missing_newline_hint(false).to_string();
    let lines: Vec<&str> = shown.lines().collect();
    for line in lines.iter().take(MOST) {
        writeln!(out, "{}", line.trim_end())?;
    }
    match lines.len().saturating_sub(MOST) {
        0 => Ok(()),
        1 => writeln!(out, "… and 1 more line"),
        more => writeln!(out, "… and {more} more lines"),
    }
}
