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
        match (self, other) {
            (Self::Fact(s, a, _), Self::Fact(t, b, _)) => (s, a) == (t, b),
            (Self::PairFact(a, s, t, _), Self::PairFact(b, u, v, _)) => (a, s, t) == (b, u, v),
            (Self::Capacity(s, a, _), Self::Capacity(t, b, _)) => (s, a) == (t, b),
            (Self::Capacities(s, _) | Self::Capacity(s, ..), Self::Capacities(t, _))
            | (Self::Capacities(s, _), Self::Capacity(t, ..)) => s == t,
            (Self::Position(s, _, a), Self::Position(t, _, b)) => (s, a) == (t, b),
            // Their places are those before any change, and both are already less than a position.
            (
                Self::Withdrawn(s, _) | Self::Unlimited(s, _) | Self::Position(s, ..),
                Self::Withdrawn(t, _) | Self::Unlimited(t, _) | Self::Position(t, ..),
            ) => {
                s == t
                    && (self.evidence().is_none() || other.evidence().is_none() || self.evidence() == other.evidence())
            }
            (Self::Argument(c, name, _), Self::Argument(d, other, _)) => (c, name) == (d, other),
            (Self::Softer(c, _), Self::Softer(d, _)) | (Self::Reservable(c), Self::Reservable(d)) => c == d,
            (Self::LeftOut(c), Self::LeftOut(d) | Self::Softer(d, _) | Self::Reservable(d) | Self::Argument(d, ..))
            | (Self::Softer(c, _) | Self::Reservable(c) | Self::Argument(c, ..), Self::LeftOut(d)) => c == d,
            (
                Self::Fact(..)
                | Self::PairFact(..)
                | Self::Capacity(..)
                | Self::Capacities(..)
                | Self::Position(..)
                | Self::Withdrawn(..)
                | Self::Unlimited(..)
                | Self::Argument(..)
                | Self::Softer(..)
                | Self::Reservable(..)
                | Self::LeftOut(..),
                _,
            ) => false,
        }
    }

    fn evidence(&self) -> Option<usize> {
        match self {
            Self::Withdrawn(_, place) | Self::Unlimited(_, place) => Some(*place),
            Self::Fact(..)
            | Self::PairFact(..)
            | Self::Capacity(..)
            | Self::Capacities(..)
            | Self::Position(..)
            | Self::Argument(..)
            | Self::Softer(..)
            | Self::Reservable(..)
            | Self::LeftOut(..) => None,
        }
    }
}
