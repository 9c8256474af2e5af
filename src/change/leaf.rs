//! What of a condition has a value that could be another.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::judge::View;
use crate::model::{AttributeId, Expr, ExprId, Library, StateId};

/// Something with a value that could be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaf {
    Fact(StateId, AttributeId),
    Pair(AttributeId, StateId, StateId),
    Argument(Arc<str>),
}

impl Leaf {
    /// The leaf that an expression is.
    pub(super) fn of(expr: &Expr, view: &View<'_>) -> Option<Self> {
        match expr {
            Expr::Attribute(subject, attribute) => view.state(*subject).map(|state| Self::Fact(state, *attribute)),
            Expr::PairAttribute(attribute, from, to) => {
                let pair = view.state(*from).zip(view.state(*to)).filter(|(from, to)| from != to);
                pair.map(|(from, to)| Self::Pair(*attribute, from, to))
            }
            Expr::Parameter(name) => Some(Self::Argument(Arc::clone(name))),
            Expr::Value(_)
            | Expr::Definition(..)
            | Expr::LevelIn(_)
            | Expr::InGroup(..)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Quantified(..)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => None,
        }
    }
}

/// Every leaf of an expression, through definitions.
pub(super) fn leaves_in(library: &Library, expr: ExprId, view: &View<'_>, found: &mut Vec<Leaf>) {
    walk(library, expr, view, found, &mut BTreeSet::new());
}

/// Looks at each expression once of a state: equal ones are held once, and may be read in many places.
fn walk(library: &Library, id: ExprId, view: &View<'_>, found: &mut Vec<Leaf>, seen: &mut BTreeSet<(ExprId, StateId)>) {
    if !seen.insert((id, view.own)) {
        return;
    }
    let expr = library.expressions.get(id);
    if let Some(leaf) = Leaf::of(expr, view) {
        if !found.contains(&leaf) {
            found.push(leaf);
        }
    } else if let Expr::Definition(subject, definition) = expr {
        if let Some(state) = view.state(*subject) {
            walk(library, library.definitions[*definition].expr, &View::of(state), found, seen);
        }
    } else if !matches!(expr, Expr::Quantified(..) | Expr::Counted(..) | Expr::Aggregate(..)) {
        for child in expr.children() {
            walk(library, child, view, found, seen);
        }
    }
}
