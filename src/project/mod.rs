//! From a path to the documents of a project and of all libraries that it uses.
//!
//! In: [`Files`] and the name of a folder with a `comity.toml` or of a single file. Out: a [`Project`], its libraries
//! each behind those that it uses, with every table that they name. Never here: what the statements mean.

mod levels;
mod loader;
mod manifest;
mod paths;
mod policy;
mod precedence;
mod proposal;
mod shipped;
mod unreadable;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostics::{Diagnostics, Policy};
use crate::source::{FileId, Files, Sources, Span};
use crate::syntax::ast;
use loader::{Loader, Origin};
pub use proposal::Proposal;

/// The name of the file that makes a folder a project.
pub const MANIFEST: &str = "comity.toml";

/// A project with all that it uses.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// The libraries, each behind those that it uses; the project's own is the last.
    pub libraries: Vec<LibrarySource>,
    /// The file of each table, by the place of the statement that names it.
    pub tables: BTreeMap<Span, FileId>,
    /// What each library says about its findings.
    pub policy: Policy,
}

/// A library as it was read.
#[derive(Debug, Clone)]
pub struct LibrarySource {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<ast::Title>,
    /// Its version.
    pub version: Option<String>,
    /// Its date.
    pub as_of: Option<Date>,
    /// The maxims by which its clashes are settled, the first to be tried first.
    pub precedence: Vec<ast::Precedence>,
    /// Where its name, or its first word, stands.
    pub span: Span,
    /// Where `require sources` stands.
    pub require_sources: Option<Span>,
    /// Its files.
    pub documents: Vec<ast::Document>,
    /// The libraries that it names, by their place in [`Project::libraries`].
    pub uses: Vec<usize>,
    /// Whether a library or a file of it could not be found, so that names that it declares are not known.
    pub incomplete: bool,
}

/// Reads a project, with what is proposed to it. What cannot be read is reported, and the rest is returned.
pub fn load(
    path: &str,
    proposal: Proposal,
    files: &dyn Files,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Project {
    let mut loader = Loader {
        files,
        sources,
        diagnostics,
        project: Project::default(),
        loaded: BTreeMap::new(),
        open: Vec::new(),
        proposal,
    };
    loader.library(path, Origin::Disk, None);
    if let Some(own) = loader.project.policy.houses.last_mut() {
        own.own = true;
    }
    loader.project
}
