//! Tables of profiles, positions, pair facts and memberships.

use super::qualifiers::Qualifiers;
use super::{Block, Builder, Cursor, Node};
use crate::syntax::ast::{
    Bounded, Column, PositionWord, RowFilter, Spanned, TableCapacity, TableFact, TableItem, TableKind, TablePosition,
    TableStatement, Text,
};
use crate::syntax::grammar::Rule;

const TABLE: Block = Block { name: "table", strict: Rule::one_table };

impl Builder<'_> {
    pub(super) fn table(&mut self, node: Node<'_>) -> Option<TableItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let kind = parts.accept(Rule::table_kind)?;
        let value = match kind.as_str() {
            "profiles" => TableKind::Profiles,
            "positions" => TableKind::Positions,
            "pairs" => TableKind::Pairs,
            _ => TableKind::Groups,
        };
        let kind = Spanned { value, span: self.span(&kind) };
        let path = parts.accept(Rule::string).map(|path| self.text(path))?;
        let statements = self.statements(parts.next()?, TABLE, Self::table_statement);
        Some(TableItem { span, kind, path, statements })
    }

    fn table_statement(&mut self, node: Node<'_>) -> Option<TableStatement> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        if rule == Rule::remark {
            return self.remark(node).map(TableStatement::Remark);
        } else if rule == Rule::allow {
            return self.allow(node).map(TableStatement::Allow);
        } else if rule == Rule::table_fact {
            return self.table_fact(node).map(TableStatement::Fact);
        } else if rule == Rule::table_capacity {
            return self.table_capacity(node).map(TableStatement::Capacity);
        } else if rule == Rule::table_position {
            return self.table_position(node).map(TableStatement::On);
        } else if rule == Rule::row_filter {
            return self.row_filter(node).map(TableStatement::Where);
        }
        let mut parts = Cursor::new(node);
        if rule == Rule::table_key {
            return Some(TableStatement::Key(parts.map(|column| self.column(column)).collect()));
        }
        let inner = parts.next()?;
        Some(if rule == Rule::table_title {
            TableStatement::Title(self.column(inner))
        } else if rule == Rule::table_level {
            TableStatement::At(self.path(inner)?)
        } else if rule == Rule::table_since {
            TableStatement::Since(self.bounded(inner)?)
        } else {
            TableStatement::Until(self.bounded(inner)?)
        })
    }

    /// The heading of a column, as a word or in quotes.
    pub(super) fn column(&mut self, node: Node<'_>) -> Column {
        let word = Text { value: node.as_str().to_owned(), span: self.span(&node) };
        match Cursor::new(node).accept(Rule::string) {
            Some(string) => self.text(string),
            None => word,
        }
    }

    fn in_column(&mut self, parts: &mut Cursor<'_>) -> Option<Column> {
        let column = Cursor::new(parts.accept(Rule::in_column)?).next()?;
        Some(self.column(column))
    }

    pub(super) fn bounded(&mut self, node: Node<'_>) -> Option<Bounded> {
        let mut parts = Cursor::new(node);
        if let Some(column) = self.in_column(&mut parts) {
            return Some(Bounded::Column(column));
        }
        parts.accept(Rule::date).map(|date| Bounded::Date(self.date(&date)))
    }

    fn table_fact(&mut self, node: Node<'_>) -> Option<TableFact> {
        let mut parts = Cursor::new(node);
        let attribute = parts.accept(Rule::path).and_then(|path| self.path(path))?;
        let column = self.in_column(&mut parts)?;
        let cells = parts.accept(Rule::cell_values);
        let mut end = cells.as_ref().map_or(column.span, |cells| self.span(cells));
        let mut words = Vec::new();
        for cell in cells.into_iter().flat_map(Cursor::new) {
            let mut parts = Cursor::new(cell);
            let text = parts.accept(Rule::string).map(|text| self.text(text));
            let value = parts.accept(Rule::value).and_then(|value| self.value(value));
            words.extend(text.zip(value));
        }
        let found = self.qualifiers(parts, "the column, its words in braces, `since`, `until`, `source`");
        let Qualifiers { row_since: since, row_until: until, source, remarks, .. } = found;
        end = found.end.unwrap_or(end);
        let span = attribute.span.to(end);
        Some(TableFact { span, attribute, column, words, since, until, remarks, source })
    }

    fn table_capacity(&mut self, node: Node<'_>) -> Option<TableCapacity> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let capacities = parts.accept(Rule::paths).map(|paths| self.paths(paths))?;
        let when = parts.accept(Rule::when).and_then(|when| Cursor::new(when).next());
        let when = when.and_then(|condition| self.condition(condition));
        Some(TableCapacity { span, capacities, when, remarks: self.remarks(&mut parts) })
    }

    fn table_position(&mut self, node: Node<'_>) -> Option<TablePosition> {
        let start = self.span(&node);
        let mut parts = Cursor::new(node);
        let target = parts.accept(Rule::path).and_then(|path| self.path(path))?;
        let column = self.in_column(&mut parts)?;
        let cells = parts.accept(Rule::cell_positions)?;
        let cells_span = self.span(&cells);
        let words = Cursor::new(cells).filter_map(|cell| self.position_word(cell)).collect();
        let order = "the words in braces, `up to`, `as`, `at`, `weight`, `since`, `until`, `source`";
        let found = self.qualifiers(parts, order);
        let Qualifiers {
            up_to,
            capacity,
            levels,
            weight,
            row_since: since,
            row_until: until,
            source,
            remarks,
            end,
            ..
        } = found;
        let span = crate::source::Span::new(start.start, end.unwrap_or(cells_span).end);
        Some(TablePosition {
            span,
            target,
            column,
            words,
            up_to,
            capacity,
            levels,
            weight,
            since,
            until,
            remarks,
            source,
        })
    }

    fn position_word(&mut self, node: Node<'_>) -> Option<PositionWord> {
        let mut parts = Cursor::new(node);
        let cell = parts.accept(Rule::string).map(|cell| self.text(cell))?;
        let kind = parts.accept(Rule::cell_kind)?;
        let value = (kind.as_str() != "nothing").then(|| super::profile::evidence_kind(kind.as_str()));
        Some(PositionWord { cell, kind: Spanned { value, span: self.span(&kind) } })
    }

    fn row_filter(&mut self, node: Node<'_>) -> Option<RowFilter> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let column = parts.accept(Rule::column).map(|column| self.column(column))?;
        let comparison = parts.accept(Rule::comparing).map(|sign| self.comparing(sign))?;
        let value = parts.accept(Rule::value).and_then(|value| self.value(value))?;
        Some(RowFilter { span, column, comparison, value })
    }
}
