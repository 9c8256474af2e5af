//! Conditions under strong Kleene logic: the evaluator of one state. Pure: what cannot be worked out is unknown.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::world::World;
use crate::model::{
    Aggregation, Comparison, Counting, Expr, ExprId, LevelId, Operator, Quantifier, StateId, Subject, Truth, Value,
};
use crate::number::Number;

/// From where a condition is asked.
#[derive(Debug, Clone, Copy)]
pub struct View<'v> {
    /// The state whose attributes a bare name reads.
    pub own: StateId,
    /// The state under discussion outside a condition on members.
    pub outer: StateId,
    /// The other state of a pair.
    pub counterpart: Option<StateId>,
    /// The states of a pair in the order of the parties.
    pub parties: &'v [StateId],
    /// The level.
    pub level: Option<LevelId>,
    /// The members of the instance.
    pub members: &'v [StateId],
    /// The parameters of the clause at hand.
    pub arguments: &'v [(String, Value)],
}

impl View<'_> {
    /// One state and nothing beside it.
    pub fn of(state: StateId) -> Self {
        Self { own: state, outer: state, counterpart: None, parties: &[], level: None, members: &[], arguments: &[] }
    }

    /// The state that a subject stands for; `None` where there is none.
    pub fn state(&self, subject: Subject) -> Option<StateId> {
        match subject {
            Subject::Own => Some(self.own),
            Subject::Outer => Some(self.outer),
            Subject::Counterpart => self.counterpart,
            Subject::Party(party) => self.parties.get(usize::from(party)).copied(),
            Subject::State(state) => Some(state),
        }
    }
}

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum<'v> {
    /// Nobody knows.
    Unknown,
    /// A number from the first to the second, both included: a count over members of whom something is unknown.
    Range(Number, Number),
    /// A value.
    Known(Cow<'v, Value>),
}

impl Datum<'_> {
    /// The same, without a borrow.
    pub fn into_owned(self) -> Datum<'static> {
        match self {
            Datum::Unknown => Datum::Unknown,
            Datum::Range(low, high) => Datum::Range(low, high),
            Datum::Known(value) => Datum::Known(Cow::Owned(value.into_owned())),
        }
    }

    /// The value, if one is known.
    pub(super) fn value(&self) -> Option<&Value> {
        match self {
            Datum::Known(value) => Some(value),
            Datum::Unknown | Datum::Range(..) => None,
        }
    }

    fn truth(&self) -> Truth {
        match self {
            Datum::Known(value) => match value.as_ref() {
                Value::Flag(flag) => Truth::from(*flag),
                Value::Number(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_) => Truth::Unknown,
            },
            Datum::Unknown | Datum::Range(..) => Truth::Unknown,
        }
    }

    fn range(&self) -> Option<(&Number, &Number)> {
        match self {
            Datum::Range(low, high) => Some((low, high)),
            Datum::Known(value) => match value.as_ref() {
                Value::Number(number) => Some((number, number)),
                Value::Flag(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_) => None,
            },
            Datum::Unknown => None,
        }
    }

    fn number(number: Option<Number>) -> Self {
        number.map_or(Datum::Unknown, |number| Datum::Known(Cow::Owned(Value::Number(number))))
    }

    fn between(low: Option<Number>, high: Option<Number>) -> Self {
        match (low, high) {
            (Some(low), Some(high)) if low == high => Self::number(Some(low)),
            (Some(low), Some(high)) => Datum::Range(low, high),
            _ => Datum::Unknown,
        }
    }
}

/// Whether a condition holds.
pub fn truth(world: &World<'_>, expr: ExprId, view: &View<'_>) -> Truth {
    match world.library.expressions.get(expr) {
        Expr::And(all) => all.iter().fold(Truth::Yes, |so_far, &one| match so_far {
            Truth::No => Truth::No,
            Truth::Unknown | Truth::Yes => so_far.and(truth(world, one, view)),
        }),
        Expr::Or(all) => all.iter().fold(Truth::No, |so_far, &one| match so_far {
            Truth::Yes => Truth::Yes,
            Truth::Unknown | Truth::No => so_far.or(truth(world, one, view)),
        }),
        Expr::Not(inner) => !truth(world, *inner, view),
        Expr::Compare(comparison, left, right) => {
            compare(*comparison, &datum(world, *left, view), &datum(world, *right, view))
        }
        Expr::Includes(set, item) => includes(&datum(world, *set, view), &datum(world, *item, view)),
        Expr::Known(inner) => (!matches!(datum(world, *inner, view), Datum::Unknown | Datum::Range(..))).into(),
        Expr::LevelIn(levels) => view.level.map_or(Truth::Unknown, |level| levels.contains(&level).into()),
        Expr::InGroup(subject, group) => {
            view.state(*subject).map_or(Truth::Unknown, |state| world.belongs(*group, state).into())
        }
        Expr::Quantified(quantifier, inner) => {
            let each = view.members.iter().map(|&member| truth(world, *inner, &View { own: member, ..*view }));
            match quantifier {
                Quantifier::Every => each.fold(Truth::Yes, Truth::and),
                Quantifier::Some => each.fold(Truth::No, Truth::or),
            }
        }
        Expr::Value(_)
        | Expr::Attribute(..)
        | Expr::PairAttribute(..)
        | Expr::Definition(..)
        | Expr::Parameter(_)
        | Expr::Arithmetic(..)
        | Expr::Negative(_)
        | Expr::Counted(..)
        | Expr::Aggregate(..) => datum(world, expr, view).truth(),
    }
}

/// What an expression comes to.
pub fn datum<'v>(world: &'v World<'_>, expr: ExprId, view: &View<'v>) -> Datum<'v> {
    let borrowed = |value: Option<&'v Value>| value.map_or(Datum::Unknown, |value| Datum::Known(Cow::Borrowed(value)));
    match world.library.expressions.get(expr) {
        Expr::Value(value) => Datum::Known(Cow::Borrowed(value)),
        Expr::Attribute(subject, attribute) => {
            borrowed(view.state(*subject).and_then(|state| world.value(*attribute, state)))
        }
        Expr::PairAttribute(attribute, from, to) => match (view.state(*from), view.state(*to)) {
            (Some(from), Some(to)) if from != to => borrowed(world.pair_value(*attribute, from, to)),
            _ => Datum::Unknown,
        },
        Expr::Definition(subject, definition) => {
            view.state(*subject).map_or(Datum::Unknown, |state| world.definition(*definition, state).clone())
        }
        Expr::Parameter(name) => {
            borrowed(view.arguments.iter().find(|(given, _)| given.as_str() == name.as_ref()).map(|(_, value)| value))
        }
        Expr::Arithmetic(operator, left, right) => {
            arithmetic(*operator, &datum(world, *left, view), &datum(world, *right, view))
        }
        Expr::Negative(inner) => match datum(world, *inner, view).range() {
            Some((low, high)) => Datum::between(Some(high.negate()), Some(low.negate())),
            None => Datum::Unknown,
        },
        Expr::Counted(counting, inner) => counted(world, *counting, *inner, view),
        Expr::Aggregate(aggregation, inner) => aggregate(world, *aggregation, *inner, view),
        Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::LevelIn(_)
        | Expr::InGroup(..)
        | Expr::Quantified(..) => match truth(world, expr, view) {
            Truth::Unknown => Datum::Unknown,
            Truth::Yes => Datum::Known(Cow::Owned(Value::Flag(true))),
            Truth::No => Datum::Known(Cow::Owned(Value::Flag(false))),
        },
    }
}

/// A comparison; with an unknown side it is unknown. One with a range is unknown when the range straddles the bound.
fn compare(comparison: Comparison, left: &Datum<'_>, right: &Datum<'_>) -> Truth {
    if let (Datum::Known(left), Datum::Known(right)) = (left, right) {
        let order = order(left.as_ref(), right.as_ref());
        return order.map_or(Truth::Unknown, |order| satisfies(comparison, order).into());
    }
    let (Some((left_low, left_high)), Some((right_low, right_high))) = (left.range(), right.range()) else {
        return Truth::Unknown;
    };
    let disjoint = left_high < right_low || right_high < left_low;
    match comparison {
        Comparison::Is if disjoint => Truth::No,
        Comparison::IsNot if disjoint => Truth::Yes,
        Comparison::Is | Comparison::IsNot => Truth::Unknown,
        Comparison::Less | Comparison::AtMost | Comparison::More | Comparison::AtLeast => {
            let (one, other) = (left_low.cmp(right_high), left_high.cmp(right_low));
            match (satisfies(comparison, one), satisfies(comparison, other)) {
                (true, true) => Truth::Yes,
                (false, false) => Truth::No,
                _ => Truth::Unknown,
            }
        }
    }
}

/// The order of two values of one kind; `None` for values of two.
pub(super) fn order(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Flag(one), Value::Flag(other)) => Some(one.cmp(other)),
        (Value::Number(one), Value::Number(other)) => Some(one.cmp(other)),
        (Value::Date(one), Value::Date(other)) => Some(one.cmp(other)),
        (Value::Text(one), Value::Text(other)) => Some(one.cmp(other)),
        (Value::Symbol(one), Value::Symbol(other)) => Some(one.cmp(other)),
        (Value::Set(one), Value::Set(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

fn satisfies(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Is => order.is_eq(),
        Comparison::IsNot => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}

fn includes(set: &Datum<'_>, item: &Datum<'_>) -> Truth {
    let (Datum::Known(set), Datum::Known(item)) = (set, item) else { return Truth::Unknown };
    match (set.as_ref(), item.as_ref()) {
        (Value::Set(set), Value::Symbol(symbol)) => set.contains(symbol).into(),
        (Value::Set(set), Value::Set(part)) => part.iter().all(|symbol| set.contains(symbol)).into(),
        _ => Truth::Unknown,
    }
}

/// Interval arithmetic; a division whose divisor may be zero is unknown.
fn arithmetic<'v>(operator: Operator, left: &Datum<'_>, right: &Datum<'_>) -> Datum<'v> {
    let (Some((a, b)), Some((c, d))) = (left.range(), right.range()) else { return Datum::Unknown };
    match operator {
        Operator::Add => Datum::between(a.add(c), b.add(d)),
        Operator::Subtract => Datum::between(a.subtract(d), b.subtract(c)),
        Operator::Multiply => corners([a.multiply(c), a.multiply(d), b.multiply(c), b.multiply(d)]),
        Operator::Divide if c.is_zero() || d.is_zero() || c.is_positive() != d.is_positive() => Datum::Unknown,
        Operator::Divide => corners([a.divide(c), a.divide(d), b.divide(c), b.divide(d)]),
    }
}

fn corners<'v>(corners: [Option<Number>; 4]) -> Datum<'v> {
    let known: Vec<Number> = corners.into_iter().flatten().collect();
    if known.len() < 4 {
        return Datum::Unknown;
    }
    Datum::between(known.iter().min().cloned(), known.iter().max().cloned())
}

fn counted<'v>(world: &World<'_>, counting: Counting, inner: ExprId, view: &View<'_>) -> Datum<'v> {
    let (mut surely, mut perhaps) = (0_usize, 0_usize);
    for &member in view.members {
        match truth(world, inner, &View { own: member, ..*view }) {
            Truth::Yes => surely += 1,
            Truth::Unknown => perhaps += 1,
            Truth::No => {}
        }
    }
    let (low, high) = (Number::from(surely), Number::from(surely + perhaps));
    match counting {
        Counting::Count => Datum::between(Some(low), Some(high)),
        Counting::Share => {
            let all = Number::from(view.members.len());
            Datum::between(low.divide(&all), high.divide(&all))
        }
    }
}

fn aggregate<'v>(world: &World<'_>, aggregation: Aggregation, inner: ExprId, view: &View<'_>) -> Datum<'v> {
    let mut lows = Vec::with_capacity(view.members.len());
    let mut highs = Vec::with_capacity(view.members.len());
    for &member in view.members {
        let of_member = datum(world, inner, &View { own: member, ..*view });
        let Some((low, high)) = of_member.range() else { return Datum::Unknown };
        lows.push(low.clone());
        highs.push(high.clone());
    }
    let sum = |numbers: &[Number]| numbers.iter().try_fold(Number::zero(), |sum, number| sum.add(number));
    match aggregation {
        Aggregation::Total => Datum::between(sum(&lows), sum(&highs)),
        Aggregation::Min => Datum::between(lows.into_iter().min(), highs.into_iter().min()),
        Aggregation::Max => Datum::between(lows.into_iter().max(), highs.into_iter().max()),
        Aggregation::Average => {
            let all = Number::from(view.members.len());
            let mean = |numbers: &[Number]| sum(numbers).and_then(|sum| sum.divide(&all));
            Datum::between(mean(&lows), mean(&highs))
        }
    }
}
