//! Rows for programs: JSON, JSON lines and CSV, written as they are judged.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::parts::{Part, Wanted};
use super::record::{Record, SCHEMA};
use super::stream::stream;
use crate::worlds::Worlds;

/// Of how many rows the text is made at once.
const ROWS: usize = 8192;

/// The same where each takes long, as all completions of facts are looked at.
const SLOW_ROWS: usize = 512;

fn unit(worlds: Worlds) -> usize {
    match worlds {
        Worlds::Evidence => ROWS,
        Worlds::Exact => SLOW_ROWS,
    }
}

/// One object with all rows.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_json(wanted: &Wanted<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Head<'h> {
        schema: &'h str,
        library: &'h str,
        version: Option<&'h str>,
        as_of: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        worlds: Option<&'h str>,
    }
    let library = wanted.plan.library();
    let head = Head {
        schema: SCHEMA,
        library: &library.name,
        version: library.version.as_deref(),
        as_of: wanted.plan.world.date.as_ref().map(Date::to_string),
        worlds: (wanted.worlds == Worlds::Exact).then_some("exact"),
    };
    let head = serde_json::to_string(&head)?;
    write!(out, "{},\"verdicts\":[", head.trim_end_matches('}'))?;
    let make = |parts: &[Part<'_, '_, '_>]| {
        let mut text = Vec::new();
        each(parts, wanted, &mut |record| {
            text.extend(b",\n");
            serde_json::to_writer(&mut text, &record)
        })?;
        Ok(text)
    };
    let mut first = true;
    stream(wanted, unit(wanted.worlds), make, |text| {
        // There is no comma in front of the first row.
        let from = usize::from(first && !text.is_empty());
        first &= text.is_empty();
        out.write_all(text.get(from..).unwrap_or_default())
    })?;
    writeln!(out, "\n]}}")
}

/// One object on each line.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_jsonl(wanted: &Wanted<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    let make = |parts: &[Part<'_, '_, '_>]| {
        let mut text = Vec::new();
        each(parts, wanted, &mut |record| {
            serde_json::to_writer(&mut text, &record)?;
            text.push(b'\n');
            Ok::<_, io::Error>(())
        })?;
        Ok(text)
    };
    stream(wanted, unit(wanted.worlds), make, |text| out.write_all(&text))
}

fn each<E>(
    parts: &[Part<'_, '_, '_>],
    wanted: &Wanted<'_, '_>,
    take: &mut dyn FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    parts.iter().try_for_each(|part| part.each(wanted, take))
}

/// One row on each line; lists are joined with `;`. Over completions of facts there are two columns more.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_csv(wanted: &Wanted<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    let exact = wanted.worlds == Worlds::Exact;
    let mut headings = csv::Writer::from_writer(&mut *out);
    headings.write_record(HEADINGS.iter().take(if exact { HEADINGS.len() } else { HEADINGS.len() - 2 }))?;
    headings.flush()?;
    drop(headings);
    let make = |parts: &[Part<'_, '_, '_>]| {
        let mut csv = csv::Writer::from_writer(Vec::new());
        each(parts, wanted, &mut |record| {
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
            if exact {
                let settles = record.settles.iter().map(|one| format!("{} -> {}", one.given.join(", "), one.verdict));
                cells.extend([settles.collect::<Vec<_>>().join(";"), record.exact.unwrap_or(true).to_string()]);
            }
            csv.write_record(cells)
        })?;
        csv.into_inner().map_err(csv::IntoInnerError::into_error)
    };
    stream(wanted, unit(wanted.worlds), make, |text| out.write_all(&text))
}

/// The columns; the last two are there over completions of facts.
const HEADINGS: [&str; 15] = [
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
    "settles",
    "exact",
];
