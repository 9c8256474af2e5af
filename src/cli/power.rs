//! `comity power`

use std::io::Write;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::bar::Bar;
use super::jobs::Jobs;
use super::names::one;
use super::project::{ProjectArguments, day, path_and};
use super::{Failure, Status, terminal};
use crate::judge::Plan;
use crate::model::{AttributeId, Library, StateId};
use crate::negotiate::game::{Step, TooHard};
use crate::negotiate::{Assembly, Unmeasured, game};
use crate::report::power::{sheet, write_csv, write_json, write_markdown, write_table};

/// Say how much power a forum's rule of adoption gives to each member
#[derive(Debug, Args)]
#[command(
    override_usage = "comity power [OPTIONS] [PATH] FORUM",
    after_help = "Every member says aye or no. Shapley-Shubik and Banzhaf are shares of all power; absolute is how probable it is\n\
    that a member decides when all others toss a coin; prevent and initiate are Coleman's. All figures are exact.\n\n\
    Examples:\n  \
    comity power examples/water council\n  \
    comity power examples/global-compact general_assembly --fractions"
)]
pub struct Power {
    /// The forum; in front of it a folder with a comity.toml, or a single file, where it is not the project around the
    /// current folder
    #[arg(required = true, num_args = 1..=2, value_names = ["FORUM"])]
    words: Vec<String>,
    /// The day at which facts and memberships count, year-month-day; without it that of the library
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Write figures as fractions instead of decimals (JSON has both)
    #[arg(long)]
    fractions: bool,
    /// Show so many minimal winning coalitions as well
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    coalitions: Option<u32>,
    /// How the figures are written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    pub(super) jobs: Jobs,
}

/// How the figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each member, for people
    Table,
    /// One object
    Json,
    /// Comma-separated rows
    Csv,
    /// The table in Markdown
    Markdown,
}

impl Power {
    pub fn run(self) -> Result<Status, Failure> {
        if self.format == Format::Csv && self.coalitions.is_some() {
            return Err("rows of members have no place for coalitions: ask for --coalitions in another format".into());
        }
        let (path, [forum]) = path_and(self.words.clone(), ["a forum"])?;
        let (reading, day) = match (ProjectArguments { path, as_of: self.as_of }).evaluate()? {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        let library = &reading.library;
        let id = one(&forum, "forum", &library.forums, |forum| &forum.named)?;
        let plan = Plan::new(library, day);
        let assembly = Assembly::new(&plan, id);
        let because = |why| unmeasured(library, &forum, day, &why);
        let game = game(&assembly).map_err(because)?;
        let bar = Bar::new("{msg} {bar:30} {percent:>3}%", true);
        let told = |step, done| bar.show(counted(step), parts(done), PARTS.into());
        let power = game.power(&told).map_err(|hard| because(Unmeasured::Hard(hard)))?;
        drop(bar);
        let shown = self.coalitions.map(|limit| game.minimal_winning(limit.try_into().unwrap_or(usize::MAX)));
        let sheet = sheet(&plan, &assembly, &power, shown.as_deref());
        let title = sheet.title.clone().unwrap_or(forum);
        let members = assembly.members.len();
        let as_of = day.map(|day| format!(", as of {day}")).unwrap_or_default();
        let heading = format!("{title}, {members} member{}{as_of}", plural(members));
        let mut out = terminal::out();
        match self.format {
            Format::Table => write_table(&sheet, &heading, self.fractions, &mut out)?,
            Format::Json => write_json(&sheet, &mut out)?,
            Format::Csv => write_csv(&sheet, self.fractions, &mut out)?,
            Format::Markdown => write_markdown(&sheet, &heading, self.fractions, &mut out)?,
        }
        out.flush()?;
        Ok(Status::Fine)
    }
}

/// How many parts a bar has.
const PARTS: u16 = 1000;

fn parts(done: f64) -> usize {
    (1..=PARTS).take_while(|part| f64::from(*part) <= done * f64::from(PARTS)).count()
}

/// What a step counts.
fn counted(step: Step) -> &'static str {
    match step {
        Step::Winning => "counting winning coalitions",
        Step::Proper => "comparing coalitions with what they leave out",
        Step::Minimal => "counting minimal winning coalitions",
        Step::Blocking => "counting minimal blocking coalitions",
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// How many members a message names.
const NAMED: usize = 12;

/// Why there is no answer, and what would make one possible.
fn unmeasured(library: &Library, forum: &str, day: Option<Date>, why: &Unmeasured) -> Failure {
    let named = |states: &[StateId]| {
        let names = states.iter().take(NAMED).map(|state| library.states[*state].named.name.as_str());
        let rest = states.len().saturating_sub(NAMED);
        let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        format!("{}{rest}", names.collect::<Vec<_>>().join(", "))
    };
    let attribute = |id: &AttributeId| library.attributes[*id].named.name.as_str();
    let on = day.map(|day| format!(" on {day}")).unwrap_or_default();
    let message = match why {
        Unmeasured::Empty => format!("the forum `{forum}` has no members{on}"),
        Unmeasured::Negative(id, states) => {
            format!("`{forum}` counts in `{}`, which is below zero{on} for {}", attribute(id), named(states))
        }
        Unmeasured::Unknown(id, states) => format!(
            "`{forum}` counts in `{}`, which is unknown{on} for {}: give them a value, or the attribute `absent is 0`",
            attribute(id),
            named(states)
        ),
        Unmeasured::Digits(id) => {
            format!("the weights `{}` have too many digits to be counted: round them", attribute(id))
        }
        Unmeasured::Hard(TooHard::Digits(_)) => "the weights have too many digits to be counted: round them".to_owned(),
        Unmeasured::Hard(TooHard::Members { most }) => {
            format!("`{forum}` has more than {most} members, and coalitions are counted for so many at most")
        }
        Unmeasured::Hard(TooHard::Work { kinds, weights, units }) => {
            let (each, those) =
                if *weights == 1 { ("its threshold", "the weight") } else { ("each threshold", "the weights") };
            format!(
                "{kinds} members with different weights are too many to count all coalitions of `{forum}` exactly: \
                 round {those} until {each} is at most about {units} units (a unit is what all members' weights are \
                 whole multiples of), or take fewer members"
            )
        }
    };
    message.into()
}
