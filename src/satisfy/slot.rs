//! What is not given: facts and capacities of states, each with the statements that its value is made of.

use super::solver::Literal;
use crate::model::{AttributeId, CapacityId, MeasureId, StateId};

/// A state whose facts are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A state without a profile.
    First,
    /// Another one.
    Second,
    /// A state of the library: what its profile says is so, what it does not say is open.
    Named(StateId),
}

/// Something that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unknown {
    /// Which capacities a state has.
    Capacities(Who),
    /// Whether a state of the library, of whose capacities nothing is said, has one.
    Capacity(Who, CapacityId),
    /// A fact.
    Fact(Who, AttributeId),
    /// A fact from the first to the second.
    PairFact(Who, Who, AttributeId),
    /// The value of a parameter with which a measure is done, by its place.
    Parameter(MeasureId, usize),
    /// The value of a parameter that a clause, by its place, does not give: it is declared by the measure, at the place.
    Argument(usize, MeasureId, usize),
    /// Which of the states that are listed as members of groups it is, if any.
    Identity(Who),
}

/// The statements that a value is made of.
#[derive(Debug, Clone)]
pub enum Bits {
    /// A flag.
    Flag(Literal),
    /// A number, by the place of its variable.
    Number(usize),
    /// A day, by the place of the variable that counts it.
    Date(usize),
    /// One literal for every value of the enumeration, of which one holds.
    Symbol(Vec<Literal>),
    /// One literal for every value, of which any may hold; those of capacities are alike.
    Set(Vec<Literal>),
    /// Words, by the place in the list of texts.
    Text(usize),
    /// One literal for every state that it may be, of which at most one holds.
    State(Vec<(StateId, Literal)>),
}

/// Something that is open, and the statements for it.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Whether it is said at all.
    pub known: Literal,
    /// Its value.
    pub bits: Bits,
    /// Whether a profile has to say it: the values for absent facts need no statement.
    pub given: Literal,
    /// The capacities behind [`Bits::Set`], where it is of capacities.
    pub capacities: Vec<CapacityId>,
}
