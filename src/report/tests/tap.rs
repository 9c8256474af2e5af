//! What came of tests and snapshots, as the Test Anything Protocol, version 14.

use std::io::{self, Write};

use super::{Run, differing, message, place, snapshot_message, written};

/// Writes what came of tests and snapshots as the Test Anything Protocol.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_tap(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let tested = run.tested;
    writeln!(out, "TAP version 14")?;
    if let Some(why) = &tested.stopped {
        return writeln!(out, "Bail out! {}", escaped(why));
    }
    writeln!(out, "1..{}", tested.tests.len() + tested.snapshots.len())?;
    for (index, result) in tested.tests.iter().enumerate() {
        line(index + 1, result.passed(), &result.title, out)?;
        if !result.passed() {
            writeln!(out, "  ---\n  at: {}\n  failures:", quoted(&place(run.sources, result.span)))?;
            for failure in &result.failures {
                writeln!(out, "    - expectation: {}", quoted(&written(run.sources, failure.span)))?;
                writeln!(out, "      at: {}", quoted(&place(run.sources, failure.span)))?;
                writeln!(out, "      message: {}", quoted(&message(failure)))?;
                writeln!(out, "      expected: {}", quoted(&failure.expected))?;
                writeln!(out, "      found: {}", quoted(&failure.found))?;
                list("      ", "why", failure.notes.iter().chain(&failure.why), out)?;
            }
            writeln!(out, "  ...")?;
        }
    }
    for (index, result) in tested.snapshots.iter().enumerate() {
        let passed = result.comparison.passed();
        line(tested.tests.len() + index + 1, passed, &format!("snapshot {}", result.title), out)?;
        if !passed {
            writeln!(out, "  ---\n  at: {}", quoted(&place(run.sources, result.span)))?;
            writeln!(out, "  file: {}", quoted(&result.file))?;
            writeln!(out, "  message: {}", quoted(&snapshot_message(result)))?;
            list("  ", "difference", differing(result).iter(), out)?;
            writeln!(out, "  ...")?;
        }
    }
    Ok(())
}

fn line(number: usize, passed: bool, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let not = if passed { "" } else { "not " };
    writeln!(out, "{not}ok {number} - {}", escaped(title))
}

fn list<'l>(margin: &str, name: &str, all: impl Iterator<Item = &'l String>, out: &mut dyn Write) -> io::Result<()> {
    let mut all = all.peekable();
    if all.peek().is_some() {
        writeln!(out, "{margin}{name}:")?;
    }
    all.try_for_each(|one| writeln!(out, "{margin}  - {}", quoted(one)))
}

/// A description: on one line, and without a directive in it.
fn escaped(text: &str) -> String {
    let line: Vec<&str> = text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect();
    line.join(" ").replace('\\', "\\\\").replace('#', "\\#")
}

/// A text in quotes: those of JSON are those of YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
