//! What came of tests and snapshots, as one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use super::{Run, message, snapshot_message, written};
use crate::source::{Sources, Span};
use crate::testing::{Comparison, Failure, SnapshotResult, TestResult};

/// The name of the schema; it changes when its meaning does.
pub const SCHEMA: &str = "comity/tests/1";

#[derive(Serialize)]
struct TestedRecord<'r> {
    schema: &'static str,
    library: &'r str,
    version: Option<&'r str>,
    as_of: Option<String>,
    stopped: Option<&'r str>,
    passed: usize,
    failed: usize,
    tests: Vec<TestRecord<'r>>,
    snapshots: Vec<SnapshotRecord<'r>>,
    unreferenced: &'r [String],
    removed: &'r [String],
}

#[derive(Serialize)]
struct Place<'r> {
    file: &'r str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct TestRecord<'r> {
    title: &'r str,
    place: Option<Place<'r>>,
    status: &'static str,
    expectations: usize,
    failures: Vec<FailureRecord<'r>>,
}

#[derive(Serialize)]
struct FailureRecord<'r> {
    expectation: String,
    place: Option<Place<'r>>,
    message: String,
    expected: &'r str,
    found: &'r str,
    why: Vec<&'r str>,
}

#[derive(Serialize)]
struct SnapshotRecord<'r> {
    title: &'r str,
    place: Option<Place<'r>>,
    status: &'static str,
    file: &'r str,
    comparison: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'r str>,
}

/// Writes what came of tests and snapshots as one JSON object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let tested = run.tested;
    let failed = tested.failed();
    let record = TestedRecord {
        schema: SCHEMA,
        library: &run.library.name,
        version: run.library.version.as_deref(),
        as_of: run.day.map(|day| day.to_string()),
        stopped: tested.stopped.as_deref(),
        passed: tested.tests.len() + tested.snapshots.len() - failed,
        failed,
        tests: tested.tests.iter().map(|result| test(run.sources, result)).collect(),
        snapshots: tested.snapshots.iter().map(|result| snapshot(run.sources, result)).collect(),
        unreferenced: &tested.unreferenced,
        removed: &tested.removed,
    };
    serde_json::to_writer_pretty(&mut *out, &record)?;
    writeln!(out)
}

fn status(passed: bool) -> &'static str {
    if passed { "passed" } else { "failed" }
}

fn place(sources: &Sources, span: Span) -> Option<Place<'_>> {
    sources.locate(span).map(|place| Place { file: place.file, line: place.line, column: place.column })
}

fn test<'r>(sources: &'r Sources, result: &'r TestResult) -> TestRecord<'r> {
    TestRecord {
        title: &result.title,
        place: place(sources, result.span),
        status: status(result.passed()),
        expectations: result.expectations,
        failures: result.failures.iter().map(|one| failure(sources, one)).collect(),
    }
}

fn failure<'r>(sources: &'r Sources, failure: &'r Failure) -> FailureRecord<'r> {
    FailureRecord {
        expectation: written(sources, failure.span),
        place: place(sources, failure.span),
        message: message(failure),
        expected: &failure.expected,
        found: &failure.found,
        why: failure.notes.iter().chain(&failure.why).map(String::as_str).collect(),
    }
}

fn snapshot<'r>(sources: &'r Sources, result: &'r SnapshotResult) -> SnapshotRecord<'r> {
    let passed = result.comparison.passed();
    let (comparison, before) = match &result.comparison {
        Comparison::Same => ("same", None),
        Comparison::Missing => ("missing", None),
        Comparison::Changed { before } => ("changed", Some(before.as_str())),
        Comparison::Unusable(_) => ("unusable", None),
        Comparison::Written => ("written", None),
    };
    SnapshotRecord {
        title: &result.title,
        place: place(sources, result.span),
        status: status(passed),
        file: &result.file,
        comparison,
        message: (!passed).then(|| snapshot_message(result)),
        before,
        now: (!passed).then_some(result.now.as_str()),
    }
}
