//! How strong the evidence behind a verdict is.

use std::cmp::Ordering;

use super::choice::Choice;
use super::expression::View;
use super::session::{Instance, Session};
use super::stance::Stance;
use crate::model::{StateId, Truth};
use crate::number::Number;

/// The weight for and against, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Strength {
    weight_for: u64,
    weight_against: u64,
}

impl Strength {
    /// (for − against) / (for + against), from −1 to 1; 0 without any evidence.
    pub fn value(self) -> Number {
        let (one, other) = (number(self.weight_for), number(self.weight_against));
        let quotient = one.subtract(&other).zip(one.add(&other)).and_then(|(above, below)| above.divide(&below));
        quotient.unwrap_or_else(Number::zero)
    }

    /// How the sum of two compares with that of two others. Exact.
    pub fn compare_sums(ours: [Self; 2], theirs: [Self; 2]) -> Ordering {
        let sum = |[one, other]: [Self; 2]| {
            let ((p, q), (r, s)) = (one.fraction(), other.fraction());
            Some((p.checked_mul(s)?.checked_add(r.checked_mul(q)?)?, q.checked_mul(s)?))
        };
        let crossed = || {
            let ((p, q), (r, s)) = (sum(ours)?, sum(theirs)?);
            Some(p.checked_mul(s)?.cmp(&r.checked_mul(q)?))
        };
        let exact = |[one, other]: [Self; 2]| one.value().add(&other.value());
        crossed().unwrap_or_else(|| exact(ours).cmp(&exact(theirs)))
    }

    /// Whether it is as great as it can be, or as little: there is evidence, and all of it is on one side.
    pub fn is_utmost(self, greatest: Ordering) -> bool {
        let (above, below) = (self.weight_for > 0, self.weight_against > 0);
        match greatest {
            Ordering::Greater => above && !below,
            Ordering::Less => below && !above,
            Ordering::Equal => false,
        }
    }

    fn fraction(self) -> (i128, i128) {
        let (above, below) = (i128::from(self.weight_for), i128::from(self.weight_against));
        if above + below == 0 { (0, 1) } else { (above - below, above + below) }
    }

    /// Adds a piece of evidence that counts.
    pub(super) fn add(&mut self, side: Stance, weight: u64) {
        if matches!(side, Stance::For | Stance::Both) {
            self.weight_for = self.weight_for.saturating_add(weight);
        }
        if matches!(side, Stance::Against | Stance::Both) {
            self.weight_against = self.weight_against.saturating_add(weight);
        }
    }

    /// Adds the evidence on another clause.
    pub(super) fn join(&mut self, other: Self) {
        self.weight_for = self.weight_for.saturating_add(other.weight_for);
        self.weight_against = self.weight_against.saturating_add(other.weight_against);
    }
}

fn number(weight: u64) -> Number {
    usize::try_from(weight).map_or_else(|_| Number::zero(), Number::from)
}

/// The strength over the evidence that surely counts in the deciding tiers, each piece once for a clause and side.
pub(super) fn strength(
    session: &Session<'_, '_>,
    choice: &Choice,
    instance: Instance,
    members: &[StateId],
    state: StateId,
    roles: &[(usize, Truth)],
) -> Strength {
    let mut total = Strength::default();
    let pieces = session.plan.pieces(state);
    let mut counted: Vec<usize> = Vec::new();
    for (clause, &place) in choice.variants.iter().enumerate() {
        let Some(wording) = session.wording(clause, place) else { continue };
        let Some(term) = &wording.term else { continue };
        let view = View { arguments: &term.arguments, ..session.view(instance, members, state) };
        counted.clear();
        for &(party, played) in roles {
            if played != Truth::Yes || session.binds(wording, instance, members, state, party) == Truth::No {
                continue;
            }
            let mut deciding = None;
            for candidate in wording.candidates(session.plan, state) {
                if deciding.is_some_and(|tier| tier != candidate.tier) {
                    break;
                }
                let Some(piece) = pieces.get(candidate.piece) else { continue };
                if session.counts(piece, party, &view) != Truth::Yes {
                    continue;
                }
                deciding = Some(candidate.tier);
                if counted.contains(&candidate.piece) {
                    continue;
                }
                counted.push(candidate.piece);
                total.add(candidate.side, piece.weight);
            }
        }
    }
    total
}
