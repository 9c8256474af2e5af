//! `comity eval`

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::bar::Bar;
use super::jobs::Jobs;
use super::names::{language, matching};
use super::out::Out;
use super::project::{self, ProjectArguments};
use super::{Failure, Status, choose, terminal};
use crate::judge::{Evaluator, Plan, Query};
use crate::model::Library;
use crate::report::verdicts;
use crate::worlds::Worlds;

/// Say for every principle, level and state who agrees and who conflicts
#[derive(Debug, Args)]
#[command(after_help = "Names may be patterns, several of them with commas: --state 'A*,MDA'.\n\
    --state keeps the verdicts of these states; --group keeps a group's own negotiation at a level of groups, and at \
    other levels what its members do, among themselves where they are pairs.\n\n\
    Examples:\n  \
    comity eval examples/readmission\n  \
    comity eval examples/readmission --choose should --choose duty.within='60 days'\n  \
    comity eval examples/global-compact --principle compact --format csv\n  \
    comity eval examples/global-compact --out verdicts.parquet\n  \
    comity eval examples/water --level basin --worlds exact")]
pub struct Eval {
    #[command(flatten)]
    project: ProjectArguments,
    /// Only these principles
    #[arg(long, value_name = "NAME")]
    principle: Vec<String>,
    /// Only principles on these issues, or on issues below them
    #[arg(long, value_name = "NAME")]
    issue: Vec<String>,
    /// Only at these levels
    #[arg(long, value_name = "NAME")]
    level: Vec<String>,
    /// Only the verdicts of these states
    #[arg(long, value_name = "ID")]
    state: Vec<String>,
    /// Only among the states of these groups
    #[arg(long, value_name = "NAME")]
    group: Vec<String>,
    /// Clear brackets: should, duty=should, duty.within='60 days', 'without support'
    #[arg(long, value_name = "CHOICE")]
    choose: Vec<String>,
    /// The language of titles, where the library has them: fr
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// What is completed where facts are missing
    #[arg(long, value_enum, default_value_t = WorldsWord::Evidence)]
    worlds: WorldsWord,
    /// Judge each verdict by itself, as `why` explains it, and not all at once: the same verdicts, much slower
    #[arg(long)]
    one_by_one: bool,
    /// How verdicts are written [default: as the file's ending says (.csv), else table]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write them into a file, which is there whole or not at all
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) jobs: Jobs,
}

/// What is completed where facts are missing.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum WorldsWord {
    /// Each piece of evidence by itself
    Evidence,
    /// The facts, each with one value everywhere: never more verdicts, and slower
    Exact,
}

impl From<WorldsWord> for Worlds {
    fn from(word: WorldsWord) -> Self {
        match word {
            WorldsWord::Evidence => Self::Evidence,
            WorldsWord::Exact => Self::Exact,
        }
    }
}

/// How verdicts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Principles against states, for people
    Table,
    /// One object with all rows
    Json,
    /// One object on each line
    Jsonl,
    /// Comma-separated rows
    Csv,
    /// The table in Markdown
    Markdown,
    /// The columns of csv, for programs that analyse data
    Parquet,
}

impl Format {
    /// What a file's ending stands for; a table where it stands for nothing.
    fn of_file(path: &Path) -> Self {
        match path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase().as_str() {
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "csv" => Self::Csv,
            "md" | "markdown" => Self::Markdown,
            "parquet" => Self::Parquet,
            _ => Self::Table,
        }
    }
}

/// What is asked for.
struct Asked<'e, 'a> {
    plan: &'e Plan<'a>,
    query: &'e Query,
    language: Option<&'e str>,
    heading: &'e str,
}

/// What the bar says.
const BAR: &str = "{msg} {bar:30} {percent:>3}%  {eta} left";

impl Eval {
    pub fn run(self) -> Result<Status, Failure> {
        if self.format() == Format::Parquet {
            if cfg!(not(feature = "parquet")) {
                return Err("this program was built without the feature `parquet`: build it with \
                    `cargo install --features parquet`, or use --format csv"
                    .into());
            }
            if self.out.is_none() && io::stdout().is_terminal() {
                return Err("Parquet is nothing to read on a terminal: name a file with --out verdicts.parquet".into());
            }
        }
        let (reading, day) = match self.project.evaluate()? {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        let library = &reading.library;
        let query = self.query(library)?;
        let plan = match query.evaluator {
            Evaluator::ByColumn => project::plan(library, day)?,
            Evaluator::OneByOne => Plan::new(library, day),
        };
        let language = language(library, self.lang.as_deref())?;
        let heading = terminal::heading(library, day, language, &self.choose);
        let asked = Asked { plan: &plan, query: &query, language, heading: &heading };
        let bar = self.bar();
        let mut out = Out::open(self.out.as_deref(), &reading.sources, &bar)?;
        let written = self.write(&asked, &bar, &mut out);
        drop(bar);
        out.finish(written)?;
        Ok(Status::Fine)
    }

    fn format(&self) -> Format {
        self.format.unwrap_or_else(|| self.out.as_deref().map_or(Format::Table, Format::of_file))
    }

    /// A bar, unless rows run over the terminal anyway.
    fn bar(&self) -> Bar {
        match self.format() {
            Format::Table | Format::Markdown => Bar::new(BAR, true),
            Format::Json | Format::Jsonl | Format::Csv | Format::Parquet => {
                Bar::new(BAR, self.out.is_some() || !io::stdout().is_terminal())
            }
        }
    }

    fn write(&self, asked: &Asked<'_, '_>, bar: &Bar, out: &mut Out) -> io::Result<()> {
        let (plan, query, worlds) = (asked.plan, asked.query, self.worlds.into());
        let progress = |done, all| bar.show("judging", done, all);
        let wanted = verdicts::Wanted { plan, query, worlds, progress: &progress };
        match self.format() {
            Format::Json => verdicts::write_json(&wanted, out),
            Format::Jsonl => verdicts::write_jsonl(&wanted, out),
            Format::Csv => verdicts::write_csv(&wanted, out),
            #[cfg(feature = "parquet")]
            Format::Parquet => verdicts::write_parquet(&wanted, out),
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => Err(io::ErrorKind::Unsupported.into()),
            Format::Table | Format::Markdown => {
                let summary = verdicts::summarize(&wanted, asked.language);
                bar.clear();
                let mut text = Vec::new();
                if matches!(self.format(), Format::Table) {
                    verdicts::write_table(&summary, asked.heading, out.width(), &mut text)?;
                } else {
                    verdicts::write_markdown(&summary, asked.heading, &mut text)?;
                }
                out.write_text(&text)
            }
        }
    }

    fn query(&self, library: &Library) -> Result<Query, Failure> {
        let mut principles = matching(&self.principle, "principle", &library.principles, |one| &one.named)?;
        let issues = matching(&self.issue, "issue", &library.issues, |one| &one.named)?;
        if !issues.is_empty() {
            let below = |issue| library.issue_and_above(issue).any(|at| issues.contains(&at));
            let about = |id: &_| library.principles[*id].issues.iter().any(|&issue| below(issue));
            let mut all = if principles.is_empty() { library.principles.ids().collect() } else { principles };
            all.retain(about);
            if all.is_empty() {
                return Err("no principle is on such an issue".into());
            }
            principles = all;
        }
        let picks = choose::picks(library, &principles, &self.choose)?;
        Ok(Query {
            principles,
            levels: matching(&self.level, "level", &library.levels, |one| &one.named)?.into_iter().collect(),
            states: matching(&self.state, "state", &library.states, |one| &one.named)?.into_iter().collect(),
            groups: matching(&self.group, "group", &library.groups, |one| &one.named)?,
            picks,
            evaluator: if self.one_by_one { Evaluator::OneByOne } else { Evaluator::ByColumn },
        })
    }
}
