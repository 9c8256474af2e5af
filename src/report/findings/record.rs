//! Findings as programs read them. The schema is `docs/findings-1.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Found, kind};
use crate::diagnostics::{Allowed, Diagnostic, Severity};
use crate::source::{Sources, Span};

/// The name of the schema, which changes with its meaning.
pub const SCHEMA: &str = "comity/findings/1";

/// Everything that a run has found.
#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: &'static str,
    library: &'a str,
    as_of: Option<&'a str>,
    counts: Counts,
    findings: Vec<Record<'a>>,
    /// The kinds of finding that occur.
    codes: Vec<Explained>,
}

#[derive(Debug, Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
    allowed: usize,
}

#[derive(Debug, Serialize)]
struct Record<'a> {
    code: &'static str,
    severity: &'static str,
    kind: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<Caught<'a>>,
    /// The main place first.
    places: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed: Option<Suppressed<'a>>,
}

#[derive(Debug, Serialize)]
struct Caught<'a> {
    level: &'a str,
    /// Each a `given` of a test.
    given: &'a [String],
}

/// Lines and columns count from 1, columns in characters, bytes from 0; the end is behind the last character.
#[derive(Debug, Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Suppressed<'a> {
    because: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place<'a>>,
}

#[derive(Debug, Serialize)]
struct Explained {
    code: &'static str,
    severity: &'static str,
    kind: &'static str,
    summary: &'static str,
    /// What `comity explain` says, in Markdown.
    page: &'static str,
}

/// Writes one object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(found: &Found<'_>, out: &mut dyn Write) -> io::Result<()> {
    let sorted = found.diagnostics.sorted();
    let count = |severity: Severity| sorted.iter().filter(|finding| finding.severity == severity).count();
    let report = Report {
        schema: SCHEMA,
        library: found.library,
        as_of: found.as_of,
        counts: Counts {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            note: count(Severity::Note),
            allowed: found.diagnostics.allowed().len(),
        },
        findings: found.all().into_iter().map(|(finding, allowed)| record(found.sources, finding, allowed)).collect(),
        codes: found
            .codes()
            .into_iter()
            .map(|code| Explained {
                code: code.name(),
                severity: code.severity().name(),
                kind: kind(code),
                summary: code.summary(),
                page: code.explanation(),
            })
            .collect(),
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}

fn record<'a>(sources: &'a Sources, finding: &'a Diagnostic, allowed: Option<&'a Allowed>) -> Record<'a> {
    Record {
        code: finding.code.name(),
        severity: finding.severity.name(),
        kind: kind(finding.code),
        message: &finding.message,
        help: finding.help.as_deref(),
        witness: finding.witness.as_ref().map(|witness| Caught { level: &witness.level, given: &witness.given }),
        places: finding.labels.iter().filter_map(|label| place(sources, label.span, &label.text)).collect(),
        allowed: allowed
            .map(|allowed| Suppressed { because: &allowed.because, place: place(sources, allowed.place, "") }),
    }
}

fn place<'a>(sources: &'a Sources, span: Span, text: &'a str) -> Option<Place<'a>> {
    let region = sources.region(span)?;
    Some(Place {
        file: region.file,
        line: region.start.line,
        column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
        start: region.start.byte,
        end: region.end.byte,
        text,
    })
}
