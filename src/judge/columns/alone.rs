//! Conditions that read one state, answered for every state.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

use super::Planes;
use super::lanes::{Kleene, Lanes, WIDTH, blocks};
use super::ranks::Ranks;
use crate::judge::expression::{Datum, View, datum, truth};
use crate::judge::plan::Plan;
use crate::model::{Expr, ExprId, Id, LevelId, StateId, Truth, Value};

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
pub fn kept<K: Eq + Hash>(all: &RwLock<HashMap<K, Planes>>, key: K, work_out: impl FnOnce() -> Planes) -> Planes {
    let known = all.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    known.unwrap_or_else(|| {
        let made = work_out();
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
            for &one in inner {
                self.join(one, level, &mut joined, join);
            }
            joined
        };
        let found = self.library().expressions.get(expr);
        if let Expr::And(inner) = found {
            joined(inner, Truth::Yes, Kleene::and)
        } else if let Expr::Or(inner) = found {
            joined(inner, Truth::No, Kleene::or)
        } else if let Expr::Not(inner) = found {
            joined(&[*inner], Truth::Yes, |_, one| !one)
        } else if let Some(answers) = self.compared(found, level) {
            answers.collect()
        } else {
            self.one_by_one(expr, level, &[]).to_vec()
        }
    }

    /// Joins the answers to a part of a condition to what the others came to. What is made of parts is worked out here;
    /// what is not may be asked by others as well, and is kept.
    fn join(&self, part: ExprId, level: LevelId, so_far: &mut [Kleene], join: fn(Kleene, Kleene) -> Kleene) {
        let mut with = |answers: &mut dyn Iterator<Item = Kleene>| {
            so_far.iter_mut().zip(answers).for_each(|(one, other)| *one = join(*one, other));
        };
        let found = self.library().expressions.get(part);
        if matches!(found, Expr::And(_) | Expr::Or(_) | Expr::Not(_)) {
            with(&mut self.worked_out(part, level).into_iter());
        } else if let Some(mut answers) = self.compared(found, level) {
            with(&mut answers);
        } else {
            with(&mut self.planes(part, level).iter().copied());
        }
    }

    /// The answers to a comparison with a constant, by ranks.
    fn compared(&self, expr: &Expr, level: LevelId) -> Option<impl Iterator<Item = Kleene>> {
        let Expr::Compare(comparison, left, right) = *expr else { return None };
        let expressions = &self.library().expressions;
        let constant = |expr| if let Expr::Value(value) = expressions.get(expr) { Some(value) } else { None };
        let (varying, bound, comparison) = match (constant(left), constant(right)) {
            (Some(bound), None) => (right, bound, comparison.mirrored()),
            (None, Some(bound)) => (left, bound, comparison),
            (Some(_), Some(_)) | (None, None) => return None,
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
