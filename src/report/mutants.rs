//! What the tests of a library would not notice.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use serde::Serialize;

use crate::model::Library;
use crate::mutation::{Fate, Mutant, Mutation, Near, Run};
use crate::source::{Sources, Span};

/// The schema of the object for programs.
pub const SCHEMA: &str = "comity/mutants/1";

/// How many tests a line names, and how many lines of a statement that is left out are shown.
const NAMED: usize = 2;
const LINES: usize = 4;

/// A run, ready to be written.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The library.
    pub library: String,
    /// The day.
    pub as_of: Option<String>,
    /// The seed of the order.
    pub seed: u64,
    /// How many tests were run.
    pub tests: usize,
    /// How many mutants there are.
    pub found: usize,
    /// How many were tried.
    pub tried: usize,
    /// How many were not.
    pub not_tried: usize,
    /// How many a test noticed.
    pub caught: usize,
    /// How many none did.
    pub unnoticed: usize,
    /// How many do not check.
    pub not_viable: usize,
    /// How many change nothing.
    pub same_meaning: usize,
    /// The share of those that could be noticed and were, from 0 to 1; `None` where there are none.
    pub score: Option<f64>,
    /// Whether the run ended before all that were asked for had been tried.
    pub stopped: bool,
    /// The mutants that were tried, in the order of the source.
    pub mutants: Vec<Row>,
}

/// A mutant.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The kind of slip.
    pub operator: &'static str,
    /// `caught`, `unnoticed`, `not_viable` or `same_meaning`.
    pub fate: &'static str,
    /// The first test that noticed it.
    pub caught_by: Option<String>,
    /// What is replaced.
    pub was: String,
    /// What stands in its place; empty where that is nothing.
    pub becomes: String,
    /// The lines that it touches.
    pub removed: Vec<String>,
    /// What they become.
    pub added: Vec<String>,
    /// `principle`, `forum`, `state` or `issue`; `None` where it is about anything else.
    pub kind: Option<&'static str>,
    /// Its name.
    pub name: Option<String>,
    /// The tests that are about it.
    pub near: Vec<String>,
}

/// Puts a run on a sheet.
pub fn sheet(mutation: &Mutation<'_>, run: &Run, sources: &Sources, day: Option<Date>, seed: u64) -> Sheet {
    let progress = run.progress;
    let found = mutation.mutants.len();
    let tried = mutation.mutants.iter().zip(&run.fates);
    let mutants = tried.filter_map(|(mutant, fate)| Some(row(mutation, mutant, (*fate)?, sources)));
    Sheet {
        schema: SCHEMA,
        library: mutation.library.name.clone(),
        as_of: day.as_ref().map(Date::to_string),
        seed,
        tests: mutation.library.tests.len(),
        found,
        tried: progress.tried,
        not_tried: found.saturating_sub(progress.tried),
        caught: progress.caught,
        unnoticed: progress.unnoticed,
        not_viable: progress.not_viable,
        same_meaning: progress.same_meaning,
        score: per_mille(progress.caught, progress.unnoticed).map(|score| f64::from(score) / 1000.0),
        stopped: run.stopped,
        mutants: mutants.collect(),
    }
}

/// Rounded down: only a library whose tests notice everything has 1000.
fn per_mille(caught: usize, unnoticed: usize) -> Option<u16> {
    let score = caught.saturating_mul(1000).checked_div(caught + unnoticed)?;
    u16::try_from(score).ok()
}

fn row(mutation: &Mutation<'_>, mutant: &Mutant, fate: Fate, sources: &Sources) -> Row {
    let place = sources.locate(mutant.span);
    let (file, line, column) = place.map_or(("", 0, 0), |place| (place.file, place.line, place.column));
    let title = |library: &Library, at: usize| library.tests.get(at).map(|test| test.title.clone());
    let (fate, by) = match fate {
        Fate::Caught(at) => ("caught", title(&mutation.library, at)),
        Fate::Unnoticed => ("unnoticed", None),
        Fate::NotViable => ("not_viable", None),
        Fate::SameMeaning => ("same_meaning", None),
    };
    let (removed, added) = lines(mutant, sources);
    let Near { kind, name, tests } = mutation.near(mutant);
    Row {
        file: file.to_owned(),
        line,
        column,
        operator: mutant.operator.name(),
        fate,
        caught_by: by,
        was: on_a_line(sources.shown(mutant.cut)),
        becomes: on_a_line(&mutant.put),
        removed,
        added,
        kind,
        name,
        near: tests.into_iter().filter_map(|at| title(&mutation.library, at)).collect(),
    }
}

fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines that a mutant touches, before and behind the change, without those that are empty.
fn lines(mutant: &Mutant, sources: &Sources) -> (Vec<String>, Vec<String>) {
    let Some((_, whole, _)) = sources.lines_around(mutant.cut, 0, 0) else { return (Vec::new(), Vec::new()) };
    let head = sources.shown(Span::new(whole.start, mutant.cut.start));
    let tail = sources.shown(Span::new(mutant.cut.end, whole.end));
    let told = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.collect();
        let indent = lines.iter().map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or_default();
        lines.iter().filter_map(|line| line.get(indent..)).map(str::to_owned).collect()
    };
    (told(sources.shown(whole)), told(&format!("{head}{}{tail}", mutant.put)))
}

/// Writes what was not noticed, with its place, and the sums.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_text(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    for row in sheet.mutants.iter().filter(|row| row.fate == "unnoticed") {
        writeln!(out, "{bold}{}:{}:{}{bold:#}  {}", row.file, row.line, row.column, row.operator)?;
        let (red, green) = (AnsiColor::Red.on_default(), AnsiColor::Green.on_default());
        for (lines, sign, style) in [(&row.removed, '-', red), (&row.added, '+', green)] {
            for line in lines.iter().take(LINES) {
                writeln!(out, "  {style}{sign} {line}{style:#}")?;
            }
            if let Some(more) = lines.len().checked_sub(LINES).filter(|more| *more > 0) {
                writeln!(out, "  {style}{sign} … {more} more {}{style:#}", if more == 1 { "line" } else { "lines" })?;
            }
        }
        if let Some(near) = near(row) {
            writeln!(out, "  {near}")?;
        }
        writeln!(out)?;
    }
    let changes = |count: usize| if count == 1 { "mutant" } else { "mutants" };
    writeln!(
        out,
        "{} {} tried: {} caught, {} unnoticed, {} not viable, {} without effect",
        sheet.tried,
        changes(sheet.tried),
        sheet.caught,
        sheet.unnoticed,
        sheet.not_viable,
        sheet.same_meaning
    )?;
    if let Some(score) = per_mille(sheet.caught, sheet.unnoticed) {
        let all = sheet.caught + sheet.unnoticed;
        writeln!(out, "score: {}.{}% ({} of {all})", score / 10, score % 10, sheet.caught)?;
    }
    if sheet.not_tried > 0 {
        let why = if sheet.stopped { "; the run was ended early" } else { "" };
        writeln!(out, "not tried: {} of {}, in the order of seed {}{why}", sheet.not_tried, sheet.found, sheet.seed)?;
    }
    Ok(())
}

/// Which tests look at what was changed.
fn near(row: &Row) -> Option<String> {
    let (kind, name) = (row.kind?, row.name.as_ref()?);
    if row.near.is_empty() {
        return Some(format!("no test looks at the {kind} `{name}`"));
    }
    let named: Vec<String> = row.near.iter().take(NAMED).map(|title| format!("\"{title}\"")).collect();
    let rest = row.near.len().saturating_sub(NAMED);
    let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    Some(format!("near, at the {kind} `{name}`: {}{rest}", named.join(", ")))
}

/// Writes one object with every mutant that was tried.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, sheet)?;
    writeln!(out)
}
