//! Counting by dynamic programming: a table of how many sets of so many members come to which sums.
//!
//! Sums count no further than the greatest threshold. The generating function of the game is the product of a factor
//! for each member; dividing a factor out again tells how many sets there are without a member. With the number of
//! members as an axis that is possible though sums are cut off: the sets of `s` members with the member are those of
//! `s − 1` members without it, and these are known by then.

use rayon::prelude::*;

use super::core::{Core, Kind, wide};
use super::wide::Wide;

/// How the cells of one layer of a table lie: rows for the sums on all axes but the last, and in a row the sums there.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    outer: Vec<usize>,
    len: usize,
}

impl Shape {
    /// `None` where it has more cells than a machine can number.
    pub(super) fn of(core: &Core) -> Option<Self> {
        let mut lens = Vec::new();
        for cap in core.caps() {
            lens.push(usize::try_from(cap).ok()?.checked_add(1)?);
        }
        let len = lens.pop().unwrap_or(1);
        let shape = Self { outer: lens, len };
        shape.outer.iter().try_fold(shape.len, |cells, len| cells.checked_mul(*len))?;
        Some(shape)
    }

    pub(super) fn cells(&self) -> usize {
        self.rows() * self.len
    }

    fn rows(&self) -> usize {
        self.outer.iter().product()
    }

    /// The sums that a row stands for.
    fn sums(&self, mut row: usize) -> Vec<usize> {
        let mut sums: Vec<usize> = Vec::new();
        for len in self.outer.iter().rev() {
            sums.push(row % len);
            row /= len;
        }
        sums.reverse();
        sums
    }

    /// What a member does to a cell.
    fn step(&self, kind: &Kind) -> Step {
        let mut weights: Vec<usize> =
            kind.weights.iter().skip(1).map(|weight| usize::try_from(*weight).unwrap_or(usize::MAX)).collect();
        let along = weights.pop().unwrap_or_default().min(self.len - 1);
        let row = |row: usize| {
            let sums = self.sums(row);
            let moved = sums.iter().zip(&weights).zip(&self.outer);
            moved.fold(0, |at, ((sum, weight), len)| at * len + sum.saturating_add(*weight).min(len - 1))
        };
        Step { rows: (0..self.rows()).map(row).collect(), along }
    }

    /// For every row the first cell that wins, for a number of ayes.
    fn first(&self, core: &Core, ayes: usize) -> Vec<usize> {
        let last = core.totals.len() - 1;
        let row = |row: usize| {
            let mut sums = vec![wide(ayes)];
            sums.extend(self.sums(row).into_iter().map(wide));
            if last == 0 {
                return usize::from(!core.rule.holds(&sums));
            }
            sums.push(0);
            core.rule.least(last, &mut sums).and_then(|least| usize::try_from(least).ok()).unwrap_or(self.len)
        };
        (0..self.rows()).map(row).collect()
    }
}

/// Where a member moves the cells of a layer: which row to which, and how far along it.
struct Step {
    rows: Vec<usize>,
    along: usize,
}

impl Step {
    /// Adds to a layer, or takes from it, another one that is moved.
    fn apply<const L: usize>(&self, len: usize, to: &mut [Wide<L>], from: &[Wide<L>], of: fn(&mut Wide<L>, &Wide<L>)) {
        for (row, target) in from.chunks_exact(len).zip(&self.rows) {
            let (plain, over) = row.split_at(len - self.along);
            let Some(target) = to.get_mut(target * len..(target + 1) * len) else { continue };
            if let (Some(last), false) = (target.last_mut(), over.is_empty()) {
                of(last, &Wide::sum(over));
            }
            for (cell, more) in target.iter_mut().skip(self.along).zip(plain) {
                of(cell, more);
            }
        }
    }
}

/// How many sets of members there are: a layer for each number of members, a cell for each sum.
#[derive(Debug, Clone)]
pub(super) struct Table<const L: usize> {
    shape: Shape,
    layers: Vec<Vec<Wide<L>>>,
    members: usize,
}

/// From how many cells in a layer on it is worth sharing the work.
const SHARED: usize = 1 << 12;

impl<const L: usize> Table<L> {
    /// The empty set.
    pub(super) fn new(shape: Shape, members: usize) -> Self {
        let mut layers = vec![vec![Wide::ZERO; shape.cells()]; members + 1];
        if let Some(empty) = layers.first_mut().and_then(|layer| layer.first_mut()) {
            *empty = Wide::one();
        }
        Self { shape, layers, members: 0 }
    }

    /// One member more.
    pub(super) fn add(&mut self, kind: &Kind) {
        let step = self.shape.step(kind);
        let len = self.shape.len;
        self.members += 1;
        let Some(layers) = self.layers.get_mut(..=self.members) else { return };
        // Each layer takes from the one below as it was, so from the top down. Blocks of layers that are done side by
        // side keep what was below them.
        let block = if step.rows.len() * len < SHARED { layers.len() } else { layers.len().div_ceil(8).max(4) };
        let below: Vec<Option<Vec<Wide<L>>>> = std::iter::once(None)
            .chain(layers.chunks(block).map(|block| block.last().cloned()))
            .take(layers.len().div_ceil(block))
            .collect();
        layers.par_chunks_mut(block).zip(below).for_each(|(block, below)| {
            for upper in (1..block.len()).rev() {
                let (low, high) = block.split_at_mut(upper);
                if let (Some(from), Some(to)) = (low.last(), high.first_mut()) {
                    step.apply(len, to, from, Wide::add);
                }
            }
            if let (Some(from), Some(to)) = (below, block.first_mut()) {
                step.apply(len, to, &from, Wide::add);
            }
        });
    }

    /// How many sets of each number of members win.
    pub(super) fn winning(&self, core: &Core) -> Vec<Wide<L>> {
        let layers = self.layers.iter().enumerate();
        layers.map(|(ayes, layer)| won(layer, self.shape.len, &self.shape.first(core, ayes))).collect()
    }

    /// The same for sets without a member of this kind.
    pub(super) fn without(&self, kind: &Kind, firsts: &[Vec<usize>]) -> Vec<Wide<L>> {
        let step = self.shape.step(kind);
        let len = self.shape.len;
        let mut found = Vec::new();
        let mut before: Vec<Wide<L>> = Vec::new();
        for (layer, first) in self.layers.iter().zip(firsts) {
            let mut rest = layer.clone();
            if !before.is_empty() {
                step.apply(len, &mut rest, &before, Wide::subtract);
            }
            found.push(won(&rest, len, first));
            before = rest;
        }
        found
    }

    /// For every number of ayes and every row the first cell that wins.
    pub(super) fn firsts(&self, core: &Core) -> Vec<Vec<usize>> {
        (0..self.layers.len()).map(|ayes| self.shape.first(core, ayes)).collect()
    }

    /// How many sets of so many members come to at least `low` and less than `high`, where there is one row.
    pub(super) fn between(&self, members: usize, low: usize, high: usize) -> Wide<L> {
        let cells = self.layers.get(members).and_then(|layer| layer.get(low..high.min(layer.len())));
        Wide::sum(cells.unwrap_or_default())
    }

    pub(super) fn len(&self) -> usize {
        self.shape.len
    }
}

fn won<const L: usize>(layer: &[Wide<L>], len: usize, first: &[usize]) -> Wide<L> {
    let mut sum = Wide::ZERO;
    for (row, first) in layer.chunks_exact(len).zip(first) {
        sum.add(&Wide::sum(row.get(*first..).unwrap_or_default()));
    }
    sum
}
