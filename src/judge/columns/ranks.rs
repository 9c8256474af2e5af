//! Values of many states as ranks, so that comparing them is comparing small whole numbers.

use std::cmp::Ordering;
use std::ops::Range;

use super::lanes::{Kleene, Lanes, WIDTH};
use crate::judge::expression::{Datum, order};
use crate::model::{Comparison, Value};

/// The rank of what nobody knows: above all others.
const UNKNOWN: u32 = u32::MAX;

/// What expressions come to, state by state, each value as its rank among all that occur.
#[derive(Debug)]
pub struct Ranks {
    /// The values that occur, rising.
    values: Vec<Value>,
    /// For each expression the rank of every state's value.
    columns: Vec<Vec<u32>>,
}

impl Ranks {
    /// Ranks what expressions come to, together; `None` where that cannot be put in one order.
    pub fn new(columns: &[Vec<Datum<'_>>]) -> Option<Self> {
        let mut values = Vec::new();
        for datum in columns.iter().flatten() {
            match datum {
                Datum::Unknown => {}
                Datum::Known(value) => values.push(value.as_ref()),
                Datum::Range(..) => return None,
            }
        }
        if values.windows(2).any(|two| matches!(two, [one, other] if order(one, other).is_none())) {
            return None;
        }
        let sorting = |one: &&Value, other: &&Value| order(one, other).unwrap_or(Ordering::Equal);
        values.sort_by(sorting);
        values.dedup_by(|one, other| sorting(one, other).is_eq());
        let rank = |datum: &Datum<'_>| match datum {
            Datum::Known(value) => {
                let place = values.partition_point(|other| order(other, value) == Some(Ordering::Less));
                u32::try_from(place).unwrap_or(UNKNOWN)
            }
            Datum::Unknown | Datum::Range(..) => UNKNOWN,
        };
        let columns = columns.iter().map(|data| data.iter().map(rank).collect()).collect();
        Some(Self { values: values.into_iter().cloned().collect(), columns })
    }

    /// How the values of the first expression compare with another, block by block; `None` where that is of another
    /// kind.
    pub fn against(&self, comparison: Comparison, bound: &Value) -> Option<Vec<Kleene>> {
        if self.values.first().is_some_and(|value| order(value, bound).is_none()) {
            return None;
        }
        let upto = |inclusive: bool| {
            let before = |value: &Value| match order(value, bound) {
                Some(Ordering::Less) => true,
                Some(Ordering::Equal) => inclusive,
                Some(Ordering::Greater) | None => false,
            };
            u32::try_from(self.values.partition_point(before)).unwrap_or(UNKNOWN)
        };
        let equal = upto(false)..upto(true);
        let ranks = self.columns.first()?;
        Some(ranks.chunks(WIDTH).map(|ranks| satisfying(comparison, ranks, &equal)).collect())
    }

    /// How the value of the first expression for one state compares with that of the second for each state of a block.
    pub fn beside(&self, comparison: Comparison, state: usize, block: usize) -> Kleene {
        let [left, right] = self.columns.as_slice() else { return Kleene::default() };
        let Some(&rank) = left.get(state).filter(|rank| **rank != UNKNOWN) else { return Kleene::default() };
        let ranks = right.chunks(WIDTH).nth(block).unwrap_or_default();
        satisfying(mirrored(comparison), ranks, &(rank..rank + 1))
    }
}

/// Which ranks compare as is asked with a bound, given by the ranks of what equals it.
fn satisfying(comparison: Comparison, ranks: &[u32], bound: &Range<u32>) -> Kleene {
    let below = Lanes::where_holds(ranks, |rank| *rank < bound.start);
    let upto = Lanes::where_holds(ranks, |rank| *rank < bound.end);
    let known = Lanes::where_holds(ranks, |rank| *rank != UNKNOWN);
    let yes = match comparison {
        Comparison::Is => upto & !below,
        Comparison::IsNot => !upto | below,
        Comparison::Less => below,
        Comparison::AtMost => upto,
        Comparison::More => !upto,
        Comparison::AtLeast => !below,
    };
    Kleene { yes: yes & known, no: !yes & known }
}

/// The comparison that holds when the sides are exchanged.
pub fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Is => Comparison::Is,
        Comparison::IsNot => Comparison::IsNot,
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
    }
}
