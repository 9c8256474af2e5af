//! Values at which a condition may turn.

use jiff::civil::Date;

use super::leaf::{Leaf, leaves_in};
use super::linear::{root, step};
use super::{Change, Moved, Side};
use crate::judge::{Datum, View, World, datum};
use crate::model::{Comparison, Expr, ExprId, MeasureId, Type, Value};
use crate::number::Number;

/// Up to how many values of an enumeration are all tried.
const VALUES: u16 = 16;

/// The clause whose parameters a condition reads: its place and its measure.
pub(super) type OfClause = Option<(usize, MeasureId)>;

/// Collects changes after which a condition may come to something else.
pub(super) struct Collector<'w, 'a, 'o> {
    pub(super) world: &'w World<'a>,
    pub(super) clause: OfClause,
    pub(super) changes: &'o mut Vec<Change>,
}

impl Collector<'_, '_, '_> {
    /// Walks a condition.
    pub(super) fn condition(&mut self, expr: ExprId, view: &View<'_>) {
        let library = self.world.library;
        match library.expressions.get(expr) {
            Expr::Compare(comparison, left, right) => self.compared(*comparison, *left, *right, view),
            Expr::Includes(set, item) => self.included(*set, *item, view),
            Expr::Definition(subject, definition) => {
                if let Some(state) = view.state(*subject) {
                    self.condition(library.definitions[*definition].expr, &View::of(state));
                }
            }
            found @ (Expr::Attribute(..) | Expr::PairAttribute(..) | Expr::Parameter(_)) => {
                // A flag is a condition by itself.
                if let Some(leaf) = Leaf::of(found, view)
                    && self.ty(&leaf) == Some(Type::Flag)
                {
                    self.flags(&leaf);
                }
            }
            found @ (Expr::And(_) | Expr::Or(_) | Expr::Not(_)) => {
                for child in found.children() {
                    self.condition(child, view);
                }
            }
            // What a state is a member of, what other members are, and whether something is known is not moved.
            Expr::Value(_)
            | Expr::LevelIn(_)
            | Expr::InGroup(..)
            | Expr::Known(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Quantified(..)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => {}
        }
    }

    fn compared(&mut self, comparison: Comparison, left: ExprId, right: ExprId, view: &View<'_>) {
        let mut leaves = Vec::new();
        leaves_in(self.world.library, left, view, &mut leaves);
        leaves_in(self.world.library, right, view, &mut leaves);
        for leaf in leaves {
            match self.ty(&leaf) {
                Some(Type::Number(_)) => {
                    let Some(root) = root(self.world, left, right, view, &leaf) else { continue };
                    let now = self.now(&leaf, view).and_then(number);
                    let step = step(&root, now.as_ref());
                    let (low, high) = (root.subtract(&step), root.add(&step));
                    self.around(&leaf, &Value::Number(root), low.map(Value::Number), high.map(Value::Number));
                }
                Some(Type::Date) => {
                    let Some(Value::Date(day)) = self.other(&leaf, left, right, view) else { continue };
                    let date = |day: Option<Date>| day.map(Value::Date);
                    self.around(&leaf, &Value::Date(day), date(day.yesterday().ok()), date(day.tomorrow().ok()));
                }
                Some(Type::Flag) => self.flags(&leaf),
                Some(Type::OneOf(enumeration)) => {
                    let count = self.world.library.enumerations[enumeration].values.len();
                    let other = self.other(&leaf, left, right, view);
                    let few = u16::try_from(count).ok().filter(|count| *count <= VALUES);
                    match few {
                        Some(count) => (0..count).for_each(|symbol| self.push(&leaf, Value::Symbol(symbol), None)),
                        None => other.into_iter().for_each(|value| self.push(&leaf, value, None)),
                    }
                }
                Some(Type::Text | Type::SetOf(_)) if comparison == Comparison::Is => {
                    if let Some(value) = self.other(&leaf, left, right, view) {
                        self.push(&leaf, value, None);
                    }
                }
                Some(Type::Text | Type::SetOf(_)) | None => {}
            }
        }
    }

    /// A set with the item and without it; an item of the set and one that is not in it.
    fn included(&mut self, set: ExprId, item: ExprId, view: &View<'_>) {
        let library = self.world.library;
        let known = |expr: ExprId| match datum(self.world, expr, view) {
            Datum::Known(value) => Some(value.into_owned()),
            Datum::Unknown | Datum::Range(..) => None,
        };
        if let Some(leaf) = Leaf::of(library.expressions.get(set), view) {
            let items: Vec<u16> = match known(item) {
                Some(Value::Symbol(symbol)) => vec![symbol],
                Some(Value::Set(symbols)) => symbols.to_vec(),
                Some(Value::Flag(_) | Value::Number(_) | Value::Date(_) | Value::Text(_)) | None => return,
            };
            let now: Vec<u16> = match self.now(&leaf, view) {
                Some(Value::Set(symbols)) => symbols.to_vec(),
                _ => Vec::new(),
            };
            let mut with: Vec<u16> = now.iter().chain(&items).copied().collect();
            with.sort_unstable();
            with.dedup();
            let without: Vec<u16> = now.into_iter().filter(|symbol| !items.contains(symbol)).collect();
            self.push(&leaf, Value::Set(with.into()), None);
            self.push(&leaf, Value::Set(without.into()), None);
        }
        if let Some(leaf) = Leaf::of(library.expressions.get(item), view)
            && let (Some(Value::Set(symbols)), Some(Type::OneOf(enumeration))) = (known(set), self.ty(&leaf))
        {
            let count = u16::try_from(library.enumerations[enumeration].values.len()).unwrap_or(VALUES);
            let outside = (0..count).find(|symbol| !symbols.contains(symbol));
            for symbol in symbols.iter().copied().take(usize::from(VALUES)).chain(outside) {
                self.push(&leaf, Value::Symbol(symbol), None);
            }
        }
    }

    fn flags(&mut self, leaf: &Leaf) {
        self.push(leaf, Value::Flag(true), None);
        self.push(leaf, Value::Flag(false), None);
    }

    fn around(&mut self, leaf: &Leaf, bound: &Value, low: Option<Value>, high: Option<Value>) {
        self.push(leaf, bound.clone(), None);
        for (value, side) in [(low, Side::Below), (high, Side::Above)] {
            if let Some(value) = value {
                self.push(leaf, value, Some((side, bound.clone())));
            }
        }
    }

    /// The value that a leaf is compared with, where it stands alone on its side.
    fn other(&self, leaf: &Leaf, left: ExprId, right: ExprId, view: &View<'_>) -> Option<Value> {
        let is_leaf = |expr| Leaf::of(self.world.library.expressions.get(expr), view).as_ref() == Some(leaf);
        let other = if is_leaf(left) {
            right
        } else if is_leaf(right) {
            left
        } else {
            return None;
        };
        match datum(self.world, other, view) {
            Datum::Known(value) => Some(value.into_owned()),
            Datum::Unknown | Datum::Range(..) => None,
        }
    }

    fn now(&self, leaf: &Leaf, view: &View<'_>) -> Option<Value> {
        match leaf {
            Leaf::Fact(state, attribute) => self.world.value(*attribute, *state).cloned(),
            Leaf::Pair(attribute, from, to) => self.world.pair_value(*attribute, *from, *to).cloned(),
            Leaf::Argument(name) => {
                let given = view.arguments.iter().find(|(given, _)| given.as_str() == name.as_ref());
                given.map(|(_, value)| value.clone())
            }
        }
    }

    fn ty(&self, leaf: &Leaf) -> Option<Type> {
        let library = self.world.library;
        match leaf {
            Leaf::Fact(_, attribute) | Leaf::Pair(attribute, ..) => Some(library.attributes[*attribute].ty),
            Leaf::Argument(name) => {
                let parameters = &library.measures[self.clause?.1].parameters;
                parameters.iter().find(|parameter| parameter.name == name.as_ref()).map(|parameter| parameter.ty)
            }
        }
    }

    fn push(&mut self, leaf: &Leaf, to: Value, beyond: Option<(Side, Value)>) {
        let moved = Moved { to, beyond };
        let change = match leaf {
            Leaf::Fact(state, attribute) => {
                let now = self.world.value(*attribute, *state);
                (now != Some(&moved.to)).then_some(Change::Fact(*state, *attribute, moved))
            }
            Leaf::Pair(attribute, from, to) => {
                let now = self.world.pair_value(*attribute, *from, *to);
                (now != Some(&moved.to)).then_some(Change::PairFact(*attribute, *from, *to, moved))
            }
            Leaf::Argument(name) => self.clause.map(|(clause, _)| Change::Argument(clause, name.to_string(), moved)),
        };
        if let Some(change) = change.filter(|change| !self.changes.contains(change)) {
            self.changes.push(change);
        }
    }
}

fn number(value: Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number),
        Value::Flag(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_) => None,
    }
}
