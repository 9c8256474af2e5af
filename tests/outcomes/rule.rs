//! Rules of adoption, read from the language's page: how they are written, and when they are met.

use crate::draw::Draw;

/// A rule of adoption. The numbers are those that are written.
#[derive(Debug, Clone)]
pub enum Rule {
    Consensus,
    Unanimity,
    Majority,
    /// So many of so many votes.
    Votes(i128, i128),
    /// So many in a hundred members.
    Members(i128),
    /// So many parts of so many of all weight.
    Weight(i128, i128),
    /// So much weight.
    Quota(i128),
    /// So many members.
    Count(i128),
    AllBut(i128),
    And(Vec<Rule>),
    Or(Vec<Rule>),
}

/// Votes, counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub ayes: i128,
    pub noes: i128,
    pub members: i128,
    pub weight_of_ayes: i128,
    pub weight: i128,
}

impl Rule {
    /// A random rule; rules of rules down to a depth.
    pub fn draw(draw: &mut Draw, depth: usize) -> Self {
        let mut upto = |most: usize| i128::try_from(draw.between(1, most)).unwrap_or(1);
        let (small, some, hundred) = (upto(3), upto(12), upto(99));
        let (over, above) = (upto(4), upto(3));
        match draw.below(if depth == 0 { 9 } else { 13 }) {
            0 => Self::Consensus,
            1 => Self::Unanimity,
            2 => Self::Majority,
            3 => Self::Votes(above.min(over), over),
            4 => Self::Members(hundred),
            5 => Self::Weight(above.min(over), over),
            6 => Self::Quota(some),
            7 => Self::Count(small),
            8 => Self::AllBut(small),
            join => {
                let parts = (0..draw.between(2, 3)).map(|_| Self::draw(draw, depth - 1)).collect();
                if join % 2 == 0 { Self::And(parts) } else { Self::Or(parts) }
            }
        }
    }

    /// As it is written.
    pub fn text(&self) -> String {
        match self {
            Self::Consensus => "consensus".to_owned(),
            Self::Unanimity => "unanimity".to_owned(),
            Self::Majority => "majority".to_owned(),
            Self::Votes(above, below) => format!("{above}/{below} of votes"),
            Self::Members(percent) => format!("{percent}% of members"),
            Self::Weight(above, below) => format!("{above}/{below} of size"),
            Self::Quota(quota) => format!("{quota} of size"),
            Self::Count(count) => format!("{count} members"),
            Self::AllBut(count) => format!("all but {count} members"),
            Self::And(parts) => Self::joined(parts, " and "),
            Self::Or(parts) => Self::joined(parts, " or "),
        }
    }

    fn joined(parts: &[Self], word: &str) -> String {
        let part = |part: &Self| match part {
            Self::And(_) | Self::Or(_) => format!("({})", part.text()),
            Self::Consensus
            | Self::Unanimity
            | Self::Majority
            | Self::Votes(..)
            | Self::Members(_)
            | Self::Weight(..)
            | Self::Quota(_)
            | Self::Count(_)
            | Self::AllBut(_) => part.text(),
        };
        parts.iter().map(part).collect::<Vec<_>>().join(word)
    }

    /// Whether it looks at weights.
    pub fn weighs(&self) -> bool {
        match self {
            Self::Weight(..) | Self::Quota(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::weighs),
            Self::Consensus
            | Self::Unanimity
            | Self::Majority
            | Self::Votes(..)
            | Self::Members(_)
            | Self::Count(_)
            | Self::AllBut(_) => false,
        }
    }

    /// Whether votes meet it.
    pub fn met(&self, count: Count) -> bool {
        let share = |of: i128, all: i128, above: i128, below: i128| all > 0 && of * below >= above * all;
        match *self {
            Self::Consensus => count.noes == 0,
            Self::Unanimity => count.ayes == count.members,
            Self::Majority => count.ayes > count.noes,
            Self::Votes(above, below) => share(count.ayes, count.ayes + count.noes, above, below),
            Self::Members(percent) => share(count.ayes, count.members, percent, 100),
            Self::Weight(above, below) => share(count.weight_of_ayes, count.weight, above, below),
            Self::Quota(quota) => count.weight_of_ayes >= quota,
            Self::Count(least) => count.ayes >= least,
            Self::AllBut(most) => count.members - count.ayes <= most,
            Self::And(ref parts) => parts.iter().all(|part| part.met(count)),
            Self::Or(ref parts) => parts.iter().any(|part| part.met(count)),
        }
    }
}
