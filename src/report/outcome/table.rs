//! Outcomes as a table for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::record::{DecisionRecord, OutcomeRecord, Outcomes};
use super::words::{count, details, names};
use crate::negotiate::OPEN;
use crate::report::verdicts::shares;

/// How many signs a bar has.
const BAR: usize = 24;

/// How many decisions on a draft are shown.
const WORDINGS: usize = 12;

/// How many ways of clearing brackets are named that come to the same votes.
const CHOICES: usize = 2;

/// Writes the forum, a line for each principle with what stands behind it, and a legend; `room` columns wide.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_table(outcomes: &Outcomes, heading: &str, room: usize, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    let forum = &outcomes.forum;
    writeln!(out, "{bold}{heading}{bold:#}\n")?;
    let title = if forum.title == forum.name { String::new() } else { format!(": {}", forum.title) };
    writeln!(out, "{bold}{}{title}{bold:#}", forum.name)?;
    let members = if forum.members.len() == 1 { "member" } else { "members" };
    let veto = if forum.veto.is_empty() { String::new() } else { format!(", veto {}", names(&forum.veto)) };
    writeln!(out, "at {}, {} {members}, adopts by {}{veto}", forum.level, forum.members.len(), forum.adopts)?;
    let width = |of: fn(&OutcomeRecord) -> &str| outcomes.outcomes.iter().map(|one| of(one).width()).max();
    let first = width(|one| &one.principle).unwrap_or_default();
    let second = width(|one| one.result).unwrap_or_default();
    let alone = outcomes.outcomes.len() == 1;
    for one in &outcomes.outcomes {
        let style = style(one.result);
        let padding = " ".repeat(second.saturating_sub(one.result.width()));
        let name = format!("{}{}", one.principle, " ".repeat(first.saturating_sub(one.principle.width())));
        write!(out, "  {name}  {style}{}{style:#}", one.result)?;
        match one.decisions.as_slice() {
            [decision] => {
                write!(out, "{padding}  ")?;
                bar(decision, out)?;
                writeln!(out, "  {}", count(decision))?;
                for line in details(decision, alone) {
                    wrapped(&line, first + 4, room, out)?;
                }
            }
            several => {
                let how = if one.result == OPEN { "by how" } else { "however" };
                writeln!(out, "{padding}  {how} the brackets are cleared")?;
                for decision in several.iter().take(WORDINGS) {
                    drafted(decision, first, room, out)?;
                }
                if let Some(more) = several.len().checked_sub(WORDINGS).filter(|more| *more > 0) {
                    writeln!(
                        out,
                        "  {}  and {more} more that come to other votes (--format json has all)",
                        " ".repeat(first)
                    )?;
                }
            }
        }
    }
    if outcomes.outcomes.is_empty() {
        return writeln!(out, "\nno principle is negotiated at {}", forum.level);
    }
    legend(outcomes, out)
}

/// One way of clearing the brackets, and what comes of it.
fn drafted(decision: &DecisionRecord, first: usize, room: usize, out: &mut dyn Write) -> io::Result<()> {
    let style = style(decision.result);
    let indent = " ".repeat(first);
    let named: Vec<String> = decision.choosing.iter().take(CHOICES).map(|words| words.join(", ")).collect();
    let rest = match decision.choosing.len().saturating_sub(CHOICES) {
        0 => String::new(),
        rest => format!("; or {rest} more ways"),
    };
    wrapped(&format!("choosing {}{rest}", named.join("; or ")), first + 4, room, out)?;
    write!(out, "  {indent}    {style}{}{style:#}  ", decision.result)?;
    bar(decision, out)?;
    writeln!(out, "  {}", count(decision))?;
    details(decision, true).iter().try_for_each(|line| wrapped(line, first + 6, room, out))
}

/// A line behind an indentation, what does not fit a little further in.
fn wrapped(text: &str, indent: usize, room: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut line = " ".repeat(indent);
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.width() + 1 + word.width() > room {
            writeln!(out, "{line}")?;
            line = " ".repeat(indent + 2);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    writeln!(out, "{line}")
}

/// The kinds of votes, with their signs, in the order of a bar.
fn kinds(decision: &DecisionRecord) -> [(char, &'static str, Style, usize); 5] {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    [
        ('+', "aye: agrees or reserves", colour(AnsiColor::Green), decision.ayes.len()),
        ('.', "abstains: neutral or divided", Style::new(), decision.abstentions.len()),
        ('x', "no: conflicts", colour(AnsiColor::Red), decision.noes.len()),
        ('?', "not certain: undetermined", colour(AnsiColor::Yellow), decision.uncertain.len()),
        ('-', "takes no part: outside", Style::new(), decision.absent.len()),
    ]
}

fn bar(decision: &DecisionRecord, out: &mut dyn Write) -> io::Result<()> {
    let kinds = kinds(decision);
    let counts: Vec<usize> = kinds.iter().map(|(.., count)| *count).collect();
    for ((sign, _, style, _), share) in kinds.iter().zip(shares(&counts, BAR)) {
        if share > 0 {
            write!(out, "{style}{}{style:#}", sign.to_string().repeat(share))?;
        }
    }
    Ok(())
}

fn legend(outcomes: &Outcomes, out: &mut dyn Write) -> io::Result<()> {
    let decisions = || outcomes.outcomes.iter().flat_map(|one| &one.decisions);
    let mut words = Vec::new();
    for place in 0..5 {
        let occurs = |decision: &DecisionRecord| kinds(decision).get(place).copied().filter(|(.., count)| *count > 0);
        if let Some((sign, name, style, _)) = decisions().find_map(occurs) {
            words.push(format!("{style}{sign}{style:#} {name}"));
        }
    }
    writeln!(out, "\n{}", words.join("   "))?;
    writeln!(out, "`comity why PRINCIPLE {}` gives the reasons of every member", outcomes.forum.name)
}

fn style(result: &str) -> Style {
    let colour = match result {
        "adopted" => AnsiColor::Green,
        "adopted with reservations" => AnsiColor::Cyan,
        "blocked" | "unsupported" => AnsiColor::Red,
        "open" => AnsiColor::Yellow,
        _ => return Style::new(),
    };
    Style::new().bold().fg_color(Some(colour.into()))
}
