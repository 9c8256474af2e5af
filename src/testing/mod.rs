//! Tests and snapshots that a library carries: what must come out and whether it does, and what is kept in files.
//!
//! In: a [`Library`] with its [`Test`]s and [`Snapshot`](crate::model::Snapshot)s. Out: a [`TestResult`] for each
//! test, in their order; a [`Kept`] for each file of a snapshot. Never here: printing, the disk, or changing what is
//! expected.

mod comparison;
pub mod coverage;
mod expect;
mod first;
mod ground;
mod kept;
mod outcomes;
mod records;
mod setting;

pub use comparison::{Comparison, SnapshotResult};
pub use expect::Found;
pub use first::first_failure;
pub use ground::{asked, class};
pub use kept::{Header, Kept, NotKept, normal};
pub use records::verdicts;
pub use setting::{Block, Setting, each};

use jiff::civil::Date;

use crate::judge::Plan;
use crate::model::{Expectation, Library, Test};
use crate::source::Span;

/// What came of the tests and snapshots of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tested {
    /// The tests, in their order.
    pub tests: Vec<TestResult>,
    /// The snapshots, in their order.
    pub snapshots: Vec<SnapshotResult>,
    /// The files of snapshots that no snapshot names any more.
    pub unreferenced: Vec<String>,
    /// Those of them that were removed.
    pub removed: Vec<String>,
    /// Why nothing could be tested.
    pub stopped: Option<String>,
}

impl Tested {
    /// Whether everything is as it must be.
    pub fn passed(&self) -> bool {
        self.stopped.is_none() && self.failed() == 0
    }

    /// How many tests and snapshots are not.
    pub fn failed(&self) -> usize {
        let snapshots = self.snapshots.iter().filter(|snapshot| !snapshot.comparison.passed());
        self.tests.iter().filter(|test| !test.passed()).count() + snapshots.count()
    }
}

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
    /// Whether that is a sentence of its own: why there is nothing to compare.
    pub sentence: bool,
    /// What else a reader should know: what is missing, which states were counted.
    pub notes: Vec<String>,
    /// Why that came out, in the words of whoever was asked to tell it.
    pub why: Vec<String>,
}

/// Says why something came out that was not expected, in a few lines.
pub type Teller<'t> = dyn Fn(&Plan<'_>, &Expectation, &Found<'_, '_>) -> Vec<String> + Sync + 't;

/// Runs tests. `day` is the library's day; a test may have one of its own.
pub fn run(library: &Library, tests: &[&Test], day: Option<Date>) -> Vec<TestResult> {
    run_telling(library, tests, day, &|_, _, _| Vec::new())
}

/// The same, and asks why of every expectation that fails.
pub fn run_telling(library: &Library, tests: &[&Test], day: Option<Date>, tell: &Teller<'_>) -> Vec<TestResult> {
    each(library, tests, day, |plan, test| run_one(plan, test, tell))
}

fn run_one(plan: &Plan<'_>, test: &Test, tell: &Teller<'_>) -> TestResult {
    let failures =
        test.expectations.iter().filter_map(|expectation| expect::check(plan, expectation, tell).err()).collect();
    TestResult { title: test.title.clone(), span: test.span, expectations: test.expectations.len(), failures }
}
