//! Rows for programs: JSON, JSON lines and CSV, written as they are judged.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::record::{Record, SCHEMA, record, record_of};
use crate::judge::{Plan, Query, Session};
use crate::worlds::{Worlds, study};

/// The rows of a session that are wanted, over completions of evidence or of facts.
fn records(session: &Session<'_, '_>, query: &Query, worlds: Worlds) -> Vec<Record> {
    let rows = query.rows(session);
    match worlds {
        Worlds::Evidence => rows.iter().map(|row| record(session, row)).collect(),
        Worlds::Exact => study(session, &rows).iter().map(|study| record_of(session, study)).collect(),
    }
}

/// One object with all rows.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_json(plan: &Plan<'_>, query: &Query, worlds: Worlds, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Head<'h> {
        schema: &'h str,
        library: &'h str,
        version: Option<&'h str>,
        as_of: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        worlds: Option<&'h str>,
    }
    let library = plan.library();
    let head = Head {
        schema: SCHEMA,
        library: &library.name,
        version: library.version.as_deref(),
        as_of: plan.world.date.as_ref().map(Date::to_string),
        worlds: (worlds == Worlds::Exact).then_some("exact"),
    };
    let head = serde_json::to_string(&head)?;
    write!(out, "{},\"verdicts\":[", head.trim_end_matches('}'))?;
    let mut first = true;
    for session in query.sessions(plan) {
        for record in records(&session, query, worlds) {
            out.write_all(if std::mem::take(&mut first) { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &record)?;
        }
    }
    writeln!(out, "\n]}}")
}

/// One object on each line.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_jsonl(plan: &Plan<'_>, query: &Query, worlds: Worlds, out: &mut dyn Write) -> io::Result<()> {
    for session in query.sessions(plan) {
        for record in records(&session, query, worlds) {
            serde_json::to_writer(&mut *out, &record)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// One row on each line; lists are joined with `;`. Over completions of facts there are two columns more.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_csv(plan: &Plan<'_>, query: &Query, worlds: Worlds, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let mut headings = vec![
        "principle",
        "level",
        "group",
        "first",
        "second",
        "state",
        "roles",
        "verdict",
        "possible",
        "missing",
        "strength",
        "scope",
        "reason",
    ];
    if worlds == Worlds::Exact {
        headings.extend(["settles", "exact"]);
    }
    csv.write_record(headings)?;
    for session in query.sessions(plan) {
        for record in records(&session, query, worlds) {
            let settles = record.settles.iter().map(|one| format!("{} -> {}", one.given.join(", "), one.verdict));
            let settles = settles.collect::<Vec<_>>().join(";");
            let [first, second] = record.pair.unwrap_or_default();
            let mut cells = vec![
                record.principle,
                record.level,
                record.group.unwrap_or_default(),
                first,
                second,
                record.state,
                record.roles.join(";"),
                record.verdict.to_owned(),
                record.possible.join(";"),
                record.missing.join(";"),
                record.strength.map(|strength| strength.to_string()).unwrap_or_default(),
                record.scope.to_owned(),
                record.reason.unwrap_or_default().to_owned(),
            ];
            if worlds == Worlds::Exact {
                cells.extend([settles, record.exact.unwrap_or(true).to_string()]);
            }
            csv.write_record(cells)?;
        }
    }
    csv.flush()
}
