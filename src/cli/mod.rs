//! The program: arguments in, text and an exit status out. The only place that reads the disk and the terminal.

mod bar;
mod check;
mod choose;
mod common;
mod diff;
mod disk;
mod eval;
mod explain;
mod fmt;
mod jobs;
mod levels;
mod names;
mod new;
mod out;
mod outcome;
mod power;
mod project;
mod shell;
mod terminal;
mod test;
mod why;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What a run comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Nothing to complain of.
    Fine,
    /// Findings of severity error, or a failed expectation.
    Findings,
    /// Wrong usage, or input that cannot be read.
    Unusable,
    /// Ended by Ctrl-C, with what was known by then.
    Interrupted,
}

impl Status {
    /// The number by which other programs know it.
    fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Unusable => 2,
            Self::Interrupted => 130,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}

/// Something that stops the program: a disk, an argument.
type Failure = Box<dyn std::error::Error>;

/// Who agrees, who conflicts, and why: principles, scope and state profiles, evaluated.
#[derive(Debug, Parser)]
#[command(name = "comity", version, max_term_width = 100)]
#[command(after_help = "Begin with `comity new my-library`, or read on with `comity help eval`.\n\
    Exit status: 0 fine, 1 findings of severity error or a failed expectation or snapshot, 2 wrong usage or unreadable input.")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::Check),
    Eval(eval::Eval),
    Why(why::Why),
    Outcome(outcome::Outcome),
    Power(power::Power),
    Common(common::Common),
    Diff(diff::Diff),
    Test(test::Test),
    Explain(explain::Explain),
    Fmt(fmt::Fmt),
    New(new::New),
    Completions(shell::Completions),
    Man(shell::Man),
}

impl Verb {
    /// How many threads are wanted, where that matters.
    fn jobs(&self) -> Option<jobs::Jobs> {
        match self {
            Self::Check(verb) => Some(verb.jobs),
            Self::Eval(verb) => Some(verb.jobs),
            Self::Outcome(verb) => Some(verb.jobs),
            Self::Power(verb) => Some(verb.jobs),
            Self::Common(verb) => Some(verb.jobs),
            Self::Diff(verb) => Some(verb.jobs),
            Self::Test(verb) => Some(verb.jobs),
            Self::Why(_) | Self::Explain(_) | Self::Fmt(_) | Self::New(_) | Self::Completions(_) | Self::Man(_) => None,
        }
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Status::Unusable.into() } else { ExitCode::SUCCESS };
        }
    };
    if let Err(failure) = arguments.verb.jobs().map_or(Ok(()), jobs::Jobs::start) {
        return terminal::fail(failure.as_ref()).into();
    }
    let done = match arguments.verb {
        Verb::Check(verb) => verb.run(),
        Verb::Eval(verb) => verb.run(),
        Verb::Why(verb) => verb.run(),
        Verb::Outcome(verb) => verb.run(),
        Verb::Power(verb) => verb.run(),
        Verb::Common(verb) => verb.run(),
        Verb::Diff(verb) => verb.run(),
        Verb::Test(verb) => verb.run(),
        Verb::Explain(verb) => verb.run(),
        Verb::Fmt(verb) => verb.run(),
        Verb::New(verb) => verb.run(),
        Verb::Completions(verb) => verb.run(),
        Verb::Man(verb) => verb.run(),
    };
    match done {
        Ok(status) => status.into(),
        Err(failure) => terminal::fail(failure.as_ref()).into(),
    }
}
