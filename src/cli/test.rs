//! `comity test`

use std::io::Write;

use clap::Args;

use super::project::ProjectArguments;
use super::{Failure, Status, terminal};
use crate::report::write_tests;
use crate::testing::run;

/// Run the tests that a library carries
#[derive(Debug, Args)]
#[command(after_help = "Exit status 1 when an expectation fails.\n\n\
    Examples:\n  comity test examples/readmission\n  comity test examples/readmission --only wording")]
pub struct Test {
    #[command(flatten)]
    project: ProjectArguments,
    /// Only tests whose title holds these words
    #[arg(long, value_name = "WORDS")]
    only: Vec<String>,
}

impl Test {
    pub fn run(self) -> Result<Status, Failure> {
        let (reading, day) = match self.project.evaluate()? {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        let wanted = |title: &str| self.only.is_empty() || self.only.iter().any(|words| title.contains(words.as_str()));
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
