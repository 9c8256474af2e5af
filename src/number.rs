//! Exact numbers.
//!
//! Every number of the language is a ratio of whole numbers, so `0.1 + 0.2 is 0.3` and a third times three is one.
//! A result that would need more than [`LIMIT`] bits is no number at all: the operation gives `None`, and the
//! evaluator treats the value as unknown and says so.

mod ratio;

use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use ratio::Ratio;

/// How many bits the numerator or the denominator of a result may have: enough for the average of a quotient over
/// all states of the world, and little enough that no chain of multiplications can exhaust the memory.
pub const LIMIT: u64 = 1 << 15;

/// How many digits a number may be written with.
pub const MAX_DIGITS: usize = 64;

/// An exact rational number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio);

impl Number {
    /// Zero.
    pub fn zero() -> Self {
        Self(Ratio::whole(0))
    }

    /// A ratio; `None` where it takes more room than a number may.
    pub fn from_ratio(ratio: BigRational) -> Option<Self> {
        Self::bounded(Ratio::from(ratio))
    }

    /// One.
    pub fn one() -> Self {
        Self(Ratio::whole(1))
    }

    /// Reads digits, `_` between them, one decimal point, a sign in front and `%` behind: `-1_000.5%`.
    /// `None` for anything else and for more than [`MAX_DIGITS`] digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, percent) = text.strip_suffix('%').map_or((text, false), |rest| (rest, true));
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
        let proper = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_digit())
                && part.ends_with(|c: char| c.is_ascii_digit())
                && part.bytes().all(|c| c.is_ascii_digit() || c == b'_')
        };
        if !proper(whole) || !fraction.is_none_or(proper) {
            return None;
        }
        let fraction = fraction.unwrap_or_default();
        let digits = || whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
        if digits().count() > MAX_DIGITS {
            return None;
        }
        let scale = fraction.bytes().filter(u8::is_ascii_digit).count() + if percent { 2 } else { 0 };
        Ratio::decimal(negative, digits(), u32::try_from(scale).ok()?).map(Self)
    }

    /// The sum.
    pub fn add(&self, other: &Self) -> Option<Self> {
        Self::bounded(self.0.add(&other.0))
    }

    /// The difference.
    pub fn subtract(&self, other: &Self) -> Option<Self> {
        Self::bounded(self.0.subtract(&other.0))
    }

    /// The product.
    pub fn multiply(&self, other: &Self) -> Option<Self> {
        Self::bounded(self.0.multiply(&other.0))
    }

    /// The quotient; `None` also for a division by zero.
    pub fn divide(&self, other: &Self) -> Option<Self> {
        self.0.divide(&other.0).and_then(Self::bounded)
    }

    /// With the other sign.
    #[must_use]
    pub fn negate(&self) -> Self {
        Self(self.0.negate())
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.0.is_negative() { self.negate() } else { self.clone() }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0 == Ratio::whole(0)
    }

    /// Whether it is above zero.
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.0.is_negative()
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
        Self(self.0.negate().floor().negate())
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
        self.0.scaled(EXACT_PLACES).is_some()
    }

    /// The nearest floating-point number, for reports.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64()
    }

    /// As a ratio of whole numbers, for sums that are longer than a number of the language may be.
    pub fn ratio(&self) -> BigRational {
        self.0.to_big().into_owned()
    }

    /// Numerator and denominator, where both are machine words.
    pub(crate) fn parts(&self) -> Option<(i64, i64)> {
        self.0.parts()
    }

    /// The least number of parts in which both this number and one with so many parts are whole; `None` where that is
    /// no machine word.
    pub(crate) fn common_denominator(&self, parts: i64) -> Option<i64> {
        let (_, own) = self.parts()?;
        if parts % own == 0 { Some(parts) } else { ratio::common_multiple(parts, own) }
    }

    /// As a count, when it is a whole number that is not negative and not too large.
    pub fn to_usize(&self) -> Option<usize> {
        self.0.to_usize()
    }

    fn bounded(value: Ratio) -> Option<Self> {
        (value.bits() <= LIMIT).then_some(Self(value))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self(i64::try_from(value).map_or_else(|_| BigRational::from_integer(BigInt::from(value)).into(), Ratio::whole))
    }
}

/// Within how many places a decimal must end to be shown exactly.
const EXACT_PLACES: u32 = 12;

/// To how many places other numbers are rounded.
const ROUNDED_PLACES: u32 = 6;

/// As a decimal where one ends within 12 digits; otherwise rounded to six places behind `≈`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digits, places) = if let Some(digits) = self.0.scaled(EXACT_PLACES) {
            (digits, EXACT_PLACES)
        } else {
            f.write_str("≈")?;
            (self.0.rounded(ROUNDED_PLACES), ROUNDED_PLACES)
        };
        let digits = if let Some(digits) = digits.strip_prefix('-') {
            f.write_str("-")?;
            digits
        } else {
            &digits
        };
        let places = usize::try_from(places).unwrap_or_default();
        let digits = format!("{digits:0>width$}", width = places + 1);
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
        assert_eq!(Number::parse(&format!("{}.9", "9".repeat(64))), None);
        assert!(Number::parse(&"9".repeat(64)).is_some());
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
