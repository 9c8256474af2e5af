//! Which verdicts some completion of the facts comes to.

use std::collections::HashMap;

use super::case::{Case, Verdicts};
use crate::judge::{Finding, Row, VerdictSet};
use crate::model::Truth;
use crate::satisfy::{Answer, Literal, Settled};

/// A row over completions of facts.
#[derive(Debug, Clone)]
pub struct Completed {
    /// The row, with the verdicts that are possible and the parties that may be played.
    pub row: Row,
    /// Whether each of its verdicts surely is possible. Where it is not so, a condition could not be decided: some of
    /// the verdicts may be impossible, but there is no other. In a [`Study`](super::Study) also whether the verdicts surely
    /// depend on each of the facts that are missing.
    pub exact: bool,
}

/// How many values of facts are tried to see that a verdict is possible where something could not be decided.
const TRIALS: usize = 200;

impl Case<'_, '_, '_> {
    /// The row over completions of facts.
    pub fn completed(&mut self) -> Completed {
        let mut row = self.row.clone();
        if row.possible.single().is_some() {
            return Completed { row, exact: true };
        }
        let before = self.by_choice();
        let open: Vec<usize> =
            before.iter().enumerate().filter(|(_, set)| set.single().is_none()).map(|(choice, _)| choice).collect();
        let encoded = self.verdicts(&open);
        let complete = self.scene.complete();
        let mut exact = true;
        let mut known: HashMap<Verdicts, VerdictSet> = HashMap::new();
        let mut after = before.clone();
        for (&choice, literals) in open.iter().zip(&encoded) {
            let set = known.get(literals).copied().unwrap_or_else(|| {
                let (set, certain) =
                    self.possible(literals, before.get(choice).copied().unwrap_or_default(), &complete);
                exact &= certain;
                known.insert(*literals, set);
                set
            });
            if let Some(slot) = after.get_mut(choice) {
                *slot = set;
            }
        }
        row.roles = self.roles(&complete);
        row.possible = after.iter().fold(VerdictSet::default(), |all, &set| all.with(set));
        let first = after.first().copied().unwrap_or_default();
        if after.iter().all(|set| *set == first) {
            row.finding = Finding::from(first);
            row.by_choice = Vec::new();
            row.strength = match row.finding {
                Finding::One(_) if !row.roles.is_empty() => self.session.strength_of(&row, &self.members),
                Finding::One(_) | Finding::Undetermined | Finding::Open => None,
            };
        } else {
            row.finding = Finding::Open;
            row.by_choice = after;
        }
        Completed { row, exact }
    }

    /// The judge's verdicts under each way of clearing the brackets.
    fn by_choice(&self) -> Vec<VerdictSet> {
        if self.row.by_choice.is_empty() {
            vec![self.row.possible; self.session.choices.len().max(1)]
        } else {
            self.row.by_choice.clone()
        }
    }

    /// Of verdicts those that some completion comes to, and whether that is certain of each.
    fn possible(&mut self, verdicts: &Verdicts, among: VerdictSet, complete: &[Literal]) -> (VerdictSet, bool) {
        let mut set = VerdictSet::default();
        let mut certain = true;
        let asked = |(verdict, _): &&_| among.contains(*verdict);
        for (verdict, literal) in verdicts.iter().filter(asked) {
            let mut assumed = complete.to_vec();
            assumed.push(*literal);
            match self.scene.possible(&assumed) {
                Answer::Yes => set = set.with(VerdictSet::one(*verdict)),
                Answer::No => {}
                Answer::GaveUp => {
                    set = set.with(VerdictSet::one(*verdict));
                    certain = false;
                }
            }
        }
        // One is left in every case, so that the only one is certain.
        if set.single().is_some() || !certain || !self.scene.is_opaque() {
            return (set, certain);
        }
        let all = self.scene.unknowns();
        certain = verdicts.iter().filter(|(verdict, _)| set.contains(*verdict)).all(|(_, literal)| {
            let mut trials = TRIALS;
            matches!(self.scene.settle(&all, *literal, &mut trials), Settled::With(_))
        });
        (set, certain)
    }

    /// The parties that some completion lets the state play, and whether all do.
    fn roles(&mut self, complete: &[Literal]) -> Vec<(usize, Truth)> {
        let played = self.played();
        let mut roles = Vec::new();
        for (&(party, truth), literal) in self.row.roles.iter().zip(played) {
            let mut may = |literal| {
                let mut assumed = complete.to_vec();
                assumed.push(literal);
                self.scene.possible(&assumed) != Answer::No
            };
            let truth = match truth {
                Truth::Yes | Truth::No => truth,
                Truth::Unknown if !may(literal) => Truth::No,
                Truth::Unknown if !may(!literal) => Truth::Yes,
                Truth::Unknown => Truth::Unknown,
            };
            if truth != Truth::No {
                roles.push((party, truth));
            }
        }
        roles
    }
}
