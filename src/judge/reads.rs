//! What a condition reads, from where it is asked: the facts behind its answer.

use std::sync::Arc;

use super::expression::{Datum, View, datum};
use super::world::World;
use crate::model::{AttributeId, DefinitionId, Expr, ExprId, Fact, GroupId, StateId, Value};

/// Something that a condition reads.
#[derive(Debug, Clone, PartialEq)]
pub enum Read<'a> {
    /// An attribute of a state; without a fact its value is that for absent facts, or unknown.
    Fact(StateId, AttributeId, Option<&'a Fact>),
    /// An attribute from one state to another.
    PairFact(AttributeId, StateId, StateId, Option<&'a Fact>),
    /// A parameter of the clause; `None` where the clause does not give it.
    Parameter(Arc<str>, Option<Value>),
    /// A named expression of a state. What it reads follows.
    Definition(StateId, DefinitionId, Datum<'static>),
    /// Whether a state belongs to a group.
    Member(StateId, GroupId, bool),
    /// A figure over the members of the instance, with the expression that it is.
    Figure(ExprId, Datum<'static>),
}

/// Everything that an expression reads, each once, in the order in which it is written.
pub fn reads<'a>(world: &World<'a>, expr: ExprId, view: &View<'_>) -> Vec<Read<'a>> {
    let mut found = Vec::new();
    collect(world, expr, view, &mut found);
    found
}

fn collect<'a>(world: &World<'a>, expr: ExprId, view: &View<'_>, found: &mut Vec<Read<'a>>) {
    let read = match world.library.expressions.get(expr) {
        Expr::Attribute(subject, attribute) => {
            view.state(*subject).map(|state| Read::Fact(state, *attribute, world.fact(*attribute, state)))
        }
        Expr::PairAttribute(attribute, from, to) => {
            let pair = view.state(*from).zip(view.state(*to));
            pair.map(|(from, to)| Read::PairFact(*attribute, from, to, world.pair_fact(*attribute, from, to)))
        }
        Expr::Parameter(name) => {
            let given = view.arguments.iter().find(|(given, _)| given.as_str() == name.as_ref());
            Some(Read::Parameter(Arc::clone(name), given.map(|(_, value)| value.clone())))
        }
        Expr::Definition(subject, definition) => view
            .state(*subject)
            .map(|state| Read::Definition(state, *definition, world.definition(*definition, state).clone())),
        Expr::InGroup(subject, group) => {
            view.state(*subject).map(|state| Read::Member(state, *group, world.belongs(*group, state)))
        }
        Expr::Quantified(..) | Expr::Counted(..) | Expr::Aggregate(..) => {
            Some(Read::Figure(expr, datum(world, expr, view).into_owned()))
        }
        Expr::Value(_)
        | Expr::LevelIn(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::Arithmetic(..)
        | Expr::Negative(_) => {
            for child in world.library.expressions.get(expr).children() {
                collect(world, child, view, found);
            }
            None
        }
    };
    let Some(read) = read.filter(|read| !found.contains(read)) else { return };
    let below = match &read {
        Read::Definition(state, definition, _) => Some((*state, world.library.definitions[*definition].expr)),
        Read::Fact(..) | Read::PairFact(..) | Read::Parameter(..) | Read::Member(..) | Read::Figure(..) => None,
    };
    found.push(read);
    if let Some((state, expr)) = below {
        collect(world, expr, &View::of(state), found);
    }
}
