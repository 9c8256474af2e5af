//! Sums that counting needs.

use std::ops::Rem;

use num_bigint::BigUint;
use num_traits::{One, Zero};

/// In how many ways some can be taken out of all.
pub(super) fn binomial(all: usize, some: usize) -> BigUint {
    if some > all {
        return BigUint::zero();
    }
    (0..some).fold(BigUint::one(), |ways, taken| ways * (all - taken) / (taken + 1))
}

/// In how many ways none, one, and so on up to all can be taken out of all.
pub(super) fn binomials(all: usize) -> Vec<BigUint> {
    let mut found = vec![BigUint::one()];
    for taken in 0..all {
        found.extend(found.last().map(|ways| ways * (all - taken) / (taken + 1)));
    }
    found
}

/// The product of the numbers up to this one.
pub(super) fn factorial(of: usize) -> BigUint {
    (1..=of).fold(BigUint::one(), |product, number| product * number)
}

/// The greatest common divisor.
pub(super) fn common<T: Zero + Clone + Rem<Output = T>>(mut one: T, mut other: T) -> T {
    while !other.is_zero() {
        (one, other) = (other.clone(), one % other);
    }
    one
}
