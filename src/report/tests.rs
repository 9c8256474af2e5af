//! What came of tests, for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::source::Sources;
use crate::testing::TestResult;

/// Writes each test with a mark, what failed with its place, and the sum.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_tests(results: &[TestResult], sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let green = Style::new().fg_color(Some(AnsiColor::Green.into()));
    let red = Style::new().fg_color(Some(AnsiColor::Red.into()));
    for result in results {
        if result.passed() {
            writeln!(out, "{green}pass{green:#}  {}", result.title)?;
            continue;
        }
        writeln!(out, "{red}fail{red:#}  {}", result.title)?;
        for failure in &result.failures {
            let place = sources.locate(failure.span).map(|place| place.to_string()).unwrap_or_default();
            let text = sources.text(failure.span).split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "      {text}")?;
            writeln!(out, "        expected {}, and it is {}   {place}", failure.expected, failure.found)?;
            for note in &failure.notes {
                writeln!(out, "        {note}")?;
            }
        }
    }
    let failed = results.iter().filter(|result| !result.passed()).count();
    let expectations: usize = results.iter().map(|result| result.expectations).sum();
    if !results.is_empty() {
        writeln!(out)?;
    }
    writeln!(
        out,
        "{} passed, {failed} failed ({expectations} expectation{})",
        results.len() - failed,
        if expectations == 1 { "" } else { "s" }
    )
}
