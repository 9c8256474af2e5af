//! `comity test`

mod bar;
mod mutate;

use std::io::Write;

use clap::Args;

use jiff::civil::Date;
use mutate::Mutate;

use super::project::{ProjectArguments, stopped};
use super::{Failure, Status, terminal};
use crate::Reading;
use crate::report::write_tests;
use crate::testing::run;

/// Run the tests that a library carries
#[derive(Debug, Args)]
#[command(after_help = "Exit status 1 when an expectation fails, or when a change goes unnoticed.\n\n\
    Examples:\n  comity test examples/readmission\n  comity test examples/readmission --only wording\n  \
    comity test examples/readmission --mutate\n  \
    comity test examples/global-compact --mutate --time 60s --seed 7")]
pub struct Test {
    #[command(flatten)]
    project: ProjectArguments,
    /// Only tests whose title holds these words
    #[arg(long, value_name = "WORDS")]
    only: Vec<String>,
    #[command(flatten)]
    mutate: Mutate,
}

impl Test {
    pub fn run(self) -> Result<Status, Failure> {
        let wanted = |title: &str| self.only.is_empty() || self.only.iter().any(|words| title.contains(words.as_str()));
        if self.mutate.is_asked() {
            return self.mutate.run(&self.project, &wanted);
        }
        let mut reading = self.project.read()?;
        let day = day(&mut reading, self.project.as_of);
        if let Some(status) = stopped(&reading)? {
            return Ok(status);
        }
        let tests: Vec<_> = reading.library.tests.iter().filter(|test| wanted(&test.title)).collect();
        if tests.is_empty() && !self.only.is_empty() {
            return Err("no test has such a title".into());
        }
        let results = run(&reading.library, &tests, day);
        let mut out = terminal::out();
        write_tests(&results, &reading.sources, &mut out)?;
        out.flush()?;
        let failed = results.iter().any(|result| !result.passed());
        Ok(if failed { Status::Findings } else { Status::Fine })
    }
}

/// The day on which tests are run that have none of their own. Where all have one the library needs none.
fn day(reading: &mut Reading, asked: Option<Date>) -> Option<Date> {
    let own_days = reading.library.tests.iter().all(|test| test.as_of.is_some());
    if own_days { asked.or(reading.library.as_of) } else { reading.day(asked) }
}
