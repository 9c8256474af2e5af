//! A comparison as programs read it. The schema is written down in `docs/diff-1.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::words::{Head, Heads};
use crate::compare::{
    Answered, Change, ChangedRow, ChoiceChange, Comparison, Moved, OutcomeChange, OutcomeSide, PartChange,
    StatementChange, Tally, Unmatched, VerdictChange,
};
use crate::judge::Verdict;
use crate::negotiate::ForumResult;

/// The name of the schema, which changes with its meaning.
pub const SCHEMA: &str = "comity/diff/1";

#[derive(Serialize)]
struct Record<'r> {
    schema: &'static str,
    old: Library<'r>,
    new: Library<'r>,
    choosing: &'r [String],
    summary: Summary,
    statements: Vec<Statement<'r>>,
    verdicts: Vec<Verdicts<'r>>,
    unmatched: Vec<Missing<'r>>,
    outcomes: Vec<Outcome<'r>>,
}

#[derive(Serialize)]
struct Library<'r> {
    at: &'r str,
    #[serde(rename = "library")]
    name: Option<&'r str>,
    version: Option<&'r str>,
    as_of: Option<&'r str>,
}

#[derive(Serialize)]
struct Summary {
    /// The gravest change, as `--deny` names it.
    gravest: Option<&'static str>,
    statements: Statements,
    verdicts: Sum,
    outcomes: Sum,
}

#[derive(Serialize)]
struct Statements {
    added: usize,
    removed: usize,
    reworded: usize,
    renamed: usize,
}

#[derive(Serialize)]
struct Sum {
    compared: usize,
    changed: usize,
    better: usize,
    worse: usize,
    neither: usize,
    new: usize,
    gone: usize,
}

#[derive(Serialize)]
struct Statement<'r> {
    kind: &'static str,
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'r str>,
    parts: Vec<Part<'r>>,
}

#[derive(Serialize)]
struct Part<'r> {
    what: &'r str,
    before: Option<&'r str>,
    after: Option<&'r str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aspects: &'r [String],
}

#[derive(Serialize)]
struct Verdicts<'r> {
    principle: &'r str,
    level: &'r str,
    before: Answer,
    after: Answer,
    direction: &'static str,
    because: Vec<Because<'r>>,
    rows: Vec<Row<'r>>,
}

#[derive(Serialize)]
struct Answer {
    verdict: &'static str,
    possible: Vec<&'static str>,
}

#[derive(Serialize)]
struct Because<'r> {
    kind: &'static str,
    text: &'r str,
}

#[derive(Serialize)]
struct Row<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pair: Option<&'r [String; 2]>,
    state: &'r str,
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    party: Option<&'r str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    details: &'r [String],
}

#[derive(Serialize)]
struct Missing<'r> {
    library: &'static str,
    because: &'static str,
    name: &'r str,
    count: usize,
}

#[derive(Serialize)]
struct Outcome<'r> {
    forum: &'r str,
    principle: &'r str,
    before: Decision,
    after: Decision,
    choices: Vec<Choice<'r>>,
    direction: &'static str,
    rule_changed: bool,
    moved: Vec<Movement<'r>>,
}

#[derive(Serialize)]
struct Choice<'r> {
    choosing: &'r [String],
    before: Vec<&'static str>,
    after: Vec<&'static str>,
}

#[derive(Serialize)]
struct Decision {
    result: &'static str,
    possible: Vec<&'static str>,
    ayes: usize,
    noes: usize,
    abstentions: usize,
    absent: usize,
    uncertain: usize,
}

#[derive(Serialize)]
struct Movement<'r> {
    from: Option<&'static str>,
    to: Option<&'static str>,
    states: &'r [String],
}

/// Writes one object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(comparison: &Comparison, heads: &Heads, out: &mut dyn Write) -> io::Result<()> {
    let record = Record {
        schema: SCHEMA,
        old: library(&heads.old),
        new: library(&heads.new),
        choosing: &heads.choosing,
        summary: summary(comparison),
        statements: comparison.statements.iter().map(statement).collect(),
        verdicts: comparison.verdicts.iter().map(verdicts).collect(),
        unmatched: comparison.unmatched.iter().map(missing).collect(),
        outcomes: comparison.outcomes.iter().map(outcome).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &record)?;
    writeln!(out)
}

fn library(head: &Head) -> Library<'_> {
    Library {
        at: &head.at,
        name: (!head.absent).then_some(head.name.as_str()),
        version: head.version.as_deref(),
        as_of: head.as_of.as_deref(),
    }
}

fn summary(comparison: &Comparison) -> Summary {
    let count = |name: &str| comparison.statements.iter().filter(|one| one.change.name() == name).count();
    let sum = |tally: Tally, compared: usize, new: usize, gone: usize| Sum {
        compared,
        changed: tally.all(),
        better: tally.better,
        worse: tally.worse,
        neither: tally.neither,
        new,
        gone,
    };
    let (new, gone) = comparison.unmatched_counts();
    let outcomes = comparison.outcome_tally();
    Summary {
        gravest: comparison.severity().map(crate::compare::Severity::name),
        statements: Statements {
            added: count("added"),
            removed: count("removed"),
            reworded: count("reworded"),
            renamed: count("renamed"),
        },
        verdicts: sum(comparison.verdict_tally(), comparison.compared, new, gone),
        outcomes: sum(outcomes, comparison.outcomes_compared, comparison.outcomes_new, comparison.outcomes_gone),
    }
}

fn statement(change: &StatementChange) -> Statement<'_> {
    Statement {
        kind: change.kind.name(),
        name: &change.name,
        title: change.title.as_deref(),
        change: change.change.name(),
        from: match &change.change {
            Change::Renamed { from } => Some(from),
            Change::Added | Change::Removed | Change::Reworded => None,
        },
        parts: change.parts.iter().map(part).collect(),
    }
}

fn part(part: &PartChange) -> Part<'_> {
    let (before, after) = (part.before.as_deref(), part.after.as_deref());
    Part { what: &part.what, before, after, aspects: &part.aspects }
}

fn verdicts(change: &VerdictChange) -> Verdicts<'_> {
    let answer = |one: Answered| Answer {
        verdict: one.finding.name(),
        possible: one.possible.iter().map(Verdict::name).collect(),
    };
    Verdicts {
        principle: &change.principle,
        level: &change.level,
        before: answer(change.before),
        after: answer(change.after),
        direction: change.direction.name(),
        because: change.because.iter().map(|one| Because { kind: one.kind.name(), text: &one.text }).collect(),
        rows: change.rows.iter().map(row).collect(),
    }
}

fn row(row: &ChangedRow) -> Row<'_> {
    Row {
        group: row.group.as_deref(),
        pair: row.pair.as_ref(),
        state: &row.state,
        party: row.party.as_deref(),
        details: &row.details,
    }
}

fn missing(one: &Unmatched) -> Missing<'_> {
    let library = if one.new { "new" } else { "old" };
    Missing { library, because: one.because, name: &one.name, count: one.count }
}

fn outcome(change: &OutcomeChange) -> Outcome<'_> {
    let result = |side: &OutcomeSide| Decision {
        result: side.result,
        possible: side.possible.iter().map(|result| result.name()).collect(),
        ayes: side.ayes,
        noes: side.noes,
        abstentions: side.abstentions,
        absent: side.absent,
        uncertain: side.uncertain,
    };
    Outcome {
        forum: &change.forum,
        principle: &change.principle,
        before: result(&change.before),
        after: result(&change.after),
        choices: change.choices.iter().map(choice).collect(),
        direction: change.direction.name(),
        rule_changed: change.rule_changed,
        moved: change.moved.iter().map(movement).collect(),
    }
}

fn choice(change: &ChoiceChange) -> Choice<'_> {
    let names = |results: &[ForumResult]| results.iter().map(|result| result.name()).collect();
    Choice { choosing: &change.words, before: names(&change.before), after: names(&change.after) }
}

fn movement(moved: &Moved) -> Movement<'_> {
    Movement { from: moved.from, to: moved.to, states: &moved.states }
}
