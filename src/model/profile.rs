//! Profiles: facts, capacities and evidence of states.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use super::{AttributeId, CapacityId, Condition, IssueId, LevelId, MeasureId, Named, PrincipleId, Remarks, Value};
use crate::number::Number;
use crate::source::Span;
pub use crate::syntax::ast::EvidenceKind;

/// A time from a day, included, to another, excluded; open where none is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first day.
    pub since: Option<Date>,
    /// The first day after it.
    pub until: Option<Date>,
}

impl Period {
    /// Whether a day lies in it; without a day only what is not dated does.
    pub fn holds(self, day: Option<Date>) -> bool {
        match day {
            Some(day) => self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day < until),
            None => self.since.is_none() && self.until.is_none(),
        }
    }
}

/// A value that held for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The value.
    pub value: Value,
    /// When it held.
    pub period: Period,
    /// Where it is written.
    pub span: Span,
    /// Where it is taken from; one for all facts of a column or a block that say nothing else.
    pub remarks: Arc<Remarks>,
}

/// All that is said of one attribute: one fact for most, and others for other days.
pub type Series = SmallVec<[Fact; 1]>;

/// A state's profile.
#[derive(Debug, Clone)]
pub struct State {
    /// Its id and title.
    pub named: Named,
    /// Its capacities; `None` where nothing is said of them.
    pub capacities: Option<Vec<CapacityClaim>>,
    /// Its facts.
    pub facts: IndexMap<AttributeId, Series, FxBuildHasher>,
    /// Its own interests and positions.
    pub evidence: Vec<Evidence>,
}

/// A statement that a state has a capacity.
#[derive(Debug, Clone)]
pub struct CapacityClaim {
    /// The capacity.
    pub capacity: CapacityId,
    /// When it has it.
    pub when: Option<Condition>,
    /// Where that is written.
    pub span: Span,
    /// Where it is taken from.
    pub remarks: Remarks,
}

/// What evidence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An issue.
    Issue(IssueId),
    /// A measure.
    Measure(MeasureId),
    /// A principle.
    Principle(PrincipleId),
    /// A clause of a principle, by its place.
    Clause(PrincipleId, usize),
}

/// An interest or a position.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Which of the five.
    pub kind: EvidenceKind,
    /// What it is about.
    pub target: Target,
    /// The strongest modality that it goes along with.
    pub up_to: Option<super::Modality>,
    /// The capacity in which the state has it.
    pub capacity: Option<CapacityId>,
    /// The levels at which it holds, rising; `None` for all.
    pub levels: Option<Vec<LevelId>>,
    /// When it holds.
    pub when: Option<Condition>,
    /// How much it weighs, above zero.
    pub weight: Number,
    /// When it was in force.
    pub period: Period,
    /// Where it is written.
    pub span: Span,
    /// The word of a table's column that stands for it; `None` where it is written out.
    pub mapped: Option<Span>,
    /// Where it is taken from, and why.
    pub remarks: Remarks,
}

impl Evidence {
    /// Whether it is a position and not an interest.
    pub fn is_position(&self) -> bool {
        match self.kind {
            EvidenceKind::Accepts | EvidenceKind::Rejects | EvidenceKind::Abstains => true,
            EvidenceKind::Favours | EvidenceKind::Opposes => false,
        }
    }
}

/// A rule that gives evidence to every state for which it holds.
#[derive(Debug, Clone)]
pub struct Interest {
    /// Its name.
    pub named: Named,
    /// The condition on the state.
    pub condition: Option<Condition>,
    /// What it gives; each has the rule's capacity as its own.
    pub evidence: Vec<Evidence>,
}

/// The word for a kind of evidence.
pub fn evidence_word(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Favours => "favours",
        EvidenceKind::Opposes => "opposes",
        EvidenceKind::Accepts => "accepts",
        EvidenceKind::Rejects => "rejects",
        EvidenceKind::Abstains => "abstains on",
    }
}
