//! What becomes of one mutant: it is put into a copy of the project, which is checked again, and the tests run.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::finder::{mutants, place};
use super::near::{Near, Subject, stand_alone};
use super::statement::Statement;
use super::{Mutant, Operator};
use crate::check::check;
use crate::diagnostics::{Diagnostics, Severity};
use crate::judge::Plan;
use crate::model::{Library, ScopeStatus, Snapshot};
use crate::project::Project;
use crate::resolve::resolve;
use crate::source::{Sources, Span};
use crate::syntax::ast::{Document, Item};
use crate::syntax::parse;
use crate::tables::Tables;
use crate::testing::{Block, TestResult, each, first_failure, run};

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// This test or snapshot, by its place among [`Mutation::blocks`], fails, or cannot be read any more.
    Caught(usize),
    /// Every test passes.
    Unnoticed,
    /// It is no library: what is changed does not check, whatever the tests say.
    NotViable,
    /// It says the same as the library does.
    SameMeaning,
}

/// Says what a snapshot records.
pub type Recorder<'r> = dyn Fn(&Plan<'_>, &Sources, &Snapshot) -> String + Sync + 'r;

/// A library with its tests and everything that might be wrong with it.
pub struct Mutation<'a> {
    recorder: &'a Recorder<'a>,
    /// Whether each state stands alone.
    alone: bool,
    /// What each snapshot records as long as nothing is changed, by its title.
    recorded: BTreeMap<String, String>,
    sources: &'a Sources,
    tables: &'a Tables,
    pub(super) project: Project,
    day: Option<Date>,
    /// The text of each document of the library that is rules.
    texts: Vec<(u32, String)>,
    /// The place of each test, and behind them of each snapshot.
    tests: Vec<Span>,
    /// The library, with the tests and snapshots that are run and no others.
    pub library: Library,
    /// Every mutant, in the order of the source.
    pub mutants: Vec<Mutant>,
}

impl<'a> Mutation<'a> {
    /// Finds the mutants of a project that checks. Only tests and snapshots whose title is
    /// `wanted` are run; `recorder` says what snapshots record.
    pub fn new(
        project: &Project,
        tables: &'a Tables,
        sources: &'a Sources,
        day: Option<Date>,
        wanted: &dyn Fn(&str) -> bool,
        recorder: &'a Recorder<'a>,
    ) -> Self {
        let mut project = project.clone();
        let own = project.libraries.last_mut().map(|own| own.documents.as_mut_slice()).unwrap_or_default();
        for document in own.iter_mut() {
            let unwanted = |item: &Item| {
                matches!(item, Item::Test(test) if !wanted(&test.title.value))
                    || matches!(item, Item::Snapshot(snapshot) if !wanted(&snapshot.title.value))
            };
            document.items.retain(|item| !unwanted(item));
        }
        let written = |document: &Document| {
            let file = sources.file(document.file);
            (file.base(), file.code().into_owned())
        };
        let rules: Vec<(u32, String)> = own.iter().map(written).collect();
        let mut diagnostics = Diagnostics::default();
        let library = check(resolve(&project, tables, &mut diagnostics), tables, sources, &mut diagnostics);
        let mutants = mutants(own_documents(&project), &rules, &library);
        let tests = places_of_tests(own_documents(&project));
        let snapshots: Vec<&Snapshot> = library.snapshots.iter().collect();
        let record = |plan: &Plan<'_>, one: &&Snapshot| (one.title.clone(), recorder(plan, sources, one));
        let kept = each(&library, &snapshots, day, record).into_iter().collect();
        Self {
            recorder,
            alone: stand_alone(&library),
            recorded: kept,
            sources,
            tables,
            project,
            day,
            texts: rules,
            tests,
            library,
            mutants,
        }
    }

    /// The tests and snapshots that are run: places of either are those in this list.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        blocks(&self.library)
    }

    /// The title of a test or snapshot.
    pub fn title(&self, at: usize) -> Option<&str> {
        let tests = &self.library.tests;
        let snapshot = || self.library.snapshots.get(at.checked_sub(tests.len())?).map(|one| one.title.as_str());
        tests.get(at).map(|test| test.title.as_str()).or_else(snapshot)
    }

    /// What comes of the tests as long as nothing is changed.
    pub fn unchanged(&self) -> Vec<TestResult> {
        run(&self.library, &self.library.tests.iter().collect::<Vec<_>>(), self.day)
    }

    /// The statement that a mutant changes.
    fn item(&self, mutant: &Mutant) -> Option<&Item> {
        own_documents(&self.project).get(mutant.document)?.items.get(mutant.item)
    }

    /// What a mutant is about.
    pub fn subject(&self, mutant: &Mutant) -> Subject {
        self.item(mutant).map_or(Subject::Other, |item| Subject::of(item, &self.library))
    }

    /// The tests that a mutant may reach; the others need not be run.
    pub fn reached(&self, mutant: &Mutant) -> Vec<usize> {
        let subject = self.subject(mutant);
        let blocks = self.blocks().into_iter().enumerate();
        blocks.filter(|(_, block)| subject.reaches(*block, self.alone)).map(|(at, _)| at).collect()
    }

    /// The tests that are about the same thing as a mutant.
    pub fn near(&self, mutant: &Mutant) -> Near {
        self.subject(mutant).near(&self.library, &self.blocks())
    }

    /// What becomes of a mutant when these tests are run.
    pub fn fate(&self, mutant: &Mutant, tests: &[usize]) -> Fate {
        self.fate_in(&mut self.project.clone(), mutant, tests)
    }

    /// The text of a mutant's statement, before and behind the change.
    pub fn changed(&self, mutant: &Mutant) -> Option<(&str, String)> {
        let span = self.item(mutant).and_then(place)?;
        let (base, text) = self.texts.get(mutant.document)?;
        let text = text.get(span.start.checked_sub(*base)? as usize..span.end.checked_sub(*base)? as usize)?;
        Some((text, Statement::new(text, span).changed(mutant.cut, &mutant.put)))
    }

    pub(super) fn fate_in(&self, project: &mut Project, mutant: &Mutant, tests: &[usize]) -> Fate {
        let Some((_, text)) = self.changed(mutant) else { return Fate::NotViable };
        let mut sources = self.sources.clone();
        let Some(file) = sources.add("mutant", text.into_bytes()) else { return Fate::NotViable };
        let mut diagnostics = Diagnostics::default();
        let read = parse(&sources, file, &mut diagnostics);
        if diagnostics.has_form_errors() {
            return Fate::NotViable;
        }
        let moved = match (self.item(mutant), read.items.first()) {
            (Some(Item::Table(old)), Some(Item::Table(new))) => Some(self.tables.moved(old.span, new.span)),
            (_, _) => None,
        };
        let tables = moved.as_ref().unwrap_or(self.tables);
        let count = read.items.len();
        let old = exchange(project, mutant, 1, read.items);
        let library = check(resolve(project, tables, &mut diagnostics), tables, &sources, &mut diagnostics);
        exchange(project, mutant, count, old);
        if diagnostics.has_form_errors() {
            return self.unread(&diagnostics).map_or(Fate::NotViable, Fate::Caught);
        }
        // What a measure furthers can be seen only in a clause that is about it.
        if mutant.operator == Operator::Effect && self.item(mutant).is_some_and(|item| !self.in_a_clause(item)) {
            return Fate::SameMeaning;
        }
        let rules_scope = mutant.operator == Operator::Scope || matches!(self.subject(mutant), Subject::Scope(_));
        if rules_scope && rulings(&library).eq(rulings(&self.library)) {
            return Fate::SameMeaning;
        }
        let all = blocks(&library);
        let asked: Vec<Block<'_>> = tests.iter().filter_map(|at| all.get(*at).copied()).collect();
        let is_kept = |plan: &Plan<'_>, one: &Snapshot| {
            self.recorded.get(&one.title).is_some_and(|before| *before == (self.recorder)(plan, &sources, one))
        };
        let failed = first_failure(&library, &asked, self.day, &is_kept).and_then(|at| tests.get(at));
        failed.map_or(Fate::Unnoticed, |at| Fate::Caught(*at))
    }

    /// Whether any clause is about the measure that a statement declares.
    fn in_a_clause(&self, item: &Item) -> bool {
        let Item::Measure(item) = item else { return true };
        let clauses = self.library.principles.values().flat_map(|principle| &principle.clauses);
        let mut terms = clauses.flat_map(|clause| &clause.variants).filter_map(|variant| variant.term.as_ref());
        terms.any(|term| self.library.measures[term.measure].named.span == item.name.span)
    }

    /// The first test that names what is there no more, where only tests are wrong.
    fn unread(&self, diagnostics: &Diagnostics) -> Option<usize> {
        let sorted = diagnostics.sorted();
        let errors = sorted.iter().filter(|found| found.severity == Severity::Error && found.code.is_form());
        let within = |span: Span| self.tests.iter().position(|test| test.start <= span.start && span.end <= test.end);
        let tests: Option<Vec<usize>> = errors.map(|found| found.span().and_then(within)).collect();
        tests?.into_iter().min()
    }
}

fn own_documents(project: &Project) -> &[Document] {
    project.libraries.last().map(|own| own.documents.as_slice()).unwrap_or_default()
}

/// The tests of a library, and behind them its snapshots.
fn blocks(library: &Library) -> Vec<Block<'_>> {
    let tests = library.tests.iter().map(Block::Test);
    tests.chain(library.snapshots.iter().map(Block::Snapshot)).collect()
}

/// The places of the tests and of the snapshots, in the order of [`blocks`].
fn places_of_tests(documents: &[Document]) -> Vec<Span> {
    let items = || documents.iter().flat_map(|document| &document.items);
    let tests = items().filter_map(|item| if let Item::Test(test) = item { Some(test.span) } else { None });
    let snapshot = |item: &Item| if let Item::Snapshot(snapshot) = item { Some(snapshot.span) } else { None };
    tests.chain(items().filter_map(snapshot)).collect()
}

/// Puts statements in place of so many others, which are returned.
fn exchange(project: &mut Project, mutant: &Mutant, count: usize, new: Vec<Item>) -> Vec<Item> {
    let own = project.libraries.last_mut();
    let Some(document) = own.and_then(|own| own.documents.get_mut(mutant.document)) else { return Vec::new() };
    let end = mutant.item.saturating_add(count);
    if end > document.items.len() {
        return Vec::new();
    }
    document.items.splice(mutant.item..end, new).collect()
}

/// Whether each issue is open at each level.
fn rulings(library: &Library) -> impl Iterator<Item = ScopeStatus> {
    let levels = || library.levels.ids();
    library
        .issues
        .ids()
        .flat_map(move |issue| levels().map(move |level| library.scope.ruling(&library.issues, issue, level).status))
}
