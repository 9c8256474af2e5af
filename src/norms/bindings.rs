//! Who is bound by which clauses, each answer worked out once: many clauses bind the same states.

use std::collections::HashMap;

use super::binding::Bearer;
use super::norm::Norm;
use crate::judge::World;
use crate::model::{CapacityId, Condition, ExprId, LevelId, Value};
use crate::satisfy::Found;

/// All that says whom a clause binds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    parties: Vec<(Vec<CapacityId>, Option<ExprId>)>,
    party: usize,
    when: Option<ExprId>,
    unless: Option<ExprId>,
    /// Conditions may read the parameters of their clause.
    arguments: Vec<(String, Value)>,
}

impl Key {
    fn of(norm: &Norm<'_>, world: &World<'_>) -> Self {
        let expr = |condition: Option<Condition>| condition.map(|condition| condition.expr);
        let (when, unless) = (expr(norm.term.when), expr(norm.term.unless));
        let reads = |expr: ExprId| world.library.expressions.reads(expr).parameters;
        let arguments = when.into_iter().chain(unless).any(reads).then(|| norm.term.arguments.clone());
        let parties = norm.text(world.library).parties.iter();
        Self {
            parties: parties.map(|party| (party.capacities.clone(), expr(party.condition))).collect(),
            party: norm.term.party,
            when,
            unless,
            arguments: arguments.unwrap_or_default(),
        }
    }
}

/// What is known so far.
#[derive(Debug)]
pub struct Bindings<'a> {
    world: &'a World<'a>,
    bound: HashMap<(LevelId, Vec<Key>), Found>,
    implied: HashMap<(LevelId, Key, Key), Option<bool>>,
}

impl<'a> Bindings<'a> {
    /// Nothing is known yet.
    pub fn new(world: &'a World<'a>) -> Self {
        Self { world, bound: HashMap::new(), implied: HashMap::new() }
    }

    /// What is the case.
    pub fn world(&self) -> &'a World<'a> {
        self.world
    }

    /// The facts for which all of these bind one state at a level, or that there are none.
    pub fn bound_by(&mut self, level: LevelId, norms: &[Norm<'a>]) -> Found {
        let keys = norms.iter().map(|norm| Key::of(norm, self.world)).collect();
        let world = self.world;
        self.bound.entry((level, keys)).or_insert_with(|| Bearer::new(world, level).bound_by(norms)).clone()
    }

    /// Whether every state that the first one binds is bound by the second one; `None` where that cannot be decided.
    pub fn implies(&mut self, level: LevelId, one: &Norm<'a>, other: &Norm<'a>) -> Option<bool> {
        let keys = (level, Key::of(one, self.world), Key::of(other, self.world));
        let world = self.world;
        *self.implied.entry(keys).or_insert_with(|| Bearer::new(world, level).implies(one, other))
    }
}
