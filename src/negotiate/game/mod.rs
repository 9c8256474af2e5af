//! Simple games: who can carry a decision, and how much power that is. Exact, whatever the weights.
//!
//! In: weights of members and a [`Rule`]. Out: [`Power`], with the indices of Penrose (1946) and Banzhaf (1965), of
//! Shapley and Shubik (1954), and of Coleman (1971); for their properties see Dubey and Shapley (1979). Never here:
//! an approximation. What cannot be counted in reasonable time and memory is [`TooHard`].
//!
//! Every member says aye or no. Members with a veto are taken out first: they are in every winning set. What is left
//! is a core in which equal members are told once, and its winning sets are counted by number of members, all of them
//! and those with each member. Both indices follow from these counts. There are three ways of counting, and the one
//! that takes least is chosen: a table of sums for small weights, sets by halves for few members with large weights,
//! and a walk through coalitions where there are many conditions.

mod core;
mod count;
mod dense;
mod halves;
mod indices;
mod minimal;
mod number;
mod rule;
mod search;
mod wide;

pub use indices::{Influence, Power};
pub use minimal::Tally;
pub use rule::{Axis, Rule};

use num_bigint::BigUint;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use self::core::{Core, wide};
use self::rule::Whole;

/// A simple game with weights in whole numbers. The empty set never wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Game {
    /// What each member counts on every axis; 1 on the first.
    weights: Vec<Vec<u128>>,
    veto: Vec<bool>,
    rule: Whole,
    totals: Vec<u128>,
}

/// Why the power of members cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooHard {
    /// There are more members than are counted.
    Members {
        /// The most that there may be.
        most: usize,
    },
    /// The weights on an axis have too many digits.
    Digits(Axis),
    /// Counting would take too long or too much memory.
    Work {
        /// How many members differ from each other in weight.
        kinds: usize,
        /// How many weights the rule asks for, beside the number of members.
        weights: usize,
        /// Up to which threshold on each of these a table would fit, in units of which the weights are multiples.
        units: u64,
    },
}

/// What is being worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The winning coalitions.
    Winning,
    /// Whether two that have nobody in common can both win.
    Proper,
    /// The minimal winning coalitions.
    Minimal,
    /// The minimal blocking coalitions.
    Blocking,
}

/// Is told how much of a step is done, from 0 to 1; perhaps by several threads.
pub type Progress<'p> = &'p (dyn Fn(Step, f64) + Sync);

/// The most members that a game may have.
pub const MOST_MEMBERS: usize = 1000;

impl Game {
    /// From whether each member has a veto, the weights of the members on every axis from 1 on, and a rule. Weights are
    /// not negative; one that is missing is zero.
    ///
    /// # Errors
    ///
    /// When there are too many members, or weights have more digits than whole numbers of 125 bits can hold.
    pub fn new(veto: Vec<bool>, axes: &[Vec<BigRational>], rule: &Rule<BigRational>) -> Result<Self, TooHard> {
        let members = veto.len();
        if members > MOST_MEMBERS {
            return Err(TooHard::Members { most: MOST_MEMBERS });
        }
        let mut weights = vec![vec![1]; members];
        let mut totals = vec![wide(members)];
        let mut factors = vec![BigRational::from_integer(1.into())];
        for (place, given) in axes.iter().enumerate() {
            let (whole, factor) = scaled(given).ok_or(TooHard::Digits(place + 1))?;
            let total = whole.iter().try_fold(0_u128, |sum, weight| sum.checked_add(*weight));
            totals.push(total.filter(|total| *total < 1 << 125).ok_or(TooHard::Digits(place + 1))?);
            let mut whole = whole.into_iter();
            for weights in &mut weights {
                weights.push(whole.next().unwrap_or_default());
            }
            factors.push(factor);
        }
        let rule = rule.map(&mut |axis, quota| {
            let least = factors.get(axis).map_or_else(|| quota.clone(), |factor| quota * factor).ceil().to_integer();
            match least.to_u128() {
                Some(least) => Rule::AtLeast(axis, least),
                None if least.is_negative() => Rule::Always,
                None => Rule::Never,
            }
        });
        let mut rule = rule.simple(&totals);
        if rule.holds(&vec![0; totals.len()]) {
            // Nothing is adopted without an aye.
            rule = Rule::AtLeast(0, 1).simple(&totals);
        }
        Ok(Self { weights, veto, rule, totals })
    }

    /// How many members there are.
    pub fn members(&self) -> usize {
        self.veto.len()
    }

    /// Who has a veto, as places.
    fn vetoes(&self) -> impl Iterator<Item = usize> {
        self.veto.iter().enumerate().filter(|(_, veto)| **veto).map(|(member, _)| member)
    }

    /// The game among those without a veto, once all others have said aye.
    fn core(&self) -> Core {
        let mut sums = vec![0; self.totals.len()];
        for weights in self.vetoes().filter_map(|member| self.weights.get(member)) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        let rest = self.veto.iter().zip(&self.weights).enumerate().filter(|(_, (veto, _))| !**veto);
        let rest: Vec<(usize, Vec<u128>)> = rest.map(|(member, (_, weights))| (member, weights.clone())).collect();
        Core::new(&rest, &self.rule.after(&sums))
    }

    /// The power of every member.
    ///
    /// # Errors
    ///
    /// When counting would take too long or too much memory.
    pub fn power(&self, progress: Progress<'_>) -> Result<Power, TooHard> {
        let core = self.core();
        let weights = core.totals.len() - 1;
        let hard = TooHard::Work { kinds: core.kinds.len(), weights, units: count::room(core.members(), weights) };
        let counts = count::count(&core, true, &|done| progress(Step::Winning, done)).ok_or(hard)?;
        let vetoes: Vec<usize> = self.vetoes().collect();
        let winning: BigUint = counts.winning.iter().sum();
        let proper = if winning.is_zero() || !vetoes.is_empty() || core.rule.surely_meets(&core.rule, &core.totals) {
            Some(true)
        } else {
            let both = Rule::And(vec![core.rule.clone(), core.rule.dual(&core.totals)]);
            let both = core.with_rule(&both);
            let counted = count::count(&both, false, &|done| progress(Step::Proper, done));
            counted.map(|counted| counted.winning.iter().sum::<BigUint>() == winning)
        };
        let minimal = minimal::minimal_winning(&core, &|done| progress(Step::Minimal, done));
        let blocking = match minimal::minimal_winning(&core.dual(), &|done| progress(Step::Blocking, done)) {
            // Where nothing can win there is nothing to block.
            _ if winning.is_zero() => Tally::Exactly(BigUint::zero()),
            Tally::Exactly(count) => Tally::Exactly(count + vetoes.len()),
            Tally::MoreThan(count) => Tally::MoreThan(count + vetoes.len()),
        };
        Ok(indices::power(self.members(), &vetoes, &counts, minimal, blocking, proper))
    }

    /// The first minimal winning coalitions, as places of members: those with the members who weigh most in front. Fewer
    /// than asked for where there are no more, or where they are too far between.
    pub fn minimal_winning(&self, limit: usize) -> Vec<Vec<usize>> {
        let core = self.core();
        let mut found = search::first_minimal(&core, limit, minimal::MOST_STEPS);
        for coalition in &mut found {
            coalition.extend(self.vetoes());
            coalition.sort_unstable();
        }
        found
    }
}

/// Weights as whole numbers without a common divisor, and what they were multiplied by. `None` where they do not fit.
fn scaled(weights: &[BigRational]) -> Option<(Vec<u128>, BigRational)> {
    let one = BigRational::from_integer(1.into());
    let factor = weights.iter().fold(one.clone(), |factor, weight| {
        let left = (weight * &factor).denom().clone();
        factor * BigRational::from_integer(left)
    });
    let whole: Vec<BigUint> =
        weights.iter().map(|weight| (weight * &factor).to_integer().to_biguint().unwrap_or_default()).collect();
    let divisor = whole.iter().fold(BigUint::zero(), |divisor, weight| number::common(divisor, weight.clone()));
    if divisor.is_zero() {
        return Some((vec![0; weights.len()], one));
    }
    let reduced: Option<Vec<u128>> = whole.iter().map(|weight| (weight / &divisor).to_u128()).collect();
    Some((reduced?, factor / BigRational::from_integer(divisor.into())))
}
