//! The smallest sets of members who bring a text through or stop it, found by trying all.

use std::collections::BTreeSet;

use comity::negotiate::{Several, Smallest};

use crate::brute::{Cast, Member, always};
use crate::rule::Rule;

type Sets = BTreeSet<BTreeSet<usize>>;

/// Every way of taking so many of these.
fn ways(of: &[usize], count: usize) -> Sets {
    let Some((&first, rest)) = of.split_first() else {
        return if count == 0 { Sets::from([BTreeSet::new()]) } else { Sets::new() };
    };
    let mut found = ways(rest, count);
    if count > 0 {
        found.extend(ways(rest, count - 1).into_iter().map(|mut with| {
            with.insert(first);
            with
        }));
    }
    found
}

/// The sets that are meant where members that count alike are kept together.
fn meant(set: &[Several]) -> Sets {
    set.iter().fold(Sets::from([BTreeSet::new()]), |so_far, several| {
        let more = ways(&several.of, several.count);
        let joined = |one: &BTreeSet<usize>| more.iter().map(|other| one | other).collect::<Vec<_>>();
        so_far.iter().flat_map(joined).collect()
    })
}

/// Who may move, and where to.
pub struct Moves<'m> {
    pub members: &'m [Member],
    pub rule: &'m Rule,
    /// The members who may move, each with the vote that it would cast.
    pub to: Vec<(usize, Cast)>,
    /// Whether the text should be adopted; else it should be stopped.
    pub adopted: bool,
}

impl Moves<'_> {
    /// Whether these bring it about, whatever the others do.
    fn enough(&self, set: &BTreeSet<usize>) -> bool {
        let vote = |(place, member): (usize, &Member)| {
            let cast = self.to.iter().find(|(mover, _)| *mover == place && set.contains(mover));
            cast.map_or_else(|| member.clone(), |(_, cast)| member.voting(*cast))
        };
        let members: Vec<Member> = self.members.iter().enumerate().map(vote).collect();
        always(&members, self.rule, self.adopted)
    }

    /// All sets of the smallest size that will do.
    fn smallest(&self) -> (Option<usize>, Sets) {
        let movers: Vec<usize> = self.to.iter().map(|(mover, _)| *mover).collect();
        for size in 0..=movers.len() {
            let found: Sets = ways(&movers, size).into_iter().filter(|set| self.enough(set)).collect();
            if !found.is_empty() {
                return (Some(size), found);
            }
        }
        (None, Sets::new())
    }

    /// What is wrong with the sets that were found.
    pub fn compare(&self, found: Option<&Smallest>) -> Result<(), String> {
        let (size, sets) = self.smallest();
        let Some(found) = found else { return Err(format!("no sets are given, there are {sets:?}")) };
        let given: Sets = found.sets.iter().flat_map(|set| meant(set)).collect();
        if found.complete && found.size == size && given == sets {
            Ok(())
        } else {
            Err(format!("given are {found:?}, that is {given:?}; there are {sets:?}"))
        }
    }
}
