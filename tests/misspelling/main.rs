//! A name that is misspelt by one edit, anywhere, is noticed: never silence, and never merely an empty set.
//!
//! Every name, keyword, heading and cell of the examples and of the shipped library is misspelt in turn, and the
//! project is read again. There must be an error or a warning that was not there before. The one exception is a
//! declaration that nothing refers to: renaming it is no mistake, and no verdict may change by it.

mod edit;
mod projects;
mod words;

use std::collections::BTreeSet;
use std::error::Error;

use comity::diagnostics::{Asked, Severity};
use comity::judge::{Plan, Query, Row};
use comity::source::MemoryFiles;
use projects::Project;
use rayon::prelude::*;
use words::{Kind, Word};

/// What there is to see of a project: its errors and warnings, and its verdicts.
struct Seen {
    findings: BTreeSet<(&'static str, String)>,
    rows: Vec<Row>,
    states: usize,
}

fn see(path: &str, files: &MemoryFiles) -> Seen {
    let mut reading = comity::read(path, files);
    let day = reading.day(None);
    let mut rows = Vec::new();
    reading.review(day, &Asked::default());
    if !reading.diagnostics.has_form_errors() {
        let plan = Plan::new(&reading.library, day);
        let query = Query::default();
        rows = query.sessions(&plan).flat_map(|session| query.rows(&session)).collect();
    }
    let grave = reading.diagnostics.sorted().into_iter().filter(|found| found.severity >= Severity::Warning);
    let findings = grave.map(|found| (found.code.name(), found.message.clone())).collect();
    Seen { findings, rows, states: reading.library.states.len() }
}

/// What is wrong with misspelling one word: nothing if it is noticed.
fn misspell(project: &Project, before: &Seen, word: &Word, edit: usize) -> Option<String> {
    let written = edit::misspelt(&word.text, edit, &project.vocabulary)?;
    let after = see(&project.path, &project.with(word, &written));
    if after.findings.difference(&before.findings).next().is_some() {
        return None;
    }
    let harmless = after.rows == before.rows && after.states == before.states && before.findings == after.findings;
    if harmless && matches!(word.kind, Kind::Declaration | Kind::FreeText) {
        return None;
    }
    let line = project.line(word);
    Some(format!("{}:{line}: `{}` for `{}` ({:?}) goes unnoticed", word.file, written, word.text, word.kind))
}

fn all_are_noticed(folder: &str, most: usize) -> Result<(), Box<dyn Error>> {
    let project = Project::read(folder)?;
    let before = see(&project.path, &project.files());
    assert!(!before.rows.is_empty() || before.states == 0, "{folder} has to be evaluated: {:?}", before.findings);
    let words = project.words();
    // In a debug build a sample must do; each word is tried in a release build, with each edit.
    let every = if cfg!(debug_assertions) { words.len().div_ceil(most).max(1) } else { 1 };
    let edits = if cfg!(debug_assertions) { 1 } else { edit::KINDS };
    let tried: Vec<(usize, &Word)> = words.iter().enumerate().filter(|(place, _)| place % every == 0).collect();
    let unnoticed: Vec<String> = tried
        .par_iter()
        .flat_map_iter(|(place, word)| (0..edits).map(move |edit| (word, place / every + edit)))
        .filter_map(|(word, edit)| misspell(&project, &before, word, edit))
        .collect();
    let count = tried.len() * edits;
    if unnoticed.is_empty() && count > 0 {
        return Ok(());
    }
    Err(format!("{folder}: {} of {count} misspellings:\n{}", unnoticed.len(), unnoticed.join("\n")).into())
}

#[test]
fn in_the_worked_example() -> Result<(), Box<dyn Error>> {
    all_are_noticed("examples/readmission", 120)
}

#[test]
fn in_the_rules_of_scope() -> Result<(), Box<dyn Error>> {
    all_are_noticed("examples/scope", 60)
}

#[test]
fn in_the_shared_river() -> Result<(), Box<dyn Error>> {
    all_are_noticed("examples/water", 100)
}

#[test]
fn in_the_global_compact() -> Result<(), Box<dyn Error>> {
    all_are_noticed("examples/global-compact", 50)
}

#[test]
fn in_the_shipped_library() -> Result<(), Box<dyn Error>> {
    all_are_noticed("library/migration", 25)
}
