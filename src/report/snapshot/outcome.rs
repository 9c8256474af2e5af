//! What comes of a principle in a forum.

use super::{CHOICES, Teller};
use crate::model::{ForumId, Pick, PrincipleId};
use crate::negotiate::{Ballot, Decision, ForumResult, Outcome, Vote, outcome};
use crate::report::why::words::list;

impl Teller<'_, '_> {
    pub fn outcome(&self, principle: PrincipleId, forum: ForumId, picks: &[Pick], choosing: &str) -> Vec<String> {
        let library = self.plan.library();
        let (text, at) = (&library.principles[principle].named.name, &library.forums[forum].named.name);
        let Some(found) = outcome(self.plan, forum, principle, picks) else { return Vec::new() };
        let mut lines = vec![format!("{text} in {at}{choosing} is {}", found.name())];
        match found.decisions.as_slice() {
            [decision] => {
                lines.extend(possible(decision));
                lines.push(format!("  {}", count(decision)));
                lines.extend(self.votes(&found, decision));
            }
            several => {
                for decision in several {
                    let result =
                        possible(decision).map_or_else(|| decision.name().to_owned(), |line| line.trim().to_owned());
                    for words in decision.choosing.iter().take(CHOICES) {
                        lines.push(format!("  choosing {}: {result}, {}", words.join(", "), count(decision)));
                    }
                    let more = decision.choosing.len().saturating_sub(CHOICES);
                    if more > 0 {
                        lines.push(format!("  and in {more} more choices: {result}, {}", count(decision)));
                    }
                }
            }
        }
        lines
    }

    /// How each member votes, a line for each.
    fn votes(&self, found: &Outcome<'_>, decision: &Decision) -> Vec<String> {
        let votes = decision.votes.iter().enumerate();
        votes
            .filter_map(|(place, vote)| Some(format!("  {}: {}", self.state(found.state(place)?), ballot(*vote))))
            .collect()
    }
}

/// What may come of it, where that is open.
fn possible(decision: &Decision) -> Option<String> {
    let names: Vec<&str> = decision.possible.iter().copied().map(ForumResult::name).collect();
    (names.len() > 1).then(|| format!("  {}", list(&names, "or")))
}

fn count(decision: &Decision) -> String {
    let certain = |ballot| decision.certain(ballot).count();
    let say = |count: usize, one: &str, several: &str| format!("{count} {}", if count == 1 { one } else { several });
    let mut parts = vec![
        say(certain(Ballot::Aye), "aye", "ayes"),
        say(certain(Ballot::No), "no", "noes"),
        say(certain(Ballot::Abstention), "abstention", "abstentions"),
    ];
    let uncertain = decision.uncertain().count();
    if uncertain > 0 {
        parts.push(format!("{uncertain} not certain"));
    }
    parts.join(", ")
}

fn ballot(vote: Vote) -> String {
    let name = |ballot: Ballot| match ballot {
        Ballot::No => "no",
        Ballot::Abstention => "abstains",
        Ballot::Absent => "takes no part",
        Ballot::Aye => "aye",
    };
    // Several verdicts may come to one ballot, and need not stand beside each other.
    let mut all: Vec<&str> = Vec::new();
    for ballot in vote.0.iter().map(Ballot::of).map(name) {
        if !all.contains(&ballot) {
            all.push(ballot);
        }
    }
    let reserved = if vote.reserves() { " with reservations" } else { "" };
    format!("{}{reserved}", list(&all, "or"))
}
