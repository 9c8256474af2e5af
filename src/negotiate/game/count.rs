//! How many winning sets there are of each number of members, and how many with each member: all that the indices need.

use std::sync::atomic::{AtomicUsize, Ordering};

use num_bigint::BigUint;
use rayon::prelude::*;

use super::core::Core;
use super::dense::{Shape, Table};
use super::halves::{self, entries, split};
use super::minimal::{fits, share};
use super::number::binomial;
use super::search::{self, TooFar};
use super::wide::Wide;

/// How much memory a table may take.
pub(super) const MOST_BYTES: usize = 3 << 29;

/// How many sets half of the members may have, as a logarithm.
pub(super) const MOST_ENTRIES: f64 = 22.0;

/// How many sets a walk may have before it, as a logarithm. It need not go to the end of most.
const MOST_SETS: f64 = 33.0;

/// How many steps a count may take that walks through coalitions.
const MOST_STEPS: u64 = 1 << 29;

/// Winning sets of a core by number of members.
pub(super) struct Counts {
    /// All of them.
    pub(super) winning: Vec<BigUint>,
    /// Those with a member, for the members of each kind.
    pub(super) with: Vec<(Vec<usize>, Vec<BigUint>)>,
}

/// How many words a count of sets needs: twice as much as two to the number of members. `None` where there are too many.
pub(super) fn words(bits: usize) -> Option<usize> {
    [1, 2, 3, 4, 8, 16].into_iter().find(|words| bits < 64 * words)
}

/// Up to which threshold on each weight the table of so many members would fit.
pub(super) fn room(members: usize, weights: usize) -> u64 {
    let words = words(members + 12).unwrap_or(16);
    let cells = MOST_BYTES / (8 * words * (members + 1));
    let power = |side: u64| (0..weights).try_fold(1_u64, |cells, _| cells.checked_mul(side + 1));
    let fits = |side: u64| power(side).is_some_and(|all| usize::try_from(all).is_ok_and(|all| all <= cells));
    let (mut low, mut high) = (0_u64, 1_u64 << 40);
    while high - low > 1 {
        let middle = low.midpoint(high);
        if fits(middle) { low = middle } else { high = middle }
    }
    low
}

/// A way of counting.
enum Way {
    /// In a table.
    Table(Shape),
    /// In a table, the sets that block.
    Dual(Box<Core>, Shape),
    /// By halves.
    Halves,
    /// One by one.
    Walk,
}

/// Counts winning sets, those with each member only where `each` is asked for. `None` where that would take too long.
pub(super) fn count(core: &Core, each: bool, progress: &(dyn Fn(f64) + Sync)) -> Option<Counts> {
    // Members of one kind are counted together on the way: a few bits more.
    match words(core.members() + 12)? {
        1 => count_in::<1>(core, each, progress),
        2 => count_in::<2>(core, each, progress),
        3 => count_in::<3>(core, each, progress),
        4 => count_in::<4>(core, each, progress),
        8 => count_in::<8>(core, each, progress),
        _ => count_in::<16>(core, each, progress),
    }
}

fn count_in<const L: usize>(core: &Core, each: bool, progress: &(dyn Fn(f64) + Sync)) -> Option<Counts> {
    let kinds = core.kinds.iter().map(|kind| kind.members.clone());
    match way::<L>(core, each)? {
        Way::Table(shape) => Some(in_table::<L>(core, shape, each, progress)),
        Way::Dual(dual, shape) => Some(turned(core, &in_table::<L>(&dual, shape, each, progress))),
        Way::Halves => {
            let (winning, with) = halves::count::<L>(core, progress).each(core);
            Some(Counts { winning, with: kinds.zip(with).collect() })
        }
        Way::Walk => match search::count::<L>(core, MOST_STEPS) {
            Ok((winning, with)) => Some(Counts { winning, with: kinds.zip(with).collect() }),
            Err(TooFar) => None,
        },
    }
}

/// The way that takes least, if there is one.
fn way<const L: usize>(core: &Core, each: bool) -> Option<Way> {
    let members = core.members();
    let number = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    let table = |core: &Core| {
        let shape = Shape::of(core)?;
        let cells = shape.cells(core).filter(|cells| fits::<L>(*cells))?;
        let passes = members + if each { core.kinds.len() } else { 0 };
        Some((number(cells) * number(passes), shape))
    };
    let dual = core.dual();
    let mut ways: Vec<(f64, Way)> = Vec::new();
    ways.extend(table(core).map(|(cost, shape)| (cost, Way::Table(shape))));
    ways.extend(table(&dual).map(|(cost, shape)| (cost, Way::Dual(Box::new(dual), shape))));
    let halves = entries(&split(core.kinds.iter().enumerate()));
    if core.totals.len() <= 3 && halves.iter().all(|entries| *entries <= MOST_ENTRIES) {
        let steps = core.rule.quotas(1).len() * 2 + 1;
        // A step of a sweep costs about as much as fifty cells of a table.
        let cost = halves.iter().map(|entries| entries.exp2() * 50.0).sum::<f64>() * number(members) * number(steps);
        ways.push((cost, Way::Halves));
    }
    let sets: f64 = halves.iter().sum();
    if sets <= MOST_SETS {
        ways.push((sets.exp2() * 50.0, Way::Walk));
    }
    ways.into_iter().min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, way)| way)
}

fn in_table<const L: usize>(core: &Core, shape: Shape, each: bool, progress: &(dyn Fn(f64) + Sync)) -> Counts {
    let mut table = Table::<L>::new(shape, core);
    let turns = core.members() + core.kinds.len();
    let done = AtomicUsize::new(0);
    let step = || progress(share(done.fetch_add(1, Ordering::Relaxed), turns));
    for kind in &core.kinds {
        for _ in &kind.members {
            table.add(kind);
            step();
        }
    }
    let firsts = table.firsts(core);
    let winning: Vec<BigUint> = table.winning(&firsts).iter().map(Wide::big).collect();
    if !each {
        return Counts { winning, with: Vec::new() };
    }
    let with = core
        .kinds
        .par_iter()
        .map(|kind| {
            let without = table.without(kind, &firsts);
            step();
            let with = winning.iter().zip(&without).map(|(all, without)| all - without.big()).collect();
            (kind.members.clone(), with)
        })
        .collect();
    Counts { winning, with }
}

/// From the sets that block to those that win: a set wins when what it leaves out does not block.
fn turned(core: &Core, blocking: &Counts) -> Counts {
    let members = core.members();
    let of = |blocking: &[BigUint], left: usize| blocking.get(left).cloned().unwrap_or_default();
    let winning = (0..=members).map(|ayes| binomial(members, ayes) - of(&blocking.winning, members - ayes)).collect();
    let with = blocking.with.iter().map(|(kind, with)| {
        let one = |ayes: usize| {
            let Some(others) = ayes.checked_sub(1) else { return BigUint::default() };
            let left = members - ayes;
            binomial(members - 1, others) + of(with, left) - of(&blocking.winning, left)
        };
        (kind.clone(), (0..=members).map(one).collect())
    });
    Counts { winning, with: with.collect() }
}
