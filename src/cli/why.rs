//! `comity why`

mod place;
mod vote;

use std::io::Write;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::names::{self, one};
use super::project::{ProjectArguments, day, path_and};
use super::{Failure, Status, choose, terminal};
use crate::change::{Limits, search};
use crate::judge::{Choice, Derivation, Finding, Instance, Plan, Session, Verdict};
use crate::model::{LevelId, Pick, PrincipleId, StateId};
use crate::report::why::{self, Answer, Asked, SCHEMA, Shown};
use crate::source::Sources;
use crate::worlds::study_one;
use place::Wanted;

/// How often a verdict is worked out again when what would change it was not asked for, and when it was.
const GLANCE: Limits = Limits { evaluations: 150 };
const THOROUGH: Limits = Limits { evaluations: 2000 };

/// Say why a state's verdict is what it is, why it is not another, and what would change it
#[derive(Debug, Args)]
#[command(
    override_usage = "comity why [OPTIONS] [PATH] PRINCIPLE STATE|FORUM",
    after_help = "With a forum in place of the state: what it makes of the principle, the count, and the reasons of its members.\n\n\
    The level need not be named: it is that of pairs with --with, that of groups with --group, and otherwise\n\
    the one among all states, or the only one. Where a choice is left, `why` says what to add.\n\n\
    Examples:\n  \
    comity why examples/readmission readmission MDA --with AUT --choose shall\n  \
    comity why examples/global-compact compact USA --not agree\n  \
    comity why examples/global-compact compact HUN --change agree\n  \
    comity why examples/water equity ERI --group nile --settle\n  \
    comity why examples/global-compact compact general_assembly"
)]
pub struct Why {
    /// The principle, and the state or the forum; in front of them a folder with a comity.toml, or a single file, where it is not the
    /// project around the current folder
    #[arg(required = true, num_args = 2..=3, value_names = ["PRINCIPLE", "STATE|FORUM"])]
    words: Vec<String>,
    /// At this level
    #[arg(long, value_name = "NAME")]
    level: Option<String>,
    /// The other state, where two negotiate
    #[arg(conflicts_with = "group", long, value_name = "STATE")]
    with: Option<String>,
    /// The party that the state plays, where two negotiate
    #[arg(long = "as", value_name = "PARTY")]
    party: Option<String>,
    /// The group, where groups negotiate
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    /// The forum, where its members negotiate as a group of their own
    #[arg(long, value_name = "NAME", conflicts_with_all = ["group", "with", "party", "level"])]
    forum: Option<String>,
    /// Clear brackets: should, duty=should, duty.within='60 days', 'without support'
    #[arg(long, value_name = "CHOICE")]
    choose: Vec<String>,
    /// Say what stands in the way of this verdict
    #[arg(long, value_enum, value_name = "VERDICT")]
    not: Option<Word>,
    /// Search more widely for what would change the verdict, into this one if it is named
    #[arg(long, value_enum, value_name = "VERDICT", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "the option may be given without a verdict")]
    change: Option<Option<Word>>,
    /// Say which missing facts a verdict that is undetermined, or an outcome that is open, depends on, and the smallest sets
    /// of them that can decide it
    #[arg(long, conflicts_with_all = ["not", "change"])]
    settle: bool,
    /// Show every step, and evidence that does not count
    #[arg(long)]
    all: bool,
    /// The day at which facts and positions count, year-month-day; without it that of the library
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// The language of titles, where the library has them: fr
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A verdict's name.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Word {
    Agree,
    Reserve,
    Neutral,
    Divided,
    Conflict,
    Outside,
}

impl From<Word> for Verdict {
    fn from(word: Word) -> Self {
        match word {
            Word::Agree => Self::Agree,
            Word::Reserve => Self::Reserve,
            Word::Neutral => Self::Neutral,
            Word::Divided => Self::Divided,
            Word::Conflict => Self::Conflict,
            Word::Outside => Self::Outside,
        }
    }
}

/// How the answer is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A tree, for people
    Text,
    /// One object
    Json,
}

/// The state's verdict, and where.
struct Case {
    principle: PrincipleId,
    state: StateId,
    level: LevelId,
    instance: Instance,
    picks: Vec<Pick>,
}

impl Why {
    pub fn run(self) -> Result<Status, Failure> {
        let (path, [principle, state]) = path_and(self.words.clone(), ["a principle", "a state or a forum"])?;
        let project = ProjectArguments { path, as_of: self.as_of };
        let (reading, day) = match project.evaluate()? {
            Ok(found) => found,
            Err(status) => return Ok(status),
        };
        let library = &reading.library;
        let principle = one(&principle, "principle", &library.principles, |principle| &principle.named)?;
        if let Some(forum) = vote::forum(library, &state) {
            return self.vote(&reading, day, principle, forum);
        }
        let state = one(&state, "state", &library.states, |state| &state.named)?;
        let picks = choose::picks(library, &[principle], &self.choose)?;
        let plan = Plan::new(library, day);
        let wanted = Wanted {
            level: self.level.as_deref(),
            with: self.with.as_deref(),
            party: self.party.as_deref(),
            group: self.group.as_deref(),
            forum: self.forum.as_deref(),
        };
        let found = place::find(&plan, principle, state, &wanted)?;
        let mut answers = Vec::new();
        for instance in found.instances {
            let case = Case { principle, state, level: found.level, instance, picks: picks.clone() };
            let mut answer = self.answer(&plan, &reading.sources, &case)?;
            answer.elsewhere.clone_from(&found.elsewhere);
            answers.push(answer);
        }
        let as_of = day.as_ref().map(Date::to_string);
        let why = why::Why { schema: SCHEMA, library: library.name.clone(), as_of, answers };
        let mut out = terminal::out();
        match self.format {
            Format::Json => why::write_json(&why, &mut out)?,
            Format::Text => {
                let shown = Shown { all: self.all, changes: self.change.is_some(), width: terminal::width() };
                why::write_text(&why, shown, &mut out)?;
            }
        }
        out.flush()?;
        Ok(Status::Fine)
    }

    fn answer(&self, plan: &Plan<'_>, sources: &Sources, case: &Case) -> Result<Answer, Failure> {
        let session = Session::new(plan, case.principle, case.level, &case.picks);
        let language = names::language(plan.library(), self.lang.as_deref())?;
        let choice = session.choices.first().cloned().unwrap_or(Choice { variants: Vec::new(), words: Vec::new() });
        let Some(derivation) = session.explain(case.instance, case.state, &choice) else {
            let state = &plan.library().states[case.state].named.name;
            return Err(format!("{state} takes no part there").into());
        };
        let mut choosing: Vec<String> = self.choose.iter().map(|words| words.replacen('=', " ", 1)).collect();
        if derivation.row.finding == Finding::Open {
            if self.not.is_some() || self.change.is_some() || self.settle {
                let what = match (self.not, self.settle) {
                    (Some(_), _) => "--not",
                    (None, true) => "--settle",
                    (None, false) => "--change",
                };
                let message = format!(
                    "the verdict is open: it depends on the brackets; clear them with --choose before you ask {what} \
                     (without {what}, every choice is listed)"
                );
                return Err(message.into());
            }
            return Ok(why::open_answer(sources, language, &session, &derivation.row, choosing));
        }
        let every_choice = session.choices.len() > 1;
        if every_choice {
            choosing.extend(choice.words.iter().cloned());
        }
        let not = self.not.map(Verdict::from);
        let goal = self.change.flatten().map(Verdict::from).or(not);
        let study = self.settle.then(|| study_one(&session, &derivation.row));
        let found = (!self.settle).then(|| self.search(&session, &derivation, goal));
        let changes = found.as_ref().map(|found| (goal, found));
        let asked = Asked { choosing, every_choice, not, changes, settle: study.as_ref() };
        Ok(why::answer(sources, language, &session, &derivation, &asked))
    }

    fn search<'a>(
        &self,
        session: &Session<'_, 'a>,
        derivation: &Derivation<'_, 'a>,
        goal: Option<Verdict>,
    ) -> crate::change::Search {
        search(session, derivation, goal, if self.change.is_some() { THOROUGH } else { GLANCE })
    }
}
