//! Tests: what must come out.

use jiff::civil::Date;

use super::{
    AttributeId, Body, Condition, DefinitionId, ForumId, GroupId, IssueId, LevelId, Pick, PrincipleId, ScopeStatus,
    State, StateId, Value,
};
use crate::source::Span;

/// A test.
#[derive(Debug, Clone)]
pub struct Test {
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// The states that live in it alone; each with an id of its own behind those of the library, or that of a state
    /// that it stands in for.
    pub given: Vec<(StateId, State)>,
    /// Its date, where it has one of its own.
    pub as_of: Option<Date>,
    /// What it expects.
    pub expectations: Vec<Expectation>,
}

/// An expectation with its place.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// Where it stands.
    pub span: Span,
    /// What must come out.
    pub kind: ExpectationKind,
}

/// What must come out.
#[derive(Debug, Clone)]
pub enum ExpectationKind {
    /// A verdict of one state.
    Verdict {
        /// The principle.
        principle: PrincipleId,
        /// The level.
        level: LevelId,
        /// Where.
        instance: ExpectedInstance,
        /// The state.
        state: StateId,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
        /// The verdict's name.
        verdict: String,
    },
    /// What an attribute or a definition is for a state.
    Value {
        /// The attribute or definition.
        quantity: Quantity,
        /// The state.
        state: StateId,
        /// What it must be; `None` for unknown.
        value: Option<Value>,
    },
    /// The scope of an issue.
    Scope {
        /// The issue.
        issue: IssueId,
        /// The level.
        level: LevelId,
        /// What it must be.
        status: ScopeStatus,
    },
    /// What two states have in common.
    CommonGround {
        /// The states.
        states: [StateId; 2],
        /// The issue; without one every principle.
        issue: Option<IssueId>,
        /// The level.
        level: LevelId,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
        /// The name of the class.
        class: String,
    },
    /// What comes of a principle in a forum.
    Outcome {
        /// The principle.
        principle: PrincipleId,
        /// The forum.
        forum: ForumId,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
        /// The name of the result.
        result: String,
    },
    /// How many states have a verdict.
    Count {
        /// The verdict's name.
        verdict: String,
        /// The principle.
        principle: PrincipleId,
        /// The level.
        level: LevelId,
        /// Only these members.
        body: Option<Body>,
        /// Only those for which this holds.
        condition: Option<Condition>,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
        /// How many there must be.
        number: usize,
    },
}

/// What has a value for a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// An attribute.
    Attribute(AttributeId),
    /// A definition.
    Definition(DefinitionId),
}

/// The instance that an expectation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedInstance {
    /// The one of a level of all.
    All,
    /// A group's.
    Group(GroupId),
    /// A pair's, in the order of the parties.
    Pair(StateId, StateId),
    /// That of the two orders in which the first state can play a party, when it is one only.
    EitherPair(StateId, StateId),
}
