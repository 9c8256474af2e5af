//! Profiles, positions, pairs and groups from tables.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::syntax::ast::{Bounded, Column, TableCapacity, TableFact, TableItem, TablePosition, TableStatement, Text};

/// Facts line up also where remarks stand between them.
pub(super) const FACT: &str = "fact";

impl Plan<'_, '_> {
    pub(super) fn table(&mut self, item: &TableItem) {
        let bounded = |word: &str, bound: &Bounded| self.bounded(word, Some(bound)).unwrap_or_default();
        let start = |statement: &TableStatement| match statement {
            TableStatement::Key(columns) => columns.first().map_or(0, |column| self.column(&["key"], column)),
            TableStatement::Title(column) => self.column(&["title"], column),
            TableStatement::Fact(fact) => self.at(fact.span),
            TableStatement::Capacity(capacity) => self.at(capacity.span),
            TableStatement::On(position) => self.at(position.span),
            TableStatement::At(level) => self.back(level.span, &["at"]),
            TableStatement::Since(bound) => bounded("since", bound),
            TableStatement::Until(bound) => bounded("until", bound),
            TableStatement::Where(filter) => self.at(filter.span),
            TableStatement::Allow(allow) => self.at(allow.span),
            TableStatement::Remark(remark) => self.at(remark.span),
        };
        let starts: Vec<usize> = item.statements.iter().map(start).collect();
        let ranges = self.with_block(item.span, None, Parts::default(), starts, Gap::Statement);
        for (statement, (first, last)) in item.statements.iter().zip(ranges.iter().copied()) {
            match statement {
                TableStatement::Fact(fact) => self.table_fact(fact, first, last),
                TableStatement::Capacity(capacity) => self.table_capacity(capacity, first, last),
                TableStatement::On(position) => self.position(position, first, last),
                TableStatement::Allow(allow) => self.allow(allow),
                TableStatement::Where(filter) => {
                    self.expression(&filter.value);
                    self.worded(first, last);
                }
                TableStatement::Key(_)
                | TableStatement::Title(_)
                | TableStatement::At(_)
                | TableStatement::Since(_)
                | TableStatement::Until(_)
                | TableStatement::Remark(_) => self.worded(first, last),
            }
        }
        self.alike(item, &ranges);
    }

    /// Where one fact of a table has its remarks below it, all that have remarks do.
    fn alike(&mut self, item: &TableItem, ranges: &[(usize, usize)]) {
        let remarks: Vec<(usize, usize, usize)> = (item.statements.iter().zip(ranges))
            .filter_map(|(statement, (first, last))| match statement {
                TableStatement::Fact(fact) => self.first_remark(fact).map(|remark| (*first, remark, *last)),
                TableStatement::Key(_)
                | TableStatement::Title(_)
                | TableStatement::Capacity(_)
                | TableStatement::On(_)
                | TableStatement::At(_)
                | TableStatement::Since(_)
                | TableStatement::Until(_)
                | TableStatement::Where(_)
                | TableStatement::Allow(_)
                | TableStatement::Remark(_) => None,
            })
            .collect();
        let room = super::WIDTH.saturating_sub(2);
        let below = |(first, _, last): &(usize, usize, usize)| {
            (first + 1..=*last).any(|index| self.must_break(index)) || self.width(*first, *last) > room
        };
        if remarks.iter().any(below) {
            for (first, remark, _) in remarks {
                self.force(remark);
                self.row(first, remark - 1, FACT);
            }
        }
    }

    fn first_remark(&self, fact: &TableFact) -> Option<usize> {
        let mut parts = Parts::default();
        parts.remarks.extend(fact.remarks.iter().map(|remark| self.at(remark.span)));
        self.source_column(fact.source.as_ref(), &mut parts);
        parts.remarks.into_iter().min()
    }

    fn table_fact(&mut self, fact: &TableFact, first: usize, last: usize) {
        let mut parts = Parts::default();
        for (_, value) in &fact.words {
            self.expression(value);
        }
        self.row(first, last, FACT);
        let column = self.column(&["column"], &fact.column);
        self.stop(first, column, "column");
        self.cells(&fact.column);
        self.row_period(fact.since.as_ref(), fact.until.as_ref(), &mut parts);
        self.remarks(&fact.remarks, &mut parts);
        self.source_column(fact.source.as_ref(), &mut parts);
        for part in parts.qualifiers.iter().chain(&parts.remarks) {
            self.stop(first, *part, self.tokens.text(*part));
        }
        self.sentence(first, last, parts);
    }

    /// What the words of a column stand for, in braces behind it.
    fn cells(&mut self, column: &Text) {
        let open = self.at(column.span) + 1;
        if self.tokens.text(open) == "{"
            && let Some(close) = self.closing(open)
        {
            self.braces(open, Gap::Line);
            // They stand deeper than the statement, not than what continues it.
            self.indent(open + 1..close + 1, -super::plan::STEP);
        }
    }

    fn row_period(&self, since: Option<&Bounded>, until: Option<&Bounded>, parts: &mut Parts) {
        parts.qualifiers.extend(self.bounded("since", since));
        parts.qualifiers.extend(self.bounded("until", until));
    }

    fn source_column(&self, source: Option<&Column>, parts: &mut Parts) {
        parts.remarks.extend(source.map(|column| self.column(&["source", "column"], column)));
    }

    fn table_capacity(&mut self, capacity: &TableCapacity, first: usize, last: usize) {
        let mut parts = Parts::default();
        self.condition("when", capacity.when.as_ref(), &mut parts);
        self.remarks(&capacity.remarks, &mut parts);
        self.row(first, last, "capacity");
        for part in &parts.qualifiers {
            self.stop(first, *part, "when");
        }
        self.sentence(first, last, parts);
    }

    fn position(&mut self, position: &TablePosition, first: usize, last: usize) {
        let mut parts = Parts::default();
        self.cells(&position.column);
        self.qualifier(&["up", "to"], position.up_to.map(|modality| modality.span), &mut parts);
        self.qualifier(&["as"], position.capacity.as_ref().map(|capacity| capacity.span), &mut parts);
        self.listed(&["at"], &position.levels, &mut parts);
        self.weight(position.weight.as_ref(), &mut parts);
        self.row_period(position.since.as_ref(), position.until.as_ref(), &mut parts);
        self.remarks(&position.remarks, &mut parts);
        self.source_column(position.source.as_ref(), &mut parts);
        self.sentence(first, last, parts);
    }
}
