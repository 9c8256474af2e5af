//! What came of tests and snapshots, as the XML that build servers read.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::{Run, details, differing, message, place, snapshot_message, written};
use crate::source::Span;
use crate::testing::{SnapshotResult, TestResult};

/// Writes what came of tests and snapshots as the XML of `JUnit`.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_junit(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new(text(&run.library.name));
    let mut tests = TestSuite::new("tests");
    if let Some(why) = &run.tested.stopped {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(text(why)).set_type("errors");
        tests.add_test_case(TestCase::new("the library can be evaluated", status));
    }
    tests.add_test_cases(run.tested.tests.iter().map(|result| test(run, result)));
    report.add_test_suite(tests);
    if !run.tested.snapshots.is_empty() {
        let mut snapshots = TestSuite::new("snapshots");
        snapshots.add_test_cases(run.tested.snapshots.iter().map(|result| snapshot(run, result)));
        report.add_test_suite(snapshots);
    }
    report.serialize(out).map_err(io::Error::other)
}

fn test(run: &Run<'_>, result: &TestResult) -> TestCase {
    let mut status = TestCaseStatus::success();
    if let Some(first) = result.failures.first() {
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let all: Vec<String> = result.failures.iter().map(|failure| details(run.sources, failure)).collect();
        let first = format!("{}: {}", written(run.sources, first.span), message(first));
        status.set_message(text(&first)).set_type("expectation").set_description(text(&all.join("\n\n")));
    }
    let mut case = case(run, &result.title, result.span, status);
    case.set_assertions(result.expectations);
    case
}

fn snapshot(run: &Run<'_>, result: &SnapshotResult) -> TestCase {
    let mut status = TestCaseStatus::success();
    if !result.comparison.passed() {
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let mut lines = vec![place(run.sources, result.span)];
        lines.extend(result.notes.iter().cloned());
        lines.extend(differing(result));
        let message = snapshot_message(result);
        status.set_message(text(&message)).set_type("snapshot").set_description(text(&lines.join("\n")));
    }
    case(run, &result.title, result.span, status)
}

fn case(run: &Run<'_>, title: &str, span: Span, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(text(title), status);
    case.set_classname(text(&run.library.name));
    if let Some(place) = run.sources.locate(span) {
        case.extra.insert("file".into(), text(place.file));
        case.extra.insert("line".into(), place.line.to_string().into());
    }
    case
}

/// A text without what XML cannot hold: the crate leaves out control characters, and not these two.
fn text(text: &str) -> XmlString {
    XmlString::new(text.replace(['\u{fffe}', '\u{ffff}'], ""))
}
