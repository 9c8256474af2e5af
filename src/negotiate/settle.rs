//! Which facts decide an outcome that is open: those that settle the votes of a smallest set of states that decides it.

use std::collections::{BTreeMap, BTreeSet};

use super::ballot::Ballot;
use super::outcome::{Decision, ForumResult, Outcome, forum_rows, outcome_over};
use super::smallest::Smallest;
use crate::judge::{Missing, Plan, Row, Session, Verdict};
use crate::model::{ForumId, Pick, PrincipleId, StateId};
use crate::worlds::{FactGiven, Settles, Worlds, settle as settle_row};

/// How many sets of states are looked at for one wording.
const STATES: usize = 24;

/// How many sets of facts are kept for one set of states.
const FACTS: usize = 24;

/// What would decide an outcome on one wording.
#[derive(Debug, Clone)]
pub struct Settlement {
    /// The ways of clearing the brackets that come to these votes, each in words.
    pub choosing: Vec<Vec<String>>,
    /// Every result that completions of the facts allow, the best first.
    pub possible: Vec<ForumResult>,
    /// The facts that decide, where more than one result is possible.
    pub found: Vec<Settling>,
    /// Whether there are no others: no search was cut, and every vote can be settled by facts.
    pub complete: bool,
}

/// Facts that decide an outcome.
#[derive(Debug, Clone)]
pub struct Settling {
    /// The result that then holds, whatever the rest turns out to be; adoption may be with reservations.
    pub result: ForumResult,
    /// The states whose votes decide.
    pub states: Vec<StateId>,
    /// The facts that settle these votes, each with a value that does.
    pub facts: Vec<FactGiven>,
}

/// What a vote must be settled as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    Ballot(Ballot),
    Reserve,
    NoReserve,
}

impl Wanted {
    fn will_do(self, verdict: Verdict) -> bool {
        match self {
            Self::Ballot(ballot) => Ballot::of(verdict) == ballot,
            Self::Reserve => verdict == Verdict::Reserve,
            Self::NoReserve => verdict != Verdict::Reserve,
        }
    }
}

/// The facts that decide what a forum makes of a principle, wording by wording; `None` when it is not negotiated at the
/// forum's level. Verdicts are those over completions of facts.
pub fn settle(plan: &Plan<'_>, forum: ForumId, principle: PrincipleId, picks: &[Pick]) -> Option<Vec<Settlement>> {
    let outcome = outcome_over(plan, forum, principle, picks, Worlds::Exact)?;
    let session = Session::new(plan, principle, plan.library().forums[forum].level, picks);
    let rows = forum_rows(&session, forum);
    let of = |decision: &Decision| Votes::of(&session, &rows, &outcome, decision).settlement();
    Some(outcome.decisions.iter().map(of).collect())
}

/// A set of members whose votes decide, by their places, what their votes must be, and what then comes of it.
type Way = (ForumResult, Vec<usize>, fn(&Decision, usize) -> Wanted);

/// The votes on one wording.
struct Votes<'v, 'p, 'a> {
    session: &'v Session<'p, 'a>,
    rows: &'v [Row],
    outcome: &'v Outcome<'a>,
    decision: &'v Decision,
    choices: Vec<usize>,
    known: BTreeMap<(usize, Wanted), Settles>,
}

impl<'v, 'p, 'a> Votes<'v, 'p, 'a> {
    fn of(session: &'v Session<'p, 'a>, rows: &'v [Row], outcome: &'v Outcome<'a>, decision: &'v Decision) -> Self {
        // Where the brackets make no difference, a vote must be settled under every way of clearing them.
        let all = decision.choosing.iter().all(Vec::is_empty);
        let choices = session.choices.iter().enumerate();
        let choices = choices.filter(|(_, choice)| all || decision.choosing.contains(&choice.words));
        let choices = choices.map(|(place, _)| place).collect();
        Self { session, rows, outcome, decision, choices, known: BTreeMap::new() }
    }

    fn settlement(mut self) -> Settlement {
        let decision = self.decision;
        let mut settlement = Settlement {
            choosing: decision.choosing.iter().filter(|words| !words.is_empty()).cloned().collect(),
            possible: decision.possible.clone(),
            found: Vec::new(),
            complete: true,
        };
        if decision.result().is_some() {
            return settlement;
        }
        for (result, states, wanted) in self.deciding(&mut settlement.complete) {
            self.joined(result, &states, wanted, &mut settlement);
        }
        settlement
    }

    /// The sets of members whose votes decide, by their places, and what the votes must be.
    fn deciding(&self, complete: &mut bool) -> Vec<Way> {
        let adopted = |result: &ForumResult| matches!(result, ForumResult::Adopted | ForumResult::Reserved);
        let mut found: Vec<Way> = Vec::new();
        let decision = self.decision;
        if decision.possible.iter().all(adopted) {
            for &member in &decision.deciders {
                found.push((ForumResult::Reserved, vec![member], |_, _| Wanted::Reserve));
            }
            found.push((ForumResult::Adopted, decision.deciders.clone(), |_, _| Wanted::NoReserve));
            return found;
        }
        let best = |decision: &Decision, member: usize| {
            Wanted::Ballot(decision.votes.get(member).map_or(Ballot::Absent, |vote| vote.best()))
        };
        let worst = |decision: &Decision, member: usize| {
            Wanted::Ballot(decision.votes.get(member).map_or(Ballot::Absent, |vote| vote.worst()))
        };
        for set in sets(decision.carried_by.as_ref(), complete) {
            found.push((ForumResult::Adopted, set, best));
        }
        for set in sets(decision.stopped_by.as_ref(), complete) {
            found.push((ForumResult::Blocked, set, worst));
        }
        found
    }

    /// The facts that settle the votes of all members of a set, none of which holds another.
    fn joined(
        &mut self,
        result: ForumResult,
        members: &[usize],
        wanted: fn(&Decision, usize) -> Wanted,
        settlement: &mut Settlement,
    ) {
        let mut joined: Vec<Vec<FactGiven>> = vec![Vec::new()];
        for &member in members {
            let wanted = wanted(self.decision, member);
            let settles = self.vote(member, wanted);
            settlement.complete &= settles.complete && !settles.found.is_empty();
            let mut next: Vec<Vec<FactGiven>> = Vec::new();
            for facts in &joined {
                for deciding in &settles.found {
                    match both(facts, &deciding.facts) {
                        Some(both) => next.push(both),
                        // Two votes ask for one fact with two values: another example may do for both.
                        None => settlement.complete = false,
                    }
                }
            }
            next.sort_by_key(Vec::len);
            settlement.complete &= next.len() <= FACTS;
            next.truncate(FACTS);
            joined = next;
        }
        let sets: Vec<BTreeSet<&Missing>> =
            joined.iter().map(|facts| facts.iter().map(|fact| &fact.missing).collect()).collect();
        for (place, (facts, set)) in joined.iter().zip(&sets).enumerate() {
            let held = sets
                .iter()
                .enumerate()
                .any(|(other, smaller)| smaller.is_subset(set) && (smaller.len() < set.len() || other < place));
            if !held {
                let states = members.iter().filter_map(|&member| self.outcome.state(member)).collect();
                settlement.found.push(Settling { result, states, facts: facts.clone() });
            }
        }
    }

    /// The facts that settle one member's vote.
    fn vote(&mut self, member: usize, wanted: Wanted) -> Settles {
        if let Some(known) = self.known.get(&(member, wanted)) {
            return known.clone();
        }
        let found = match self.rows.get(member) {
            Some(row) => settle_row(self.session, row, &self.choices, |verdict| wanted.will_do(verdict)),
            None => Settles::default(),
        };
        self.known.insert((member, wanted), found.clone());
        found
    }
}

/// The facts of both, where they do not ask for two values of one.
fn both(one: &[FactGiven], other: &[FactGiven]) -> Option<Vec<FactGiven>> {
    let mut all: BTreeMap<Missing, FactGiven> = one.iter().map(|fact| (fact.missing.clone(), fact.clone())).collect();
    for fact in other {
        if all.insert(fact.missing.clone(), fact.clone()).is_some_and(|known| known.value != fact.value) {
            return None;
        }
    }
    Some(all.into_values().collect())
}

/// The sets of members, those among members who count alike written out.
fn sets(smallest: Option<&Smallest>, complete: &mut bool) -> Vec<Vec<usize>> {
    let Some(smallest) = smallest else { return Vec::new() };
    *complete &= smallest.complete;
    let mut found = Vec::new();
    for set in &smallest.sets {
        let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
        for several in set {
            let mut next = Vec::new();
            for way in &ways {
                for taken in combinations(&several.of, several.count) {
                    if next.len() == STATES {
                        *complete = false;
                        break;
                    }
                    next.push([way.as_slice(), &taken].concat());
                }
            }
            ways = next;
        }
        found.extend(ways);
    }
    for set in &mut found {
        set.sort_unstable();
    }
    *complete &= found.len() <= STATES;
    found.truncate(STATES);
    found
}

/// The ways of taking so many of a list, in order, no more than are looked at.
fn combinations(of: &[usize], count: usize) -> Vec<Vec<usize>> {
    let Some(less) = count.checked_sub(1) else { return vec![Vec::new()] };
    let mut found = Vec::new();
    for (place, &first) in of.iter().enumerate() {
        for rest in combinations(of.get(place + 1..).unwrap_or_default(), less) {
            if found.len() > STATES {
                return found;
            }
            found.push([&[first], rest.as_slice()].concat());
        }
    }
    found
}
