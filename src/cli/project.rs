//! Finding and reading the project that a verb is about.
#![expect(clippy::disallowed_methods, reason = "looks for comity.toml on the disk")]

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::disk::{Disk, slashes};
use super::{Failure, Status, terminal};
use crate::diagnostics::{Asked, Severity};
use crate::judge::Plan;
use crate::model::Library;
use crate::number::Number;
use crate::project::MANIFEST;
use crate::{Opened, Reading, open, read};

/// The project that a verb is about.
#[derive(Debug, Clone, Args)]
pub struct ProjectArguments {
    /// A folder with a comity.toml, or a single file; without it the project around the current folder
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// The day at which facts and positions count, year-month-day; without it that of the library
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
}

/// The words of a verb that is about things by name: the path of their project may stand in front of the names. `what`
/// says what each name is of.
pub fn path_and<const N: usize>(
    mut words: Vec<String>,
    what: [&str; N],
) -> Result<(Option<PathBuf>, [String; N]), Failure> {
    let path = (words.len() > N).then(|| PathBuf::from(words.remove(0)));
    if let (None, Some(first)) = (&path, words.first().filter(|first| is_project(first))) {
        let wanted = what.join(" and ");
        return Err(format!("`{first}` is a project; behind it stands {wanted}{}", forums_of(first, &what)).into());
    }
    let count = words.len();
    let names = words.try_into().map_err(|_| format!("{N} names are wanted here, and there are {count}"))?;
    Ok((path, names))
}

/// Whether a word of the command line is the path of a project.
pub fn is_project(word: &str) -> bool {
    Path::new(word).is_file() || Path::new(word).join(MANIFEST).exists()
}

/// The forums of a project, where one is wanted.
fn forums_of(path: &str, what: &[&str]) -> String {
    if what != ["a forum"] {
        return String::new();
    }
    let reading = read(&slashes(Path::new(path)), &Disk);
    let names: Vec<&str> = reading.library.forums.values().map(|forum| forum.named.name.as_str()).collect();
    if names.is_empty() { "; it has none".to_owned() } else { format!(": {}", names.join(", ")) }
}

/// A day as it is written on the command line.
pub fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written year-month-day, as in 2018-12-19, and must exist".to_owned())
}

impl ProjectArguments {
    /// Reads the project.
    pub fn read(&self) -> Result<Reading, Failure> {
        self.open().map(|opened| opened.read())
    }

    /// Reads the files of the project, and no more.
    pub fn open(&self) -> Result<Opened, Failure> {
        Ok(open(&slashes(&self.place()?), &Disk))
    }

    /// The folder or the file of the project.
    pub fn place(&self) -> Result<PathBuf, Failure> {
        match &self.path {
            None => around(),
            Some(path) if path.is_dir() && !path.join(MANIFEST).exists() => {
                let message = format!(
                    "`{}` has no {MANIFEST}: name a folder that has one, or a single .comity or .md file",
                    path.display()
                );
                Err(message.into())
            }
            Some(path) if !path.exists() => Err(format!("there is no file or folder `{}`", path.display()).into()),
            Some(path) if path.extension().is_some_and(|ending| ending == "csv" || ending == "tsv") => {
                let message = format!(
                    "`{}` is a table: name the folder of the project that it belongs to, or a single .comity or .md file",
                    path.display()
                );
                Err(message.into())
            }
            Some(path) => Ok(path.clone()),
        }
    }

    /// Reads a project that is to be evaluated, and the day. Errors of form are shown, and nothing is returned.
    pub fn evaluate(&self) -> Result<Result<(Reading, Option<Date>), Status>, Failure> {
        let mut reading = self.read()?;
        let day = reading.day(self.as_of);
        Ok(stopped(&reading)?.map_or(Ok((reading, day)), Err))
    }
}

/// How many states can be judged in one library.
const MOST_STATES: usize = 100_000;

/// How many bytes may be taken by what is worked out once for all states.
const MOST_ROOM: usize = 4 << 30;

/// Works a library out for a day.
pub fn plan(library: &Library, day: Option<Date>) -> Result<Plan<'_>, Failure> {
    let plan = Plan::new(library, day);
    let room = plan.room(MOST_ROOM);
    if room <= MOST_ROOM {
        return Ok(plan);
    }
    let (gigabytes, states) = (room.div_ceil(1 << 30), Number::from(library.states.len()).written());
    Err(format!(
        "the conditions and the evidence of {states} states would take some {gigabytes} GiB, and at most {} are used: \
         divide the principles among several libraries",
        MOST_ROOM >> 30
    )
    .into())
}

/// Shows the errors of form that stand in the way of evaluation, and says what the run comes to then.
pub fn stopped(reading: &Reading) -> Result<Option<Status>, Failure> {
    if !reading.diagnostics.has_form_errors() {
        let states = Number::from(reading.library.states.len());
        return if states <= Number::from(MOST_STATES) {
            Ok(None)
        } else {
            let (states, most) = (states.written(), Number::from(MOST_STATES).written());
            Err(format!("the library has {states} states, and at most {most} can be judged: give those that negotiate with each other a library of their own").into())
        };
    }
    let mut diagnostics = reading.diagnostics.clone();
    reading.policy.apply(&Asked::default(), None, &mut diagnostics);
    terminal::show(&diagnostics, &reading.sources, Severity::Error)?;
    Ok(Some(unreadable(reading)))
}

/// The status of a reading with errors: one whose files could not be read is unusable.
pub fn unreadable(reading: &Reading) -> Status {
    let unreadable = |found: &&crate::diagnostics::Diagnostic| {
        matches!(found.code, crate::diagnostics::Code::UnreadableFile | crate::diagnostics::Code::InvalidUtf8)
    };
    if reading.diagnostics.sorted().iter().any(unreadable) { Status::Unusable } else { Status::Findings }
}

/// The nearest folder with a manifest, from the current one upwards.
pub fn around() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()?;
    let mut path = PathBuf::from(".");
    for folder in here.ancestors() {
        if folder.join(MANIFEST).exists() {
            return Ok(if path == Path::new(".") { path } else { path.components().skip(1).collect() });
        }
        path.push("..");
    }
    Err(format!(
        "there is no {MANIFEST} here or above: name a project's folder or a single file, or begin with `comity new DIR`"
    )
    .into())
}
