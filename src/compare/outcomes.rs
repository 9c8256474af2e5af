//! What forums make of the principles, before and after.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::Comparison;
use super::direction::Direction;
use super::side::Side;
use super::twins::Twins;
use crate::judge::VerdictSet;
use crate::model::StateId;
use crate::negotiate::{Ballot, ForumResult, Outcome, Vote, outcome};

/// An outcome that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeChange {
    /// The forum.
    pub forum: String,
    /// The principle.
    pub principle: String,
    /// What it was.
    pub before: OutcomeSide,
    /// What it is.
    pub after: OutcomeSide,
    /// Where that leads.
    pub direction: Direction,
    /// Members who changed sides, by from where to where.
    pub moved: Vec<Moved>,
    /// Whether the rule of adoption or the vetoes are others.
    pub rule_changed: bool,
}

/// What a forum makes of a principle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeSide {
    /// The result, or `open`.
    pub result: &'static str,
    /// Every result that is possible, the best first.
    pub possible: Vec<ForumResult>,
    /// How many members are surely in favour, however brackets are cleared.
    pub ayes: usize,
    /// How many are surely against.
    pub noes: usize,
    /// How many surely take part and are neither.
    pub abstentions: usize,
    /// How many surely take no part.
    pub absent: usize,
    /// How many are not certain.
    pub uncertain: usize,
}

/// Members who changed sides alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where they were: `aye`, `no`, `abstains`, `absent`, `not certain`; none where they are new members.
    pub from: Option<&'static str>,
    /// Where they are; none where they are no members any longer.
    pub to: Option<&'static str>,
    /// Who.
    pub states: Vec<String>,
}

pub(super) fn compare(old: &Side<'_, '_>, new: &Side<'_, '_>, twins: &Twins, into: &mut Comparison) {
    let mut before = outcomes(old);
    for (key, after) in outcomes(new) {
        let Some(before) = before.shift_remove(&key) else {
            into.outcomes_new += 1;
            continue;
        };
        into.outcomes_compared += 1;
        let sides = (side(&before), side(&after));
        if sides.0.result == sides.1.result && sides.0.possible == sides.1.possible {
            continue;
        }
        let forum = |side: &Side<'_, '_>, outcome: &Outcome<'_>| {
            let veto: Vec<&str> = outcome.assembly.forum.veto.iter().map(|&id| name(side, id)).collect();
            (crate::phrases::rule(&outcome.assembly.forum.adopts, side.sources), veto.join(" "))
        };
        into.outcomes.push(OutcomeChange {
            forum: key.0,
            principle: key.1,
            direction: Direction::of_results(&sides.0.possible, &sides.1.possible),
            before: sides.0,
            after: sides.1,
            moved: moved(new, old, twins, &before, &after),
            rule_changed: forum(old, &before) != forum(new, &after),
        });
    }
    into.outcomes_gone += before.len();
}

fn name<'n>(side: &Side<'n, '_>, state: StateId) -> &'n str {
    &side.plan.library().states[state].named.name
}

/// What every forum makes of every principle, by their names.
fn outcomes<'a>(side: &Side<'_, 'a>) -> IndexMap<(String, String), Outcome<'a>> {
    let library = side.plan.library();
    let mut found = IndexMap::new();
    for (id, forum) in library.forums.iter().filter(|(_, forum)| side.at(forum.level)) {
        for principle in side.principles() {
            if let Some(outcome) = outcome(side.plan, id, principle, &side.wanted.picks) {
                let principle = library.principles[principle].named.name.clone();
                found.insert((forum.named.name.clone(), principle), outcome);
            }
        }
    }
    found
}

fn side(outcome: &Outcome<'_>) -> OutcomeSide {
    let mut possible: Vec<ForumResult> =
        outcome.decisions.iter().flat_map(|decision| decision.possible.iter().copied()).collect();
    possible.sort_unstable();
    possible.dedup();
    let count =
        |wanted: Option<Ballot>| outcome.rows.iter().filter(|row| Vote(row.possible).certain() == wanted).count();
    OutcomeSide {
        result: outcome.name(),
        possible,
        ayes: count(Some(Ballot::Aye)),
        noes: count(Some(Ballot::No)),
        abstentions: count(Some(Ballot::Abstention)),
        absent: count(Some(Ballot::Absent)),
        uncertain: count(None),
    }
}

fn word(set: VerdictSet) -> &'static str {
    match Vote(set).certain() {
        Some(Ballot::Aye) if Vote(set).reserves() => "aye with reservations",
        Some(Ballot::Aye) => "aye",
        Some(Ballot::No) => "no",
        Some(Ballot::Abstention) => "abstains",
        Some(Ballot::Absent) => "absent",
        None => "not certain",
    }
}

/// Who changed sides, in the order of the new library.
fn moved(
    new: &Side<'_, '_>,
    old: &Side<'_, '_>,
    twins: &Twins,
    before: &Outcome<'_>,
    after: &Outcome<'_>,
) -> Vec<Moved> {
    let mut was: BTreeMap<StateId, &'static str> = BTreeMap::new();
    let mut gone: Vec<(&'static str, String)> = Vec::new();
    let stays = |state: StateId| after.rows.iter().any(|row| row.state == state);
    for row in &before.rows {
        match twins.state(row.state).filter(|state| stays(*state)) {
            Some(state) => drop(was.insert(state, word(row.possible))),
            None => gone.push((word(row.possible), name(old, row.state).to_owned())),
        }
    }
    let mut found: IndexMap<(Option<&'static str>, Option<&'static str>), Vec<String>> = IndexMap::new();
    for row in &after.rows {
        let (from, to) = (was.get(&row.state).copied(), Some(word(row.possible)));
        if from != to {
            found.entry((from, to)).or_default().push(name(new, row.state).to_owned());
        }
    }
    for (from, state) in gone {
        found.entry((Some(from), None)).or_default().push(state);
    }
    found.into_iter().map(|((from, to), states)| Moved { from, to, states }).collect()
}
