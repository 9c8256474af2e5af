//! Blocs, and who stands between the two largest.

use super::ground::Ground;
use super::tally::Tally;
use crate::model::StateId;
use crate::negotiate::blocs::{Merge, agglomerate, clusters};

/// How the states of a ground fall into blocs.
#[derive(Debug, Clone, Default)]
pub struct Camps {
    /// How states join step by step, by their places in the ground.
    pub merges: Vec<Merge>,
    /// The blocs of two and more states, the largest first.
    pub blocs: Vec<Vec<StateId>>,
    /// The states that belong to none.
    pub alone: Vec<StateId>,
    /// Those in neither of the two largest blocs that share more with each than they are opposed to it, the most
    /// even-handed first.
    pub between: Vec<StateId>,
}

/// Below this dissimilarity two states share more than they are opposed.
const EVEN: f64 = 0.5;

/// How unlike two states are, by what they surely share and are surely opposed on: (opposed + 1) / (shared + opposed +
/// 2). Two that have nothing to do with each other are at one half, halfway between friends and foes, and one matter
/// weighs less than ten of a kind.
fn dissimilarity(tally: &Tally) -> f64 {
    let (shared, opposed) = (f64::from(tally.shared.least), f64::from(tally.opposed.least));
    (opposed + 1.0) / (shared + opposed + 2.0)
}

/// The blocs of a ground, over the principles that split it; what nobody disputes would make one bloc of everybody.
/// Any
/// two states of a bloc share more than they are opposed, unless so many blocs, single states among them, are wanted.
pub fn camps(ground: &Ground, wanted: Option<usize>) -> Camps {
    let count = ground.states.len();
    let tallies: Vec<Vec<Tally>> =
        (0..count).map(|one| (0..one).map(|other| ground.on_what_splits(other, one)).collect()).collect();
    let tally = |one: usize, other: usize| {
        let (less, more) = (one.min(other), one.max(other));
        tallies.get(more).and_then(|row| row.get(less)).copied().unwrap_or_default()
    };
    let merges = agglomerate(count, |one, other| dissimilarity(&tally(one, other)));
    let steps = match wanted {
        Some(wanted) => count.saturating_sub(wanted.max(1)),
        None => merges.iter().take_while(|merge| merge.height < EVEN).count(),
    };
    let found = clusters(count, merges.get(..steps).unwrap_or(&merges));
    let state = |place: &usize| ground.states.get(*place).copied();
    let (blocs, alone): (Vec<_>, Vec<_>) = found.into_iter().partition(|bloc| bloc.len() > 1);
    let mut between: Vec<(f64, usize)> = Vec::new();
    if let [first, second, ..] = blocs.as_slice() {
        for one in (0..count).filter(|one| !first.contains(one) && !second.contains(one)) {
            let towards = |bloc: &[usize]| {
                let others = bloc.iter().map(|&other| tally(one, other));
                others.fold((0_u32, 0_u32), |(shared, opposed), tally| {
                    (shared + tally.shared.least, opposed + tally.opposed.least)
                })
            };
            let (here, there) = (towards(first), towards(second));
            if here.0 > here.1 && there.0 > there.1 {
                let part = |(shared, opposed): (u32, u32)| f64::from(opposed) / f64::from(shared + opposed);
                between.push(((part(here) - part(there)).abs(), one));
            }
        }
    }
    // A stable sort: equals stay in the order of the states.
    between.sort_by(|one, other| one.0.total_cmp(&other.0));
    Camps {
        blocs: blocs.iter().map(|bloc| bloc.iter().filter_map(state).collect()).collect(),
        alone: alone.iter().flatten().filter_map(state).collect(),
        between: between.iter().filter_map(|(_, place)| state(place)).collect(),
        merges,
    }
}
