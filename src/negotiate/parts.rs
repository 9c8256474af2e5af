//! The parts of a rule of adoption, each with what it asks for and what there is.

use super::tally::{Tally, whole};
use crate::model::{Adoption, AttributeId, ShareOf, Truth};
use crate::number::Number;

/// A part of a rule that is no `and` or `or` of others.
#[derive(Debug, Clone)]
pub struct Part<'r> {
    /// The part.
    pub rule: &'r Adoption,
    /// Whether it is met.
    pub met: Truth,
    /// Whether the whole rule is not met because of it: of parts joined by `or` each, where none is met.
    pub in_the_way: bool,
    /// What is counted.
    pub counted: Counted,
    /// What there is of it.
    pub has: Number,
    /// What the part asks for: so much at least; of noes so much at most.
    pub needs: Number,
}

/// What a part of a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Those against.
    Noes,
    /// Those in favour.
    Ayes,
    /// What stands behind those in favour, in an attribute's base unit.
    Weight(AttributeId),
}

/// The parts of a rule in the order in which they are written, on a count.
pub fn parts<'r>(rule: &'r Adoption, tally: &Tally) -> Vec<Part<'r>> {
    within(rule, tally, true)
}

/// The parts of a rule that is itself a part; `matters` says whether the whole would be met if this one were.
fn within<'r>(rule: &'r Adoption, tally: &Tally, matters: bool) -> Vec<Part<'r>> {
    let met = tally.meets(rule);
    let in_the_way = matters && met != Truth::Yes;
    let part = |counted, has, needs| vec![Part { rule, met, in_the_way, counted, has, needs }];
    let ayes = |needs: Number| part(Counted::Ayes, number(tally.ayes), needs);
    let weight = |attribute: AttributeId, needs: &dyn Fn(&Number) -> Option<Number>| {
        let weights = tally.weights(attribute);
        let has = weights.map_or_else(Number::zero, |weights| weights.ayes.clone());
        let needs = weights.and_then(|weights| needs(&weights.present)).unwrap_or_else(Number::zero);
        part(Counted::Weight(attribute), has, needs)
    };
    match rule {
        Adoption::And(all) | Adoption::Or(all) => all.iter().flat_map(|one| within(one, tally, in_the_way)).collect(),
        Adoption::Consensus => part(Counted::Noes, number(tally.noes), Number::zero()),
        Adoption::Unanimity => ayes(number(tally.present)),
        Adoption::Majority => ayes(number(tally.noes + 1)),
        Adoption::Share(share, ShareOf::Votes, _) => ayes(up(share, tally.ayes + tally.noes)),
        Adoption::Share(share, ShareOf::Members, _) => ayes(up(share, tally.present)),
        Adoption::Share(share, ShareOf::Attribute(attribute), _) => {
            weight(*attribute, &|present| share.multiply(present))
        }
        Adoption::Quota(quota, attribute, _) => weight(*attribute, &|_| Some(quota.clone())),
        Adoption::Count(count, _) => ayes(Number::from(*count)),
        Adoption::AllBut(count, _) => ayes(number((tally.present - whole(*count)).max(0))),
    }
}

fn number(count: i64) -> Number {
    Number::from(usize::try_from(count).unwrap_or_default())
}

/// A share of a count in whole votes, at least one.
fn up(share: &Number, of: i64) -> Number {
    let exact = share.multiply(&number(of)).unwrap_or_else(Number::zero);
    exact.ceil().max(Number::one())
}
