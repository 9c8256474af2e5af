//! Snapshots: what is recorded.

use super::{Date, Path, Pick, StateItem, Text};
use crate::source::Span;

/// `snapshot "…" { … }`
#[derive(Debug, Clone)]
pub struct SnapshotItem {
    /// The whole statement.
    pub span: Span,
    /// What it is called, and its file after it.
    pub title: Text,
    /// What stands in its braces.
    pub statements: Vec<SnapshotStatement>,
}

/// A statement in the braces of a snapshot.
#[derive(Debug, Clone)]
pub enum SnapshotStatement {
    /// `given state X { … }`
    Given(StateItem),
    /// `as of 2018-12-19`
    AsOf(Date),
    /// What is recorded.
    Record(Box<RecordItem>),
}

/// Something that is recorded.
#[derive(Debug, Clone)]
pub struct RecordItem {
    /// The whole statement.
    pub span: Span,
    /// What it is.
    pub kind: RecordKind,
}

/// What is recorded.
#[derive(Debug, Clone)]
pub enum RecordKind {
    /// `P [at L, …] [in group G] [for S, …] [choosing …]`
    Verdicts {
        /// The principle.
        principle: Path,
        /// The levels; all of the principle where none is named.
        levels: Vec<Path>,
        /// Only in this group.
        group: Option<Path>,
        /// Only the verdicts of these states.
        states: Vec<Path>,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
    },
    /// `P in FORUM [choosing …]`
    Outcome {
        /// The principle.
        principle: Path,
        /// The forum.
        forum: Path,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
    },
    /// `scope of I at L, …`
    Scope {
        /// The issue.
        issue: Path,
        /// The levels; never none.
        levels: Vec<Path>,
    },
    /// `common ground of A and B [on I] [at L] [choosing …]`
    Common {
        /// The two states.
        states: [Path; 2],
        /// The issue; without one every principle.
        issue: Option<Path>,
        /// The level; may be left out where the library has one.
        level: Option<Path>,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
    },
}
