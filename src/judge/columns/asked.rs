//! A condition, prepared to be answered for the rows of a sheet block by block.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::Planes;
use super::alone::{by_state, kept};
use super::lanes::{Kleene, Lanes, blocks, place};
use super::pairs::Between;
use super::who::{Sides, Stand, Who, depends_on_member, looks_at_members};
use crate::judge::expression::{View, truth};
use crate::judge::plan::{Plan, Test};
use crate::judge::session::{Instance, Session};
use crate::model::{Expr, ExprId, Id, LevelId, Quantifier, StateId, Truth, Value};

/// Who negotiates in a sheet.
#[derive(Debug, Clone)]
pub enum Bodies<'m> {
    /// The members of one instance.
    Members(Instance, Cow<'m, [StateId]>),
    /// Every two states.
    Pairs,
}

/// A condition, prepared.
#[derive(Debug)]
pub enum Asked {
    /// The same for every row.
    Same(Truth),
    /// Of one state of the row: by block.
    Of(Who, Planes),
    /// Of both states of a pair: by first state and block.
    Pairs(Planes),
    /// Of both states of a pair, worked out when it is asked.
    Between(Box<Between>),
    /// All of them.
    And(Vec<Asked>),
    /// The contrary.
    Not(Box<Asked>),
}

/// The rows that are asked about: those of a block, with one first state at a level of pairs.
#[derive(Debug, Clone, Copy)]
pub struct Here {
    /// The first state of the pairs; without one, what is asked of it is asked of the state of each lane.
    pub first: Option<StateId>,
    /// The block.
    pub block: usize,
}

impl Asked {
    /// All of some conditions.
    pub fn and(conditions: impl IntoIterator<Item = Self>) -> Self {
        let mut left: SmallVec<[Self; 2]> = SmallVec::new();
        for condition in conditions {
            match condition {
                Self::Same(Truth::Yes) => {}
                Self::Same(Truth::No) => return Self::Same(Truth::No),
                Self::And(inner) => left.extend(inner),
                Self::Same(Truth::Unknown) | Self::Of(..) | Self::Pairs(_) | Self::Between(_) | Self::Not(_) => {
                    left.push(condition);
                }
            }
        }
        match left.len() {
            0 => Self::Same(Truth::Yes),
            1 => left.pop().unwrap_or(Self::Same(Truth::Yes)),
            _ => Self::And(left.into_vec()),
        }
    }

    /// Any of some conditions.
    pub fn or(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::and(conditions.into_iter().map(Self::not)).not()
    }

    /// The contrary.
    #[must_use]
    pub fn not(self) -> Self {
        match self {
            Self::Same(truth) => Self::Same(!truth),
            Self::Not(inner) => *inner,
            Self::Of(..) | Self::Pairs(_) | Self::Between(_) | Self::And(_) => Self::Not(Box::new(self)),
        }
    }

    /// The answers here.
    pub fn at(&self, plan: &Plan<'_>, here: Here) -> Kleene {
        match self {
            Self::Same(truth) => Kleene::same(*truth),
            Self::Of(who, planes) => match here.first.filter(|_| *who == Who::First) {
                None => planes.get(here.block).copied().unwrap_or_default(),
                Some(first) => {
                    let (block, lane) = place(first);
                    Kleene::same(planes.get(block).map_or(Truth::Unknown, |plane| plane.get(lane)))
                }
            },
            Self::Pairs(planes) => {
                let row = here.first.map_or(0, StateId::index) * blocks(plan.library().states.len());
                planes.get(row + here.block).copied().unwrap_or_default()
            }
            Self::Between(between) => {
                here.first.map_or_else(Kleene::default, |first| between.at(plan, first, here.block))
            }
            Self::And(all) => all.iter().fold(Kleene::same(Truth::Yes), |so_far, one| {
                if so_far.no == Lanes::ALL { so_far } else { so_far.and(one.at(plan, here)) }
            }),
            Self::Not(inner) => !inner.at(plan, here),
        }
    }

    /// Whether the answers are of one state of the row alone, and of which; any will do where none is read.
    pub fn is_of(&self, who: Who) -> bool {
        match self {
            Self::Same(_) => true,
            Self::Of(of, _) => *of == who,
            Self::Pairs(_) | Self::Between(_) => false,
            Self::And(all) => all.iter().all(|one| one.is_of(who)),
            Self::Not(inner) => inner.is_of(who),
        }
    }
}

/// Prepares the conditions of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'s, 'p, 'a> {
    /// The principle at its level.
    pub session: &'s Session<'p, 'a>,
    /// Who negotiates.
    pub bodies: &'s Bodies<'p>,
}

impl<'p, 'a> Asking<'_, 'p, 'a> {
    /// The plan.
    pub fn plan(&self) -> &'p Plan<'a> {
        self.session.plan
    }

    /// Whether a condition holds, asked from one of the states; with the parameters of a clause.
    pub fn holds(&self, test: Test, who: Who, arguments: &[(String, Value)]) -> Asked {
        match self.plan().expression(test) {
            None => Asked::Same(Truth::Yes),
            Some(expr) => self.expression(expr, Stand::of(who), arguments),
        }
    }

    /// Whether a condition of evidence holds; one that compares two states counts only between pairs.
    pub fn counts(&self, test: Test, who: Who, arguments: &[(String, Value)]) -> Asked {
        match (test, self.bodies) {
            (Test::Asked { pair: true, .. }, Bodies::Members(..)) => Asked::Same(Truth::No),
            _ => self.holds(test, who, arguments),
        }
    }

    fn level(&self) -> LevelId {
        self.session.level
    }

    fn expression(&self, expr: ExprId, stand: Stand, arguments: &[(String, Value)]) -> Asked {
        let library = self.plan().library();
        let reads = library.expressions.reads(expr);
        if reads.one_state() {
            return Asked::Of(stand.own, self.plan().planes(expr, self.level()));
        }
        let of_one = matches!(self.bodies, Bodies::Pairs) && !reads.parameters;
        if let Some(who) = Sides::of(library, expr, stand).single().filter(|_| of_one) {
            return Asked::Of(who, self.plan().planes(expr, self.level()));
        }
        let each = |inner: &[ExprId]| -> Vec<Asked> {
            inner.iter().map(|&one| self.expression(one, stand, arguments)).collect()
        };
        let found = library.expressions.get(expr);
        if let Expr::And(inner) = found {
            return Asked::and(each(inner));
        }
        if let Expr::Or(inner) = found {
            return Asked::or(each(inner));
        }
        if let Expr::Not(inner) = found {
            return self.expression(*inner, stand, arguments).not();
        }
        // One that looks at members again would be asked four times, eight times, and so on.
        let quantified = if let Expr::Quantified(quantifier, inner) = found { Some((quantifier, inner)) } else { None };
        let quantified = quantified.filter(|(_, inner)| !looks_at_members(library, **inner));
        if let (Some((quantifier, inner)), Bodies::Pairs) = (quantified, self.bodies) {
            let of = |own| self.expression(*inner, Stand { own, ..stand }, arguments);
            let both = [of(Who::First), of(Who::Lane)];
            return match quantifier {
                Quantifier::Every => Asked::and(both),
                Quantifier::Some => Asked::or(both),
            };
        }
        let arguments = if reads.parameters { arguments } else { &[] };
        match self.bodies {
            Bodies::Members(instance, members) => self.among(expr, *instance, members, arguments),
            Bodies::Pairs => self.between(expr, stand, arguments),
        }
    }

    fn among(&self, expr: ExprId, instance: Instance, members: &[StateId], arguments: &[(String, Value)]) -> Asked {
        let plan = self.plan();
        let ask = |state| {
            let view = View { arguments, ..self.session.view(instance, members, state) };
            truth(&plan.world, expr, &view)
        };
        if !depends_on_member(plan.library(), expr) {
            return Asked::Same(members.first().map_or(Truth::Unknown, |&member| ask(member)));
        }
        let all = || {
            by_state(plan.library().states.len(), |state| {
                if members.binary_search(&state).is_ok() { ask(state) } else { Truth::Unknown }
            })
        };
        let planes =
            if arguments.is_empty() { kept(&plan.columns.among, (expr, self.level(), instance), all) } else { all() };
        Asked::Of(Who::Lane, planes)
    }

    fn between(&self, expr: ExprId, stand: Stand, arguments: &[(String, Value)]) -> Asked {
        let (plan, level) = (self.plan(), self.level());
        if !plan.library().expressions.reads(expr).parameters {
            return match Between::kept(plan, expr, level, stand) {
                Ok(planes) => Asked::Pairs(planes),
                Err(between) => Asked::Between(between),
            };
        }
        match Sides::of(plan.library(), expr, stand).single() {
            Some(who) => Asked::Of(who, plan.one_by_one(expr, level, arguments)),
            None => Asked::Between(Box::new(Between::new(plan, expr, level, stand, arguments))),
        }
    }
}
