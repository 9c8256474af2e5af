//! Tests: what must come out.

use super::{AllowItem, Date, Expr, Name, NumberLiteral, Path, Pick, ScopeStatus, Spanned, StateItem, Text};
use crate::source::Span;

/// `test "…" { … }`
#[derive(Debug, Clone)]
pub struct TestItem {
    /// The whole statement.
    pub span: Span,
    /// What it is about.
    pub title: Text,
    /// What stands in its braces.
    pub statements: Vec<TestStatement>,
}

/// A statement in the braces of a test.
#[derive(Debug, Clone)]
pub enum TestStatement {
    /// `given state X { … }`
    Given(StateItem),
    /// `as of 2018-12-19`
    AsOf(Date),
    /// `expect …`
    Expect(Box<ExpectItem>),
    /// `allow CODE because "…"`
    Allow(AllowItem),
}

/// `expect … is …`
#[derive(Debug, Clone)]
pub struct ExpectItem {
    /// The whole statement.
    pub span: Span,
    /// What is expected.
    pub kind: ExpectKind,
}

/// What an expectation is about.
#[derive(Debug, Clone)]
pub enum ExpectKind {
    /// `expect P [at L] [in group G] for S [as R] [with T] [choosing …] is VERDICT`
    Verdict {
        /// The principle.
        principle: Path,
        /// The level; may be left out where the principle has one.
        level: Option<Path>,
        /// The group, at a level of groups.
        group: Option<Path>,
        /// The state.
        state: Path,
        /// The party it plays, in a pair.
        party: Option<Name>,
        /// The other state of a pair.
        with: Option<Path>,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
        /// The verdict's name.
        verdict: Name,
    },
    /// `expect remittances for MDA is 16%`. One whose value is a single word is read as a [`Verdict`](Self::Verdict): only
    /// names say whether the first word is a principle.
    Value {
        /// The attribute or definition.
        quantity: Path,
        /// The state.
        state: Path,
        /// What it must be.
        value: Expr,
    },
    /// `expect scope of I at L is closed`
    Scope {
        /// The issue.
        issue: Path,
        /// The level.
        level: Path,
        /// What it must be.
        status: Spanned<ScopeStatus>,
    },
    /// `expect common ground of A and B [on I] [at L] [choosing …] is CLASS`
    Common {
        /// The two states.
        states: [Path; 2],
        /// The issue; without one every principle.
        issue: Option<Path>,
        /// The level; may be left out where the library has one.
        level: Option<Path>,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
        /// The name of the class.
        class: Name,
    },
    /// `expect P in FORUM [choosing …] is adopted`
    Outcome {
        /// The principle.
        principle: Path,
        /// The forum.
        forum: Path,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
        /// The name of the result, without what follows `adopted`.
        result: Name,
        /// Whether it is followed by `with reservations`.
        reserved: bool,
    },
    /// `expect count of VERDICT on P (at L | in [group] G) [where C] [choosing …] is N`
    Count {
        /// The verdict's name.
        verdict: Name,
        /// The principle.
        principle: Path,
        /// The level.
        level: Option<Path>,
        /// A group or forum.
        group: Option<Path>,
        /// Whether `group` stands in front of its name, so that no forum is meant.
        no_forum: bool,
        /// Which states are counted.
        condition: Option<Expr>,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
        /// How many there must be.
        number: Spanned<NumberLiteral>,
    },
}
