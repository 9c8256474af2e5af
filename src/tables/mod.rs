//! CSV tables as rows of cells with their places.
//!
//! In: the files that `profiles`, `positions`, `pairs` and `groups` name. Out: [`Tables`]. Nothing is guessed: every
//! cell is text, `NA` included, and only an empty cell is unknown. Never here: what a cell means.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::project::Project;
use crate::source::{SourceFile, Sources, Span};

/// The tables of a project, by the place of the statement that names them. A copy shares their rows.
#[derive(Debug, Clone, Default)]
pub struct Tables(BTreeMap<Span, Arc<Table>>);

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// The headings.
    pub headings: Vec<String>,
    /// The place of the first line.
    pub heading_span: Span,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug)]
pub struct Row {
    cells: Vec<Cell>,
}

/// A cell, without the spaces around it.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Where.
    pub span: Span,
}

impl Tables {
    /// Reads every table of a project.
    pub fn read(project: &Project, sources: &Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut read = BTreeMap::new();
        for (&place, &file) in &project.tables {
            if let Some(table) = read_table(sources.file(file), diagnostics) {
                read.insert(place, Arc::new(table));
            }
        }
        Self(read)
    }

    /// The table that a statement names.
    pub fn get(&self, statement: Span) -> Option<&Table> {
        self.0.get(&statement).map(Arc::as_ref)
    }

    /// The same tables for a project in which one of the statements stands elsewhere.
    #[must_use]
    pub fn moved(&self, from: Span, to: Span) -> Self {
        let mut tables = self.clone();
        if let Some(table) = tables.0.remove(&from) {
            tables.0.insert(to, table);
        }
        tables
    }
}

impl Table {
    /// The place of a column.
    pub fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|found| found == heading)
    }
}

impl Row {
    /// A cell.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.get(column)
    }

    /// The whole row.
    pub fn span(&self) -> Span {
        let first = self.cells.first().map(|cell| cell.span).unwrap_or_default();
        self.cells.last().map_or(first, |last| first.to(last.span))
    }
}

fn read_table(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Table> {
    if let Some(broken) = file.broken {
        let found = Diagnostic::new(Code::InvalidUtf8, broken, "the table is not UTF-8 text")
            .here("these bytes are no text")
            .help("save the table as UTF-8 (in a spreadsheet: \"CSV UTF-8\")");
        diagnostics.report(found);
        return None;
    }
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let base = file.base() + offset(file.text.len() - text.len());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut table: Option<Table> = None;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                diagnostics.report(Diagnostic::new(Code::TableRow, file.span(), format!("this is not CSV: {error}")));
                return table;
            }
        };
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let mut at = skip_line_breaks(text, start);
        let mut cells = Vec::new();
        for field in &record {
            let end = field_end(text, at);
            let span = Span::new(base + offset(at), base + offset(end));
            if !well_quoted(text.get(at..end).unwrap_or_default()) {
                let found = Diagnostic::new(Code::TableCell, span, "the quotes of this cell do not fit together")
                    .here("a quote is not closed, or something stands behind it")
                    .help("write a cell with a comma or a line break in quotes, and a quote in it twice: \"the \"\"north\"\"\"");
                diagnostics.report(found);
            }
            cells.push(Cell { text: field.trim().to_owned(), span });
            at = end + 1;
        }
        let row = Row { cells };
        match &mut table {
            None => table = Some(headings(&row, diagnostics)?),
            Some(table) if row.cells.len() == table.headings.len() => table.rows.push(row),
            Some(table) => {
                let (have, want) = (row.cells.len(), table.headings.len());
                let found = Diagnostic::new(Code::TableRow, row.span(), format!("a row of {have} cells in a table of {want} columns"))
                    .here(if have < want { "too short" } else { "too long" })
                    .also(table.heading_span, format!("{want} columns"))
                    .help("give every row one cell for each column; an unknown one is left empty, one with a comma stands in quotes");
                diagnostics.report(found);
            }
        }
    }
    if table.is_none() {
        let found = Diagnostic::new(Code::TableRow, file.span(), "the table is empty")
            .help("its first line names the columns, each line below it is a row");
        diagnostics.report(found);
    }
    if let Some(only) = table.as_ref().filter(|table| table.rows.is_empty()) {
        let found = Diagnostic::new(Code::TableRow, only.heading_span, "the table has headings and no rows")
            .here("nothing below")
            .help("add a row, or take the statement that reads the table out");
        diagnostics.report(found);
    }
    table
}

/// The table of a first line; `None` when its cells are not separated by commas.
fn headings(row: &Row, diagnostics: &mut Diagnostics) -> Option<Table> {
    let headings: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
    for (index, cell) in row.cells.iter().enumerate() {
        let first = row.cells.iter().take(index).find(|first| first.text == cell.text && !cell.text.is_empty());
        if let Some(first) = first {
            let found =
                Diagnostic::new(Code::TableColumn, cell.span, format!("the table has two columns `{}`", cell.text))
                    .here("again")
                    .also(first.span, "first")
                    .help("give every column a heading of its own");
            diagnostics.report(found);
        }
    }
    if let [only] = headings.as_slice()
        && let Some(separator) = [';', '\t', '|'].into_iter().find(|separator| only.contains(*separator))
    {
        let word = if separator == '\t' { "tabs".to_owned() } else { format!("`{separator}`") };
        let found = Diagnostic::new(Code::TableColumn, row.span(), format!("the cells are separated by {word}"))
            .here("one column, as far as commas tell")
            .help("save the table with commas between its cells, and quotes around a cell that holds one");
        diagnostics.report(found);
        return None;
    }
    Some(Table { headings, heading_span: row.span(), rows: Vec::new() })
}

fn skip_line_breaks(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// The end of the field that begins at a byte: the next comma or line break outside quotes.
fn field_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let quoted = bytes.first() == Some(&b'"');
    let mut inside = false;
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' if quoted => inside = !inside,
            b',' | b'\n' | b'\r' if !inside => return start + index,
            _ => {}
        }
    }
    start + bytes.len()
}

/// Whether a cell that begins with a quote ends with one, and has none alone between them.
fn well_quoted(cell: &str) -> bool {
    let Some(rest) = cell.strip_prefix('"') else { return true };
    rest.strip_suffix('"').is_some_and(|inner| !inner.replace("\"\"", "").contains('"'))
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_places_and_na_is_text() {
        let mut sources = Sources::default();
        let text = "\u{feff}iso2,name\r\n\r\nNA,\"Namibia, the\"\nAT,Austria\n";
        let id = sources.add("t.csv", text.into()).unwrap_or_default();
        let mut diagnostics = Diagnostics::default();
        let table = read_table(sources.file(id), &mut diagnostics).unwrap_or_default();
        let cells: Vec<(&str, &str)> = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| (cell.text.as_str(), sources.text(cell.span)))
            .collect();
        let wanted = [("NA", "NA"), ("Namibia, the", "\"Namibia, the\""), ("AT", "AT"), ("Austria", "Austria")];
        assert_eq!(cells, wanted);
        assert!(diagnostics.is_empty());
    }
}
