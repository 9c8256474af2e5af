//! Rows for programs: JSON, JSON lines and CSV, written as they are judged.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::parts::{Part, Wanted};
use super::record::{Record, SCHEMA};
use super::stream::stream;
use crate::worlds::Worlds;

/// How many rows are made at once.
const ROWS: usize = 8192;

/// The same where each takes long, as all completions of facts are looked at.
const SLOW_ROWS: usize = 512;

/// Of how many rows the text is made at once.
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

pub(super) fn each<E>(
    parts: &[Part<'_, '_, '_>],
    wanted: &Wanted<'_, '_>,
    take: &mut dyn FnMut(Record<'_>) -> Result<(), E>,
) -> Result<(), E> {
    parts.iter().try_for_each(|part| part.each(wanted, take))
}

/// One row on each line; lists are joined with `;`. Over completions of facts there are two columns more.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_csv(wanted: &Wanted<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns(wanted.worlds);
    let mut headings = csv::Writer::from_writer(&mut *out);
    headings.write_record(HEADINGS.iter().take(columns))?;
    headings.flush()?;
    drop(headings);
    let make = |parts: &[Part<'_, '_, '_>]| {
        let mut csv = csv::Writer::from_writer(Vec::new());
        each(parts, wanted, &mut |record| {
            for cell in cells(&record).iter().take(columns) {
                csv.write_field(cell.as_deref().unwrap_or_default())?;
            }
            csv.write_record(None::<&[u8]>)
        })?;
        csv.into_inner().map_err(csv::IntoInnerError::into_error)
    };
    stream(wanted, unit(wanted.worlds), make, |text| out.write_all(&text))
}

/// How many columns there can be.
const COLUMNS: usize = 15;

/// The columns; the last two are there over completions of facts.
pub(super) const HEADINGS: [&str; COLUMNS] = [
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

/// How many columns there are.
pub(super) fn columns(worlds: Worlds) -> usize {
    match worlds {
        Worlds::Evidence => COLUMNS - 2,
        Worlds::Exact => COLUMNS,
    }
}

/// What stands in each column of a row; `None` where there is nothing of the kind.
pub(super) fn cells<'r>(record: &'r Record<'_>) -> [Option<Cow<'r, str>>; COLUMNS] {
    let text = |text: &'r str| Some(Cow::Borrowed(text));
    let settles = record.settles.iter().map(|one| format!("{} -> {}", one.given.join(", "), one.verdict));
    [
        text(record.principle),
        text(record.level),
        record.group.and_then(text),
        record.pair.and_then(|[first, _]| text(first)),
        record.pair.and_then(|[_, second]| text(second)),
        text(record.state),
        Some(joined(&record.roles)),
        text(record.verdict),
        Some(joined(&record.possible)),
        Some(joined(&record.missing)),
        record.strength.map(|strength| Cow::Owned(strength.to_string())),
        text(record.scope),
        record.reason.and_then(text),
        Some(Cow::Owned(settles.collect::<Vec<_>>().join(";"))),
        text(if record.exact.unwrap_or(true) { "true" } else { "false" }),
    ]
}

fn joined<T: AsRef<str>>(all: &[T]) -> Cow<'_, str> {
    match all {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(one.as_ref()),
        [first, rest @ ..] => {
            let mut text = first.as_ref().to_owned();
            for one in rest {
                text.push(';');
                text.push_str(one.as_ref());
            }
            Cow::Owned(text)
        }
    }
}
