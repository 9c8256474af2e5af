//! What was not noticed, for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::record::{Row, Sheet, per_mille};

/// How many tests a line names, and how many lines of a statement that is left out are shown.
const NAMED: usize = 2;
const LINES: usize = 4;

/// Writes what was not noticed, with its place, and the sums.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_text(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    for row in sheet.mutants.iter().filter(|row| row.fate == "unnoticed") {
        writeln!(out, "{bold}{}:{}:{}{bold:#}  {}", row.file, row.line, row.column, row.operator)?;
        let (red, green) = (AnsiColor::Red.on_default(), AnsiColor::Green.on_default());
        for (lines, sign, style) in [(&row.removed, '-', red), (&row.added, '+', green)] {
            for line in lines.iter().take(LINES) {
                writeln!(out, "  {style}{sign} {line}{style:#}")?;
            }
            if let Some(more) = lines.len().checked_sub(LINES).filter(|more| *more > 0) {
                writeln!(out, "  {style}{sign} … {more} more {}{style:#}", if more == 1 { "line" } else { "lines" })?;
            }
        }
        if let Some(near) = near(row) {
            writeln!(out, "  {near}")?;
        }
        writeln!(out)?;
    }
    let changes = |count: usize| if count == 1 { "mutant" } else { "mutants" };
    writeln!(
        out,
        "{} {} tried: {} caught, {} unnoticed, {} not viable, {} without effect",
        sheet.tried,
        changes(sheet.tried),
        sheet.caught,
        sheet.unnoticed,
        sheet.not_viable,
        sheet.same_meaning
    )?;
    if let Some(score) = per_mille(sheet.caught, sheet.unnoticed) {
        let all = sheet.caught + sheet.unnoticed;
        writeln!(out, "score: {}.{}% ({} of {all})", score / 10, score % 10, sheet.caught)?;
    }
    if sheet.not_tried > 0 {
        let why = if sheet.stopped { "; the run was ended early" } else { "" };
        writeln!(out, "not tried: {} of {}, in the order of seed {}{why}", sheet.not_tried, sheet.found, sheet.seed)?;
    }
    Ok(())
}

/// Which tests look at what was changed.
fn near(row: &Row) -> Option<String> {
    let (kind, name) = (row.kind?, row.name.as_ref()?);
    if row.near.is_empty() {
        return Some(format!("no test looks at the {kind} `{name}`"));
    }
    let named: Vec<String> = row.near.iter().take(NAMED).map(|title| format!("\"{title}\"")).collect();
    let rest = row.near.len().saturating_sub(NAMED);
    let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    Some(format!("near, at the {kind} `{name}`: {}{rest}", named.join(", ")))
}
