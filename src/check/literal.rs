//! Values written out: facts, parameters, defaults and cells.

use std::fmt::Display;
use std::sync::Arc;

use super::{Checker, lookup::article, told::Space, types::unit_name};
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all};
use crate::model::{EnumerationId, Type, UnitId, Value};
use crate::number::Number;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Name, NumberLiteral, Path};

impl Checker<'_, '_> {
    /// Reads a value of a type. `what` names what it is for: ``the attribute `income` ``.
    pub(super) fn literal(&mut self, expr: &Expr, ty: Type, what: &dyn Display) -> Option<Value> {
        match (&expr.kind, ty) {
            (ExprKind::Flag(value), Type::Flag) => Some(Value::Flag(*value)),
            (ExprKind::Number(number, unit), Type::Number(wanted)) => {
                self.number(number, unit.as_ref(), wanted, expr.span, what).map(Value::Number)
            }
            (ExprKind::Negative(inner), Type::Number(wanted)) => {
                let ExprKind::Number(number, unit) = &inner.kind else { return self.no_literal(expr.span, ty, what) };
                let number = self.number(number, unit.as_ref(), wanted, expr.span, what)?;
                Some(Value::Number(number.negate()))
            }
            (ExprKind::Date(date), Type::Date) => date.value.map(Value::Date),
            (ExprKind::Text(text), Type::Text) => Some(Value::Text(Arc::from(text.value.as_str()))),
            (ExprKind::Path(path), Type::OneOf(enumeration)) if path.library.is_none() && path.rest.is_empty() => {
                self.symbol(enumeration, &path.first, what).map(Value::Symbol)
            }
            (ExprKind::Set(names), Type::SetOf(enumeration)) => self.set(enumeration, names, what),
            (ExprKind::Path(path), Type::SetOf(enumeration))
                if path.rest.is_empty()
                    && self.library().enumerations[enumeration].position(&path.first.text).is_some() =>
            {
                let found = Diagnostic::new(Code::TypeMismatch, expr.span, format!("{what} is a set"))
                    .here("one value, without braces")
                    .help(format!("write `{{{}}}`", path.first.text));
                self.report(found);
                None
            }
            // A number that could not be read has been reported.
            (ExprKind::Number(number, _), _) if number.value.is_none() => None,
            _ => self.no_literal(expr.span, ty, what),
        }
    }

    fn no_literal<T>(&mut self, span: Span, ty: Type, what: &dyn Display) -> Option<T> {
        let written = self.sources.text(span);
        let yes_or_no = match written.to_lowercase().as_str() {
            "yes" | "true" => Some("yes"),
            "no" | "false" => Some("no"),
            _ => None,
        };
        let unquoted = written.trim_matches('"');
        let quoted_value = match ty {
            Type::OneOf(enumeration) => self.library().enumerations[enumeration].position(unquoted).is_some(),
            Type::SetOf(_) | Type::Flag | Type::Number(_) | Type::Date | Type::Text => false,
        };
        let year = written.len() == 4 && written.chars().all(|c| c.is_ascii_digit());
        let example = match ty {
            Type::OneOf(_) if quoted_value => unquoted.to_owned(),
            Type::Date if year => format!("{written}-01-01"),
            Type::OneOf(_) | Type::Date | Type::Flag | Type::Number(_) | Type::Text | Type::SetOf(_) => {
                self.example(ty)
            }
        };
        let sure = quoted_value || ty == Type::Date && year;
        let message = format!("{what} is {}, which this is not", article(&ty.show(self.library())));
        let help = if let (Type::Flag, Some(word)) = (ty, yes_or_no) {
            format!("write `{word}`")
        } else if matches!(written.to_lowercase().as_str(), "unknown" | "none" | "null" | "missing" | "na" | "n") {
            "leave the line out: what a profile leaves out is unknown".to_owned()
        } else if sure {
            format!("write `{example}`")
        } else if ty == Type::Flag {
            "write `yes` or `no`; leave the line out for what is not known".to_owned()
        } else {
            format!("write a value such as `{example}`")
        };
        let found = Diagnostic::new(Code::TypeMismatch, span, message).here("a value of another kind").help(help);
        self.report(found);
        None
    }

    /// A value of a type, to show how one is written.
    pub(super) fn example(&self, ty: Type) -> String {
        let first = |enumeration: EnumerationId| {
            let values = &self.library().enumerations[enumeration].values;
            values.first().map_or_else(String::new, |value| value.name.clone())
        };
        match ty {
            Type::Flag => "yes".to_owned(),
            Type::Number(None) => "12.5".to_owned(),
            Type::Number(Some(unit)) => format!("30 {}", self.library().units[unit].named.name),
            Type::Date => "2018-12-19".to_owned(),
            Type::Text => "\"…\"".to_owned(),
            Type::OneOf(enumeration) => first(enumeration),
            Type::SetOf(enumeration) => format!("{{{}}}", first(enumeration)),
        }
    }

    /// A number in its base unit, which must be that of the wanted unit.
    pub(super) fn number(
        &mut self,
        number: &NumberLiteral,
        unit: Option<&Path>,
        wanted: Option<UnitId>,
        span: Span,
        what: &dyn Display,
    ) -> Option<Number> {
        let (value, found) = self.quantity(number, unit)?;
        if self.convertible(found, wanted) {
            return Some(value);
        }
        let written = self.sources.text(span);
        let help = match (wanted, unit) {
            (Some(wanted), None) => format!("write `{written} {}`", self.library().units[wanted].named.name),
            (None, Some(path)) => format!("leave `{}` out", path.dotted()),
            (Some(wanted), Some(_)) => format!("write the number in {}", self.library().units[wanted].named.name),
            (None, None) => String::new(),
        };
        let message = format!("{what} is {}, and this is {}", unit_name(self, wanted), unit_name(self, found));
        self.report(Diagnostic::new(Code::UnitMismatch, span, message).here("another unit").help(help));
        None
    }

    /// A number with its unit, as written, in its base unit.
    pub(super) fn quantity(&mut self, number: &NumberLiteral, unit: Option<&Path>) -> Option<(Number, Option<UnitId>)> {
        let path_span = unit.map(|path| path.span);
        let unit = match unit {
            Some(path) => Some(self.find_unit(path)?),
            None => None,
        };
        let value = number.value.clone()?;
        let factor = unit.map_or_else(Number::one, |unit| self.library().units[unit].factor.clone());
        let Some(value) = value.multiply(&factor) else {
            let place = path_span.unwrap_or_default();
            let found = Diagnostic::new(Code::InvalidNumber, place, "the number is too large to be kept exactly")
                .here("in this unit")
                .help("write it in a smaller unit");
            self.report(found);
            return None;
        };
        Some((value, unit))
    }

    pub(super) fn symbol(&mut self, enumeration: EnumerationId, name: &Name, what: &dyn Display) -> Option<u16> {
        let known = &self.library().enumerations[enumeration];
        if let Some(position) = known.position(&name.text) {
            return Some(position);
        }
        // An enumeration without values is one that could not be read.
        if known.values.is_empty() || self.is_told(Space::Values, &name.text, name.span) {
            return None;
        }
        let known = &self.library().enumerations[enumeration];
        let values = || known.values.iter().map(|value| value.name.as_str());
        let help = nearest(&name.text, values()).map_or_else(
            || format!("its values are {}", quoted_all(values(), 12)),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("`{}` is not a value of {what}", name.text);
        let found = Diagnostic::new(Code::InvalidValue, name.span, message).here("not one of its values").help(help);
        self.tell(Space::Values, &name.text, found);
        None
    }

    pub(super) fn set(&mut self, enumeration: EnumerationId, names: &[Name], what: &dyn Display) -> Option<Value> {
        let mut values: Vec<u16> = Vec::new();
        let mut complete = true;
        for name in names {
            match self.symbol(enumeration, name, what) {
                Some(value) => values.push(value),
                None => complete = false,
            }
        }
        values.sort_unstable();
        values.dedup();
        complete.then(|| Value::Set(values.into()))
    }

    /// Reads a cell: a value as the language writes it, a number of a unit without it, a text without quotes, a set
    /// with `;` between its values and without braces.
    pub(super) fn cell(&self, text: &str, ty: Type, what: &dyn Display) -> Result<Value, String> {
        let fail = |checker: &Self, why: &str| {
            Err(format!("{what} is {}; `{text}` {why}", article(&ty.show(checker.library()))))
        };
        match ty {
            Type::Flag => match text {
                "yes" => Ok(Value::Flag(true)),
                "no" => Ok(Value::Flag(false)),
                _ => fail(self, "is neither `yes` nor `no`"),
            },
            Type::Number(unit) => {
                let (digits, word) = match text.split_once(' ') {
                    Some((digits, word)) => (digits, Some(word.trim())),
                    None => (text, None),
                };
                let Some(number) = Number::parse(digits) else { return fail(self, "is not a number") };
                let written = match word {
                    None => unit,
                    Some(word) => {
                        let units = &self.library().units;
                        let known = units.iter().find(|(_, known)| known.named.name == word).map(|(id, _)| id);
                        if known.is_none() {
                            let near = self
                                .near_unit(word)
                                .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                            return fail(self, &format!("is in no known unit{near}"));
                        }
                        known
                    }
                };
                if !self.convertible(written, unit) {
                    return fail(self, "is in another unit");
                }
                let factor = written.map_or_else(Number::one, |unit| self.library().units[unit].factor.clone());
                number.multiply(&factor).map(Value::Number).ok_or_else(|| "the number is too large".to_owned())
            }
            Type::Date => match text.parse::<jiff::civil::Date>() {
                Ok(date) if is_plain_day(text) || date.to_string() == text => Ok(Value::Date(date)),
                _ => fail(self, "is not a day written year-month-day"),
            },
            Type::Text => Ok(Value::Text(Arc::from(text))),
            Type::OneOf(enumeration) => match self.library().enumerations[enumeration].position(text) {
                Some(position) => Ok(Value::Symbol(position)),
                None => fail(self, &self.not_a_value(enumeration, text)),
            },
            Type::SetOf(enumeration) => {
                let inner = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
                let mut values: Vec<u16> = Vec::new();
                for word in inner.split([';', ',']).map(str::trim).filter(|word| !word.is_empty()) {
                    match self.library().enumerations[enumeration].position(word) {
                        Some(position) => values.push(position),
                        None => return fail(self, &self.not_a_value(enumeration, word)),
                    }
                }
                values.sort_unstable();
                values.dedup();
                Ok(Value::Set(values.into()))
            }
        }
    }

    fn not_a_value(&self, enumeration: EnumerationId, word: &str) -> String {
        let values = || self.library().enumerations[enumeration].values.iter().map(|value| value.name.as_str());
        nearest(word, values()).map_or_else(
            || "is not one of its values".to_owned(),
            |near| format!("is not one of its values; did you mean `{near}`?"),
        )
    }
}

/// Whether a text is a day as the language writes it, as far as its form goes: `2018-12-19`.
fn is_plain_day(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(fits)
}
