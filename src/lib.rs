//! Comity: a language for what states might agree to, and an engine that says who agrees, who conflicts, and why.
//!
//! The modules below stand in the order in which data flows through them, from files to reports:
//!
//! ```text
//! source → syntax → format → project → tables → resolve → check → model → judge → change → negotiate → review → testing → report → cli
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

pub mod change;

pub mod negotiate;

pub mod review;

pub mod testing;

pub mod report;

#[cfg(feature = "cli")]
pub mod cli;

use diagnostics::{Code, Diagnostic, Diagnostics};
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
    /// The library; complete when there is no error of form.
    pub library: Library,
}

/// Reads a project: a folder with a `comity.toml`, or a single file.
pub fn read(path: &str, files: &dyn Files) -> Reading {
    let mut reading = Reading::default();
    let project = project::load(path, files, &mut reading.sources, &mut reading.diagnostics);
    let tables = tables::Tables::read(&project, &reading.sources, &mut reading.diagnostics);
    let resolution = resolve::resolve(&project, &tables, &mut reading.diagnostics);
    reading.library = check::check(resolution, &tables, &reading.sources, &mut reading.diagnostics);
    reading
}

impl Reading {
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
