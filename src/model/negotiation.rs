//! Groups and forums.

use std::collections::BTreeMap;

use super::{AttributeId, Condition, ForumId, GroupId, LevelId, Named, Period, StateId};
use crate::number::Number;
use crate::source::Span;

/// A group of states.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name.
    pub named: Named,
    /// The level at which it negotiates on its own.
    pub level: Option<LevelId>,
    /// Who belongs to it.
    pub members: Members,
}

/// Who belongs to a group.
#[derive(Debug, Clone)]
pub enum Members {
    /// States by name, each for a time.
    Listed(Vec<Membership>),
    /// Every state, or those for which a condition holds.
    Where(Option<Condition>),
}

/// A state's time in a group.
#[derive(Debug, Clone, Copy)]
pub struct Membership {
    /// The state.
    pub state: StateId,
    /// From when to when.
    pub period: Period,
    /// Where that is written.
    pub span: Span,
}

/// A forum: who decides, and how.
#[derive(Debug, Clone)]
pub struct Forum {
    /// Its name.
    pub named: Named,
    /// The level at which it decides.
    pub level: LevelId,
    /// Who takes part.
    pub members: Vec<ForumMember>,
    /// When a text is adopted.
    pub adopts: Adoption,
    /// The states whose no blocks.
    pub veto: Vec<StateId>,
    /// Where they are named.
    pub veto_span: Option<Span>,
}

/// Who takes part in a forum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForumMember {
    /// The members of a group.
    Group(GroupId),
    /// One state.
    State(StateId),
    /// Every state.
    Every,
}

/// A rule of adoption.
#[derive(Debug, Clone)]
pub enum Adoption {
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
    /// A share, of what.
    Share(Number, ShareOf, Span),
    /// So much of an attribute, in its base unit, on the side of the ayes.
    Quota(Number, AttributeId, Span),
    /// So many ayes.
    Count(usize, Span),
    /// All members but so many.
    AllBut(usize, Span),
}

/// What a share is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOf {
    /// Ayes of ayes and noes.
    Votes,
    /// Ayes of all members.
    Members,
    /// The same, weighted by an attribute.
    Attribute(AttributeId),
}

/// A group or a forum, as an expectation or a filter may name either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// A group.
    Group(GroupId),
    /// A forum.
    Forum(ForumId),
}

impl Adoption {
    /// Whether it matters to the rule who is against and who abstains.
    pub fn counts_noes(&self) -> bool {
        match self {
            Self::And(all) | Self::Or(all) => all.iter().any(Self::counts_noes),
            Self::Consensus | Self::Majority | Self::Share(_, ShareOf::Votes, _) => true,
            Self::Unanimity | Self::Share(..) | Self::Quota(..) | Self::Count(..) | Self::AllBut(..) => false,
        }
    }

    /// Whether it matters to the rule how many take part.
    pub fn counts_present(&self) -> bool {
        match self {
            Self::And(all) | Self::Or(all) => all.iter().any(Self::counts_present),
            Self::Unanimity | Self::AllBut(..) | Self::Share(_, ShareOf::Members | ShareOf::Attribute(_), _) => true,
            Self::Consensus
            | Self::Majority
            | Self::Share(_, ShareOf::Votes, _)
            | Self::Quota(..)
            | Self::Count(..) => false,
        }
    }

    /// The attributes that the rule counts in, each with the place where it first does.
    pub fn attributes(&self) -> BTreeMap<AttributeId, Span> {
        match self {
            Self::And(all) | Self::Or(all) => {
                let mut found = BTreeMap::new();
                for (attribute, span) in all.iter().flat_map(Self::attributes) {
                    found.entry(attribute).or_insert(span);
                }
                found
            }
            Self::Share(_, ShareOf::Attribute(attribute), span) | Self::Quota(_, attribute, span) => {
                BTreeMap::from([(*attribute, *span)])
            }
            Self::Share(_, ShareOf::Votes | ShareOf::Members, _)
            | Self::Consensus
            | Self::Unanimity
            | Self::Majority
            | Self::Count(..)
            | Self::AllBut(..) => BTreeMap::new(),
        }
    }
}
