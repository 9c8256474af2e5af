//! Profiles, positions, pair facts and groups from CSV tables.

use super::{AllowItem, Comparison, Date, EvidenceKind, Expr, Modality, NumberLiteral, Path, Remark, Spanned, Text};
use crate::source::Span;

/// `profiles from "states.csv" { … }`, `positions from …`, `pairs from …`, `groups from …`
#[derive(Debug, Clone)]
pub struct TableItem {
    /// The whole statement.
    pub span: Span,
    /// What its rows are.
    pub kind: Spanned<TableKind>,
    /// The file, relative to the file that names it.
    pub path: Text,
    /// What stands in its braces.
    pub statements: Vec<TableStatement>,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Facts and capacities of one state.
    Profiles,
    /// Positions of one state.
    Positions,
    /// Facts between two states.
    Pairs,
    /// A state's membership in a group.
    Groups,
}

/// A statement in the braces of a table.
#[derive(Debug, Clone)]
pub enum TableStatement {
    /// `key iso3` or `key origin, host`
    Key(Vec<Column>),
    /// `title name`: the column with the states' titles
    Title(Column),
    /// `income: column income_group { "Low" low } since column from source "…"`
    Fact(TableFact),
    /// `capacity origin when net_migration < 0`
    Capacity(TableCapacity),
    /// `on compact column vote { "yes" accepts }`
    On(TablePosition),
    /// `at regional`: the level of the table's groups
    At(Path),
    /// `since column from`: the first day of a membership
    Since(Bounded),
    /// `until column to`: the first day after a membership
    Until(Bounded),
    /// `where column year is 2018`
    Where(RowFilter),
    /// `allow CODE because "…"`
    Allow(AllowItem),
    /// A remark on every fact that the table gives.
    Remark(Remark),
}

/// The heading of a column, as a word or in quotes.
pub type Column = Text;

/// `income: column income_group …`
#[derive(Debug, Clone)]
pub struct TableFact {
    /// The whole mapping, without its remarks.
    pub span: Span,
    /// The attribute.
    pub attribute: Path,
    /// The column.
    pub column: Column,
    /// What the cells' words stand for; empty where the cells are values themselves.
    pub words: Vec<(Text, Expr)>,
    /// The first day on which it holds.
    pub since: Option<Bounded>,
    /// The first day on which it no longer holds.
    pub until: Option<Bounded>,
    /// What follows it.
    pub remarks: Vec<Remark>,
    /// `source column ref`: the column that names each row's source.
    pub source: Option<Column>,
}

/// A day written out, or the column that holds it.
#[derive(Debug, Clone)]
pub enum Bounded {
    /// `2018-12-19`
    Date(Date),
    /// `column from`
    Column(Column),
}

/// `capacity origin, transit when CONDITION`
#[derive(Debug, Clone)]
pub struct TableCapacity {
    /// The whole statement.
    pub span: Span,
    /// The capacities.
    pub capacities: Vec<Path>,
    /// When a row's state has them.
    pub when: Option<Expr>,
    /// What follows it.
    pub remarks: Vec<Remark>,
}

/// `on TARGET column COLUMN { "yes" accepts, … } [up to M] [as C] [at L] [weight N] [since D] [until D]`
#[derive(Debug, Clone)]
pub struct TablePosition {
    /// The whole mapping, without its remarks.
    pub span: Span,
    /// The principle, clause or measure (an issue or measure for `favours` and `opposes`).
    pub target: Path,
    /// The column.
    pub column: Column,
    /// What the cells' words stand for.
    pub words: Vec<PositionWord>,
    /// `up to should`
    pub up_to: Option<Spanned<Modality>>,
    /// `as destination`
    pub capacity: Option<Path>,
    /// `at global`
    pub levels: Vec<Path>,
    /// `weight 2`
    pub weight: Option<Spanned<NumberLiteral>>,
    /// The first day on which it holds.
    pub since: Option<Bounded>,
    /// The first day on which it no longer holds.
    pub until: Option<Bounded>,
    /// What follows it.
    pub remarks: Vec<Remark>,
    /// `source column ref`: the column that names each row's source.
    pub source: Option<Column>,
}

/// `"yes" accepts` or `"not_voting" nothing`
#[derive(Debug, Clone)]
pub struct PositionWord {
    /// The cell's text.
    pub cell: Text,
    /// The position; `None` for `nothing`.
    pub kind: Spanned<Option<EvidenceKind>>,
}

/// `where column year is 2018`
#[derive(Debug, Clone)]
pub struct RowFilter {
    /// The whole filter.
    pub span: Span,
    /// The column.
    pub column: Column,
    /// `is` or `is not` for any literal, the others for numbers and dates.
    pub comparison: Spanned<Comparison>,
    /// A number, date or text.
    pub value: Expr,
}
