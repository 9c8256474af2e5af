//! A game without its veto players and with equal members told once: what there is to count.

use std::collections::BTreeMap;

use super::number::common;
use super::rule::{Rule, Whole};

/// Members whom the rule cannot tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kind {
    /// What each counts on every axis; 1 on the first.
    pub(super) weights: Vec<u128>,
    /// Who they are, as places in the game.
    pub(super) members: Vec<usize>,
}

/// The members without a veto and the rule for them once all those with one have said aye. The empty set may win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Core {
    /// The members, those who weigh most on the last axis first.
    pub(super) kinds: Vec<Kind>,
    /// The rule, in as few words as can be.
    pub(super) rule: Whole,
    /// The sums of the weights of all.
    pub(super) totals: Vec<u128>,
}

impl Core {
    /// From members with their weights on every axis. Axes that the rule does not ask for are gone, weights beyond
    /// every threshold are cut down to it, and what all weights of an axis have in common is divided out: the game is
    /// the same, and more members are equal.
    pub(super) fn new(members: &[(usize, Vec<u128>)], rule: &Whole) -> Self {
        let width = members.first().map_or(1, |(_, weights)| weights.len());
        let rule = rule.simple(&totals(width, members.iter().map(|(_, weights)| (1, weights))));
        let mut axes: Vec<(u128, usize)> = rule
            .axes()
            .into_iter()
            .filter(|axis| *axis > 0)
            .map(|axis| (rule.quotas(axis).last().copied().unwrap_or_default(), axis))
            .collect();
        axes.sort_unstable();
        let mut used = vec![0];
        used.extend(axes.iter().map(|(_, axis)| *axis));
        let mut reduced: Vec<(usize, Vec<u128>)> = members.iter().map(|(member, _)| (*member, vec![1])).collect();
        let mut divisors = vec![1];
        for (most, axis) in &axes {
            let of = |weights: &Vec<u128>| weights.get(*axis).copied().unwrap_or_default().min(*most);
            let divisor = members.iter().fold(0, |divisor, (_, weights)| common(divisor, of(weights))).max(1);
            divisors.push(divisor);
            for ((_, weights), (_, reduced)) in members.iter().zip(&mut reduced) {
                reduced.push(of(weights) / divisor);
            }
        }
        let rule = rule.map(&mut |axis, quota| {
            let place = used.iter().position(|one| *one == axis).unwrap_or_default();
            let divisor = divisors.get(place).copied().unwrap_or(1);
            Rule::AtLeast(place, quota.div_ceil(divisor))
        });
        let mut kinds: BTreeMap<Vec<u128>, Vec<usize>> = BTreeMap::new();
        for (member, mut weights) in reduced {
            weights.reverse();
            kinds.entry(weights).or_default().push(member);
        }
        let kinds: Vec<Kind> = kinds
            .into_iter()
            .rev()
            .map(|(mut weights, members)| {
                weights.reverse();
                Kind { weights, members }
            })
            .collect();
        let totals = totals(used.len(), kinds.iter().map(|kind| (wide(kind.members.len()), &kind.weights)));
        let rule = rule.simple(&totals);
        Self { kinds, rule, totals }
    }

    /// The same members, and when they can block.
    pub(super) fn dual(&self) -> Self {
        self.with_rule(&self.rule.dual(&self.totals))
    }

    /// The same members under another rule on the same axes.
    pub(super) fn with_rule(&self, rule: &Whole) -> Self {
        let each = |kind: &Kind| kind.members.iter().map(|member| (*member, kind.weights.clone())).collect::<Vec<_>>();
        let mut members: Vec<(usize, Vec<u128>)> = self.kinds.iter().flat_map(each).collect();
        members.sort_unstable();
        Self::new(&members, rule)
    }

    /// How many members there are.
    pub(super) fn members(&self) -> usize {
        self.kinds.iter().map(|kind| kind.members.len()).sum()
    }

    /// The greatest threshold of every axis but the first, one behind the other.
    pub(super) fn caps(&self) -> Vec<u128> {
        (1..self.totals.len()).map(|axis| self.rule.quotas(axis).last().copied().unwrap_or_default()).collect()
    }

    /// The least sum on the last axis with which so many ayes win, for no ayes and more. For rules that count heads
    /// and at most one weight.
    pub(super) fn needed(&self) -> Vec<Option<u128>> {
        let last = self.totals.len().saturating_sub(1);
        let of = |ayes: usize| {
            let mut sums = vec![0; self.totals.len()];
            if let Some(heads) = sums.first_mut() {
                *heads = wide(ayes);
            }
            if last == 0 { self.rule.holds(&sums).then_some(0) } else { self.rule.least(last, &mut sums) }
        };
        (0..=self.members()).map(of).collect()
    }
}

fn totals<'a>(width: usize, all: impl Iterator<Item = (u128, &'a Vec<u128>)>) -> Vec<u128> {
    let mut totals = vec![0_u128; width];
    for (count, weights) in all {
        for (total, weight) in totals.iter_mut().zip(weights) {
            *total = total.saturating_add(weight.saturating_mul(count));
        }
    }
    totals
}

/// A number of members as a sum on the first axis.
pub(super) fn wide(count: usize) -> u128 {
    u128::try_from(count).unwrap_or(u128::MAX)
}
