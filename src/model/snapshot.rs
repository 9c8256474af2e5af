//! Snapshots: what is recorded.

use jiff::civil::Date;

use super::{ForumId, GroupId, IssueId, LevelId, Pick, PrincipleId, State, StateId};
use crate::source::Span;

/// A snapshot.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What it is called.
    pub title: String,
    /// The title in letters, digits and hyphens: the name of its file. No two snapshots of a library share it.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// The states that live in it alone, as those of a [`Test`](super::Test).
    pub given: Vec<(StateId, State)>,
    /// Its date, where it has one of its own.
    pub as_of: Option<Date>,
    /// What is recorded.
    pub records: Vec<Record>,
}

/// Something that is recorded, with its place.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Recorded,
}

/// What is recorded.
#[derive(Debug, Clone)]
pub enum Recorded {
    /// The verdicts of a principle.
    Verdicts {
        /// The principle.
        principle: PrincipleId,
        /// At these levels.
        levels: Vec<LevelId>,
        /// At a level of groups only in this one.
        group: Option<GroupId>,
        /// Only of these states; without any of all.
        states: Vec<StateId>,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
    },
    /// What comes of a principle in a forum.
    Outcome {
        /// The principle.
        principle: PrincipleId,
        /// The forum.
        forum: ForumId,
        /// How brackets are cleared.
        choosing: Vec<Pick>,
    },
    /// The scope of an issue.
    Scope {
        /// The issue.
        issue: IssueId,
        /// The levels; never none.
        levels: Vec<LevelId>,
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
    },
}
