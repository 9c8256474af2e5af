//! Every least set of acts that cannot go together.
//!
//! Acts that are asked for contradict each other in pairs: two measures exclude each other, or two ranges of one
//! parameter have nothing in common. What is forbidden is done when every part of it is asked for, and each part may be
//! asked for by another act. So sets of three and more hold an act that is forbidden, beside acts of measures that
//! include it; several of these only where together they leave a parameter no value, such as yes and no. These are found
//! after Liffiton et al., "Fast, flexible MUS enumeration" (2016): a map of the sets that were not looked at gives the
//! next one; what can go together is struck out with all its parts, what cannot is made as small as it goes and struck
//! out with all that hold it.

use std::collections::{BTreeMap, BTreeSet};

use super::act::{Act, Acts, Deed};
use crate::model::{Library, MeasureId, Type};
use crate::satisfy::{Answer, Map};
use crate::syntax::ast::Bound;

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
    // What contradicts itself is a set of one, and in no other.
    let mut asked_alone = Vec::new();
    for one in asked {
        match together.together(&[one]) {
            Answer::No => found.push(vec![one]),
            Answer::GaveUp => whole = false,
            Answer::Yes => asked_alone.push(one),
        }
    }
    let asked = asked_alone;
    let mut apart: Vec<[usize; 2]> = Vec::new();
    for (at, &one) in asked.iter().enumerate() {
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
    let doing = |measures: &BTreeSet<MeasureId>| -> Vec<usize> {
        let does = |one: &usize| included.get(*one).is_some_and(|included| !included.is_disjoint(measures));
        asked.iter().copied().filter(does).collect()
    };
    let mut struck: Vec<Vec<usize>> = apart.iter().map(|pair| pair.to_vec()).collect();
    let mut turning = Vec::new();
    let turns = parameters_that_turn(library, acts);
    for (forbidden, act) in acts.iter().enumerate().filter(|(_, act)| act.deed == Deed::Forbidden) {
        let doing = doing(&BTreeSet::from([act.measure]));
        whole &= search(together, &doing, &[forbidden], &struck, &mut found);
        if !doing.is_empty() && act.arguments.iter().any(|(name, _)| turns.contains(name.as_str())) {
            turning.push(forbidden);
        }
    }
    if turning.len() > 1 {
        let measures = turning.iter().filter_map(|&one| acts.get(one)).map(|act| act.measure).collect();
        struck.extend(found.iter().cloned());
        let things = [turning, doing(&measures)].concat();
        whole &= search(together, &things, &[], &struck, &mut found);
    }
    found.sort();
    found.dedup();
    (found, whole)
}

/// Finds every least set of some things together with those that are always there; whether the search came to its end.
fn search(
    together: &mut Acts<'_>,
    things: &[usize],
    always: &[usize],
    struck: &[Vec<usize>],
    found: &mut Vec<Vec<usize>>,
) -> bool {
    let mut map = Map::new(things.len());
    let place = |act: &usize| things.iter().position(|one| one == act);
    for set in struck {
        if let Some(places) = set.iter().map(place).collect::<Option<Vec<usize>>>() {
            map.strike_out(&places);
        }
    }
    let mut looked = 0;
    while let Some(seed) = map.unseen() {
        looked += 1;
        let acts: Vec<usize> = seed.iter().filter_map(|&at| things.get(at)).chain(always).copied().collect();
        let answer = together.together(&acts);
        if answer == Answer::GaveUp || looked > MOST {
            return false;
        } else if answer == Answer::Yes {
            map.strike_out_parts(&seed);
        } else {
            let mut least = together.least(&acts);
            least.sort_unstable();
            let inside: Vec<usize> = least.iter().filter_map(place).collect();
            map.strike_out(&inside);
            found.push(least);
        }
    }
    true
}

/// The names of parameters of which several ranges together may leave no value: those with few values, and those that one
/// measure limits from above and another one otherwise. Ranges that are open to the same side hold each other.
fn parameters_that_turn<'l>(library: &'l Library, acts: &[Act]) -> BTreeSet<&'l str> {
    let mut bounds: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    let mut few = BTreeSet::new();
    let measures: BTreeSet<MeasureId> = acts.iter().flat_map(|act| included(library, act.measure)).collect();
    for measure in measures {
        for parameter in &library.measures[measure].parameters {
            let bound = match parameter.bound {
                Some(Bound::AtMost) => 0,
                Some(Bound::AtLeast) => 1,
                Some(Bound::Exactly) | None => 2,
            };
            bounds.entry(&parameter.name).or_default().insert(bound);
            match parameter.ty {
                Type::Flag | Type::OneOf(_) | Type::SetOf(_) if bound == 2 => drop(few.insert(parameter.name.as_str())),
                Type::Flag | Type::OneOf(_) | Type::SetOf(_) | Type::Number(_) | Type::Date | Type::Text => {}
            }
        }
    }
    few.extend(bounds.into_iter().filter(|(_, bounds)| bounds.len() > 1).map(|(name, _)| name));
    few
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
