//! A ratio in lowest terms. Nearly all are small, and those are two machine words.

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

/// A ratio in lowest terms, its denominator above zero. What fits into `Small` is never `Large`, so that equal ratios
/// are equal in their parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Ratio {
    /// Numerator and denominator.
    Small(i64, i64),
    /// All others.
    Large(Box<BigRational>),
}

impl Ratio {
    pub(super) fn whole(number: i64) -> Self {
        Self::Small(number, 1)
    }

    /// The number that digits make, divided by ten as often as `scale` says.
    pub(super) fn decimal(negative: bool, digits: impl Iterator<Item = u8> + Clone, scale: u32) -> Option<Self> {
        let read = digits.clone().try_fold(0_i64, |read, digit| {
            read.checked_mul(10)?.checked_add(i64::from(char::from(digit).to_digit(10)?))
        });
        if let (Some(read), Some(below)) = (read, 10_i64.checked_pow(scale)) {
            return Some(Self::reduced(if negative { -i128::from(read) } else { read.into() }, below.into()));
        }
        let digits: Vec<u8> = digits.collect();
        let above = BigInt::parse_bytes(&digits, 10)?;
        Some(BigRational::new(if negative { -above } else { above }, BigInt::from(10).pow(scale)).into())
    }

    /// A ratio of what products and sums of small parts come to: the denominator is not zero, and neither is the least
    /// of all numbers.
    fn reduced(above: i128, below: i128) -> Self {
        let (above, below) = if below < 0 { (-above, -below) } else { (above, below) };
        let common = match (u64::try_from(above.unsigned_abs()), u64::try_from(below)) {
            _ if below == 1 => 1,
            (Ok(above), Ok(below)) => i128::from(common_divisor(above, below)),
            (Ok(_) | Err(_), Ok(_) | Err(_)) => wide_divisor(above, below),
        };
        let (above, below) = (above / common, below / common);
        match (i64::try_from(above), i64::try_from(below)) {
            (Ok(above), Ok(below)) => Self::Small(above, below),
            (Ok(_) | Err(_), Ok(_) | Err(_)) => Self::Large(Box::new(BigRational::new_raw(above.into(), below.into()))),
        }
    }

    pub(super) fn to_big(&self) -> Cow<'_, BigRational> {
        match self {
            Self::Small(above, below) => Cow::Owned(BigRational::new_raw((*above).into(), (*below).into())),
            Self::Large(large) => Cow::Borrowed(large),
        }
    }

    pub(super) fn add(&self, other: &Self) -> Self {
        match (self, other) {
            (&Self::Small(a, b), &Self::Small(c, d)) if b == d => {
                Self::reduced(i128::from(a) + i128::from(c), b.into())
            }
            (&Self::Small(a, b), &Self::Small(c, d)) => Self::reduced(wide(a, d) + wide(c, b), wide(b, d)),
            (Self::Small(..) | Self::Large(_), _) => (&*self.to_big() + &*other.to_big()).into(),
        }
    }

    pub(super) fn subtract(&self, other: &Self) -> Self {
        match (self, other) {
            (&Self::Small(a, b), &Self::Small(c, d)) if b == d => {
                Self::reduced(i128::from(a) - i128::from(c), b.into())
            }
            (&Self::Small(a, b), &Self::Small(c, d)) => Self::reduced(wide(a, d) - wide(c, b), wide(b, d)),
            (Self::Small(..) | Self::Large(_), _) => (&*self.to_big() - &*other.to_big()).into(),
        }
    }

    pub(super) fn multiply(&self, other: &Self) -> Self {
        match (self, other) {
            (same, Self::Small(1, 1)) | (Self::Small(1, 1), same) => same.clone(),
            (&Self::Small(a, b), &Self::Small(c, d)) => Self::reduced(wide(a, c), wide(b, d)),
            (Self::Small(..) | Self::Large(_), _) => (&*self.to_big() * &*other.to_big()).into(),
        }
    }

    /// `None` for a division by zero.
    pub(super) fn divide(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (_, Self::Small(0, _)) => None,
            (&Self::Small(a, b), &Self::Small(c, d)) => Some(Self::reduced(wide(a, d), wide(b, c))),
            (Self::Small(..) | Self::Large(_), _) => Some((&*self.to_big() / &*other.to_big()).into()),
        }
    }

    pub(super) fn negate(&self) -> Self {
        match self {
            Self::Small(above, below) => Self::reduced(-i128::from(*above), (*below).into()),
            Self::Large(large) => (-&**large).into(),
        }
    }

    pub(super) fn is_negative(&self) -> bool {
        match self {
            Self::Small(above, _) => *above < 0,
            Self::Large(large) => large.is_negative(),
        }
    }

    pub(super) fn is_integer(&self) -> bool {
        match self {
            Self::Small(_, below) => *below == 1,
            Self::Large(large) => large.is_integer(),
        }
    }

    pub(super) fn floor(&self) -> Self {
        match self {
            Self::Small(above, below) => Self::whole(above.div_euclid(*below)),
            Self::Large(large) => large.floor().into(),
        }
    }

    /// The digits of the whole number that it is times ten to the power of `places`; `None` where that is none.
    pub(super) fn scaled(&self, places: u32) -> Option<String> {
        match self {
            Self::Small(above, below) => {
                let scaled = i128::from(*above) * 10_i128.pow(places);
                (scaled % i128::from(*below) == 0).then(|| (scaled / i128::from(*below)).to_string())
            }
            Self::Large(large) => {
                let scaled = &**large * BigInt::from(10).pow(places);
                scaled.is_integer().then(|| scaled.to_integer().to_string())
            }
        }
    }

    /// The same rounded to a whole number, halves away from zero.
    pub(super) fn rounded(&self, places: u32) -> String {
        (&*self.to_big() * BigInt::from(10).pow(places)).round().to_integer().to_string()
    }

    pub(super) fn to_f64(&self) -> f64 {
        self.to_big().to_f64().unwrap_or(f64::NAN)
    }

    pub(super) fn to_usize(&self) -> Option<usize> {
        match self {
            Self::Small(above, below) => usize::try_from(*above).ok().filter(|_| *below == 1),
            Self::Large(large) => large.is_integer().then(|| large.to_integer().to_usize()).flatten(),
        }
    }

    /// Numerator and denominator of what is small.
    pub(super) fn parts(&self) -> Option<(i64, i64)> {
        match self {
            Self::Small(above, below) => Some((*above, *below)),
            Self::Large(_) => None,
        }
    }

    /// The bits of its longer part.
    pub(super) fn bits(&self) -> u64 {
        match self {
            Self::Small(..) => i64::BITS.into(),
            Self::Large(large) => large.numer().bits().max(large.denom().bits()),
        }
    }
}

impl From<BigRational> for Ratio {
    fn from(ratio: BigRational) -> Self {
        match (ratio.numer().to_i64(), ratio.denom().to_i64()) {
            (Some(above), Some(below)) => Self::Small(above, below),
            (Some(_) | None, Some(_) | None) => Self::Large(Box::new(ratio)),
        }
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a, b), Self::Small(c, d)) if b == d => a.cmp(c),
            (&Self::Small(a, b), &Self::Small(c, d)) => wide(a, d).cmp(&wide(c, b)),
            (Self::Small(..) | Self::Large(_), _) => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn wide(left: i64, right: i64) -> i128 {
    i128::from(left) * i128::from(right)
}

/// The greatest common divisor, after Stein: halving and subtraction, once one division has brought both to the size of
/// the smaller. The second is not zero.
fn common_divisor(first: u64, second: u64) -> u64 {
    let (mut first, mut second) = (first % second, second);
    if first == 0 {
        return second;
    }
    let twos = (first | second).trailing_zeros();
    first >>= first.trailing_zeros();
    while second != 0 {
        second >>= second.trailing_zeros();
        (first, second) = (first.min(second), first.abs_diff(second));
    }
    first << twos
}

/// The least common multiple of two numbers above zero; `None` where it is no machine word.
pub(super) fn common_multiple(first: i64, second: i64) -> Option<i64> {
    let common = i64::try_from(common_divisor(first.unsigned_abs(), second.unsigned_abs())).ok()?;
    first.checked_mul(second / common)
}

/// The greatest common divisor of long numbers: a division brings them down, so that hardly any are long.
fn wide_divisor(above: i128, below: i128) -> i128 {
    let (mut first, mut second) = (above.unsigned_abs(), below.unsigned_abs());
    while first != 0 {
        if let (Ok(first), Ok(second)) = (u64::try_from(first), u64::try_from(second)) {
            return common_divisor(first, second).into();
        }
        (first, second) = (second % first, first);
    }
    i128::try_from(second).unwrap_or(1)
}
