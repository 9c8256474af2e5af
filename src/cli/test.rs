//! `comity test`
#![expect(clippy::disallowed_methods, reason = "a build server is known by the environment")]

mod coverage;
mod mutate;
mod names;
mod review;
mod snapshots;
mod store;
mod watch;

use std::io::{IsTerminal, Write};
use std::path::Path;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use self::coverage::CoverageArguments;
use self::mutate::Mutate;
use self::names::Names;
use self::snapshots::{Keeping, Writing};
use self::store::Store;
use super::disk::{Disk, slashes};
use super::jobs::Jobs;
use super::project::{ProjectArguments, day, stopped};
use super::{Failure, Status, terminal};
use crate::model::{Snapshot, Test as Block};
use crate::report::findings::tally;
use crate::report::tests::{Run, why, write_json, write_junit, write_pretty, write_tap};
use crate::testing::{Tested, run_telling};
use crate::{Reading, read};

/// Run the tests that a library carries, and compare its snapshots with their files
#[derive(Debug, Args)]
#[command(
    override_usage = "comity test [OPTIONS] [PATH] [NAME]...",
    after_help = "A snapshot records verdicts in the folder `snapshots` beside the library. One that has changed, or is\n\
    not recorded yet, fails; what it would be is written beside it, ending in .snap.new, for --review or `cargo insta`.\n\
    With CI set in the environment nothing is written.\n\n\
    Exit status: 0 all passed, 1 an expectation or a snapshot fails, less is covered than\n\
    --fail-under says, or a change goes unnoticed, 2 wrong usage or unreadable input.\n\n\
    Examples:\n  comity test examples/readmission\n  comity test examples/readmission wording\n  \
    comity test --coverage=source\n  \
    comity test --mutate --time 60s\n  \
    comity test --lcov coverage.info --html coverage --fail-under 90"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that is there or not")]
pub struct Test {
    /// A folder with a comity.toml, or a single file, where it is not the project around the current folder; behind it
    /// parts of the titles of tests and snapshots, without which all are run
    #[arg(value_name = "NAME")]
    words: Vec<String>,
    /// Write every snapshot that has changed or is not recorded yet
    #[arg(long, conflicts_with_all = ["review", "watch"])]
    accept: bool,
    /// Show each snapshot that has changed or is not recorded yet, and ask what to do
    #[arg(long, conflicts_with = "watch")]
    review: bool,
    /// Remove the files of snapshots that no snapshot records any more
    #[arg(long, conflicts_with = "watch")]
    prune: bool,
    /// Run again whenever a file that was read is saved, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// The day at which facts and positions count, year-month-day; without it that of the library
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// How results are written
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    format: Format,
    #[command(flatten)]
    coverage: CoverageArguments,
    #[command(flatten)]
    mutate: Mutate,
    #[command(flatten)]
    pub(super) jobs: Jobs,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each test, and what failed, for people
    Pretty,
    /// One object
    Json,
    /// XML that build servers read
    Junit,
    /// The Test Anything Protocol, version 14
    Tap,
}

/// What came of tests and snapshots, and which these are.
type Ran<'l> = (Tested, Vec<&'l Block>, Vec<&'l Snapshot>);

/// What is asked for, once the words are told apart.
#[derive(Debug)]
struct Wanted {
    project: ProjectArguments,
    /// Parts of titles.
    names: Vec<String>,
    keeping: Keeping,
    format: Format,
    coverage: CoverageArguments,
}

impl Test {
    pub fn run(self) -> Result<Status, Failure> {
        let writing = self.writing()?;
        let names = Names::of(&self.words);
        let writing = if self.mutate.is_asked() { Writing::Nothing } else { writing };
        let wanted = Wanted {
            project: ProjectArguments { path: names.path, as_of: self.as_of },
            names: names.names,
            keeping: Keeping { writing, prune: self.prune },
            format: self.format,
            coverage: self.coverage,
        };
        if wanted.format != Format::Pretty && wanted.coverage.is_shown() {
            let message = "--coverage is shown to people: leave --format out, or have it written with --lcov, --html or \
                           --coverage-json";
            return Err(message.into());
        }
        if self.mutate.is_asked() {
            return self.mutate.run(&wanted);
        }
        if self.watch {
            if wanted.format != Format::Pretty {
                return Err("--watch writes one result after the other, for people: leave --format out".into());
            }
            return watch::watch(&wanted);
        }
        let place = wanted.project.place()?;
        let mut reading = read(&slashes(&place), &Disk);
        wanted.report(&place, &mut reading)
    }

    /// What may be written, where it runs.
    fn writing(&self) -> Result<Writing, Failure> {
        let asked = [(self.accept, "--accept"), (self.review, "--review"), (self.prune, "--prune")];
        let changing = asked.iter().find(|(asked, _)| *asked).map(|(_, option)| *option);
        if is_ci() {
            return match changing {
                Some(option) => Err(format!(
                    "{option} changes files, and with CI set in the environment nothing is written: run it where the \
                     snapshots can be committed"
                )
                .into()),
                None => Ok(Writing::Nothing),
            };
        }
        if self.review && !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
            let message = "--review asks questions, and there is no terminal: use --accept, or commit the files that \
                           end in .snap.new for somebody to review";
            return Err(message.into());
        }
        Ok(match (self.accept, self.review) {
            (true, _) => Writing::Accepted,
            (false, true) => Writing::Reviewed,
            (false, false) => Writing::Proposed,
        })
    }
}

impl Wanted {
    /// Runs the tests of what was read, and writes what came of them.
    fn report(&self, place: &Path, reading: &mut Reading) -> Result<Status, Failure> {
        let day = self.day(reading);
        if let Some(status) = stopped(reading)? {
            let why = tally(&reading.diagnostics).map(|tally| format!("the library has {tally}"));
            if self.format != Format::Pretty {
                self.write(reading, day, &Tested { stopped: why, ..Tested::default() })?;
            }
            return Ok(status);
        }
        let (tested, tests, snapshots) = self.test(place, reading, day)?;
        self.write(reading, day, &tested)?;
        let mut out = terminal::out();
        let enough = self.coverage.report(reading, &tests, &snapshots, day, self.format == Format::Pretty, &mut out)?;
        out.flush()?;
        Ok(if tested.passed() && enough { Status::Fine } else { Status::Findings })
    }

    /// The day of tests and snapshots that have none of their own. Where all have one the library needs none.
    fn day(&self, reading: &mut Reading) -> Option<Date> {
        let library = &reading.library;
        let mut days = library.tests.iter().map(|test| test.as_of).chain(library.snapshots.iter().map(|one| one.as_of));
        let own_days = days.all(|day| day.is_some());
        let asked = self.project.as_of;
        if own_days { asked.or(library.as_of) } else { reading.day(asked) }
    }

    /// What came of the tests and snapshots that are named, and which these are.
    fn test<'l>(&self, place: &Path, reading: &'l Reading, day: Option<Date>) -> Result<Ran<'l>, Failure> {
        let library = &reading.library;
        names::all_found(&self.names, library)?;
        let named = |title: &str| self.is_named(title);
        let tests: Vec<&Block> = library.tests.iter().filter(|test| named(&test.title)).collect();
        let snapshots: Vec<&Snapshot> = library.snapshots.iter().filter(|one| named(&one.title)).collect();
        let results = run_telling(library, &tests, day, &|plan, expectation, found| {
            why(plan, &reading.sources, expectation, found)
        });
        let mut tested = Tested { tests: results, ..Tested::default() };
        let store = Store::new(place, library);
        snapshots::compare(reading, &store, &snapshots, day, self.keeping, &mut tested)?;
        Ok((tested, tests, snapshots))
    }

    fn write(&self, reading: &Reading, day: Option<Date>, tested: &Tested) -> Result<(), Failure> {
        let run = Run { library: &reading.library, sources: &reading.sources, day, tested };
        let mut out = terminal::out();
        match self.format {
            Format::Pretty => write_pretty(&run, &mut out)?,
            Format::Json => write_json(&run, &mut out)?,
            Format::Junit => write_junit(&run, &mut out)?,
            Format::Tap => write_tap(&run, &mut out)?,
        }
        out.flush()?;
        Ok(())
    }

    /// Whether a title holds one of the names; every one does without names.
    fn is_named(&self, title: &str) -> bool {
        self.names.is_empty() || names::is_meant(&self.names, title)
    }
}

/// Whether this is a build server, as insta tells it: what is recorded there nobody would see.
fn is_ci() -> bool {
    match std::env::var("CI").as_deref() {
        Ok("false" | "0" | "") => false,
        Ok(_) => true,
        Err(_) => std::env::var_os("TF_BUILD").is_some(),
    }
}
