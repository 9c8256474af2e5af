//! The parts that a verdict is made of, for those who weigh them in another way.

use super::evidence::{Piece, Sides};
use super::plan::Plan;
use super::session::{Instance, Row, Session};
use super::strength::{Strength, strength};
use crate::model::{Condition, StateId, Term};

/// A clause in one wording, with the evidence of a state that matches it.
#[derive(Debug)]
pub struct Weighing<'s, 'a> {
    /// Its words.
    pub term: &'s Term,
    /// The evidence, the nearest tier first: its tier, its side, and the piece.
    pub evidence: Vec<(u16, Sides, &'s Piece<'a>)>,
}

impl<'a> Session<'_, 'a> {
    /// A clause in the wording at a place among those that are left; `None` where it is left out or not negotiated.
    pub fn weighing(&self, clause: usize, variant: usize, state: StateId) -> Option<Weighing<'_, 'a>> {
        let wording = self.wording(clause, variant)?;
        let term = wording.term.as_deref()?;
        let pieces = self.plan.pieces(state);
        let evidence = wording
            .candidates(self.plan, state)
            .iter()
            .filter_map(|candidate| Some((candidate.tier, candidate.side, pieces.get(candidate.piece)?)))
            .collect();
        Some(Weighing { term, evidence })
    }

    /// How strong the evidence is that surely counts for a row, where the brackets can be cleared in one way only.
    pub fn strength_of(&self, row: &Row, members: &[StateId]) -> Option<Strength> {
        match self.choices.as_slice() {
            [choice] => Some(strength(self, choice, row.instance, members, row.state, &row.roles)),
            _ => None,
        }
    }
}

impl Plan<'_> {
    /// Every condition that a piece of evidence asks: of its rule, its own, and those of rules that give a later position
    /// in its stead, of which none may hold.
    pub fn conditions_of<'s>(&self, piece: &'s Piece<'_>) -> (Vec<Condition>, &'s [Condition]) {
        let rule = piece.rule.and_then(|rule| self.library().interests[rule].condition);
        (rule.into_iter().chain(piece.evidence.when).collect(), &piece.later)
    }
}

impl Instance {
    /// Whether it is of two states.
    pub fn is_pair(self) -> bool {
        matches!(self, Self::Pair(..))
    }
}
