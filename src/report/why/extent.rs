//! Values that would do, in words.

use super::record::{ChangeRecord, Limit};
use super::words::{Words, Written, list};
use crate::change::{End, Extent, Moved};
use crate::model::{Comparison, EnumerationId, Expr, Type, Value};

/// From how many values of an enumeration on it is shorter to say which would not do.
const MANY: usize = 5;

impl Words<'_> {
    pub fn moved(
        &self,
        what: String,
        moved: &Moved,
        now: Option<&Value>,
        written: Written,
        place: Option<String>,
    ) -> ChangeRecord {
        let (mut low, mut high) = (None, None);
        let mut among = Vec::new();
        let is = match &moved.extent {
            Extent::Only => format!("is {}", self.value(&moved.to, written)),
            Extent::Range(from, to) => {
                let limit = |end: &End| Limit { value: self.exact(&end.value, written), included: end.included };
                (low, high) = (from.as_ref().map(limit), to.as_ref().map(limit));
                self.range(from.as_ref(), to.as_ref(), written)
            }
            Extent::Among(values) => {
                among = values.iter().map(|&value| self.exact(&Value::Symbol(value), written)).collect();
                self.among(values, now, written)
            }
        };
        let wide = match &moved.extent {
            Extent::Only | Extent::Among(_) => false,
            Extent::Range(from, to) => from != to,
        };
        ChangeRecord {
            text: format!("{what} {is}"),
            what: Some(what),
            now: now.map(|now| self.exact(now, written)),
            example: Some(self.exact(&moved.to, written)),
            low,
            high,
            among,
            place,
            now_shown: Some(
                now.map_or_else(|| "unknown now".to_owned(), |now| format!("now {}", self.value(now, written))),
            ),
            example_shown: wide.then(|| self.value(&moved.to, written)),
        }
    }

    fn range(&self, from: Option<&End>, to: Option<&End>, written: Written) -> String {
        let show = |end: &End| self.value(&end.value, written);
        let day = written.ty == Some(Type::Date);
        let low = from.map(|end| match (day, end.included) {
            (true, true) => format!("{} or later", show(end)),
            (true, false) => format!("after {}", show(end)),
            (false, true) => format!("at least {}", show(end)),
            (false, false) => format!("above {}", show(end)),
        });
        let high = to.map(|end| match (day, end.included) {
            (true, true) => format!("{} or earlier", show(end)),
            (true, false) => format!("before {}", show(end)),
            (false, true) => format!("at most {}", show(end)),
            (false, false) => format!("below {}", show(end)),
        });
        match (from, to, low, high) {
            (Some(one), Some(other), ..) if one == other => format!("is {}", show(one)),
            (_, _, Some(low), Some(high)) => format!("is {low} and {high}"),
            (_, _, Some(one), None) | (_, _, None, Some(one)) => format!("is {one}"),
            (_, _, None, None) => "is known, whatever it is".to_owned(),
        }
    }

    fn among(&self, values: &[u16], now: Option<&Value>, written: Written) -> String {
        let show = |value: u16| self.value(&Value::Symbol(value), written);
        let Some(Type::OneOf(enumeration)) = written.ty else { return String::new() };
        let all = self.library.enumerations[enumeration].values.len();
        let others: Vec<u16> =
            (0..u16::try_from(all).unwrap_or(u16::MAX)).filter(|one| !values.contains(one)).collect();
        let (Some(first), Some(last)) = (values.first(), values.last()) else { return String::new() };
        let rising = usize::from(last - first) + 1 == values.len();
        let names = |values: &[u16]| values.iter().map(|&value| show(value)).collect::<Vec<_>>();
        if others.is_empty() {
            return "is known, whatever it is".to_owned();
        }
        if values.len() > 1 && rising && self.is_ordered(enumeration) {
            if usize::from(*last) + 1 == all {
                return format!("is {} or higher", show(*first));
            }
            if *first == 0 {
                return format!("is {} or lower", show(*last));
            }
        }
        match others.as_slice() {
            [only] if all >= MANY && now.is_none() => format!("is anything but {}", show(*only)),
            [only] if all >= MANY => format!("is no longer {}", show(*only)),
            _ => format!("is {}", list(&names(values), "or")),
        }
    }

    /// Whether an enumeration is compared by its order anywhere.
    fn is_ordered(&self, enumeration: EnumerationId) -> bool {
        let library = self.library;
        let of = |expr: &Expr| {
            let ty = if let Expr::Attribute(_, attribute) | Expr::PairAttribute(attribute, ..) = expr {
                Some(library.attributes[*attribute].ty)
            } else if let Expr::Definition(_, definition) = expr {
                Some(library.definitions[*definition].ty)
            } else {
                None
            };
            ty == Some(Type::OneOf(enumeration))
        };
        let by_order = |comparison: Comparison| match comparison {
            Comparison::Is | Comparison::IsNot => false,
            Comparison::Less | Comparison::AtMost | Comparison::More | Comparison::AtLeast => true,
        };
        library.expressions.iter().any(|(_, expr)| {
            let Expr::Compare(comparison, left, right) = expr else { return false };
            by_order(*comparison) && [left, right].into_iter().any(|&side| of(library.expressions.get(side)))
        })
    }
}
