//! The parts that stand behind a statement in a fixed order: read in any order, reported where it is another.

use super::{Builder, Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Bounded, Column, Date, Expr, Modality, NumberLiteral, Path, Remark, Spanned, Text};
use crate::syntax::grammar::Rule;

/// What may stand behind evidence, a fact, a member, a clause or a column; each statement uses its part of it.
#[derive(Debug, Default)]
pub(super) struct Qualifiers {
    pub(super) up_to: Option<Spanned<Modality>>,
    pub(super) capacity: Option<Path>,
    pub(super) levels: Vec<Path>,
    pub(super) when: Option<Expr>,
    pub(super) unless: Option<Expr>,
    pub(super) text: Option<Text>,
    pub(super) weight: Option<Spanned<NumberLiteral>>,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) row_since: Option<Bounded>,
    pub(super) row_until: Option<Bounded>,
    pub(super) source: Option<Column>,
    pub(super) remarks: Vec<Remark>,
    /// Where the last of them ends that is not a remark.
    pub(super) end: Option<Span>,
}

/// The words of the qualifiers in the order in which they stand.
const ORDER: [&str; 10] = ["up to", "as", "at", "when", "unless", "text", "weight", "since", "until", "source"];

impl Builder<'_> {
    /// Reads all qualifiers from here on. `order` names those that may stand here, for the message.
    pub(super) fn qualifiers(&mut self, parts: Cursor<'_>, order: &str) -> Qualifiers {
        let mut found = Qualifiers::default();
        let mut seen: Vec<(usize, Span)> = Vec::new();
        for part in parts {
            let rule = part.as_rule();
            let wrapped = rule == Rule::qualifier
                || rule == Rule::table_qualifier
                || rule == Rule::fact_tail
                || rule == Rule::table_fact_tail
                || rule == Rule::clause_tail;
            let Some(part) = (if wrapped { Cursor::new(part).next() } else { Some(part) }) else { continue };
            let span = self.span(&part);
            let Some(rank) = self.qualifier(&mut found, part) else { continue };
            self.in_order(&seen, rank, span, order);
            if ORDER.get(rank) != Some(&"source") {
                found.end = Some(span);
            }
            seen.push((rank, span));
        }
        found
    }

    /// Keeps one qualifier and says where in [`ORDER`] it stands.
    fn qualifier(&mut self, found: &mut Qualifiers, part: Node<'_>) -> Option<usize> {
        let rule = part.as_rule();
        let word = if rule == Rule::remark {
            found.remarks.extend(self.remark(part));
            "source"
        } else if rule == Rule::source_column {
            let column = Cursor::new(part).next()?;
            found.source = Some(self.column(column));
            "source"
        } else if rule == Rule::at {
            found.levels.extend(self.list(part));
            "at"
        } else {
            let mut inner = Cursor::new(part);
            let inner = inner.next()?;
            if rule == Rule::up_to {
                found.up_to = Some(self.up_to(&inner));
                "up to"
            } else if rule == Rule::as_capacity {
                found.capacity = self.path(inner);
                "as"
            } else if rule == Rule::when {
                found.when = self.condition(inner);
                "when"
            } else if rule == Rule::unless {
                found.unless = self.condition(inner);
                "unless"
            } else if rule == Rule::clause_text {
                found.text = Some(self.text(inner));
                "text"
            } else if rule == Rule::weight {
                found.weight = Some(self.spanned_number(&inner));
                "weight"
            } else if rule == Rule::since {
                found.since = Some(self.date(&inner));
                "since"
            } else if rule == Rule::until {
                found.until = Some(self.date(&inner));
                "until"
            } else if rule == Rule::table_since {
                found.row_since = self.bounded(inner);
                "since"
            } else if rule == Rule::table_until {
                found.row_until = self.bounded(inner);
                "until"
            } else {
                return None;
            }
        };
        ORDER.iter().position(|candidate| *candidate == word)
    }

    fn in_order(&mut self, seen: &[(usize, Span)], rank: usize, span: Span, order: &str) {
        let word = ORDER.get(rank).copied().unwrap_or_default();
        let source = ORDER.len() - 1;
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == rank && rank != source) {
            self.report(
                Diagnostic::new(Code::MisplacedQualifier, span, format!("`{word}` is written twice"))
                    .here("the second one")
                    .also(*first, "the first one")
                    .help(if word == "at" {
                        "list the levels behind one `at`: `at bilateral, regional`"
                    } else {
                        "keep one of them, or write two statements"
                    }),
            );
        } else if let Some((before, place)) = seen.iter().find(|(other, _)| *other > rank) {
            let before = match ORDER.get(*before) {
                Some(&"source") => "a remark",
                Some(other) => other,
                None => "",
            };
            let shown = if before == "a remark" { before.to_owned() } else { format!("`{before}`") };
            self.report(
                Diagnostic::new(Code::MisplacedQualifier, span, format!("`{word}` stands behind {shown}"))
                    .here("this comes too late")
                    .also(*place, "it belongs in front of this")
                    .help(format!("the order is: {order}")),
            );
        }
    }

    fn up_to(&mut self, node: &Node<'_>) -> Spanned<Modality> {
        let modality = Self::modality(node);
        let span = self.span(node);
        if !matches!(modality, Modality::Should | Modality::May) {
            self.report(
                Diagnostic::new(Code::Syntax, span, format!("`up to {}` limits nothing", node.as_str()))
                    .here("only a softer wording can be a limit")
                    .help("write `up to should` or `up to may`, or leave it out"),
            );
        }
        Spanned { value: modality, span }
    }

    /// The paths in a rule such as `on a, b`.
    pub(super) fn list(&mut self, node: Node<'_>) -> Vec<Path> {
        Cursor::new(node).accept(Rule::paths).map(|paths| self.paths(paths)).unwrap_or_default()
    }
}
