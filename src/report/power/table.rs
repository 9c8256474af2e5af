//! The power in a forum for people.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::record::{Figure, Row, Sheet};
use crate::report::escape::escape;

/// From how many members on those with equal power share a line.
const MERGED: usize = 30;

/// How many members a line names, and how many are named as veto players or dummies.
const ON_A_LINE: usize = 3;
const NAMED: usize = 12;

/// The columns behind the members.
const COLUMNS: [&str; 5] = ["Shapley-Shubik", "Banzhaf", "absolute", "prevent", "initiate"];

/// Writes a line for every member, or for members with equal power, and what there is to say of the rule.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_table(sheet: &Sheet, heading: &str, fractions: bool, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    writeln!(out, "{bold}{heading}{bold:#}\n")?;
    let lines = lines(sheet, fractions);
    let first = lines.iter().map(|(label, _)| label.width()).max().unwrap_or_default().max("member".len());
    let widths: Vec<usize> = COLUMNS
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = lines.iter().filter_map(|(_, cells)| cells.get(at)).map(|cell| cell.width());
            cells.max().unwrap_or_default().max(column.width())
        })
        .collect();
    let mut write = |label: &str, cells: &[&str]| -> io::Result<()> {
        write!(out, "  {label}{}", " ".repeat(first.saturating_sub(label.width())))?;
        for (cell, width) in cells.iter().zip(&widths) {
            write!(out, "  {}{cell}", " ".repeat(width.saturating_sub(cell.width())))?;
        }
        writeln!(out)
    };
    write("member", &COLUMNS)?;
    for (label, cells) in &lines {
        write(label, &cells.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    writeln!(out)?;
    for line in sayings(sheet, fractions) {
        writeln!(out, "{line}")?;
    }
    if let Some(shown) = sheet.coalitions_shown.as_ref().filter(|shown| !shown.is_empty()) {
        writeln!(out, "\nminimal winning coalitions, {} of {}", shown.len(), sheet.minimal_winning)?;
        for coalition in shown {
            writeln!(out, "  {}", coalition.join(", "))?;
        }
    }
    Ok(())
}

/// The same in Markdown.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_markdown(sheet: &Sheet, heading: &str, fractions: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", escape(heading))?;
    writeln!(out, "| member | {} |", COLUMNS.join(" | "))?;
    writeln!(out, "| --- |{}", " ---: |".repeat(COLUMNS.len()))?;
    for (label, cells) in lines(sheet, fractions) {
        writeln!(out, "| {} | {} |", escape(&label), cells.join(" | "))?;
    }
    writeln!(out)?;
    for line in sayings(sheet, fractions) {
        writeln!(out, "- {}", escape(&line))?;
    }
    if let Some(shown) = sheet.coalitions_shown.as_ref().filter(|shown| !shown.is_empty()) {
        writeln!(out, "\n## Minimal winning coalitions, {} of {}\n", shown.len(), sheet.minimal_winning)?;
        for coalition in shown {
            writeln!(out, "- {}", escape(&coalition.join(", ")))?;
        }
    }
    Ok(())
}

/// Who is meant by a line, and the figures.
fn lines(sheet: &Sheet, fractions: bool) -> Vec<(String, [String; 5])> {
    let merge = sheet.members.len() > MERGED;
    let alike =
        |one: &Row, other: &Row| merge && one.shapley_shubik == other.shapley_shubik && one.swings == other.swings;
    sheet
        .members
        .chunk_by(alike)
        .filter_map(|rows| {
            let names: Vec<&str> = rows.iter().map(|row| row.state.as_str()).collect();
            let label = if names.len() > ON_A_LINE {
                let first: Vec<&str> = names.iter().take(ON_A_LINE - 1).copied().collect();
                format!("{}, … ({})", first.join(", "), names.len())
            } else {
                names.join(", ")
            };
            let row = rows.first()?;
            let written = |figure: Option<&Figure>| figure.map_or_else(|| "-".to_owned(), |one| one.written(fractions));
            let cells = [
                written(row.shapley_shubik.as_ref()),
                written(row.banzhaf.as_ref()),
                written(Some(&row.banzhaf_absolute)),
                written(row.prevent.as_ref()),
                written(row.initiate.as_ref()),
            ];
            Some((label, cells))
        })
        .collect()
}

/// What there is to say of the rule, line by line.
fn sayings(sheet: &Sheet, fractions: bool) -> Vec<String> {
    let mut said = vec![format!(
        "{} of {} coalitions win: the power to act is {}",
        sheet.winning,
        sheet.coalitions,
        sheet.act.written(fractions)
    )];
    if sheet.winning == "0" {
        said.push("nothing can be adopted: not even all ayes together are enough".to_owned());
    } else {
        said.push(format!(
            "minimal winning coalitions: {}; minimal blocking ones: {}",
            sheet.minimal_winning, sheet.minimal_blocking
        ));
    }
    if let Some(dictator) = &sheet.dictator {
        said.push(format!("{dictator} decides alone"));
    }
    for (what, who) in [("veto players", &sheet.veto_players), ("dummies", &sheet.dummies)] {
        if !who.is_empty() {
            let named: Vec<&str> = who.iter().take(NAMED).map(String::as_str).collect();
            let rest = who.len().saturating_sub(NAMED);
            let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            said.push(format!("{what}: {}{rest}", named.join(", ")));
        }
    }
    match sheet.proper {
        Some(true) => {}
        Some(false) => said.push("improper: two coalitions without a common member can both win".to_owned()),
        None => said.push("whether two coalitions without a common member can both win is not known".to_owned()),
    }
    said.extend(sheet.notes.iter().cloned());
    said
}
