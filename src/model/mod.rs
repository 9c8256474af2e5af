//! What evaluation sees: typed ids, values, vocabulary, principles, profiles. No syntax, no names to look up.
//!
//! In: built by [`crate::check`]. Out: read by [`crate::judge`] and the reports. Never here: anything that can fail;
//! a library in this form is well-formed.

mod condition;
mod ids;
mod negotiation;
mod notation;
mod precedence;
mod principle;
mod profile;
mod snapshot;
mod test;
mod value;
mod vocabulary;

pub use condition::*;
pub use ids::*;
pub use negotiation::*;
pub use notation::*;
pub use precedence::*;
pub use principle::*;
pub use profile::*;
pub use snapshot::*;
pub use test::*;
pub use value::*;
pub use vocabulary::*;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::source::Span;

/// Everything that a project says, its dependencies included.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The name of the project's own library.
    pub name: String,
    /// Its title.
    pub title: Option<Title>,
    /// Its version.
    pub version: Option<String>,
    /// The date at which it is evaluated when nothing else is said.
    pub as_of: Option<Date>,
    /// The maxims by which a clash of principles is settled that `overrides` does not settle, the first to be tried first.
    pub precedence: Vec<Precedence>,
    /// The place of the first statement with a date, if there is one.
    pub dated: Option<Span>,
    /// The levels, from the narrowest to the widest.
    pub levels: Arena<LevelId, Level>,
    /// The parts that states can play.
    pub capacities: Arena<CapacityId, Named>,
    /// The subject matter.
    pub issues: Arena<IssueId, Issue>,
    /// The categories of people.
    pub persons: Arena<PersonsId, Persons>,
    /// The enumerations, those without a name included.
    pub enumerations: Arena<EnumerationId, Enumeration>,
    /// The units.
    pub units: Arena<UnitId, Unit>,
    /// What states can do.
    pub measures: Arena<MeasureId, Measure>,
    /// What is known of states and of pairs.
    pub attributes: Arena<AttributeId, Attribute>,
    /// Named expressions.
    pub definitions: Arena<DefinitionId, Definition>,
    /// The definitions and rule groups, each behind those that it reads.
    pub derived: Vec<Derived>,
    /// Every expression, each once.
    pub expressions: Expressions,
    /// Which issue is open at which level.
    pub scope: Scope,
    /// The principles.
    pub principles: Arena<PrincipleId, Principle>,
    /// The rules that give interests.
    pub interests: Arena<InterestId, Interest>,
    /// The states.
    pub states: Arena<StateId, State>,
    /// Facts between two states, by attribute, from, to.
    pub pair_facts: BTreeMap<(AttributeId, StateId, StateId), Series>,
    /// The groups.
    pub groups: Arena<GroupId, Group>,
    /// The forums.
    pub forums: Arena<ForumId, Forum>,
    /// The places of the files of the project's own library, each whole.
    pub files: Vec<Span>,
    /// The tests of the project's own library.
    pub tests: Vec<Test>,
    /// The snapshots of the project's own library.
    pub snapshots: Vec<Snapshot>,
    /// What is written in percent.
    pub notation: Notation,
    /// The project's files that any of this was read from may ask for sources: the place of `require sources`.
    pub require_sources: Option<Span>,
}

impl Library {
    /// An issue and those above it, the nearest first.
    pub fn issue_and_above(&self, issue: IssueId) -> impl Iterator<Item = IssueId> {
        std::iter::successors(Some(issue), |&at| self.issues[at].parent)
    }

    /// Whether it says nothing at all, its vocabulary included.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty()
            && self.issues.is_empty()
            && self.measures.is_empty()
            && self.attributes.is_empty()
            && self.principles.is_empty()
            && self.states.is_empty()
            && self.capacities.is_empty()
            && self.groups.is_empty()
            && self.tests.is_empty()
            && self.snapshots.is_empty()
    }
}

/// A definition or a group that is given by a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// A named expression.
    Definition(DefinitionId),
    /// A group of every state where a condition holds.
    Group(GroupId),
}
