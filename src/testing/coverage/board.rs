//! The items, and what was seen of each.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Half, Item};
use crate::model::{ExprId, IssueId, LevelId, PrincipleId};
use crate::source::Span;

/// A thing that may be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Thing {
    Principle(PrincipleId),
    Clause(PrincipleId, usize),
    /// By the place of the alternative.
    Alternative(Span),
    /// By the place of the evidence, or of the word of a table that stands for it.
    Evidence(Span),
    Scope(Span, IssueId, LevelId),
    Default(Span),
    /// By the place of the condition.
    Condition(Span),
    Part(Span, ExprId),
}

/// The items, and what was seen of each. Marks are set from many rows at once; as nothing is ever taken back, their
/// order leaves no trace.
#[derive(Debug, Default)]
pub(super) struct Board {
    items: Vec<Item>,
    places: BTreeMap<Thing, usize>,
    seen: Vec<Vec<AtomicBool>>,
}

impl Board {
    pub fn new(found: Vec<(Thing, Item)>) -> Self {
        let mut board = Self::default();
        for (thing, item) in found.into_iter().filter(|(_, item)| !item.points.is_empty()) {
            board.places.insert(thing, board.items.len());
            board.seen.push(item.points.iter().map(|_| AtomicBool::new(false)).collect());
            board.items.push(item);
        }
        board
    }

    /// The items with what was seen of them, in the order of their places.
    pub fn close(self) -> Vec<Item> {
        let Self { items, seen, .. } = self;
        let mut items: Vec<Item> = items
            .into_iter()
            .zip(seen)
            .map(|(item, seen)| {
                let points = item.points.iter().zip(seen).map(|((half, _), seen)| (*half, seen.into_inner())).collect();
                Item { points, ..item }
            })
            .collect();
        // What holds others stands before them.
        items.sort_by_key(|item| (item.span.start, Reverse(item.span.end), item.kind));
        items
    }

    /// The place of a thing; `None` for one that is not counted.
    pub fn item(&self, thing: Thing) -> Option<usize> {
        self.places.get(&thing).copied()
    }

    /// Whether all of an item was seen.
    pub fn is_full(&self, item: usize) -> bool {
        self.seen.get(item).is_none_or(|seen| seen.iter().all(|seen| seen.load(Ordering::Relaxed)))
    }

    /// Says that a half of a thing was seen.
    pub fn mark(&self, thing: Thing, half: Half) {
        let Some(place) = self.item(thing) else { return };
        let (Some(item), Some(seen)) = (self.items.get(place), self.seen.get(place)) else { return };
        for ((point, _), seen) in item.points.iter().zip(seen) {
            if *point == half {
                seen.store(true, Ordering::Relaxed);
            }
        }
    }
}
