//! Rows as Parquet: a file of columns, in groups of rows that are written as they are made.

use std::io::{self, Write};
use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::Date;
use parquet::basic::Compression;
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor};

use super::parts::{Part, Wanted};
use super::record::{Record, SCHEMA};
use super::rows::{HEADINGS, cells, columns, each};
use super::stream::stream;
use crate::worlds::Worlds;

/// How many rows a group has at most.
const ROWS: usize = 1 << 16;

/// The same where each takes long.
const SLOW_ROWS: usize = 1 << 12;

/// How many rows are gathered before they are encoded.
const BATCH: usize = 1024;

/// Writes the rows, with the columns of CSV: `strength` is a number and `exact` a truth, and where there is nothing of the
/// kind a cell is null.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_parquet(wanted: &Wanted<'_, '_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let schema =
        HEADINGS.iter().take(columns(wanted.worlds)).map(|name| format!("{} {name}{}; ", kind(name).0, kind(name).1));
    let schema = format!("message verdicts {{ {}}}", schema.collect::<String>());
    let schema = Arc::new(parse_message_type(&schema).map_err(plain)?);
    let properties = WriterProperties::builder()
        .set_created_by(concat!("comity ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_key_value_metadata(Some(head(wanted)));
    let properties = Arc::new(properties.build());
    let columns: SchemaDescPtr = Arc::new(SchemaDescriptor::new(Arc::clone(&schema)));
    let mut file = SerializedFileWriter::new(out, schema, Arc::clone(&properties)).map_err(plain)?;
    let rows = match wanted.worlds {
        Worlds::Evidence => ROWS,
        Worlds::Exact => SLOW_ROWS,
    };
    let make = |parts: &[Part<'_, '_, '_>]| group(parts, wanted, &columns, &properties).map_err(plain);
    stream(wanted, rows, make, |chunks| {
        if chunks.iter().all(|(_, chunk)| chunk.rows_written == 0) {
            return Ok(());
        }
        let mut group = file.next_row_group().map_err(plain)?;
        for (bytes, chunk) in chunks {
            group.append_column(&bytes, chunk).map_err(plain)?;
        }
        group.close().map(drop).map_err(plain)
    })?;
    file.close().map(drop).map_err(plain)
}

/// What a column holds, in front of its name and behind it.
fn kind(name: &str) -> (&'static str, &'static str) {
    match name {
        "strength" => ("optional double", ""),
        "exact" => ("required boolean", ""),
        "group" | "first" | "second" | "reason" => ("optional binary", " (UTF8)"),
        _ => ("required binary", " (UTF8)"),
    }
}

/// What JSON has above its rows.
fn head(wanted: &Wanted<'_, '_>) -> Vec<KeyValue> {
    let library = wanted.plan.library();
    let entries = [
        ("schema", Some(SCHEMA.to_owned())),
        ("library", Some(library.name.clone())),
        ("version", library.version.clone()),
        ("as_of", wanted.plan.world.date.as_ref().map(Date::to_string)),
        ("worlds", (wanted.worlds == Worlds::Exact).then(|| "exact".to_owned())),
    ];
    let given = entries.into_iter().filter_map(|(key, value)| value.map(|value| (key, value)));
    given.map(|(key, value)| KeyValue::new(format!("comity.{key}"), value)).collect()
}

/// A column of a group, ready to be put into the file.
type Chunk = (Bytes, ColumnCloseResult);

/// The rows of some parts, column by column.
fn group(
    parts: &[Part<'_, '_, '_>],
    wanted: &Wanted<'_, '_>,
    columns: &SchemaDescPtr,
    properties: &Arc<WriterProperties>,
) -> Result<Vec<Chunk>, ParquetError> {
    let mut sinks: Vec<_> = columns.columns().iter().map(|_| TrackedWrite::new(Vec::new())).collect();
    let mut open: Vec<Column<'_>> = Vec::new();
    for (column, sink) in columns.columns().iter().zip(&mut sinks) {
        let pages = Box::new(SerializedPageWriter::new(sink));
        let writer = get_column_writer(Arc::clone(column), Arc::clone(properties), pages);
        open.push(Column { writer, cells: Cells::default() });
    }
    let mut rows = 0;
    each(parts, wanted, &mut |record| {
        for (column, text) in open.iter_mut().zip(cells(&record)) {
            column.put(text.as_deref(), &record);
        }
        rows += 1;
        if rows % BATCH == 0 { open.iter_mut().try_for_each(Column::flush) } else { Ok(()) }
    })?;
    let mut closed = Vec::new();
    for mut column in open {
        column.flush()?;
        closed.push(column.writer.close()?);
    }
    sinks.into_iter().zip(closed).map(|(sink, closed)| Ok((sink.into_inner()?.into(), closed))).collect()
}

/// A column that is being made.
struct Column<'s> {
    writer: ColumnWriter<'s>,
    cells: Cells,
}

/// What is gathered of a column.
#[derive(Default)]
struct Cells {
    texts: Vec<ByteArray>,
    numbers: Vec<f64>,
    truths: Vec<bool>,
    /// For each row 1 where there is something, and 0 where there is nothing.
    there: Vec<i16>,
    /// The last text: most often the next one is the same.
    last: ByteArray,
}

impl Column<'_> {
    fn put(&mut self, text: Option<&str>, record: &Record<'_>) {
        let cells = &mut self.cells;
        cells.there.push(text.is_some().into());
        match (&self.writer, text) {
            (_, None) => {}
            (ColumnWriter::DoubleColumnWriter(_), Some(_)) => cells.numbers.extend(record.strength),
            (ColumnWriter::BoolColumnWriter(_), Some(_)) => cells.truths.push(record.exact.unwrap_or(true)),
            (_, Some(text)) => {
                if cells.texts.is_empty() || cells.last.data() != text.as_bytes() {
                    cells.last = ByteArray::from(text);
                }
                cells.texts.push(cells.last.clone());
            }
        }
    }

    /// Encodes what was gathered.
    fn flush(&mut self) -> Result<(), ParquetError> {
        let cells = &mut self.cells;
        let there = Some(cells.there.as_slice());
        match &mut self.writer {
            ColumnWriter::DoubleColumnWriter(writer) => writer.write_batch(&cells.numbers, there, None)?,
            ColumnWriter::BoolColumnWriter(writer) => writer.write_batch(&cells.truths, None, None)?,
            ColumnWriter::ByteArrayColumnWriter(writer) => writer.write_batch(&cells.texts, there, None)?,
            ColumnWriter::Int32ColumnWriter(_)
            | ColumnWriter::Int64ColumnWriter(_)
            | ColumnWriter::Int96ColumnWriter(_)
            | ColumnWriter::FloatColumnWriter(_)
            | ColumnWriter::FixedLenByteArrayColumnWriter(_) => 0,
        };
        cells.texts.clear();
        cells.numbers.clear();
        cells.truths.clear();
        cells.there.clear();
        Ok(())
    }
}

/// The error of the disk, where it is one.
fn plain(error: ParquetError) -> io::Error {
    if let ParquetError::External(inner) = error {
        inner.downcast::<io::Error>().map_or_else(io::Error::other, |inner| *inner)
    } else {
        io::Error::other(error)
    }
}
