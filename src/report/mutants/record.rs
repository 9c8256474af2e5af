//! What there is to say of a run.

use jiff::civil::Date;
use serde::Serialize;

use crate::mutation::{Fate, Mutant, Mutation, Near, Run};
use crate::source::{Sources, Span};

/// The schema of the object for programs.
pub const SCHEMA: &str = "comity/mutants/1";

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
    /// How many tests and snapshots were run.
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
        tests: mutation.blocks().len(),
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
pub(super) fn per_mille(caught: usize, unnoticed: usize) -> Option<u16> {
    let score = caught.saturating_mul(1000).checked_div(caught + unnoticed)?;
    u16::try_from(score).ok()
}

fn row(mutation: &Mutation<'_>, mutant: &Mutant, fate: Fate, sources: &Sources) -> Row {
    let place = sources.locate(mutant.span);
    let (file, line, column) = place.map_or(("", 0, 0), |place| (place.file, place.line, place.column));
    let title = |at: usize| mutation.title(at).map(str::to_owned);
    let (fate, by) = match fate {
        Fate::Caught(at) => ("caught", title(at)),
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
        near: tests.into_iter().filter_map(title).collect(),
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
