//! The smallest sets of members whose votes, if they changed, would bring a text through or stop it.

use super::assembly::Assembly;
use super::movers::{Class, Mover, classes};
use super::tally::{Tally, Weights};
use crate::model::Truth;
use crate::number::Number;

/// How many steps a search may take: enough for the Council of a union of 27 with a weight for each, and for any
/// assembly whose members count alike.
const STEPS: usize = 20_000;

/// How many steps all searches of an outcome may take together, whose text may be worded in thousands of ways.
const ALL_STEPS: usize = 40_000;

/// How many combinations of undetermined votes an outcome may look at.
const COMBINATIONS: usize = 20_000;

/// Of how many kinds the members of a search may be: as many calls stand inside each other.
const KINDS: usize = 400;

/// How many sets are kept.
const SETS: usize = 24;

/// Some of the members of a list; all of them where the count is their number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several {
    /// How many.
    pub count: usize,
    /// Of whom, by their places.
    pub of: Vec<usize>,
}

/// The smallest sets. Members that count alike are kept together: `any 9 of these 73` is one set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Smallest {
    /// How many members each set has; `None` when no set of any size will do, or none was found.
    pub size: Option<usize>,
    /// The sets.
    pub sets: Vec<Vec<Several>>,
    /// Whether the search came to its end: if not there may be more sets, or, without a size, larger ones.
    pub complete: bool,
}

/// Which way the votes should change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// The text is adopted, whatever unknown weights are.
    Adopted,
    /// The text is surely not adopted.
    Stopped,
}

/// What is left of the work that an outcome may take. Where it runs out, what was found is said to be incomplete.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    steps: usize,
    /// Combinations of undetermined votes.
    pub combinations: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { steps: ALL_STEPS, combinations: COMBINATIONS }
    }
}

struct Search<'s> {
    assembly: &'s Assembly<'s>,
    goal: Goal,
    classes: Vec<Class>,
    steps: usize,
    found: Vec<Vec<usize>>,
}

/// Finds the smallest sets of movers that reach a goal, starting from votes as they are counted. Every set was tried.
pub fn smallest(assembly: &Assembly<'_>, tally: &Tally, movers: &[Mover], goal: Goal, budget: &mut Budget) -> Smallest {
    if budget.steps == 0 {
        return Smallest::default();
    }
    let classes = classes(assembly, movers);
    if classes.len() > KINDS {
        return Smallest::default();
    }
    let steps = STEPS.min(budget.steps);
    let mut search = Search { assembly, goal, classes, steps, found: Vec::new() };
    for size in 1..=movers.len() {
        let mut chosen = Vec::new();
        search.extend(tally, size, &mut chosen);
        if !search.found.is_empty() || search.steps == 0 {
            break;
        }
    }
    budget.steps = budget.steps.saturating_sub(steps - search.steps);
    search.sets()
}

impl Search<'_> {
    /// Tries every way of taking so many more members from the classes that are left.
    fn extend(&mut self, tally: &Tally, more: usize, chosen: &mut Vec<usize>) {
        if self.steps == 0 || self.found.len() > SETS {
            return;
        }
        self.steps -= 1;
        if more == 0 {
            if self.reached(tally) {
                self.found.push(chosen.clone());
            }
            return;
        }
        let at = chosen.len();
        let left: usize = self.classes.iter().skip(at).map(|class| class.members.len()).sum();
        if left < more || !self.reached(&self.at_best(tally, at, more)) {
            return;
        }
        let Some(class) = self.classes.get(at) else { return };
        let (most, change) = (class.members.len().min(more), class.change.clone());
        let mut tallies = vec![tally.clone()];
        for _ in 0..most {
            let next = tallies.last().map(|last| last.plus(&change));
            tallies.extend(next);
        }
        // Many of the first class before few of it: members that stand first in the library are named first.
        for (taken, tally) in tallies.iter().enumerate().rev() {
            chosen.push(taken);
            self.extend(tally, more - taken, chosen);
            chosen.pop();
        }
    }

    fn reached(&self, tally: &Tally) -> bool {
        let wanted = match self.goal {
            Goal::Adopted => Truth::Yes,
            Goal::Stopped => Truth::No,
        };
        tally.adopts(self.assembly.forum) == wanted
    }

    /// Figures that no choice of so many members from the classes that are left can better: each figure at its own best.
    /// A goal that is not reached with them is out of reach.
    fn at_best(&self, tally: &Tally, at: usize, more: usize) -> Tally {
        let left = || self.classes.iter().skip(at);
        let rise = self.goal == Goal::Adopted;
        let counted = |of: &dyn Fn(&Tally) -> i64, up: bool| {
            let all = left().map(|class| (of(&class.change), class.members.len())).collect();
            extreme(all, up, more, 0, |sum, change| Some(sum + change))
        };
        let summed = |place: usize, of: fn(&Weights) -> &Number, up: bool| {
            let weights = left().filter_map(|class| Some((of(class.change.weights.get(place)?), class.members.len())));
            let all = weights.map(|(change, count)| (change.clone(), count)).collect();
            extreme(all, up, more, Number::zero(), |sum, change| sum.add(&change))
        };
        let mut best = tally.clone();
        best.ayes += counted(&|tally| tally.ayes, rise);
        best.noes += counted(&|tally| tally.noes, !rise);
        best.present += counted(&|tally| tally.present, !rise);
        best.vetoes += counted(&|tally| tally.vetoes, !rise);
        for (place, weights) in best.weights.iter_mut().enumerate() {
            let with = |sum: &Number, more: Number| sum.add(&more).unwrap_or(more);
            weights.ayes = with(&weights.ayes, summed(place, |weights| &weights.ayes, rise));
            weights.present = with(&weights.present, summed(place, |weights| &weights.present, !rise));
            let unknown = |of: fn(&Weights) -> i64, up: bool| {
                counted(&|tally: &Tally| tally.weights.get(place).map_or(0, of), up)
            };
            weights.unknown_ayes += unknown(|weights| weights.unknown_ayes, rise);
            weights.unknown_others += unknown(|weights| weights.unknown_others, !rise);
        }
        if rise {
            // Those who leave and those who come in favour are not the same: who is in favour takes part.
            best.present = best.present.max(best.ayes);
            for weights in &mut best.weights {
                weights.present = weights.present.clone().max(weights.ayes.clone());
            }
        }
        best
    }

    fn sets(self) -> Smallest {
        let complete = self.steps > 0 && self.found.len() <= SETS;
        let size = self.found.first().map(|taken| taken.iter().sum());
        let several = |taken: &Vec<usize>| {
            let all = taken.iter().zip(&self.classes).filter(|(count, _)| **count > 0);
            all.map(|(&count, class)| Several { count, of: class.members.clone() }).collect()
        };
        Smallest { size, sets: self.found.iter().take(SETS).map(several).collect(), complete }
    }
}

/// The largest or the smallest sum of so many changes, of which each may be taken as often as it has members.
fn extreme<N: Ord + Clone>(
    mut all: Vec<(N, usize)>,
    up: bool,
    mut more: usize,
    zero: N,
    add: impl Fn(N, N) -> Option<N>,
) -> N {
    all.sort_unstable_by(|a, b| if up { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) });
    let mut sum = zero;
    for (change, count) in all {
        for _ in 0..count.min(more) {
            sum = add(sum.clone(), change.clone()).unwrap_or(sum);
        }
        more = more.saturating_sub(count);
    }
    sum
}
