//! `comity test --mutate`
#![expect(clippy::disallowed_methods, reason = "a run may be bounded by the clock")]

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;

use super::{Format, Wanted};
use crate::cli::bar::Bar;
use crate::cli::project::stopped;
use crate::cli::{Failure, Status, terminal};
use crate::mutation::{Mutation, Progress};
use crate::report::mutants::{sheet, write_json, write_text};
use crate::report::snapshot::recorded;
use crate::report::tests::{Run, write_pretty};

/// Whether rules are to be changed, and which.
#[derive(Debug, Clone, Args)]
pub struct Mutate {
    /// Change the rules one at a time, run the tests again, and list the changes that no test notices
    #[arg(
        id = "mutate",
        long = "mutate",
        help_heading = "Mutation",
        conflicts_with_all = [
            "accept", "review", "prune", "watch", "coverage", "lcov", "html", "coverage_json", "fail_under",
        ]
    )]
    asked: bool,
    /// Try at most so many changes
    #[arg(long, value_name = "N", requires = "mutate", help_heading = "Mutation")]
    mutants: Option<std::num::NonZeroUsize>,
    /// The order in which changes are tried, and so which ones where not all are
    #[arg(long, value_name = "SEED", requires = "mutate", default_value_t = 0, help_heading = "Mutation")]
    seed: u64,
    /// Begin no more changes after so long: 60s, 5m or 1h
    #[arg(long, value_name = "TIME", requires = "mutate", value_parser = time, help_heading = "Mutation")]
    time: Option<Duration>,
    /// Be content with so many changes that no test notices
    #[arg(long, value_name = "N", requires = "mutate", default_value_t = 0, help_heading = "Mutation")]
    max_unnoticed: usize,
}

/// A time as it is written on the command line.
fn time(text: &str) -> Result<Duration, String> {
    let wrong = || "a time is a number above zero with its unit: 60s, 5m or 1h".to_owned();
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        _ => return Err(wrong()),
    };
    let count: u64 = text.strip_suffix(unit).and_then(|count| count.parse().ok()).ok_or_else(wrong)?;
    count.checked_mul(seconds).filter(|seconds| *seconds > 0).map(Duration::from_secs).ok_or_else(wrong)
}

impl Mutate {
    pub fn is_asked(&self) -> bool {
        self.asked
    }

    /// Changes the rules of a project. Only tests and snapshots whose titles are wanted are run; these must pass first.
    pub(super) fn run(&self, wanted: &Wanted) -> Result<Status, Failure> {
        if !matches!(wanted.format, Format::Pretty | Format::Json) {
            return Err("changes are written for people or as JSON: leave --format out, or use --format json".into());
        }
        let place = wanted.project.place()?;
        let opened = wanted.project.open()?;
        let mut reading = opened.read();
        let day = wanted.day(&mut reading);
        if let Some(status) = stopped(&reading)? {
            return Ok(status);
        }
        if reading.library.tests.is_empty() && reading.library.snapshots.is_empty() {
            return Err("there is no test, so no change would be noticed".into());
        }
        let mut out = terminal::out();
        // What differs from its file fails, and nothing is written anywhere.
        let (tested, ..) = wanted.test(&place, &reading, day)?;
        if !tested.passed() {
            write_pretty(
                &Run { library: &reading.library, sources: &reading.sources, day, tested: &tested },
                &mut out,
            )?;
            writeln!(out, "nothing was changed: the tests must pass first")?;
            out.flush()?;
            return Ok(Status::Findings);
        }
        let is_wanted = |title: &str| wanted.is_named(title);
        let mutation = Mutation::new(&opened.project, &opened.tables, &opened.sources, day, &is_wanted, &recorded);
        let interrupted = interruption()?;
        let begun = Instant::now();
        let bar = Bar::new("{bar:30} {pos} of {len}  {msg}  {eta} left", true);
        let go_on = |progress: &Progress| {
            let found = format!("{} caught, {} unnoticed", progress.caught, progress.unnoticed);
            bar.show(found, progress.tried, progress.chosen);
            !interrupted.load(Ordering::SeqCst) && self.time.is_none_or(|time| begun.elapsed() < time)
        };
        let run = mutation.run(self.mutants.map(std::num::NonZeroUsize::get), self.seed, &go_on);
        drop(bar);
        let sheet = sheet(&mutation, &run, &reading.sources, day, self.seed);
        match wanted.format {
            Format::Json => write_json(&sheet, &mut out)?,
            Format::Pretty | Format::Junit | Format::Tap => write_text(&sheet, &mut out)?,
        }
        out.flush()?;
        Ok(if interrupted.load(Ordering::SeqCst) {
            Status::Interrupted
        } else if sheet.unnoticed > self.max_unnoticed {
            Status::Findings
        } else {
            Status::Fine
        })
    }
}

/// Becomes true on Ctrl-C, so that what is known by then can be shown. A second one ends the program at once.
fn interruption() -> Result<Arc<AtomicBool>, Failure> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&interrupted);
    ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::SeqCst) {
            std::process::exit(Status::Interrupted.code().into());
        }
    })?;
    Ok(interrupted)
}
