//! What would change a verdict: the smallest changes of facts, positions or words after which it is another one.
//!
//! In: a [`Derivation`](crate::judge::Derivation) and the session that it is of. Out: a [`Search`] with changes, each
//! tried on a copy of the library and judged again, so that nothing is shown that is not so. Never here: a change of the
//! library that is being read, and a guess at how likely or how costly a change is.
//!
//! What is tried: the value of an attribute that a condition compares, moved to its bound and to either side of it, as far
//! as the value makes sense where the library is any guide; a capacity gained or lost; a position that the state takes on the principle or on a clause in place of its own there;
//! a position withdrawn; an `up to` lifted; a parameter at the bound that evidence names, a softer wording, a clause that
//! allows reservations; at last a clause left out. Not tried: facts of other members that a count or a share looks at,
//! membership of groups, rules of scope, and interests, which follow from facts. First single changes, then pairs of one
//! kind towards verdicts that no single change of the kind brings about, then, when a verdict is asked for and nothing of
//! one kind leads there, pairs of any kinds.

mod apply;
mod axis;
mod candidates;
mod conditions;
mod domain;
mod extent;
mod focus;
mod leaf;
mod linear;
mod search;

pub use apply::{apply, cleared};
pub use search::{Found, Limits, Search, search};

use crate::model::{AttributeId, CapacityId, EvidenceKind, Modality, StateId, Target, Value};

/// One change of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An attribute of a state has another value.
    Fact(StateId, AttributeId, Moved),
    /// An attribute from one state to another has another value.
    PairFact(AttributeId, StateId, StateId, Moved),
    /// A state gains a capacity, or loses it.
    Capacity(StateId, CapacityId, bool),
    /// A state of whose capacities nothing is known has these, of those that matter here.
    Capacities(StateId, Vec<CapacityId>),
    /// The state takes a position, in place of its own on the same target.
    Position(StateId, EvidenceKind, Target),
    /// The state withdraws a position, given by its place among its evidence.
    Withdrawn(StateId, usize),
    /// The state goes along with any wording in evidence, given by its place, that has an `up to`.
    Unlimited(StateId, usize),
    /// A parameter of a clause has another value.
    Argument(usize, String, Moved),
    /// A clause has a softer wording.
    Softer(usize, Modality),
    /// A clause allows reservations.
    Reservable(usize),
    /// A clause is left out.
    LeftOut(usize),
}

/// Where a value is moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// One value that leads there.
    pub to: Value,
    /// All that do, around it.
    pub extent: Extent,
}

/// The values that lead to one verdict. Between two values at which conditions turn nothing changes, so a few are tried for
/// all: the bounds, values just beyond them, and one far away where there is no bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// The one value that was tried.
    Only,
    /// From a bound to another; without one as far as values make sense.
    Range(Option<End>, Option<End>),
    /// These values of an enumeration, rising.
    Among(Vec<u16>),
}

/// A bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The bound.
    pub value: Value,
    /// Whether it leads there itself.
    pub included: bool,
}

/// What is changed, in the order in which changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What a state declares.
    Positions,
    /// The words of the principle.
    Text,
    /// What is the case.
    Facts,
    /// What is left of it.
    Omission,
}

impl Change {
    /// What it changes.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Fact(..) | Self::PairFact(..) | Self::Capacity(..) | Self::Capacities(..) => Kind::Facts,
            Self::Position(..) | Self::Withdrawn(..) | Self::Unlimited(..) => Kind::Positions,
            Self::Argument(..) | Self::Softer(..) | Self::Reservable(..) => Kind::Text,
            Self::LeftOut(..) => Kind::Omission,
        }
    }

    /// The value that it moves to, where it moves one.
    pub fn moved(&self) -> Option<&Moved> {
        match self {
            Self::Fact(_, _, moved) | Self::PairFact(_, _, _, moved) | Self::Argument(_, _, moved) => Some(moved),
            Self::Capacity(..)
            | Self::Capacities(..)
            | Self::Position(..)
            | Self::Withdrawn(..)
            | Self::Unlimited(..)
            | Self::Softer(..)
            | Self::Reservable(..)
            | Self::LeftOut(..) => None,
        }
    }

    /// The same, moving to other values.
    #[must_use]
    pub fn to(&self, moved: Moved) -> Self {
        match self {
            Self::Fact(state, attribute, _) => Self::Fact(*state, *attribute, moved),
            Self::PairFact(attribute, from, to, _) => Self::PairFact(*attribute, *from, *to, moved),
            Self::Argument(clause, name, _) => Self::Argument(*clause, name.clone(), moved),
            Self::Capacity(..)
            | Self::Capacities(..)
            | Self::Position(..)
            | Self::Withdrawn(..)
            | Self::Unlimited(..)
            | Self::Softer(..)
            | Self::Reservable(..)
            | Self::LeftOut(..) => self.clone(),
        }
    }

    /// Whether it is a change of another state than this, which can do nothing about it.
    pub fn foreign(&self, own: StateId) -> bool {
        match self {
            Self::Fact(state, ..) | Self::Capacity(state, ..) | Self::Capacities(state, _) => *state != own,
            Self::PairFact(_, from, to, _) => *from != own && *to != own,
            Self::Position(..)
            | Self::Withdrawn(..)
            | Self::Unlimited(..)
            | Self::Argument(..)
            | Self::Softer(..)
            | Self::Reservable(..)
            | Self::LeftOut(..) => false,
        }
    }

    /// Whether both change one thing, so that they cannot be made together.
    pub fn same_thing(&self, other: &Self) -> bool {
        match (self.thing(), other.thing()) {
            // The places of evidence are those before any position is taken.
            (Thing::Capacities(one), Thing::Capacity(other, _))
            | (Thing::Capacity(one, _), Thing::Capacities(other))
            | (Thing::Position(one, _), Thing::Evidence(other, _))
            | (Thing::Evidence(one, _), Thing::Position(other, _)) => one == other,
            (Thing::Clause(one), Thing::Part(other, _)) | (Thing::Part(one, _), Thing::Clause(other)) => one == other,
            (one, other) => one == other,
        }
    }

    fn thing(&self) -> Thing<'_> {
        match self {
            Self::Fact(state, attribute, _) => Thing::Fact(*state, *attribute),
            Self::PairFact(attribute, from, to, _) => Thing::PairFact(*attribute, *from, *to),
            Self::Capacity(state, capacity, _) => Thing::Capacity(*state, *capacity),
            Self::Capacities(state, _) => Thing::Capacities(*state),
            Self::Position(state, _, target) => Thing::Position(*state, *target),
            Self::Withdrawn(state, place) | Self::Unlimited(state, place) => Thing::Evidence(*state, *place),
            Self::Argument(clause, name, _) => Thing::Part(*clause, name),
            Self::Softer(clause, _) => Thing::Part(*clause, "a modality"),
            Self::Reservable(clause) => Thing::Part(*clause, "a reservation"),
            Self::LeftOut(clause) => Thing::Clause(*clause),
        }
    }
}

/// What a change is a change of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing<'c> {
    Fact(StateId, AttributeId),
    PairFact(AttributeId, StateId, StateId),
    Capacity(StateId, CapacityId),
    Capacities(StateId),
    Position(StateId, Target),
    Evidence(StateId, usize),
    Clause(usize),
    /// A part of a clause; the names of parameters have no spaces.
    Part(usize, &'c str),
}
