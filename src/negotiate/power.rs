//! What a forum's rule of adoption gives to each member before anything is on the table.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::assembly::Assembly;
use super::game::{Axis, Game, Power, Progress, Rule, TooHard};
use crate::model::{Adoption, AttributeId, ShareOf, StateId};

/// Why the power in a forum cannot be worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmeasured {
    /// It has no members.
    Empty,
    /// The rule counts in an attribute that is below zero for these members.
    Negative(AttributeId, Vec<StateId>),
    /// The rule counts in an attribute that is unknown for these members.
    Unknown(AttributeId, Vec<StateId>),
    /// The weights of members in an attribute have too many digits.
    Digits(AttributeId),
    /// Counting coalitions would take too long or too much memory.
    Hard(TooHard),
}

/// The power of the members of an assembly, in their order.
///
/// # Errors
///
/// When a weight is not known, or coalitions cannot be counted.
pub fn power(assembly: &Assembly<'_>, progress: Progress<'_>) -> Result<Power, Unmeasured> {
    game(assembly)?.power(progress).map_err(Unmeasured::Hard)
}

/// The rule of an assembly as a game in which every member says aye or no.
///
/// # Errors
///
/// When the assembly is empty, or weights are unknown, below zero, or have too many digits.
pub fn game(assembly: &Assembly<'_>) -> Result<Game, Unmeasured> {
    if assembly.members.is_empty() {
        return Err(Unmeasured::Empty);
    }
    let mut weights: Vec<Vec<BigRational>> = Vec::new();
    let attributes: Vec<AttributeId> = assembly.weights.keys().copied().collect();
    for (attribute, of_members) in &assembly.weights {
        let (negative, unknown) = (assembly.negative_in(*attribute), assembly.unknown_in(*attribute));
        if !negative.is_empty() {
            return Err(Unmeasured::Negative(*attribute, negative));
        }
        if !unknown.is_empty() {
            return Err(Unmeasured::Unknown(*attribute, unknown));
        }
        weights.push(of_members.iter().flatten().map(|number| number.ratio()).collect());
    }
    let veto = (0..assembly.members.len()).map(|member| assembly.has_veto(member)).collect();
    let reading = Reading { members: assembly.members.len(), attributes: &attributes, weights: &weights };
    Game::new(veto, &weights, &reading.rule(&assembly.forum.adopts)).map_err(|hard| match hard {
        TooHard::Digits(axis) => {
            let attribute = axis.checked_sub(1).and_then(|place| attributes.get(place));
            attribute.map_or(Unmeasured::Hard(hard), |attribute| Unmeasured::Digits(*attribute))
        }
        TooHard::Members { .. } | TooHard::Work { .. } => Unmeasured::Hard(hard),
    })
}

/// What a rule of adoption comes to when nobody abstains.
struct Reading<'w> {
    members: usize,
    attributes: &'w [AttributeId],
    weights: &'w [Vec<BigRational>],
}

impl Reading<'_> {
    fn rule(&self, adopts: &Adoption) -> Rule<BigRational> {
        match adopts {
            Adoption::And(all) => Rule::And(all.iter().map(|one| self.rule(one)).collect()),
            Adoption::Or(all) => Rule::Or(all.iter().map(|one| self.rule(one)).collect()),
            Adoption::Consensus | Adoption::Unanimity => heads(self.members),
            Adoption::Majority => heads(self.members / 2 + 1),
            Adoption::Share(share, ShareOf::Votes | ShareOf::Members, _) => {
                Rule::AtLeast(0, share.ratio() * whole(self.members))
            }
            Adoption::Share(share, ShareOf::Attribute(attribute), _) => {
                let axis = self.axis(*attribute);
                let weights = axis.checked_sub(1).and_then(|place| self.weights.get(place));
                let total: BigRational = weights.into_iter().flatten().sum();
                // No share of nothing is ever met, as in an outcome.
                if total.is_zero() { Rule::Never } else { Rule::AtLeast(axis, share.ratio() * total) }
            }
            Adoption::Quota(quota, attribute, _) => Rule::AtLeast(self.axis(*attribute), quota.ratio()),
            Adoption::Count(count, _) => heads(*count),
            Adoption::AllBut(count, _) => heads(self.members.saturating_sub(*count)),
        }
    }

    fn axis(&self, attribute: AttributeId) -> Axis {
        self.attributes.iter().position(|one| *one == attribute).map_or(0, |place| place + 1)
    }
}

fn heads(count: usize) -> Rule<BigRational> {
    Rule::AtLeast(0, whole(count))
}

fn whole(count: usize) -> BigRational {
    BigRational::from_integer(BigInt::from(count))
}
