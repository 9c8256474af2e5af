//! `comity diff`

mod git;
mod place;
mod sides;
mod tree;

use std::io::Write;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::jobs::Jobs;
use super::project::{day, plan};
use super::{Failure, Status, terminal};
use crate::compare::{Severity, Side, compare};
use crate::report::diff::{self, Head, Heads};
use sides::Found;

/// Say what became of a library: which verdicts and outcomes are others now, and what did it
#[derive(Debug, Args)]
#[command(
    override_usage = "comity diff [OPTIONS] OLD [NEW] [PATH]\n       comity diff [OPTIONS] --rev REVISION [PATH]",
    after_help = "OLD and NEW are each a folder with a comity.toml, a single file, or a revision of git. A word that \
    is a path is taken as one, and otherwise as a revision; --rev takes it as a revision whatever there is on the disk. \
    `main..topic` is two revisions at once, and `main...topic` begins where the two parted. Without NEW the old library \
    is compared with the files as they are. PATH says which library is meant, where it is not the project around the \
    current folder. Nothing is ever checked out or written.\n\n\
    Agree is above reserve, then come neutral, divided and conflict. To be outside, before or after, is neither better \
    nor worse. Exit status 1 when there is what --deny names.\n\n\
    Examples:\n  \
    comity diff examples/readmission ../proposal/readmission\n  \
    comity diff main\n  \
    comity diff --rev main...topic examples/water --deny conflict\n  \
    comity diff --rev main --format markdown > comment.md"
)]
pub struct Diff {
    /// Two paths or revisions, and the library's path where it is not one of them
    #[arg(num_args = 0..=3, value_names = ["OLD", "NEW", "PATH"])]
    words: Vec<String>,
    /// A revision, or two as `main..topic`, whatever there is on the disk
    #[arg(long, value_name = "REVISION")]
    rev: Option<String>,
    /// Only these principles
    #[arg(long, value_name = "NAME")]
    principle: Vec<String>,
    /// Only at these levels
    #[arg(long, value_name = "NAME")]
    level: Vec<String>,
    /// Only the verdicts of these states
    #[arg(long, value_name = "ID")]
    state: Vec<String>,
    /// Clear brackets: should, duty=should, duty.within='60 days', 'without support'; in the library that has them
    #[arg(long, value_name = "CHOICE")]
    choose: Vec<String>,
    /// The day at which facts and positions count in both, year-month-day; without it each library's own
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// End with status 1 when something so grave changed
    #[arg(long, value_enum, value_name = "CHANGE")]
    deny: Option<Deny>,
    /// How the difference is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    pub(super) jobs: Jobs,
}

/// What is denied.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Deny {
    /// A verdict that is not better has become conflict or divided, or a forum may no longer adopt what it adopted
    Conflict,
    /// That, or a verdict or an outcome that is worse
    Worse,
    /// A verdict or an outcome that is another one, new or gone
    Any,
}

impl From<Deny> for Severity {
    fn from(deny: Deny) -> Self {
        match deny {
            Deny::Conflict => Self::Conflict,
            Deny::Worse => Self::Worse,
            Deny::Any => Self::Any,
        }
    }
}

/// How the difference is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// One object with everything
    Json,
    /// A comment on a pull request
    Markdown,
}

impl Diff {
    pub fn run(self) -> Result<Status, Failure> {
        let asked = place::asked(&self.words, self.rev.as_deref())?;
        let [mut old, mut new] = sides::read(&asked)?;
        let days = [old.reading.day(self.as_of), new.reading.day(self.as_of)];
        sides::refuse_broken(&[&old, &new])?;
        let (before, after) = (&old.reading.library, &new.reading.library);
        let [wanted_before, wanted_after] = self.wanted(before, after)?;
        let heads = Heads { old: head(&old, days[0]), new: head(&new, days[1]), choosing: self.choose.clone() };
        let plans = [plan(before, days[0])?, plan(after, days[1])?];
        let comparison = compare(
            &Side { plan: &plans[0], sources: &old.reading.sources, wanted: wanted_before },
            &Side { plan: &plans[1], sources: &new.reading.sources, wanted: wanted_after },
        );
        let mut out = terminal::out();
        match self.format {
            Format::Table => diff::write_table(&comparison, &heads, terminal::width(), &mut out)?,
            Format::Json => diff::write_json(&comparison, &heads, &mut out)?,
            Format::Markdown => diff::write_markdown(&comparison, &heads, &mut out)?,
        }
        out.flush()?;
        let denied = self.deny.is_some_and(|deny| comparison.severity() >= Some(Severity::from(deny)));
        Ok(if denied { Status::Findings } else { Status::Fine })
    }
}

fn head(found: &Found, day: Option<Date>) -> Head {
    let library = &found.reading.library;
    Head {
        name: library.name.clone(),
        title: library.title.as_ref().map_or_else(|| library.name.clone(), |title| title.text.clone()),
        version: library.version.clone(),
        as_of: day.filter(|_| !found.absent).map(|day| day.to_string()),
        at: found.at.clone(),
        absent: found.absent,
    }
}
