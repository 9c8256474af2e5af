//! A clause in one wording, with the evidence that matches it.

use super::evidence::{Candidate, matching};
use super::plan::{Plan, Test};
use crate::model::{Arena, LevelId, PrincipleId, ScopeStatus, StateId, Term};

/// A clause as it is negotiated at the level, cleared in one way.
#[derive(Debug)]
pub(super) struct Wording {
    /// Its words; `None` where it is left out or not negotiated.
    pub term: Option<Term>,
    pub when: Test,
    pub unless: Test,
    /// The evidence that matches it, state by state, sorted by tier.
    pub candidates: Arena<StateId, Vec<Candidate>>,
}

impl Wording {
    /// A clause in one wording: not negotiated where its own levels leave this one out or its measure is on a closed issue.
    pub fn new(plan: &Plan<'_>, principle: PrincipleId, level: LevelId, clause: usize, term: Option<Term>) -> Self {
        let library = plan.library();
        let negotiated = |term: &Term| {
            let closed = |&issue: &_| library.scope.ruling(&library.issues, issue, level).status == ScopeStatus::Closed;
            term.levels.as_ref().is_none_or(|levels| levels.contains(&level))
                && !library.measures[term.measure].on.iter().any(closed)
        };
        let term = term.filter(negotiated);
        let candidates = library
            .states
            .ids()
            .map(|state| {
                let Some(term) = &term else { return Vec::new() };
                let reach = plan.reach(term.measure);
                let mut found: Vec<Candidate> = plan
                    .pieces(state)
                    .iter()
                    .enumerate()
                    .filter(|(_, piece)| piece.evidence.levels.as_ref().is_none_or(|levels| levels.contains(&level)))
                    .filter_map(|(place, piece)| {
                        let (tier, side) = matching(piece.evidence, principle, clause, term, reach)?;
                        Some(Candidate { tier, side, piece: place })
                    })
                    .collect();
                found.sort_by_key(|candidate| candidate.tier);
                found
            })
            .collect();
        let (when, unless) =
            term.as_ref().map_or((Test::Always, Test::Always), |term| (plan.test(term.when), plan.test(term.unless)));
        Self { term, when, unless, candidates }
    }
}
