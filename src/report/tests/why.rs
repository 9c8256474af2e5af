//! Why something came out that was not expected: what decides, in up to three lines.

use crate::judge::{Finding, Plan, Row, Session, VerdictSet};
use crate::model::{Expectation, ExpectationKind, IssueId, LevelId, Pick, StateId};
use crate::negotiate::Outcome;
use crate::negotiate::common::{Meeting, encounters, grounds};
use crate::phrases::rule;
use crate::report::speech::{speech, told};
use crate::report::why::words::{Words, list};
use crate::source::Sources;
use crate::testing::{Found, asked};

/// How many lines are worth reading at once.
const LINES: usize = 3;

/// Why something came out that was not expected.
pub fn why(plan: &Plan<'_>, sources: &Sources, expectation: &Expectation, found: &Found<'_, '_>) -> Vec<String> {
    let words = Words::new(plan.library(), sources, None, plan.world.date);
    let mut lines = match found {
        Found::Row(session, row) => of_row(session, words, row),
        Found::Outcome(outcome) => of_outcome(words, outcome),
        Found::Plain => match &expectation.kind {
            ExpectationKind::Scope { issue, level, .. } => of_scope(words, *issue, *level),
            ExpectationKind::CommonGround { states, issue, level, choosing, .. } => {
                of_ground(plan, *states, *issue, *level, choosing)
            }
            ExpectationKind::Value { .. }
            | ExpectationKind::Verdict { .. }
            | ExpectationKind::Outcome { .. }
            | ExpectationKind::Count { .. } => Vec::new(),
        },
    };
    lines.truncate(LINES);
    lines
}

fn of_row(session: &Session<'_, '_>, words: Words<'_>, row: &Row) -> Vec<String> {
    let said = speech(session, words, row);
    match row.finding {
        Finding::Open => {
            let mut sets: Vec<(VerdictSet, String)> = Vec::new();
            for (choice, &set) in session.choices.iter().zip(&row.by_choice) {
                if !sets.iter().any(|(known, _)| *known == set) {
                    sets.push((set, choice.words.join(", ")));
                }
            }
            let names = |set: VerdictSet| set.iter().map(crate::judge::Verdict::name).collect::<Vec<_>>();
            sets.into_iter().map(|(set, choice)| format!("{} choosing {choice}", list(&names(set), "or"))).collect()
        }
        Finding::One(_) | Finding::Undetermined => {
            // What is unknown and possible stands in the notes.
            let because = (row.finding != Finding::Undetermined).then(|| said.because.clone());
            because.into_iter().chain(told(&said).lines_below()).collect()
        }
    }
}

fn of_outcome(words: Words<'_>, outcome: &Outcome<'_>) -> Vec<String> {
    let forum = outcome.assembly.forum;
    let named = &forum.named.name;
    let veto: Vec<&str> = forum.veto.iter().map(|&state| words.state(state)).collect();
    let veto = if veto.is_empty() { String::new() } else { format!(", with a veto for {}", list(&veto, "and")) };
    vec![format!("{named} adopts by {}{veto}", rule(&forum.adopts, words.sources))]
}

fn of_scope(words: Words<'_>, issue: IssueId, level: LevelId) -> Vec<String> {
    let library = words.library;
    let Some((from, rule)) = library.scope.ruling(&library.issues, issue, level).rule else {
        return vec!["no rule of scope names the level, so the default counts".to_owned()];
    };
    let said = words.said(&rule.remarks, rule.span);
    let place = said.place.map(|place| format!("   {place}")).unwrap_or_default();
    let mut lines = vec![format!("by the scope of {}{place}", library.issues[from].named.name)];
    lines.extend(said.because.into_iter().map(|reason| format!("because {reason}")));
    lines.extend(said.sources.into_iter().map(|source| format!("source: {source}")));
    lines
}

/// What divides two states, and then what they share.
fn of_ground(
    plan: &Plan<'_>,
    states: [StateId; 2],
    issue: Option<IssueId>,
    level: LevelId,
    picks: &[Pick],
) -> Vec<String> {
    let library = plan.library();
    let asked = asked(states, issue, level, picks);
    let grounds = grounds(plan, &asked);
    let met = grounds.iter().flat_map(|ground| encounters(plan, &asked, ground, states));
    let mut met: Vec<_> = met.filter(|met| met.meetings != [Meeting::Nothing]).collect();
    met.sort_by_key(|met| !met.meetings.iter().any(|meeting| meeting.is_opposed()));
    met.iter()
        .map(|met| {
            let name = &library.principles[met.principle].named.name;
            let meetings: Vec<&str> = met.meetings.iter().map(|meeting| meeting.name()).collect();
            let said = met
                .rows
                .each_ref()
                .map(|row| format!("{} {}", library.states[row.state].named.name, row.finding.name()));
            format!("{}: {name} ({})", meetings.join(" or "), said.join(", "))
        })
        .collect()
}
