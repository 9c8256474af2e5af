//! Verdicts as a table for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::summary::{Line, Section, Summary, pair_sign, shares, sign};
use crate::judge::{Finding, PairOutcome, Verdict};
use crate::worlds::Worlds;

/// How many signs a bar has.
const BAR: usize = 24;

/// The sign of what is undetermined, though a condition could not be decided.
const LOOSE: char = '~';

/// How many states in conflict are named.
const NAMED: usize = 12;

/// Writes the sections, a legend of the signs that occur, and the notes. `width` is in columns.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_table(summary: &Summary<'_>, heading: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    writeln!(out, "{bold}{heading}{bold:#}")?;
    for section in &summary.sections {
        writeln!(out, "\n{bold}{}{bold:#}", section.heading)?;
        let first = section.lines.iter().map(|line| label(line).width()).max().unwrap_or_default();
        if section.states.is_empty() {
            for line in &section.lines {
                counted(line, first, out)?;
            }
        } else {
            matrix(section, first, width, out)?;
        }
    }
    legend(summary, out)?;
    for note in &summary.notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}

fn label(line: &Line<'_>) -> String {
    if line.limited { format!("{} (limited)", line.principle) } else { line.principle.to_owned() }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Principles against states; as many columns at a time as fit.
fn matrix(section: &Section<'_>, first: usize, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let column = section.states.iter().map(|state| state.width()).max().unwrap_or_default() + 1;
    let fit = (width.saturating_sub(first + 2) / column).max(1);
    let places: Vec<usize> = (0..section.states.len()).collect();
    for (turn, chunk) in places.chunks(fit).enumerate() {
        if turn > 0 {
            writeln!(out)?;
        }
        write!(out, "  {}", padded("", first))?;
        for &place in chunk {
            let state = section.states.get(place).copied().unwrap_or_default();
            let state = if Some(&place) == chunk.last() { state.to_owned() } else { padded(state, column - 1) };
            write!(out, " {state}")?;
        }
        writeln!(out)?;
        for line in &section.lines {
            write!(out, "  {}", padded(&label(line), first))?;
            for &place in chunk {
                let cell = line.cells.get(place).copied().flatten();
                let style = cell.map(style).unwrap_or_default();
                let loose = line.loose.get(place) == Some(&true) && cell == Some(Finding::Undetermined);
                let sign = if loose { LOOSE } else { cell.map_or(' ', sign) };
                let left = (column - 2) / 2;
                // Nothing is padded behind the last column.
                let right = if Some(&place) == chunk.last() { 0 } else { column - 2 - left };
                write!(out, " {}{style}{sign}{style:#}{}", " ".repeat(left), " ".repeat(right))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// One line for a principle: a bar, counts, the states in conflict; for pairs the outcomes and corridors.
fn counted(line: &Line<'_>, first: usize, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "  {}  ", padded(&label(line), first))?;
    if line.counts.is_empty() {
        return writeln!(out, "no instance");
    }
    let entries: Vec<Entry> = match &line.pairs {
        None => line.counts.iter().map(|&(finding, count)| Entry::of(finding, count)).collect(),
        Some(pairs) => pairs.outcomes.iter().map(|&(outcome, count)| Entry::of_pairs(outcome, count)).collect(),
    };
    let numbers: Vec<usize> = entries.iter().map(|entry| entry.count).collect();
    for (Entry { sign, style, .. }, share) in entries.iter().zip(shares(&numbers, BAR)) {
        write!(out, "{style}{}{style:#}", sign.to_string().repeat(share))?;
    }
    let counts: Vec<String> = entries.iter().map(|entry| format!("{} {}", entry.count, entry.name)).collect();
    writeln!(out, "  {}", counts.join(", "))?;
    let indent = padded("", first + 4);
    match &line.pairs {
        Some(pairs) => {
            for (word, corridors) in [("best", &pairs.best), ("worst", &pairs.worst)] {
                if !corridors.is_empty() {
                    writeln!(out, "{indent}{word}: {}", corridors.join(", "))?;
                }
            }
        }
        None if !line.conflicts.is_empty() => {
            let named: Vec<&str> = line.conflicts.iter().take(NAMED).copied().collect();
            let rest = line.conflicts.len().saturating_sub(NAMED);
            let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            writeln!(out, "{indent}in conflict: {}{rest}", named.join(", "))?;
        }
        None => {}
    }
    Ok(())
}

/// What a bar and a legend show of one kind of verdict or outcome.
struct Entry {
    sign: char,
    style: Style,
    name: &'static str,
    count: usize,
}

impl Entry {
    fn of(finding: Finding, count: usize) -> Self {
        Self { sign: sign(finding), style: style(finding), name: finding.name(), count }
    }

    fn of_pairs(outcome: PairOutcome, count: usize) -> Self {
        let like = match outcome {
            PairOutcome::Agreement => Finding::One(Verdict::Agree),
            PairOutcome::OneSided => Finding::One(Verdict::Reserve),
            PairOutcome::Neutral => Finding::One(Verdict::Neutral),
            PairOutcome::Undetermined => Finding::Undetermined,
            PairOutcome::Open => Finding::Open,
            PairOutcome::Divided => Finding::One(Verdict::Divided),
            PairOutcome::Conflict => Finding::One(Verdict::Conflict),
            PairOutcome::Outside => Finding::One(Verdict::Outside),
        };
        Self { sign: pair_sign(outcome), style: style(like), name: outcome.name(), count }
    }
}

fn legend(summary: &Summary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = || summary.sections.iter().flat_map(|section| &section.lines);
    let occurs = |finding: Finding| lines().any(|line| line.counts.iter().any(|(found, _)| *found == finding));
    let shown = |finding: Finding| {
        lines().any(|line| line.pairs.is_none() && line.counts.iter().any(|(found, _)| *found == finding))
    };
    let paired = |outcome: PairOutcome| {
        lines()
            .filter_map(|line| line.pairs.as_ref())
            .any(|pairs| pairs.outcomes.iter().any(|(found, _)| *found == outcome))
    };
    let mut entries: Vec<Entry> =
        Finding::ALL.into_iter().filter(|finding| shown(*finding)).map(|finding| Entry::of(finding, 0)).collect();
    // What a sign of pairs means is said by that of states where both have it: agreement is agreement.
    for outcome in PairOutcome::ALL.into_iter().filter(|outcome| paired(*outcome)) {
        if !entries.iter().any(|entry| entry.sign == pair_sign(outcome)) {
            entries.push(Entry::of_pairs(outcome, 0));
        }
    }
    let mut words: Vec<String> =
        entries.iter().map(|Entry { sign, style, name, .. }| format!("{style}{sign}{style:#} {name}")).collect();
    let loose = |line: &Line<'_>| line.cells.iter().zip(&line.loose).any(|(cell, loose)| *loose && cell.is_some());
    if lines().any(loose) {
        words.push(format!("{LOOSE} undetermined, as far as it could be decided"));
    }
    if words.is_empty() {
        return writeln!(out, "\nno verdicts: nothing matches, or the library has no states or no principles");
    }
    writeln!(out, "\n{}", words.join("   "))?;
    if occurs(Finding::Open) {
        writeln!(out, "open: depends on the brackets; fix them with --choose, or see every choice with --format json")?;
    }
    if occurs(Finding::Undetermined) {
        let how = if summary.worlds == Worlds::Exact { " --settle` says which decide" } else { "` names them" };
        writeln!(out, "undetermined: facts are missing; `comity why PRINCIPLE STATE{how}")?;
    }
    Ok(())
}

fn style(finding: Finding) -> Style {
    let colour = match finding {
        Finding::One(Verdict::Agree) => AnsiColor::Green,
        Finding::One(Verdict::Reserve) => AnsiColor::Cyan,
        Finding::One(Verdict::Divided) | Finding::Undetermined | Finding::Open => AnsiColor::Yellow,
        Finding::One(Verdict::Conflict) => AnsiColor::Red,
        Finding::One(Verdict::Neutral | Verdict::Outside) => return Style::new(),
    };
    Style::new().fg_color(Some(colour.into()))
}
