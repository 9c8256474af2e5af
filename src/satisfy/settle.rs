//! Which facts decide: values of some of what is open with which a statement holds, whatever the rest turns out to be.

use std::collections::BTreeSet;

use super::scene::{Given, Scene};
use super::slot::{Bits, Unknown};
use super::solver::{Answer, Literal};

/// What came of the search.
#[derive(Debug, Clone, PartialEq)]
pub enum Settled {
    /// With these values it holds, whatever the rest is.
    With(Vec<Given>),
    /// With none does it surely hold.
    Never,
    /// The search gave up.
    Undecided,
}

impl Scene<'_> {
    /// Values of these with which a statement holds in every completion. `trials` is how many of their values may still be
    /// looked at. Numbers are looked at between the bounds that they are compared with: all that lie between two are alike.
    pub fn settle(&mut self, open: &[Unknown], goal: Literal, trials: &mut usize) -> Settled {
        let complete = self.complete();
        let searching = self.solver.fresh();
        let mut assumed = complete.clone();
        assumed.extend([searching, goal]);
        let mut complete_without = complete;
        complete_without.push(!goal);
        let mut struck = false;
        let found = loop {
            let Some(left) = trials.checked_sub(1) else { break Settled::Undecided };
            *trials = left;
            match self.possible(&assumed) {
                Answer::Yes => {}
                // Where forms mix these numbers with others, what was looked at was not all that lies between two bounds.
                Answer::No if struck && self.mixes(open) => break Settled::Undecided,
                Answer::No => break Settled::Never,
                Answer::GaveUp => break Settled::Undecided,
            }
            let cell = self.cell(open);
            let mut otherwise = complete_without.clone();
            otherwise.extend(&cell);
            match self.possible(&otherwise) {
                Answer::No => {
                    assumed.extend(&cell);
                    break self.values(open, &assumed).map_or(Settled::Undecided, Settled::With);
                }
                Answer::Yes => {
                    let never: Vec<Literal> = cell.iter().map(|&one| !one).chain([!searching]).collect();
                    self.solver.clause(&never);
                    struck = true;
                }
                Answer::GaveUp => break Settled::Undecided,
            }
        };
        self.solver.clause(&[!searching]);
        found
    }

    /// The values of some of what is open in the last model, as far as anything asks for them.
    fn cell(&self, open: &[Unknown]) -> Vec<Literal> {
        let mut cell = Vec::new();
        let mut numbers = BTreeSet::new();
        for slot in open.iter().filter_map(|unknown| self.slots.get(unknown)) {
            match &slot.bits {
                Bits::Flag(flag) => cell.push(*flag),
                Bits::Number(place) | Bits::Date(place) => drop(numbers.insert(*place)),
                Bits::Symbol(bits) | Bits::Set(bits) => cell.extend(bits),
                Bits::Text(place) => cell.extend(self.texts.get(*place).into_iter().flat_map(|texts| texts.values())),
                Bits::State(states) => cell.extend(states.iter().map(|(_, literal)| *literal)),
            }
        }
        cell.extend(self.order.about(&numbers));
        cell.into_iter().map(|one| if self.solver.holds(one) { one } else { !one }).collect()
    }

    fn mixes(&self, open: &[Unknown]) -> bool {
        let places: BTreeSet<usize> = open
            .iter()
            .filter_map(|unknown| match self.slots.get(unknown)?.bits {
                Bits::Number(place) | Bits::Date(place) => Some(place),
                Bits::Flag(_) | Bits::Symbol(_) | Bits::Set(_) | Bits::Text(_) | Bits::State(_) => None,
            })
            .collect();
        self.order.mixes(&places)
    }

    /// Plain values that keep to what is assumed.
    fn values(&mut self, open: &[Unknown], assumed: &[Literal]) -> Option<Vec<Given>> {
        let numbers = self.solve(assumed).ok()?;
        let numbers = self.order.plain(&self.solver, &numbers);
        open.iter().map(|unknown| self.given(self.slots.get(unknown)?, &numbers)).collect()
    }
}
