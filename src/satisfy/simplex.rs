//! Whether linear forms can keep to their bounds, exactly: the general simplex of Dutertre and de Moura, "A fast
//! linear-arithmetic solver for DPLL(T)" (2006), over ratios of whole numbers.
//!
//! Strict bounds are kept by an infinitesimal: `x < 3` is `x <= 3 - e` for some e above zero. Bland's rule (always the
//! smallest variable) makes it end.

use std::collections::BTreeMap;
use std::ops::{Add, Mul, Sub};

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// A number and a multiple of the infinitesimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near(pub BigRational, pub BigRational);

impl Near {
    fn zero() -> Self {
        Self(BigRational::zero(), BigRational::zero())
    }
}

impl Add for &Near {
    type Output = Near;

    fn add(self, other: &Near) -> Near {
        Near(&self.0 + &other.0, &self.1 + &other.1)
    }
}

impl Sub for &Near {
    type Output = Near;

    fn sub(self, other: &Near) -> Near {
        Near(&self.0 - &other.0, &self.1 - &other.1)
    }
}

impl Mul<&BigRational> for &Near {
    type Output = Near;

    fn mul(self, factor: &BigRational) -> Near {
        Near(&self.0 * factor, &self.1 * factor)
    }
}

/// A bound with a mark by which its owner knows it again.
#[derive(Debug, Clone)]
pub struct Bound<T> {
    /// How far.
    pub at: Near,
    /// Whose it is.
    pub mark: T,
}

/// Variables, rows of which each is a linear form of others, and bounds on both.
#[derive(Debug)]
pub struct Simplex<T> {
    /// Each basic variable as a form of those that are not.
    rows: BTreeMap<usize, BTreeMap<usize, BigRational>>,
    lower: Vec<Option<Bound<T>>>,
    upper: Vec<Option<Bound<T>>>,
    values: Vec<Near>,
}

impl<T: Clone> Simplex<T> {
    /// So many variables without bounds.
    pub fn new(variables: usize) -> Self {
        let none = || (0..variables).map(|_| None).collect();
        Self { rows: BTreeMap::new(), lower: none(), upper: none(), values: vec![Near::zero(); variables] }
    }

    /// A variable that is a form of the first ones. All rows must be added before anything is solved.
    pub fn row(&mut self, form: BTreeMap<usize, BigRational>) -> usize {
        let variable = self.values.len();
        self.values.push(Near::zero());
        self.lower.push(None);
        self.upper.push(None);
        self.rows.insert(variable, form.into_iter().filter(|(_, factor)| !factor.is_zero()).collect());
        variable
    }

    /// Bounds a variable from below; a weaker bound than it has changes nothing.
    pub fn at_least(&mut self, variable: usize, at: Near, mark: T) {
        if let Some(lower) = self.lower.get_mut(variable)
            && lower.as_ref().is_none_or(|known| known.at < at)
        {
            *lower = Some(Bound { at, mark });
        }
    }

    /// Bounds a variable from above.
    pub fn at_most(&mut self, variable: usize, at: Near, mark: T) {
        if let Some(upper) = self.upper.get_mut(variable)
            && upper.as_ref().is_none_or(|known| known.at > at)
        {
            *upper = Some(Bound { at, mark });
        }
    }

    /// Values that keep to all bounds, or the marks of bounds that cannot be kept together.
    pub fn solve(&mut self) -> Result<Vec<BigRational>, Vec<T>> {
        for variable in 0..self.values.len() {
            if let (Some(Some(lower)), Some(Some(upper))) = (self.lower.get(variable), self.upper.get(variable))
                && lower.at > upper.at
            {
                return Err(vec![lower.mark.clone(), upper.mark.clone()]);
            }
            if !self.rows.contains_key(&variable) {
                self.move_inside(variable);
            }
        }
        let rows: Vec<(usize, Near)> = self.rows.iter().map(|(&basic, row)| (basic, self.sum(row))).collect();
        for (basic, value) in rows {
            self.set(basic, value);
        }
        while let Some((basic, low)) = self.violated() {
            let bound = if low { self.lower.get(basic) } else { self.upper.get(basic) };
            let Some(Some(bound)) = bound.cloned() else { break };
            let row = self.rows.get(&basic).cloned().unwrap_or_default();
            let Some((&entering, factor)) =
                row.iter().find(|(other, factor)| self.has_room(**other, factor.is_positive() == low))
            else {
                let others = row.iter().filter_map(|(&other, factor)| {
                    let side = if factor.is_positive() == low { &self.upper } else { &self.lower };
                    side.get(other).and_then(Option::as_ref).map(|bound| bound.mark.clone())
                });
                return Err(others.chain([bound.mark]).collect());
            };
            self.pivot(basic, entering, &factor.clone(), &bound.at);
        }
        Ok(self.standard())
    }

    fn value(&self, variable: usize) -> Near {
        self.values.get(variable).cloned().unwrap_or_else(Near::zero)
    }

    fn set(&mut self, variable: usize, value: Near) {
        if let Some(slot) = self.values.get_mut(variable) {
            *slot = value;
        }
    }

    fn sum(&self, row: &BTreeMap<usize, BigRational>) -> Near {
        row.iter().fold(Near::zero(), |sum, (&variable, factor)| &sum + &(&self.value(variable) * factor))
    }

    fn move_inside(&mut self, variable: usize) {
        let value = self.value(variable);
        if let Some(Some(lower)) = self.lower.get(variable)
            && value < lower.at
        {
            self.set(variable, lower.at.clone());
        } else if let Some(Some(upper)) = self.upper.get(variable)
            && value > upper.at
        {
            self.set(variable, upper.at.clone());
        }
    }

    /// The smallest basic variable out of its bounds, and whether it is too low.
    fn violated(&self) -> Option<(usize, bool)> {
        self.rows.keys().find_map(|&basic| {
            let value = self.value(basic);
            let low = matches!(self.lower.get(basic), Some(Some(lower)) if value < lower.at);
            let high = matches!(self.upper.get(basic), Some(Some(upper)) if value > upper.at);
            (low || high).then_some((basic, low))
        })
    }

    /// Whether a variable can still rise, or fall.
    fn has_room(&self, variable: usize, rise: bool) -> bool {
        let value = self.value(variable);
        if rise {
            !matches!(self.upper.get(variable), Some(Some(upper)) if value >= upper.at)
        } else {
            !matches!(self.lower.get(variable), Some(Some(lower)) if value <= lower.at)
        }
    }

    /// Sets a basic variable to a value by moving another, and lets the two change places.
    fn pivot(&mut self, leaving: usize, entering: usize, factor: &BigRational, at: &Near) {
        let theta = &(at - &self.value(leaving)) * &factor.recip();
        self.set(leaving, at.clone());
        let moved = &self.value(entering) + &theta;
        self.set(entering, moved);
        let others: Vec<(usize, BigRational)> = self
            .rows
            .iter()
            .filter(|(basic, _)| **basic != leaving)
            .filter_map(|(&basic, row)| row.get(&entering).map(|factor| (basic, factor.clone())))
            .collect();
        for (basic, factor) in &others {
            let value = &self.value(*basic) + &(&theta * factor);
            self.set(*basic, value);
        }
        let mut row = self.rows.remove(&leaving).unwrap_or_default();
        row.remove(&entering);
        let mut solved: BTreeMap<usize, BigRational> =
            row.into_iter().map(|(variable, coefficient)| (variable, -coefficient / factor)).collect();
        solved.insert(leaving, BigRational::one() / factor);
        for (basic, factor) in others {
            let Some(row) = self.rows.get_mut(&basic) else { continue };
            row.remove(&entering);
            for (&variable, coefficient) in &solved {
                let sum = row.entry(variable).or_insert_with(BigRational::zero);
                *sum += coefficient * &factor;
                if sum.is_zero() {
                    row.remove(&variable);
                }
            }
        }
        self.rows.insert(entering, solved);
    }

    /// The values with a number for the infinitesimal that is small enough for every bound.
    fn standard(&self) -> Vec<BigRational> {
        let mut small = BigRational::one();
        let mut fit = |gap: BigRational, speed: BigRational| {
            if speed.is_positive() && gap.is_positive() {
                let most = gap / speed;
                if most < small {
                    small = most;
                }
            }
        };
        for (variable, value) in self.values.iter().enumerate() {
            if let Some(Some(upper)) = self.upper.get(variable) {
                fit(&upper.at.0 - &value.0, &value.1 - &upper.at.1);
            }
            if let Some(Some(lower)) = self.lower.get(variable) {
                fit(&value.0 - &lower.at.0, &lower.at.1 - &value.1);
            }
        }
        // A tenth of a tenth, and so on: what is decimal stays so.
        let mut tenth = BigRational::one();
        let ten = BigRational::from_integer(10.into());
        while tenth > small {
            tenth /= &ten;
        }
        self.values.iter().map(|value| &value.0 + &value.1 * &tenth).collect()
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;

    use super::*;

    fn whole(number: i64) -> BigRational {
        BigRational::from_integer(BigInt::from(number))
    }

    fn form(of: &[(usize, i64)]) -> BTreeMap<usize, BigRational> {
        of.iter().map(|&(variable, factor)| (variable, whole(factor))).collect()
    }

    fn near(number: i64, small: i64) -> Near {
        Near(whole(number), whole(small))
    }

    /// x < y, y < z and z < x cannot be; any two of them can.
    #[test]
    fn circles_are_found() {
        let mut circle = Simplex::new(3);
        for (place, pair) in [[(0, 1), (1, -1)], [(1, 1), (2, -1)], [(2, 1), (0, -1)]].iter().enumerate() {
            let row = circle.row(form(pair));
            circle.at_most(row, near(0, -1), place);
        }
        let mut marks = circle.solve().err().unwrap_or_default();
        marks.sort_unstable();
        assert_eq!(marks, [0, 1, 2]);
    }

    #[test]
    fn strict_bounds_are_kept() {
        let mut between = Simplex::new(2);
        let sum = between.row(form(&[(0, 1), (1, 1)]));
        between.at_least(0, near(1, 1), "x > 1");
        between.at_least(1, near(1, 1), "y > 1");
        between.at_most(sum, near(3, -1), "x + y < 3");
        let values = between.solve().unwrap_or_default();
        let [x, y, sum] = values.as_slice() else { unreachable!("three variables") };
        assert!(*x > whole(1) && *y > whole(1) && *sum < whole(3) && *sum == x + y);
    }

    /// Against a grid: a system of random rows and bounds has a solution in the simplex when it has one on the grid.
    #[test]
    fn what_a_grid_finds_is_found() {
        let mut seed = 1_u64;
        let mut next = |below: i64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((seed >> 33) % u64::try_from(below).unwrap_or(1)).unwrap_or_default()
        };
        let (mut found, mut none) = (0, 0);
        for _ in 0..200 {
            let rows: Vec<[i64; 4]> = (0..4).map(|_| [next(5) - 2, next(5) - 2, next(5) - 2, next(7) - 3]).collect();
            let strict: Vec<bool> = (0..4).map(|_| next(2) == 0).collect();
            let mut simplex = Simplex::new(3);
            for (place, ([a, b, c, most], strict)) in rows.iter().zip(&strict).enumerate() {
                let row = simplex.row(form(&[(0, *a), (1, *b), (2, *c)]));
                simplex.at_most(row, near(*most, -i64::from(*strict)), place);
            }
            let keeps = |x: &BigRational, y: &BigRational, z: &BigRational| {
                rows.iter().zip(&strict).all(|([a, b, c, most], strict)| {
                    let sum = x * whole(*a) + y * whole(*b) + z * whole(*c);
                    if *strict { sum < whole(*most) } else { sum <= whole(*most) }
                })
            };
            match simplex.solve() {
                Ok(values) => {
                    found += 1;
                    assert!(matches!(values.as_slice(), [x, y, z, ..] if keeps(x, y, z)));
                }
                Err(marks) => {
                    none += 1;
                    assert!(!marks.is_empty());
                    let steps = || (-8..=8).map(|step| BigRational::new(BigInt::from(step), BigInt::from(2)));
                    assert!(!steps().any(|x| steps().any(|y| steps().any(|z| keeps(&x, &y, &z)))));
                }
            }
        }
        assert!(found > 20 && none > 20, "{found} and {none}");
    }
}
