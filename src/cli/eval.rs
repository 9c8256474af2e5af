//! `comity eval`

use std::io::Write;

use clap::{Args, ValueEnum};

use super::project::ProjectArguments;
use super::{Failure, Status, terminal};
use crate::judge::{Plan, Query};
use crate::report::verdicts;

/// Say for every principle, level and state who agrees and who conflicts
#[derive(Debug, Args)]
pub struct Eval {
    #[command(flatten)]
    project: ProjectArguments,
    /// How verdicts are written
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

/// How verdicts are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One object with all rows
    Json,
    /// One object on each line
    Jsonl,
    /// Comma-separated rows
    Csv,
}

impl Eval {
    pub fn run(self) -> Result<Status, Failure> {
        let (reading, day) = match self.project.evaluate()? {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        let plan = Plan::new(&reading.library, day);
        let query = Query::default();
        let mut out = terminal::out();
        match self.format {
            Format::Json => verdicts::write_json(&plan, &query, &mut out)?,
            Format::Jsonl => verdicts::write_jsonl(&plan, &query, &mut out)?,
            Format::Csv => verdicts::write_csv(&plan, &query, &mut out)?,
        }
        out.flush()?;
        Ok(Status::Fine)
    }
}
