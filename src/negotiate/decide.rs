//! Who decides where an outcome is open.

use super::assembly::Assembly;
use super::movers::{Class, Mover, classes};
use super::results::adopted;
use super::tally::Tally;

/// How many combinations of undetermined votes are looked at.
const COMBINATIONS: usize = 20_000;

/// The undetermined members on whom it may depend whether a text is adopted: those whose vote turns it when the others
/// complete in some way. `worst` is the tally when all of them vote as is worst for the text. Where there are too many
/// combinations to look at, all of them.
pub fn deciders(assembly: &Assembly<'_>, worst: &Tally, movers: &[Mover]) -> Vec<usize> {
    let classes = classes(assembly, movers);
    let combinations = classes.iter().try_fold(1_usize, |product, class| product.checked_mul(class.members.len() + 1));
    if combinations.is_none_or(|combinations| combinations > COMBINATIONS) {
        return movers.iter().map(|mover| mover.member).collect();
    }
    // Every tally that completions of the members of a class, beside one of it, and of all others allow.
    let mut found = Vec::new();
    for (place, Class { members, change }) in classes.iter().enumerate() {
        let mut tallies = vec![worst.clone()];
        for (other, Class { members, change }) in classes.iter().enumerate() {
            let most = members.len() - usize::from(other == place);
            tallies = tallies.iter().flat_map(|tally| steps(tally, change, most)).collect();
        }
        let turns = |tally: &Tally| adopted(assembly, tally) != adopted(assembly, &tally.plus(change));
        if tallies.iter().any(turns) {
            found.extend(members.iter().copied());
        }
    }
    found.sort_unstable();
    found
}

/// A tally with a change made not at all, once, and so on.
fn steps(tally: &Tally, change: &Tally, most: usize) -> Vec<Tally> {
    let next = |tally: &Tally| Some(tally.plus(change));
    std::iter::successors(Some(tally.clone()), next).take(most + 1).collect()
}
