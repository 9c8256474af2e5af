//! Ugly input: nothing panics, overflows the stack or hangs, and nothing is silently dropped. Every case either works
//! or earns a report with its place.

mod chains;
mod characters;
mod clashes;
mod disk;
mod large;
mod names;
mod numbers;
mod projects;
mod tables;

use std::error::Error;

use comity::diagnostics::{Asked, Code};
use comity::judge::{Plan, Query};
use comity::report::findings::Findings;
use comity::source::MemoryFiles;

type Done = Result<(), Box<dyn Error>>;

/// What became of a project: what was reported, and how many verdicts there are when it could be evaluated.
#[derive(Debug, Default)]
struct Seen {
    /// Code, place, message and help of each finding.
    findings: Vec<(Code, String, String)>,
    /// How many verdicts there are; `None` when errors of form stand in the way.
    verdicts: Option<usize>,
    /// All findings as the terminal shows them.
    drawn: String,
}

/// Reads a project, reviews it, evaluates all of it and draws everything that was found.
fn see(path: &str, files: &MemoryFiles) -> Result<Seen, Box<dyn Error>> {
    let mut reading = comity::read(path, files);
    let day = reading.day(None);
    let mut seen = Seen::default();
    reading.review(day, &Asked::default());
    if !reading.diagnostics.has_form_errors() {
        let plan = Plan::new(&reading.library, day);
        let query = Query::default();
        seen.verdicts = Some(query.sessions(&plan).map(|session| query.rows(&session).len()).sum());
    }
    let pictures = Findings::new(false, 100);
    for found in reading.diagnostics.sorted() {
        let place = found.span().and_then(|span| reading.sources.locate(span));
        let place = place.map(|place| place.to_string()).unwrap_or_default();
        let help = found.advice().unwrap_or_default();
        seen.findings.push((found.code, place, format!("{}; {help}", found.message)));
        pictures.draw(found, &reading.sources, &mut seen.drawn)?;
    }
    Ok(seen)
}

/// The same for a single file.
fn one(text: impl Into<Vec<u8>>) -> Result<Seen, Box<dyn Error>> {
    see("t.comity", &MemoryFiles::default().with("t.comity", text))
}

impl Seen {
    /// That there is a finding of a code at a place, written `file:line`.
    fn reports(&self, code: &str, place: &str) -> Done {
        let there = self.findings.iter().any(|(found, at, _)| found.name() == code && at == place);
        if there { Ok(()) } else { Err(format!("no `{code}` at `{place}` in\n{}", self.shown()).into()) }
    }

    /// That it could be evaluated and nothing is an error or a warning.
    fn works(&self) -> Done {
        let grave = |code: &Code| code.severity() != comity::diagnostics::Severity::Note;
        if self.verdicts.is_some() && !self.findings.iter().any(|(code, ..)| grave(code)) {
            return Ok(());
        }
        Err(format!("this should work:\n{}", self.shown()).into())
    }

    /// The first findings, for people.
    fn shown(&self) -> String {
        let shown = |(code, at, message): &(Code, String, String)| {
            let message: String = message.chars().take(200).collect();
            format!("{at} {}: {message}\n", code.name())
        };
        self.findings.iter().take(12).map(shown).collect()
    }
}

/// A library in which everything has its place, for the one thing that is wrong to be added to.
const SMALL: &str = "
levels { two of pairs  some of groups  world of all }
capacities { origin, destination }
issue return
unit days
measure readmit on return (within: at most number days)
attribute rate : number
attribute income : one of low, high
principle p {
  issue return  levels two, world
  party sender as origin  party receiver as destination
  duty: sender should readmit (within: 30 days)
}
state A { capacity origin  rate: 1  income: low  favours return }
state B { capacity destination  rate: 2  income: high  opposes return }
";
