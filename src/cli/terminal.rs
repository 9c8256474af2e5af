//! What is written where: reports to standard output, everything else to standard error.

use std::error::Error;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::Status;
use jiff::civil::Date;

use crate::diagnostics::{Diagnostics, Severity};
use crate::model::Library;
use crate::report::findings::Findings;
use crate::source::Sources;

/// Standard output, without colour unless it is a terminal that wants it.
pub fn out() -> BufWriter<AutoStream<io::Stdout>> {
    BufWriter::with_capacity(1 << 16, AutoStream::auto(io::stdout()))
}

/// The width of a report that no terminal shows.
pub const WIDTH: usize = 100;

/// The width of the terminal, or 100 where there is none.
pub fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}

/// How many findings are drawn: more than anyone reads, and few enough to be drawn in a second.
const MOST: usize = 1000;

/// Draws the findings that matter at least so much.
fn drawn(diagnostics: &Diagnostics, sources: &Sources, least: Severity, colour: bool) -> io::Result<String> {
    let findings = Findings::new(colour, width());
    let mut text = String::new();
    let mut sorted = diagnostics.sorted();
    sorted.retain(|found| found.severity >= least);
    for diagnostic in sorted.iter().take(MOST) {
        findings.draw(diagnostic, sources, &mut text).map_err(io::Error::other)?;
    }
    if let Some(more) = sorted.len().checked_sub(MOST).filter(|more| *more > 0) {
        std::fmt::Write::write_fmt(&mut text, format_args!("… and {more} more, not drawn here\n"))
            .map_err(io::Error::other)?;
    }
    Ok(text)
}

/// Draws findings on standard error: they are why there is no report.
pub fn show(diagnostics: &Diagnostics, sources: &Sources, least: Severity) -> io::Result<()> {
    let stderr = io::stderr();
    let colour = stderr.is_terminal() && !matches!(AutoStream::choice(&stderr), ColorChoice::Never);
    let text = drawn(diagnostics, sources, least, colour)?;
    AutoStream::auto(stderr.lock()).write_all(text.as_bytes())
}

/// Draws every finding on standard output: they are the report.
pub fn report(diagnostics: &Diagnostics, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let stdout = io::stdout();
    let colour = stdout.is_terminal() && !matches!(AutoStream::choice(&stdout), ColorChoice::Never);
    out.write_all(drawn(diagnostics, sources, Severity::Note, colour)?.as_bytes())
}

/// Says something beside a report that programs read.
pub fn note(message: &str) -> io::Result<()> {
    writeln!(AutoStream::auto(io::stderr()), "{message}")
}

/// Says why the program stops. A reader that has gone away is no failure.
pub fn fail(failure: &(dyn Error + 'static)) -> Status {
    // A writer of rows wraps the error of the disk in one of its own.
    let chain = std::iter::successors(Some(failure), |error: &&(dyn Error + 'static)| (*error).source());
    let gone = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    if chain.filter_map(|error| error.downcast_ref::<io::Error>()).any(gone) {
        return Status::Fine;
    }
    let mut out = AutoStream::auto(io::stderr());
    let _ = writeln!(out, "error: {failure}");
    Status::Unusable
}

/// The library, its version, the day, and how brackets are cleared.
pub fn heading(library: &Library, day: Option<Date>, language: Option<&str>, choose: &[String]) -> String {
    let mut heading =
        library.title.as_ref().map_or(library.name.as_str(), |title| title.in_language(language)).to_owned();
    if let Some(version) = &library.version {
        heading.push_str(", ");
        heading.push_str(version);
    }
    if let Some(day) = day {
        heading = format!("{heading}, as of {day}");
    }
    if !choose.is_empty() {
        heading = format!("{heading}, choosing {}", choose.join(", "));
    }
    heading
}
