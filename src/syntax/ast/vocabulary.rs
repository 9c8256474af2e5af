//! Vocabulary and scope: the words that principles and profiles are written in.

use super::{AllowItem, Date, Expr, Name, NumberLiteral, Path, Precedence, Remark, Spanned, Text, Title};
use crate::source::Span;

/// `library NAME "title" { version "0.1.0"  as_of 2019-06-30  require sources }`
#[derive(Debug, Clone)]
pub struct LibraryItem {
    /// The whole statement.
    pub span: Span,
    /// The library's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// What stands in its braces.
    pub statements: Vec<LibraryStatement>,
}

/// A statement in the braces of a `library`.
#[derive(Debug, Clone)]
pub enum LibraryStatement {
    /// `version "0.1.0"`
    Version(Text),
    /// `as_of 2019-06-30`
    AsOf(Date),
    /// `precedence special, later, higher`
    Precedence(Vec<Spanned<Precedence>>),
    /// `require sources`, with its place
    RequireSources(Span),
    /// `allow CODE because "…"`
    Allow(AllowItem),
    /// A remark on the library.
    Remark(Remark),
}

/// `use migration` or `use water from "../water"`
#[derive(Debug, Clone)]
pub struct UseItem {
    /// The whole statement.
    pub span: Span,
    /// The library's name.
    pub name: Name,
    /// The folder or file it is read from.
    pub from: Option<Text>,
}

/// `levels { … }`
#[derive(Debug, Clone)]
pub struct LevelsItem {
    /// The whole statement.
    pub span: Span,
    /// The levels, from the narrowest to the widest.
    pub levels: Vec<LevelItem>,
}

/// `bilateral "Between two states" of pairs`
#[derive(Debug, Clone)]
pub struct LevelItem {
    /// The level's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// Who negotiates at it.
    pub of: Spanned<Arity>,
}

/// Who negotiates at a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arity {
    /// Two states.
    Pairs,
    /// The states of a group.
    Groups,
    /// Every state.
    All,
}

/// `capacities { origin "State of origin", transit }`
#[derive(Debug, Clone)]
pub struct CapacitiesItem {
    /// The whole statement.
    pub span: Span,
    /// Each capacity with its title.
    pub capacities: Vec<(Name, Option<Title>)>,
}

/// `issue labour "Labour migration" { issue quotas }`
#[derive(Debug, Clone)]
pub struct IssueItem {
    /// The whole statement.
    pub span: Span,
    /// Its name, without those of its parents.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// The issues below it.
    pub children: Vec<IssueItem>,
    /// Findings that are allowed in it.
    pub allows: Vec<AllowItem>,
    /// What is said of it.
    pub remarks: Vec<Remark>,
}

/// `persons refugees "Refugees" overlaps workers, families`
#[derive(Debug, Clone)]
pub struct PersonsItem {
    /// The whole statement.
    pub span: Span,
    /// The category's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// The categories it shares people with.
    pub overlaps: Vec<Path>,
    /// What is said of it.
    pub remarks: Vec<Remark>,
}

/// `enum instrument { refugee_convention "1951 Convention", … }`
#[derive(Debug, Clone)]
pub struct EnumItem {
    /// The whole statement.
    pub span: Span,
    /// The enumeration's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// Its values in rising order, each with its title.
    pub values: Vec<(Name, Option<Title>)>,
}

/// `unit days` or `unit weeks = 7 days`
#[derive(Debug, Clone)]
pub struct UnitItem {
    /// The whole statement.
    pub span: Span,
    /// The unit's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// How many of another unit it is.
    pub definition: Option<(Spanned<NumberLiteral>, Path)>,
}

/// `measure NAME "title" on A against B (within: at most number days) excludes M entails N`
#[derive(Debug, Clone)]
pub struct MeasureItem {
    /// The whole statement.
    pub span: Span,
    /// The measure's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// The issues it furthers.
    pub on: Vec<Path>,
    /// The issues it works against.
    pub against: Vec<Path>,
    /// Its parameters.
    pub parameters: Vec<ParameterItem>,
    /// Measures that cannot be done together with it.
    pub excludes: Vec<Path>,
    /// Measures that doing it includes.
    pub entails: Vec<Path>,
    /// What is said of it.
    pub remarks: Vec<Remark>,
}

/// `within: at most number days`
#[derive(Debug, Clone)]
pub struct ParameterItem {
    /// The whole parameter.
    pub span: Span,
    /// Its name.
    pub name: Name,
    /// Which values are stricter.
    pub bound: Option<Spanned<Bound>>,
    /// The type of its values.
    pub ty: TypeExpr,
}

/// Which of two values of a parameter is the stricter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `at most`: the smaller.
    AtMost,
    /// `at least`: the larger.
    AtLeast,
    /// `exactly`: neither.
    Exactly,
}

/// `attribute NAME "title" : TYPE [of pair] [absent is VALUE]`
#[derive(Debug, Clone)]
pub struct AttributeItem {
    /// The whole statement.
    pub span: Span,
    /// The attribute's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// The type of its values.
    pub ty: TypeExpr,
    /// `of pair`, where written.
    pub of_pair: Option<Span>,
    /// The value of a state that says nothing.
    pub absent: Option<Expr>,
    /// What is said of it.
    pub remarks: Vec<Remark>,
}

/// A type as written.
#[derive(Debug, Clone)]
pub struct TypeExpr {
    /// The whole type.
    pub span: Span,
    /// Which one.
    pub kind: TypeKind,
}

/// The types of attributes and parameters.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// `flag`
    Flag,
    /// `number` or `number days`
    Number(Option<Path>),
    /// `date`
    Date,
    /// `text`
    Text,
    /// `one of a, b, c`; a single word may name an `enum`
    OneOf(Vec<Name>),
    /// `set of a, b, c`; a single word may name an `enum`
    SetOf(Vec<Name>),
}

/// `define NAME "title" : EXPRESSION`
#[derive(Debug, Clone)]
pub struct DefineItem {
    /// The whole statement.
    pub span: Span,
    /// The name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// What it stands for.
    pub expression: Expr,
    /// What is said of it.
    pub remarks: Vec<Remark>,
}

/// `scope ISSUE { open at bilateral  closed at regional, global  because "…" }`
#[derive(Debug, Clone)]
pub struct ScopeItem {
    /// The whole statement.
    pub span: Span,
    /// The issue it rules.
    pub issue: Path,
    /// Its rules.
    pub rules: Vec<ScopeRule>,
    /// Findings that are allowed in it.
    pub allows: Vec<AllowItem>,
    /// Remarks that stand before any rule.
    pub remarks: Vec<Remark>,
}

/// `closed at regional, global because "…" source "…"`
#[derive(Debug, Clone)]
pub struct ScopeRule {
    /// The whole rule, without its remarks.
    pub span: Span,
    /// Open, limited or closed.
    pub status: Spanned<ScopeStatus>,
    /// The levels it names.
    pub levels: Vec<Path>,
    /// What follows it.
    pub remarks: Vec<Remark>,
}

/// Whether an issue may be negotiated at a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScopeStatus {
    /// It may.
    Open,
    /// It may, and the report says that there are limits.
    Limited,
    /// It may not.
    Closed,
}

/// `scope default closed`
#[derive(Debug, Clone)]
pub struct ScopeDefaultItem {
    /// The whole statement.
    pub span: Span,
    /// What holds where no rule does; `limited` cannot be written here.
    pub status: Spanned<ScopeStatus>,
    /// What follows it.
    pub remarks: Vec<Remark>,
}
