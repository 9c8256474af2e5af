//! What a snapshot records, as lines that tell in a difference what has changed.
//!
//! A line that is not indented is what a test would expect, so that it can be copied into one; the lines below it say
//! why. Every line says all that it is about, and nothing is aligned: what changes is what differs.

mod outcome;
mod verdicts;

use crate::judge::Plan;
use crate::model::{IssueId, LevelId, Library, Pick, Recorded, Snapshot, StateId, scope_word};
use crate::negotiate::common::{Encounter, Meeting, encounters, grounds};
use crate::report::why::words::Words;
use crate::source::{Sources, Span};
use crate::testing::{asked, class};

/// Up to how many ways of clearing the brackets are written one by one; more are counted.
const CHOICES: usize = 24;

/// What a snapshot records.
pub fn recorded(plan: &Plan<'_>, sources: &Sources, snapshot: &Snapshot) -> String {
    let words = Words::new(plan.library(), sources, None, plan.world.date);
    let teller = Teller { plan, words };
    let parts: Vec<String> =
        snapshot.records.iter().map(|record| teller.record(&record.kind, record.span).join("\n")).collect();
    parts.join("\n\n")
}

/// What a snapshot records, as it is written, on one line.
pub fn subjects(sources: &Sources, library: &Library, snapshot: &Snapshot) -> String {
    let words = Words::new(library, sources, None, None);
    let all: Vec<String> = snapshot.records.iter().map(|record| words.written(record.span)).collect();
    all.join(", ")
}

struct Teller<'t, 'a> {
    plan: &'t Plan<'a>,
    words: Words<'t>,
}

impl Teller<'_, '_> {
    fn record(&self, record: &Recorded, span: Span) -> Vec<String> {
        let library = self.plan.library();
        match record {
            Recorded::Verdicts { principle, levels, group, states, choosing } => {
                let asked = verdicts::Asked { principle: *principle, group: *group, states, choosing };
                levels.iter().flat_map(|level| self.verdicts(&asked, *level, &self.choosing(span))).collect()
            }
            Recorded::Outcome { principle, forum, choosing } => {
                self.outcome(*principle, *forum, choosing, &self.choosing(span))
            }
            Recorded::Scope { issue, levels } => {
                levels.iter().flat_map(|level| scope(library, *issue, *level)).collect()
            }
            Recorded::CommonGround { states, issue, level, choosing } => {
                self.common(*states, *issue, *level, choosing, &self.choosing(span))
            }
        }
    }

    /// `choosing …` as it is written, with a space in front.
    fn choosing(&self, span: Span) -> String {
        let written = self.words.written(span);
        written
            .split_once(" choosing ")
            .map(|(_, picks)| format!(" choosing {}", picks.trim_end_matches(',')))
            .unwrap_or_default()
    }

    fn common(
        &self,
        states: [StateId; 2],
        issue: Option<IssueId>,
        level: LevelId,
        picks: &[Pick],
        choosing: &str,
    ) -> Vec<String> {
        let library = self.plan.library();
        let (class, counts) = class(self.plan, states, issue, level, picks);
        let [one, other] = states.map(|state| self.state(state));
        let on = issue.map(|issue| format!(" on {}", library.issues[issue].named.name)).unwrap_or_default();
        let at = &library.levels[level].named.name;
        let mut lines = vec![format!("common ground of {one} and {other}{on} at {at}{choosing} is {class}")];
        lines.extend(counts.into_iter().map(|count| format!("  {count}")));
        let asked = asked(states, issue, level, picks);
        let grounds = grounds(self.plan, &asked);
        let met = grounds.iter().flat_map(|ground| encounters(self.plan, &asked, ground, states));
        lines.extend(met.filter(|met| met.meetings != [Meeting::Nothing]).map(|met| self.met(&met)));
        lines
    }

    fn met(&self, met: &Encounter) -> String {
        let meetings: Vec<&str> = met.meetings.iter().map(|meeting| meeting.name()).collect();
        let said = met.rows.each_ref().map(|row| format!("{} {}", self.state(row.state), row.finding.name()));
        let name = &self.plan.library().principles[met.principle].named.name;
        format!("  {name}{}: {} ({})", self.instance(met.instance), meetings.join(" or "), said.join(", "))
    }

    /// The id of a state as the language writes it.
    fn state(&self, state: StateId) -> String {
        let name = self.words.state(state);
        let mut letters = name.chars();
        let plain = letters.next().is_some_and(char::is_alphabetic) && letters.all(|c| c.is_alphanumeric() || c == '_');
        if plain { name.to_owned() } else { format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")) }
    }
}

/// The scope of an issue at a level, and where it comes from.
fn scope(library: &Library, issue: IssueId, level: LevelId) -> Vec<String> {
    let ruling = library.scope.ruling(&library.issues, issue, level);
    let (name, at) = (&library.issues[issue].named.name, &library.levels[level].named.name);
    let mut lines = vec![format!("scope of {name} at {at} is {}", scope_word(ruling.status))];
    if let Some((from, rule)) = ruling.rule {
        if from != issue {
            lines.push(format!("  by the scope of {}", library.issues[from].named.name));
        }
        lines.extend(rule.remarks.reasons.iter().map(|reason| format!("  because {reason}")));
    }
    lines
}
