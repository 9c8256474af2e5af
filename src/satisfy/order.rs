//! Bounds of numbers as statements in the order of their numbers, and the check of forms of several numbers.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::form::Form;
use super::simplex::{Near, Simplex};
use super::solver::{Literal, Solver};
use crate::model::Comparison;

/// `form < number` comes before `form <= number`.
type Bound = (BigRational, bool);

/// The numbers that are not given, and every bound that is asked of them or of forms of them.
#[derive(Debug, Default)]
pub struct Order {
    /// For each variable whether it counts days, so that nothing lies between two neighbours.
    whole: Vec<bool>,
    /// The bounds of each form, up to a factor and a constant.
    bounds: BTreeMap<Vec<(usize, BigRational)>, BTreeMap<Bound, Literal>>,
    /// Whether any of them is of several numbers.
    forms: bool,
}

/// Whether a number has an end in decimals.
fn is_decimal(number: &BigRational) -> bool {
    let mut rest = number.denom().clone();
    for prime in [2_u32, 5] {
        while (&rest % prime).is_zero() {
            rest /= prime;
        }
    }
    rest.is_one()
}

impl Order {
    /// A new number, or day.
    pub fn variable(&mut self, whole: bool) -> usize {
        self.whole.push(whole);
        self.whole.len() - 1
    }

    /// Whether a form compares so with zero.
    pub fn compare(&mut self, solver: &mut Solver, form: &Form, comparison: Comparison) -> Literal {
        let Some((terms, factor)) = form.normal() else {
            let zero = BigRational::zero();
            return solver.constant(match comparison {
                Comparison::Is => form.constant == zero,
                Comparison::IsNot => form.constant != zero,
                Comparison::Less => form.constant < zero,
                Comparison::AtMost => form.constant <= zero,
                Comparison::More => form.constant > zero,
                Comparison::AtLeast => form.constant >= zero,
            });
        };
        let most = -(&form.constant * &factor);
        let terms: Vec<(usize, BigRational)> = terms.into_iter().collect();
        let turned = factor.is_negative();
        let mut below = |order: &mut Self, included: bool| order.below(solver, &terms, most.clone(), included);
        match (comparison, turned) {
            (Comparison::Less, false) | (Comparison::More, true) => below(self, false),
            (Comparison::AtMost, false) | (Comparison::AtLeast, true) => below(self, true),
            (Comparison::More, false) | (Comparison::Less, true) => !below(self, true),
            (Comparison::AtLeast, false) | (Comparison::AtMost, true) => !below(self, false),
            (Comparison::Is | Comparison::IsNot, _) => {
                let (strictly, at_most) = (below(self, false), below(self, true));
                let same = solver.all(&[!strictly, at_most]);
                if comparison == Comparison::Is { same } else { !same }
            }
        }
    }

    /// Whether a form is below a number, or at most it.
    fn below(
        &mut self,
        solver: &mut Solver,
        terms: &[(usize, BigRational)],
        number: BigRational,
        included: bool,
    ) -> Literal {
        let whole = terms.iter().all(|(place, factor)| self.whole.get(*place) == Some(&true) && factor.is_integer());
        let bound = match (whole, included) {
            (true, true) => (number.floor(), true),
            // Below a number is at most the whole number before it.
            (true, false) => (number.ceil() - BigRational::one(), true),
            (false, _) => (number, included),
        };
        self.forms |= terms.len() > 1;
        let known = self.bounds.entry(terms.to_vec()).or_default();
        if let Some(&literal) = known.get(&bound) {
            return literal;
        }
        let literal = solver.fresh();
        if let Some((_, &before)) = known.range(..&bound).next_back() {
            solver.clause(&[!before, literal]);
        }
        if let Some((_, &after)) = known.range(&bound..).next() {
            solver.clause(&[!literal, after]);
        }
        known.insert(bound, literal);
        literal
    }

    /// The bounds of forms that read no other numbers than these.
    pub fn about(&self, places: &BTreeSet<usize>) -> Vec<Literal> {
        let of_these = self.bounds.iter().filter(|(terms, _)| terms.iter().all(|(place, _)| places.contains(place)));
        of_these.flat_map(|(_, bounds)| bounds.values().copied()).collect()
    }

    /// Whether a form reads some of these numbers and others.
    pub fn mixes(&self, places: &BTreeSet<usize>) -> bool {
        let own = |terms: &[(usize, BigRational)]| terms.iter().filter(|(place, _)| places.contains(place)).count();
        self.bounds.keys().any(|terms| (1..terms.len()).contains(&own(terms)))
    }

    /// Whether a model of the clauses may ask for numbers that there are not. Bounds of single numbers follow from each
    /// other by clauses, so that only forms of several can.
    pub fn has_forms(&self) -> bool {
        self.forms
    }

    /// Numbers that keep to every bound as the model has it, or literals of the model that cannot hold together.
    pub fn solve(&self, solver: &Solver) -> Result<Vec<BigRational>, Vec<Literal>> {
        self.with(solver, &BTreeMap::new())
    }

    /// The same with numbers that are as plain as the bounds let them be: whole ones, or with few decimals. Forms of several
    /// numbers may leave one of them no decimal, when others are fixed first; then other orders and other beginnings are
    /// tried.
    pub fn plain(&self, solver: &Solver, values: &[BigRational]) -> Vec<BigRational> {
        let count = self.whole.len();
        let joined = |place: &usize| {
            self.bounds.keys().any(|terms| terms.len() > 1 && terms.iter().any(|(other, _)| other == place))
        };
        let found = self.plain_in(solver, values.to_vec(), (0..count).collect(), None);
        let beginnings: Vec<usize> = (0..count).filter(joined).take(4).collect();
        if found.iter().take(count).all(is_decimal) || beginnings.len() < 2 {
            return found;
        }
        let near = (0..=10).flat_map(|step| [step, -step]);
        let ways = near.flat_map(|step| beginnings.iter().map(move |&first| (first, step)));
        let another = ways.into_iter().find_map(|(first, step)| {
            let order = std::iter::once(first).chain((0..count).filter(|&place| place != first)).collect();
            let value = values.get(first)?.floor() + BigRational::from_integer(step.into());
            let tried = self.plain_in(solver, values.to_vec(), order, Some(value));
            tried.iter().take(count).all(is_decimal).then_some(tried)
        });
        another.unwrap_or(found)
    }

    /// Fixes one number after the other; the first one at a value, if one is given.
    fn plain_in(
        &self,
        solver: &Solver,
        mut values: Vec<BigRational>,
        order: Vec<usize>,
        first: Option<BigRational>,
    ) -> Vec<BigRational> {
        let mut fixed: BTreeMap<usize, BigRational> = BTreeMap::new();
        if let (Some(value), Some(&place)) = (first, order.first()) {
            fixed.insert(place, value);
            match self.with(solver, &fixed) {
                Ok(found) => values = found,
                Err(_) => return values,
            }
        }
        for place in order {
            if fixed.contains_key(&place) {
                continue;
            }
            if let Some(value) = self.plainest(solver, place) {
                fixed.insert(place, value);
                continue;
            }
            let Some(value) = values.get(place).cloned() else { continue };
            let mut scale = BigRational::one();
            let ten = BigRational::from_integer(10.into());
            for _ in 0..12 {
                let scaled = &value * &scale;
                let tried = [scaled.round(), scaled.floor(), scaled.ceil()].into_iter().find_map(|near| {
                    fixed.insert(place, near / &scale);
                    self.with(solver, &fixed).ok()
                });
                if let Some(found) = tried {
                    values = found;
                    break;
                }
                fixed.remove(&place);
                scale *= &ten;
            }
        }
        self.with(solver, &fixed).unwrap_or(values)
    }

    fn with(&self, solver: &Solver, fixed: &BTreeMap<usize, BigRational>) -> Result<Vec<BigRational>, Vec<Literal>> {
        let mut simplex = Simplex::new(self.whole.len());
        for (terms, bounds) in &self.bounds {
            let variable = match terms.as_slice() {
                [(place, factor)] if factor.is_one() => *place,
                _ => simplex.row(terms.iter().cloned().collect()),
            };
            for ((number, included), &literal) in bounds {
                if solver.holds(literal) {
                    let small = if *included { BigRational::zero() } else { -BigRational::one() };
                    simplex.at_most(variable, Near(number.clone(), small), literal);
                } else {
                    // Above a whole number is at least the next one.
                    let at = match (included, self.is_whole(terms)) {
                        (true, true) => Near(number + BigRational::one(), BigRational::zero()),
                        (true, false) => Near(number.clone(), BigRational::one()),
                        (false, _) => Near(number.clone(), BigRational::zero()),
                    };
                    simplex.at_least(variable, at, !literal);
                }
            }
        }
        for (&place, number) in fixed {
            let at = || Near(number.clone(), BigRational::zero());
            simplex.at_least(place, at(), solver.yes());
            simplex.at_most(place, at(), solver.yes());
        }
        let mut values = simplex.solve()?;
        values.truncate(self.whole.len());
        Ok(values)
    }

    fn is_whole(&self, terms: &[(usize, BigRational)]) -> bool {
        terms.iter().all(|(place, factor)| self.whole.get(*place) == Some(&true) && factor.is_integer())
    }

    /// For a number that no form of several reads, the one with the fewest digits between its bounds.
    fn plainest(&self, solver: &Solver, place: usize) -> Option<BigRational> {
        if self.bounds.keys().any(|terms| terms.len() > 1 && terms.iter().any(|(other, _)| *other == place)) {
            return None;
        }
        let bounds = self.bounds.get([(place, BigRational::one())].as_slice())?;
        let upper = bounds.iter().find(|(_, literal)| solver.holds(**literal)).map(|(bound, _)| bound);
        let lower = bounds.iter().rev().find(|(_, literal)| !solver.holds(**literal)).map(|(bound, _)| bound);
        let fits = |number: &BigRational| {
            upper.is_none_or(|(most, included)| if *included { number <= most } else { number < most })
                && lower.is_none_or(|(least, included)| if *included { number > least } else { number >= least })
        };
        let near: Vec<BigRational> = [upper, lower].into_iter().flatten().map(|(number, _)| number.clone()).collect();
        let one = BigRational::one();
        let steps = near
            .iter()
            .flat_map(|number| [number.clone(), number.ceil(), number.floor(), number + &one, number - &one]);
        let candidates = std::iter::once(BigRational::zero()).chain(steps);
        if let Some(found) = candidates.into_iter().find(|number| fits(number) && is_decimal(number)) {
            return Some(found);
        }
        // Between two numbers that leave no whole one: halve, in decimals.
        let (Some((most, _)), Some((least, _))) = (upper, lower) else { return None };
        let two = &one + &one;
        let ten = BigRational::from_integer(10.into());
        let middle = (most + least) / &two;
        let mut scale = ten.clone();
        for _ in 0..64 {
            let rounded = (&middle * &scale).round() / &scale;
            if fits(&rounded) {
                return Some(rounded);
            }
            scale *= &ten;
        }
        Some(middle)
    }
}
