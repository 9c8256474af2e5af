//! Who decides where an outcome is open.

use super::assembly::Assembly;
use super::ballot::{Ballot, Vote};
use super::movers::change;
use super::smallest::Budget;
use super::tally::Tally;

/// Undetermined members who may add the same to the count.
struct Alike {
    members: Vec<usize>,
    /// What each vote that one of them may cast adds to the worst for the text, from there up to the best.
    changes: Vec<Tally>,
}

/// The undetermined members on whom it may depend whether a text is adopted: those whose vote turns it when the others
/// complete in some way. `worst` is the tally when all of them vote as is worst for the text. Where there are too many
/// combinations to look at, all of them.
pub fn deciders(assembly: &Assembly<'_>, worst: &Tally, votes: &[Vote], budget: &mut Budget) -> Vec<usize> {
    let groups = alike(assembly, votes);
    let combinations = groups.iter().try_fold(1_usize, |product, one| product.checked_mul(one.combinations()?));
    let left = combinations.and_then(|combinations| budget.combinations.checked_sub(combinations));
    if let Some(left) = left {
        budget.combinations = left;
    } else {
        let uncertain = votes.iter().enumerate().filter(|(_, vote)| vote.certain().is_none());
        return uncertain.map(|(member, _)| member).collect();
    }
    // Every tally that completions of those who are like a member, beside itself, and of all others allow.
    let mut found = Vec::new();
    for (place, Alike { members, changes }) in groups.iter().enumerate() {
        let Some(most) = changes.last() else { continue };
        let mut tallies = vec![worst.clone()];
        for (other, Alike { members, changes }) in groups.iter().enumerate() {
            let voting = members.len() - usize::from(other == place);
            let mut next = Vec::new();
            for tally in &tallies {
                complete(tally, changes, voting, &mut next);
            }
            tallies = next;
        }
        let forum = assembly.forum;
        if tallies.iter().any(|tally| tally.adopts(forum) != tally.plus(most).adopts(forum)) {
            found.extend(members.iter().copied());
        }
    }
    found.sort_unstable();
    found
}

/// Puts together those who may add the same, in the order of their first members.
fn alike(assembly: &Assembly<'_>, votes: &[Vote]) -> Vec<Alike> {
    let mut groups: Vec<Alike> = Vec::new();
    for (member, vote) in votes.iter().enumerate().filter(|(_, vote)| vote.certain().is_none()) {
        let worst = vote.worst();
        let mut ballots: Vec<Ballot> = vote.0.iter().map(Ballot::of).filter(|ballot| *ballot != worst).collect();
        ballots.sort_unstable();
        let mut changes: Vec<Tally> = ballots.iter().map(|&ballot| change(assembly, member, worst, ballot)).collect();
        let nothing = Tally::nothing(assembly);
        changes.retain(|change| *change != nothing);
        changes.dedup();
        match groups.iter_mut().find(|group| group.changes == changes) {
            Some(group) => group.members.push(member),
            None => groups.push(Alike { members: vec![member], changes }),
        }
    }
    groups
}

impl Alike {
    /// In how many ways they may add to the count; `None` when they are too many.
    fn combinations(&self) -> Option<usize> {
        (1..=self.changes.len()).try_fold(1_usize, |ways, more| {
            ways.checked_mul(self.members.len().checked_add(more)?).map(|ways| ways / more)
        })
    }
}

/// A tally with each way in which so many members make these changes, one each or none.
fn complete(tally: &Tally, changes: &[Tally], voting: usize, found: &mut Vec<Tally>) {
    let Some((change, rest)) = changes.split_first() else {
        found.push(tally.clone());
        return;
    };
    let next = |tally: &Tally| Some(tally.plus(change));
    for (taken, tally) in std::iter::successors(Some(tally.clone()), next).take(voting + 1).enumerate() {
        complete(&tally, rest, voting - taken, found);
    }
}
