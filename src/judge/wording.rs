//! A clause in one wording, with the evidence that matches it.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::evidence::{Candidate, Sides, matching, targets};
use super::plan::{Plan, Test};
use crate::model::{Arena, Evidence, LevelId, PrincipleId, ScopeStatus, StateId, Term};

/// A clause as it is negotiated at the level, cleared in one way.
#[derive(Debug)]
pub(super) struct Wording<'a> {
    /// Its words; `None` where it is left out or not negotiated.
    pub term: Option<Cow<'a, Term>>,
    pub when: Test,
    pub unless: Test,
    /// The clause, by its place.
    pub clause: usize,
    principle: PrincipleId,
    level: LevelId,
    candidates: OnceLock<Arena<StateId, OnceLock<Vec<Candidate>>>>,
}

impl<'a> Wording<'a> {
    /// A clause in one wording: not negotiated where its own levels leave this one out or its measure is on a closed issue.
    pub fn new(
        plan: &Plan<'_>,
        principle: PrincipleId,
        level: LevelId,
        clause: usize,
        term: Option<Cow<'a, Term>>,
    ) -> Self {
        let library = plan.library();
        let negotiated = |term: &Term| {
            let closed = |&issue: &_| library.scope.ruling(&library.issues, issue, level).status == ScopeStatus::Closed;
            term.levels.as_ref().is_none_or(|levels| levels.contains(&level))
                && !library.measures[term.measure].on.iter().any(closed)
        };
        let term = term.filter(|term| negotiated(term));
        let (when, unless) =
            term.as_ref().map_or((Test::Always, Test::Always), |term| (plan.test(term.when), plan.test(term.unless)));
        Self { term, when, unless, clause, principle, level, candidates: OnceLock::new() }
    }

    /// The evidence of a state that matches it, sorted by tier.
    pub fn candidates(&self, plan: &Plan<'_>, state: StateId) -> &[Candidate] {
        let all = || plan.library().states.ids().map(|_| OnceLock::new()).collect();
        self.candidates.get_or_init(all)[state].get_or_init(|| {
            let Some(term) = self.term.as_deref() else { return Vec::new() };
            let pieces = plan.pieces(state);
            let places = targets(self.principle, self.clause, term.measure, plan.reach(term.measure))
                .flat_map(|target| plan.about(state, target));
            let candidate = |&place: &usize| {
                let (tier, side) = self.matching(plan, pieces.get(place)?.evidence)?;
                Some(Candidate { tier, side, piece: place })
            };
            let mut found: Vec<Candidate> = places.filter_map(candidate).collect();
            found.sort_by_key(|candidate| (candidate.tier, candidate.piece));
            found
        })
    }

    /// The tier in which evidence matches it at the level, and on which side.
    pub fn matching(&self, plan: &Plan<'_>, evidence: &Evidence) -> Option<(u16, Sides)> {
        let term = self.term.as_deref()?;
        let here = evidence.levels.as_ref().is_none_or(|levels| levels.contains(&self.level));
        here.then(|| matching(evidence, self.principle, self.clause, term, plan.reach(term.measure)))?
    }
}
