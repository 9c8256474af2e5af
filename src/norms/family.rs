//! What implies a norm, among those on measures that hang together.

use std::collections::BTreeMap;

use super::ground::Ground;
use super::held::Held;
use crate::judge::World;
use crate::model::{LevelId, MeasureId, PersonsId};

/// How often a set of clauses that clash is left for another.
const TRIES: usize = 8;

/// For each level the norms that imply one there, in the order in which they are written.
pub type Sets = Vec<(LevelId, Vec<usize>)>;

/// The norms of a family of measures, by their places among all.
#[derive(Debug)]
pub struct Family<'h, 'a> {
    /// The norms, in the order in which they are written.
    pub members: Vec<usize>,
    held: &'h [Held<'a>],
    grounds: BTreeMap<LevelId, Ground<'a>>,
    /// The levels at which each binds somebody, as far as that was asked.
    levels: BTreeMap<usize, Vec<LevelId>>,
    /// Whether one act follows from another, as far as it was asked.
    acts: BTreeMap<(usize, usize), bool>,
}

impl<'h, 'a> Family<'h, 'a> {
    /// The norms at these places.
    pub fn new(world: &'a World<'a>, measures: &[MeasureId], held: &'h [Held<'a>], members: Vec<usize>) -> Self {
        let mut at: BTreeMap<LevelId, Vec<(usize, super::Norm<'a>)>> = BTreeMap::new();
        for &place in &members {
            let Some(one) = held.get(place) else { continue };
            for &level in &one.levels {
                at.entry(level).or_default().push((place, one.norm));
            }
        }
        let grounds =
            at.into_iter().map(|(level, norms)| (level, Ground::new(world, level, measures, &norms))).collect();
        Self { members, held, grounds, levels: BTreeMap::new(), acts: BTreeMap::new() }
    }

    /// The levels at which a norm binds somebody.
    pub fn levels(&mut self, norm: usize) -> Vec<LevelId> {
        if let Some(known) = self.levels.get(&norm) {
            return known.clone();
        }
        let mut levels = self.held.get(norm).map(|one| one.levels.clone()).unwrap_or_default();
        levels.retain(|level| self.grounds.get_mut(level).is_some_and(|ground| ground.binds_somebody(norm)));
        self.levels.insert(norm, levels.clone());
        levels
    }

    /// Whether others together could imply a norm, were it not for what clashes.
    pub fn is_open(&mut self, norm: usize) -> bool {
        let Some(one) = self.held.get(norm) else { return false };
        let categories = one.categories();
        // Most are not: that is found with the first question, so whether it binds anybody at all is asked last.
        let everywhere = one.levels.iter().all(|&level| {
            categories.iter().all(|&category| {
                let others = self.able(one, level, category, &self.members);
                self.grounds.get_mut(&level).is_some_and(|ground| ground.implied(norm, &others))
            })
        });
        everywhere
            && self.levels(norm).first().is_some_and(|level| {
                // What says nothing of its own is not said by others.
                self.grounds.get_mut(level).is_some_and(|ground| !ground.implied(norm, &[]))
            })
    }

    /// Whether one norm alone implies another, everywhere.
    pub fn implies(&mut self, other: usize, norm: usize) -> bool {
        let (Some(one), Some(two)) = (self.held.get(norm), self.held.get(other)) else { return false };
        let levels = self.levels(norm);
        norm != other
            && two.may_imply(one)
            && two.concerns_all_of(one)
            && levels.iter().all(|level| two.levels.contains(level))
            && self.act_follows(norm, other)
            && levels.iter().all(|&level| self.bound_within(level, norm, other))
    }

    /// At each level a least set of norms that imply one there; `None` where at some level none do.
    pub fn sets(&mut self, norm: usize, among: &[usize]) -> Option<Sets> {
        let mut found: BTreeMap<LevelId, Vec<usize>> = BTreeMap::new();
        for (level, category) in self.cells(norm) {
            let set = self.set(norm, level, category, among)?;
            let all = found.entry(level).or_default();
            all.extend(set);
            all.sort_unstable();
            all.dedup();
        }
        Some(found.into_iter().collect())
    }

    /// Whether whoever one norm binds at a level is bound by the other.
    pub fn bound_within(&mut self, level: LevelId, one: usize, other: usize) -> bool {
        self.grounds.get_mut(&level).is_some_and(|ground| ground.bound_within(one, other))
    }

    /// Whether what one norm says of its act follows from what another says of its own.
    pub fn act_follows(&mut self, one: usize, from: usize) -> bool {
        let (Some(a), Some(b)) = (self.held.get(one), self.held.get(from)) else { return false };
        if let Some(&known) = self.acts.get(&(a.act, b.act)) {
            return known;
        }
        let Some(level) = a.levels.iter().find(|level| b.levels.contains(level)) else { return false };
        let follows = self.grounds.get_mut(level).is_some_and(|ground| ground.act_within(one, from));
        self.acts.insert((a.act, b.act), follows);
        follows
    }

    fn cells(&mut self, norm: usize) -> Vec<(LevelId, Option<PersonsId>)> {
        let Some(one) = self.held.get(norm) else { return Vec::new() };
        let categories = one.categories();
        self.levels(norm)
            .into_iter()
            .flat_map(|level| categories.iter().map(move |&category| (level, category)))
            .collect()
    }

    fn able(&self, one: &Held<'a>, level: LevelId, category: Option<PersonsId>, among: &[usize]) -> Vec<usize> {
        let able = |other: &Held<'a>| other.may_imply(one) && other.concerns(category) && other.levels.contains(&level);
        among.iter().copied().filter(|&other| self.held.get(other).is_some_and(able)).collect()
    }

    fn set(&mut self, norm: usize, level: LevelId, category: Option<PersonsId>, among: &[usize]) -> Option<Vec<usize>> {
        let mut left = self.able(self.held.get(norm)?, level, category, among);
        if self.grounds.get_mut(&level)?.implied(norm, &[]) {
            return None;
        }
        for _ in 0..TRIES {
            if left.is_empty() || !self.grounds.get_mut(&level)?.implied(norm, &left) {
                return None;
            }
            let mut one_by_one = left.iter().copied();
            if let Some(alone) =
                one_by_one.find(|&other| self.act_follows(norm, other) && self.bound_within(level, norm, other))
            {
                return Some(vec![alone]);
            }
            let ground = self.grounds.get_mut(&level)?;
            let set = least(&mut |others| ground.implied(norm, others), &[], false, &left);
            // What clashes implies everything.
            match ground.clash(norm, &set) {
                None => return Some(set),
                Some(clash) => left.retain(|other| Some(other) != clash.last()),
            }
        }
        None
    }
}

/// Of things that are enough, those first in their order that are, none of which can be left out: the
/// preferred explanation of Junker (2004). None at all is not enough; `more` says that something was taken since that was asked last.
fn least(enough: &mut dyn FnMut(&[usize]) -> bool, taken: &[usize], more: bool, things: &[usize]) -> Vec<usize> {
    if more && enough(taken) {
        return Vec::new();
    }
    if things.len() <= 1 {
        return things.to_vec();
    }
    let (first, second) = things.split_at(things.len() / 2);
    let with = |set: &[usize]| -> Vec<usize> { taken.iter().chain(set).copied().collect() };
    let of_second = least(enough, &with(first), true, second);
    let of_first = least(enough, &with(&of_second), !of_second.is_empty(), first);
    of_first.into_iter().chain(of_second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_are_enough() {
        let mut enough = |set: &[usize]| set.contains(&2) && (set.contains(&4) || set.contains(&7)) || set.len() > 8;
        assert_eq!(least(&mut enough, &[], false, &[0, 1, 2, 3, 4, 5, 6, 7]), [2, 4]);
        assert_eq!(least(&mut enough, &[], false, &[7, 6, 5, 4, 3, 2]), [7, 2]);
        assert_eq!(least(&mut |set| set.contains(&9), &[], false, &[9]), [9]);
    }
}
