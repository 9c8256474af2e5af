//! Values of many states as ranks, so that comparing them is comparing small whole numbers.

use std::cmp::Ordering;
use std::sync::OnceLock;

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
    /// Of the first expression, for each rank, and for one behind the last, where values are below it: by block.
    below: OnceLock<Below>,
}

/// Where values are below each rank.
#[derive(Debug)]
enum Below {
    /// Rank by rank, each for all blocks.
    All(usize, Vec<Lanes>),
    /// Each when it is asked for: all would take much room.
    Each(Vec<OnceLock<Box<[Lanes]>>>),
}

/// How many bytes of planes are made at once for one expression.
const ROOM: usize = 256 << 10;

impl Ranks {
    /// Ranks what expressions come to, together; `None` where that cannot be put in one order.
    pub fn new(columns: &[Vec<Datum<'_>>]) -> Option<Self> {
        let mut known = Vec::new();
        for (column, data) in columns.iter().enumerate() {
            for (state, datum) in data.iter().enumerate() {
                match datum {
                    Datum::Unknown => {}
                    Datum::Known(value) => known.push((value.as_ref(), column, state)),
                    Datum::Range(..) => return None,
                }
            }
        }
        if known.windows(2).any(|two| matches!(two, [(one, ..), (other, ..)] if order(one, other).is_none())) {
            return None;
        }
        known.sort_unstable_by(|(one, ..), (other, ..)| order(one, other).unwrap_or(Ordering::Equal));
        let mut values: Vec<Value> = Vec::new();
        let mut ranks: Vec<Vec<u32>> = columns.iter().map(|data| vec![UNKNOWN; data.len()]).collect();
        for alike in known.chunk_by(|(one, ..), (other, ..)| order(one, other) == Some(Ordering::Equal)) {
            let rank = u32::try_from(values.len()).ok()?;
            values.extend(alike.first().map(|(value, ..)| (*value).clone()));
            for &(_, column, state) in alike {
                if let Some(slot) = ranks.get_mut(column).and_then(|ranks| ranks.get_mut(state)) {
                    *slot = rank;
                }
            }
        }
        Some(Self { values, columns: ranks, below: OnceLock::new() })
    }

    /// How the values of the first expression compare with another, block by block; `None` where that is of another
    /// kind.
    pub fn against(&self, comparison: Comparison, bound: &Value) -> Option<impl Iterator<Item = Kleene>> {
        if self.values.first().is_some_and(|value| order(value, bound).is_none()) {
            return None;
        }
        let less = |value: &Value| order(value, bound) == Some(Ordering::Less);
        let start = self.values.partition_point(less);
        let occurs = self.values.get(start).is_some_and(|value| order(value, bound) == Some(Ordering::Equal));
        let end = start + usize::from(occurs);
        let (below, upto, known) = (self.below(start)?, self.below(end)?, self.below(self.values.len())?);
        let planes = below.iter().zip(upto).zip(known);
        Some(planes.map(move |((below, upto), known)| satisfying(comparison, *below, *upto, *known)))
    }

    /// Where the values of the first expression are known and below a rank.
    fn below(&self, rank: usize) -> Option<&[Lanes]> {
        let ranks = self.columns.first()?;
        match self.below.get_or_init(|| Below::new(ranks, self.values.len())) {
            Below::All(blocks, planes) => planes.get(rank * blocks..(rank + 1) * blocks),
            Below::Each(planes) => {
                let bound = u32::try_from(rank).ok()?;
                let plane =
                    || ranks.chunks(WIDTH).map(|ranks| Lanes::where_holds(ranks, |rank| *rank < bound)).collect();
                planes.get(rank).map(|cell| &**cell.get_or_init(plane))
            }
        }
    }

    /// How the value of the first expression for one state compares with that of the second for each state of a block.
    pub fn beside(&self, comparison: Comparison, state: usize, block: usize) -> Kleene {
        let [left, right] = self.columns.as_slice() else { return Kleene::default() };
        let Some(&rank) = left.get(state).filter(|rank| **rank != UNKNOWN) else { return Kleene::default() };
        let ranks = right.chunks(WIDTH).nth(block).unwrap_or_default();
        let below = Lanes::where_holds(ranks, |other| *other < rank);
        let upto = Lanes::where_holds(ranks, |other| *other <= rank);
        let known = Lanes::where_holds(ranks, |other| *other != UNKNOWN);
        satisfying(comparison.mirrored(), below, upto, known)
    }
}

impl Below {
    fn new(ranks: &[u32], values: usize) -> Self {
        let blocks = ranks.len().div_ceil(WIDTH);
        if (values + 1) * blocks * size_of::<Lanes>() > ROOM {
            return Self::Each((0..=values).map(|_| OnceLock::new()).collect());
        }
        let mut states: Vec<Vec<usize>> = vec![Vec::new(); values];
        for (state, rank) in ranks.iter().enumerate() {
            if let Some(with_rank) = states.get_mut(*rank as usize) {
                with_rank.push(state);
            }
        }
        let mut plane = vec![Lanes::NONE; blocks];
        let mut planes = plane.clone();
        for with_rank in states {
            for state in with_rank {
                if let Some(lanes) = plane.get_mut(state / WIDTH) {
                    lanes.set(state % WIDTH);
                }
            }
            planes.extend_from_slice(&plane);
        }
        Self::All(blocks, planes)
    }
}

/// Where values compare as is asked with a bound: given where they are below it, below it or equal to it, and known.
fn satisfying(comparison: Comparison, below: Lanes, upto: Lanes, known: Lanes) -> Kleene {
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
