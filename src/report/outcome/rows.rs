//! Outcomes as rows for programs, and as Markdown.

use std::io::{self, Write};

use super::record::{DecisionRecord, Outcomes};
use super::words::{count, details};
use crate::report::escape::escape;

/// Writes one object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(outcomes: &Outcomes, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, outcomes)?;
    writeln!(out)
}

/// Writes a row for each principle and wording, lists of states with blanks between them.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_csv(outcomes: &Outcomes, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "forum",
        "principle",
        "choosing",
        "result",
        "possible",
        "ayes",
        "reserving",
        "noes",
        "abstentions",
        "absent",
        "uncertain",
        "against",
        "unblocked_by",
    ])?;
    for one in &outcomes.outcomes {
        for decision in &one.decisions {
            let choosing: Vec<String> = decision.choosing.iter().map(|words| words.join(", ")).collect();
            let size = |names: &[String]| names.len().to_string();
            rows.write_record([
                outcomes.forum.name.as_str(),
                &one.principle,
                &choosing.join("; "),
                decision.result,
                &decision.possible.join(", "),
                &size(&decision.ayes),
                &size(&decision.reserving),
                &size(&decision.noes),
                &size(&decision.abstentions),
                &size(&decision.absent),
                &decision.uncertain.len().to_string(),
                &decision.noes.join(" "),
                &unblocked_by(decision),
            ])?;
        }
    }
    rows.flush()
}

/// How many members would have to change their minds.
fn unblocked_by(decision: &DecisionRecord) -> String {
    let size = decision.unblocked_by.as_ref().and_then(|sets| sets.size);
    size.map_or_else(String::new, |size| size.to_string())
}

/// Writes a table, and below it what stands behind each result.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_markdown(outcomes: &Outcomes, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    let forum = &outcomes.forum;
    writeln!(out, "# {}\n", escape(heading))?;
    writeln!(out, "## {}\n", escape(&forum.title))?;
    let veto = if forum.veto.is_empty() { String::new() } else { format!(", veto {}", forum.veto.join(", ")) };
    writeln!(
        out,
        "At {}, {} members, adopts by {}{veto}.\n",
        escape(&forum.level),
        forum.members.len(),
        escape(&forum.adopts)
    )?;
    writeln!(out, "| principle | choosing | result | votes |")?;
    writeln!(out, "| --- | --- | --- | --- |")?;
    for one in &outcomes.outcomes {
        for decision in &one.decisions {
            let choosing = decision.choosing.first().map(|words| words.join(", ")).unwrap_or_default();
            let (name, choosing, votes) = (escape(&one.principle), escape(&choosing), count(decision));
            writeln!(out, "| {name} | {choosing} | {} | {votes} |", decision.result)?;
        }
    }
    let alone = outcomes.outcomes.len() == 1;
    for one in &outcomes.outcomes {
        let lines: Vec<String> = one.decisions.iter().flat_map(|decision| details(decision, alone)).collect();
        if !lines.is_empty() {
            writeln!(out, "\n### {}\n", escape(&one.title))?;
        }
        for line in lines {
            writeln!(out, "- {}", escape(&line))?;
        }
    }
    Ok(())
}
