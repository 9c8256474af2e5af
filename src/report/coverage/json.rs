//! Coverage for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::lines::label;
use crate::source::Sources;
use crate::testing::coverage::{Coverage, Figure, Kind};

#[derive(Serialize)]
struct Report {
    tests: usize,
    seen: usize,
    points: usize,
    kinds: Vec<KindRecord>,
    items: Vec<ItemRecord>,
}

#[derive(Serialize)]
struct KindRecord {
    kind: &'static str,
    seen: usize,
    points: usize,
}

#[derive(Serialize)]
struct ItemRecord {
    kind: &'static str,
    name: String,
    file: String,
    line: usize,
    column: usize,
    seen: Vec<&'static str>,
    missing: Vec<&'static str>,
}

/// Writes one object: the sums, and every item with what was seen of it and what was not.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(coverage: &Coverage, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let Figure { seen, all } = coverage.figure();
    let kind = |kind: Kind| {
        let Figure { seen, all } = coverage.of_kind(kind);
        KindRecord { kind: kind.one(), seen, points: all }
    };
    let items = coverage.items.iter().filter_map(|item| {
        let place = sources.locate(item.span)?;
        let halves = |wanted: bool| {
            item.points.iter().filter(|(_, seen)| *seen == wanted).map(|(half, _)| half.name()).collect()
        };
        Some(ItemRecord {
            kind: item.kind.one(),
            name: label(item, sources),
            file: place.file.to_owned(),
            line: place.line,
            column: place.column,
            seen: halves(true),
            missing: halves(false),
        })
    });
    let report = Report {
        tests: coverage.tests,
        seen,
        points: all,
        kinds: Kind::ALL.into_iter().map(kind).collect(),
        items: items.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}
