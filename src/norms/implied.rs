//! Clauses that others imply, and principles that say the same.
//!
//! All that is found can be left out at once, and the rest still says all of it: what is left out stands in for nothing
//! else. So norms come by their strength, the strongest first; of norms that imply each other the first one stays; and
//! where only several together imply one, the last one goes first.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::act::families;
use super::equivalent::{Twins, equivalent};
use super::family::{Family, Sets};
use super::held::Held;
use super::norm::Norm;
use super::why::Why;
use crate::judge::World;
use crate::model::{LevelId, MeasureId};

/// A norm that others imply.
#[derive(Debug, Clone)]
pub struct Implied<'a> {
    /// The norm.
    pub norm: Norm<'a>,
    /// For each level at which it binds somebody the norms that say what it says, none of which can be left out.
    pub by: Vec<(LevelId, Vec<Norm<'a>>)>,
    /// How they do.
    pub how: How,
}

/// How others imply a norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// One does, at every level.
    Alone(Why),
    /// Several do, and each says all of it to a part of those whom it binds, or at one of its levels.
    Parts,
    /// Several do, and only together they say all of it.
    Together,
}

/// What a library says twice.
#[derive(Debug, Default)]
pub struct Redundant<'a> {
    /// The clauses, in the order in which they are written.
    pub implied: Vec<Implied<'a>>,
    /// The principles, each with an earlier one.
    pub equivalent: Vec<Twins>,
    /// A measure of each family in which not all clauses were compared.
    pub unfinished: Vec<MeasureId>,
}

/// What was found of a family: which norms others may imply together, and which of them single ones do.
#[derive(Debug, Default)]
pub(super) struct Survey {
    open: BTreeSet<usize>,
    pub(super) alone: BTreeMap<usize, Vec<usize>>,
    whole: bool,
}

/// How many pairs of clauses on measures that hang together are compared before the search gives up.
const PAIRS: usize = 10_000;

/// Finds what a library says twice.
pub fn redundant<'a>(world: &'a World<'a>) -> Redundant<'a> {
    let library = world.library;
    let held = Held::all(library);
    let mut of_measure: BTreeMap<MeasureId, Vec<usize>> = BTreeMap::new();
    for (place, one) in held.iter().enumerate().filter(|(_, one)| !one.levels.is_empty()) {
        of_measure.entry(one.norm.measure()).or_default().push(place);
    }
    let families = families(library);
    let surveyed = families.par_iter().filter_map(|measures| {
        let of = |measure| of_measure.get(measure).into_iter().flatten().copied();
        let mut members: Vec<usize> = measures.iter().flat_map(of).collect();
        members.sort_unstable();
        if members.is_empty() {
            return None;
        }
        let mut family = Family::new(world, measures, &held, members);
        let survey = survey(&mut family);
        Some((family, survey))
    });
    let mut surveyed: Vec<_> = surveyed.collect();
    let given_up = |(family, survey): &(Family<'_, '_>, Survey)| {
        let first = family.members.first().filter(|_| !survey.whole)?;
        held.get(*first).map(|one| one.norm.measure())
    };
    let unfinished = surveyed.iter().filter_map(given_up).collect();
    let equivalent = equivalent(library, &held, &mut surveyed);
    let gone: BTreeSet<_> = equivalent.iter().map(|twins| twins.later).collect();
    let struck = surveyed.par_iter_mut().map(|(family, survey)| {
        let stays = |place: &usize| held.get(*place).is_some_and(|one| !gone.contains(&one.norm.principle));
        let members: BTreeSet<usize> = family.members.iter().copied().filter(stays).collect();
        strike_out(family, survey, &held, &members)
    });
    let struck: Vec<BTreeMap<usize, (Sets, How)>> = struck.collect();
    let found: BTreeMap<usize, (Sets, How)> = struck.into_iter().flatten().collect();
    let norm = |place: usize| held.get(place).map(|one| one.norm);
    let norms = |places: &[usize]| places.iter().filter_map(|&place| norm(place)).collect::<Vec<Norm<'a>>>();
    let implied = found.into_iter().filter_map(|(place, (by, how))| {
        let by = by.iter().map(|(level, places)| (*level, norms(places))).collect();
        Some(Implied { norm: norm(place)?, by, how })
    });
    Redundant { implied: implied.collect(), equivalent, unfinished }
}

fn survey(family: &mut Family<'_, '_>) -> Survey {
    let mut found = Survey { whole: true, ..Survey::default() };
    let mut left = PAIRS;
    for norm in family.members.clone() {
        if family.is_open(norm) {
            let Some(rest) = left.checked_sub(family.members.len()) else {
                found.whole = false;
                break;
            };
            left = rest;
            found.open.insert(norm);
            let alone = family.members.clone().into_iter().filter(|&other| family.implies(other, norm)).collect();
            found.alone.insert(norm, alone);
        }
    }
    found
}

fn strike_out(
    family: &mut Family<'_, '_>,
    survey: &Survey,
    held: &[Held<'_>],
    members: &BTreeSet<usize>,
) -> BTreeMap<usize, (Sets, How)> {
    let mut found: BTreeMap<usize, (Sets, How)> = BTreeMap::new();
    let strength = |place: usize| held.get(place).map(|one| one.strength);
    let alone = |norm: usize| survey.alone.get(&norm).map_or(&[][..], Vec::as_slice);
    for wanted in (0..=2).rev() {
        let these: Vec<usize> = members
            .iter()
            .copied()
            .filter(|&one| strength(one) == Some(wanted) && survey.open.contains(&one))
            .collect();
        let mut by_one = BTreeMap::new();
        for &norm in &these {
            let stands = |other: &usize| {
                members.contains(other)
                    && !found.contains_key(other)
                    && (*other < norm || !alone(*other).contains(&norm))
            };
            if let Some(&other) = alone(norm).iter().find(|other| stands(other)) {
                let sets = family.levels(norm).into_iter().map(|level| (level, vec![other])).collect();
                by_one.insert(norm, (sets, How::Alone(Why::new(family, held, norm, other))));
            }
        }
        found.extend(by_one);
        for &norm in these.iter().rev() {
            if found.contains_key(&norm) {
                continue;
            }
            let others: Vec<usize> =
                members.iter().copied().filter(|other| *other != norm && !found.contains_key(other)).collect();
            if let Some(sets) = family.sets(norm, &others) {
                let mut others = sets.iter().flat_map(|(_, others)| others);
                let parts = others.all(|&other| family.act_follows(norm, other));
                found.insert(norm, (sets, if parts { How::Parts } else { How::Together }));
            }
        }
    }
    found
}
