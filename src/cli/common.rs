//! `comity common`

use std::io::Write;
use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::jobs::Jobs;
use super::names::{language, matching, one};
use super::project::{self, ProjectArguments, day, path_and};
use super::terminal::heading;
use super::{Failure, Status, choose, terminal};
use crate::judge::Plan;
use crate::model::{Library, StateId};
use crate::negotiate::common::{Asked, grounds};
use crate::report::common;

/// Say what states have in common and what divides them, by issue; with two states, the story of the two
#[derive(Debug, Args)]
#[command(
    override_usage = "comity common [OPTIONS] [PATH] [STATE STATE]",
    after_help = "Shared interests, shared aversions and what opposes two states are counted side by side and never netted.\n\n\
    Examples:\n  \
    comity common examples/global-compact --level global\n  \
    comity common examples/readmission AUT MDA\n  \
    comity common examples/water --among EGY,ETH,SDN --choose secure=respect_current_uses\n  \
    comity common examples/global-compact --issue labour --format csv"
)]
pub struct Common {
    /// Two states; in front of them, or alone, a folder with a comity.toml, or a single file, where it is not the
    /// project around the current folder
    #[arg(num_args = 0..=3, value_names = ["PATH", "STATE", "STATE"])]
    words: Vec<String>,
    /// Only principles on these issues, or on issues below them
    #[arg(long, value_name = "NAME")]
    issue: Vec<String>,
    /// Only at these levels
    #[arg(long, value_name = "NAME")]
    level: Vec<String>,
    /// Only among the members of these groups, and these states
    #[arg(long, value_name = "GROUP|STATE")]
    among: Vec<String>,
    /// Clear brackets: should, duty=should, duty.within='60 days', 'without support'
    #[arg(long, value_name = "CHOICE")]
    choose: Vec<String>,
    /// Join states until so many blocs are left, single states among them
    #[arg(long, value_name = "NUMBER")]
    #[arg(value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    blocs: Option<usize>,
    /// The day at which facts and positions count, year-month-day; without it that of the library
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// The language of titles, where the library has them: fr
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    pub(super) jobs: Jobs,
}

/// How common ground is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sums and the pairs that stand out, or the story of two, for people
    Table,
    /// One object with every pair
    Json,
    /// Every pair, comma-separated
    Csv,
    /// The table in Markdown
    Markdown,
}

impl Common {
    pub fn run(mut self) -> Result<Status, Failure> {
        let words = std::mem::take(&mut self.words);
        let (path, names): (Option<PathBuf>, Option<[String; 2]>) = match words.len() {
            0 | 1 => (words.into_iter().next().map(PathBuf::from), None),
            _ => path_and(words, ["a state", "another one"]).map(|(path, names)| (path, Some(names)))?,
        };
        let project = ProjectArguments { path, as_of: self.as_of };
        let (reading, day) = match project.evaluate()? {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        let library = &reading.library;
        let plan = project::plan(library, day)?;
        let pair = names.map(|names| two(library, &names)).transpose()?;
        let asked = self.asked(&plan, pair)?;
        let language = language(library, self.lang.as_deref())?;
        let grounds = grounds(&plan, &asked);
        if grounds.is_empty() && !self.issue.is_empty() {
            return Err("no principle is on such an issue there".into());
        }
        if self.blocs.is_some() && (pair.is_some() || self.format == Format::Csv) {
            return Err("--blocs is about the states of an overview, in a table, in Markdown or in JSON".into());
        }
        let heading = heading(library, day, language, &self.choose);
        let width = terminal::width();
        let mut out = terminal::out();
        match (pair, self.format) {
            (_, Format::Csv) => common::write_csv(library, &grounds, pair, &mut out)?,
            (Some(pair), Format::Json | Format::Table | Format::Markdown) => {
                let story = common::story(&plan, &reading.sources, &asked, &grounds, pair, language, &self.choose);
                match self.format {
                    Format::Json | Format::Csv => common::write_story_json(&story, &mut out)?,
                    Format::Table => common::write_story_text(&story, &heading, width, &mut out)?,
                    Format::Markdown => common::write_story_markdown(&story, &heading, &mut out)?,
                }
            }
            (None, Format::Json) => common::write_json(&plan, &grounds, self.blocs, &self.choose, &mut out)?,
            (None, Format::Table) => {
                let page = common::overview(&plan, &grounds, self.blocs, language, &heading);
                common::write_table(&page, width, &mut out)?;
            }
            (None, Format::Markdown) => {
                let page = common::overview(&plan, &grounds, self.blocs, language, &heading);
                common::write_markdown(&page, &mut out)?;
            }
        }
        out.flush()?;
        Ok(Status::Fine)
    }

    fn asked(&self, plan: &Plan<'_>, pair: Option<[StateId; 2]>) -> Result<Asked, Failure> {
        let library = plan.library();
        let among = among(plan, &self.among)?;
        if let Some(stranger) = pair.into_iter().flatten().find(|state| !among.is_empty() && !among.contains(state)) {
            return Err(format!("{} is not among these states", library.states[stranger].named.name).into());
        }
        Ok(Asked {
            issues: matching(&self.issue, "issue", &library.issues, |one| &one.named)?,
            levels: matching(&self.level, "level", &library.levels, |one| &one.named)?.into_iter().collect(),
            among,
            pair,
            picks: choose::picks(library, &[], &self.choose)?,
        })
    }
}

/// Two different states by name.
fn two(library: &Library, names: &[String; 2]) -> Result<[StateId; 2], Failure> {
    let [first, second] = names;
    let state = |name: &String| one(name, "state", &library.states, |state| &state.named);
    let pair = [state(first)?, state(second)?];
    if pair[0] == pair[1] {
        return Err(format!("a pair is of two states, and `{first}` is one").into());
    }
    Ok(pair)
}

/// The members of groups, and states, by name or pattern.
fn among(plan: &Plan<'_>, words: &[String]) -> Result<Vec<StateId>, Failure> {
    let library = plan.library();
    let mut states = Vec::new();
    for word in words.iter().flat_map(|word| word.split(',')).map(str::trim) {
        match library.groups.iter().find(|(_, group)| group.named.name == word) {
            Some((group, _)) => states.extend(plan.world.members(group)),
            None => states.extend(matching(&[word.to_owned()], "group or state", &library.states, |one| &one.named)?),
        }
    }
    states.sort_unstable();
    states.dedup();
    if !words.is_empty() && states.is_empty() {
        return Err("nobody is among these: the groups have no members on that day".into());
    }
    Ok(states)
}
