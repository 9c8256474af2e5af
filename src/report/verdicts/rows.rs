//! Rows for programs: JSON, JSON lines and CSV, written as they are judged.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::record::{SCHEMA, record};
use crate::judge::{Plan, Query};

/// One object with all rows.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_json(plan: &Plan<'_>, query: &Query, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Head<'h> {
        schema: &'h str,
        library: &'h str,
        version: Option<&'h str>,
        as_of: Option<String>,
    }
    let library = plan.library();
    let head = Head {
        schema: SCHEMA,
        library: &library.name,
        version: library.version.as_deref(),
        as_of: plan.world.date.as_ref().map(Date::to_string),
    };
    let head = serde_json::to_string(&head)?;
    write!(out, "{},\"verdicts\":[", head.trim_end_matches('}'))?;
    let mut first = true;
    for session in query.sessions(plan) {
        for row in query.rows(&session) {
            out.write_all(if std::mem::take(&mut first) { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &record(&session, &row))?;
        }
    }
    writeln!(out, "\n]}}")
}

/// One object on each line.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_jsonl(plan: &Plan<'_>, query: &Query, out: &mut dyn Write) -> io::Result<()> {
    for session in query.sessions(plan) {
        for row in query.rows(&session) {
            serde_json::to_writer(&mut *out, &record(&session, &row))?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// One row on each line; lists are joined with `;`.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_csv(plan: &Plan<'_>, query: &Query, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
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
    ])?;
    for session in query.sessions(plan) {
        for row in query.rows(&session) {
            let record = record(&session, &row);
            let [first, second] = record.pair.unwrap_or_default();
            csv.write_record([
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
            ])?;
        }
    }
    csv.flush()
}
