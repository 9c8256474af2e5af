//! Trying changes, the fewest first.

use jiff::civil::Date;

use super::apply::{make, restore, restrict};
use super::candidates::{Candidate, candidates};
use super::extent::{alone, together};
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
    /// The changes, by how many they are, then positions, the text, facts, and what is left of the text; a state's own
    /// facts before those of others.
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
pub fn search<'a>(
    session: &Session<'_, 'a>,
    derivation: &Derivation<'_, 'a>,
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
    for kind in [Kind::Positions, Kind::Text, Kind::Facts] {
        // Two positions of which one weakens the other lead almost anywhere: only a goal makes them worth reading.
        if kind == Kind::Positions && goal.is_none() {
            continue;
        }
        trial.pairs(&changes, wanted, |one, other| one == kind && other == kind, kind);
    }
    if goal.is_some() && trial.search.found.is_empty() {
        trial.pairs(&changes, wanted, |one, other| one != other, Kind::Omission);
    }
    let foreign = |found: &Found| found.changes.iter().filter(|change| change.foreign(row.state)).count();
    search
        .found
        .sort_by_key(|found| (found.changes.len(), found.changes.iter().map(Change::kind).max(), foreign(found)));
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

    fn singles(&mut self, candidates: &[Candidate]) {
        for candidate in candidates {
            let result = if self.spent() { None } else { self.judge(&[&candidate.change]) };
            self.results.push(result);
        }
    }

    fn keep_singles(&mut self, candidates: &[Candidate], wanted: impl Fn(Verdict) -> bool) {
        for (changes, verdict) in alone(candidates, &self.results) {
            if wanted(verdict) {
                self.search.found.push(Found { changes: vec![changes], verdict });
            }
        }
    }

    /// Tries pairs of some kinds, towards verdicts that no single change of those kinds leads to.
    fn pairs(
        &mut self,
        candidates: &[Candidate],
        wanted: impl Fn(Verdict) -> bool,
        kinds: impl Fn(Kind, Kind) -> bool,
        kind: Kind,
    ) {
        let reached: Vec<Verdict> = candidates
            .iter()
            .zip(&self.results)
            .filter(|(candidate, _)| candidate.change.kind() == kind)
            .filter_map(|(_, result)| *result)
            .collect();
        if Verdict::ALL.into_iter().all(|verdict| !wanted(verdict) || reached.contains(&verdict)) {
            return;
        }
        for (place, one) in candidates.iter().enumerate().filter(|(_, one)| one.paired()) {
            for (other_place, other) in candidates.iter().enumerate().skip(place + 1).filter(|(_, one)| one.paired()) {
                let (first, second) = (&one.change, &other.change);
                if !kinds(first.kind(), second.kind()) || first.same_thing(second) {
                    continue;
                }
                if self.spent() {
                    return;
                }
                let Some(verdict) = self.judge(&[first, second]) else { continue };
                let known = |found: &Found| {
                    found.verdict == verdict
                        && matches!(found.changes.as_slice(), [known, also] if known.same_thing(first) && also.same_thing(second))
                };
                if wanted(verdict) && !reached.contains(&verdict) && !self.search.found.iter().any(known) {
                    let leads = |one: &Change, other: &Change| self.judge(&[one, other]) == Some(verdict);
                    let changes = together(candidates, (place, other_place), leads);
                    self.search.found.push(Found { changes, verdict });
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
