//! Conditions: names to ids, types, units, and what may be read where.

mod names;
mod operators;

use std::collections::BTreeMap;

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Condition, Expr, ExprId, Quantifier, Subject, Type, Value};
use crate::source::Span;
use crate::syntax::ast;

/// How deeply an expression may nest, the definitions that it names included. The evaluator recurses as deeply.
const MAX_DEPTH: u32 = 512;

/// What an expression may read where it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// What it is, for messages: `a definition`.
    pub what: &'static str,
    /// The parties of the principle at hand.
    pub parties: Vec<String>,
    /// The party whose player a bare attribute is read from.
    pub own_party: Option<usize>,
    /// The parameters that its clause or the clauses it is about may give; `None` for one with two meanings.
    pub parameters: BTreeMap<String, Option<Type>>,
    /// Whether there may be another state beside the one under discussion.
    pub pair: bool,
    /// Whether there is a level and an instance with members.
    pub instance: bool,
    /// Whether it is inside a condition on members.
    pub in_members: bool,
}

impl Context {
    /// One state, and nothing beside it.
    pub fn one_state(what: &'static str) -> Self {
        Self { what, ..Self::default() }
    }
}

/// An expression with its type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed {
    pub expr: ExprId,
    pub ty: Type,
}

impl Checker<'_, '_> {
    /// Compiles a condition.
    pub(super) fn condition(&mut self, expr: &ast::Expr, context: &Context) -> Option<Condition> {
        let id = self.truth(expr, context)?;
        Some(Condition { expr: id, span: expr.span })
    }

    /// Compiles an expression that must be a condition.
    fn truth(&mut self, expr: &ast::Expr, context: &Context) -> Option<ExprId> {
        let typed = self.expression(expr, context, None)?;
        if typed.ty == Type::Flag {
            return Some(typed.expr);
        }
        let written = self.sources.text(expr.span).to_owned();
        let example = self.example(typed.ty);
        let help = match typed.ty {
            Type::SetOf(_) => {
                let inner = example.trim_matches(['{', '}']).to_owned();
                format!("say what it must hold: `{written} includes {inner}`")
            }
            Type::OneOf(_) => format!("compare it: `{written} is {example}`"),
            Type::Number(_) | Type::Date | Type::Text | Type::Flag => format!("compare it: `{written} >= {example}`"),
        };
        let message =
            format!("`{written}` is {}, not a condition", super::lookup::article(&typed.ty.show(self.library())));
        self.report(Diagnostic::new(Code::TypeMismatch, expr.span, message).here("neither true nor false").help(help));
        None
    }

    pub(super) fn intern(&mut self, expr: Expr, ty: Type, span: Span) -> Option<Typed> {
        let extra = if let Expr::Definition(_, id) = &expr {
            self.library().expressions.depth(self.library().definitions[*id].expr)
        } else if let Expr::InGroup(_, id) = &expr {
            self.group_depth(*id)
        } else {
            0
        };
        let expressions = &mut self.resolution.library.expressions;
        let id = expressions.intern(expr, span, extra);
        if expressions.depth(id) > MAX_DEPTH {
            let message = format!("the expression nests more than {MAX_DEPTH} deep, its definitions included");
            let found = Diagnostic::new(Code::TooDeep, span, message)
                .here("too deep")
                .help("break the chain of definitions: state the fact that it starts from as an attribute");
            self.report(found);
            return None;
        }
        Some(Typed { expr: id, ty })
    }

    /// Compiles an expression; `expected` is the type of what it is compared with, by which a bare word is known as a
    /// value of an enumeration.
    pub(super) fn expression(&mut self, expr: &ast::Expr, context: &Context, expected: Option<Type>) -> Option<Typed> {
        use ast::ExprKind as Kind;
        let span = expr.span;
        match &expr.kind {
            Kind::And(all) => {
                let all = self.truths(all, context)?;
                self.intern(Expr::And(all), Type::Flag, span)
            }
            Kind::Or(all) => {
                let all = self.truths(all, context)?;
                self.intern(Expr::Or(all), Type::Flag, span)
            }
            Kind::Not(inner) => {
                let inner = self.truth(inner, context)?;
                self.intern(Expr::Not(inner), Type::Flag, span)
            }
            Kind::Compare(left, comparison, right) => self.comparison(left, *comparison, right, span, context),
            Kind::Between(value, low, high) => {
                let at_least = ast::Spanned { value: ast::Comparison::AtLeast, span: low.span };
                let at_most = ast::Spanned { value: ast::Comparison::AtMost, span: high.span };
                let low = self.comparison(value, at_least, low, span, context);
                let high = self.comparison(value, at_most, high, span, context);
                self.intern(Expr::And(vec![low?.expr, high?.expr]), Type::Flag, span)
            }
            Kind::In(item, set) => self.membership(item, set, span, context),
            Kind::Includes(set, item) => self.inclusion(set, item, span, context),
            Kind::InGroup(subject, group) => {
                let subject = match subject {
                    Some(path) => self.subject(path, context),
                    None => Some(Subject::Own),
                };
                let group = self.find_group(group)?;
                self.compile_group(group, span)?;
                self.intern(Expr::InGroup(subject?, group), Type::Flag, span)
            }
            Kind::Known(inner) => {
                let inner = self.expression(inner, context, None)?;
                self.intern(Expr::Known(inner.expr), Type::Flag, span)
            }
            Kind::Arithmetic(first, rest) => self.arithmetic(first, rest, context, expected),
            Kind::Negative(inner) => {
                let inner = self.expression(inner, context, expected)?;
                self.numeric(inner, span)?;
                self.intern(Expr::Negative(inner.expr), inner.ty, span)
            }
            Kind::Quantified(quantifier, inner) => {
                let word = match quantifier.value {
                    Quantifier::Every => "every member",
                    Quantifier::Some => "some member",
                };
                let inner = self.of_members(inner, context, word, Self::truth)?;
                self.intern(Expr::Quantified(quantifier.value, inner), Type::Flag, span)
            }
            Kind::Counted(counting, inner) => {
                let inner = self.of_members(inner, context, "members", Self::truth)?;
                self.intern(Expr::Counted(counting.value, inner), Type::Number(None), span)
            }
            Kind::Aggregate(aggregation, inner) => {
                let typed = self.of_members(inner, context, "members", |checker, inner, context| {
                    let typed = checker.expression(inner, context, None)?;
                    checker.numeric(typed, inner.span).map(|()| typed)
                })?;
                self.intern(Expr::Aggregate(aggregation.value, typed.expr), typed.ty, span)
            }
            Kind::FromTo { attribute, from, to } => self.pair_attribute(attribute, from, to, span, context),
            Kind::Path(path) => self.name(path, context, expected),
            Kind::Number(number, unit) => {
                let (value, unit) = self.quantity(number, unit.as_ref())?;
                self.intern(Expr::Value(Value::Number(value)), Type::Number(unit), span)
            }
            Kind::Date(date) => {
                let value = date.value?;
                self.intern(Expr::Value(Value::Date(value)), Type::Date, span)
            }
            Kind::Text(text) => {
                let value = Value::Text(text.value.as_str().into());
                self.intern(Expr::Value(value), Type::Text, span)
            }
            Kind::Flag(value) => self.intern(Expr::Value(Value::Flag(*value)), Type::Flag, span),
            Kind::Set(names) => {
                let Some(Type::SetOf(enumeration) | Type::OneOf(enumeration)) = expected else {
                    let found = Diagnostic::new(Code::TypeMismatch, span, "a set stands where none can be compared")
                        .here("of what?")
                        .help("compare it with an attribute: `ratified is {alpha, beta}`, `income in {low, high}`");
                    self.report(found);
                    return None;
                };
                let value = self.set(enumeration, names, &"what it is compared with")?;
                self.intern(Expr::Value(value), Type::SetOf(enumeration), span)
            }
        }
    }

    fn truths(&mut self, all: &[ast::Expr], context: &Context) -> Option<Vec<ExprId>> {
        // Every operand is read, so that each mistake is reported.
        let read: Vec<Option<ExprId>> = all.iter().map(|one| self.truth(one, context)).collect();
        read.into_iter().collect()
    }

    fn of_members<T>(
        &mut self,
        inner: &ast::Expr,
        context: &Context,
        word: &str,
        read: impl FnOnce(&mut Self, &ast::Expr, &Context) -> Option<T>,
    ) -> Option<T> {
        if !context.instance {
            let found = Diagnostic::new(Code::MeaninglessHere, inner.span, format!("{} has no members", context.what))
                .here(format!("`{word}` means those of a negotiation"))
                .help("use it in a party, a clause, or evidence");
            self.report(found);
            return None;
        }
        read(self, inner, &Context { in_members: true, own_party: None, ..context.clone() })
    }

    pub(super) fn numeric(&mut self, typed: Typed, span: Span) -> Option<()> {
        if matches!(typed.ty, Type::Number(_)) {
            return Some(());
        }
        let shown = super::lookup::article(&typed.ty.show(self.library()));
        let found = Diagnostic::new(Code::TypeMismatch, span, format!("a number is needed, and this is {shown}"))
            .here("not a number")
            .help("arithmetic takes attributes of type `number`");
        self.report(found);
        None
    }
}
