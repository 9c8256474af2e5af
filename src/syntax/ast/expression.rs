//! Conditions and values as written.

use super::{Date, Name, Path, Spanned, Text};
use crate::source::Span;

/// An expression: a condition, a quantity or a literal.
#[derive(Debug, Clone)]
pub struct Expr {
    /// The whole expression.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of expressions.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// `A and B and C`: at least two.
    And(Vec<Expr>),
    /// `A or B or C`: at least two.
    Or(Vec<Expr>),
    /// `not A`
    Not(Box<Expr>),
    /// `A < B`
    Compare(Box<Expr>, Spanned<Comparison>, Box<Expr>),
    /// `X between A and B`, both included
    Between(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `income in {low, middle}`
    In(Box<Expr>, Box<Expr>),
    /// `in group eu`, `counterpart in group eu`
    InGroup(Option<Path>, Path),
    /// `ratified includes alpha`
    Includes(Box<Expr>, Box<Expr>),
    /// `known remittances`
    Known(Box<Expr>),
    /// `A + B - C`, `A * B / C`: a chain of one precedence, read from left to right
    Arithmetic(Box<Expr>, Vec<(Spanned<Operator>, Expr)>),
    /// `-A`
    Negative(Box<Expr>),
    /// `every member (C)` or `some member (C)`
    Quantified(Spanned<Quantifier>, Box<Expr>),
    /// `count of members where (C)` or `share of members where (C)`
    Counted(Spanned<Counting>, Box<Expr>),
    /// `total X of members` and its like
    Aggregate(Spanned<Aggregation>, Box<Expr>),
    /// `migrant_stock from sender to receiver`
    FromTo {
        /// The pair attribute.
        attribute: Path,
        /// Where it comes from.
        from: Path,
        /// Where it leads.
        to: Path,
    },
    /// A name: an attribute, a parameter, a value, `sender.income`, `level`
    Path(Path),
    /// `30`, `5%`, `30 days`
    Number(NumberLiteral, Option<Path>),
    /// `2018-12-19`
    Date(Date),
    /// `"Bern"`
    Text(Text),
    /// `yes` or `no`
    Flag(bool),
    /// `{alpha, beta}`
    Set(Vec<Name>),
}

/// A number as written, read exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberLiteral {
    /// Its value; `5%` is 0.05. `None` for one with more digits than can be kept, which has been reported.
    pub value: Option<crate::number::Number>,
    /// Whether it was written with `%`.
    pub percent: bool,
}

/// `is`, `is not`, `<`, `<=`, `>`, `>=`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The comparison that holds when the sides are exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Is => Self::Is,
            Self::IsNot => Self::IsNot,
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }
}

/// `+`, `-`, `*`, `/`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// `every member` or `some member`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// All of them.
    Every,
    /// At least one.
    Some,
}

/// `count of members where` or `share of members where`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counting {
    /// How many.
    Count,
    /// How many of all, from 0 to 1.
    Share,
}

/// `total`, `min`, `max`, `average` of members
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aggregation {
    /// The sum.
    Total,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// The mean.
    Average,
}
