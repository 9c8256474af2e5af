//! Counting by dynamic programming: a table of how many sets of so many members come to which sums.
//!
//! Sums count no further than the greatest threshold, and a layer has only the sums that so many members can come to.
//! The generating function of the game is the product of a factor
//! for each member; dividing a factor out again tells how many sets there are without a member. With the number of
//! members as an axis that is possible though sums are cut off: the sets of `s` members with the member are those of
//! `s − 1` members without it, and these are known by then.

use std::ops::Range;

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

    /// How many cells a table has in all layers.
    pub(super) fn cells(&self, core: &Core) -> Option<usize> {
        (self.rows() <= MOST_ROWS).then_some(())?;
        let axes = self.reached(core);
        (0..=core.members()).try_fold(0_usize, |cells, members| {
            let mut layer = axes.iter().filter_map(|axis| axis.get(members));
            let layer = layer.try_fold(1_usize, |cells, (low, high)| cells.checked_mul(high - low + 1));
            cells.checked_add(layer?)
        })
    }

    /// From which sum to which sets of no members, one, and so on come, axis by axis.
    fn reached(&self, core: &Core) -> Vec<Vec<(usize, usize)>> {
        let lens = self.outer.iter().copied().chain(std::iter::once(self.len)).enumerate();
        lens.map(|(axis, len)| {
            let of = |kind: &Kind| kind.weights.get(axis + 1).map_or(0, |weight| cell(*weight));
            let mut weights: Vec<usize> =
                core.kinds.iter().flat_map(|kind| kind.members.iter().map(move |_| of(kind))).collect();
            weights.sort_unstable();
            let (mut low, mut high) = (0_usize, 0_usize);
            let mut reached = vec![(0, 0)];
            for (light, heavy) in weights.iter().zip(weights.iter().rev()) {
                low = low.saturating_add(*light);
                high = high.saturating_add(*heavy);
                reached.push((low.min(len - 1), high.min(len - 1)));
            }
            reached
        })
        .collect()
    }

    /// Which cells each layer of a table has.
    fn frames(&self, core: &Core) -> Vec<Frame> {
        let mut axes = self.reached(core);
        let last = axes.pop().unwrap_or_default();
        let sums: Vec<Vec<usize>> = (0..self.rows()).map(|row| self.sums(row)).collect();
        let frame = |(members, (low, high)): (usize, &(usize, usize))| {
            let mut rows = 0;
            let place = |sums: &Vec<usize>| {
                let within = |(sum, axis): (&usize, &Vec<(usize, usize)>)| {
                    axis.get(members).is_some_and(|(low, high)| low <= sum && sum <= high)
                };
                sums.iter().zip(&axes).all(within).then(|| {
                    rows += 1;
                    rows - 1
                })
            };
            let places = sums.iter().map(place).collect();
            Frame { places, rows, low: *low, width: high - low + 1 }
        };
        last.iter().enumerate().map(frame).collect()
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
        let mut weights: Vec<usize> = kind.weights.iter().skip(1).map(|weight| cell(*weight)).collect();
        let along = weights.pop().unwrap_or_default().min(self.len - 1);
        let row = |row: usize| {
            let sums = self.sums(row);
            let moved = sums.iter().zip(&weights).zip(&self.outer);
            moved.fold(0, |at, ((sum, weight), len)| at * len + sum.saturating_add(*weight).min(len - 1))
        };
        Step { rows: (0..self.rows()).map(row).collect(), along, len: self.len }
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

/// The cells of a layer that sets of so many members come to at all.
#[derive(Debug, Clone)]
struct Frame {
    /// Where the cells of a row stand, if it has any.
    places: Vec<Option<u32>>,
    rows: u32,
    /// The first sum of a row, and how many it has.
    low: usize,
    width: usize,
}

impl Frame {
    fn cells(&self) -> usize {
        index(self.rows) * self.width
    }

    /// The cells of a row.
    fn row(&self, row: usize) -> Option<Range<usize>> {
        let place = index(self.places.get(row).copied().flatten()?);
        Some(place * self.width..(place + 1) * self.width)
    }
}

/// Where a member moves the cells of a layer: which row to which, and how far along it.
struct Step {
    rows: Vec<usize>,
    along: usize,
    len: usize,
}

impl Step {
    /// Adds to a layer, or takes from it, another one that is moved. Cells that would fall outside are empty.
    fn apply<const L: usize>(
        &self,
        (to, cells): (&Frame, &mut [Wide<L>]),
        (from, moved): (&Frame, &[Wide<L>]),
        of: fn(&mut Wide<L>, &Wide<L>),
    ) {
        let first = from.low + self.along;
        let cut = (self.len - self.along).saturating_sub(from.low).min(from.width);
        for (row, target) in self.rows.iter().enumerate() {
            let Some(row) = from.row(row).and_then(|range| moved.get(range)) else { continue };
            let Some(target) = to.row(*target).and_then(|range| cells.get_mut(range)) else { continue };
            let (plain, over) = row.split_at(cut);
            if let (false, Some(last)) = (over.is_empty(), target.get_mut(self.len - 1 - to.low)) {
                of(last, &Wide::sum(over));
            }
            let plain = plain.iter().skip(to.low.saturating_sub(first));
            for (cell, more) in target.iter_mut().skip(first.saturating_sub(to.low)).zip(plain) {
                of(cell, more);
            }
        }
    }
}

/// How many sets of members there are: a layer for each number of members, a cell for each sum.
#[derive(Debug, Clone)]
pub(super) struct Table<const L: usize> {
    shape: Shape,
    frames: Vec<Frame>,
    layers: Vec<Vec<Wide<L>>>,
    members: usize,
}

/// From how many cells in a layer on it is worth sharing the work.
const SHARED: usize = 1 << 12;

/// The most rows that a layer may have.
const MOST_ROWS: usize = 1 << 20;

impl<const L: usize> Table<L> {
    /// The empty set.
    pub(super) fn new(shape: Shape, core: &Core) -> Self {
        let frames = shape.frames(core);
        let mut layers: Vec<Vec<Wide<L>>> = frames.iter().map(|frame| vec![Wide::ZERO; frame.cells()]).collect();
        if let Some(empty) = layers.first_mut().and_then(|layer| layer.first_mut()) {
            *empty = Wide::one();
        }
        Self { shape, frames, layers, members: 0 }
    }

    /// One member more.
    pub(super) fn add(&mut self, kind: &Kind) {
        let step = self.shape.step(kind);
        self.members += 1;
        let Some(layers) = self.layers.get_mut(..=self.members) else { return };
        // Each layer takes from the one below as it was, so from the top down. Blocks of layers that are done side by
        // side keep what was below them.
        let most = layers.iter().map(Vec::len).max().unwrap_or_default();
        let block = if most < SHARED { layers.len() } else { layers.len().div_ceil(8).max(4) };
        let below: Vec<Option<(&Frame, Vec<Wide<L>>)>> = std::iter::once(None)
            .chain(
                layers
                    .chunks(block)
                    .zip(self.frames.chunks(block))
                    .map(|(block, frames)| frames.last().zip(block.last().cloned())),
            )
            .take(layers.len().div_ceil(block))
            .collect();
        layers.par_chunks_mut(block).zip(self.frames.par_chunks(block)).zip(below).for_each(
            |((block, frames), below)| {
                for upper in (1..block.len()).rev() {
                    let (low, high) = block.split_at_mut(upper);
                    let frames = frames.get(upper).zip(frames.get(upper - 1));
                    if let (Some(from), Some(to), Some((frame, before))) = (low.last(), high.first_mut(), frames) {
                        step.apply((frame, to), (before, from), Wide::add);
                    }
                }
                if let (Some((before, from)), Some(to), Some(frame)) = (below, block.first_mut(), frames.first()) {
                    step.apply((frame, to), (before, &from), Wide::add);
                }
            },
        );
    }

    /// How many sets of each number of members win.
    pub(super) fn winning(&self, firsts: &[Vec<usize>]) -> Vec<Wide<L>> {
        let layers = self.layers.iter().zip(&self.frames).zip(firsts);
        layers.map(|((layer, frame), first)| won(frame, layer, first)).collect()
    }

    /// The same for sets without a member of this kind.
    pub(super) fn without(&self, kind: &Kind, firsts: &[Vec<usize>]) -> Vec<Wide<L>> {
        let step = self.shape.step(kind);
        let mut found = Vec::new();
        let mut before: Option<(&Frame, Vec<Wide<L>>)> = None;
        for ((layer, frame), first) in self.layers.iter().zip(&self.frames).zip(firsts) {
            let mut rest = layer.clone();
            if let Some((below, before)) = &before {
                step.apply((frame, &mut rest), (below, before), Wide::subtract);
            }
            found.push(won(frame, &rest, first));
            before = Some((frame, rest));
        }
        found
    }

    /// For every number of ayes and every row the first cell that wins.
    pub(super) fn firsts(&self, core: &Core) -> Vec<Vec<usize>> {
        (0..self.layers.len()).map(|ayes| self.shape.first(core, ayes)).collect()
    }

    /// How many sets of so many members come to at least `low` and less than `high`, where there is one row.
    pub(super) fn between(&self, members: usize, low: usize, high: usize) -> Wide<L> {
        let cells = self.layers.get(members).zip(self.frames.get(members)).and_then(|(layer, frame)| {
            layer.get(low.saturating_sub(frame.low)..high.saturating_sub(frame.low).min(layer.len()))
        });
        Wide::sum(cells.unwrap_or_default())
    }

    pub(super) fn len(&self) -> usize {
        self.shape.len
    }
}

fn won<const L: usize>(frame: &Frame, layer: &[Wide<L>], first: &[usize]) -> Wide<L> {
    let mut sum = Wide::ZERO;
    for (row, first) in first.iter().enumerate() {
        let cells = frame.row(row).and_then(|range| layer.get(range));
        sum.add(&Wide::sum(cells.and_then(|row| row.get(first.saturating_sub(frame.low)..)).unwrap_or_default()));
    }
    sum
}

/// A sum as a place in a row.
fn cell(sum: u128) -> usize {
    usize::try_from(sum).unwrap_or(usize::MAX)
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
