//! Conditions and values.

use super::plan::{Gap, Plan};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind};

impl Plan<'_, '_> {
    /// A condition that is too long is broken in front of `and` and `or`, or of the signs of a sum; brackets behind the
    /// one and in front of the other.
    pub(super) fn expression(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::And(all) | ExprKind::Or(all) => {
                self.operands(expr.span, all.iter().map(|operand| operand.span));
                for operand in all {
                    self.expression(operand);
                }
            }
            ExprKind::Arithmetic(first, rest) => {
                self.expression(first);
                self.chain(expr.span);
                for (operator, operand) in rest {
                    let sign = self.at(operator.span);
                    self.gap(sign, Gap::Line);
                    self.gap(sign + 1, Gap::Space);
                    self.expression(operand);
                }
            }
            ExprKind::Negative(inner) => {
                let sign = self.inside(expr.span, inner.span);
                self.minus(sign);
                self.expression(inner);
            }
            ExprKind::Compare(left, _, right) | ExprKind::In(left, right) | ExprKind::Includes(left, right) => {
                self.expression(left);
                self.expression(right);
            }
            ExprKind::Between(of, low, high) => {
                self.expression(of);
                self.expression(low);
                self.expression(high);
            }
            ExprKind::Not(inner)
            | ExprKind::Known(inner)
            | ExprKind::Quantified(_, inner)
            | ExprKind::Counted(_, inner)
            | ExprKind::Aggregate(_, inner) => self.expression(inner),
            ExprKind::Set(_) => {
                let open = self.opening(expr.span);
                self.braces(open, Gap::Soft);
            }
            ExprKind::InGroup(_, _)
            | ExprKind::FromTo { .. }
            | ExprKind::Path(_)
            | ExprKind::Number(_, _)
            | ExprKind::Date(_)
            | ExprKind::Text(_)
            | ExprKind::Flag(_) => {}
        }
    }

    /// A chain whose operands, but for the first, stand behind a word that joins them.
    pub(super) fn operands(&mut self, whole: Span, operands: impl Iterator<Item = Span>) {
        self.chain(whole);
        for operand in operands.skip(1) {
            let word = self.at(operand).saturating_sub(1);
            self.gap(word, Gap::Line);
        }
    }

    /// The group of a chain, without the brackets around it.
    fn chain(&mut self, whole: Span) {
        let (mut first, mut last) = (self.at(whole), self.end(whole));
        while self.tokens.text(first) == "(" && self.closing(first) == Some(last) && first + 1 < last {
            (first, last) = (first + 1, last - 1);
        }
        self.group(first, last);
    }

    /// The minus in front of an operand, behind the brackets around both.
    fn inside(&self, whole: Span, operand: Span) -> usize {
        self.at(operand).saturating_sub(1).max(self.at(whole))
    }

    /// A minus stands right in front of what it turns round.
    pub(super) fn minus(&mut self, sign: usize) {
        if self.tokens.text(sign) == "-" && self.tokens.text(sign + 1) != "-" {
            self.gap(sign + 1, Gap::Glued);
        }
    }

    /// The brace of a set, behind the brackets around it.
    fn opening(&self, whole: Span) -> usize {
        let mut open = self.at(whole);
        while self.tokens.text(open) == "(" {
            open += 1;
        }
        open
    }
}
