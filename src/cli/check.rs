//! `comity check`

mod against;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::disk::write;
use super::jobs::Jobs;
use super::levels::asked;
use super::project::{ProjectArguments, unreadable};
use super::{Failure, Status, terminal};
use crate::Reading;
use crate::report::findings::{Found, tally, witnesses, write_github, write_json, write_sarif};

/// Find everything that is wrong with a library
#[derive(Debug, Args)]
#[command(
    after_help = "Errors of form (syntax, names, types, units, dates, tables) stand in the way of evaluation; findings of \
    substance (scope, parties that nobody plays, conditions that never hold) do not. `comity explain` lists all codes.\n\
    What is meant to be there is allowed in the source, with a reason: allow never-holds because \"…\"\n\n\
    Examples:\n  \
    comity check examples/readmission\n  \
    comity check --deny warnings --format github\n  \
    comity check --against examples/readmission --witness caught.comity proposal.comity"
)]
pub struct Check {
    #[command(flatten)]
    project: ProjectArguments,
    /// Make findings errors, by code; `warnings` stands for every warning
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    deny: Vec<String>,
    /// Do not show findings, by code
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<String>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    format: Format,
    /// Take PATH as a proposal to this library, and say only what it brings in
    #[arg(long, value_name = "LIBRARY")]
    against: Option<PathBuf>,
    /// Write who is caught by clashes into a file, each as a `given` for a test
    #[arg(long, value_name = "FILE")]
    witness: Option<PathBuf>,
    #[command(flatten)]
    pub(super) jobs: Jobs,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Drawn in their lines, for people
    Pretty,
    /// One object with all findings
    Json,
    /// SARIF 2.1.0, for forges and editors
    Sarif,
    /// Commands of a GitHub workflow, which shows them at their lines
    Github,
}

impl Check {
    pub fn run(self) -> Result<Status, Failure> {
        let asked = asked(&self.deny, &self.allow)?;
        let (reading, day) = if let Some(library) = &self.against {
            against::read(library, &self.project, &asked)?
        } else {
            let mut reading = self.project.read()?;
            let day = reading.day(self.project.as_of);
            reading.review(day, &asked);
            (reading, day)
        };
        if let Some(path) = self.witness.as_ref().filter(|_| !reading.diagnostics.has_form_errors()) {
            let text = witnesses(&reading.diagnostics);
            write(path, "--witness", &reading.sources, text.as_bytes()).map_err(|error| error.0)?;
        }
        // A reader that has gone away has seen enough, but the status is still that of the findings.
        match self.write(&reading, day) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
        Ok(if reading.diagnostics.has_errors() { unreadable(&reading) } else { Status::Fine })
    }

    fn write(&self, reading: &Reading, day: Option<Date>) -> io::Result<()> {
        let (diagnostics, sources) = (&reading.diagnostics, &reading.sources);
        let as_of = day.as_ref().map(Date::to_string);
        let found = Found { library: &reading.library.name, as_of: as_of.as_deref(), diagnostics, sources };
        let mut out = terminal::out();
        match self.format {
            Format::Pretty => terminal::report(diagnostics, sources, &mut out)?,
            Format::Json => write_json(&found, &mut out)?,
            Format::Sarif => write_sarif(&found, &mut out)?,
            Format::Github => write_github(&found, &mut out)?,
        }
        if matches!(self.format, Format::Pretty | Format::Github) {
            let fine = if reading.library.is_empty() {
                "nothing to report: no statement was found, and in Markdown only blocks marked `comity` count"
            } else {
                "nothing to report"
            };
            writeln!(out, "{}", tally(diagnostics).unwrap_or_else(|| fine.to_owned()))?;
        }
        out.flush()
    }
}
