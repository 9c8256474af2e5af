//! Counting by halves, for weights of any size: all sets of one half of the members against all of the other.
//!
//! With up to two weights beside the number of members, the sets of the other half that go with one of this half are
//! those above a staircase in the plane. They are counted by a sweep along one weight, with a tree of sums over the
//! other. Horowitz and Sahni (1974) split sets in this way, Klinz and Woeginger (2005) did so for power indices.

use num_bigint::BigUint;
use rayon::prelude::*;

use super::core::{Core, Kind, wide};
use super::number::binomial;
use super::wide::Wide;

/// The sets of some kinds that have so many members of each.
#[derive(Debug, Clone)]
struct Entry<const L: usize> {
    sums: [u128; 2],
    /// How many such sets there are.
    count: Wide<L>,
    /// How many members of each kind, as one number.
    place: usize,
}

/// All sets of half of the kinds.
pub(super) struct Half<const L: usize> {
    /// The kinds, as places in the core, with their numbers of members.
    kinds: Vec<(usize, usize)>,
    /// By number of members, in the order of the first sums.
    groups: Vec<Vec<Entry<L>>>,
}

impl<const L: usize> Half<L> {
    pub(super) fn new(kinds: &[(usize, &Kind)]) -> Self {
        let mut all = vec![(0, Entry { sums: [0, 0], count: Wide::one(), place: 0 })];
        for (_, kind) in kinds {
            let size = kind.members.len();
            let ways: Vec<Wide<L>> = (0..=size).map(|some| Wide::of(&binomial(size, some))).collect();
            let weight = |axis: usize| kind.weights.get(axis).copied().unwrap_or_default();
            let mut more = Vec::with_capacity(all.len() * (size + 1));
            for (members, entry) in &all {
                for (some, ways) in ways.iter().enumerate() {
                    let [first, second] = entry.sums;
                    let sums = [first + weight(1) * wide(some), second + weight(2) * wide(some)];
                    let (count, place) = (entry.count.times(ways), entry.place * (size + 1) + some);
                    more.push((members + some, Entry { sums, count, place }));
                }
            }
            all = more;
        }
        let members: usize = kinds.iter().map(|(_, kind)| kind.members.len()).sum();
        let mut groups = vec![Vec::new(); members + 1];
        for (members, entry) in all {
            if let Some(group) = groups.get_mut(members) {
                group.push(entry);
            }
        }
        groups.par_iter_mut().for_each(|group| group.sort_unstable_by_key(|entry| (entry.sums, entry.place)));
        Self { kinds: kinds.iter().map(|(at, kind)| (*at, kind.members.len())).collect(), groups }
    }

    /// How many members of each kind are in the sets of an entry.
    fn digits(&self, mut place: usize) -> impl Iterator<Item = (usize, usize)> {
        self.kinds.iter().rev().map(move |(kind, size)| {
            let digit = place % (size + 1);
            place /= size + 1;
            (*kind, digit)
        })
    }

    /// How many sets of so many members of both halves come to at least `low` and less than `high` on the first weight.
    pub(super) fn between(&self, other: &Self, members: usize, low: u128, high: Option<u128>) -> Wide<L> {
        let mut found = Wide::ZERO;
        for (mine, group) in self.groups.iter().enumerate() {
            let Some(theirs) = members.checked_sub(mine).and_then(|rest| other.groups.get(rest)) else { continue };
            // Both groups rise, so what is asked of the other falls: one walk from the top for each bound.
            let at_least = |bound: u128| {
                let mut sum = Wide::ZERO;
                let mut above = Wide::ZERO;
                let mut from = theirs.iter().rev().peekable();
                for entry in group {
                    while let Some(next) = from.next_if(|next| next.sums[0].saturating_add(entry.sums[0]) >= bound) {
                        above.add(&next.count);
                    }
                    sum.add(&above.times(&entry.count));
                }
                sum
            };
            found.add(&at_least(low));
            if let Some(high) = high {
                found.subtract(&at_least(high.max(low)));
            }
        }
        found
    }
}

/// Splits kinds into halves with about as many sets.
pub(super) fn split<'k>(kinds: impl Iterator<Item = (usize, &'k Kind)>) -> [Vec<(usize, &'k Kind)>; 2] {
    let mut sorted: Vec<(usize, &Kind)> = kinds.collect();
    sorted.sort_by_key(|(_, kind)| std::cmp::Reverse(kind.members.len()));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut sets, mut others) = (0.0, 0.0);
    for (at, kind) in sorted {
        let more = factor(kind);
        if sets <= others {
            sets += more;
            left.push((at, kind));
        } else {
            others += more;
            right.push((at, kind));
        }
    }
    [left, right]
}

/// How many times as many sets there are with a kind, as a logarithm.
fn factor(kind: &Kind) -> f64 {
    u32::try_from(kind.members.len()).map_or(f64::MAX, |size| f64::from(size + 1).log2())
}

/// The logarithm of the number of entries of each half.
pub(super) fn entries(halves: &[Vec<(usize, &Kind)>; 2]) -> [f64; 2] {
    halves.each_ref().map(|half| half.iter().map(|(_, kind)| factor(kind)).sum())
}

/// The steps of the staircase above which sums win, for a number of ayes: the first weight rises, the second falls.
fn stairs(core: &Core, ayes: usize) -> Vec<(u128, u128)> {
    let mut steps: Vec<(u128, u128)> = Vec::new();
    let firsts = std::iter::once(0).chain(core.rule.quotas(1));
    for first in firsts {
        let mut sums = vec![wide(ayes), first, 0];
        if let Some(second) = core.rule.least(2, &mut sums)
            && steps.last().is_none_or(|(_, before)| second < *before)
        {
            steps.push((first, second));
        }
    }
    steps
}

/// How many winning sets there are of each number of members, and how many of these are with a member of each kind,
/// counted once for each member of the kind.
pub(super) struct Found<const L: usize> {
    pub(super) winning: Vec<Wide<L>>,
    pub(super) with: Vec<Vec<Wide<L>>>,
}

/// Counts winning sets.
pub(super) fn count<const L: usize>(core: &Core, progress: &(dyn Fn(f64) + Sync)) -> Found<L> {
    let [left, right] = split(core.kinds.iter().enumerate());
    let (left, right) = (Half::new(&left), Half::new(&right));
    let members = core.members();
    let steps: Vec<Vec<(u128, u128)>> = (0..=members).map(|ayes| stairs(core, ayes)).collect();
    let mut found =
        Found { winning: vec![Wide::ZERO; members + 1], with: vec![vec![Wide::ZERO; members + 1]; core.kinds.len()] };
    for (turn, (mine, other)) in [(&left, &right), (&right, &left)].into_iter().enumerate() {
        let ranked: Vec<Ranked> = other.groups.iter().map(|group| Ranked::new(group)).collect();
        let parts: Vec<Found<L>> =
            (0..mine.groups.len()).into_par_iter().map(|size| part(mine, other, &ranked, &steps, size, core)).collect();
        for part in parts {
            let sums = found.with.iter_mut().zip(part.with);
            sums.for_each(|(sums, more)| sums.iter_mut().zip(more).for_each(|(sum, more)| sum.add(&more)));
            if turn == 0 {
                found.winning.iter_mut().zip(part.winning).for_each(|(sum, more)| sum.add(&more));
            }
        }
        progress(if turn == 0 { 0.5 } else { 1.0 });
    }
    found
}

/// What the sets of so many members of one half come to, with all of the other.
fn part<const L: usize>(
    mine: &Half<L>,
    other: &Half<L>,
    ranked: &[Ranked],
    steps: &[Vec<(u128, u128)>],
    size: usize,
    core: &Core,
) -> Found<L> {
    let mut found =
        Found { winning: vec![Wide::ZERO; steps.len()], with: vec![vec![Wide::ZERO; steps.len()]; core.kinds.len()] };
    let group = mine.groups.get(size).map(Vec::as_slice).unwrap_or_default();
    for ((more, theirs), ranked) in other.groups.iter().enumerate().zip(ranked) {
        let ayes = size + more;
        let mut wins = vec![Wide::ZERO; group.len()];
        let mut steps = steps.get(ayes).map(Vec::as_slice).unwrap_or_default().iter().peekable();
        while let Some(&(first, second)) = steps.next() {
            sweep(group, theirs, ranked, [first, second], &mut wins, Wide::add);
            if let Some(&&(next, _)) = steps.peek() {
                sweep(group, theirs, ranked, [next, second], &mut wins, Wide::subtract);
            }
        }
        for (entry, wins) in group.iter().zip(&wins).filter(|(_, wins)| !wins.is_zero()) {
            let sets = entry.count.times(wins);
            if let Some(sum) = found.winning.get_mut(ayes) {
                sum.add(&sets);
            }
            for (kind, digit) in mine.digits(entry.place).filter(|(_, digit)| *digit > 0) {
                if let Some(sum) = found.with.get_mut(kind).and_then(|sums| sums.get_mut(ayes)) {
                    sum.add(&if digit == 1 { sets } else { sets.times(&Wide::from(digit as u64)) });
                }
            }
        }
    }
    found
}

/// The second sums of a group, each once, and where among them each entry stands.
struct Ranked {
    sums: Vec<u128>,
    ranks: Vec<usize>,
}

impl Ranked {
    fn new<const L: usize>(group: &[Entry<L>]) -> Self {
        let mut sums: Vec<u128> = group.iter().map(|entry| entry.sums[1]).collect();
        sums.sort_unstable();
        sums.dedup();
        let ranks = group.iter().map(|entry| sums.partition_point(|sum| *sum < entry.sums[1])).collect();
        Self { sums, ranks }
    }
}

/// Adds to each entry of mine how many sets of theirs it comes with to at least so much on both weights.
fn sweep<const L: usize>(
    mine: &[Entry<L>],
    theirs: &[Entry<L>],
    ranked: &Ranked,
    [first, second]: [u128; 2],
    wins: &mut [Wide<L>],
    of: fn(&mut Wide<L>, &Wide<L>),
) {
    let mut tree = Tree::new(ranked.sums.len());
    let mut rest = theirs.iter().zip(&ranked.ranks).rev().peekable();
    for (entry, wins) in mine.iter().zip(wins) {
        while let Some((next, rank)) = rest.next_if(|(next, _)| next.sums[0].saturating_add(entry.sums[0]) >= first) {
            tree.add(*rank, &next.count);
        }
        let need = second.saturating_sub(entry.sums[1]);
        let from = if need == 0 { 0 } else { ranked.sums.partition_point(|sum| *sum < need) };
        of(wins, &tree.from(from));
    }
}

/// Sums over a row of places that change: a binary indexed tree (Fenwick 1994).
struct Tree<const L: usize> {
    nodes: Vec<Wide<L>>,
    total: Wide<L>,
}

impl<const L: usize> Tree<L> {
    fn new(places: usize) -> Self {
        Self { nodes: vec![Wide::ZERO; places + 1], total: Wide::ZERO }
    }

    fn add(&mut self, place: usize, more: &Wide<L>) {
        self.total.add(more);
        let mut at = place + 1;
        while let Some(node) = self.nodes.get_mut(at) {
            node.add(more);
            at += at & at.wrapping_neg();
        }
    }

    /// The sum from a place on.
    fn from(&self, place: usize) -> Wide<L> {
        let mut sum = self.total;
        let mut at = place;
        while at > 0 {
            if let Some(node) = self.nodes.get(at) {
                sum.subtract(node);
            }
            at -= at & at.wrapping_neg();
        }
        sum
    }
}

impl<const L: usize> Found<L> {
    /// As numbers of any size, each member of a kind for itself.
    pub(super) fn each(self, core: &Core) -> (Vec<BigUint>, Vec<Vec<BigUint>>) {
        let winning = self.winning.iter().map(Wide::big).collect();
        let kinds = core.kinds.iter().zip(&self.with);
        let with = kinds.map(|(kind, sums)| sums.iter().map(|sum| sum.big() / kind.members.len()).collect());
        (winning, with.collect())
    }
}
