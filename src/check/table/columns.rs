//! What a table's statements say, before any row is read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Day, FactColumn, Mapping, PositionColumn};
use crate::check::Checker;
use crate::check::evidence::inherit;
use crate::check::told::Space;
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all};
use crate::model::{Remarks, Type, Value};
use crate::resolve::{Filter, remarks};
use crate::syntax::ast::{
    self, Bounded, Column, ExprKind, RowFilter, Spanned, TableFact, TableItem, TableKind, TablePosition, TableStatement,
};
use crate::tables::Table;

impl Checker<'_, '_> {
    pub(super) fn mapping(&mut self, item: &TableItem, table: &Table) -> Option<Mapping> {
        let mut mapping = Mapping::default();
        let mut complete = true;
        let said = item
            .statements
            .iter()
            .filter_map(|statement| if let TableStatement::Remark(remark) = statement { Some(remark) } else { None });
        mapping.remarks = remarks(said);
        let mut keyed = false;
        for statement in &item.statements {
            let read = match statement {
                TableStatement::Key(columns) => {
                    keyed = true;
                    self.keys(item, columns, table).map(|keys| mapping.keys = keys)
                }
                TableStatement::Title(column) => self.column(column, table).map(|_| ()),
                TableStatement::Fact(fact) => {
                    self.fact_column(item, fact, &mapping.remarks, table).map(|fact| mapping.facts.push(fact))
                }
                TableStatement::On(position) => {
                    self.position_column(position, table).map(|position| mapping.positions.push(position))
                }
                TableStatement::Since(day) => self.day(day, table).map(|day| mapping.since = Some(day)),
                TableStatement::Until(day) => self.day(day, table).map(|day| mapping.until = Some(day)),
                TableStatement::Where(filter) => self.filter(filter, table).map(|filter| mapping.filters.push(filter)),
                TableStatement::Capacity(_)
                | TableStatement::At(_)
                | TableStatement::Allow(_)
                | TableStatement::Remark(_) => Some(()),
            };
            complete &= read.is_some();
        }
        if !keyed && self.broken(item.span) {
            return None;
        }
        if !keyed {
            let example = match item.kind.value {
                TableKind::Profiles | TableKind::Positions => "key iso3",
                TableKind::Pairs => "key origin, host",
                TableKind::Groups => "key body, iso3",
            };
            let found = Diagnostic::new(Code::MissingPart, item.kind.span, "the table has no key")
                .here("which column names the state?")
                .help(format!("add a line such as `{example}`"));
            self.report(found);
            return None;
        }
        complete.then_some(mapping)
    }

    fn keys(&mut self, item: &TableItem, columns: &[Column], table: &Table) -> Option<Vec<usize>> {
        let (wanted, example) = match item.kind.value {
            TableKind::Profiles | TableKind::Positions => (1, "one column, that of the state: key iso3"),
            TableKind::Pairs => (2, "two columns, from which state to which: key origin, host"),
            TableKind::Groups => (2, "two columns, the group's and the state's: key body, iso3"),
        };
        let found: Vec<Option<usize>> = columns.iter().map(|column| self.column(column, table)).collect();
        if columns.len() != wanted {
            let span = columns.first().map_or(item.span, |column| column.span);
            let found = Diagnostic::new(
                Code::MissingPart,
                span,
                format!("the key has {} columns instead of {wanted}", columns.len()),
            )
            .here("not the key of such a table")
            .help(example);
            self.report(found);
            return None;
        }
        found.into_iter().collect()
    }

    fn column(&mut self, column: &Column, table: &Table) -> Option<usize> {
        let found = table.column(&column.value);
        let key = format!("{} of {}", column.value, table.heading_span.start);
        if found.is_none() && !self.is_told(Space::Values, &key, column.span) {
            let headings = || table.headings.iter().map(String::as_str);
            let help = nearest(&column.value, headings()).map_or_else(
                || format!("it has {}", quoted_all(headings(), 12)),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("the table has no column `{}`", column.value);
            let wrong = Diagnostic::new(Code::TableColumn, column.span, message)
                .here("not one of its headings")
                .also(table.heading_span, "the headings")
                .help(help);
            self.tell(Space::Values, &key, wrong);
        }
        found
    }

    fn day(&mut self, day: &Bounded, table: &Table) -> Option<Day> {
        match day {
            Bounded::Date(date) => {
                self.dated(date.span);
                date.value.map(Day::Date)
            }
            Bounded::Column(column) => {
                self.dated(column.span);
                self.column(column, table).map(Day::Column)
            }
        }
    }

    /// `Some(None)` where no day is written, `None` for a wrong one.
    #[expect(clippy::option_option, reason = "a missing day is not a wrong one")]
    fn maybe_day(&mut self, day: Option<&Bounded>, table: &Table) -> Option<Option<Day>> {
        day.map_or(Some(None), |day| self.day(day, table).map(Some))
    }

    #[expect(clippy::option_option, reason = "a missing column is not a wrong one")]
    fn maybe_column(&mut self, column: Option<&Column>, table: &Table) -> Option<Option<usize>> {
        column.map_or(Some(None), |column| self.column(column, table).map(Some))
    }

    fn fact_column(
        &mut self,
        item: &TableItem,
        fact: &TableFact,
        block: &Remarks,
        table: &Table,
    ) -> Option<FactColumn> {
        let of_pair = item.kind.value == TableKind::Pairs;
        let attribute = self.fact_attribute(&fact.attribute, of_pair);
        let column = self.column(&fact.column, table);
        let since = self.maybe_day(fact.since.as_ref(), table);
        let until = self.maybe_day(fact.until.as_ref(), table);
        let source = self.maybe_column(fact.source.as_ref(), table);
        let attribute = attribute?;
        let ty = self.attribute_type(attribute)?;
        let what = format!("the attribute `{}`", fact.attribute.dotted());
        let mut words = BTreeMap::new();
        let mut complete = true;
        for (word, expr) in &fact.words {
            match self.literal(expr, ty, &what) {
                Some(value) => drop(words.insert(word.value.clone(), value)),
                None => complete = false,
            }
        }
        let said = remarks(&fact.remarks);
        Some(FactColumn {
            attribute,
            column: column?,
            words,
            since: since?,
            until: until?,
            of_every_row: Arc::new(inherit(said.clone(), block)),
            remarks: said,
            source: source?,
        })
        .filter(|_| complete)
    }

    fn position_column(&mut self, item: &TablePosition, table: &Table) -> Option<PositionColumn> {
        let column = self.column(&item.column, table);
        let mut words = BTreeMap::new();
        let mut target = None;
        for word in &item.words {
            if let Some(kind) = word.kind.value {
                let kind = Spanned { value: kind, span: word.kind.span };
                // The target is the same for every word; it is looked up once, and its fit asked for each.
                target = self.target(kind, &item.target);
                target?;
            }
            let span = word.cell.span.to(word.kind.span);
            let kind = word.kind.value.map(|value| Spanned { value, span });
            if words.insert(word.cell.value.clone(), kind).is_some() {
                let message = format!("`{}` is listed twice", word.cell.value);
                let found = Diagnostic::new(Code::DuplicateName, word.cell.span, message).here("again");
                self.report(found.help("list every word once"));
            }
        }
        if words.is_empty() {
            let found =
                Diagnostic::new(Code::MissingPart, item.span, "nothing says what the words of this column stand for")
                    .here("which word is which position?")
                    .help("add `{ \"yes\" accepts, \"no\" rejects, \"abstain\" abstains, \"absent\" nothing }`");
            self.report(found);
        }
        let capacity = item.capacity.as_ref().and_then(|path| self.find_capacity(path));
        let levels = (!item.levels.is_empty()).then(|| self.find_levels(&item.levels));
        let since = self.maybe_day(item.since.as_ref(), table);
        let until = self.maybe_day(item.until.as_ref(), table);
        let source = self.maybe_column(item.source.as_ref(), table);
        Some(PositionColumn {
            target: target?,
            column: column?,
            words,
            up_to: item.up_to.map(|modality| modality.value),
            capacity,
            levels,
            since: since?,
            until: until?,
            remarks: remarks(&item.remarks),
            source: source?,
        })
    }

    fn filter(&mut self, item: &RowFilter, table: &Table) -> Option<Filter> {
        let column = self.column(&item.column, table);
        let ty = if matches!(item.value.kind, ExprKind::Number(..) | ExprKind::Negative(_)) {
            Type::Number(None)
        } else if matches!(item.value.kind, ExprKind::Date(_)) {
            Type::Date
        } else {
            Type::Text
        };
        let value = if let ExprKind::Path(path) = &item.value.kind {
            // A bare word is a text here: there is nothing else that it could be a value of.
            Some(Value::Text(path.dotted().into()))
        } else if let ExprKind::Flag(flag) = item.value.kind {
            Some(Value::Text(if flag { "yes" } else { "no" }.into()))
        } else {
            self.literal(&item.value, ty, &"what a column is compared with")
        };
        let ordered = !matches!(item.comparison.value, ast::Comparison::Is | ast::Comparison::IsNot);
        if ordered && matches!(value, Some(Value::Text(_))) {
            let found = Diagnostic::new(Code::TypeMismatch, item.comparison.span, "words have no order")
                .here("more or less of what?")
                .help("compare words with `is` or `is not`");
            self.report(found);
            return None;
        }
        column.zip(value)?;
        Filter::read(item, table)
    }
}
