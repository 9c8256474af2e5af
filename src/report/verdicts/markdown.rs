//! Verdicts as Markdown, for a page or a comment.

use std::io::{self, Write};

use super::summary::{Section, Summary};
use crate::judge::Finding;
use crate::report::escape::escape;

/// Writes the sections as tables, and the notes.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_markdown(summary: &Summary<'_>, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escape(heading))?;
    for section in &summary.sections {
        writeln!(out, "\n## {}\n", escape(&section.heading))?;
        if section.states.is_empty() { counted(section, out)? } else { matrix(section, out)? }
    }
    if !summary.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &summary.notes {
        writeln!(out, "- {}", escape(note))?;
    }
    Ok(())
}

fn matrix(section: &Section<'_>, out: &mut dyn Write) -> io::Result<()> {
    let states: Vec<String> = section.states.iter().map(|state| escape(state)).collect();
    writeln!(out, "| principle | {} |", states.join(" | "))?;
    writeln!(out, "| --- |{}", " --- |".repeat(states.len()))?;
    for line in &section.lines {
        let cells: Vec<&str> = line.cells.iter().map(|cell| cell.map_or("", Finding::name)).collect();
        let limited = if line.limited { " (limited)" } else { "" };
        writeln!(out, "| {}{limited} | {} |", escape(line.principle), cells.join(" | "))?;
    }
    Ok(())
}

fn counted(section: &Section<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| principle | verdicts | in conflict |")?;
    writeln!(out, "| --- | --- | --- |")?;
    for line in &section.lines {
        let counts: Vec<String> = match &line.pairs {
            None => line.counts.iter().map(|(finding, count)| format!("{count} {}", finding.name())).collect(),
            Some(pairs) => {
                pairs.outcomes.iter().map(|(outcome, count)| format!("{count} {}", outcome.name())).collect()
            }
        };
        let named = match &line.pairs {
            None => line.conflicts.join(", "),
            Some(pairs) => pairs.worst.join(", "),
        };
        let limited = if line.limited { " (limited)" } else { "" };
        writeln!(out, "| {}{limited} | {} | {} |", escape(line.principle), counts.join(", "), escape(&named))?;
    }
    Ok(())
}
