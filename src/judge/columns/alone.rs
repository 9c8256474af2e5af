//! Conditions that read one state, answered for every state.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

use super::Planes;
use super::lanes::{Kleene, Lanes, WIDTH, blocks};
use super::ranks::{Ranks, mirrored};
use crate::judge::expression::{Datum, View, datum, truth};
use crate::judge::plan::Plan;
use crate::model::{Comparison, Expr, ExprId, Id, LevelId, StateId, Truth, Value};

/// The view in which every state that can be read is one.
pub fn alone<'v>(pair: &'v [StateId; 2], level: LevelId, arguments: &'v [(String, Value)]) -> View<'v> {
    let [state, other] = *pair;
    View {
        own: state,
        outer: state,
        counterpart: Some(other),
        parties: pair,
        level: Some(level),
        members: &[],
        arguments,
    }
}

/// An answer for every state, block by block.
pub fn by_state(states: usize, mut answer: impl FnMut(StateId) -> Truth) -> Planes {
    let block = |block: usize| {
        let there = Lanes::below(states.saturating_sub(block * WIDTH));
        Kleene::of(there, |lane| answer(StateId::new(block * WIDTH + lane)))
    };
    (0..blocks(states)).map(block).collect()
}

/// What is kept under a key, or is now.
pub fn kept<K: Eq + Hash>(all: &RwLock<HashMap<K, Planes>>, key: K, make: impl FnOnce() -> Planes) -> Planes {
    let known = all.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    known.unwrap_or_else(|| {
        let made = make();
        all.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(made).clone()
    })
}

impl Plan<'_> {
    /// The answers to a condition for every state, where it reads no parameters and no state but the one.
    pub(in crate::judge) fn planes(&self, expr: ExprId, level: LevelId) -> Planes {
        if self.library().expressions.reads(expr).level {
            return kept(&self.columns.alone_at, (expr, level), || self.answer(expr, level));
        }
        match self.columns.alone.get(expr.index()) {
            Some(cell) => cell.get_or_init(|| self.answer(expr, level)).clone(),
            None => self.answer(expr, level),
        }
    }

    fn answer(&self, expr: ExprId, level: LevelId) -> Planes {
        self.worked_out(expr, level).into()
    }

    fn worked_out(&self, expr: ExprId, level: LevelId) -> Vec<Kleene> {
        let joined = |inner: &[ExprId], start: Truth, join: fn(Kleene, Kleene) -> Kleene| {
            let mut joined = vec![Kleene::same(start); blocks(self.everybody.len())];
            inner.iter().for_each(|&one| self.join(one, level, &mut joined, join));
            joined
        };
        match self.library().expressions.get(expr) {
            Expr::And(inner) => joined(inner, Truth::Yes, Kleene::and),
            Expr::Or(inner) => joined(inner, Truth::No, Kleene::or),
            Expr::Not(inner) => {
                let mut answers = joined(&[*inner], Truth::Yes, Kleene::and);
                answers.iter_mut().for_each(|one| *one = !*one);
                answers
            }
            Expr::Compare(comparison, left, right) => match self.compared(*comparison, *left, *right, level) {
                Some(answers) => answers.collect(),
                None => self.one_by_one(expr, level, &[]).to_vec(),
            },
            Expr::Value(_)
            | Expr::Attribute(..)
            | Expr::PairAttribute(..)
            | Expr::Definition(..)
            | Expr::Parameter(_)
            | Expr::LevelIn(_)
            | Expr::InGroup(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Quantified(..)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => self.one_by_one(expr, level, &[]).to_vec(),
        }
    }

    /// Joins the answers to a part of a condition to what the others came to. What is made of parts is worked out here;
    /// what is not may be asked by others as well, and is kept.
    fn join(&self, part: ExprId, level: LevelId, so_far: &mut [Kleene], join: fn(Kleene, Kleene) -> Kleene) {
        let mut with = |answers: &mut dyn Iterator<Item = Kleene>| {
            so_far.iter_mut().zip(answers).for_each(|(one, other)| *one = join(*one, other));
        };
        match self.library().expressions.get(part) {
            Expr::And(_) | Expr::Or(_) | Expr::Not(_) => with(&mut self.worked_out(part, level).into_iter()),
            Expr::Compare(comparison, left, right) => match self.compared(*comparison, *left, *right, level) {
                Some(mut answers) => with(&mut answers),
                None => with(&mut self.planes(part, level).iter().copied()),
            },
            _ => with(&mut self.planes(part, level).iter().copied()),
        }
    }

    /// A comparison with a constant, by ranks.
    fn compared(
        &self,
        comparison: Comparison,
        left: ExprId,
        right: ExprId,
        level: LevelId,
    ) -> Option<impl Iterator<Item = Kleene>> {
        let expressions = &self.library().expressions;
        let (varying, bound, comparison) = match (expressions.get(left), expressions.get(right)) {
            (Expr::Value(_), Expr::Value(_)) => return None,
            (Expr::Value(bound), _) => (right, bound, mirrored(comparison)),
            (_, Expr::Value(bound)) => (left, bound, comparison),
            _ => return None,
        };
        if expressions.reads(varying).level {
            return None;
        }
        let ranks = self.columns.ranks.get(varying.index())?;
        ranks.get_or_init(|| Ranks::new(&[self.values(varying, level)])).as_ref()?.against(comparison, bound)
    }

    /// What an expression comes to for every state.
    pub(super) fn values(&self, expr: ExprId, level: LevelId) -> Vec<Datum<'static>> {
        let of = |state| datum(&self.world, expr, &alone(&[state, state], level, &[])).into_owned();
        self.library().states.ids().map(of).collect()
    }

    /// The answers, each from the evaluator of one state.
    pub(super) fn one_by_one(&self, expr: ExprId, level: LevelId, arguments: &[(String, Value)]) -> Planes {
        by_state(self.library().states.len(), |state| {
            truth(&self.world, expr, &alone(&[state, state], level, arguments))
        })
    }
}
