//! Where a comparison turns: the value of one attribute at which both sides are equal, the others as they are.

use std::collections::BTreeMap;

use super::leaf::Leaf;
use crate::judge::{Datum, View, World, datum};
use crate::model::{Expr, ExprId, Operator, StateId, Value};
use crate::number::Number;

/// The value of a leaf at which two expressions are equal; `None` where they do not depend on it in a straight line.
pub(super) fn root(world: &World<'_>, left: ExprId, right: ExprId, view: &View<'_>, leaf: &Leaf) -> Option<Number> {
    let mut seen = Seen::new();
    let (a, b) = line(world, left, view, leaf, &mut seen)?;
    let (c, d) = line(world, right, view, leaf, &mut seen)?;
    d.subtract(&b)?.divide(&a.subtract(&c)?)
}

/// A slope and a rest; `None` where it is no straight line.
type Line = Option<(Number, Number)>;

/// The lines that are known, each of an expression and a state: equal expressions are held once, and may be read in
/// many places.
type Seen = BTreeMap<(ExprId, StateId), Line>;

/// An expression as `slope × leaf + rest`.
fn line(world: &World<'_>, expr: ExprId, view: &View<'_>, leaf: &Leaf, seen: &mut Seen) -> Line {
    if let Some(known) = seen.get(&(expr, view.own)) {
        return known.clone();
    }
    let found = work_out(world, expr, view, leaf, seen);
    seen.insert((expr, view.own), found.clone());
    found
}

fn work_out(world: &World<'_>, expr: ExprId, view: &View<'_>, leaf: &Leaf, seen: &mut Seen) -> Line {
    let library = world.library;
    let found = library.expressions.get(expr);
    if Leaf::of(found, view).as_ref() == Some(leaf) {
        return Some((Number::one(), Number::zero()));
    }
    match found {
        Expr::Definition(subject, definition) => {
            line(world, library.definitions[*definition].expr, &View::of(view.state(*subject)?), leaf, seen)
        }
        Expr::Arithmetic(operator, left, right) => {
            let (a, b) = line(world, *left, view, leaf, seen)?;
            let (c, d) = line(world, *right, view, leaf, seen)?;
            match operator {
                Operator::Add => Some((a.add(&c)?, b.add(&d)?)),
                Operator::Subtract => Some((a.subtract(&c)?, b.subtract(&d)?)),
                Operator::Multiply if a.is_zero() => Some((b.multiply(&c)?, b.multiply(&d)?)),
                Operator::Multiply if c.is_zero() => Some((a.multiply(&d)?, b.multiply(&d)?)),
                Operator::Divide if c.is_zero() => Some((a.divide(&d)?, b.divide(&d)?)),
                Operator::Multiply | Operator::Divide => None,
            }
        }
        Expr::Negative(inner) => {
            line(world, *inner, view, leaf, seen).map(|(slope, rest)| (slope.negate(), rest.negate()))
        }
        Expr::Value(_)
        | Expr::Attribute(..)
        | Expr::PairAttribute(..)
        | Expr::Parameter(_)
        | Expr::LevelIn(_)
        | Expr::InGroup(..)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::Quantified(..)
        | Expr::Counted(..)
        | Expr::Aggregate(..) => match datum(world, expr, view) {
            Datum::Known(value) => match value.as_ref() {
                Value::Number(number) => Some((Number::zero(), number.clone())),
                Value::Flag(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_) => None,
            },
            Datum::Unknown | Datum::Range(..) => None,
        },
    }
}

/// How far to step off a bound so that a person sees it: a tenth of its leading digit's place, whole where the numbers
/// at hand are.
pub(super) fn step(bound: &Number, now: Option<&Number>) -> Number {
    let (ten, one) = (Number::from(10), Number::one());
    let whole = bound.is_integer() && now.is_none_or(Number::is_integer);
    let size = if bound.is_zero() { now.map_or_else(Number::one, Number::abs) } else { bound.abs() };
    if size.is_zero() {
        return one;
    }
    let mut place = one.clone();
    // Sixty steps reach further than any number that can be written.
    for _ in 0..60 {
        let (lower, higher) = (place.divide(&ten), place.multiply(&ten));
        match (lower, higher) {
            (Some(lower), _) if place > size => place = lower,
            (_, Some(higher)) if higher <= size => place = higher,
            _ => break,
        }
    }
    let step = place.divide(&ten).unwrap_or_else(Number::one);
    if whole && step < one { one } else { step }
}
