//! What became of a library, as a comment on a pull request.

use std::io::{self, Write};

use super::comment::{Comment, Part};
use super::escape::{code, html, lines, sentence, text};
use super::words::{self, Heads, number};
use crate::compare::{Comparison, OutcomeChange, StatementChange, Tally, VerdictChange};

/// From how many rows on a table is folded away, and from how many states on a list.
const LONG: usize = 15;

/// Writes a comment. Its first line marks it, so that a program can find it and put a new one in its place.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_markdown(comparison: &Comparison, heads: &Heads, out: &mut dyn Write) -> io::Result<()> {
    let mut comment = Comment::default();
    comment.push(Part { front: head(comparison, heads), ..Part::default() });
    if !comparison.is_empty() {
        comment.push(Part { front: sums(comparison), ..Part::default() });
        if !comparison.outcomes.is_empty() {
            comment.push(outcomes(&comparison.outcomes));
        }
        if !comparison.verdicts.is_empty() {
            comment.push(verdicts(&comparison.verdicts));
            comparison.verdicts.iter().filter(|change| change.rows.len() > LONG).for_each(|change| {
                comment.push(everyone(change));
            });
        }
        if !comparison.unmatched.is_empty() {
            let rows = comparison.unmatched.iter().map(|one| format!("- {}", text(&words::unmatched(one)))).collect();
            let front = "\n### Verdicts that only one of them has\n\n".to_owned();
            comment.push(Part { front, rows, behind: String::new() });
        }
        if !comparison.statements.is_empty() {
            comment.push(statements(&comparison.statements));
        }
    }
    out.write_all(comment.finish().as_bytes())
}

/// The mark, the heading, and the sum in a sentence.
fn head(comparison: &Comparison, heads: &Heads) -> String {
    let mut lines = vec![
        format!("<!-- comity-diff {} -->", html(&heads.library().name)),
        format!("## {}", text(&heads.title())),
        String::new(),
        format!("{} → {}", text(&heads.old.at), text(&heads.new.at)),
    ];
    lines.extend(heads.conditions().map(|conditions| format!("· {}", text(&conditions))));
    lines.push(String::new());
    for (head, everything) in [(&heads.old, "everything is new"), (&heads.new, "everything is gone")] {
        if head.absent {
            lines.push(format!("There is no such library in {}: {everything}.\n", text(&head.at)));
        }
    }
    lines.push(format!("**{}**", headline(comparison)));
    lines.push(String::new());
    lines.join("\n")
}

fn headline(comparison: &Comparison) -> String {
    if comparison.is_empty() {
        return "Nothing changed.".to_owned();
    }
    let tally = comparison.verdict_tally();
    let mut parts = Vec::new();
    for (count, word) in [(tally.worse, "worse"), (tally.better, "better"), (tally.neither, "changed otherwise")] {
        parts.extend((count > 0).then(|| format!("{} {word}", words::plural(count, "verdict", "verdicts"))));
    }
    let outcomes = comparison.outcomes.len();
    parts.extend((outcomes > 0).then(|| format!("{} changed", words::plural(outcomes, "outcome", "outcomes"))));
    if parts.is_empty() { "No verdict and no outcome changed.".to_owned() } else { format!("{}.", parts.join(", ")) }
}

fn sums(comparison: &Comparison) -> String {
    let row = |name: &str, tally: Tally, compared: usize, new: usize, gone: usize| {
        let cells = [compared, tally.all(), tally.better, tally.worse, tally.neither, new, gone].map(number);
        format!("| {name} | {} |\n", cells.join(" | "))
    };
    let (new, gone) = comparison.unmatched_counts();
    let outcomes = comparison.outcome_tally();
    format!(
        "\n| | compared | changed | better | worse | neither | new | gone |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n{}{}",
        row("verdicts", comparison.verdict_tally(), comparison.compared, new, gone),
        row("outcomes", outcomes, comparison.outcomes_compared, comparison.outcomes_new, comparison.outcomes_gone),
    )
}

/// A table under a heading; folded away where it is long.
fn table(heading: &str, columns: &[&str], rows: Vec<String>) -> Part {
    let head = format!("| {} |\n|{}\n", columns.join(" | "), " --- |".repeat(columns.len()));
    let (open, behind) = if rows.len() > LONG {
        (format!("<details><summary>{} rows</summary>\n\n", number(rows.len())), "\n</details>\n".to_owned())
    } else {
        (String::new(), String::new())
    };
    Part { front: format!("\n### {heading}\n\n{open}{head}"), rows, behind }
}

fn outcomes(all: &[OutcomeChange]) -> Part {
    let row = |change: &OutcomeChange| {
        let mut moved: Vec<String> = Vec::new();
        moved.extend(change.rule_changed.then(|| "the rule of adoption is another one".to_owned()));
        moved.extend(words::choices(change).iter().map(|choice| text(choice)));
        moved.extend(change.moved.iter().map(|moved| text(&words::moved(moved, words::MOST))));
        format!(
            "| {} | {} | {} | {}<br>{} | {}<br>{} | {} |",
            text(&change.forum),
            text(&change.principle),
            change.direction.name(),
            words::result(&change.before),
            words::votes(&change.before),
            words::result(&change.after),
            words::votes(&change.after),
            lines(&moved)
        )
    };
    let columns = ["forum", "principle", "change", "before", "after", "who changed sides"];
    table("Outcomes", &columns, all.iter().map(row).collect())
}

fn verdicts(all: &[VerdictChange]) -> Part {
    let row = |change: &VerdictChange| {
        let mut since: Vec<String> = change.because.iter().map(|reason| sentence(&reason.text)).collect();
        since.extend(words::details(&change.rows).iter().map(|detail| sentence(detail)));
        format!(
            "| {} | {} | {} | {} | {}: {} | {} |",
            text(&change.principle),
            text(&change.level),
            change.direction.name(),
            words::turn(change),
            words::extent(change),
            text(&words::whose(&change.rows, words::MOST)),
            lines(&since)
        )
    };
    let columns = ["principle", "level", "change", "verdict", "whose", "since"];
    table("Verdicts", &columns, all.iter().map(row).collect())
}

/// All whose verdict changed alike, folded away.
fn everyone(change: &VerdictChange) -> Part {
    /// How many are named in a line.
    const LINE: usize = 25;
    let summary =
        format!("{} at {}: {}, {}", change.principle, change.level, words::turn(change), words::extent(change));
    let lines = change.rows.chunks(LINE).map(|rows| format!("- {}", text(&words::whose(rows, None))));
    Part {
        front: format!("\n<details><summary>{}</summary>\n\n", html(&summary)),
        rows: lines.collect(),
        behind: "\n</details>\n".to_owned(),
    }
}

fn statements(all: &[StatementChange]) -> Part {
    let mut rows = Vec::new();
    for change in all {
        let name = text(&words::statement(change));
        let parts = words::shown(change);
        if parts.is_empty() {
            rows.push(format!("| {name} | | | |"));
        }
        for part in parts {
            let aspects =
                if part.aspects.is_empty() { String::new() } else { format!(" ({})", part.aspects.join(", ")) };
            let cell = |said: &Option<String>| said.as_deref().map(code).unwrap_or_default();
            let what = text(&format!("{}{aspects}", part.what));
            rows.push(format!("| {name} | {what} | {} | {} |", cell(&part.before), cell(&part.after)));
        }
    }
    table("What it says", &["statement", "what", "before", "after"], rows)
}
