//! Whether two conditions of one state plainly exclude each other.
//!
//! Only what their parts say by themselves is compared: `rich` with `not rich`, `income < 10` with `income >= 20`. What
//! takes more than that to see is taken to be possible together.

use std::cmp::Ordering;

use crate::model::{Comparison, Expr, ExprId, Library, Value};

/// Something that must hold: how an expression compares with a value.
struct Demand<'a> {
    what: ExprId,
    how: Comparison,
    value: &'a Value,
}

const YES: Value = Value::Flag(true);
const NO: Value = Value::Flag(false);

/// Whether no state can meet all of these conditions.
pub(super) fn exclude(library: &Library, conditions: impl Iterator<Item = ExprId>) -> bool {
    let mut demands = Vec::new();
    for condition in conditions {
        collect(library, condition, true, &mut demands);
    }
    let clash = |one: &Demand<'_>, other: &Demand<'_>| one.what == other.what && clashes(one, other);
    demands.iter().enumerate().any(|(place, one)| demands.iter().skip(place + 1).any(|other| clash(one, other)))
}

fn collect<'a>(library: &'a Library, condition: ExprId, holds: bool, found: &mut Vec<Demand<'a>>) {
    let expr = library.expressions.get(condition);
    if let Expr::Not(inner) = expr {
        collect(library, *inner, !holds, found);
    } else if let (Expr::And(all), true) | (Expr::Or(all), false) = (expr, holds) {
        for &one in all {
            collect(library, one, holds, found);
        }
    } else if let Expr::Compare(how, left, right) = expr {
        let how = if holds { *how } else { contrary(*how) };
        if let Expr::Value(value) = library.expressions.get(*right) {
            found.push(Demand { what: *left, how, value });
        } else if let Expr::Value(value) = library.expressions.get(*left) {
            found.push(Demand { what: *right, how: turned(how), value });
        }
    } else {
        found.push(Demand { what: condition, how: Comparison::Is, value: if holds { &YES } else { &NO } });
    }
}

fn contrary(how: Comparison) -> Comparison {
    match how {
        Comparison::Is => Comparison::IsNot,
        Comparison::IsNot => Comparison::Is,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::Less,
        Comparison::More => Comparison::AtMost,
        Comparison::AtMost => Comparison::More,
    }
}

/// The same with its sides exchanged.
fn turned(how: Comparison) -> Comparison {
    match how {
        Comparison::Is | Comparison::IsNot => how,
        Comparison::Less => Comparison::More,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::AtMost => Comparison::AtLeast,
    }
}

fn order(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Flag(a), Value::Flag(b)) => Some(a.cmp(b)),
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Symbol(a), Value::Symbol(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Flag(_) | Value::Number(_) | Value::Date(_) | Value::Symbol(_) | Value::Text(_) | Value::Set(_), _) => {
            None
        }
    }
}

/// Whether no value meets both. Between two different bounds there may always be one.
fn clashes(one: &Demand<'_>, other: &Demand<'_>) -> bool {
    let Some(order) = order(one.value, other.value) else { return false };
    let upper = |how| matches!(how, Comparison::Less | Comparison::AtMost | Comparison::Is);
    let lower = |how| matches!(how, Comparison::More | Comparison::AtLeast | Comparison::Is);
    let strict = |how| matches!(how, Comparison::Less | Comparison::More);
    match order {
        Ordering::Less => upper(one.how) && lower(other.how),
        Ordering::Greater => lower(one.how) && upper(other.how),
        Ordering::Equal => {
            let apart = (upper(one.how) && lower(other.how)) || (lower(one.how) && upper(other.how));
            let denied = matches!(
                (one.how, other.how),
                (Comparison::Is, Comparison::IsNot) | (Comparison::IsNot, Comparison::Is)
            );
            denied || (apart && (strict(one.how) || strict(other.how)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against values at the bounds, between them and beyond: a clash is said where none meets both.
    #[test]
    fn a_clash_is_said_where_no_value_meets_both() {
        let all = [
            Comparison::Is,
            Comparison::IsNot,
            Comparison::Less,
            Comparison::AtMost,
            Comparison::More,
            Comparison::AtLeast,
        ];
        let meets = |how: Comparison, half: usize, bound: u16| {
            let order = half.cmp(&(usize::from(bound) * 2));
            match how {
                Comparison::Is => order.is_eq(),
                Comparison::IsNot => order.is_ne(),
                Comparison::Less => order.is_lt(),
                Comparison::AtMost => order.is_le(),
                Comparison::More => order.is_gt(),
                Comparison::AtLeast => order.is_ge(),
            }
        };
        let what = crate::model::Id::new(0);
        for (one, other) in all.iter().flat_map(|one| all.iter().map(move |other| (*one, *other))) {
            for (a, b) in [(2, 2), (2, 3), (3, 2)] {
                let [first, second] = [a, b].map(Value::Symbol);
                let clash =
                    clashes(&Demand { what, how: one, value: &first }, &Demand { what, how: other, value: &second });
                let possible = (0..12).any(|half| meets(one, half, a) && meets(other, half, b));
                assert_eq!(clash, !possible, "{one:?} {a} and {other:?} {b}");
            }
        }
    }
}
