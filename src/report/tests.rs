//! What came of tests and snapshots: for people here, for programs in the files below.

mod difference;
mod json;
mod junit;
mod tap;
mod why;

pub use difference::{difference, shortened};
pub use json::{SCHEMA, write_json};
pub use junit::write_junit;
pub use tap::write_tap;
pub use why::why;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;

use crate::model::Library;
use crate::source::{Sources, Span};
use crate::testing::{Comparison, Failure, NotKept, SnapshotResult, TestResult, Tested};

/// Up to how many lines of a difference are shown; `--review` shows all of it.
const LINES: usize = 20;

const GREEN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const RED: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const YELLOW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// A run of the tests of a library.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    /// The library.
    pub library: &'r Library,
    /// Its files.
    pub sources: &'r Sources,
    /// The day.
    pub day: Option<Date>,
    /// What came of it.
    pub tested: &'r Tested,
}

/// Writes each test and snapshot with a mark, what failed with its place and why, and the sum.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_pretty(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (tested, sources) = (run.tested, run.sources);
    for result in &tested.tests {
        write_test(result, sources, out)?;
    }
    for result in &tested.snapshots {
        write_snapshot(result, sources, out)?;
    }
    for (files, what) in [
        (&tested.unreferenced, "no snapshot records this any more; --prune removes it"),
        (&tested.removed, "removed, since no snapshot records this any more"),
    ] {
        for file in files {
            writeln!(out, "{YELLOW}note{YELLOW:#}  {file}: {what}")?;
        }
    }
    let all = tested.tests.len() + tested.snapshots.len();
    if all > 0 {
        writeln!(out)?;
    }
    let expectations: usize = tested.tests.iter().map(|result| result.expectations).sum();
    let mut counted = vec![plural(expectations, "expectation")];
    if !tested.snapshots.is_empty() {
        counted.push(plural(tested.snapshots.len(), "snapshot"));
    }
    let failed = tested.failed();
    writeln!(out, "{} passed, {failed} failed ({})", all - failed, counted.join(", "))
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn write_test(result: &TestResult, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    if result.passed() {
        return writeln!(out, "{GREEN}pass{GREEN:#}  {}", line(&result.title));
    }
    writeln!(out, "{RED}fail{RED:#}  {}", line(&result.title))?;
    for failure in &result.failures {
        writeln!(out, "      {}", written(sources, failure.span))?;
        writeln!(out, "        {}   {}", message(failure), place(sources, failure.span))?;
        for line in failure.notes.iter().chain(&failure.why) {
            writeln!(out, "        {line}")?;
        }
    }
    Ok(())
}

fn write_snapshot(result: &SnapshotResult, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let title = line(&result.title);
    match &result.comparison {
        Comparison::Same => return writeln!(out, "{GREEN}pass{GREEN:#}  snapshot {title}"),
        Comparison::Written => {
            return writeln!(out, "{GREEN}pass{GREEN:#}  snapshot {title}: written to {}", result.file);
        }
        Comparison::Missing | Comparison::Changed { .. } | Comparison::Unusable(_) => {}
    }
    writeln!(out, "{RED}fail{RED:#}  snapshot {title}")?;
    writeln!(out, "      {}   {}", snapshot_message(result), place(sources, result.span))?;
    for note in &result.notes {
        writeln!(out, "        {note}")?;
    }
    for line in shortened(differing(result), LINES) {
        let style = match line.chars().next() {
            Some('-') => RED,
            Some('+') => GREEN,
            Some(_) | None => Style::new(),
        };
        writeln!(out, "        {style}{line}{style:#}")?;
    }
    Ok(())
}

/// A failure with all that is known about it.
fn details(sources: &Sources, failure: &Failure) -> String {
    let mut lines =
        vec![written(sources, failure.span), format!("{}   {}", message(failure), place(sources, failure.span))];
    lines.extend(failure.notes.iter().chain(&failure.why).cloned());
    lines.join("\n")
}

/// What differs, each line with a sign in front.
fn differing(result: &SnapshotResult) -> Vec<String> {
    match &result.comparison {
        Comparison::Changed { before } => difference(before, &result.now, 1),
        Comparison::Same | Comparison::Missing | Comparison::Unusable(_) | Comparison::Written => Vec::new(),
    }
}

/// What is wrong with an expectation, in a line.
pub fn message(failure: &Failure) -> String {
    let it_is = if failure.sentence { "" } else { "it is " };
    format!("expected {}, and {it_is}{}", failure.expected, failure.found)
}

/// What is wrong with a snapshot, in a line.
pub fn snapshot_message(result: &SnapshotResult) -> String {
    let file = &result.file;
    match &result.comparison {
        Comparison::Same | Comparison::Written => String::new(),
        Comparison::Missing => format!("not recorded yet; --accept writes {file}"),
        Comparison::Changed { .. } => format!("differs from {file}; --review shows all of it, --accept writes it"),
        Comparison::Unusable(why @ (NotKept::Empty | NotKept::Conflict(_))) => {
            format!("{file} {why}; --accept writes it anew")
        }
        Comparison::Unusable(NotKept::Later) => format!("{file} {}; it is left as it is", NotKept::Later),
        Comparison::Unusable(why) => format!("{file} {why}; it is left as it is: move it away, and run again"),
    }
}

/// An expectation as it is written, on one line.
pub fn written(sources: &Sources, span: Span) -> String {
    line(sources.text(span))
}

/// A text on one line, without what moves the cursor.
fn line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `file:line:column`
pub fn place(sources: &Sources, span: Span) -> String {
    sources.locate(span).map(|place| format!("{place}:{}", place.column)).unwrap_or_default()
}
