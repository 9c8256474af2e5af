//! The syntax tree: what a drafter wrote, item by item, with the place of every part.
//!
//! Nothing here is resolved: a [`Path`] is only words. Every list keeps the order of the source, so that the
//! tree can be written out again, and every node knows its [`Span`]. Comments are not in the tree but in
//! [`Document::comments`], sorted by place.

#![expect(clippy::large_enum_variant, reason = "a tree is built once and read often; boxes would only be in the way")]

mod allow;
mod expression;
mod negotiation;
mod precedence;
mod principle;
mod profile;
mod snapshot;
mod table;
mod test;
mod vocabulary;

pub use allow::{AllowItem, Extent};
pub use expression::*;
pub use negotiation::*;
pub use precedence::*;
pub use principle::*;
pub use profile::*;
pub use snapshot::*;
pub use table::*;
pub use test::*;
pub use vocabulary::*;

use std::collections::BTreeSet;

use crate::source::{FileId, Span};

/// One parsed file.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The file that was parsed.
    pub file: FileId,
    /// Its statements, in source order; those that could not be read are missing and were reported.
    pub items: Vec<Item>,
    /// The places of its comments, each from `#` to the end of the line, in source order.
    pub comments: Vec<Span>,
    /// The words of what could not be read: a name among them may well be declared, in a way that nobody understood.
    pub lost: BTreeSet<String>,
    /// Whether there is a block whose first line is missing, or one that is never closed, so that nobody knows what
    /// is declared where.
    pub torn: bool,
}

/// A statement at the top level of a file.
#[derive(Debug, Clone)]
pub enum Item {
    /// `library readmission "Readmission" { version "0.1.0" as_of 2019-06-30 }`
    Library(LibraryItem),
    /// `use migration`, `use water from "../water"`
    Use(UseItem),
    /// `levels { bilateral "Between two states" of pairs }`
    Levels(LevelsItem),
    /// `capacities { origin, transit }`
    Capacities(CapacitiesItem),
    /// `issue labour "Labour" { issue quotas }`
    Issue(IssueItem),
    /// `persons refugees "Refugees" overlaps workers`
    Persons(PersonsItem),
    /// `enum instrument { refugee_convention "1951 Convention" }`
    Enum(EnumItem),
    /// `unit weeks = 7 days`
    Unit(UnitItem),
    /// `measure readmit "Readmit" on return (within: at most number days)`
    Measure(MeasureItem),
    /// `attribute income "Income group" : one of low, high`
    Attribute(AttributeItem),
    /// `define dependent : remittances >= 5%`
    Define(DefineItem),
    /// `scope labour.quotas { open at bilateral }`
    Scope(ScopeItem),
    /// `scope default closed`
    ScopeDefault(ScopeDefaultItem),
    /// `principle readmission "…" { … }`
    Principle(PrincipleItem),
    /// `interest dependence "…" { every state … }`
    Interest(InterestItem),
    /// `state AUT "Austria" { … }`
    State(StateItem),
    /// `group eu at regional { AUT, MDA }`
    Group(GroupItem),
    /// `forum assembly { level global adopts by 2/3 of votes }`
    Forum(ForumItem),
    /// `profiles from "states.csv" { … }` and its like
    Table(TableItem),
    /// `test "…" { expect … }`
    Test(TestItem),
    /// `snapshot "…" { readmission at bilateral }`
    Snapshot(SnapshotItem),
    /// `allow never-holds because "…"`
    Allow(AllowItem),
}

impl Item {
    /// The whole statement.
    pub fn span(&self) -> Span {
        match self {
            Self::Library(item) => item.span,
            Self::Use(item) => item.span,
            Self::Levels(item) => item.span,
            Self::Capacities(item) => item.span,
            Self::Issue(item) => item.span,
            Self::Persons(item) => item.span,
            Self::Enum(item) => item.span,
            Self::Unit(item) => item.span,
            Self::Measure(item) => item.span,
            Self::Attribute(item) => item.span,
            Self::Define(item) => item.span,
            Self::Scope(item) => item.span,
            Self::ScopeDefault(item) => item.span,
            Self::Principle(item) => item.span,
            Self::Interest(item) => item.span,
            Self::State(item) => item.span,
            Self::Group(item) => item.span,
            Self::Forum(item) => item.span,
            Self::Table(item) => item.span,
            Self::Test(item) => item.span,
            Self::Snapshot(item) => item.span,
            Self::Allow(item) => item.span,
        }
    }
}

/// A word that a declaration gives to a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The word, as written; for a quoted state id without its quotes.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A reference by words: `labour.quotas`, `migration::labour`, `AUT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The library before `::`, if one is written.
    pub library: Option<Name>,
    /// The first word behind it.
    pub first: Name,
    /// The words behind dots.
    pub rest: Vec<Name>,
    /// The whole reference.
    pub span: Span,
}

impl Path {
    /// The words joined by dots, without the library.
    pub fn dotted(&self) -> String {
        let mut dotted = self.first.text.clone();
        for name in &self.rest {
            dotted.push('.');
            dotted.push_str(&name.text);
        }
        dotted
    }
}

/// A string in quotes, with `\"` and `\\` already read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it says.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A title, in the library's own language and in others: `"Austria" fr "Autriche"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The title without a language.
    pub text: Text,
    /// The others, each behind its language tag.
    pub translations: Vec<(Name, Text)>,
}

/// A calendar day, as three numbers that need not exist together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The day, or `None` for one that does not exist (which has been reported).
    pub value: Option<jiff::civil::Date>,
    /// Where it stands.
    pub span: Span,
}

/// A value with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// `source "…"`, `because "…"` or `note "…"`: a remark on what it follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which of the three words.
    pub kind: RemarkKind,
    /// What it says.
    pub text: Text,
    /// The whole remark.
    pub span: Span,
}

/// The word that begins a [`Remark`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// Where a statement is taken from.
    Source,
    /// The reason for it.
    Because,
    /// Anything else a reader should know.
    Note,
}
