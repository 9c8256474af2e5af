//! What two states have in common, as an expectation asks for it.

use crate::judge::Plan;
use crate::model::{IssueId, LevelId, Pick, StateId};
use crate::negotiate::common::{Asked, Class, Range, Tally, grounds};

/// The name of a class that completions do not agree on.
const UNDETERMINED: &str = "undetermined";

/// The class of what two states have in common, and the counts behind it.
pub fn class(
    plan: &Plan<'_>,
    states: [StateId; 2],
    issue: Option<IssueId>,
    level: LevelId,
    choosing: &[Pick],
) -> (&'static str, Vec<String>) {
    let tally = tally(plan, &asked(states, issue, level, choosing), states);
    (tally.class().map_or(UNDETERMINED, Class::name), notes(&tally))
}

/// What is asked of the ground that two states share.
pub fn asked(states: [StateId; 2], issue: Option<IssueId>, level: LevelId, choosing: &[Pick]) -> Asked {
    Asked {
        issues: issue.into_iter().collect(),
        levels: [level].into(),
        among: states.to_vec(),
        pair: Some(states),
        picks: choosing.to_vec(),
    }
}

fn tally(plan: &Plan<'_>, asked: &Asked, states: [StateId; 2]) -> Tally {
    let grounds = grounds(plan, asked);
    let tally = grounds.first().and_then(|ground| {
        let [one, other] = states.map(|state| ground.place(state));
        // With one issue it is the only subject; without any, all principles together are the last.
        ground.pair(one?, other?).last().map(|pair| pair.tally)
    });
    tally.unwrap_or_default()
}

fn notes(tally: &Tally) -> Vec<String> {
    let range = |range: Range| {
        if range.least == range.most { range.least.to_string() } else { format!("{} to {}", range.least, range.most) }
    };
    let counts = format!(
        "shared interests {}, shared aversions {}, mixed {}, opposed {}",
        range(tally.interests),
        range(tally.aversions),
        range(tally.mixed),
        range(tally.opposed)
    );
    let classes: Vec<&str> = tally.classes().map(Class::name).collect();
    let possible = (classes.len() > 1).then(|| format!("possible: {}", classes.join(", ")));
    std::iter::once(counts).chain(possible).collect()
}
