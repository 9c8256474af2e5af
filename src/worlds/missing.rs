//! The facts on which a verdict depends.

use std::collections::BTreeMap;

use super::case::{Case, Verdicts};
use super::verdicts::Completed;
use crate::judge::{Missing, VerdictSet};
use crate::satisfy::{Answer, Literal, Unknown, Who};

/// A missing fact, and what is open for it.
pub(super) type Open = (Missing, Vec<Unknown>);

/// How many statements may be made for one row to see on which facts it depends.
const STATEMENTS: usize = 1_000_000;

impl Case<'_, '_, '_> {
    /// The facts on which a row's verdicts depend: two completions that differ in one of them alone come to different
    /// verdicts. Over completions, of which there is one for every combination of values, they are the least set that
    /// decides whatever the values turn out to be.
    /// Whether it is sure of each: where the row is too large some were not looked at, and are among them.
    pub fn missing(&mut self, completed: &Completed) -> (Vec<Open>, bool) {
        let choices = self.undetermined(completed);
        if choices.is_empty() { (Vec::new(), true) } else { self.depends_on(&choices) }
    }

    /// Whether the facts on which a row's verdicts depend leave one in every completion: what stays unknown though every
    /// fact is given makes no difference, and nothing was too hard to decide.
    pub fn is_decided(&mut self, completed: &Completed) -> bool {
        let choices = self.undetermined(completed);
        let usual = self.verdicts(&choices);
        if self.scene.is_opaque() {
            return choices.is_empty();
        }
        let free = std::mem::take(&mut self.free);
        let other = self.verdicts(&choices);
        self.free = free;
        let mut assumed = self.scene.complete();
        assumed.push(self.differ(&usual, &other));
        self.scene.possible(&assumed) == Answer::No
    }

    /// The ways of clearing the brackets that leave several verdicts.
    fn undetermined(&self, completed: &Completed) -> Vec<usize> {
        let row = &completed.row;
        let several = |set: &VerdictSet| set.single().is_none();
        if row.by_choice.is_empty() {
            let all = if several(&row.possible) { self.session.choices.len() } else { 0 };
            return (0..all).collect();
        }
        row.by_choice.iter().enumerate().filter(|(_, set)| several(set)).map(|(choice, _)| choice).collect()
    }

    pub(super) fn depends_on(&mut self, choices: &[usize]) -> (Vec<Open>, bool) {
        self.verdicts(choices);
        let mut found: BTreeMap<Missing, Vec<Unknown>> = BTreeMap::new();
        let mut left = STATEMENTS;
        for unknown in self.scene.unknowns() {
            let Some(missing) = self.missing_fact(unknown) else { continue };
            if left == 0 || self.makes_a_difference(unknown, choices, &mut left) {
                found.entry(missing).or_default().push(unknown);
            }
        }
        (found.into_iter().collect(), left > 0)
    }

    /// Whether two completions that differ in one fact alone come to different verdicts. Asked of clauses of its own, as
    /// every question to the solver takes as long as there are statements.
    fn makes_a_difference(&self, unknown: Unknown, choices: &[usize], left: &mut usize) -> bool {
        let mut twice = Case::new(self.session, self.row);
        let usual = twice.verdicts(choices);
        twice.scene.turn(Some(unknown));
        let other = twice.verdicts(choices);
        *left = left.saturating_sub(twice.scene.solver.size());
        let mut assumed = twice.scene.complete();
        assumed.push(twice.differ(&usual, &other));
        twice.scene.possible(&assumed) != Answer::No
    }

    fn differ(&mut self, one: &[Verdicts], other: &[Verdicts]) -> Literal {
        let mut differ = Vec::new();
        for (one, other) in one.iter().zip(other).filter(|(one, other)| one != other) {
            for ((_, one), (_, other)) in one.iter().zip(other) {
                differ.push(self.scene.solver.all(&[*one, !*other]));
            }
        }
        self.scene.solver.any(&differ)
    }

    /// What is open, as reports name it.
    fn missing_fact(&self, unknown: Unknown) -> Option<Missing> {
        Some(match unknown {
            Unknown::Fact(Who::Named(state), attribute) => Missing::Fact(state, attribute),
            Unknown::PairFact(Who::Named(from), Who::Named(to), attribute) => Missing::PairFact(attribute, from, to),
            Unknown::Capacity(Who::Named(state), capacity) => Missing::Capacity(state, capacity),
            Unknown::Argument(clause, measure, place) => {
                let parameter = self.session.plan.library().measures[measure].parameters.get(place)?;
                let label = self.session.text().clauses.get(clause)?.label.clone();
                Missing::Parameter(label, parameter.name.clone())
            }
            Unknown::Fact(..)
            | Unknown::PairFact(..)
            | Unknown::Capacity(..)
            | Unknown::Capacities(_)
            | Unknown::Parameter(..)
            | Unknown::Identity(_) => return None,
        })
    }
}
