//! The smallest sets of facts some values of which decide.

use super::case::{Case, Verdicts};
use super::facts::FactGiven;
use super::missing::Open;
use super::verdicts::Completed;
use crate::judge::{Finding, Verdict, VerdictSet};
use crate::satisfy::{Literal, Settled, Unknown};

/// How many values of sets of facts are tried for one row, at most and at least.
const TRIALS: (usize, usize) = (2_000, 50);

/// How many statements all of these trials may read.
const STATEMENTS: usize = 4_000_000;

/// How many sets of facts are looked at for one row.
const SETS: usize = 2_000;

/// A set of facts that decides, with values for which it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Deciding {
    /// The facts, each with such a value.
    pub facts: Vec<FactGiven>,
    /// The verdict that then holds, whatever the rest turns out to be; where several would do, `None`.
    pub verdict: Option<Verdict>,
}

/// What is to be decided.
struct Goal {
    /// The verdict, where it is one.
    verdict: Option<Verdict>,
    will_do: VerdictSet,
    /// That under every way of clearing the brackets the verdict will do.
    literal: Literal,
}

/// The smallest sets of facts that decide.
#[derive(Debug, Clone, PartialEq)]
pub struct Settles {
    /// The sets, none of which holds another, by size and then in the order of what is missing; one entry for each verdict
    /// that some values decide.
    pub found: Vec<Deciding>,
    /// Whether all were found: the search did not give up.
    pub complete: bool,
}

impl Default for Settles {
    fn default() -> Self {
        Self { found: Vec::new(), complete: true }
    }
}

impl Case<'_, '_, '_> {
    /// The smallest sets that decide a verdict that is undetermined.
    pub fn settles(&mut self, completed: &Completed, missing: &[Open]) -> Settles {
        if completed.row.finding != Finding::Undetermined {
            return Settles::default();
        }
        let choices: Vec<usize> = (0..self.session.choices.len()).collect();
        let encoded = self.verdicts(&choices);
        let goals: Vec<Goal> = completed
            .row
            .possible
            .iter()
            .map(|verdict| Goal {
                verdict: Some(verdict),
                will_do: VerdictSet::one(verdict),
                literal: self.all_of(&encoded, |found| found == verdict),
            })
            .collect();
        self.smallest(missing, &choices, &goals)
    }

    /// The smallest sets that decide that the verdicts under some ways of clearing the brackets are ones that will do.
    pub fn settles_for(&mut self, choices: &[usize], will_do: impl Fn(Verdict) -> bool) -> Settles {
        let encoded = self.verdicts(choices);
        let fitting = Verdict::ALL.into_iter().filter(|&verdict| will_do(verdict));
        let fitting = fitting.fold(VerdictSet::default(), |all, verdict| all.with(VerdictSet::one(verdict)));
        let literal = self.all_of(&encoded, &will_do);
        let (missing, all_looked_at) = self.depends_on(choices);
        let mut settles = self.smallest(&missing, choices, &[Goal { verdict: None, will_do: fitting, literal }]);
        settles.complete &= all_looked_at;
        settles
    }

    /// That under every way of clearing the brackets the verdict is one that will do.
    fn all_of(&mut self, encoded: &[Verdicts], will_do: impl Fn(Verdict) -> bool) -> Literal {
        let each = encoded.iter().map(|verdicts| {
            let fitting = verdicts.iter().filter(|(verdict, _)| will_do(*verdict));
            fitting.map(|(_, literal)| *literal).collect::<Vec<Literal>>()
        });
        let each: Vec<Vec<Literal>> = each.collect();
        let each: Vec<Literal> = each.iter().map(|any| self.scene.solver.any(any)).collect();
        self.scene.solver.all(&each)
    }

    fn smallest(&mut self, missing: &[Open], choices: &[usize], goals: &[Goal]) -> Settles {
        let mut settles = Settles::default();
        let mut trials = (STATEMENTS / self.scene.solver.size().max(1)).clamp(TRIALS.1, TRIALS.0);
        let mut sets = SETS;
        let mut known: Vec<Vec<usize>> = Vec::new();
        for size in 0..=missing.len() {
            let mut at = Some((0..size).collect::<Vec<usize>>());
            while let Some(set) = at {
                at = next(&set, missing.len());
                if known.iter().any(|smaller| smaller.iter().all(|one| set.contains(one))) {
                    continue;
                }
                let Some(left) = sets.checked_sub(1).filter(|_| trials > 0) else {
                    settles.complete = false;
                    if settles.found.is_empty() {
                        self.one(missing, choices, goals, &mut settles);
                    }
                    return settles;
                };
                sets = left;
                let open: Vec<&Open> = set.iter().filter_map(|&place| missing.get(place)).collect();
                if self.decide(&open, choices, goals, &mut trials, &mut settles) {
                    known.push(set);
                }
            }
        }
        settles
    }

    /// Where the search from small sets found none: one set from which nothing can be left out, unless that is too much work.
    fn one(&mut self, missing: &[Open], choices: &[usize], goals: &[Goal], settles: &mut Settles) {
        let mut trials = missing.len().saturating_add(TRIALS.1);
        if trials.saturating_mul(self.scene.solver.size()) > STATEMENTS {
            return;
        }
        let mut kept: Vec<&Open> = missing.iter().collect();
        if !self.decide(&kept, choices, goals, &mut trials, settles) {
            return;
        }
        let mut at = 0;
        while at < kept.len() {
            let mut without = kept.clone();
            without.remove(at);
            let mut found = Settles::default();
            if self.decide(&without, choices, goals, &mut trials, &mut found) {
                kept = without;
                settles.found = found.found;
            } else {
                at += 1;
            }
        }
    }

    /// Whether a set decides; adds what it decides.
    fn decide(
        &mut self,
        open: &[&Open],
        choices: &[usize],
        goals: &[Goal],
        trials: &mut usize,
        settles: &mut Settles,
    ) -> bool {
        let unknowns: Vec<Unknown> = open.iter().flat_map(|(_, unknowns)| unknowns.iter().copied()).collect();
        let mut decides = false;
        for goal in goals {
            match self.scene.settle(&unknowns, goal.literal, trials) {
                Settled::With(values) => {
                    let facts = self.facts_given(open, values);
                    match facts.filter(|facts| self.stands(facts, choices, goal.will_do)) {
                        Some(facts) => {
                            decides = true;
                            settles.found.push(Deciding { facts, verdict: goal.verdict });
                        }
                        None => settles.complete = false,
                    }
                }
                Settled::Never => {}
                Settled::Undecided => settles.complete = false,
            }
        }
        decides
    }
}

/// The next set of as many places below a bound, in order.
fn next(set: &[usize], bound: usize) -> Option<Vec<usize>> {
    let size = set.len();
    let movable = |at: &usize| set.get(*at).is_some_and(|&place| place + size < bound + at);
    let at = (0..size).rev().find(movable)?;
    let start = set.get(at)? + 1;
    let kept = set.iter().copied().take(at);
    Some(kept.chain(start..start + size - at).collect())
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn sets_come_in_order_and_all() {
        let all: Vec<Vec<usize>> = std::iter::successors(Some(vec![0, 1]), |set| next(set, 4)).collect();
        assert_eq!(all, [vec![0, 1], vec![0, 2], vec![0, 3], vec![1, 2], vec![1, 3], vec![2, 3]]);
        assert_eq!(next(&[], 3), None);
    }
}
