//! Conditions that read one state, answered for every state.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

use super::Planes;
use super::keys::Keys;
use super::lanes::{Kleene, Lanes, WIDTH, blocks};
use crate::judge::expression::{Datum, View, datum, truth};
use crate::judge::plan::Plan;
use crate::model::{Comparison, Expr, ExprId, Id, LevelId, StateId, Subject, Truth, Value};

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
        let found = self.library().expressions.get(expr);
        let blocks = 0..blocks(self.everybody.len());
        // What is not made of parts is asked once for every state.
        if matches!(found, Expr::And(_) | Expr::Or(_) | Expr::Not(_)) {
            return blocks.map(|block| self.joined(expr, level, block)).collect();
        }
        let compared: Option<Planes> = blocks.map(|block| self.compared(expr, level, block)).collect();
        compared.unwrap_or_else(|| self.one_by_one(expr, level, &[]))
    }

    /// The answers to a condition in a block, from those to its parts.
    fn joined(&self, expr: ExprId, level: LevelId, block: usize) -> Kleene {
        let found = self.library().expressions.get(expr);
        let answers = |part: &ExprId| self.joined(*part, level, block);
        if let Expr::And(parts) = found {
            parts.iter().map(answers).fold(Kleene::same(Truth::Yes), Kleene::and)
        } else if let Expr::Or(parts) = found {
            parts.iter().map(answers).fold(Kleene::same(Truth::No), Kleene::or)
        } else if let Expr::Not(inner) = found {
            !answers(inner)
        } else if let Some(answers) = self.compared(expr, level, block) {
            answers
        } else {
            self.planes(expr, level).get(block).copied().unwrap_or_default()
        }
    }

    /// The answers to a comparison with a constant in a block, and to a flag, by keys.
    fn compared(&self, expr: ExprId, level: LevelId, block: usize) -> Option<Kleene> {
        let found = self.library().expressions.get(expr);
        let (varying, bound, comparison) = if let Expr::Compare(comparison, left, right) = found {
            match (self.constant(*left), self.constant(*right)) {
                (Some(bound), None) => (*right, bound, comparison.mirrored()),
                (None, Some(bound)) => (*left, bound, *comparison),
                (Some(_), Some(_)) | (None, None) => return None,
            }
        } else if matches!(found, Expr::Attribute(..) | Expr::Definition(..)) {
            (expr, Cow::Owned(Value::Flag(true)), Comparison::Is)
        } else {
            return None;
        };
        if self.library().expressions.reads(varying).level {
            return None;
        }
        self.keys_of(varying, level)?.against(comparison, &bound, block)
    }

    /// What an expression comes to that reads nothing; `None` for all others.
    fn constant(&self, expr: ExprId) -> Option<Cow<'_, Value>> {
        let found = self.library().expressions.get(expr);
        if let Expr::Value(value) = found {
            return Some(Cow::Borrowed(value));
        }
        let constant = |part: &ExprId| self.constant(*part).is_some();
        let all = if let Expr::Negative(inner) = found {
            constant(inner)
        } else if let Expr::Arithmetic(_, left, right) = found {
            constant(left) && constant(right)
        } else {
            false
        };
        // No state is looked at.
        let found = all.then(|| datum(&self.world, expr, &View::of(StateId::new(0))))?;
        if let Datum::Known(value) = found { Some(value) } else { None }
    }

    /// What an expression on one state that does not ask the level comes to for every state, as keys.
    fn keys_of(&self, expr: ExprId, level: LevelId) -> Option<&Keys> {
        if let Expr::Attribute(Subject::Own | Subject::Outer | Subject::Counterpart, attribute) =
            self.library().expressions.get(expr)
            && let Some(keys) = &self.columns.attributes.get_or_init(|| self.keys_of_attributes())[*attribute]
        {
            return Some(keys);
        }
        let keys = self.columns.keys.get(expr.index())?;
        keys.get_or_init(|| self.keys(&[expr], level).map(Box::new)).as_deref()
    }

    /// What expressions on one state come to for every state, as keys; `None` where these have no order.
    pub(super) fn keys(&self, expressions: &[ExprId], level: LevelId) -> Option<Keys> {
        let library = self.library();
        let mut worked_out: Vec<Vec<Datum<'static>>> = vec![Vec::new(); expressions.len()];
        let mut columns = Vec::with_capacity(expressions.len());
        for (&expr, data) in expressions.iter().zip(&mut worked_out) {
            let found = library.expressions.get(expr);
            if let Expr::Attribute(Subject::Own | Subject::Outer | Subject::Counterpart, attribute) = found {
                columns.push(library.states.ids().map(|state| self.world.value(*attribute, state)).collect());
                continue;
            }
            let of = |state| datum(&self.world, expr, &alone(&[state, state], level, &[])).into_owned();
            *data = library.states.ids().map(of).collect();
            if data.iter().any(|datum| matches!(datum, Datum::Range(..))) {
                return None;
            }
            columns.push(data.iter().map(Datum::value).collect());
        }
        Keys::new(&columns)
    }

    /// The answers, each from the evaluator of one state.
    pub(super) fn one_by_one(&self, expr: ExprId, level: LevelId, arguments: &[(String, Value)]) -> Planes {
        by_state(self.library().states.len(), |state| {
            truth(&self.world, expr, &alone(&[state, state], level, arguments))
        })
    }
}
