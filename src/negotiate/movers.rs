//! Votes that may change, sorted by what their change does to the count.

use super::assembly::Assembly;
use super::ballot::Ballot;
use super::tally::Tally;

/// A vote that may change.
#[derive(Debug, Clone, Copy)]
pub struct Mover {
    /// The member, by its place.
    pub member: usize,
    /// Its vote as it is counted.
    pub from: Ballot,
    /// The vote that it might cast instead.
    pub to: Ballot,
}

/// Members that change in the same way and count alike.
#[derive(Debug, Clone)]
pub struct Class {
    /// The members, by their places.
    pub members: Vec<usize>,
    /// What the change of one of them adds to the count.
    pub change: Tally,
}

/// The members whose votes differ between two counts.
pub fn movers(from: &[Ballot], to: impl Fn(usize) -> Ballot) -> Vec<Mover> {
    let all = from.iter().enumerate().map(|(member, &from)| Mover { member, from, to: to(member) });
    all.filter(|mover| mover.from != mover.to).collect()
}

/// Puts together those that change the count in the same way, in the order of their first members.
pub fn classes(assembly: &Assembly<'_>, movers: &[Mover]) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for mover in movers {
        let change = change(assembly, mover.member, mover.from, mover.to);
        match classes.iter_mut().find(|class| class.change == change) {
            Some(class) => class.members.push(mover.member),
            None => classes.push(Class { members: vec![mover.member], change }),
        }
    }
    classes
}

/// What a change of a member's vote adds to the count.
pub fn change(assembly: &Assembly<'_>, member: usize, from: Ballot, to: Ballot) -> Tally {
    let one = |ballot| Tally::one(assembly, member, ballot);
    let mut change = one(to).minus(&one(from));
    // What the rule does not look at does not tell members apart.
    if !assembly.forum.adopts.counts_noes() {
        change.noes = 0;
    }
    if !assembly.forum.adopts.counts_present() {
        change.present = 0;
    }
    change
}
