//! The rows of a table. A cell that cannot be read is an error with its file, row and column.

use std::sync::Arc;

use super::{Day, FactColumn, Mapping};
use crate::check::Checker;
use crate::check::evidence::inherit;
use crate::check::told::Space;
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all};
use crate::model::{Fact, GroupId, Period, Remarks, StateId, Type, Value};
use crate::resolve::{Filter, Namespace, Thing};
use crate::tables::{Cell, Row, Table};

impl Checker<'_, '_> {
    pub(super) fn bad_cell(&mut self, cell: &Cell, table: &Table, column: Option<usize>, message: String) {
        let heading = column.and_then(|column| table.headings.get(column));
        // The same word in the same column is the same mistake, in however many rows it stands.
        let key = format!("{} {column:?} {message}", table.heading_span.start);
        if self.is_told(Space::Values, &key, cell.span) {
            return;
        }
        let here = heading.map_or_else(String::new, |heading| format!("in the column `{heading}`"));
        let help = "correct the cell; where nobody knows, a value is left empty";
        self.tell(Space::Values, &key, Diagnostic::new(Code::TableCell, cell.span, message).here(here).help(help));
    }

    pub(super) fn state_of(&mut self, cell: &Cell, table: &Table, column: Option<usize>) -> Option<StateId> {
        let found = self.resolution.symbols.meanings(Namespace::States, &cell.text, self.home, None).next();
        if let Some(Thing::State(id)) = found.map(|symbol| symbol.thing) {
            return Some(id);
        }
        let may_compare = self.may_compare();
        let states = self.resolution.symbols.visible(Namespace::States, self.home).map(|(name, _)| name);
        let near = nearest(&cell.text, states.filter(|_| may_compare))
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        self.bad_cell(cell, table, column, format!("there is no state `{}`{near}", cell.text));
        None
    }

    pub(super) fn group_of(&mut self, cell: &Cell, table: &Table, mapping: &Mapping) -> Option<GroupId> {
        let found = self.resolution.symbols.meanings(Namespace::Things, &cell.text, self.home, None).next();
        if let Some(Thing::Group(id)) = found.map(|symbol| symbol.thing) {
            let proper = cell.text.chars().all(unicode_ident::is_xid_continue);
            if !proper {
                let message = format!("`{}` cannot name a group", cell.text);
                let named = Diagnostic::new(Code::TableCell, cell.span, message)
                    .help("a name is letters, digits and `_`: budapest_process");
                self.report(named);
            }
            return Some(id);
        }
        self.bad_cell(cell, table, mapping.keys.first().copied(), format!("`{}` is not a group", cell.text));
        None
    }

    pub(super) fn passes(&mut self, filters: &[Filter], row: &Row, table: &Table) -> bool {
        filters.iter().all(|filter| {
            let passes = filter.passes(row);
            if let (None, Some(cell)) = (passes, row.cell(filter.column)) {
                let message = format!("`{}` cannot be compared with what the table is filtered by", cell.text);
                self.bad_cell(cell, table, Some(filter.column), message);
            }
            passes.unwrap_or(false)
        })
    }

    /// The time of a row; `None` when a cell of it cannot be read.
    pub(super) fn period_of(
        &mut self,
        since: Option<Day>,
        until: Option<Day>,
        row: &Row,
        table: &Table,
    ) -> Option<Period> {
        let since = self.day_of(since, row, table)?;
        let until = self.day_of(until, row, table)?;
        if let (Some(from), Some(to)) = (since, until)
            && to <= from
        {
            let message = format!("this time ends on {to}, before it begins on {from}");
            self.report(
                Diagnostic::new(Code::EmptyPeriod, row.span(), message).help("`until` is the first day after it"),
            );
        }
        Some(Period { since, until })
    }

    #[expect(clippy::option_option, reason = "an empty cell is not a wrong one")]
    fn day_of(&mut self, day: Option<Day>, row: &Row, table: &Table) -> Option<Option<jiff::civil::Date>> {
        let column = match day {
            None => return Some(None),
            Some(Day::Date(date)) => return Some(Some(date)),
            Some(Day::Column(column)) => column,
        };
        let Some(cell) = row.cell(column).filter(|cell| !cell.text.is_empty()) else { return Some(None) };
        match self.cell(&cell.text, Type::Date, &"the day") {
            Ok(Value::Date(date)) => Some(Some(date)),
            Ok(_) => None,
            Err(message) => {
                self.bad_cell(cell, table, Some(column), message);
                None
            }
        }
    }

    fn fact_of(&mut self, mapped: &FactColumn, block: &Remarks, row: &Row, table: &Table) -> Option<Fact> {
        let cell = row.cell(mapped.column).filter(|cell| !cell.text.is_empty())?;
        let attribute = &self.library().attributes[mapped.attribute];
        let (ty, name) = (attribute.ty, &attribute.named.name);
        let value = if mapped.words.is_empty() {
            self.cell(&cell.text, ty, &format_args!("the attribute `{name}`"))
        } else {
            let words = || mapped.words.keys().map(String::as_str);
            mapped.words.get(&cell.text).cloned().ok_or_else(|| {
                let near = nearest(&cell.text, words()).map_or_else(
                    || format!("listed are {}", quoted_all(words(), 12)),
                    |near| format!("did you mean `{near}`?"),
                );
                format!("`{}` is not listed for the attribute `{name}`; {near}", cell.text)
            })
        };
        let value = match value {
            Ok(value) => value,
            Err(message) => {
                self.bad_cell(cell, table, Some(mapped.column), message);
                return None;
            }
        };
        let period = self.period_of(mapped.since, mapped.until, row, table)?;
        let source = mapped.source.and_then(|column| row.cell(column)).filter(|cell| !cell.text.is_empty());
        let remarks = match source {
            Some(source) => Arc::new(row_remarks(&mapped.remarks, Some(source), block)),
            None => Arc::clone(&mapped.of_every_row),
        };
        self.wants_source(&remarks, cell.span, "a fact");
        Some(Fact { value, period, span: cell.span, remarks })
    }

    pub(super) fn profile_row(&mut self, state: StateId, mapping: &Mapping, row: &Row, table: &Table) {
        for mapped in &mapping.facts {
            if let Some(fact) = self.fact_of(mapped, &mapping.remarks, row, table) {
                self.resolution.library.states[state].facts.entry(mapped.attribute).or_default().push(fact);
            }
        }
        self.position_row(state, mapping, row, table);
    }

    pub(super) fn pair_row(&mut self, from: StateId, to: StateId, mapping: &Mapping, row: &Row, table: &Table) {
        for mapped in &mapping.facts {
            if let Some(fact) = self.fact_of(mapped, &mapping.remarks, row, table) {
                self.add_pair_fact(mapped.attribute, from, to, fact);
            }
        }
    }

    pub(super) fn position_row(&mut self, state: StateId, mapping: &Mapping, row: &Row, table: &Table) {
        for mapped in &mapping.positions {
            let Some(cell) = row.cell(mapped.column).filter(|cell| !cell.text.is_empty()) else { continue };
            let Some(kind) = mapped.words.get(&cell.text) else {
                let words = || mapped.words.keys().map(String::as_str);
                let near = nearest(&cell.text, words()).map_or_else(
                    || format!("listed are {}", quoted_all(words(), 12)),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("`{}` is not listed as a position; {near}", cell.text);
                self.bad_cell(cell, table, Some(mapped.column), message);
                continue;
            };
            let Some(kind) = *kind else { continue };
            let Some(period) = self.period_of(mapped.since, mapped.until, row, table) else { continue };
            let source = mapped.source.and_then(|column| row.cell(column)).filter(|cell| !cell.text.is_empty());
            let remarks = row_remarks(&mapped.remarks, source, &mapping.remarks);
            self.wants_source(&remarks, cell.span, "a position");
            let evidence = Self::cell_evidence(kind, mapped, period, cell.span, remarks);
            self.resolution.library.states[state].evidence.push(evidence);
        }
    }
}

fn row_remarks(own: &Remarks, source: Option<&Cell>, block: &Remarks) -> Remarks {
    let mut remarks = own.clone();
    remarks.sources.extend(source.map(|cell| cell.text.clone()));
    inherit(remarks, block)
}
