//! Every least set of acts that cannot go together.
//!
//! Acts that are asked for contradict each other in pairs: two measures exclude each other, or two ranges of one
//! parameter have nothing in common. What is forbidden is done when every part of it is asked for, and each part may be
//! asked for by another act. So sets of three and more hold exactly one act that is forbidden, beside acts of measures
//! that include it; these are found after Liffiton et al., "Fast, flexible MUS enumeration" (2016): a map of the sets
//! that were not looked at gives the next one; what can go together is struck out with all its parts, what cannot is
//! made as small as it goes and struck out with all that hold it.

use std::collections::BTreeSet;

use super::act::{Act, Acts, Deed};
use crate::model::{Library, MeasureId};
use crate::satisfy::{Answer, Map};

/// How many sets are looked at for one act before the search gives up.
const MOST: usize = 5_000;

/// The least sets, by the places of acts, and whether these are all.
pub fn least_sets(library: &Library, together: &mut Acts<'_>, acts: &[Act]) -> (Vec<Vec<usize>>, bool) {
    let included: Vec<BTreeSet<MeasureId>> = acts.iter().map(|act| included(library, act.measure)).collect();
    let asked: Vec<usize> =
        (0..acts.len()).filter(|&at| acts.get(at).is_some_and(|act| act.deed != Deed::Forbidden)).collect();
    let meet = |one: usize, other: usize| match (included.get(one), included.get(other)) {
        (Some(one), Some(other)) => {
            !one.is_disjoint(other)
                || one.iter().any(|a| {
                    other
                        .iter()
                        .any(|b| library.measures[*a].excludes.contains(b) || library.measures[*b].excludes.contains(a))
                })
        }
        _ => false,
    };
    let allowed = |at: usize| acts.get(at).is_some_and(|act| act.deed == Deed::Allowed);
    let (mut found, mut whole) = (Vec::new(), true);
    let mut apart: Vec<[usize; 2]> = Vec::new();
    for (at, &one) in asked.iter().enumerate() {
        // What contradicts itself is a set of one.
        match together.together(&[one]) {
            Answer::No => found.push(vec![one]),
            Answer::GaveUp => whole = false,
            Answer::Yes => {}
        }
        for &other in asked.iter().skip(at + 1) {
            if allowed(one) && allowed(other) {
                apart.push([one, other]);
            } else if meet(one, other) {
                match together.together(&[one, other]) {
                    Answer::No => {
                        apart.push([one, other]);
                        found.push(vec![one, other]);
                    }
                    Answer::GaveUp => whole = false,
                    Answer::Yes => {}
                }
            }
        }
    }
    for (forbidden, act) in acts.iter().enumerate().filter(|(_, act)| act.deed == Deed::Forbidden) {
        let doing: Vec<usize> = asked
            .iter()
            .copied()
            .filter(|&one| included.get(one).is_some_and(|included| included.contains(&act.measure)))
            .collect();
        let mut map = Map::new(doing.len());
        let place = |act: usize| doing.iter().position(|&one| one == act);
        for [one, other] in &apart {
            if let (Some(one), Some(other)) = (place(*one), place(*other)) {
                map.strike_out(&[one, other]);
            }
        }
        let mut looked = 0;
        while let Some(seed) = map.unseen() {
            looked += 1;
            let with = |set: &[usize]| -> Vec<usize> {
                set.iter().filter_map(|&at| doing.get(at).copied()).chain([forbidden]).collect()
            };
            let answer = together.together(&with(&seed));
            if answer == Answer::GaveUp || looked > MOST {
                whole = false;
                break;
            } else if answer == Answer::Yes {
                map.strike_out_parts(&seed);
            } else {
                let mut least = together.least(&with(&seed));
                least.sort_unstable();
                let inside: Vec<usize> = least.iter().filter_map(|&act| place(act)).collect();
                map.strike_out(&inside);
                found.push(least);
            }
        }
    }
    found.sort();
    found.dedup();
    (found, whole)
}

/// A measure with all that doing it includes.
fn included(library: &Library, measure: MeasureId) -> BTreeSet<MeasureId> {
    let mut found = BTreeSet::from([measure]);
    let mut open = vec![measure];
    while let Some(at) = open.pop() {
        open.extend(library.measures[at].entails.iter().copied().filter(|&other| found.insert(other)));
    }
    found
}
