//! Tests that a library carries: what must come out, and whether it does.
//!
//! In: a [`Library`] with its [`Test`]s. Out: a [`TestResult`] for each, in their order. Never here: printing, or
//! changing what is expected.

mod expect;
mod first;
mod ground;
mod outcomes;

pub use first::first_failure;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::judge::Plan;
use crate::model::{Id, Library, Test};
use crate::source::Span;

/// What came of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestResult {
    /// The test's title.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// How many expectations it has.
    pub expectations: usize,
    /// The expectations that failed.
    pub failures: Vec<Failure>,
}

impl TestResult {
    /// Whether everything came out as expected.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// An expectation that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where it stands.
    pub span: Span,
    /// What was expected.
    pub expected: String,
    /// What came out.
    pub found: String,
    /// What else a reader should know: what is missing, which states were counted.
    pub notes: Vec<String>,
}

/// Runs tests. `day` is the library's day; a test may have one of its own.
pub fn run(library: &Library, tests: &[&Test], day: Option<Date>) -> Vec<TestResult> {
    // Working a library out costs more than most tests; those without states or a day of their own share it.
    let mut shared: BTreeMap<Option<Date>, Plan<'_>> = BTreeMap::new();
    tests
        .iter()
        .map(|test| {
            let day = test.as_of.or(day);
            if test.given.is_empty() {
                let plan = shared.entry(day).or_insert_with(|| Plan::new(library, day));
                run_one(plan, test)
            } else {
                let given = with_given(library, test);
                run_one(&Plan::new(&given, day), test)
            }
        })
        .collect()
}

/// The library with the states that a test gives.
fn with_given(library: &Library, test: &Test) -> Library {
    let mut given = library.clone();
    for (id, state) in &test.given {
        if id.index() < given.states.len() {
            given.states[*id] = state.clone();
        } else {
            given.states.push(state.clone());
        }
    }
    given
}

fn run_one(plan: &Plan<'_>, test: &Test) -> TestResult {
    let failures = test.expectations.iter().filter_map(|expectation| expect::check(plan, expectation).err()).collect();
    TestResult { title: test.title.clone(), span: test.span, expectations: test.expectations.len(), failures }
}
