//! Types and values.

use std::sync::Arc;

use jiff::civil::Date;

use super::{EnumerationId, Library, UnitId};
use crate::number::Number;

/// The type of an attribute, a parameter or an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// `yes` or `no`.
    Flag,
    /// A number, in a unit or without one.
    Number(Option<UnitId>),
    /// A calendar day.
    Date,
    /// Words.
    Text,
    /// A value of an enumeration.
    OneOf(EnumerationId),
    /// Several values of an enumeration.
    SetOf(EnumerationId),
}

/// A value. Numbers are in the base unit of theirs: two weeks are 14 where `unit weeks = 7 days`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// `yes` or `no`.
    Flag(bool),
    /// A number in its base unit.
    Number(Number),
    /// A calendar day.
    Date(Date),
    /// Words.
    Text(Arc<str>),
    /// The place of a value in its enumeration.
    Symbol(u16),
    /// The places of the values, rising.
    Set(Arc<[u16]>),
}

impl Value {
    /// The value as the language writes it, a number in the unit of its type.
    pub fn show(&self, ty: Type, library: &Library) -> String {
        self.with_numbers(ty, library, Number::written)
    }

    /// The same, a number without a unit in percent.
    pub fn show_percent(&self, ty: Type, library: &Library) -> String {
        self.with_numbers(ty, library, if ty == Type::Number(None) { Number::percent } else { Number::written })
    }

    /// The same for programs: a number as a plain decimal.
    pub fn show_exact(&self, ty: Type, library: &Library) -> String {
        self.with_numbers(ty, library, Number::to_string)
    }

    fn with_numbers(&self, ty: Type, library: &Library, write: fn(&Number) -> String) -> String {
        let word = |enumeration: EnumerationId, index: u16| {
            let values = &library.enumerations[enumeration].values;
            values.get(usize::from(index)).map_or_else(String::new, |value| value.name.clone())
        };
        match (self, ty) {
            (Self::Flag(true), _) => "yes".to_owned(),
            (Self::Flag(false), _) => "no".to_owned(),
            (Self::Number(number), Type::Number(Some(unit))) => {
                let unit = &library.units[unit];
                // 30 days are no decimal number of weeks; then the base unit tells it exactly.
                match number.divide(&unit.factor).filter(Number::is_decimal) {
                    Some(shown) => format!("{} {}", write(&shown), unit.named.name),
                    None => format!("{} {}", write(number), library.units[unit.base].named.name),
                }
            }
            (Self::Number(number), _) => write(number),
            (Self::Date(date), _) => date.to_string(),
            (Self::Text(text), _) => format!("{text:?}"),
            (Self::Symbol(index), Type::OneOf(enumeration)) => word(enumeration, *index),
            (Self::Set(indices), Type::SetOf(enumeration)) => {
                let words: Vec<String> = indices.iter().map(|&index| word(enumeration, index)).collect();
                format!("{{{}}}", words.join(", "))
            }
            (Self::Symbol(_) | Self::Set(_), _) => unreachable!("values are checked against their types"),
        }
    }
}

impl Type {
    /// The type as the language writes it.
    pub fn show(self, library: &Library) -> String {
        let words = |enumeration: EnumerationId| {
            let enumeration = &library.enumerations[enumeration];
            enumeration.named.as_ref().map_or_else(
                || enumeration.values.iter().map(|value| value.name.as_str()).collect::<Vec<_>>().join(", "),
                |named| named.name.clone(),
            )
        };
        match self {
            Self::Flag => "flag".to_owned(),
            Self::Number(None) => "number".to_owned(),
            Self::Number(Some(unit)) => format!("number {}", library.units[unit].named.name),
            Self::Date => "date".to_owned(),
            Self::Text => "text".to_owned(),
            Self::OneOf(enumeration) => format!("one of {}", words(enumeration)),
            Self::SetOf(enumeration) => format!("set of {}", words(enumeration)),
        }
    }
}

/// The three truth values, in the order in which `and` takes the least and `or` the greatest (strong Kleene logic;
/// Kleene, Introduction to Metamathematics, 1952, § 64).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    No,
    /// Nobody knows.
    Unknown,
    /// It holds.
    Yes,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}
