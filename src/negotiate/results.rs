//! Every result that completions of what is unknown allow.

use super::assembly::Assembly;
use super::ballot::{Ballot, Vote};
use super::outcome::ForumResult;
use super::tally::Tally;
use crate::model::Truth;

/// Every result that completions allow, the best first. A text stands no worse when a member's vote is better for it, so
/// that for each result one or two completions need to be looked at: `worst` and `best` for the text, and some between.
pub fn results(assembly: &Assembly<'_>, votes: &[Vote], worst: &Tally, best: &Tally) -> Vec<ForumResult> {
    let may_be_adopted = |tally: &Tally| tally.adopts(assembly.forum) != Truth::No;
    let may_be_blocked = |tally: &Tally| tally.adopts(assembly.forum) != Truth::Yes;
    // Without reservations it is adopted by the best votes that have none.
    let unreserved: Option<Vec<Ballot>> = votes.iter().map(|vote| vote.unreserved()).collect();
    let adopted = unreserved.is_some_and(|ballots| may_be_adopted(&Tally::of(assembly, &ballots)));
    let reserved = votes.iter().any(|vote| vote.may_reserve()) && may_be_adopted(best);
    // It is blocked where there is an aye, and everyone else votes as is worst for it.
    let alone = |(member, vote): (usize, &Vote)| {
        let one = |ballot| Tally::one(assembly, member, ballot);
        vote.best() == Ballot::Aye && may_be_blocked(&worst.minus(&one(vote.worst())).plus(&one(Ballot::Aye)))
    };
    let blocked = if worst.ayes > 0 { may_be_blocked(worst) } else { votes.iter().enumerate().any(alone) };
    let unsupported = worst.ayes <= 0 && worst.present > 0;
    let outside = votes.iter().all(|vote| vote.may_be_outside());
    let all = [
        (ForumResult::Adopted, adopted),
        (ForumResult::Reserved, reserved),
        (ForumResult::Blocked, blocked),
        (ForumResult::Unsupported, unsupported),
        (ForumResult::Outside, outside),
    ];
    all.into_iter().filter(|(_, possible)| *possible).map(|(result, _)| result).collect()
}
