//! Principles, their parties and clauses, and the brackets of a draft.

use super::{AllowItem, Date, Expr, Name, Path, Remark, Spanned, Text, Title};
use crate::source::Span;

/// `principle NAME "title" { … }`
#[derive(Debug, Clone)]
pub struct PrincipleItem {
    /// The whole statement.
    pub span: Span,
    /// The principle's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// What stands in its braces.
    pub statements: Vec<PrincipleStatement>,
}

/// A statement in the braces of a principle.
#[derive(Debug, Clone)]
pub enum PrincipleStatement {
    /// `issue return.readmission, labour`
    Issue(Vec<Path>),
    /// `levels bilateral, regional`
    Levels(Vec<Path>),
    /// `concerns refugees, workers`
    Concerns(Vec<Path>),
    /// `party sender as origin where …`
    Party(PartyItem),
    /// `duty: sender shall readmit`
    Clause(Box<ClauseItem>),
    /// `reservations on support, duty`
    Reservations(Vec<Name>),
    /// `overrides benefits, wages on make_benefits_portable`
    Overrides(OverridesItem),
    /// `adopted 2018-12-19`
    Adopted(Date),
    /// `allow CODE because "…"`
    Allow(AllowItem),
    /// A remark on the principle.
    Remark(Remark),
}

/// `party NAME [as C1, C2] [where CONDITION]`
#[derive(Debug, Clone)]
pub struct PartyItem {
    /// The whole statement.
    pub span: Span,
    /// The party's name.
    pub name: Name,
    /// The capacities, one of which a state needs to play it.
    pub capacities: Vec<Path>,
    /// The condition it must meet.
    pub condition: Option<Expr>,
}

/// `overrides PRINCIPLE, … [on MEASURE, …]`
#[derive(Debug, Clone)]
pub struct OverridesItem {
    /// The principles over which this one prevails.
    pub principles: Vec<Path>,
    /// The measures on which it does; none for all.
    pub measures: Vec<Path>,
}

/// `LABEL: BODY [text "…"]` with its remarks
#[derive(Debug, Clone)]
pub struct ClauseItem {
    /// The whole clause.
    pub span: Span,
    /// Its label.
    pub label: Name,
    /// Its words, with their brackets.
    pub body: ClauseBody,
    /// A `text` that stands behind brackets around everything else.
    pub text: Option<Text>,
    /// What follows it.
    pub remarks: Vec<Remark>,
}

/// What follows the label of a clause.
#[derive(Debug, Clone)]
pub enum ClauseBody {
    /// No brackets around the whole.
    Plain(ClauseTerm),
    /// `[ receiver should assist ]`: the clause may be left out.
    Optional(Span, ClauseTerm),
    /// `[ sender shall act | receiver shall act ]`: at least two.
    Alternatives(Span, Vec<ClauseTerm>),
}

/// `PARTY MODALITY MEASURE [(PARAM: VALUE, …)] [at LEVEL, …] [when C] [unless C] [text "…"]`
#[derive(Debug, Clone)]
pub struct ClauseTerm {
    /// The whole term.
    pub span: Span,
    /// The party that it binds.
    pub party: Name,
    /// `shall`, or `[shall | should]`.
    pub modality: Bracketed<Spanned<Modality>>,
    /// The measure, or alternatives.
    pub measure: Bracketed<Path>,
    /// The values of the measure's parameters.
    pub parameters: Vec<Argument>,
    /// The levels to which it is limited.
    pub levels: Vec<Path>,
    /// When it binds.
    pub when: Option<Expr>,
    /// When it does not.
    pub unless: Option<Expr>,
    /// The treaty's words for it.
    pub text: Option<Text>,
}

/// Words that are agreed, or alternatives in square brackets.
#[derive(Debug, Clone)]
pub enum Bracketed<T> {
    /// No brackets.
    Plain(T),
    /// `[A | B]`, with the place of the brackets: at least two.
    Alternatives(Span, Vec<T>),
}

/// `within: 30 days`
#[derive(Debug, Clone)]
pub struct Argument {
    /// The whole argument.
    pub span: Span,
    /// The parameter's name.
    pub name: Name,
    /// Its value: a literal, alternatives, or open.
    pub value: ArgumentValue,
}

/// The value given for a parameter. The expressions are literals or the name of an enumeration's value.
#[derive(Debug, Clone)]
pub enum ArgumentValue {
    /// `30 days` or `[30 days | 60 days]`
    Given(Bracketed<Expr>),
    /// `?`
    Open(Span),
}

/// The modalities of treaties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    /// A permission.
    May,
    /// A recommendation.
    Should,
    /// An obligation.
    Shall,
    /// A recommendation not to.
    ShouldNot,
    /// A prohibition.
    ShallNot,
}

/// One item of `choosing should, 60 days, duty.within 60 days, without support`.
#[derive(Debug, Clone)]
pub struct Pick {
    /// The whole item.
    pub span: Span,
    /// The clause, or parameter of a clause, that it is limited to; always given with `with`, `without` and an option.
    pub at: Option<Path>,
    /// The alternative.
    pub what: PickKind,
}

/// The alternative that a [`Pick`] names.
#[derive(Debug, Clone)]
pub enum PickKind {
    /// `shall not`
    Modality(Modality),
    /// A literal such as `60 days`, or a single word: a measure or an enumeration's value.
    Value(Expr),
    /// `with support`: an optional clause is kept.
    With,
    /// `without support`: an optional clause is left out.
    Without,
    /// `duty option 2`: the second alternative of a clause, counted from 1.
    Option(usize),
}
