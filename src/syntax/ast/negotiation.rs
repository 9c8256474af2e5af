//! Groups and forums: who negotiates with whom, and how a text is adopted.

use super::{AllowItem, Date, Expr, Name, NumberLiteral, Path, Remark, Spanned, Title};
use crate::source::Span;

/// `group NAME "title" [at LEVEL] { … }`
#[derive(Debug, Clone)]
pub struct GroupItem {
    /// The whole statement.
    pub span: Span,
    /// The group's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// The level at which it negotiates on its own.
    pub level: Option<Path>,
    /// Who belongs to it.
    pub members: GroupMembers,
    /// Findings that are allowed in it.
    pub allows: Vec<AllowItem>,
    /// What is said of it.
    pub remarks: Vec<Remark>,
}

/// Who belongs to a group.
#[derive(Debug, Clone)]
pub enum GroupMembers {
    /// `AUT, GBR until 2020-02-01`
    Listed(Vec<MemberItem>),
    /// `every state where CONDITION`; without a condition every state
    Every(Span, Option<Expr>),
}

/// `GBR since 1973-01-01 until 2020-02-01`
#[derive(Debug, Clone)]
pub struct MemberItem {
    /// The whole entry.
    pub span: Span,
    /// The state.
    pub state: Path,
    /// Its first day as a member.
    pub since: Option<Date>,
    /// The first day on which it no longer is one.
    pub until: Option<Date>,
}

/// `forum NAME "title" { … }`
#[derive(Debug, Clone)]
pub struct ForumItem {
    /// The whole statement.
    pub span: Span,
    /// The forum's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Title>,
    /// What stands in its braces.
    pub statements: Vec<ForumStatement>,
}

/// A statement in the braces of a forum.
#[derive(Debug, Clone)]
pub enum ForumStatement {
    /// `level regional`
    Level(Path),
    /// `members group example, CHE`
    Members(Vec<ForumMember>),
    /// `adopts by 2/3 of votes`
    Adopts(Adoption),
    /// `veto FRA, GBR`
    Veto(Vec<Path>),
    /// `allow CODE because "…"`
    Allow(AllowItem),
    /// A remark on the forum.
    Remark(Remark),
}

/// One entry of `members`.
#[derive(Debug, Clone)]
pub enum ForumMember {
    /// `group example`
    Group(Path),
    /// `CHE`
    State(Path),
    /// `every state`
    Every(Span),
}

/// How a text is adopted.
#[derive(Debug, Clone)]
pub struct Adoption {
    /// The whole rule.
    pub span: Span,
    /// What it asks for.
    pub kind: AdoptionKind,
}

/// What an adoption rule asks for.
#[derive(Debug, Clone)]
pub enum AdoptionKind {
    /// All of these.
    And(Vec<Adoption>),
    /// Any of these.
    Or(Vec<Adoption>),
    /// No noes.
    Consensus,
    /// All ayes.
    Unanimity,
    /// More ayes than noes.
    Majority,
    /// `2/3 of votes`, `55% of members`, `65% of population`: numerator, denominator (`1` for a percentage), of what.
    Share {
        /// The share's numerator, or the share itself.
        numerator: Spanned<NumberLiteral>,
        /// The number behind the slash.
        denominator: Option<Spanned<NumberLiteral>>,
        /// `votes`, `members`, or the name of an attribute.
        of: Path,
    },
    /// `9 members`
    Count(Spanned<NumberLiteral>),
    /// `all but 3 members`
    AllBut(Spanned<NumberLiteral>),
}
