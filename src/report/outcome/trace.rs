//! An outcome traced back: the count, and of every member the verdict and the evidence behind it.

use std::io::{self, Write};

use serde::Serialize;

use super::record::{DecisionRecord, ForumRecord, OutcomeRecord, PartRecord, forum, record};
use super::settle::{SettlementRecord, settled, settlements};
use super::words::{count, details};
use crate::judge::{Plan, Session};
use crate::model::{ForumId, Pick};
use crate::negotiate::{Ballot, Outcome, Settlement};
use crate::report::speech::{Speech, speech, told};
use crate::report::why::tree::Node;
use crate::report::why::words::Words;
use crate::source::Sources;

/// The name of the schema.
pub const TRACE_SCHEMA: &str = "comity/outcome-trace/1";

/// How many members of a kind are shown with their reasons unless all are asked for.
const SHOWN: usize = 8;

/// What a forum makes of a principle, and why.
#[derive(Debug, Serialize)]
pub struct Trace {
    /// The name of the schema.
    pub schema: &'static str,
    /// The library's name.
    pub library: String,
    /// The day.
    pub as_of: Option<String>,
    /// Who decides, and how.
    pub forum: ForumRecord,
    /// What comes of it.
    pub outcome: OutcomeRecord,
    /// What would decide it, wording by wording.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settle: Vec<SettlementRecord>,
    /// What every member says.
    pub members: Vec<MemberRecord>,
}

/// What a member says.
#[derive(Debug, Serialize)]
pub struct MemberRecord {
    /// Its vote: `aye`, `no`, `abstention`, `absent` or `uncertain`.
    pub vote: &'static str,
    /// Its verdict, and what is behind it.
    #[serde(flatten)]
    pub says: Speech,
}

/// Traces an outcome. `settle` is what would decide it, where that is asked for.
pub fn trace(
    plan: &Plan<'_>,
    sources: &Sources,
    language: Option<&str>,
    id: ForumId,
    outcome: &Outcome<'_>,
    picks: &[Pick],
    settle: &[Settlement],
) -> Trace {
    let library = plan.library();
    let session = Session::new(plan, outcome.principle, library.forums[id].level, picks);
    let words = Words::new(library, sources, language, plan.world.date);
    let vote = |place: usize| {
        let mut all =
            outcome.decisions.iter().map(|decision| decision.votes.get(place).and_then(|vote| vote.certain()));
        let first = all.next().flatten();
        if all.all(|other| other == first) { word(first) } else { word(None) }
    };
    let members = outcome.rows.iter().enumerate();
    Trace {
        schema: TRACE_SCHEMA,
        library: library.name.clone(),
        as_of: plan.world.date.map(|day| day.to_string()),
        forum: forum(plan, id, sources, language),
        outcome: record(library, sources, language, outcome),
        settle: settlements(words, settle),
        members: members
            .map(|(place, row)| MemberRecord { vote: vote(place), says: speech(&session, words, row) })
            .collect(),
    }
}

fn word(ballot: Option<Ballot>) -> &'static str {
    match ballot {
        Some(Ballot::Aye) => "aye",
        Some(Ballot::No) => "no",
        Some(Ballot::Abstention) => "abstention",
        Some(Ballot::Absent) => "absent",
        None => "uncertain",
    }
}

/// Writes the trace as one object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_trace_json(trace: &Trace, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, trace)?;
    writeln!(out)
}

/// Writes the trace as a tree, `width` columns wide. `all` shows every member with its reasons.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_trace_text(trace: &Trace, all: bool, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (forum, outcome) = (&trace.forum, &trace.outcome);
    let title = format!("{} in {}: {}", outcome.principle, forum.name, outcome.result);
    let mut top = Node::new(title).strong();
    let veto = if forum.veto.is_empty() { String::new() } else { format!(", veto {}", forum.veto.join(", ")) };
    let about = format!(
        "{} · {} · at {}, {} members, adopts by {}{veto}",
        outcome.title,
        forum.title,
        forum.level,
        forum.members.len(),
        forum.adopts
    );
    top.push(Node::new(about));
    for decision in &outcome.decisions {
        top.push(decided(decision));
    }
    if !trace.settle.is_empty() {
        top.push(settled(&trace.settle));
    }
    for (vote, heading) in [
        ("no", "against"),
        ("uncertain", "not certain"),
        ("abstention", "abstain"),
        ("aye", "in favour"),
        ("absent", "take no part"),
    ] {
        let members: Vec<&MemberRecord> = trace.members.iter().filter(|member| member.vote == vote).collect();
        if members.is_empty() {
            continue;
        }
        let shown = if all { members.len() } else { SHOWN };
        let mut node = Node::new(format!("{heading}: {}", members.len())).strong();
        node = node.with(members.iter().take(shown).map(|member| told(&member.says)));
        let rest: Vec<&str> = members.iter().skip(shown).map(|member| member.says.state.as_str()).collect();
        if !rest.is_empty() {
            node.push(Node::new(format!("and {} more (--all shows their reasons): {}", rest.len(), rest.join(", "))));
        }
        top.push(node);
    }
    top.draw(width, out)
}

/// The count of one wording, the parts of the rule, and what would change it.
fn decided(decision: &DecisionRecord) -> Node {
    let choosing =
        decision.choosing.first().map(|words| format!("choosing {}: ", words.join(", "))).unwrap_or_default();
    let mut node = Node::new(format!("{choosing}{}: {}", decision.result, count(decision)));
    for part in decision.rule.iter().filter(|part| part.is_met()) {
        node.push(Node::new(met(part)));
    }
    node.with(details(decision, true).into_iter().map(Node::new))
}

/// `2/3 of votes: 152 ayes, 105 needed`
fn met(part: &PartRecord) -> String {
    match part.counts.as_str() {
        "noes" => format!("{}: met, nobody is against", part.rule),
        "ayes" => format!("{}: met, {} in favour where {} are needed", part.rule, part.has, part.needs),
        attribute => {
            let [has, needs] = &part.shown;
            format!("{}: met, {has} of {attribute} behind the ayes where {needs} are needed", part.rule)
        }
    }
}
