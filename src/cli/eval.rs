//! `comity eval`

use std::io::Write;

use clap::{Args, ValueEnum};

use super::names::{language, matching};
use super::project::ProjectArguments;
use super::{Failure, Status, choose, terminal};
use crate::judge::{Plan, Query};
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
    /// How verdicts are written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
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
#[derive(Debug, Clone, Copy, ValueEnum)]
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
}

impl Eval {
    pub fn run(self) -> Result<Status, Failure> {
        let (reading, day) = match self.project.evaluate()? {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        let library = &reading.library;
        let query = self.query(library)?;
        let plan = Plan::new(library, day);
        let mut out = terminal::out();
        let language = language(library, self.lang.as_deref())?;
        let worlds = self.worlds.into();
        match self.format {
            Format::Json => verdicts::write_json(&plan, &query, worlds, &mut out)?,
            Format::Jsonl => verdicts::write_jsonl(&plan, &query, worlds, &mut out)?,
            Format::Csv => verdicts::write_csv(&plan, &query, worlds, &mut out)?,
            Format::Table => {
                let summary = verdicts::summarize(&plan, &query, worlds, language);
                verdicts::write_table(
                    &summary,
                    &terminal::heading(library, day, language, &self.choose),
                    terminal::width(),
                    &mut out,
                )?;
            }
            Format::Markdown => {
                let summary = verdicts::summarize(&plan, &query, worlds, language);
                verdicts::write_markdown(&summary, &terminal::heading(library, day, language, &self.choose), &mut out)?;
            }
        }
        out.flush()?;
        Ok(Status::Fine)
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
        })
    }
}
