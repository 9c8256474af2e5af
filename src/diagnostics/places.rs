//! Places of which one asks whether any lies within a range.

use std::collections::BTreeSet;

use crate::source::Span;

/// A set of places.
#[derive(Debug, Clone, Default)]
pub struct PlaceSet(BTreeSet<(u32, u32)>);

impl PlaceSet {
    /// Adds a place.
    pub fn insert(&mut self, place: Span) {
        self.0.insert((place.start, place.end));
    }

    /// Whether one of the places lies within a range.
    pub fn any_within(&self, range: Span) -> bool {
        self.0.range((range.start, 0)..=(range.end, u32::MAX)).any(|&(_, end)| end <= range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_within() {
        let mut places = PlaceSet::default();
        places.insert(Span::new(5, 9));
        for (start, end, within) in [(5, 9, true), (0, 20, true), (5, 8, false), (6, 9, false), (10, 12, false)] {
            assert_eq!(places.any_within(Span::new(start, end)), within, "{start}..{end}");
        }
    }
}
