//! What would change a verdict: the smallest changes of facts, positions or words after which it is another one.
//!
//! In: a [`Derivation`](crate::judge::Derivation) and the session that it is of. Out: a [`Search`] with changes, each
//! tried on a copy of the library and judged again, so that nothing is shown that is not so. Never here: a change of the
//! library that is being read, and a guess at how likely or how costly a change is.
//!
//! What is tried: the value of an attribute that a condition compares, moved to its bound and to either side of it; a
//! capacity gained or lost; a position that the state takes on the principle or on a clause in place of its own there;
//! a position withdrawn; an `up to` lifted; a parameter at the bound that evidence names, a softer wording, a clause that
//! allows reservations; at last a clause left out. Not tried: facts of other members that a count or a share looks at,
//! membership of groups, rules of scope, and interests, which follow from facts. First single changes, then pairs of one
//! kind towards verdicts that no single change of the kind brings about, then, when a verdict is asked for and nothing of
//! one kind leads there, pairs of any kinds.

mod apply;
mod candidates;
mod conditions;
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
    /// The value that was tried.
    pub to: Value,
    /// The bound that it lies beyond, if it does.
    pub beyond: Option<(Side, Value)>,
}

/// On which side of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Less.
    Below,
    /// More.
    Above,
}

/// What is changed, in the order in which changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What is the case.
    Facts,
    /// What a state declares.
    Positions,
    /// The words of the principle.
    Text,
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
