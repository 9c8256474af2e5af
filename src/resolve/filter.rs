//! Which rows of a table count: those that its `where column` statements let through. A row that they leave out is no
//! row at all, so it declares nothing either.

use std::cmp::Ordering;

use crate::model::{Comparison, Value};
use crate::number::Number;
use crate::syntax::ast::{ExprKind, RowFilter, TableItem, TableStatement};
use crate::tables::{Row, Table};

/// What a column is compared with.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The column.
    pub column: usize,
    comparison: Comparison,
    value: Value,
}

impl Filter {
    /// Reads a filter; `None` when it cannot be read, which `check` reports.
    pub fn read(item: &RowFilter, table: &Table) -> Option<Self> {
        let column = table.column(&item.column.value)?;
        let value = match &item.value.kind {
            // A bare word is a text here: there is nothing else that it could be a value of.
            ExprKind::Path(path) => Value::Text(path.dotted().into()),
            ExprKind::Flag(flag) => Value::Text(if *flag { "yes" } else { "no" }.into()),
            ExprKind::Text(text) => Value::Text(text.value.as_str().into()),
            ExprKind::Number(number, None) => Value::Number(number.value.clone()?),
            ExprKind::Negative(inner) => {
                let ExprKind::Number(number, None) = &inner.kind else { return None };
                Value::Number(number.value.as_ref()?.negate())
            }
            ExprKind::Date(date) => Value::Date(date.value?),
            ExprKind::Number(_, Some(_))
            | ExprKind::Set(_)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::Not(_)
            | ExprKind::Compare(..)
            | ExprKind::Between(..)
            | ExprKind::In(..)
            | ExprKind::InGroup(..)
            | ExprKind::Includes(..)
            | ExprKind::Known(_)
            | ExprKind::Arithmetic(..)
            | ExprKind::Quantified(..)
            | ExprKind::Counted(..)
            | ExprKind::Aggregate(..)
            | ExprKind::FromTo { .. } => return None,
        };
        Some(Self { column, comparison: item.comparison.value, value })
    }

    /// All filters of a table that can be read.
    pub fn all(item: &TableItem, table: &Table) -> Vec<Self> {
        let filters = item
            .statements
            .iter()
            .filter_map(|statement| if let TableStatement::Where(filter) = statement { Some(filter) } else { None });
        filters.filter_map(|filter| Self::read(filter, table)).collect()
    }

    /// Whether a row counts; an empty cell is like nothing. `None` for a cell that cannot be compared.
    pub fn passes(&self, row: &Row) -> Option<bool> {
        let Some(cell) = row.cell(self.column).filter(|cell| !cell.text.is_empty()) else { return Some(false) };
        let order = match &self.value {
            Value::Text(wanted) => cell.text.as_str().cmp(wanted),
            Value::Number(wanted) => Number::parse(&cell.text)?.cmp(wanted),
            Value::Date(wanted) => cell.text.parse::<jiff::civil::Date>().ok()?.cmp(wanted),
            Value::Flag(_) | Value::Symbol(_) | Value::Set(_) => return None,
        };
        Some(match self.comparison {
            Comparison::Is => order == Ordering::Equal,
            Comparison::IsNot => order != Ordering::Equal,
            Comparison::Less => order == Ordering::Less,
            Comparison::AtMost => order != Ordering::Greater,
            Comparison::More => order == Ordering::Greater,
            Comparison::AtLeast => order != Ordering::Less,
        })
    }
}
