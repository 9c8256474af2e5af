//! Slips in conditions and quantities.

use super::Operator;
use super::figure::{self, Step};
use super::finder::Finder;
use crate::source::Span;
use crate::syntax::ast::{Aggregation, Comparison, Counting, Expr, ExprKind, Quantifier};

impl Finder<'_> {
    /// What may be wrong with an expression that is asked for yes or no.
    pub fn condition(&mut self, expr: &Expr) {
        self.asked(expr, false);
    }

    /// The same, perhaps behind `not`; to leave that out is to turn what stands behind it, and is not done twice.
    fn asked(&mut self, expr: &Expr, negated: bool) {
        match &expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) => self.chain(parts),
            ExprKind::Not(inner) => {
                if let Some(not) = self.statement.find(&["not"], expr.span.start, inner.span.start) {
                    self.replace_all(Operator::Negation, not, Span::new(not.start, inner.span.start), "");
                }
                self.asked(inner, true);
            }
            ExprKind::Compare(left, sign, right) => {
                if !(negated && matches!(sign.value, Comparison::Is | Comparison::IsNot)) {
                    self.replace(Operator::Comparison, self.statement.trimmed(sign.span), other(sign.value));
                }
                let whole = [left, right].iter().any(
                    |side| matches!(&side.kind, ExprKind::Counted(counting, _) if counting.value == Counting::Count),
                );
                self.side(left, same_as(sign.value.mirrored()), whole);
                self.side(right, same_as(sign.value), whole);
            }
            ExprKind::Between(value, low, high) => {
                self.quantity(value);
                self.quantity(low);
                self.quantity(high);
            }
            ExprKind::Quantified(quantifier, inner) => {
                let word = match quantifier.value {
                    Quantifier::Every => "some",
                    Quantifier::Some => "every",
                };
                self.replace(Operator::Quantifier, quantifier.span, word);
                self.condition(inner);
            }
            ExprKind::In(..)
            | ExprKind::InGroup(..)
            | ExprKind::Includes(..)
            | ExprKind::Known(_)
            | ExprKind::FromTo { .. }
            | ExprKind::Path(_) => {
                if !negated {
                    let text = self.statement.at(expr.span);
                    self.replace(Operator::Negation, expr.span, format!("not {text}"));
                }
            }
            ExprKind::Arithmetic(..)
            | ExprKind::Negative(_)
            | ExprKind::Counted(..)
            | ExprKind::Aggregate(..)
            | ExprKind::Number(..)
            | ExprKind::Date(_)
            | ExprKind::Text(_)
            | ExprKind::Flag(_)
            | ExprKind::Set(_) => self.quantity(expr),
        }
    }

    /// `A and B`: the other word, and each part left out.
    fn chain(&mut self, parts: &[Expr]) {
        let spans: Vec<Span> = parts.iter().map(|part| part.span).collect();
        self.joined(Operator::Connective, Operator::Condition, &spans);
        for part in parts {
            self.condition(part);
        }
    }

    /// Things joined by `and` or `or`.
    pub fn joined(&mut self, word: Operator, part: Operator, spans: &[Span]) {
        for pair in spans.windows(2) {
            let [before, behind] = pair else { continue };
            let Some(found) = self.statement.find(&["and", "or"], before.end, behind.start) else { continue };
            let other = if self.statement.at(found) == "and" { "or" } else { "and" };
            self.replace(word, found, other);
        }
        for index in 0..spans.len() {
            self.remove_one(part, spans, index);
        }
    }

    /// One side of a comparison. Where values are whole, one of the two steps says the same as the other sign.
    fn side(&mut self, expr: &Expr, same: Option<Step>, whole: bool) {
        match &expr.kind {
            ExprKind::Date(_) => self.steps(expr, same),
            ExprKind::Number(..) if whole => self.steps(expr, same),
            ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::Not(_)
            | ExprKind::Compare(..)
            | ExprKind::Between(..)
            | ExprKind::In(..)
            | ExprKind::InGroup(..)
            | ExprKind::Includes(..)
            | ExprKind::Known(_)
            | ExprKind::Arithmetic(..)
            | ExprKind::Negative(_)
            | ExprKind::Quantified(..)
            | ExprKind::Counted(..)
            | ExprKind::Aggregate(..)
            | ExprKind::FromTo { .. }
            | ExprKind::Path(_)
            | ExprKind::Number(..)
            | ExprKind::Text(_)
            | ExprKind::Flag(_)
            | ExprKind::Set(_) => self.quantity(expr),
        }
    }

    /// What may be wrong with an expression that is asked for a value.
    pub fn quantity(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Number(..) | ExprKind::Date(_) => self.steps(expr, None),
            ExprKind::Negative(inner) => self.quantity(inner),
            ExprKind::Arithmetic(first, rest) => {
                self.quantity(first);
                for (_, next) in rest {
                    self.quantity(next);
                }
            }
            ExprKind::Counted(_, condition) => self.condition(condition),
            ExprKind::Aggregate(aggregation, of) => {
                match aggregation.value {
                    Aggregation::Min => self.replace(Operator::Quantifier, aggregation.span, "max"),
                    Aggregation::Max => self.replace(Operator::Quantifier, aggregation.span, "min"),
                    Aggregation::Total | Aggregation::Average => {}
                }
                self.quantity(of);
            }
            ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::Not(_)
            | ExprKind::Compare(..)
            | ExprKind::Between(..)
            | ExprKind::Quantified(..) => self.condition(expr),
            ExprKind::In(..)
            | ExprKind::InGroup(..)
            | ExprKind::Includes(..)
            | ExprKind::Known(_)
            | ExprKind::FromTo { .. }
            | ExprKind::Path(_)
            | ExprKind::Text(_)
            | ExprKind::Flag(_)
            | ExprKind::Set(_) => {}
        }
    }

    /// A number or day one step up and one down, but not where that says the same as another slip.
    fn steps(&mut self, expr: &Expr, same: Option<Step>) {
        for step in [Step::Down, Step::Up].into_iter().filter(|step| Some(*step) != same) {
            if let ExprKind::Date(date) = &expr.kind {
                if let Some(moved) = date.value.and_then(|day| figure::day(day, step)) {
                    self.replace(Operator::Bound, date.span, moved);
                }
            } else {
                self.step(Operator::Bound, expr.span, step);
            }
        }
    }

    /// The number that a text begins with, one step on.
    pub fn step(&mut self, operator: Operator, span: Span, step: Step) {
        let text = self.statement.at(span);
        let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return };
        let digits = text.get(start..).unwrap_or_default();
        let of_number = |c: char| c.is_ascii_digit() || matches!(c, '_' | '.' | '%');
        let length = digits.find(|c| !of_number(c)).unwrap_or(digits.len());
        let Some(moved) = digits.get(..length).and_then(|number| figure::number(number, step)) else { return };
        let place = |at: usize| span.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        self.replace(operator, Span::new(place(start), place(start + length)), moved);
    }

    /// A condition behind `where`, `when` or `unless`: wrong, or forgotten.
    pub fn guard(&mut self, word: &str, condition: Option<&Expr>) {
        let Some(condition) = condition else { return };
        if let Some(whole) = self.with_word(word, condition.span) {
            self.remove(Operator::Condition, whole);
        }
        self.condition(condition);
    }
}

pub(super) fn other(sign: Comparison) -> &'static str {
    match sign {
        Comparison::Is => "is not",
        Comparison::IsNot => "is",
        Comparison::Less => "<=",
        Comparison::AtMost => "<",
        Comparison::More => ">=",
        Comparison::AtLeast => ">",
    }
}

/// The step of the bound behind a sign that, among whole values, says the same as the other sign.
fn same_as(sign: Comparison) -> Option<Step> {
    match sign {
        Comparison::Less | Comparison::AtLeast => Some(Step::Up),
        Comparison::AtMost | Comparison::More => Some(Step::Down),
        Comparison::Is | Comparison::IsNot => None,
    }
}
