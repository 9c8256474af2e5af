//! Numbers against ratios of whole numbers without bounds, above all where the numbers get longer than a machine word.

use std::cmp::Ordering;
use std::collections::HashSet;

use comity::number::Number;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use proptest::prelude::*;

/// Whole numbers, most of them near those at which their room changes.
fn whole() -> impl Strategy<Value = BigInt> {
    let edges =
        [0, 1, 10, 1 << 31, 1 << 32, 1 << 53, i128::from(i64::MAX), 1 << 64, i128::from(i64::MAX) << 32, i128::MAX];
    let edge = (prop::sample::select(edges.to_vec()), -3_i8..=3, any::<bool>(), 0_u32..2).prop_map(
        |(edge, by, minus, squared)| {
            let near = BigInt::from(edge) + BigInt::from(by);
            let near = if squared == 1 { &near * &near } else { near };
            if minus { -near } else { near }
        },
    );
    prop_oneof![4 => edge, 2 => (-40_i8..=40).prop_map(BigInt::from), 1 => any::<i64>().prop_map(BigInt::from)]
}

fn ratio() -> impl Strategy<Value = BigRational> {
    let below = whole().prop_map(|below| if below.is_zero() { BigInt::from(1) } else { below });
    prop_oneof![
        1 => whole().prop_map(BigRational::from_integer),
        2 => (whole(), below).prop_map(|(above, below)| BigRational::new(above, below)),
        1 => (any::<i64>(), 0_u32..20).prop_map(|(above, places)| BigRational::new(above.into(), BigInt::from(10).pow(places))),
    ]
}

fn number(ratio: &BigRational) -> Result<Number, TestCaseError> {
    Number::from_ratio(ratio.clone()).ok_or_else(|| TestCaseError::fail("it is long, but not too long"))
}

/// That a number is a ratio in all that it says of itself, and that nothing tells it from the same number come by otherwise.
fn is(number: &Number, ratio: &BigRational) -> Result<(), TestCaseError> {
    prop_assert_eq!(&number.ratio(), ratio);
    let again = self::number(ratio)?;
    prop_assert_eq!(number, &again);
    prop_assert_eq!(number.cmp(&again), Ordering::Equal);
    prop_assert!(HashSet::from([again]).contains(number));
    prop_assert_eq!(number.is_zero(), ratio.is_zero());
    prop_assert_eq!(number.is_positive(), ratio.is_positive());
    prop_assert_eq!(number.is_integer(), ratio.is_integer());
    Ok(())
}

/// As a number is shown: exactly, or rounded to six places.
fn shown(ratio: &BigRational) -> String {
    let times = |places: u32| ratio * BigInt::from(10).pow(places);
    let (mark, digits, places) =
        if times(12).is_integer() { ("", times(12), 12) } else { ("≈", times(6).round(), 6) };
    let digits = digits.to_integer();
    let sign = if digits.is_negative() { "-" } else { "" };
    let digits = format!("{:0>width$}", digits.abs().to_string(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    format!("{mark}{sign}{whole}.{fraction}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_number_is_its_ratio(ratio in ratio()) {
        let number = number(&ratio)?;
        is(&number, &ratio)?;
        is(&number.negate(), &-&ratio)?;
        is(&number.abs(), &ratio.abs())?;
        is(&number.floor(), &ratio.floor())?;
        is(&number.ceil(), &ratio.ceil())?;
        prop_assert_eq!(number.to_usize(), ratio.is_integer().then(|| ratio.to_integer().to_usize()).flatten());
        prop_assert_eq!(Some(number.to_f64()), ratio.to_f64());
        prop_assert_eq!(number.is_decimal(), !shown(&ratio).starts_with('≈'));
        prop_assert_eq!(number.to_string(), shown(&ratio));
    }

    #[test]
    fn two_numbers_are_their_ratios(left in ratio(), right in ratio()) {
        let (one, other) = (number(&left)?, number(&right)?);
        prop_assert_eq!(one.cmp(&other), left.cmp(&right));
        prop_assert_eq!(one == other, left == right);
        let results = [
            (one.add(&other), Some(&left + &right)),
            (one.subtract(&other), Some(&left - &right)),
            (one.multiply(&other), Some(&left * &right)),
            (one.divide(&other), (!right.is_zero()).then(|| &left / &right)),
        ];
        for (number, ratio) in results {
            prop_assert_eq!(number.is_some(), ratio.is_some());
            if let (Some(number), Some(ratio)) = (number, ratio) {
                is(&number, &ratio)?;
            }
        }
    }

    #[test]
    fn what_is_written_is_the_number(written in "-?[0-9]{1,26}(\\.[0-9]{1,24})?%?") {
        let figures = written.trim_end_matches('%');
        let places = figures.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let places = places + if written.ends_with('%') { 2 } else { 0 };
        let digits: BigInt = figures.replace('.', "").parse().map_err(|_| TestCaseError::fail("these are digits"))?;
        let number = Number::parse(&written).ok_or_else(|| TestCaseError::fail("this is a number"))?;
        is(&number, &BigRational::new(digits, (0..places).fold(BigInt::from(1), |power, _| power * 10)))?;
    }

    #[test]
    fn what_is_shown_exactly_is_read_again(ratio in ratio()) {
        let number = number(&ratio)?;
        let (shown, written) = (number.to_string(), number.written());
        if number.is_decimal() && shown.len() <= 60 {
            prop_assert_eq!(Number::parse(&shown), Some(number.clone()));
            prop_assert_eq!(Number::parse(&written), Some(number));
        }
    }
}
