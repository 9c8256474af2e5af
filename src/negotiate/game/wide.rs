//! Whole numbers of a fixed size, for counting coalitions.

use num_bigint::BigUint;

/// A number of `L` words of 64 bits. Sums and products wrap around: counts are chosen to fit, and what is on the way
/// to them may be below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wide<const L: usize>([u64; L]);

impl<const L: usize> Wide<L> {
    pub(super) const ZERO: Self = Self([0; L]);

    /// One.
    pub(super) fn one() -> Self {
        Self::from(1)
    }

    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        let mut carry = false;
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            let (sum, over) = word.overflowing_add(*more);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            *word = sum;
            carry = over | again;
        }
    }

    #[inline]
    pub(super) fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (word, less) in self.0.iter_mut().zip(&other.0) {
            let (rest, under) = word.overflowing_sub(*less);
            let (rest, again) = rest.overflowing_sub(u64::from(borrow));
            *word = rest;
            borrow = under | again;
        }
    }

    /// The sum of many.
    pub(super) fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::ZERO;
        all.into_iter().for_each(|one| sum.add(one));
        sum
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut product = Self::ZERO;
        for (shift, word) in self.0.iter().enumerate() {
            if *word == 0 {
                continue;
            }
            let mut carry: u128 = 0;
            for (place, more) in product.0.iter_mut().skip(shift).zip(&other.0) {
                let sum = u128::from(*word) * u128::from(*more) + u128::from(*place) + carry;
                *place = low(sum);
                carry = sum >> 64;
            }
        }
        product
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn big(&self) -> BigUint {
        let halves = |word: &u64| [low32(*word), low32(*word >> 32)];
        BigUint::new(self.0.iter().flat_map(halves).collect())
    }

    pub(super) fn of(big: &BigUint) -> Self {
        let mut found = Self::ZERO;
        for (word, digit) in found.0.iter_mut().zip(big.iter_u64_digits()) {
            *word = digit;
        }
        found
    }
}

impl<const L: usize> From<u64> for Wide<L> {
    fn from(value: u64) -> Self {
        let mut found = Self::ZERO;
        if let Some(word) = found.0.first_mut() {
            *word = value;
        }
        found
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
fn low(value: u128) -> u64 {
    value as u64
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
fn low32(value: u64) -> u32 {
    value as u32
}
