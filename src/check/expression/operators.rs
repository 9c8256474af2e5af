//! Comparisons, sets and arithmetic.

use super::{Context, Typed};
use crate::check::Checker;
use crate::check::lookup::article;
use crate::check::types::unit_name;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Comparison, Expr, Operator, Type};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, Spanned};

impl Checker<'_, '_> {
    pub(super) fn comparison(
        &mut self,
        left: &ast::Expr,
        comparison: Spanned<Comparison>,
        right: &ast::Expr,
        span: Span,
        context: &Context,
    ) -> Option<Typed> {
        if let ExprKind::Path(path) = &left.kind
            && self.is_level(path, context)
        {
            return self.level_is(comparison, right, span, context);
        }
        let (left, right) = self.operands(left, right, context)?;
        if !self.alike(left.1.ty, right.1.ty) {
            self.report_unlike(left, right);
            return None;
        }
        let ty = left.1.ty;
        let ordered = match comparison.value {
            Comparison::Is | Comparison::IsNot => false,
            Comparison::Less | Comparison::AtMost | Comparison::More | Comparison::AtLeast => true,
        };
        if ordered && matches!(ty, Type::Flag | Type::Text | Type::SetOf(_)) {
            let shown = article(&ty.show(self.library()));
            let found = Diagnostic::new(Code::TypeMismatch, comparison.span, format!("{shown} has no order"))
                .here("more or less of what?")
                .help("compare it with `is` or `is not`, a set also with `includes`");
            self.report(found);
            return None;
        }
        let (left, right) = (left.1.expr, right.1.expr);
        if comparison.value == Comparison::IsNot {
            let same = self.intern(Expr::Compare(Comparison::Is, left, right), Type::Flag, span)?;
            return self.intern(Expr::Not(same.expr), Type::Flag, span);
        }
        self.intern(Expr::Compare(comparison.value, left, right), Type::Flag, span)
    }

    /// Reads both sides; a bare word is read last, because the other side says what it is a value of.
    fn operands(
        &mut self,
        left: &ast::Expr,
        right: &ast::Expr,
        context: &Context,
    ) -> Option<((Span, Typed), (Span, Typed))> {
        let bare = |checker: &Self, side: &ast::Expr| {
            if let ExprKind::Path(path) = &side.kind {
                checker.looks_like_a_value(path, context)
            } else {
                matches!(side.kind, ExprKind::Set(_))
            }
        };
        let (first, second) = if bare(self, left) && !bare(self, right) {
            let second = self.expression(right, context, None);
            (self.expression(left, context, second.map(|typed| typed.ty)), second)
        } else {
            let first = self.expression(left, context, None);
            // A second side that could only be read by the first is left alone when that cannot be read.
            let second = if first.is_none() && bare(self, right) {
                None
            } else {
                self.expression(right, context, first.map(|typed| typed.ty))
            };
            (first, second)
        };
        Some(((left.span, first?), (right.span, second?)))
    }

    fn report_unlike(&mut self, left: (Span, Typed), right: (Span, Typed)) {
        let found = match (left.1.ty, right.1.ty) {
            (Type::Number(one), Type::Number(other)) => {
                let help = match one.or(other) {
                    Some(unit) => format!("write both in {}", self.library().units[unit].named.name),
                    None => String::new(),
                };
                Diagnostic::new(Code::UnitMismatch, right.0, "the two sides have units that cannot be compared")
                    .here(unit_name(self, other))
                    .also(left.0, unit_name(self, one))
                    .help(help)
            }
            (one, other) => {
                let help = self.example(one);
                Diagnostic::new(Code::TypeMismatch, right.0, "the two sides are not of one kind")
                    .here(article(&other.show(self.library())))
                    .also(left.0, article(&one.show(self.library())))
                    .help(format!("compare it with a value such as `{help}`"))
            }
        };
        self.report(found);
    }

    fn level_is(
        &mut self,
        comparison: Spanned<Comparison>,
        right: &ast::Expr,
        span: Span,
        context: &Context,
    ) -> Option<Typed> {
        if !self.has_level(span, context) {
            return None;
        }
        let negated = match comparison.value {
            Comparison::Is => false,
            Comparison::IsNot => true,
            Comparison::Less | Comparison::AtMost | Comparison::More | Comparison::AtLeast => {
                let found =
                    Diagnostic::new(Code::TypeMismatch, comparison.span, "levels are compared with `is` and `is not`")
                        .here("not for levels")
                        .help("write `level in {bilateral, regional}` for several");
                self.report(found);
                return None;
            }
        };
        let ExprKind::Path(path) = &right.kind else {
            let found = Diagnostic::new(Code::TypeMismatch, right.span, "a level is needed here").here("not a level");
            self.report(found.help("write `level is bilateral`"));
            return None;
        };
        let level = self.find_level(path)?;
        let same = self.intern(Expr::LevelIn(vec![level]), Type::Flag, span)?;
        if negated { self.intern(Expr::Not(same.expr), Type::Flag, span) } else { Some(same) }
    }

    fn has_level(&mut self, span: Span, context: &Context) -> bool {
        if !context.instance {
            let found = Diagnostic::new(Code::MeaninglessHere, span, format!("{} has no level", context.what))
                .here("at which level?")
                .help("ask for the level in a party, a clause or evidence");
            self.report(found);
        }
        context.instance
    }

    pub(super) fn membership(
        &mut self,
        item: &ast::Expr,
        set: &ast::Expr,
        span: Span,
        context: &Context,
    ) -> Option<Typed> {
        if let (ExprKind::Path(path), ExprKind::Set(names)) = (&item.kind, &set.kind)
            && self.is_level(path, context)
        {
            if !self.has_level(span, context) {
                return None;
            }
            let mut levels = Vec::new();
            for name in names {
                let path = ast::Path { library: None, first: name.clone(), rest: Vec::new(), span: name.span };
                levels.push(self.find_level(&path)?);
            }
            levels.sort_unstable();
            levels.dedup();
            return self.intern(Expr::LevelIn(levels), Type::Flag, span);
        }
        self.inclusion(set, item, span, context)
    }

    pub(super) fn inclusion(
        &mut self,
        set: &ast::Expr,
        item: &ast::Expr,
        span: Span,
        context: &Context,
    ) -> Option<Typed> {
        let (set, item) = self.operands(set, item, context)?;
        let fits = match (set.1.ty, item.1.ty) {
            (Type::SetOf(of), Type::OneOf(one) | Type::SetOf(one)) => of == one,
            _ => false,
        };
        if !fits {
            let (wants, has) = (set.1.ty.show(self.library()), item.1.ty.show(self.library()));
            let found = Diagnostic::new(Code::TypeMismatch, span, "a set and one of its values are needed here")
                .here(format!("{} and {}", article(&wants), article(&has)))
                .help("write `ratified includes alpha` or `income in {low, high}`");
            self.report(found);
            return None;
        }
        self.intern(Expr::Includes(set.1.expr, item.1.expr), Type::Flag, span)
    }

    pub(super) fn arithmetic(
        &mut self,
        first: &ast::Expr,
        rest: &[(Spanned<Operator>, ast::Expr)],
        context: &Context,
        expected: Option<Type>,
    ) -> Option<Typed> {
        let mut so_far = self.expression(first, context, expected);
        let mut span = first.span;
        if let Some(typed) = so_far {
            so_far = self.numeric(typed, first.span).map(|()| typed);
        }
        for (operator, expr) in rest {
            let right = self.expression(expr, context, expected);
            let right = right.and_then(|typed| self.numeric(typed, expr.span).map(|()| typed));
            so_far = match (so_far, right) {
                (Some(left), Some(right)) => {
                    let ty = self.result(left.ty, *operator, right.ty, span, expr.span);
                    span = span.to(expr.span);
                    let whole = Expr::Arithmetic(operator.value, left.expr, right.expr);
                    ty.and_then(|ty| self.intern(whole, ty, span))
                }
                _ => None,
            };
        }
        so_far
    }

    /// The type of a sum, product or quotient: `+` and `-` need convertible units, a product one side without a unit,
    /// and a quotient of convertible units has none.
    fn result(
        &mut self,
        left: Type,
        operator: Spanned<Operator>,
        right: Type,
        left_span: Span,
        right_span: Span,
    ) -> Option<Type> {
        let (Type::Number(one), Type::Number(other)) = (left, right) else { return None };
        let alike = self.alike(left, right);
        let (fits, result) = match operator.value {
            Operator::Add | Operator::Subtract => (alike, one),
            Operator::Multiply => (one.is_none() || other.is_none(), one.or(other)),
            Operator::Divide => (alike || other.is_none(), if alike { None } else { one }),
        };
        if !fits {
            let help = match operator.value {
                Operator::Add | Operator::Subtract => "both sides need the same unit, or one that converts into it",
                Operator::Multiply => "one side of a product has no unit",
                Operator::Divide => "divide by a plain number, or by one of a convertible unit",
            };
            let found =
                Diagnostic::new(Code::UnitMismatch, operator.span, "the units of the two sides do not go together")
                    .also(left_span, unit_name(self, one))
                    .also(right_span, unit_name(self, other))
                    .help(help);
            self.report(found);
        }
        fits.then_some(Type::Number(result))
    }
}
