//! What profiles say: facts that are written are so, and questions about what is written have their answer.

use std::collections::{BTreeSet, HashMap};

use super::Sure;
use super::encode::Term;
use super::scene::{Place, Scene};
use super::slot::{Slot, Unknown, Who};
use crate::judge::{Datum, View, World, datum, truth};
use crate::model::{CapacityId, ExprId, StateId, Truth, Type, Value};

/// What a scene of profiles keeps beside its clauses.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The slots that were read for the expression at hand, by their places.
    reading: BTreeSet<usize>,
    /// Something of which there are two values for the time being.
    other: Option<Other>,
}

/// Another value of something that is open, and the conditions that read it, asked once more.
#[derive(Debug)]
struct Other {
    unknown: Unknown,
    place: usize,
    slot: Slot,
}

/// An expression, asked from a place.
type Key = (ExprId, Place);

/// What expressions were found to come to.
#[derive(Debug)]
pub(super) struct Memory<T> {
    found: HashMap<Key, T>,
    /// The slots that were read for each.
    reads: HashMap<Key, BTreeSet<usize>>,
    /// What those come to that read something of which there are two values for the time being.
    other: HashMap<Key, T>,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self { found: HashMap::new(), reads: HashMap::new(), other: HashMap::new() }
    }
}

impl<T: Clone> Memory<T> {
    /// What an expression was found to come to before.
    pub(super) fn recall(&self, key: Key, written: Option<&mut Written>) -> Option<T> {
        let known = self.found.get(&key).cloned();
        let Some(written) = written else { return known };
        let reads = self.reads.get(&key);
        if let Some(reads) = reads {
            written.reading.extend(reads.iter().copied());
        }
        match &written.other {
            Some(other) if reads.is_none_or(|reads| reads.contains(&other.place)) => self.other.get(&key).cloned(),
            Some(_) | None => known,
        }
    }

    /// Keeps what an expression comes to, and what was read for it; `before` is what was read before it.
    pub(super) fn keep(&mut self, key: Key, value: T, before: BTreeSet<usize>, written: Option<&mut Written>) {
        if let Some(written) = written {
            let own = std::mem::replace(&mut written.reading, before);
            written.reading.extend(own.iter().copied());
            if written.other.is_some() {
                self.other.insert(key, value);
                return;
            }
            self.reads.insert(key, own);
        }
        self.found.insert(key, value);
    }

    fn forget_other(&mut self) {
        self.other.clear();
    }
}

fn named(who: Who) -> Option<StateId> {
    match who {
        Who::Named(state) => Some(state),
        Who::First | Who::Second => None,
    }
}

impl<'a> Scene<'a> {
    /// A scene of the states of the library. What is known of them, and who is a member of a group, is answered on their
    /// profiles as they are written, whatever else is found out.
    pub fn of_profiles(world: &'a World<'a>) -> Self {
        Self { written: Some(Written::default()), ..Self::new(world) }
    }

    /// What was found to be open, in the order in which it was asked for.
    pub fn unknowns(&self) -> Vec<Unknown> {
        self.slots.keys().copied().collect()
    }

    /// Whether something was asked of which nothing can be said.
    pub fn is_opaque(&self) -> bool {
        !self.opaque.is_empty()
    }

    /// From here on something that is open has another value than before, and all else the same; with `None` no more.
    pub fn turn(&mut self, unknown: Option<Unknown>) {
        let other = unknown.and_then(|unknown| {
            let (place, ..) = self.slots.get_full(&unknown)?;
            let slot = self.slot(self.type_of(unknown)?, None);
            Some(Other { unknown, place, slot })
        });
        self.truths.forget_other();
        self.terms.forget_other();
        if let Some(written) = &mut self.written {
            written.other = other;
        }
    }

    /// The type of what is open.
    pub fn type_of(&self, unknown: Unknown) -> Option<Type> {
        match unknown {
            Unknown::Fact(_, attribute) | Unknown::PairFact(_, _, attribute) => {
                Some(self.library.attributes[attribute].ty)
            }
            Unknown::Capacity(..) => Some(Type::Flag),
            Unknown::Parameter(measure, place) | Unknown::Argument(_, measure, place) => {
                self.library.measures[measure].parameters.get(place).map(|parameter| parameter.ty)
            }
            Unknown::Capacities(_) | Unknown::Identity(_) => None,
        }
    }

    /// The other value of what has two.
    pub(super) fn other(&self) -> Option<&Slot> {
        self.written.as_ref().and_then(|written| written.other.as_ref()).map(|other| &other.slot)
    }

    /// Begins with a condition or a value; what was read before it is kept for its end.
    pub(super) fn begin(&mut self) -> BTreeSet<usize> {
        self.written.as_mut().map(|written| std::mem::take(&mut written.reading)).unwrap_or_default()
    }

    /// The slot of something that is open, as it is read now.
    pub(super) fn seen(&mut self, unknown: Unknown) -> Option<Slot> {
        let (place, _, slot) = self.slots.get_full(&unknown)?;
        let Some(written) = &mut self.written else { return Some(slot.clone()) };
        written.reading.insert(place);
        let other = written.other.as_ref().filter(|other| other.unknown == unknown);
        Some(other.map_or(slot, |other| &other.slot).clone())
    }

    /// The answer to a condition that the profiles give.
    pub(super) fn told(&self, expr: ExprId, place: Place) -> Option<bool> {
        match self.as_written(place, |world, view| truth(world, expr, view))? {
            Truth::Yes => Some(true),
            Truth::No => Some(false),
            Truth::Unknown => None,
        }
    }

    /// The value of an expression that the profiles give.
    pub(super) fn valued(&self, expr: ExprId, place: Place) -> Option<Value> {
        self.as_written(place, |world, view| match datum(world, expr, view) {
            Datum::Known(value) => Some(value.into_owned()),
            Datum::Unknown | Datum::Range(..) => None,
        })?
    }

    fn as_written<T>(&self, place: Place, read: impl FnOnce(&World<'_>, &View<'_>) -> T) -> Option<T> {
        self.written.as_ref()?;
        let asked = self.asked(place);
        let parties: Option<Vec<StateId>> = asked.parties.iter().map(|&who| named(who)).collect();
        let parties = parties?;
        let view = View {
            own: named(asked.own)?,
            outer: named(asked.outer.unwrap_or(asked.own))?,
            counterpart: asked.counterpart.and_then(named),
            parties: &parties,
            level: asked.level,
            members: asked.members.as_deref().unwrap_or_default(),
            arguments: &asked.arguments,
        };
        Some(read(self.world, &view))
    }

    /// Whether a state of whose capacities nothing is said has one.
    pub(super) fn one_capacity(&mut self, who: Who, capacity: CapacityId) -> Sure {
        let term = self.opened(Unknown::Capacity(who, capacity), Type::Flag, None);
        if let Term::Flag(sure) = term { sure } else { self.unknown() }
    }

    /// A parameter that a clause does not give. Where its measure has none of the name, that of the first which has.
    pub(super) fn argument(&mut self, name: &str, place: Place) -> Term {
        let library = self.library;
        let Some((clause, measure)) = self.asked(place).clause.filter(|_| self.written.is_some()) else {
            return Term::Unknown;
        };
        let measures = std::iter::once(measure).chain(library.measures.ids());
        let declared = measures.filter_map(|measure| {
            let parameters = &library.measures[measure].parameters;
            let place = parameters.iter().position(|parameter| parameter.name == name)?;
            Some((measure, place, parameters.get(place)?.ty))
        });
        match declared.into_iter().next() {
            Some((measure, place, ty)) => self.opened(Unknown::Argument(clause, measure, place), ty, None),
            None => Term::Unknown,
        }
    }
}
