//! State profiles: facts, capacities, interests and positions, and the rules that give them.

use super::{AllowItem, Date, Expr, Modality, Name, NumberLiteral, Path, Remark, Spanned, Title};
use crate::source::Span;

/// `state AUT "Austria" { … }`
#[derive(Debug, Clone)]
pub struct StateItem {
    /// The whole statement.
    pub span: Span,
    /// The state's id.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// What stands in its braces.
    pub statements: Vec<StateStatement>,
}

/// A statement in the braces of a state.
#[derive(Debug, Clone)]
pub enum StateStatement {
    /// `capacity origin, transit` or `capacity none`
    Capacity(CapacityStatement),
    /// `income: high since 2015-01-01 source "…"`
    Fact(FactItem),
    /// `migrant_stock to AUT: 12_000`: the value of a pair attribute towards another state
    PairFact(PairFactItem),
    /// `favours return weight 3`
    Evidence(Box<EvidenceItem>),
    /// `allow CODE because "…"`
    Allow(AllowItem),
    /// A remark on the state.
    Remark(Remark),
}

/// `capacity origin, transit` or `capacity none`
#[derive(Debug, Clone)]
pub struct CapacityStatement {
    /// The whole statement.
    pub span: Span,
    /// The capacities; empty for `none`.
    pub capacities: Vec<Path>,
    /// What follows it.
    pub remarks: Vec<Remark>,
}

/// `NAME: VALUE [since D] [until D]`
#[derive(Debug, Clone)]
pub struct FactItem {
    /// The whole fact, without its remarks.
    pub span: Span,
    /// The attribute.
    pub attribute: Path,
    /// Its value.
    pub value: Expr,
    /// The first day on which it holds.
    pub since: Option<Date>,
    /// The first day on which it no longer holds.
    pub until: Option<Date>,
    /// What follows it.
    pub remarks: Vec<Remark>,
}

/// `NAME to STATE: VALUE [since D] [until D]`
#[derive(Debug, Clone)]
pub struct PairFactItem {
    /// The state that it leads to; the state of the block is where it comes from.
    pub to: Path,
    /// The fact.
    pub fact: FactItem,
}

/// `KIND TARGET [up to M] [as C] [at L, …] [when C] [weight N] [since D] [until D]`
#[derive(Debug, Clone)]
pub struct EvidenceItem {
    /// The whole statement, without its remarks.
    pub span: Span,
    /// What the state does.
    pub kind: Spanned<EvidenceKind>,
    /// The issue, measure, principle or clause that it is about.
    pub target: Path,
    /// `up to should`: only `may` or `should`.
    pub up_to: Option<Spanned<Modality>>,
    /// `as destination`
    pub capacity: Option<Path>,
    /// `at bilateral, regional`
    pub levels: Vec<Path>,
    /// `when remittances >= 5%`
    pub when: Option<Expr>,
    /// `weight 2`
    pub weight: Option<Spanned<NumberLiteral>>,
    /// The first day on which it holds.
    pub since: Option<Date>,
    /// The first day on which it no longer holds.
    pub until: Option<Date>,
    /// What follows it.
    pub remarks: Vec<Remark>,
}

/// The five words that begin evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// An interest in.
    Favours,
    /// An interest against.
    Opposes,
    /// A position for.
    Accepts,
    /// A position against.
    Rejects,
    /// A position neither way.
    Abstains,
}

/// `interest NAME "title" { every state [as C] [where C] EVIDENCE… }`
#[derive(Debug, Clone)]
pub struct InterestItem {
    /// The whole statement.
    pub span: Span,
    /// The rule's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// The capacity in which a state has it.
    pub capacity: Option<Path>,
    /// The states that have it.
    pub condition: Option<Expr>,
    /// What they have.
    pub evidence: Vec<EvidenceItem>,
    /// Findings that are allowed in it.
    pub allows: Vec<AllowItem>,
    /// What is said of the rule.
    pub remarks: Vec<Remark>,
}
