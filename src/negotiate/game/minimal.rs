//! How many minimal winning sets there are.
//!
//! Where the rule counts heads and at most one weight, each minimal winning set is counted when its lightest member is
//! taken in: it wins with that member, and would not without. Sets are then counted by heads and weight, never listed.

use num_bigint::BigUint;
use num_traits::One;
use rayon::prelude::*;

use super::core::{Core, Kind};
use super::count::{MOST_BYTES, MOST_ENTRIES, words};
use super::dense::{Shape, Table};
use super::halves::{Half, entries, split};
use super::rule::Rule;
use super::search::count_minimal;
use super::wide::Wide;

/// How many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tally {
    /// Exactly so many.
    Exactly(BigUint),
    /// More than could be walked through.
    MoreThan(BigUint),
}

/// How many steps a walk through coalitions may take.
pub(super) const MOST_STEPS: u64 = 1 << 25;

/// Counts the minimal winning sets of a core.
pub(super) fn minimal_winning(core: &Core, progress: &(dyn Fn(f64) + Sync)) -> Tally {
    match core.rule {
        Rule::Always => return Tally::Exactly(BigUint::one()),
        Rule::Never => return Tally::Exactly(BigUint::default()),
        Rule::And(_) | Rule::Or(_) | Rule::AtLeast(..) => {}
    }
    let counted = if core.totals.len() > 2 {
        None
    } else {
        match words(core.members() + 1) {
            Some(1) => by_lightest::<1>(core, progress),
            Some(2) => by_lightest::<2>(core, progress),
            Some(3) => by_lightest::<3>(core, progress),
            Some(4) => by_lightest::<4>(core, progress),
            Some(8) => by_lightest::<8>(core, progress),
            Some(_) => by_lightest::<16>(core, progress),
            None => None,
        }
    };
    if let Some(count) = counted {
        return Tally::Exactly(count);
    }
    match count_minimal(core, MOST_STEPS) {
        Ok(count) => Tally::Exactly(count),
        Err(count) => Tally::MoreThan(count),
    }
}

fn by_lightest<const L: usize>(core: &Core, progress: &(dyn Fn(f64) + Sync)) -> Option<BigUint> {
    let needed = core.needed();
    if let Some(shape) = Shape::of(core).filter(|shape| shape.cells(core).is_some_and(fits::<L>)) {
        return Some(in_table::<L>(core, &needed, shape, progress));
    }
    let all = split(core.kinds.iter().enumerate());
    let fit = entries(&all).iter().all(|entries| *entries <= MOST_ENTRIES);
    fit.then(|| in_halves::<L>(core, &needed, progress))
}

pub(super) fn fits<const L: usize>(cells: usize) -> bool {
    cells.checked_mul(8 * L).is_some_and(|bytes| bytes <= MOST_BYTES)
}

/// For every set without its lightest member: with so many others, what these must come to at least, and stay below.
fn bounds(needed: &[Option<u128>], weight: u128) -> impl Iterator<Item = (usize, u128, Option<u128>)> {
    let pairs = needed.iter().zip(needed.iter().skip(1)).enumerate();
    pairs.filter_map(move |(others, (without, with))| with.map(|with| (others, with.saturating_sub(weight), *without)))
}

fn weight(kind: &Kind) -> u128 {
    kind.weights.get(1).copied().unwrap_or_default()
}

fn in_table<const L: usize>(
    core: &Core,
    needed: &[Option<u128>],
    shape: Shape,
    progress: &(dyn Fn(f64) + Sync),
) -> BigUint {
    let mut table = Table::<L>::new(shape, core);
    let mut found = Wide::<L>::ZERO;
    let cell = |sum: u128| usize::try_from(sum).unwrap_or(usize::MAX);
    for (turn, kind) in core.kinds.iter().enumerate() {
        for _ in &kind.members {
            for (others, low, high) in bounds(needed, weight(kind)) {
                found.add(&table.between(others, cell(low), high.map_or(table.len(), cell)));
            }
            table.add(kind);
        }
        progress(share(turn, core.kinds.len()));
    }
    found.big()
}

fn in_halves<const L: usize>(core: &Core, needed: &[Option<u128>], progress: &(dyn Fn(f64) + Sync)) -> BigUint {
    let mut found = Wide::<L>::ZERO;
    for (turn, kind) in core.kinds.iter().enumerate() {
        for before in 0..kind.members.len() {
            let same =
                Kind { weights: kind.weights.clone(), members: kind.members.iter().take(before).copied().collect() };
            let [left, right] = split(core.kinds.iter().take(turn).chain(std::iter::once(&same)).enumerate());
            let (left, right) = rayon::join(|| Half::<L>::new(&left), || Half::new(&right));
            let all: Vec<_> = bounds(needed, weight(kind)).collect();
            let parts: Vec<Wide<L>> =
                all.into_par_iter().map(|(others, low, high)| left.between(&right, others, low, high)).collect();
            found.add(&Wide::sum(&parts));
        }
        progress(share(turn, core.kinds.len()));
    }
    found.big()
}

/// How much is done.
pub(super) fn share(turn: usize, turns: usize) -> f64 {
    let number = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    number(turn + 1) / number(turns.max(1))
}
