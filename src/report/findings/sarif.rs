//! Findings in the Static Analysis Results Interchange Format, version 2.1.0, which forges and editors read.

use std::collections::BTreeMap;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::{Found, kind};
use crate::diagnostics::{Allowed, Code, Diagnostic};
use crate::source::{Sources, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprints, which changes when they do.
const FINGERPRINT: &str = "comity/v1";

/// What stands in a path of a URI as it is.
const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[derive(Debug, Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<ResultRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<RuleRecord>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleRecord {
    id: &'static str,
    short_description: Words<'static>,
    full_description: Words<'static>,
    help: Words<'static>,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Debug, Serialize)]
struct Words<'a> {
    text: std::borrow::Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultRecord<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Words<'a>,
    locations: Vec<LocationRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<LocationRecord<'a>>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    /// Empty for what is shown: where some results have them, all must.
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Debug, Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationRecord<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LocationRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Words<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: RegionRecord,
}

#[derive(Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RegionRecord {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// Writes one log with one run.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_sarif(found: &Found<'_>, out: &mut dyn Write) -> io::Result<()> {
    let codes = found.codes();
    let mut fingerprints = Fingerprints::default();
    let results = found
        .all()
        .into_iter()
        .map(|(finding, allowed)| {
            let index = codes.iter().position(|code| *code == finding.code).unwrap_or_default();
            result(found.sources, finding, allowed, index, &mut fingerprints)
        })
        .collect();
    let unreadable = |code: &Code| matches!(code, Code::UnreadableFile | Code::InvalidUtf8);
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "Comity",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: codes.iter().map(|&code| rule(code)).collect(),
            },
        },
        invocations: [Invocation { execution_successful: !codes.iter().any(unreadable) }],
        column_kind: "utf16CodeUnits",
        results,
    };
    serde_json::to_writer_pretty(&mut *out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
    writeln!(out)
}

fn words(text: &str) -> Words<'_> {
    Words { text: text.into(), markdown: None }
}

/// Text in which nothing is taken for a link to another place.
fn message(text: &str) -> Words<'_> {
    let mut text = std::borrow::Cow::Borrowed(text);
    if text.contains("](") {
        text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]").into();
    }
    // A brace is the beginning of a placeholder unless it is doubled (SARIF 2.1.0, 3.11.5).
    if text.contains(['{', '}']) {
        text = text.replace('{', "{{").replace('}', "}}").into();
    }
    Words { text, markdown: None }
}

fn rule(code: Code) -> RuleRecord {
    let page = code.explanation();
    // Below its heading a page begins with what the finding means.
    let paragraph = page.split("\n\n").nth(1).unwrap_or_default();
    RuleRecord {
        id: code.name(),
        short_description: words(code.summary()),
        full_description: Words { text: paragraph.replace('\n', " ").into(), markdown: None },
        help: Words { text: page.into(), markdown: Some(page) },
        default_configuration: Configuration { level: code.severity().name() },
        properties: Properties { tags: [kind(code)] },
    }
}

fn result<'a>(
    sources: &Sources,
    finding: &'a Diagnostic,
    allowed: Option<&'a Allowed>,
    rule_index: usize,
    fingerprints: &mut Fingerprints,
) -> ResultRecord<'a> {
    let mut places = finding.labels.iter().enumerate().filter_map(|(index, label)| {
        let id = (index > 0).then_some(index);
        let said = (!label.text.is_empty()).then(|| message(&label.text));
        location(sources, label.span, id, said)
    });
    let text = finding.advice().map_or_else(
        || message(&finding.message),
        |help| Words {
            text: message(&format!("{}\nhelp: {help}", finding.message)).text.into_owned().into(),
            markdown: None,
        },
    );
    ResultRecord {
        rule_id: finding.code.name(),
        rule_index,
        level: finding.severity.name(),
        message: text,
        locations: places.next().into_iter().collect(),
        related_locations: places.collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprints.next(finding, sources))]),
        suppressions: allowed
            .map(|allowed| Suppression {
                kind: "inSource",
                justification: &allowed.because,
                location: location(sources, allowed.place, None, None),
            })
            .into_iter()
            .collect(),
    }
}

fn location<'a>(
    sources: &Sources,
    span: Span,
    id: Option<usize>,
    message: Option<Words<'a>>,
) -> Option<LocationRecord<'a>> {
    let region = sources.region(span)?;
    let region_record = RegionRecord {
        start_line: region.start.line,
        start_column: region.start.utf16,
        end_line: region.end.line,
        end_column: region.end.utf16,
    };
    let physical_location = Physical { artifact_location: Artifact { uri: uri(region.file) }, region: region_record };
    Some(LocationRecord { id, physical_location, message })
}

/// The name of a file as a URI: relative as it is, or of a file on this computer.
fn uri(name: &str) -> String {
    let drive = name.get(..3).filter(|start| start.starts_with(char::is_alphabetic) && start.ends_with(":/"));
    let rest = name.get(drive.map_or(0, str::len)..).unwrap_or_default();
    let path = utf8_percent_encode(rest, IN_PATHS);
    match drive {
        Some(drive) => format!("file:///{drive}{path}"),
        None if name.starts_with('/') => format!("file://{path}"),
        None => path.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_uris() {
        for (name, wanted) in [
            ("a b/\u{e9}#50%.comity", "a%20b/%C3%A9%2350%25.comity"),
            ("../a:b.comity", "../a%3Ab.comity"),
            ("/tmp/a.comity", "file:///tmp/a.comity"),
            ("C:/rules/a.comity", "file:///C:/rules/a.comity"),
        ] {
            assert_eq!(uri(name), wanted);
        }
    }

    #[test]
    fn a_message_holds_no_link_by_chance() {
        assert_eq!(message("[a | b](c)").text, "\\[a | b\\](c)");
        assert_eq!(message("[a | b] (c)").text, "[a | b] (c)");
    }
}
