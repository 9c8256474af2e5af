//! Linear forms, and quotients of two.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::solver::Literal;
use crate::number::LIMIT;

/// A sum of numbers that are not given, each with a factor, and a constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The factors, none of them zero.
    pub terms: BTreeMap<usize, BigRational>,
    /// The constant.
    pub constant: BigRational,
}

/// One below zero.
pub fn minus_one() -> BigRational {
    -BigRational::one()
}

impl Form {
    pub fn constant(number: BigRational) -> Self {
        Self { terms: BTreeMap::new(), constant: number }
    }

    pub fn variable(place: usize) -> Self {
        Self { terms: [(place, BigRational::one())].into(), constant: BigRational::zero() }
    }

    /// The number that it is, where it reads nothing.
    pub fn number(&self) -> Option<&BigRational> {
        self.terms.is_empty().then_some(&self.constant)
    }

    pub fn plus(&self, other: &Self, factor: &BigRational) -> Self {
        let mut sum = self.clone();
        sum.constant += &other.constant * factor;
        for (&place, coefficient) in &other.terms {
            let term = sum.terms.entry(place).or_insert_with(BigRational::zero);
            *term += coefficient * factor;
            if term.is_zero() {
                sum.terms.remove(&place);
            }
        }
        sum
    }

    pub fn times(&self, factor: &BigRational) -> Self {
        Self::constant(BigRational::zero()).plus(self, factor)
    }

    /// The same up to a factor and a constant: the first factor is one. With what it was multiplied by.
    pub fn normal(&self) -> Option<(BTreeMap<usize, BigRational>, BigRational)> {
        let first = self.terms.values().next()?.clone();
        let factor = first.recip();
        Some((self.terms.iter().map(|(&place, term)| (place, term * &factor)).collect(), factor))
    }
}

/// A quotient of linear forms that is known when a literal holds.
#[derive(Debug, Clone)]
pub struct Quotient {
    pub above: Form,
    /// Surely not zero where it is known.
    pub below: Form,
    pub known: Literal,
}

impl Quotient {
    pub fn of(form: Form, known: Literal) -> Self {
        Self { above: form, below: Form::constant(BigRational::one()), known }
    }

    /// The form that it is, where what stands below is a number other than zero.
    pub fn linear(&self) -> Option<Form> {
        let below = self.below.number().filter(|below| !below.is_zero())?;
        Some(self.above.times(&below.recip()))
    }

    /// Whether all of its numbers are small enough to be kept.
    pub fn is_kept(&self) -> bool {
        let kept = |number: &BigRational| number.numer().bits().max(number.denom().bits()) <= LIMIT;
        [&self.above, &self.below].into_iter().all(|form| kept(&form.constant) && form.terms.values().all(kept))
    }

    /// Its sum with a multiple of another: `None` where that is no quotient of linear forms.
    pub fn plus(&self, other: &Self, factor: &BigRational, known: Literal) -> Option<Self> {
        if self.below == other.below {
            return Some(Self { above: self.above.plus(&other.above, factor), below: self.below.clone(), known });
        }
        // a/b + k is (a + kb)/b.
        if let Some(number) = other.linear().and_then(|form| form.number().cloned()) {
            return Some(Self {
                above: self.above.plus(&self.below, &(number * factor)),
                below: self.below.clone(),
                known,
            });
        }
        if let Some(number) = self.linear().and_then(|form| form.number().cloned()) {
            let above = other.above.times(factor).plus(&other.below, &number);
            return Some(Self { above, below: other.below.clone(), known });
        }
        let (one, two) = (self.linear()?, other.linear()?);
        Some(Self::of(one.plus(&two, factor), known))
    }

    pub fn times(&self, other: &Self, known: Literal) -> Option<Self> {
        let (quotient, number) = match (self.linear(), other.linear()) {
            (_, Some(form)) if form.number().is_some() => (self, form.constant),
            (Some(form), _) if form.number().is_some() => (other, form.constant),
            _ => return None,
        };
        Some(Self { above: quotient.above.times(&number), below: quotient.below.clone(), known })
    }

    /// The quotient of two linear forms; whoever asks sees to it that it is known only where the second is not zero.
    pub fn over(&self, other: &Self, known: Literal) -> Option<Self> {
        let divisor = other.linear();
        if let Some(number) = divisor.as_ref().and_then(Form::number) {
            if number.is_zero() {
                return None;
            }
            return Some(Self { above: self.above.times(&number.recip()), below: self.below.clone(), known });
        }
        if let Some(above) = self.linear() {
            return Some(if let Some(below) = divisor {
                Self { above, below, known }
            } else {
                // k / (a/b) is kb/a.
                let number = above.number()?.clone();
                Self { above: other.below.times(&number), below: other.above.clone(), known }
            });
        }
        None
    }
}
