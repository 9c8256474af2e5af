//! Principles that say the same.

use std::collections::{BTreeMap, BTreeSet};

use super::family::Family;
use super::held::Held;
use super::implied::Survey;
use crate::model::{Library, PrincipleId};

/// Two principles that bind the same states to the same acts, as strongly, at the same levels and for the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twins {
    /// The first one that says it.
    pub first: PrincipleId,
    /// The later one.
    pub later: PrincipleId,
}

/// The principles that say what an earlier one says, each with the earliest. Those with brackets say nothing yet.
pub(super) fn equivalent<'a>(
    library: &'a Library,
    held: &[Held<'a>],
    families: &mut [(Family<'_, 'a>, Survey)],
) -> Vec<Twins> {
    let clean = |principle: PrincipleId| !library.principles[principle].is_draft();
    let principle = |place: usize| held.get(place).map(|one| one.norm.principle).filter(|&one| clean(one));
    // In how many families each principle has norms, and in how many of them two say the same.
    let mut all: BTreeMap<PrincipleId, usize> = BTreeMap::new();
    let mut same: BTreeMap<(PrincipleId, PrincipleId), usize> = BTreeMap::new();
    for (family, survey) in families {
        let mut norms: BTreeMap<PrincipleId, Vec<usize>> = BTreeMap::new();
        for &place in &family.members {
            if let Some(id) = principle(place) {
                norms.entry(id).or_default().push(place);
            }
        }
        for &id in norms.keys() {
            *all.entry(id).or_default() += 1;
        }
        let pairs: BTreeSet<(PrincipleId, PrincipleId)> = survey
            .alone
            .iter()
            .flat_map(|(&norm, others)| others.iter().map(move |&other| (norm, other)))
            .filter_map(|(one, other)| Some((principle(one)?, principle(other)?)))
            .filter(|(one, other)| one != other)
            .map(|(one, other)| (one.min(other), one.max(other)))
            .collect();
        for (one, other) in pairs {
            let (Some(ones), Some(others)) = (norms.get(&one), norms.get(&other)) else { continue };
            if says(family, held, ones, others) && says(family, held, others, ones) {
                *same.entry((one, other)).or_default() += 1;
            }
        }
    }
    let mut found: BTreeMap<PrincipleId, PrincipleId> = BTreeMap::new();
    for ((first, later), count) in same {
        let whole = |id| all.get(&id) == Some(&count);
        if whole(first) && whole(later) && !found.contains_key(&first) {
            found.entry(later).or_insert(first);
        }
    }
    found.into_iter().map(|(later, first)| Twins { first, later }).collect()
}

/// Whether some norms say all that others say, and as strongly.
fn says(family: &mut Family<'_, '_>, held: &[Held<'_>], norms: &[usize], wanted: &[usize]) -> bool {
    wanted.iter().all(|&one| {
        let strength = held.get(one).map(|one| one.strength);
        let as_strong: Vec<usize> =
            norms.iter().copied().filter(|&other| held.get(other).map(|other| other.strength) == strength).collect();
        family.sets(one, &as_strong).is_some()
    })
}
