//! Conditions that compare two states, answered for every pair.

use std::collections::{BTreeSet, HashMap};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use super::Planes;
use super::alone::kept;
use super::keys::Keys;
use super::lanes::{Kleene, Lanes, WIDTH, blocks, place};
use super::who::{Sides, Stand, Who, reads_only_pairs};
use crate::judge::expression::{View, truth};
use crate::judge::plan::Plan;
use crate::model::{AttributeId, Comparison, Expr, ExprId, Id, LevelId, StateId, Truth, Value};

/// How many bytes of answers on pairs are kept for the next sheet that asks; what goes beyond is worked out again.
const KEPT: usize = 64 << 20;

/// A condition on two states that is not made of others.
#[derive(Debug)]
pub struct Between {
    expr: ExprId,
    level: LevelId,
    stand: Stand,
    arguments: Vec<(String, Value)>,
    /// Where it compares a value of one state with one of the other: their keys, the first state's in front.
    keys: Option<(Comparison, Keys)>,
}

impl Between {
    /// A condition, asked from one of the two.
    pub fn new(plan: &Plan<'_>, expr: ExprId, level: LevelId, stand: Stand, arguments: &[(String, Value)]) -> Self {
        Self { expr, level, stand, arguments: arguments.to_vec(), keys: keys(plan, expr, level, stand) }
    }

    /// The answers for the pairs of a first state with those of a block.
    pub fn at(&self, plan: &Plan<'_>, first: StateId, block: usize) -> Kleene {
        if let Some((comparison, keys)) = &self.keys {
            return keys.beside(*comparison, first.index(), block);
        }
        let there = Lanes::below(plan.library().states.len().saturating_sub(block * WIDTH));
        Kleene::of(there, |lane| self.of_pair(plan, [first, StateId::new(block * WIDTH + lane)]))
    }

    fn of_pair(&self, plan: &Plan<'_>, pair: [StateId; 2]) -> Truth {
        let [first, second] = pair;
        let pick = |who: Who| match who {
            Who::First => first,
            Who::Lane => second,
        };
        let view = View {
            own: pick(self.stand.own),
            outer: pick(self.stand.outer),
            counterpart: Some(pick(self.stand.outer.other())),
            parties: &pair,
            level: Some(self.level),
            members: &pair,
            arguments: &self.arguments,
        };
        truth(&plan.world, self.expr, &view)
    }

    /// The answers of a condition without parameters for all pairs, by first state and block; where they would take
    /// more room than is kept, the condition.
    ///
    /// # Errors
    ///
    /// None: the condition is the other result.
    pub fn kept(plan: &Plan<'_>, expr: ExprId, level: LevelId, stand: Stand) -> Result<Planes, Box<Self>> {
        let columns = &plan.columns;
        let at = plan.library().expressions.reads(expr).level.then_some(level);
        let key = (expr, at, stand);
        let known = columns.between.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let between = Self::new(plan, expr, level, stand, &[]);
        let states = plan.library().states.len();
        let size = states * blocks(states) * size_of::<Kleene>();
        if columns.between_size.fetch_add(size, Ordering::Relaxed) + size > KEPT {
            return Err(Box::new(between));
        }
        Ok(kept(&columns.between, key, || between.all(plan)))
    }

    fn all(&self, plan: &Plan<'_>) -> Planes {
        let states = plan.library().states.len();
        if let Some(planes) = self.by_facts(plan, states) {
            return planes;
        }
        let rows = (0..states).flat_map(|first| (0..blocks(states)).map(move |block| (StateId::new(first), block)));
        rows.map(|(first, block)| self.at(plan, first, block)).collect()
    }

    /// Where only attributes of pairs are read: all pairs without a fact have one answer.
    fn by_facts(&self, plan: &Plan<'_>, states: usize) -> Option<Planes> {
        if self.keys.is_some() || !reads_only_pairs(plan.library(), self.expr) {
            return None;
        }
        let mut attributes = BTreeSet::new();
        pair_attributes(plan, self.expr, &mut attributes);
        let facts = plan.columns.pair_facts.get_or_init(|| {
            let mut facts: HashMap<AttributeId, Vec<(StateId, StateId)>> = HashMap::new();
            for (attribute, from, to) in plan.world.pairs_with_facts() {
                facts.entry(attribute).or_default().push((from, to));
            }
            facts
        });
        let of = |attribute| facts.get(attribute).map_or(&[][..], Vec::as_slice);
        let mut pairs: Vec<[StateId; 2]> =
            attributes.iter().flat_map(of).flat_map(|&(from, to)| [[from, to], [to, from]]).collect();
        pairs.sort_unstable();
        pairs.dedup();
        if pairs.len() * 2 > states * states {
            return None;
        }
        let every = (0..states).flat_map(|first| (0..states).map(move |second| [first, second].map(StateId::new)));
        let mut without = every.filter(|pair| pair[0] != pair[1] && pairs.binary_search(pair).is_err());
        let rest = without.next().map_or(Truth::Unknown, |pair| self.of_pair(plan, pair));
        let mut planes = vec![Kleene::same(rest); states * blocks(states)];
        for pair in pairs {
            let [first, second] = pair;
            let (block, lane) = place(second);
            if let Some(plane) = planes.get_mut(first.index() * blocks(states) + block) {
                plane.put(lane, self.of_pair(plan, pair));
            }
        }
        Some(planes.into())
    }
}

fn pair_attributes(plan: &Plan<'_>, expr: ExprId, found: &mut BTreeSet<AttributeId>) {
    let expr = plan.library().expressions.get(expr);
    if let Expr::PairAttribute(attribute, ..) = expr {
        found.insert(*attribute);
    }
    for child in expr.children() {
        pair_attributes(plan, child, found);
    }
}

/// The keys of the two sides of a comparison of one state with the other.
fn keys(plan: &Plan<'_>, expr: ExprId, level: LevelId, stand: Stand) -> Option<(Comparison, Keys)> {
    let library = plan.library();
    let Expr::Compare(comparison, left, right) = library.expressions.get(expr) else { return None };
    if library.expressions.reads(expr).parameters {
        return None;
    }
    let side = |expr| Sides::of(library, expr, stand).single();
    let (comparison, first, second) = match (side(*left)?, side(*right)?) {
        (Who::First, Who::Lane) => (*comparison, *left, *right),
        (Who::Lane, Who::First) => (comparison.mirrored(), *right, *left),
        (Who::First, Who::First) | (Who::Lane, Who::Lane) => return None,
    };
    Some((comparison, plan.keys(&[first, second], level)?))
}
