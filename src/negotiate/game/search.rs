//! Walking through coalitions one after another, as long as it takes no more than so many steps.

use num_bigint::BigUint;
use num_traits::Zero;

use super::core::{Core, Kind, wide};
use super::number::{binomial, binomials};
use super::wide::Wide;

/// A walk that took too many steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooFar;

/// Takes members in, kind by kind, until the set wins or cannot win any more.
struct Walk<'c> {
    core: &'c Core,
    /// What all members from a kind on come to.
    rests: Vec<Vec<u128>>,
    steps: u64,
    digits: Vec<usize>,
    sums: Vec<u128>,
}

impl<'c> Walk<'c> {
    fn new(core: &'c Core, steps: u64) -> Self {
        let mut rests = vec![vec![0; core.totals.len()]];
        for kind in core.kinds.iter().rev() {
            let mut rest = rests.last().cloned().unwrap_or_default();
            add(&mut rest, kind, kind.members.len());
            rests.push(rest);
        }
        rests.reverse();
        Self { core, rests, steps, digits: Vec::new(), sums: vec![0; core.totals.len()] }
    }

    /// Shows every set that wins though a kind less would not have been enough to know it. Whoever is of a kind that
    /// was not reached may be in the set or not.
    fn run(&mut self, found: &mut impl FnMut(&[usize], &[u128])) -> Result<(), TooFar> {
        self.steps = self.steps.checked_sub(1).ok_or(TooFar)?;
        if self.core.rule.holds(&self.sums) {
            found(&self.digits, &self.sums);
            return Ok(());
        }
        let depth = self.digits.len();
        if !self.rests.get(depth).is_some_and(|rest| holds_with(self.core, &self.sums, rest)) {
            return Ok(());
        }
        let Some(kind) = self.core.kinds.get(depth) else { return Ok(()) };
        for digit in 0..=kind.members.len() {
            if digit > 0 {
                add(&mut self.sums, kind, 1);
            }
            self.digits.push(digit);
            let gone = self.run(found);
            self.digits.pop();
            gone?;
        }
        for (sum, weight) in self.sums.iter_mut().zip(&kind.weights) {
            *sum -= weight * wide(kind.members.len());
        }
        Ok(())
    }
}

fn add(sums: &mut [u128], kind: &Kind, times: usize) {
    for (sum, weight) in sums.iter_mut().zip(&kind.weights) {
        *sum += weight * wide(times);
    }
}

fn at(sums: &[u128], axis: usize) -> u128 {
    sums.get(axis).copied().unwrap_or_default()
}

fn holds_with(core: &Core, sums: &[u128], more: &[u128]) -> bool {
    core.rule.holds_for(&|axis| at(sums, axis) + at(more, axis))
}

fn holds_without(core: &Core, sums: &[u128], kind: &Kind) -> bool {
    core.rule.holds_for(&|axis| at(sums, axis).saturating_sub(at(&kind.weights, axis)))
}

/// Whether a set wins no more without any one of its members; `digits` says how many of each kind it has.
fn minimal(core: &Core, digits: &[usize], sums: &[u128]) -> bool {
    let mut present = core.kinds.iter().zip(digits).filter(|(_, digit)| **digit > 0);
    present.all(|(kind, _)| !holds_without(core, sums, kind))
}

/// Counts minimal winning sets; too far is an answer as well, with how many were found by then.
pub(super) fn count_minimal(core: &Core, steps: u64) -> Result<BigUint, BigUint> {
    let mut count = BigUint::default();
    let mut walk = Walk::new(core, steps);
    let done = walk.run(&mut |digits, sums| {
        if minimal(core, digits, sums) {
            let ways = core.kinds.iter().zip(digits).map(|(kind, digit)| binomial(kind.members.len(), *digit));
            count += ways.product::<BigUint>();
        }
    });
    match done {
        Ok(()) => Ok(count),
        Err(TooFar) => Err(count),
    }
}

/// Counts winning sets by number of members, and those with one member of each kind.
pub(super) fn count<const L: usize>(core: &Core, steps: u64) -> Result<(Vec<BigUint>, Vec<Vec<BigUint>>), TooFar> {
    let members = core.members();
    let depths = core.kinds.len() + 1;
    let none = vec![vec![Wide::<L>::ZERO; members + 1]; depths];
    // By depth and number of members so far; the second for every kind, each of its members counted.
    let mut sets = none.clone();
    let mut with = vec![none; core.kinds.len()];
    let ways: Vec<Vec<Wide<L>>> = core
        .kinds
        .iter()
        .map(|kind| (0..=kind.members.len()).map(|some| Wide::of(&binomial(kind.members.len(), some))).collect())
        .collect();
    Walk::new(core, steps).run(&mut |digits, _| {
        let ayes: usize = digits.iter().sum();
        let chosen = ways.iter().zip(digits).filter_map(|(ways, digit)| ways.get(*digit));
        let count = chosen.fold(Wide::one(), |count, ways| count.times(ways));
        let at = |table: &mut Vec<Vec<Wide<L>>>, more: &Wide<L>| {
            if let Some(sum) = table.get_mut(digits.len()).and_then(|sums| sums.get_mut(ayes)) {
                sum.add(more);
            }
        };
        at(&mut sets, &count);
        for (with, digit) in with.iter_mut().zip(digits).filter(|(_, digit)| **digit > 0) {
            at(with, &count.times(&Wide::from(*digit as u64)));
        }
    })?;
    let mut found = (vec![BigUint::default(); members + 1], vec![vec![BigUint::default(); members + 1]; depths - 1]);
    let mut rest = members;
    for depth in 0..depths {
        // Of the members of kinds that were not reached any number may say aye.
        let free = binomials(rest);
        let others = rest.checked_sub(1).map(binomials).unwrap_or_default();
        for ayes in 0..=members {
            let at = |table: &Vec<Vec<Wide<L>>>| table.get(depth).and_then(|sums| sums.get(ayes)).map(Wide::big);
            let sets = at(&sets).unwrap_or_default();
            if sets.is_zero() {
                continue;
            }
            spread(&mut found.0, ayes, &sets, &free);
            for (place, ((kind, table), sums)) in core.kinds.iter().zip(&with).zip(&mut found.1).enumerate() {
                if place < depth {
                    spread(sums, ayes, &(at(table).unwrap_or_default() / kind.members.len()), &free);
                } else {
                    spread(sums, ayes + 1, &sets, &others);
                }
            }
        }
        rest -= core.kinds.get(depth).map_or(0, |kind| kind.members.len());
    }
    Ok(found)
}

/// Adds sets of so many ayes, each with so many ways of taking in more.
fn spread(sums: &mut [BigUint], ayes: usize, sets: &BigUint, ways: &[BigUint]) {
    for (sum, ways) in sums.iter_mut().skip(ayes).zip(ways) {
        *sum += sets * ways;
    }
}

/// The first minimal winning sets, as places in the game, those with the members who weigh most in front.
pub(super) fn first_minimal(core: &Core, limit: usize, steps: u64) -> Vec<Vec<usize>> {
    let members: Vec<(usize, &Kind)> =
        core.kinds.iter().flat_map(|kind| kind.members.iter().map(move |member| (*member, kind))).collect();
    let mut rests = vec![vec![0; core.totals.len()]];
    for (_, kind) in members.iter().rev() {
        let mut rest = rests.last().cloned().unwrap_or_default();
        add(&mut rest, kind, 1);
        rests.push(rest);
    }
    rests.reverse();
    let mut found = Vec::new();
    let mut open: Vec<(usize, Vec<usize>, Vec<u128>)> = vec![(0, Vec::new(), vec![0; core.totals.len()])];
    let mut steps = steps;
    while let Some((depth, chosen, sums)) = open.pop() {
        if found.len() >= limit || steps == 0 {
            break;
        }
        steps -= 1;
        if core.rule.holds(&sums) {
            let spare = |place: &usize| members.get(*place).is_some_and(|(_, kind)| holds_without(core, &sums, kind));
            if !chosen.iter().any(spare) {
                found.push(chosen.iter().filter_map(|place| members.get(*place)).map(|(member, _)| *member).collect());
            }
            continue;
        }
        let can = rests.get(depth).is_some_and(|rest| holds_with(core, &sums, rest));
        let (true, Some((_, kind))) = (can, members.get(depth)) else { continue };
        let mut more = sums.clone();
        add(&mut more, kind, 1);
        let mut with = chosen.clone();
        with.push(depth);
        open.push((depth + 1, chosen, sums));
        open.push((depth + 1, with, more));
    }
    found
}
