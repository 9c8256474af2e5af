//! Values at which a condition may turn.

use std::collections::BTreeSet;

use super::axis::{Place, Turns};
use super::leaf::{Leaf, leaves_in};
use super::linear::root;
use super::{Change, Extent, Moved};
use crate::judge::{Datum, View, World, datum};
use crate::model::{Comparison, Expr, ExprId, MeasureId, StateId, Type, Value};

/// Up to how many values of an enumeration are all tried.
const VALUES: u16 = 16;

/// The clause whose parameters a condition reads: its place and its measure.
pub(super) type OfClause = Option<(usize, MeasureId)>;

/// Collects changes after which a condition may come to something else.
pub(super) struct Collector<'w, 'a, 'o> {
    pub(super) world: &'w World<'a>,
    pub(super) clause: OfClause,
    pub(super) changes: &'o mut Vec<Change>,
    pub(super) turning: &'o mut Vec<Turning>,
    /// What was looked at, each time of a state: equal expressions are held once, and may be read in many places.
    pub(super) seen: BTreeSet<(ExprId, StateId)>,
}

/// Something that conditions compare, with the values at which they turn.
pub(super) struct Turning {
    pub(super) place: Place,
    pub(super) measure: Option<MeasureId>,
    pub(super) now: Option<Value>,
    pub(super) turns: Turns,
}

impl Collector<'_, '_, '_> {
    /// Walks a condition.
    pub(super) fn condition(&mut self, expr: ExprId, view: &View<'_>) {
        if !self.seen.insert((expr, view.own)) {
            return;
        }
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
                    if let Some(root) = root(self.world, left, right, view, &leaf) {
                        self.turn(&leaf, view, Turns::Numbers(vec![root]));
                    }
                }
                Some(Type::Date) => {
                    if let Some(Value::Date(day)) = self.other(&leaf, left, right, view) {
                        self.turn(&leaf, view, Turns::Dates(vec![day]));
                    }
                }
                Some(Type::Flag) => self.flags(&leaf),
                Some(Type::OneOf(enumeration)) => {
                    let count = self.world.library.enumerations[enumeration].values.len();
                    let other = self.other(&leaf, left, right, view);
                    let few = u16::try_from(count).ok().filter(|count| *count <= VALUES);
                    match few {
                        Some(count) => self.turn(&leaf, view, Turns::Symbols(count)),
                        None => other.into_iter().for_each(|value| self.push(&leaf, value)),
                    }
                }
                Some(Type::Text | Type::SetOf(_)) if comparison == Comparison::Is => {
                    if let Some(value) = self.other(&leaf, left, right, view) {
                        self.push(&leaf, value);
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
            self.push(&leaf, Value::Set(with.into()));
            self.push(&leaf, Value::Set(without.into()));
        }
        if let Some(leaf) = Leaf::of(library.expressions.get(item), view)
            && let (Some(Value::Set(symbols)), Some(Type::OneOf(enumeration))) = (known(set), self.ty(&leaf))
        {
            let count = u16::try_from(library.enumerations[enumeration].values.len()).unwrap_or(VALUES);
            if count <= VALUES {
                self.turn(&leaf, view, Turns::Symbols(count));
                return;
            }
            let outside = (0..count).find(|symbol| !symbols.contains(symbol));
            for symbol in symbols.iter().copied().take(usize::from(VALUES)).chain(outside) {
                self.push(&leaf, Value::Symbol(symbol));
            }
        }
    }

    fn flags(&mut self, leaf: &Leaf) {
        self.push(leaf, Value::Flag(true));
        self.push(leaf, Value::Flag(false));
    }

    /// Adds values at which a condition turns.
    fn turn(&mut self, leaf: &Leaf, view: &View<'_>, turns: Turns) {
        let Some(place) = self.place(leaf) else { return };
        let known = self.turning.iter_mut().find(|known| known.place == place);
        match (known.map(|known| &mut known.turns), turns) {
            (Some(Turns::Numbers(known)), Turns::Numbers(more)) => known.extend(more),
            (Some(Turns::Dates(known)), Turns::Dates(more)) => known.extend(more),
            // All values of an enumeration are tried as it is.
            (Some(_), _) => {}
            (None, turns) => {
                let measure = self.clause.map(|(_, measure)| measure);
                let now = self.now(leaf, view);
                self.turning.push(Turning { place, measure, now, turns });
            }
        }
    }

    fn place(&self, leaf: &Leaf) -> Option<Place> {
        match leaf {
            Leaf::Fact(state, attribute) => Some(Place::Fact(*state, *attribute)),
            Leaf::Pair(attribute, from, to) => Some(Place::PairFact(*attribute, *from, *to)),
            Leaf::Argument(name) => self.clause.map(|(clause, _)| Place::Argument(clause, name.to_string())),
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

    fn push(&mut self, leaf: &Leaf, to: Value) {
        let now = match leaf {
            Leaf::Fact(state, attribute) => self.world.value(*attribute, *state),
            Leaf::Pair(attribute, from, to) => self.world.pair_value(*attribute, *from, *to),
            Leaf::Argument(_) => None,
        };
        if now == Some(&to) {
            return;
        }
        let Some(place) = self.place(leaf) else { return };
        let change = place.moved(Moved { to, extent: Extent::Only });
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }
}
