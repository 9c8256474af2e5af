//! Two states.

use super::division::Standing;
use super::ground::Ground;
use super::side::{Meeting, Sides};
use super::tally::Tally;
use crate::model::{Arity, StateId};
use crate::negotiate::indices::{Distance, Joint};

/// What a state says of a principle in an instance.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub sides: Sides,
    /// Its value on the scale of indices, where it has one.
    pub value: Option<i8>,
}

/// How two states may meet on a principle between pairs.
#[derive(Debug)]
pub(super) struct Met {
    /// The place of the principle.
    pub place: usize,
    pub meetings: Vec<Meeting>,
}

/// A principle in an instance.
#[derive(Debug)]
pub(super) struct Item {
    /// The place of the principle.
    pub place: usize,
    /// By the places of the states; `None` for those that are not in the instance.
    pub cells: Vec<Option<Cell>>,
    /// Whether two states that are present differ.
    pub disputed: bool,
}

impl Item {
    pub fn new(place: usize, cells: Vec<Option<Cell>>) -> Self {
        let mut present = cells.iter().flatten().filter_map(|cell| cell.value);
        let first = present.next();
        let disputed = present.any(|value| Some(value) != first);
        Self { place, cells, disputed }
    }
}

/// The indices of two states, from −1 (against) over 0 to 1 (for).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Indices {
    /// On how many items both are present.
    pub items: u32,
    /// On how many of them some states differ: those that agreement is about.
    pub disputed: u32,
    /// Agreement after Bailey, Strezhnev and Voeten.
    pub agreement: Option<f64>,
    /// S after Signorino and Ritter.
    pub s: Option<f64>,
    /// Cohen's κ, nominal.
    pub kappa_nominal: Option<f64>,
    /// Cohen's κ with squared distances.
    pub kappa_squared: Option<f64>,
    /// Scott's π, nominal.
    pub pi_nominal: Option<f64>,
    /// Scott's π with squared distances.
    pub pi_squared: Option<f64>,
}

/// Two states on one subject.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pair {
    /// What they share and what divides them.
    pub tally: Tally,
    /// The indices; `None` at a level of pairs, where there is no list of items that all states have before them.
    pub indices: Option<Indices>,
}

/// From full rejection to full acceptance.
const SPAN: u32 = 2;

/// How often two states took which two values: against, nothing, for.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    all: [[u32; 3]; 3],
    disputed: [[u32; 3]; 3],
}

impl Counts {
    fn add(&mut self, one: i8, other: i8, disputed: bool) {
        let place = |value: i8| usize::try_from(value + 1).unwrap_or_default();
        let add = |counts: &mut [[u32; 3]; 3]| {
            if let Some(count) = counts.get_mut(place(one)).and_then(|row| row.get_mut(place(other))) {
                *count += 1;
            }
        };
        add(&mut self.all);
        if disputed {
            add(&mut self.disputed);
        }
    }

    fn indices(&self) -> Indices {
        let (all, disputed) = (joint(&self.all), joint(&self.disputed));
        Indices {
            items: all.items(),
            disputed: disputed.items(),
            agreement: disputed.agreement(SPAN),
            s: all.signorino_ritter(SPAN),
            kappa_nominal: all.kappa(Distance::Nominal),
            kappa_squared: all.kappa(Distance::Squared),
            pi_nominal: all.pi(Distance::Nominal),
            pi_squared: all.pi(Distance::Squared),
        }
    }
}

fn joint(counts: &[[u32; 3]; 3]) -> Joint {
    let mut joint = Joint::default();
    for (one, row) in (-1..).zip(counts) {
        for (other, &count) in (-1..).zip(row) {
            joint.add(one, other, count);
        }
    }
    joint
}

impl Ground {
    /// Every pair of the states, in order, by their places.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let count = self.states.len();
        (0..count).flat_map(move |one| (one + 1..count).map(move |other| (one, other)))
    }

    /// Two states, given by their places: on every subject, in the order of the subjects.
    pub fn pair(&self, one: usize, other: usize) -> Vec<Pair> {
        let mut tallies = vec![Tally::default(); self.subjects.len()];
        if self.arity == Arity::Pairs {
            let (Some(&one), Some(&other)) = (self.states.get(one), self.states.get(other)) else { return Vec::new() };
            for met in self.meetings.get(&in_order(one, other)).into_iter().flatten() {
                self.each(met.place, &mut tallies, |tally| tally.add(&met.meetings));
            }
            return tallies.into_iter().map(|tally| Pair { tally, indices: None }).collect();
        }
        let mut counts = vec![Counts::default(); self.subjects.len()];
        for item in &self.items {
            let cell = |place: usize| item.cells.get(place).and_then(Option::as_ref);
            let (Some(here), Some(there)) = (cell(one), cell(other)) else { continue };
            let met = Meeting::between(&here.sides, &there.sides);
            self.each(item.place, &mut tallies, |tally| tally.add(&met));
            if let (Some(a), Some(b)) = (here.value, there.value) {
                self.each(item.place, &mut counts, |counts| counts.add(a, b, item.disputed));
            }
        }
        let both = tallies.into_iter().zip(counts);
        both.map(|(tally, counts)| Pair { tally, indices: Some(counts.indices()) }).collect()
    }

    /// What two states share and what divides them, over the principles that surely split all of them.
    pub fn on_what_splits(&self, one: usize, other: usize) -> Tally {
        let splits =
            |place: usize| self.divisions.get(place).is_some_and(|one| one.standing() == Some(Standing::Split));
        let mut tally = Tally::default();
        if self.arity == Arity::Pairs {
            // Here a principle has one division, at its own place.
            let (Some(&one), Some(&other)) = (self.states.get(one), self.states.get(other)) else { return tally };
            let met = self.meetings.get(&in_order(one, other)).into_iter().flatten();
            met.filter(|met| splits(met.place)).for_each(|met| tally.add(&met.meetings));
            return tally;
        }
        // And here every item has one.
        for (_, item) in self.items.iter().enumerate().filter(|(place, _)| splits(*place)) {
            let cell = |place: usize| item.cells.get(place).and_then(Option::as_ref);
            if let (Some(here), Some(there)) = (cell(one), cell(other)) {
                tally.add(&Meeting::between(&here.sides, &there.sides));
            }
        }
        tally
    }

    /// The place of a state.
    pub fn place(&self, state: StateId) -> Option<usize> {
        self.states.binary_search(&state).ok()
    }

    fn each<T>(&self, place: usize, subjects: &mut [T], mut add: impl FnMut(&mut T)) {
        for &subject in self.about.get(place).into_iter().flatten() {
            if let Some(one) = subjects.get_mut(subject) {
                add(one);
            }
        }
    }
}

pub(super) fn in_order(one: StateId, other: StateId) -> (StateId, StateId) {
    if one < other { (one, other) } else { (other, one) }
}
