//! `comity check`

use std::io::Write;

use clap::Args;

use super::project::{ProjectArguments, unreadable};
use super::{Failure, Status, terminal};
use crate::diagnostics::Severity;
use crate::judge::Plan;
use crate::norms;
use crate::review::review;

/// Find everything that is wrong with a library
#[derive(Debug, Args)]
#[command(
    after_help = "Errors of form (syntax, names, types, units, dates, tables) stand in the way of evaluation; findings of \
    substance (scope, parties that nobody plays, conditions that never hold) do not.\n\n\
    Example:\n  comity check examples/readmission"
)]
pub struct Check {
    #[command(flatten)]
    project: ProjectArguments,
}

impl Check {
    pub fn run(self) -> Result<Status, Failure> {
        let mut reading = self.project.read()?;
        let day = reading.day(self.project.as_of);
        if !reading.diagnostics.has_form_errors() {
            let plan = Plan::new(&reading.library, day);
            review(&plan, &mut reading.diagnostics);
            norms::review(&plan.world, &mut reading.diagnostics);
        }
        terminal::show(&reading.diagnostics, &reading.sources, Severity::Note)?;
        let mut out = terminal::out();
        let fine = if reading.library.is_empty() {
            "nothing to report: no statement was found, and in Markdown only blocks marked `comity` count"
        } else {
            "nothing to report"
        };
        writeln!(out, "{}", terminal::tally(&reading.diagnostics).unwrap_or_else(|| fine.to_owned()))?;
        out.flush()?;
        Ok(if reading.diagnostics.has_errors() { unreadable(&reading) } else { Status::Fine })
    }
}
