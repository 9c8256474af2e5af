//! From words to things: every declaration gets an id, and every library knows which names it can see.
//!
//! In: a [`Project`] and its [`Tables`]. Out: a [`Resolution`]: a library whose things have names and nothing else,
//! the [`Symbols`] to look them up, and each thing beside the statement that declares it. Never here: what the
//! statements say.

mod declare;
mod filter;
mod symbols;

pub use filter::Filter;
pub use symbols::{Namespace, Symbol, Symbols, Thing};

use crate::diagnostics::Diagnostics;
use crate::model::{
    AttributeId, DefinitionId, EnumerationId, ForumId, GroupId, InterestId, IssueId, Library, MeasureId, PersonsId,
    PrincipleId, StateId, UnitId,
};
use crate::project::Project;
use crate::syntax::ast;
use crate::tables::Tables;

/// A statement beside the id of what it declares and the library it stands in.
#[derive(Debug)]
pub struct Declared<'a, I, T> {
    /// The id.
    pub id: I,
    /// The library, by its place in the project.
    pub home: usize,
    /// The statement.
    pub item: &'a T,
}

impl<I: Copy, T> Clone for Declared<'_, I, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: Copy, T> Copy for Declared<'_, I, T> {}

/// What [`resolve`] finds.
#[derive(Debug, Default)]
pub struct Resolution<'a> {
    /// The things, by name only.
    pub library: Library,
    /// The names.
    pub symbols: Symbols,
    /// The issues.
    pub issues: Vec<Declared<'a, IssueId, ast::IssueItem>>,
    /// The categories of persons.
    pub persons: Vec<Declared<'a, PersonsId, ast::PersonsItem>>,
    /// The enumerations with a name.
    pub enumerations: Vec<Declared<'a, EnumerationId, ast::EnumItem>>,
    /// The units.
    pub units: Vec<Declared<'a, UnitId, ast::UnitItem>>,
    /// The measures.
    pub measures: Vec<Declared<'a, MeasureId, ast::MeasureItem>>,
    /// The attributes.
    pub attributes: Vec<Declared<'a, AttributeId, ast::AttributeItem>>,
    /// The named expressions.
    pub definitions: Vec<Declared<'a, DefinitionId, ast::DefineItem>>,
    /// The principles.
    pub principles: Vec<Declared<'a, PrincipleId, ast::PrincipleItem>>,
    /// The interest rules.
    pub interests: Vec<Declared<'a, InterestId, ast::InterestItem>>,
    /// The states that have a block.
    pub states: Vec<Declared<'a, StateId, ast::StateItem>>,
    /// The groups that have a block.
    pub groups: Vec<Declared<'a, GroupId, ast::GroupItem>>,
    /// The forums.
    pub forums: Vec<Declared<'a, ForumId, ast::ForumItem>>,
    /// The rules of scope.
    pub scopes: Vec<(usize, &'a ast::ScopeItem)>,
    /// The defaults of scope.
    pub scope_defaults: Vec<(usize, &'a ast::ScopeDefaultItem)>,
    /// The tables.
    pub tables: Vec<(usize, &'a ast::TableItem)>,
    /// The tests.
    pub tests: Vec<(usize, &'a ast::TestItem)>,
    /// The snapshots.
    pub snapshots: Vec<(usize, &'a ast::SnapshotItem)>,
}

/// Declares everything.
pub fn resolve<'a>(project: &'a Project, tables: &Tables, diagnostics: &mut Diagnostics) -> Resolution<'a> {
    let mut resolution = Resolution { symbols: Symbols::new(project), ..Resolution::default() };
    if let Some(own) = project.libraries.last() {
        resolution.library.name.clone_from(&own.name);
        resolution.library.title = own.title.as_ref().map(title);
        resolution.library.version.clone_from(&own.version);
        resolution.library.as_of = own.as_of;
        resolution.library.precedence.clone_from(&own.precedence);
        resolution.library.require_sources = own.require_sources;
    }
    let mut declarer = declare::Declarer { resolution, diagnostics, home: 0 };
    for (home, library) in project.libraries.iter().enumerate() {
        declarer.home = home;
        for item in library.documents.iter().flat_map(|document| &document.items) {
            declarer.item(item);
        }
    }
    for (home, table) in declarer.resolution.tables.clone() {
        declarer.home = home;
        declarer.table(table, tables);
    }
    declarer.resolution
}

pub use declare::{named, remarks, title};
