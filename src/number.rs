//! Exact numbers.
//!
//! Every number of the language is a ratio of whole numbers, so `0.1 + 0.2 is 0.3` and a third times three is one.
//! A result that would need more than [`LIMIT`] bits is no number at all: the operation gives `None`, and the
//! evaluator treats the value as unknown and says so.

use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// How many bits the numerator or the denominator of a result may have: enough for the average of a quotient over
/// all states of the world, and little enough that no chain of multiplications can exhaust the memory.
pub const LIMIT: u64 = 1 << 15;

/// How many digits a number may be written with.
pub const MAX_DIGITS: usize = 64;

/// An exact rational number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(BigRational);

impl Number {
    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// A ratio; `None` where it takes more room than a number may.
    pub fn from_ratio(ratio: BigRational) -> Option<Self> {
        let bits = ratio.numer().bits().max(ratio.denom().bits());
        (bits <= LIMIT).then_some(Self(ratio))
    }

    /// One.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// Reads digits, `_` between them, one decimal point, a sign in front and `%` behind: `-1_000.5%`.
    /// `None` for anything else and for more than [`MAX_DIGITS`] digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, percent) = text.strip_suffix('%').map_or((text, false), |rest| (rest, true));
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let proper = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_digit())
                && part.ends_with(|c: char| c.is_ascii_digit())
                && part.chars().all(|c| c.is_ascii_digit() || c == '_')
        };
        if !proper(whole) || !proper(fraction) {
            return None;
        }
        let digits: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
        if digits.len() > MAX_DIGITS {
            return None;
        }
        let scale = fraction.chars().filter(char::is_ascii_digit).count() + if percent { 2 } else { 0 };
        let mut numerator: BigInt = digits.parse().ok()?;
        if negative {
            numerator = -numerator;
        }
        Some(Self(BigRational::new(numerator, BigInt::from(10).pow(u32::try_from(scale).ok()?))))
    }

    /// The sum.
    pub fn add(&self, other: &Self) -> Option<Self> {
        Self::bounded(&self.0 + &other.0)
    }

    /// The difference.
    pub fn subtract(&self, other: &Self) -> Option<Self> {
        Self::bounded(&self.0 - &other.0)
    }

    /// The product.
    pub fn multiply(&self, other: &Self) -> Option<Self> {
        Self::bounded(&self.0 * &other.0)
    }

    /// The quotient; `None` also for a division by zero.
    pub fn divide(&self, other: &Self) -> Option<Self> {
        (!other.0.is_zero()).then(|| Self::bounded(&self.0 / &other.0)).flatten()
    }

    /// With the other sign.
    #[must_use]
    pub fn negate(&self) -> Self {
        Self(-&self.0)
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is above zero.
    pub fn is_positive(&self) -> bool {
        self.0.is_positive()
    }

    /// Whether it has no fraction.
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// The greatest whole number that is not above it.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// The least whole number that is not below it.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self(self.0.ceil())
    }

    /// As the language writes it: `_` between thousands from 10,000 on.
    pub fn written(&self) -> String {
        let shown = self.to_string();
        let digits = |letter: char| letter.is_ascii_digit();
        let front = shown.find(digits).unwrap_or_default();
        let (sign, rest) = shown.split_at(front);
        let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
        if whole.len() <= 4 {
            return shown;
        }
        let mut grouped = String::with_capacity(shown.len() + whole.len() / 3);
        grouped.push_str(sign);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                grouped.push('_');
            }
            grouped.push(digit);
        }
        grouped.push_str(fraction);
        grouped
    }

    /// As the language writes it in percent: `16.3%`.
    pub fn percent(&self) -> String {
        let hundred = Self::from(100);
        self.multiply(&hundred).map_or_else(|| self.written(), |shown| format!("{}%", shown.written()))
    }

    /// Whether it is shown exactly: as a decimal that ends within 12 places.
    pub fn is_decimal(&self) -> bool {
        (&self.0 * BigRational::from_integer(BigInt::from(10).pow(12))).is_integer()
    }

    /// The nearest floating-point number, for reports.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// As a ratio of whole numbers, for sums that are longer than a number of the language may be.
    pub fn ratio(&self) -> &BigRational {
        &self.0
    }

    /// As a count, when it is a whole number that is not negative and not too large.
    pub fn to_usize(&self) -> Option<usize> {
        self.is_integer().then(|| self.0.to_integer().to_usize()).flatten()
    }

    fn bounded(value: BigRational) -> Option<Self> {
        (value.numer().bits() <= LIMIT && value.denom().bits() <= LIMIT).then_some(Self(value))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self(BigRational::from_integer(value.into()))
    }
}

/// As a decimal where one ends within 12 digits; otherwise rounded to six places behind `≈`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = BigInt::from(10).pow(12);
        let scaled = &self.0 * BigRational::from_integer(scale);
        let exact = scaled.is_integer();
        let (digits, places) = if exact {
            (scaled.to_integer(), 12)
        } else {
            let rounded = (&self.0 * BigRational::from_integer(BigInt::from(1_000_000))).round().to_integer();
            f.write_str("≈")?;
            (rounded, 6)
        };
        if digits.is_negative() {
            f.write_str("-")?;
        }
        let digits = format!("{:0>width$}", digits.abs().to_string(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { f.write_str(whole) } else { write!(f, "{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(Number::zero)
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(number("0.1").add(&number("0.2")), Number::parse("0.3"));
        assert_eq!(number("5%"), number("0.05"));
        assert_eq!(number("50_277"), number("50277"));
        let third = number("1").divide(&number("3"));
        assert_eq!(third.and_then(|third| third.multiply(&number("3"))), Number::parse("1"));
    }

    #[test]
    fn reading_is_strict() {
        for wrong in ["", ".", "1.", ".5", "1__", "_1", "1e5", "+1", "1,5", "0x1", "1.2.3", "٣"] {
            assert_eq!(Number::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Number::parse(&"9".repeat(65)), None);
        assert!(Number::parse(&"9".repeat(40)).is_some());
    }

    #[test]
    fn they_are_shown_as_decimals() {
        for (written, shown) in [("-0.50", "-0.5"), ("1_000", "1000"), ("2.5%", "0.025"), ("0", "0")] {
            assert_eq!(number(written).to_string(), shown);
        }
        assert_eq!(number("1").divide(&number("3")).map(|n| n.to_string()), Some("≈0.333333".to_owned()));
    }

    #[test]
    fn they_are_written_so_that_they_can_be_read_again() {
        for (written, shown) in [
            ("9999", "9999"),
            ("10000", "10_000"),
            ("-1234567.25", "-1_234_567.25"),
            ("100000", "100_000"),
            ("0.1234567", "0.1234567"),
        ] {
            assert_eq!(number(written).written(), shown);
            assert_eq!(Number::parse(shown), Number::parse(written));
        }
        for (written, shown) in [("0.163", "16.3%"), ("0.05", "5%"), ("-0.0001", "-0.01%"), ("200", "20_000%")] {
            assert_eq!(number(written).percent(), shown);
            assert_eq!(Number::parse(shown), Number::parse(written));
        }
    }

    #[test]
    fn whole_numbers_beside_it() {
        for (written, below, above) in [("2.5", "2", "3"), ("-2.5", "-3", "-2"), ("7", "7", "7")] {
            assert_eq!((number(written).floor(), number(written).ceil()), (number(below), number(above)));
        }
    }
}
