//! `comity outcome`

use std::io::Write;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::jobs::Jobs;
use super::names::{language, matching, one};
use super::project::{self, ProjectArguments, day, path_and};
use super::{Failure, Status, choose, terminal};
use crate::negotiate::outcome;
use crate::report::outcome::{self as report, Outcomes, SCHEMA};

/// Say what a forum makes of a text: adopted, blocked or open, by whom, and what would change it
#[derive(Debug, Args)]
#[command(
    override_usage = "comity outcome [OPTIONS] [PATH] FORUM",
    after_help = "Ayes agree or reserve, noes conflict, the rest abstain; those outside take no part. What is unknown is\n\
    completed as is best and as is worst for the text: where the two differ the outcome is open. An abstention stands in\n\
    the way of `unanimity`, and not of `consensus`.\n\n\
    Examples:\n  \
    comity outcome examples/global-compact general_assembly --principle compact\n  \
    comity outcome examples/eu-council council --format json"
)]
pub struct Outcome {
    /// The forum; in front of it a folder with a comity.toml, or a single file, where it is not the project around the
    /// current folder
    #[arg(required = true, num_args = 1..=2, value_name = "FORUM")]
    words: Vec<String>,
    /// Only these principles
    #[arg(long, value_name = "NAME")]
    principle: Vec<String>,
    /// Clear brackets: should, duty=should, duty.within='60 days', 'without support'
    #[arg(long, value_name = "CHOICE")]
    choose: Vec<String>,
    /// The day at which facts and positions count, year-month-day; without it that of the library
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// The language of titles, where the library has them: fr
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// How outcomes are written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    pub(super) jobs: Jobs,
}

/// How outcomes are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A line for each principle, and what stands behind it
    Table,
    /// One object
    Json,
    /// Comma-separated rows
    Csv,
    /// A table in Markdown
    Markdown,
}

impl Outcome {
    pub fn run(self) -> Result<Status, Failure> {
        let (path, [name]) = path_and(self.words.clone(), ["a forum"])?;
        let project = ProjectArguments { path, as_of: self.as_of };
        let (reading, day) = match project.evaluate()? {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        let library = &reading.library;
        let forum = one(&name, "forum", &library.forums, |forum| &forum.named)?;
        let mut principles = matching(&self.principle, "principle", &library.principles, |one| &one.named)?;
        let level = library.forums[forum].level;
        if principles.is_empty() {
            principles = library.principles.ids().collect();
        } else if let Some(&other) = principles.iter().find(|id| !library.principles[**id].levels.contains(&level)) {
            let (text, level) = (&library.principles[other].named.name, &library.levels[level].named.name);
            return Err(format!("`{text}` is not negotiated at {level}, where `{name}` decides").into());
        }
        let picks = choose::picks(library, &principles, &self.choose)?;
        let language = language(library, self.lang.as_deref())?;
        let plan = project::plan(library, day)?;
        let found: Vec<_> = principles.iter().filter_map(|&id| outcome(&plan, forum, id, &picks)).collect();
        let outcomes = Outcomes {
            schema: SCHEMA,
            library: library.name.clone(),
            as_of: day.as_ref().map(Date::to_string),
            forum: report::forum(&plan, forum, &reading.sources, language),
            outcomes: found.iter().map(|one| report::record(library, &reading.sources, language, one)).collect(),
        };
        let heading = terminal::heading(library, day, language, &self.choose);
        let mut out = terminal::out();
        match self.format {
            Format::Table => report::write_table(&outcomes, &heading, terminal::width(), &mut out)?,
            Format::Json => report::write_json(&outcomes, &mut out)?,
            Format::Csv => report::write_csv(&outcomes, &mut out)?,
            Format::Markdown => report::write_markdown(&outcomes, &heading, &mut out)?,
        }
        out.flush()?;
        Ok(Status::Fine)
    }
}
