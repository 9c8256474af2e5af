//! `comity test`
#![expect(clippy::disallowed_methods, reason = "a build server is known by the environment")]

mod names;
mod snapshots;
mod store;

use std::io::Write;

use clap::Args;
use jiff::civil::Date;

use self::names::Names;
use self::snapshots::Keeping;
use self::store::Store;
use super::disk::slashes;
use super::project::{ProjectArguments, day, stopped};
use super::{Failure, Status, terminal};
use crate::model::{Snapshot, Test as Block};
use crate::report::tests;
use crate::testing::{Tested, run_telling};
use crate::{Reading, read};

/// Run the tests that a library carries, and compare its snapshots with their files
#[derive(Debug, Args)]
#[command(
    override_usage = "comity test [OPTIONS] [PATH] [NAME]...",
    after_help = "A snapshot records verdicts in the folder `snapshots` beside the library. One that has changed, or is\n\
    not recorded yet, fails; what it would be is written beside it, ending in .snap.new, for --review or `cargo insta`.\n\
    With CI set in the environment nothing is written.\n\n\
    Exit status: 0 all passed, 1 an expectation or a snapshot fails, 2 wrong usage or unreadable input.\n\n\
    Examples:\n  comity test examples/readmission\n  comity test examples/readmission wording"
)]
pub struct Test {
    /// A folder with a comity.toml, or a single file, where it is not the project around the current folder; behind it
    /// parts of the titles of tests and snapshots, without which all are run
    #[arg(value_name = "NAME")]
    words: Vec<String>,
    /// Write every snapshot that has changed or is not recorded yet
    #[arg(long)]
    accept: bool,
    /// Remove the files of snapshots that no snapshot records any more
    #[arg(long)]
    prune: bool,
    /// The day at which facts and positions count, year-month-day; without it that of the library
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

/// What is asked for, once the words are told apart.
struct Wanted {
    project: ProjectArguments,
    /// Parts of titles.
    names: Vec<String>,
    keeping: Keeping,
}

impl Test {
    pub fn run(self) -> Result<Status, Failure> {
        let on_server = is_ci();
        if on_server && (self.accept || self.prune) {
            let option = if self.accept { "--accept" } else { "--prune" };
            return Err(format!("{option} changes files, and CI is set in the environment: run it on your own machine, and commit the snapshots").into());
        }
        let names = Names::of(&self.words);
        let keeping = Keeping { accept: self.accept, prune: self.prune, propose: !on_server };
        let project = ProjectArguments { path: names.path, as_of: self.as_of };
        let wanted = Wanted { project, names: names.names, keeping };
        wanted.once()
    }
}

impl Wanted {
    fn once(&self) -> Result<Status, Failure> {
        let place = self.project.place()?;
        let mut reading = read(&slashes(&place), &super::disk::Disk);
        let (tested, status) = self.test(&place, &mut reading)?;
        let Some(tested) = tested else { return Ok(status) };
        let mut out = terminal::out();
        tests::write(&tested, &reading.sources, &mut out)?;
        out.flush()?;
        Ok(status)
    }

    fn test(&self, place: &std::path::Path, reading: &mut Reading) -> Result<(Option<Tested>, Status), Failure> {
        let library = &reading.library;
        // Where every test and snapshot has a day of its own the library needs none.
        let mut days = library.tests.iter().map(|test| test.as_of).chain(library.snapshots.iter().map(|one| one.as_of));
        let own_days = days.all(|day| day.is_some());
        let asked = self.project.as_of;
        let day = if own_days { asked.or(library.as_of) } else { reading.day(asked) };
        if let Some(status) = stopped(reading)? {
            return Ok((None, status));
        }
        let library = &reading.library;
        let blocks: Vec<&Block> = self.named(&library.tests, |test| &test.title);
        let snapshots: Vec<&Snapshot> = self.named(&library.snapshots, |snapshot| &snapshot.title);
        names::all_found(&self.names, library)?;
        let store = Store::new(place, library);
        let results = run_telling(library, &blocks, day, &|plan, expectation, found| {
            tests::why(plan, &reading.sources, expectation, found)
        });
        let mut tested = Tested { tests: results, ..Tested::default() };
        snapshots::compare(reading, &store, &snapshots, day, &self.keeping, &mut tested)?;
        let status = if tested.passed() { Status::Fine } else { Status::Findings };
        Ok((Some(tested), status))
    }

    /// Those whose titles hold one of the names; all without names.
    fn named<'l, T>(&self, all: &'l [T], title: impl Fn(&T) -> &String) -> Vec<&'l T> {
        all.iter().filter(|one| self.names.is_empty() || names::is_meant(&self.names, title(one))).collect()
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
