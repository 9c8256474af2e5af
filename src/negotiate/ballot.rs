//! What a verdict is in a vote.

use crate::judge::{Verdict, VerdictSet};

/// What a member does when a text is put to the vote, the worst for the text first. With any rule of adoption a text
/// stands no worse when a member goes up in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ballot {
    /// Against: its verdict is conflict.
    No,
    /// It takes part and is neither for nor against: divided or neutral.
    Abstention,
    /// It takes no part: its verdict is outside.
    Absent,
    /// For, with reservations or without.
    Aye,
}

impl Ballot {
    /// The ballot of a verdict.
    pub fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Conflict => Self::No,
            Verdict::Divided | Verdict::Neutral => Self::Abstention,
            Verdict::Outside => Self::Absent,
            Verdict::Agree | Verdict::Reserve => Self::Aye,
        }
    }
}

/// What is known of a member's vote: its possible verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vote(pub VerdictSet);

impl Vote {
    /// The ballot that is worst for the text.
    pub fn worst(self) -> Ballot {
        self.0.iter().map(Ballot::of).min().unwrap_or(Ballot::Absent)
    }

    /// The ballot that is best for the text.
    pub fn best(self) -> Ballot {
        self.0.iter().map(Ballot::of).max().unwrap_or(Ballot::Absent)
    }

    /// The ballot, when there is only one.
    pub fn certain(self) -> Option<Ballot> {
        Some(self.best()).filter(|best| *best == self.worst())
    }

    /// Whether it may be an aye with reservations.
    pub fn may_reserve(self) -> bool {
        self.0.contains(Verdict::Reserve)
    }

    /// The ballot without reservations that is best for the text; `None` when there is none.
    pub fn unreserved(self) -> Option<Ballot> {
        self.0.iter().filter(|verdict| *verdict != Verdict::Reserve).map(Ballot::of).max()
    }

    /// Whether it may take no part.
    pub fn may_be_outside(self) -> bool {
        self.0.contains(Verdict::Outside)
    }

    /// Whether it surely is one with reservations.
    pub fn reserves(self) -> bool {
        self.0.single() == Some(Verdict::Reserve)
    }
}
