//! Conditions and quantities.

use super::{Builder, Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::MAX_DEPTH;
use crate::syntax::ast::{
    Aggregation, Comparison, Counting, Expr, ExprKind, Name, Operator, Path, Quantifier, Spanned,
};
use crate::syntax::grammar::Rule;

impl Builder<'_> {
    /// `condition`, or `counted_condition` in a test.
    pub(super) fn condition(&mut self, node: Node<'_>) -> Option<Expr> {
        let mut parts = Cursor::new(node);
        let mut any = Vec::new();
        let mut all = vec![self.negated(&mut parts)?];
        while let Some(connective) = parts.accept(Rule::connective) {
            let next = self.negated(&mut parts)?;
            if connective.as_str() == "or" {
                any.extend(joined(std::mem::take(&mut all), ExprKind::And));
            }
            all.push(next);
        }
        any.extend(joined(all, ExprKind::And));
        joined(any, ExprKind::Or)
    }

    fn negated(&mut self, parts: &mut Cursor<'_>) -> Option<Expr> {
        let negations: Vec<Span> = parts.many(Rule::negation).map(|not| self.span(&not)).collect();
        let comparison = parts.next()?;
        let inner = self.comparison(comparison)?;
        Some(self.nested(&negations, inner, ExprKind::Not))
    }

    /// Wraps an expression once for each sign in front of it. More of them than brackets may nest are not kept.
    fn nested(&mut self, signs: &[Span], inner: Expr, wrap: fn(Box<Expr>) -> ExprKind) -> Expr {
        if let Some(deep) = signs.get(MAX_DEPTH) {
            self.report(super::super::scan::too_deep(*deep));
        }
        signs
            .iter()
            .take(MAX_DEPTH)
            .rev()
            .fold(inner, |inner, sign| Expr { span: sign.to(inner.span), kind: wrap(Box::new(inner)) })
    }

    fn comparison(&mut self, node: Node<'_>) -> Option<Expr> {
        let mut parts = Cursor::new(node);
        if let Some(test) = parts.accept(Rule::in_group) {
            let span = self.span(&test);
            let group = Cursor::new(test).next().and_then(|path| self.path(path))?;
            return Some(Expr { span, kind: ExprKind::InGroup(None, group) });
        }
        let left = parts.accept(Rule::sum)?;
        let left = self.sum(left)?;
        let Some(tail) = parts.next() else { return Some(left) };
        let compared = self.tail(left, tail)?;
        if let Some(second) = parts.next() {
            let place = self.span(&second);
            self.report(
                Diagnostic::new(Code::ChainedComparison, place, "a comparison of three things")
                    .here("this compares what is a condition already")
                    .also(compared.span, "this is a comparison by itself")
                    .help("compare two and two, joined by `and`, or write `X between A and B`"),
            );
        }
        Some(compared)
    }

    fn tail(&mut self, left: Expr, node: Node<'_>) -> Option<Expr> {
        let span = left.span.to(self.span(&node));
        let tail = Cursor::new(node).next()?;
        let rule = tail.as_rule();
        let mut parts = Cursor::new(tail);
        let kind = if rule == Rule::compared {
            let sign = parts.accept(Rule::comparing)?;
            let comparison = self.comparing(sign);
            ExprKind::Compare(Box::new(left), comparison, self.next_sum(&mut parts)?)
        } else if rule == Rule::between {
            let low = self.next_sum(&mut parts)?;
            ExprKind::Between(Box::new(left), low, self.next_sum(&mut parts)?)
        } else if rule == Rule::includes {
            ExprKind::Includes(Box::new(left), self.next_sum(&mut parts)?)
        } else if rule == Rule::in_set {
            ExprKind::In(Box::new(left), self.next_sum(&mut parts)?)
        } else {
            let group = parts.next().and_then(|path| self.path(path))?;
            ExprKind::InGroup(self.state_of(left), group)
        };
        Some(Expr { span, kind })
    }

    /// What stands before `in group`: only a state can be in one.
    fn state_of(&mut self, expr: Expr) -> Option<Path> {
        if let ExprKind::Path(path) = expr.kind {
            return Some(path);
        }
        if let ExprKind::Text(text) = expr.kind {
            let first = Name { text: text.value, span: text.span };
            return Some(Path { library: None, first, rest: Vec::new(), span: text.span });
        }
        self.report(
            Diagnostic::new(Code::Syntax, expr.span, "only a state can be in a group")
                .here("this is not a state")
                .help("write `in group eu`, `counterpart in group eu` or `AUT in group eu`"),
        );
        None
    }

    pub(super) fn comparing(&self, node: Node<'_>) -> Spanned<Comparison> {
        let span = self.span(&node);
        let rule = Cursor::new(node).next().map(|sign| sign.as_rule());
        let value = if rule == Some(Rule::is_not) {
            Comparison::IsNot
        } else if rule == Some(Rule::less) {
            Comparison::Less
        } else if rule == Some(Rule::at_most) {
            Comparison::AtMost
        } else if rule == Some(Rule::more) {
            Comparison::More
        } else if rule == Some(Rule::at_least) {
            Comparison::AtLeast
        } else {
            Comparison::Is
        };
        Spanned { value, span }
    }

    fn next_sum(&mut self, parts: &mut Cursor<'_>) -> Option<Box<Expr>> {
        parts.accept(Rule::sum).and_then(|sum| self.sum(sum)).map(Box::new)
    }

    /// A chain of `+ - * /`: products first, then the sums of them.
    fn sum(&mut self, node: Node<'_>) -> Option<Expr> {
        let mut parts = Cursor::new(node);
        let mut factor = self.factor(&mut parts)?;
        let mut factors = Vec::new();
        let mut first: Option<Expr> = None;
        let mut terms: Vec<(Spanned<Operator>, Expr)> = Vec::new();
        let mut pending: Option<Spanned<Operator>> = None;
        while let Some(sign) = parts.accept(Rule::operator) {
            let operator = Spanned { value: operator(sign.as_str()), span: self.span(&sign) };
            let next = self.factor(&mut parts)?;
            match operator.value {
                Operator::Multiply | Operator::Divide => factors.push((operator, next)),
                Operator::Add | Operator::Subtract => {
                    let product = chain(std::mem::replace(&mut factor, next), std::mem::take(&mut factors));
                    match pending.replace(operator) {
                        None => first = Some(product),
                        Some(sign) => terms.push((sign, product)),
                    }
                }
            }
        }
        let product = chain(factor, factors);
        Some(match (first, pending) {
            (Some(first), Some(sign)) => {
                terms.push((sign, product));
                chain(first, terms)
            }
            (_, _) => product,
        })
    }

    fn factor(&mut self, parts: &mut Cursor<'_>) -> Option<Expr> {
        let signs: Vec<Span> = parts.many(Rule::negative).map(|minus| self.span(&minus)).collect();
        let primary = parts.next()?;
        let inner = self.primary(primary)?;
        Some(self.nested(&signs, inner, ExprKind::Negative))
    }

    fn primary(&mut self, node: Node<'_>) -> Option<Expr> {
        let span = self.span(&node);
        let rule = node.as_rule();
        let mut parts = Cursor::new(node);
        let kind = if rule == Rule::parenthesised {
            // The brackets are not kept, but they belong to the place.
            let inner = self.condition(parts.next()?)?;
            return Some(Expr { span, kind: inner.kind });
        } else if rule == Rule::known {
            ExprKind::Known(Box::new(self.primary(parts.next()?)?))
        } else if rule == Rule::reading {
            let attribute = self.path(parts.next()?)?;
            let Some(pair) = parts.accept(Rule::from_to) else {
                return Some(Expr { span, kind: ExprKind::Path(attribute) });
            };
            let mut states = Cursor::new(pair);
            let from = self.path(states.next()?)?;
            ExprKind::FromTo { attribute, from, to: self.path(states.next()?)? }
        } else if rule == Rule::aggregate {
            let word = parts.accept(Rule::aggregation)?;
            let value = match word.as_str() {
                "total" => Aggregation::Total,
                "min" => Aggregation::Min,
                "max" => Aggregation::Max,
                _ => Aggregation::Average,
            };
            let of = self.sum(parts.next()?)?;
            ExprKind::Aggregate(Spanned { value, span: self.span(&word) }, Box::new(of))
        } else if rule == Rule::counted {
            let word = parts.accept(Rule::counting)?;
            let value = if word.as_str() == "count" { Counting::Count } else { Counting::Share };
            let condition = self.condition(parts.next()?)?;
            ExprKind::Counted(Spanned { value, span: self.span(&word) }, Box::new(condition))
        } else if rule == Rule::quantified {
            let word = parts.accept(Rule::quantifier)?;
            let value = if word.as_str() == "every" { Quantifier::Every } else { Quantifier::Some };
            let condition = self.condition(parts.next()?)?;
            ExprKind::Quantified(Spanned { value, span: self.span(&word) }, Box::new(condition))
        } else {
            return self.literal(node);
        };
        Some(Expr { span, kind })
    }
}

fn operator(sign: &str) -> Operator {
    match sign {
        "+" => Operator::Add,
        "-" => Operator::Subtract,
        "*" => Operator::Multiply,
        _ => Operator::Divide,
    }
}

/// One expression for a chain of one precedence.
fn chain(first: Expr, rest: Vec<(Spanned<Operator>, Expr)>) -> Expr {
    match rest.last() {
        None => first,
        Some((_, last)) => Expr { span: first.span.to(last.span), kind: ExprKind::Arithmetic(Box::new(first), rest) },
    }
}

/// One expression for a chain of `and` or `or`; one alone stays what it is.
fn joined(mut chain: Vec<Expr>, kind: fn(Vec<Expr>) -> ExprKind) -> Option<Expr> {
    let last = chain.pop()?;
    let Some(first) = chain.first() else { return Some(last) };
    let span = first.span.to(last.span);
    chain.push(last);
    Some(Expr { span, kind: kind(chain) })
}
