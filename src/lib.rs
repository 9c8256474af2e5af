//! Comity: a language for what states might agree to, and an engine that says who agrees, who conflicts, and why.
//!
//! The modules below stand in the order in which data flows through them, from files to reports:
//!
//! ```text
//! source → syntax → format → project → tables → resolve → check → model → judge → satisfy → norms → vacuity → worlds → change → negotiate → phrases →
//! compare → review → testing → mutation → report → cli
//! ```
//!
//! Each stage reports what is wrong into [`diagnostics::Diagnostics`] and returns the best result it can, so that one
//! run shows every mistake. [`read`] is the way from files to a library, [`judge::Plan`] the one from there to
//! verdicts; [`format::format`] goes back from a tree to text. Only `cli` touches the disk, the clock and the arguments.

pub mod number;

pub mod source;

pub mod diagnostics;

pub mod syntax;

pub mod format;

pub mod project;

pub mod tables;

pub mod resolve;

pub mod model;

pub mod check;

pub mod judge;

pub mod satisfy;

pub mod norms;

pub mod vacuity;

pub mod worlds;

pub mod change;

pub mod negotiate;

pub mod phrases;

pub mod compare;

pub mod review;

pub mod testing;

pub mod mutation;

pub mod report;

#[cfg(feature = "cli")]
pub mod cli;

use diagnostics::{Asked, Code, Diagnostic, Diagnostics, Policy};
use jiff::civil::Date;
use model::Library;
use source::{Files, Sources};

/// A project as far as it could be read, with everything that was found wrong.
#[derive(Debug, Default)]
pub struct Reading {
    /// The files.
    pub sources: Sources,
    /// What is wrong.
    pub diagnostics: Diagnostics,
    /// What the libraries say about their findings.
    pub policy: Policy,
    /// The library; complete when there is no error of form.
    pub library: Library,
}

/// A project whose files have been read, and no more: what its statements mean is still to be found.
#[derive(Debug, Default)]
pub struct Opened {
    /// The files.
    pub sources: Sources,
    /// What is wrong with them.
    pub diagnostics: Diagnostics,
    /// The documents.
    pub project: project::Project,
    /// The tables that they name.
    pub tables: tables::Tables,
}

/// Opens a project: a folder with a `comity.toml`, or a single file.
pub fn open(path: &str, files: &dyn Files) -> Opened {
    open_with(path, project::Proposal::default(), files)
}

/// Opens a project together with what is proposed to it, or without.
pub fn open_with(path: &str, proposal: project::Proposal, files: &dyn Files) -> Opened {
    let mut opened = Opened::default();
    opened.project = project::load(path, proposal, files, &mut opened.sources, &mut opened.diagnostics);
    opened.tables = tables::Tables::read(&opened.project, &opened.sources, &mut opened.diagnostics);
    opened
}

impl Opened {
    /// The same without tests and snapshots: what a text changes can be told before they have been changed with it.
    #[must_use]
    pub fn without_tests(mut self) -> Self {
        use syntax::ast::Item;
        for document in self.project.libraries.iter_mut().flat_map(|library| &mut library.documents) {
            document.items.retain(|item| !matches!(item, Item::Test(_) | Item::Snapshot(_)));
        }
        self
    }

    /// Finds what the statements mean.
    pub fn read(&self) -> Reading {
        let mut diagnostics = self.diagnostics.clone();
        let resolution = resolve::resolve(&self.project, &self.tables, &mut diagnostics);
        let mut library = check::check(resolution, &self.tables, &self.sources, &mut diagnostics);
        let own = self.project.libraries.last().into_iter().flat_map(|library| &library.documents);
        library.files = own.map(|document| self.sources.file(document.file).span()).collect();
        Reading { sources: self.sources.clone(), diagnostics, library, policy: self.project.policy.clone() }
    }
}

/// Reads a project: a folder with a `comity.toml`, or a single file.
pub fn read(path: &str, files: &dyn Files) -> Reading {
    open(path, files).read()
}

impl Reading {
    /// Finds everything of substance, where no error of form stands in the way, and gives every finding its level.
    pub fn review(&mut self, day: Option<Date>, asked: &Asked) {
        let unsought = (!self.diagnostics.has_form_errors()).then(|| {
            let plan = judge::Plan::new(&self.library, day);
            norms::review(&plan.world, &mut self.diagnostics);
            norms::review_redundancy(&plan.world, &mut self.diagnostics);
            let vacuous = vacuity::review(&plan.world, &mut self.diagnostics);
            review::review(&plan, &vacuous, &mut self.diagnostics)
        });
        self.policy.apply(asked, unsought, &mut self.diagnostics);
    }

    /// The day at which the library is evaluated: the one that is asked for, or its own. A library with dates and no
    /// day is told to set one.
    pub fn day(&mut self, asked: Option<Date>) -> Option<Date> {
        let day = asked.or(self.library.as_of);
        if let (None, Some(dated)) = (day, self.library.dated) {
            let found = Diagnostic::new(Code::DateMissing, dated, "statements have dates, and nothing says which day it is")
                .here("does this count?")
                .help("write `as_of 2018-12-19` in the braces of `library`, `as_of = 2018-12-19` in comity.toml, or ask with `--as-of 2018-12-19`");
            self.diagnostics.report(found);
        }
        day
    }
}
