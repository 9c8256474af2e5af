//! What a reader should know of an outcome that is not as expected.

use crate::judge::Plan;
use crate::negotiate::{Ballot, Decision, ForumResult, Outcome};

/// The count, who is against, and what is open.
pub fn notes(plan: &Plan<'_>, outcome: &Outcome<'_>) -> Vec<String> {
    let library = plan.library();
    let names = |places: Vec<usize>| {
        let states = places.into_iter().filter_map(|place| outcome.state(place));
        let names: Vec<&str> = states.map(|state| library.states[state].named.name.as_str()).collect();
        let shown = names.iter().take(20).copied().collect::<Vec<_>>().join(", ");
        match names.len().saturating_sub(20) {
            0 => shown,
            rest => format!("{shown} and {rest} more"),
        }
    };
    let told = |decision: &Decision| {
        let count = |ballot| decision.certain(ballot).count();
        let (ayes, noes, abstentions) = (count(Ballot::Aye), count(Ballot::No), count(Ballot::Abstention));
        let counted =
            |count: usize, one: &str, several: &str| format!("{count} {}", if count == 1 { one } else { several });
        let mut lines = vec![format!(
            "{}, {}, {}, {} not certain",
            counted(ayes, "aye", "ayes"),
            counted(noes, "no", "noes"),
            counted(abstentions, "abstention", "abstentions"),
            decision.uncertain().count()
        )];
        if let Some(possible) = possible(decision) {
            lines.push(format!("possible: {possible}"));
        }
        let against: Vec<usize> = decision.certain(Ballot::No).collect();
        if !against.is_empty() {
            lines.push(format!("against: {}", names(against)));
        }
        let uncertain: Vec<usize> = decision.uncertain().collect();
        if !uncertain.is_empty() {
            lines.push(format!("not certain: {}", names(uncertain)));
        }
        lines
    };
    match outcome.decisions.as_slice() {
        [decision] => told(decision),
        several => several
            .iter()
            .map(|decision| {
                let choosing = decision.choosing.first().map(|words| words.join(", ")).unwrap_or_default();
                let possible = possible(decision).map(|all| format!(" (possible: {all})")).unwrap_or_default();
                format!("choosing {choosing}: {}{possible}", decision.name())
            })
            .collect(),
    }
}

/// The results that may come, where there are several.
fn possible(decision: &Decision) -> Option<String> {
    let names: Vec<&str> = decision.possible.iter().copied().map(ForumResult::name).collect();
    (names.len() > 1).then(|| names.join(", "))
}
