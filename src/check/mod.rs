//! From names to a library that can be evaluated: types, units, conditions, principles, profiles.
//!
//! In: a [`Resolution`] and its tables. Out: a [`Library`]. Every mistake is reported and the rest goes on; what cannot
//! be understood is left out, and because its report is an error of form, nothing is evaluated then. Never here:
//! evaluation, and findings that depend on it (see [`crate::review`]).

mod brackets;
mod choose;
mod circles;
mod definition;
mod evidence;
mod expect;
mod expression;
mod forum;
mod group;
mod instance;
mod literal;
mod lookup;
mod measure;
mod order;
mod prevailing;
mod principle;
mod scope;
mod snapshot;
mod state;
mod table;
mod test;
mod told;
mod types;

pub use choose::{contradiction, resolve_pick};

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Library, Named, Notation, Period, StateId};
use crate::resolve::Resolution;
use crate::source::{Sources, Span};
use crate::syntax::ast;
use crate::tables::Tables;

/// Checks everything that was declared.
pub fn check(resolution: Resolution<'_>, tables: &Tables, sources: &Sources, diagnostics: &mut Diagnostics) -> Library {
    let mut checker = Checker {
        resolution,
        diagnostics,
        sources,
        tables,
        home: 0,
        compiled: definition::Compiled::default(),
        capacity_places: BTreeMap::new(),
        given: Vec::new(),
        testing: false,
        compared: Cell::new(0),
        told: told::Told::default(),
    };
    checker.vocabulary();
    checker.derived();
    checker.scopes();
    checker.principles();
    checker.interests();
    checker.states();
    checker.tables();
    checker.series();
    checker.open_brackets();
    checker.forums();
    checker.testing = true;
    let own = checker.resolution.symbols.own_library();
    checker.tests(own);
    checker.snapshots(own);
    checker.spread();
    let mut library = checker.resolution.library;
    library.notation = Notation::read(&library, sources);
    library
}

struct Checker<'a, 'd> {
    resolution: Resolution<'a>,
    diagnostics: &'d mut Diagnostics,
    sources: &'d Sources,
    tables: &'d Tables,
    /// The library whose statement is being read.
    home: usize,
    compiled: definition::Compiled,
    /// Where the capacities of each state are stated.
    capacity_places: BTreeMap<StateId, Span>,
    /// The states that live in the test that is being read.
    given: Vec<(String, StateId)>,
    /// Whether a test is being read.
    testing: bool,
    /// How many names have been looked through for one that is near a misspelt one.
    compared: Cell<usize>,
    told: told::Told,
}

/// How many names are looked through, over all mistakes of a project, for one that is near: far more than any
/// drafter's mistakes take, and little enough that thousands of them among thousands of names take no time.
const MAX_COMPARED: usize = 2_000_000;

impl Checker<'_, '_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.report(diagnostic);
    }

    /// Whether a statement could not be read as it stands, so that what is missing from it says nothing.
    fn broken(&self, span: Span) -> bool {
        self.diagnostics.errors_within(span) || self.told.silent_within(span)
    }

    /// Whether there is time to look through all names for one that is near a misspelt one.
    fn may_compare(&self) -> bool {
        self.compared.set(self.compared.get().saturating_add(self.resolution.symbols.len()));
        self.compared.get() <= MAX_COMPARED
    }

    fn library(&self) -> &Library {
        &self.resolution.library
    }

    /// The time between two dates, the second of which must be later.
    fn period(&mut self, since: Option<&ast::Date>, until: Option<&ast::Date>) -> Period {
        let period = Period { since: since.and_then(|date| date.value), until: until.and_then(|date| date.value) };
        if let (Some(from), Some(to), Some(date)) = (period.since, period.until, until)
            && to <= from
        {
            let found = Diagnostic::new(Code::EmptyPeriod, date.span, "this time ends before it begins")
                .here(format!("`until` excludes its day, so nothing holds from {from} until {to}"))
                .help("write the earlier day behind `since` and a later one behind `until`");
            self.report(found);
        }
        if let Some(date) = since.or(until) {
            self.dated(date.span);
        }
        period
    }

    fn dated(&mut self, span: Span) {
        if self.resolution.library.dated.is_none() {
            self.resolution.library.dated = Some(span);
        }
    }

    /// Asks for a source where the library wants one for everything.
    fn wants_source(&mut self, remarks: &crate::model::Remarks, span: Span, what: &str) {
        // What a test gives is made up.
        if self.library().require_sources.is_some() && !self.testing && remarks.sources.is_empty() {
            let found = Diagnostic::new(Code::MissingSource, span, format!("{what} has no source"))
                .here("taken from where?")
                .help("add `source \"…\"` behind it, or once for its whole block");
            self.report(found);
        }
    }
}

fn declared_here(diagnostic: Diagnostic, named: &Named) -> Diagnostic {
    diagnostic.also(named.span, format!("`{}` is declared here", named.name))
}
