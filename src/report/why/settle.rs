//! What would decide, for a verdict that is undetermined.

use serde::Serialize;

use super::tree::Node;
use super::words::{Words, Written, list};
use crate::judge::{Missing, Verdict};
use crate::worlds::{FactGiven, Settles, Study};

/// How many sets of facts are shown.
const SHOWN: usize = 12;

/// What would decide, over completions of facts.
#[derive(Debug, Serialize)]
pub struct SettleRecord {
    /// The verdicts that some completion of the facts comes to.
    pub possible: Vec<&'static str>,
    /// The facts on which the verdict depends.
    pub depends_on: Vec<String>,
    /// Whether these facts, all of them, decide whatever their values are.
    pub decided_by_all: bool,
    /// The smallest sets of facts some values of which decide.
    pub settles: Vec<DecidingRecord>,
    /// Whether there are no others: the search was not cut.
    pub complete: bool,
    /// Whether each of the verdicts surely is possible: no condition was too hard to decide.
    pub exact: bool,
}

/// Facts that decide.
#[derive(Debug, Clone, Serialize)]
pub struct DecidingRecord {
    /// The facts.
    pub facts: Vec<String>,
    /// Values of them for which they do.
    pub given: Vec<String>,
    /// The verdict that then holds, whatever the rest turns out to be.
    pub verdict: &'static str,
    /// The values for people.
    #[serde(skip)]
    pub shown: Vec<String>,
}

impl Words<'_> {
    pub(super) fn settle(&self, study: &Study) -> SettleRecord {
        SettleRecord {
            possible: study.completed.row.possible.iter().map(Verdict::name).collect(),
            depends_on: study.missing.iter().map(|missing| missing.show(self.library)).collect(),
            decided_by_all: study.decided,
            settles: self.deciding(&study.settles),
            complete: study.settles.complete,
            exact: study.completed.exact,
        }
    }

    fn deciding(&self, settles: &Settles) -> Vec<DecidingRecord> {
        let record = |found: &crate::worlds::Deciding| DecidingRecord {
            facts: found.facts.iter().map(|fact| fact.missing.show(self.library)).collect(),
            given: found.facts.iter().map(|fact| fact.show(self.library)).collect(),
            verdict: found.verdict.map_or("", Verdict::name),
            shown: found.facts.iter().map(|fact| self.given(fact)).collect(),
        };
        settles.found.iter().map(record).collect()
    }

    /// A value that decides, for people.
    pub fn given(&self, fact: &FactGiven) -> String {
        let percent = match &fact.missing {
            Missing::Fact(_, attribute) | Missing::PairFact(attribute, ..) => self.attribute(*attribute).percent,
            Missing::Parameter(_, name) => self.library.notation.parameter(name),
            Missing::Capacity(..) => false,
        };
        self.value(&fact.value, Written { ty: Some(fact.ty), percent })
    }
}

/// What would decide, as a part of the tree.
pub(super) fn settled(record: &SettleRecord, before: usize) -> Node {
    let mut node = Node::new("what would decide").strong();
    let possible = list(&record.possible, "or");
    if record.possible.len() == 1 {
        let nothing = if before == 1 { "nothing is left to decide" } else { "nothing has to be found out" };
        node.push(Node::new(format!("{nothing}: whatever the facts turn out to be, it is {possible}")));
        return node;
    }
    if record.possible.len() < before {
        node.push(Node::new(format!("as a fact has one value everywhere, it is {possible}")));
    }
    if record.depends_on.is_empty() {
        node.push(Node::new("no fact would: what is unknown stays so whatever the facts turn out to be"));
    } else {
        let facts = list(&record.depends_on, "and");
        let together = match (record.depends_on.len(), record.decided_by_all) {
            (_, false) => "; even so something may stay unknown",
            (1, true) => "",
            (_, true) => ", which together decide in any case",
        };
        node.push(Node::new(format!("it depends on {facts}{together}")));
    }
    let mut shown: Vec<(&[String], Node)> = Vec::new();
    let mut left = 0;
    for deciding in &record.settles {
        let values: Vec<String> = match deciding.shown.as_slice() {
            [only] => vec![only.clone()],
            several => deciding.facts.iter().zip(several).map(|(fact, value)| format!("{fact} {value}")).collect(),
        };
        let with = Node::new(format!("{}: {}", list(&values, "and"), deciding.verdict));
        let room = shown.len() < SHOWN;
        match shown.iter_mut().find(|(facts, _)| *facts == deciding.facts.as_slice()) {
            Some((_, node)) => node.push(with),
            None if room => {
                let heading = format!("{} can decide, for example with", list(&deciding.facts, "and"));
                shown.push((&deciding.facts, Node::new(heading).with([with])));
            }
            None => left += 1,
        }
    }
    node = node.with(shown.into_iter().map(|(_, node)| node));
    if left > 0 {
        node.push(Node::new(format!("or {left} more (--format json)")));
    }
    if !record.complete {
        node.push(Node::new("not decided whether there are other sets: the search was cut"));
    }
    if !record.exact {
        node.push(Node::new(
            "not decided exactly: a condition goes beyond what can be decided over completions of facts; some of these \
             verdicts may be impossible, and some of these facts may make no difference",
        ));
    }
    node
}
