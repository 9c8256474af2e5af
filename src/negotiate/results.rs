//! Which results the completions of what is unknown allow.

use super::assembly::Assembly;
use super::ballot::{Ballot, Vote};
use super::outcome::ForumResult;
use super::tally::Tally;
use crate::judge::Verdict;
use crate::model::Truth;

/// Every result that some completion has, the best first. `worst` and `best` are the votes completed as is worst and as
/// is best for the text; since a text never stands worse when a member goes up from no to aye, a few tallies between
/// them are enough.
pub fn possible(assembly: &Assembly<'_>, votes: &[Vote], worst: &Tally, best: &Tally) -> Vec<ForumResult> {
    let may = |vote: &Vote, wanted: &dyn Fn(Ballot) -> bool| vote.0.iter().map(Ballot::of).any(wanted);
    let mut found = Vec::new();
    if plain(assembly, votes).is_some_and(|tally| adopted(assembly, &tally) != Truth::No) {
        found.push(ForumResult::Adopted);
    }
    // Whoever may reserve is an aye in the best completion, and may as well be one with reservations.
    if votes.iter().any(|vote| vote.may_reserve()) && adopted(assembly, best) != Truth::No {
        found.push(ForumResult::Reserved);
    }
    if supported(assembly, votes, worst).iter().any(|tally| adopted(assembly, tally) != Truth::Yes) {
        found.push(ForumResult::Blocked);
    }
    let takes_part = |ballot| matches!(ballot, Ballot::No | Ballot::Abstention);
    if votes.iter().all(|vote| may(vote, &|ballot| ballot != Ballot::Aye))
        && votes.iter().any(|vote| may(vote, &takes_part))
    {
        found.push(ForumResult::Unsupported);
    }
    if votes.iter().all(|vote| may(vote, &|ballot| ballot == Ballot::Absent)) {
        found.push(ForumResult::Outside);
    }
    found
}

/// Whether a tally adopts.
pub fn adopted(assembly: &Assembly<'_>, tally: &Tally) -> Truth {
    if tally.ayes <= 0 || tally.vetoes > 0 { Truth::No } else { tally.meets(&assembly.forum.adopts) }
}

/// The best completion in which nobody reserves; `None` where somebody must.
fn plain(assembly: &Assembly<'_>, votes: &[Vote]) -> Option<Tally> {
    let ballot = |vote: &Vote| {
        let without = vote.0.iter().filter(|verdict| *verdict != Verdict::Reserve);
        without.map(Ballot::of).max()
    };
    let ballots: Option<Vec<Ballot>> = votes.iter().map(ballot).collect();
    ballots.map(|ballots| Tally::of(assembly, &ballots))
}

/// The worst completions in which there is an aye.
fn supported(assembly: &Assembly<'_>, votes: &[Vote], worst: &Tally) -> Vec<Tally> {
    if worst.ayes > 0 {
        return vec![worst.clone()];
    }
    let may = votes.iter().enumerate().filter(|(_, vote)| vote.best() == Ballot::Aye);
    let turned = may.map(|(member, vote)| {
        let one = |ballot| Tally::one(assembly, member, ballot);
        worst.minus(&one(vote.worst())).plus(&one(Ballot::Aye))
    });
    turned.collect()
}
