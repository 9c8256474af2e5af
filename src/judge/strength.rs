//! How strong the evidence behind a verdict is.

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
                if matches!(candidate.side, Stance::For | Stance::Both) {
                    total.weight_for = total.weight_for.saturating_add(piece.weight);
                }
                if matches!(candidate.side, Stance::Against | Stance::Both) {
                    total.weight_against = total.weight_against.saturating_add(piece.weight);
                }
            }
        }
    }
    total
}
