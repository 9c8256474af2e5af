//! What would decide an outcome that is open.

use serde::Serialize;

use crate::negotiate::{ForumResult, Settlement};
use crate::report::why::tree::Node;
use crate::report::why::words::{Words, list};

/// How many sets of facts are shown for one wording.
const SHOWN: usize = 12;

/// What would decide an outcome on one wording, over completions of facts.
#[derive(Debug, Serialize)]
pub struct SettlementRecord {
    /// The choices that come to these votes.
    pub choosing: Vec<Vec<String>>,
    /// The results that some completion of the facts comes to.
    pub possible: Vec<&'static str>,
    /// The facts that decide.
    pub settles: Vec<SettlingRecord>,
    /// Whether there are no others: no search was cut, and every vote can be settled by facts.
    pub complete: bool,
}

/// Facts that decide an outcome.
#[derive(Debug, Serialize)]
pub struct SettlingRecord {
    /// The states whose votes decide.
    pub states: Vec<String>,
    /// The facts that settle these votes.
    pub facts: Vec<String>,
    /// Values of them that do.
    pub given: Vec<String>,
    /// `adopted`, whatever the others do, be it with reservations; `not adopted`; or, of a text that is adopted in every
    /// case, `adopted` or `adopted with reservations`.
    pub result: &'static str,
    /// The facts with their values, for people.
    #[serde(skip)]
    pub shown: Vec<String>,
}

pub(super) fn settlements(words: Words<'_>, found: &[Settlement]) -> Vec<SettlementRecord> {
    let library = words.library;
    let record = |one: &Settlement| SettlementRecord {
        choosing: one.choosing.clone(),
        possible: one.possible.iter().map(|result| result.name()).collect(),
        settles: one
            .found
            .iter()
            .map(|settling| SettlingRecord {
                states: settling.states.iter().map(|&state| words.state(state).to_owned()).collect(),
                facts: settling.facts.iter().map(|fact| fact.missing.show(library)).collect(),
                given: settling.facts.iter().map(|fact| fact.show(library)).collect(),
                result: word(settling.result),
                shown: settling
                    .facts
                    .iter()
                    .map(|fact| format!("{} is {}", fact.missing.show(library), words.given(fact)))
                    .collect(),
            })
            .collect(),
        complete: one.complete,
    };
    found.iter().map(record).collect()
}

fn word(result: ForumResult) -> &'static str {
    match result {
        ForumResult::Blocked | ForumResult::Unsupported | ForumResult::Outside => "not adopted",
        ForumResult::Adopted | ForumResult::Reserved => result.name(),
    }
}

/// What would decide, as a part of the tree.
pub(super) fn settled(all: &[SettlementRecord]) -> Node {
    Node::new("what would decide").strong().with(all.iter().flat_map(of_wording))
}

fn of_wording(record: &SettlementRecord) -> Vec<Node> {
    let mut nodes = Vec::new();
    if let [only] = record.possible.as_slice() {
        nodes.push(Node::new(format!("nothing has to be found out: whatever the facts turn out to be, it is {only}")));
    } else if record.settles.is_empty() && !record.possible.iter().any(|result| result.starts_with("adopted")) {
        nodes.push(Node::new("no fact would bring it through: it is not adopted in any case"));
    }
    for settling in record.settles.iter().take(SHOWN) {
        let (states, facts) = (list(&settling.states, "and"), list(&settling.shown, "and"));
        nodes.push(Node::new(format!("{} by {states}: for example if {facts}", settling.result)));
    }
    if let Some(rest) = record.settles.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        nodes.push(Node::new(format!("or {rest} more (--format json)")));
    }
    if !record.complete {
        nodes.push(Node::new(
            "not decided whether there are others: a search was cut, or a vote that no fact settles would decide as well",
        ));
    }
    match record.choosing.first() {
        Some(words) => vec![Node::new(format!("choosing {}", words.join(", "))).with(nodes)],
        None => nodes,
    }
}
