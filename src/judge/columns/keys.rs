//! Values of many states as small whole numbers in the same order, so that comparing values is comparing those.

use std::cmp::Ordering;

use super::lanes::{Kleene, Lanes, WIDTH, blocks};
use crate::judge::expression::order;
use crate::model::{Comparison, Id, StateId, Value};

/// The key of what nobody knows: above all others.
const UNKNOWN: i32 = i32::MAX;

/// What expressions come to, state by state, each value as its key.
#[derive(Debug)]
pub struct Keys {
    scale: Scale,
    /// Where the numbers of a scale are too far apart for keys: those that occur, rising, and the keys are their places.
    occurring: Option<Vec<i64>>,
    /// For each expression the key of every state's value, block by block.
    columns: Vec<Vec<[i32; WIDTH]>>,
    /// For which states the value of the last expression is known, block by block.
    known: Vec<Lanes>,
}

/// How a value becomes a whole number, all of one expression in the same way.
#[derive(Debug)]
enum Scale {
    /// No is 0 and yes is 1.
    Flags,
    /// A number, so many times.
    Numbers(i64),
    /// A day.
    Dates,
    /// The place of a word in its enumeration.
    Symbols,
    /// The place among those that occur, rising.
    Places(Vec<Value>),
}

/// Which whole numbers are below a value, and which are not above it: all below the first, and all below the second.
#[derive(Debug, Clone, Copy)]
struct Bounds<T> {
    below: T,
    upto: T,
}

impl Scale {
    /// The scale that does for nearly all values of the kind of one.
    fn simple(value: Option<&Value>) -> Option<Self> {
        match value {
            None | Some(Value::Flag(_)) => Some(Self::Flags),
            Some(Value::Number(_)) => Some(Self::Numbers(1)),
            Some(Value::Date(_)) => Some(Self::Dates),
            Some(Value::Symbol(_)) => Some(Self::Symbols),
            Some(Value::Text(_) | Value::Set(_)) => None,
        }
    }

    /// The scale on which all of some fractions are whole.
    fn fractions<'v>(mut values: impl Iterator<Item = &'v Value>) -> Option<Self> {
        let common = values.try_fold(1, |common, value| match value {
            Value::Number(number) => number.common_denominator(common),
            Value::Flag(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_) => None,
        });
        common.map(Self::Numbers)
    }

    /// The places of some values among themselves; `None` where they are not of one kind.
    fn places<'v>(values: impl Iterator<Item = &'v Value>) -> Option<Self> {
        let mut values: Vec<&Value> = values.collect();
        if values.windows(2).any(|two| matches!(two, [one, other] if order(one, other).is_none())) {
            return None;
        }
        values.sort_unstable_by(|one, other| order(one, other).unwrap_or(Ordering::Equal));
        values.dedup_by(|one, other| order(one, other) == Some(Ordering::Equal));
        Some(Self::Places(values.into_iter().cloned().collect()))
    }

    /// A value that occurs; `None` where it is of another kind or too large.
    fn whole(&self, value: &Value) -> Option<i64> {
        match (self, value) {
            (Self::Flags, Value::Flag(flag)) => Some(i64::from(*flag)),
            (Self::Numbers(scale), Value::Number(number)) => {
                let (above, below) = number.parts()?;
                if below == 1 {
                    return above.checked_mul(*scale);
                }
                (scale % below == 0).then(|| above.checked_mul(scale / below))?
            }
            (Self::Dates, Value::Date(date)) => {
                Some((i64::from(date.year()) << 9) + (i64::from(date.month()) << 5) + i64::from(date.day()))
            }
            (Self::Symbols, Value::Symbol(place)) => Some(i64::from(*place)),
            (Self::Places(values), value) => {
                let place = values.binary_search_by(|one| order(one, value).unwrap_or(Ordering::Less)).ok()?;
                i64::try_from(place).ok()
            }
            (Self::Flags | Self::Numbers(_) | Self::Dates | Self::Symbols, _) => None,
        }
    }

    /// A value that occurs, where that is a key by itself.
    fn key(&self, value: &Value) -> Option<i32> {
        i32::try_from(self.whole(value)?).ok().filter(|key| *key < UNKNOWN)
    }

    /// The bounds of any value; `None` where it is of another kind or too large.
    fn bounds(&self, value: &Value) -> Option<Bounds<i64>> {
        match (self, value) {
            (Self::Numbers(scale), Value::Number(number)) => {
                let (above, below) = number.parts()?;
                let (product, below) = (i128::from(above) * i128::from(*scale), i128::from(below));
                let (floor, whole) = if below == 1 {
                    (product, true)
                } else {
                    (product.div_euclid(below), product.rem_euclid(below) == 0)
                };
                let (below, upto) = (floor + i128::from(!whole), floor + 1);
                Some(Bounds { below: i64::try_from(below).ok()?, upto: i64::try_from(upto).ok()? })
            }
            (Self::Places(values), value) => {
                let order = |one: &Value| order(one, value);
                if values.first().is_some_and(|first| order(first).is_none()) {
                    return None;
                }
                let below = values.partition_point(|one| order(one) == Some(Ordering::Less));
                let occurs = values.get(below).is_some_and(|one| order(one) == Some(Ordering::Equal));
                let below = i64::try_from(below).ok()?;
                Some(Bounds { below, upto: below + i64::from(occurs) })
            }
            (Self::Flags | Self::Numbers(_) | Self::Dates | Self::Symbols, value) => {
                let below = self.whole(value)?;
                Some(Bounds { below, upto: below + 1 })
            }
        }
    }
}

/// The keys of an expression, put there state by state.
#[derive(Debug)]
pub struct Filling {
    /// That of the first value.
    scale: Option<Scale>,
    blocks: Vec<[i32; WIDTH]>,
    /// Whether all values so far have a key.
    all: bool,
}

impl Filling {
    /// For so many states, of which nothing is known.
    pub fn new(states: usize) -> Self {
        Self { scale: None, blocks: vec![[UNKNOWN; WIDTH]; blocks(states)], all: true }
    }

    /// Puts the value of a state.
    pub fn put(&mut self, state: StateId, value: &Value) {
        if !self.all {
            return;
        }
        if self.scale.is_none() {
            self.scale = Scale::simple(Some(value));
        }
        let key = self.scale.as_ref().and_then(|scale| scale.key(value));
        match (key, self.blocks.as_flattened_mut().get_mut(state.index())) {
            (Some(key), Some(slot)) => *slot = key,
            _ => self.all = false,
        }
    }

    /// The keys; `None` where some value has none.
    pub fn keys(self) -> Option<Keys> {
        self.all.then(|| Keys::made(self.scale.unwrap_or(Scale::Flags), None, vec![self.blocks]))
    }
}

impl Keys {
    /// The keys of what expressions come to, all on one scale; `None` where that cannot be put in one order.
    pub fn new(columns: &[Vec<Option<&Value>>]) -> Option<Self> {
        let values = || columns.iter().flatten().filter_map(|value| *value);
        let on = |scale| Self::on(scale, columns);
        Scale::simple(values().next())
            .and_then(on)
            .or_else(|| Scale::fractions(values()).and_then(on))
            .or_else(|| Scale::places(values()).and_then(on))
    }

    /// The same on a scale; `None` where some value has no place there.
    fn on(scale: Scale, columns: &[Vec<Option<&Value>>]) -> Option<Self> {
        if let Some(columns) = keyed(columns, |value| scale.key(value)) {
            return Some(Self::made(scale, None, columns));
        }
        let values = columns.iter().flatten().filter_map(|value| *value);
        let mut occurring: Vec<i64> = values.map(|value| scale.whole(value)).collect::<Option<_>>()?;
        occurring.sort_unstable();
        occurring.dedup();
        let key = |value: &Value| i32::try_from(occurring.binary_search(&scale.whole(value)?).ok()?).ok();
        let columns = keyed(columns, key)?;
        Some(Self::made(scale, Some(occurring), columns))
    }

    fn made(scale: Scale, occurring: Option<Vec<i64>>, columns: Vec<Vec<[i32; WIDTH]>>) -> Self {
        let last = columns.last().map_or(&[][..], Vec::as_slice);
        let known = last.iter().map(|keys| Lanes::where_below(keys, UNKNOWN)).collect();
        Self { scale, occurring, columns, known }
    }

    /// What the values of the first expression are compared with, in keys; `None` where that is of another kind.
    fn bounds(&self, value: &Value) -> Option<Bounds<i32>> {
        let Bounds { below, upto } = self.scale.bounds(value)?;
        let key = |bound: i64| match &self.occurring {
            // No key is as high as that of what nobody knows.
            None => i32::try_from(bound).unwrap_or(if bound < 0 { i32::MIN } else { UNKNOWN }),
            Some(occurring) => i32::try_from(occurring.partition_point(|one| *one < bound)).unwrap_or(UNKNOWN),
        };
        Some(Bounds { below: key(below), upto: key(upto) })
    }

    /// How the values of the first expression in a block compare with another; `None` where that is of another kind.
    pub fn against(&self, comparison: Comparison, value: &Value, block: usize) -> Option<Kleene> {
        let known = *self.known.get(block)?;
        if known.is_empty() {
            return Some(Kleene::default());
        }
        Some(satisfying(comparison, known, self.columns.first()?.get(block)?, self.bounds(value)?))
    }

    /// How the value of the first expression for one state compares with that of the second for each state of a block.
    pub fn beside(&self, comparison: Comparison, state: usize, block: usize) -> Kleene {
        let [left, right] = self.columns.as_slice() else { return Kleene::default() };
        let key = left.as_flattened().get(state).filter(|key| **key != UNKNOWN);
        let (Some(&key), Some(keys), Some(&known)) = (key, right.get(block), self.known.get(block)) else {
            return Kleene::default();
        };
        satisfying(comparison.mirrored(), known, keys, Bounds { below: key, upto: key + 1 })
    }
}

/// The keys of values, block by block; `None` where one has none.
fn keyed(columns: &[Vec<Option<&Value>>], key: impl Fn(&Value) -> Option<i32>) -> Option<Vec<Vec<[i32; WIDTH]>>> {
    let of = |column: &Vec<Option<&Value>>| {
        let mut blocks = vec![[UNKNOWN; WIDTH]; blocks(column.len())];
        for (slot, value) in blocks.as_flattened_mut().iter_mut().zip(column) {
            if let Some(value) = value {
                *slot = key(value)?;
            }
        }
        Some(blocks)
    };
    columns.iter().map(of).collect()
}

/// Where values compare as is asked with another: given where they are known, their keys, and the bounds of the other.
fn satisfying(comparison: Comparison, known: Lanes, keys: &[i32; WIDTH], bounds: Bounds<i32>) -> Kleene {
    let below = || Lanes::where_below(keys, bounds.below);
    let upto = || Lanes::where_below(keys, bounds.upto);
    let yes = match comparison {
        Comparison::Is => upto() & !below(),
        Comparison::IsNot => !upto() | below(),
        Comparison::Less => below(),
        Comparison::AtMost => upto(),
        Comparison::More => !upto(),
        Comparison::AtLeast => !below(),
    };
    Kleene { yes: yes & known, no: !yes & known }
}
