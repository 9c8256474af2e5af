//! `comity test`

mod coverage;

use std::io::Write;

use clap::Args;

use super::project::{ProjectArguments, stopped};
use super::{Failure, Status, terminal};
use crate::report::write_tests;
use crate::testing::run;

/// Run the tests that a library carries
#[derive(Debug, Args)]
#[command(after_help = "Exit status 1 when an expectation fails, or less is covered than --fail-under says.\n\n\
    Examples:\n  comity test examples/readmission\n  comity test examples/readmission --only wording\n  \
    comity test --coverage=source\n  \
    comity test --lcov coverage.info --html coverage --fail-under 90")]
pub struct Test {
    #[command(flatten)]
    project: ProjectArguments,
    /// Only tests whose title holds these words
    #[arg(long, value_name = "WORDS")]
    only: Vec<String>,
    #[command(flatten)]
    coverage: coverage::CoverageArguments,
}

impl Test {
    pub fn run(self) -> Result<Status, Failure> {
        let mut reading = self.project.read()?;
        // Where every test has a day of its own the library needs none.
        let own_days = reading.library.tests.iter().all(|test| test.as_of.is_some());
        let asked = self.project.as_of;
        let day = if own_days { asked.or(reading.library.as_of) } else { reading.day(asked) };
        if let Some(status) = stopped(&reading)? {
            return Ok(status);
        }
        let wanted = |title: &str| self.only.is_empty() || self.only.iter().any(|words| title.contains(words.as_str()));
        let tests: Vec<_> = reading.library.tests.iter().filter(|test| wanted(&test.title)).collect();
        if tests.is_empty() && !self.only.is_empty() {
            return Err("no test has such a title".into());
        }
        let results = run(&reading.library, &tests, day);
        let mut out = terminal::out();
        write_tests(&results, &reading.sources, &mut out)?;
        let enough = self.coverage.report(&reading, &tests, day, &mut out)?;
        out.flush()?;
        let failed = results.iter().any(|result| !result.passed());
        Ok(if failed || !enough { Status::Findings } else { Status::Fine })
    }
}
