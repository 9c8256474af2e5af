//! The stance on a clause in one role: the nearest tier in which anything counts decides.

use super::case::{Case, Free};
use crate::judge::{Piece, Sides, Weighing};
use crate::model::{Condition, StateId, Truth};
use crate::satisfy::{Literal, Place, Sure, Who};

impl Case<'_, '_, '_> {
    /// Whether evidence for a clause counts on it, and whether evidence against it does. The clause is given by its place,
    /// its wording and the role's place in the row.
    pub fn stance(
        &mut self,
        (clause, variant, role): (usize, usize, usize),
        of: &Weighing<'_, '_>,
    ) -> (Literal, Literal) {
        let no = self.scene.solver.no();
        let Some(&(party, _)) = self.row.roles.get(role) else { return (no, no) };
        let binds = self.binds(clause, of, party);
        let binds = self.either(binds, Free::Binds(clause, variant, role));
        if binds == no {
            return (no, no);
        }
        let state = self.row.state;
        let place = self.beside(state, clause, of.term.measure, &of.term.arguments);
        let (mut in_favour, mut against) = (Vec::new(), Vec::new());
        // Whether no nearer tier decides, and what counts in the one at hand.
        let mut open = binds;
        let mut tier = None;
        let mut counting: Vec<Literal> = Vec::new();
        for (number, &(of_tier, side, piece)) in of.evidence.iter().enumerate() {
            if tier != Some(of_tier) {
                let decides = self.scene.solver.any(&counting);
                open = self.scene.solver.all(&[open, !decides]);
                if open == no {
                    break;
                }
                counting.clear();
                tier = Some(of_tier);
            }
            let counts = self.counts(piece, party, place);
            let counts = self.either(counts, Free::Counts(clause, variant, role, number));
            counting.push(counts);
            let here = self.scene.solver.all(&[open, counts]);
            if matches!(side, Sides::For | Sides::Both) {
                in_favour.push(here);
            }
            if matches!(side, Sides::Against | Sides::Both) {
                against.push(here);
            }
        }
        (self.scene.solver.any(&in_favour), self.scene.solver.any(&against))
    }

    /// Whether a clause binds, as far as a role can tell.
    fn binds(&mut self, clause: usize, of: &Weighing<'_, '_>, party: usize) -> Sure {
        let term = of.term;
        let yes = Sure { yes: self.scene.solver.yes(), no: self.scene.solver.no() };
        if term.when.is_none() && term.unless.is_none() || !self.row.instance.is_pair() && term.party != party {
            return yes;
        }
        let asked: StateId = self.session.asked(term, self.row.instance, self.row.state);
        let place = self.beside(asked, clause, term.measure, &term.arguments);
        let when = self.holds(term.when, place);
        let unless = self.holds(term.unless, place).map(Sure::turned);
        let asks: Vec<Sure> = when.into_iter().chain(unless).collect();
        self.both(&asks)
    }

    /// Whether evidence counts in a role.
    fn counts(&mut self, piece: &Piece<'_>, party: usize, place: Place) -> Sure {
        let mut asks = Vec::new();
        if let Some(capacity) = piece.evidence.capacity {
            let of_party = self.session.text().parties.get(party).map_or(&[][..], |party| &party.capacities);
            if !of_party.is_empty() && !of_party.contains(&capacity) {
                return self.certain(Truth::No);
            }
            asks.push(self.scene.capacity(Who::Named(self.row.state), capacity));
        }
        let session = self.session;
        let (own, later) = session.plan.conditions_of(piece);
        for condition in own {
            asks.push(self.of_evidence(condition, place));
        }
        for &condition in later {
            asks.push(self.of_evidence(condition, place).turned());
        }
        self.both(&asks)
    }

    /// Whether a condition of evidence holds; one that compares two states counts only between pairs.
    fn of_evidence(&mut self, condition: Condition, place: Place) -> Sure {
        if !self.row.instance.is_pair() && self.session.plan.library().expressions.reads(condition.expr).pair {
            return self.certain(Truth::No);
        }
        self.scene.truth(condition.expr, place)
    }

    fn certain(&self, truth: Truth) -> Sure {
        let of = |wanted: Truth| self.scene.solver.constant(truth == wanted);
        Sure { yes: of(Truth::Yes), no: of(Truth::No) }
    }
}
