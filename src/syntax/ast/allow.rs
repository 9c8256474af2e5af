//! Findings that are meant to be there.

use super::{
    ForumStatement, IssueItem, Item, LibraryStatement, Name, PrincipleStatement, SnapshotStatement, StateItem,
    StateStatement, TableStatement, TestStatement, Text,
};
use crate::source::Span;

/// `allow never-holds, scope-tie because "…"`
#[derive(Debug, Clone)]
pub struct AllowItem {
    /// The whole statement.
    pub span: Span,
    /// The codes of the findings.
    pub codes: Vec<Name>,
    /// Why they are meant to be there.
    pub because: Text,
}

/// What the `allow` statements of an item are said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The file that the item stands in.
    File,
    /// The whole library.
    Library,
    /// The item that they stand in, or a part of it.
    Block(Span),
}

impl Item {
    /// Its `allow` statements, at any depth, each with what it is said of.
    pub fn allows(&self) -> Vec<(Extent, &AllowItem)> {
        match self {
            Self::Allow(item) => vec![(Extent::File, item)],
            Self::Library(item) => said_of(&item.statements, Extent::Library, |statement| match statement {
                LibraryStatement::Allow(item) => Some(item),
                LibraryStatement::Version(_)
                | LibraryStatement::AsOf(_)
                | LibraryStatement::Precedence(_)
                | LibraryStatement::RequireSources(_)
                | LibraryStatement::Remark(_) => None,
            }),
            Self::Issue(item) => of_issue(item),
            Self::Scope(item) => said_of(&item.allows, Extent::Block(item.span), Some),
            Self::Interest(item) => said_of(&item.allows, Extent::Block(item.span), Some),
            Self::Group(item) => said_of(&item.allows, Extent::Block(item.span), Some),
            Self::Principle(item) => said_of(&item.statements, Extent::Block(item.span), |statement| match statement {
                PrincipleStatement::Allow(item) => Some(item),
                PrincipleStatement::Issue(_)
                | PrincipleStatement::Levels(_)
                | PrincipleStatement::Concerns(_)
                | PrincipleStatement::Party(_)
                | PrincipleStatement::Clause(_)
                | PrincipleStatement::Reservations(_)
                | PrincipleStatement::Overrides(_)
                | PrincipleStatement::Adopted(_)
                | PrincipleStatement::Remark(_) => None,
            }),
            Self::State(item) => of_state(item),
            Self::Forum(item) => said_of(&item.statements, Extent::Block(item.span), |statement| match statement {
                ForumStatement::Allow(item) => Some(item),
                ForumStatement::Level(_)
                | ForumStatement::Members(_)
                | ForumStatement::Adopts(_)
                | ForumStatement::Veto(_)
                | ForumStatement::Remark(_) => None,
            }),
            Self::Table(item) => said_of(&item.statements, Extent::Block(item.span), |statement| match statement {
                TableStatement::Allow(item) => Some(item),
                TableStatement::Key(_)
                | TableStatement::Title(_)
                | TableStatement::Fact(_)
                | TableStatement::Capacity(_)
                | TableStatement::On(_)
                | TableStatement::At(_)
                | TableStatement::Since(_)
                | TableStatement::Until(_)
                | TableStatement::Where(_)
                | TableStatement::Remark(_) => None,
            }),
            Self::Test(item) => {
                let own = said_of(&item.statements, Extent::Block(item.span), |statement| match statement {
                    TestStatement::Allow(item) => Some(item),
                    TestStatement::Given(_) | TestStatement::AsOf(_) | TestStatement::Expect(_) => None,
                });
                let given = item.statements.iter().filter_map(|statement| match statement {
                    TestStatement::Given(state) => Some(state),
                    TestStatement::Allow(_) | TestStatement::AsOf(_) | TestStatement::Expect(_) => None,
                });
                own.into_iter().chain(given.flat_map(of_state)).collect()
            }
            Self::Snapshot(item) => {
                let given = item.statements.iter().filter_map(|statement| match statement {
                    SnapshotStatement::Given(state) => Some(state),
                    SnapshotStatement::AsOf(_) | SnapshotStatement::Record(_) => None,
                });
                given.flat_map(of_state).collect()
            }
            Self::Use(_)
            | Self::Levels(_)
            | Self::Capacities(_)
            | Self::Persons(_)
            | Self::Enum(_)
            | Self::Unit(_)
            | Self::Measure(_)
            | Self::Attribute(_)
            | Self::Define(_)
            | Self::ScopeDefault(_) => Vec::new(),
        }
    }
}

fn said_of<'t, T>(
    statements: &'t [T],
    extent: Extent,
    pick: impl Fn(&'t T) -> Option<&'t AllowItem>,
) -> Vec<(Extent, &'t AllowItem)> {
    statements.iter().filter_map(pick).map(|item| (extent, item)).collect()
}

fn of_issue(item: &IssueItem) -> Vec<(Extent, &AllowItem)> {
    let own = said_of(&item.allows, Extent::Block(item.span), Some);
    own.into_iter().chain(item.children.iter().flat_map(of_issue)).collect()
}

fn of_state(item: &StateItem) -> Vec<(Extent, &AllowItem)> {
    said_of(&item.statements, Extent::Block(item.span), |statement| match statement {
        StateStatement::Allow(item) => Some(item),
        StateStatement::Capacity(_)
        | StateStatement::Fact(_)
        | StateStatement::PairFact(_)
        | StateStatement::Evidence(_)
        | StateStatement::Remark(_) => None,
    })
}
