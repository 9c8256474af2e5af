//! Trying changes, the fewest first.

use jiff::civil::Date;

use super::apply::{make, restore, restrict};
use super::candidates::candidates;
use super::focus::focus;
use super::{Change, Kind, cleared};
use crate::judge::{Derivation, Finding, Instance, Plan, Session, Verdict};
use crate::model::{LevelId, Library, PrincipleId, ScopeStatus, StateId};

/// How far a search goes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How often the verdict may be worked out again.
    pub evaluations: usize,
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Search {
    /// The changes, by how many they are, then facts, positions, the text, and what is left of it.
    pub found: Vec<Found>,
    /// How often the verdict was worked out again.
    pub evaluations: usize,
    /// Whether there was more to try.
    pub cut: bool,
}

/// Changes that together lead to another verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The changes; none can be spared.
    pub changes: Vec<Change>,
    /// The verdict that they lead to.
    pub verdict: Verdict,
}

/// Looks for the smallest changes after which the verdict of a derivation is another one; with a goal, that one.
pub fn search(
    session: &Session<'_, '_>,
    derivation: &Derivation<'_, '_>,
    goal: Option<Verdict>,
    limits: Limits,
) -> Search {
    let mut search = Search::default();
    // Nothing that is tried opens an issue.
    if session.scope == ScopeStatus::Closed {
        return search;
    }
    let row = &derivation.row;
    let mut library = cleared(session.plan.library(), derivation);
    restrict(&mut library, row.principle, row.state);
    let focus = focus(&library, &derivation.members, row.instance, row.state);
    let case = Case {
        date: session.plan.world.date,
        principle: row.principle,
        level: row.level,
        instance: row.instance,
        state: row.state,
    };
    let mut trial = Trial { library, focus, case, limits, search: &mut search, results: Vec::new() };
    let now = trial.judge(&[]);
    let changes = candidates(session, derivation);
    trial.singles(&changes);
    let wanted = |verdict: Verdict| Some(verdict) != now && goal.is_none_or(|goal| goal == verdict);
    trial.keep_singles(&changes, wanted);
    for kind in [Kind::Facts, Kind::Positions, Kind::Text] {
        // Two positions of which one weakens the other lead almost anywhere: only a goal makes them worth reading.
        if kind == Kind::Positions && goal.is_none() {
            continue;
        }
        trial.pairs(&changes, wanted, |one, other| one == kind && other == kind, kind);
    }
    if goal.is_some() && trial.search.found.is_empty() {
        trial.pairs(&changes, wanted, |one, other| one != other, Kind::Omission);
    }
    search.found.sort_by_key(|found| (found.changes.len(), found.changes.iter().map(Change::kind).max()));
    search
}

/// The verdict that is asked for again and again.
#[derive(Debug, Clone, Copy)]
struct Case {
    date: Option<Date>,
    principle: PrincipleId,
    level: LevelId,
    instance: Instance,
    state: StateId,
}

struct Trial<'s> {
    library: Library,
    /// The states that the verdict depends on; `None` for all.
    focus: Option<Vec<StateId>>,
    case: Case,
    limits: Limits,
    search: &'s mut Search,
    /// What each change comes to alone, as far as it was tried.
    results: Vec<Option<Verdict>>,
}

impl Trial<'_> {
    /// The verdict after some changes, when there is one.
    fn judge(&mut self, changes: &[&Change]) -> Option<Verdict> {
        self.search.evaluations += 1;
        let mut replaced = Vec::with_capacity(changes.len());
        for change in changes {
            replaced.push(make(&mut self.library, self.case.principle, change));
        }
        let verdict = verdict(&self.library, self.focus.as_deref(), self.case);
        for before in replaced.into_iter().rev() {
            restore(&mut self.library, self.case.principle, before);
        }
        verdict
    }

    fn spent(&mut self) -> bool {
        let spent = self.search.evaluations >= self.limits.evaluations;
        self.search.cut |= spent;
        spent
    }

    fn singles(&mut self, changes: &[Change]) {
        for change in changes {
            let result = if self.spent() { None } else { self.judge(&[change]) };
            self.results.push(result);
        }
    }

    fn keep_singles(&mut self, changes: &[Change], wanted: impl Fn(Verdict) -> bool) {
        for (change, result) in changes.iter().zip(&self.results) {
            let Some(verdict) = result.filter(|verdict| wanted(*verdict)) else { continue };
            let known = |found: &Found| {
                found.verdict == verdict
                    && found
                        .changes
                        .first()
                        .is_some_and(|other| other.same_thing(change) && other.kind() == Kind::Facts)
            };
            // Of several values that do the same the first, which is nearest to the bound, says it.
            if !self.search.found.iter().any(known) {
                self.search.found.push(Found { changes: vec![change.clone()], verdict });
            }
        }
    }

    /// Tries pairs of some kinds, towards verdicts that no single change of those kinds leads to.
    fn pairs(
        &mut self,
        changes: &[Change],
        wanted: impl Fn(Verdict) -> bool,
        kinds: impl Fn(Kind, Kind) -> bool,
        kind: Kind,
    ) {
        let reached: Vec<Verdict> = changes
            .iter()
            .zip(&self.results)
            .filter(|(change, _)| change.kind() == kind)
            .filter_map(|(_, result)| *result)
            .collect();
        if Verdict::ALL.into_iter().all(|verdict| !wanted(verdict) || reached.contains(&verdict)) {
            return;
        }
        for (place, one) in changes.iter().enumerate() {
            for other in changes.iter().skip(place + 1) {
                if !kinds(one.kind(), other.kind()) || one.same_thing(other) {
                    continue;
                }
                if self.spent() {
                    return;
                }
                let Some(verdict) = self.judge(&[one, other]) else { continue };
                let known = |found: &Found| {
                    found.verdict == verdict
                        && matches!(found.changes.as_slice(), [first, second] if first.same_thing(one) && second.same_thing(other))
                };
                if wanted(verdict) && !reached.contains(&verdict) && !self.search.found.iter().any(known) {
                    self.search.found.push(Found { changes: vec![one.clone(), other.clone()], verdict });
                }
            }
        }
    }
}

/// The verdict of a case in a library without brackets, when it is one.
fn verdict(library: &Library, focus: Option<&[StateId]>, case: Case) -> Option<Verdict> {
    let plan = match focus {
        Some(focus) => Plan::focused(library, case.date, focus),
        None => Plan::new(library, case.date),
    };
    let session = Session::new(&plan, case.principle, case.level, &[]);
    let row = match case.instance {
        Instance::Pair(first, second) => {
            session.pair(first, second).and_then(|rows| rows.into_iter().find(|row| row.state == case.state))
        }
        Instance::All | Instance::Group(_) | Instance::Forum(_) => {
            let members = session.members(case.instance);
            members.contains(&case.state).then(|| session.member(case.instance, &members, case.state))
        }
    };
    match row.map(|row| row.finding) {
        // A pair of which one does not play its party is no instance.
        None => Some(Verdict::Outside),
        Some(Finding::One(verdict)) => Some(verdict),
        Some(Finding::Undetermined | Finding::Open) => None,
    }
}
