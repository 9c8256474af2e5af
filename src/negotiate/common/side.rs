//! On which side a verdict puts a state.

use crate::judge::{Row, Verdict, VerdictSet};

/// On which side of a principle a state stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It agrees, or does with reservations.
    Pro,
    /// It is against.
    Contra,
    /// It is divided.
    Mixed,
    /// It takes part, and nothing speaks either way.
    Neutral,
    /// It takes no part.
    Outside,
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Pro, Self::Contra, Self::Mixed, Self::Neutral, Self::Outside];

    fn bit(self) -> u8 {
        1 << (self as u8)
    }

    /// Whether it is for or against at all.
    pub fn is_something(self) -> bool {
        match self {
            Self::Pro | Self::Contra | Self::Mixed => true,
            Self::Neutral | Self::Outside => false,
        }
    }
}

impl From<Verdict> for Side {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Agree | Verdict::Reserve => Self::Pro,
            Verdict::Conflict => Self::Contra,
            Verdict::Divided => Self::Mixed,
            Verdict::Neutral => Self::Neutral,
            Verdict::Outside => Self::Outside,
        }
    }
}

/// The sides that are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideSet(u8);

impl SideSet {
    /// Whether a side is possible.
    pub fn contains(self, side: Side) -> bool {
        self.0 & side.bit() != 0
    }

    /// The sides, in order.
    pub fn iter(self) -> impl Iterator<Item = Side> {
        Side::ALL.into_iter().filter(move |side| self.contains(*side))
    }

    /// The side, when it is one.
    pub fn single(self) -> Option<Side> {
        let mut all = self.iter();
        all.next().filter(|_| all.next().is_none())
    }
}

impl From<VerdictSet> for SideSet {
    fn from(set: VerdictSet) -> Self {
        Self(set.iter().fold(0, |bits, verdict| bits | Side::from(verdict).bit()))
    }
}

/// The sides that are possible for a state in each way of clearing a draft's brackets; once where that makes no
/// difference to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides(Vec<SideSet>);

impl From<&Row> for Sides {
    fn from(row: &Row) -> Self {
        let all = if row.by_choice.is_empty() { std::slice::from_ref(&row.possible) } else { &row.by_choice };
        Self(all.iter().copied().map(SideSet::from).collect())
    }
}

impl Sides {
    /// How many ways of clearing are told apart.
    pub fn choices(&self) -> usize {
        self.0.len()
    }

    /// The sides that are possible when brackets are cleared in one way, by its place.
    pub fn cleared(&self, choice: usize) -> SideSet {
        self.0.get(choice).or(self.0.first()).copied().unwrap_or(SideSet(0))
    }
}

/// What a principle is to two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// Both are for it: a shared interest.
    Interest,
    /// Both are against it: a shared aversion.
    Aversion,
    /// One is for it and one against.
    Opposed,
    /// One is divided, and the other takes a side or is divided as well: something shared, and something opposed.
    Mixed,
    /// One of them does not take a side.
    Nothing,
}

impl Meeting {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Interest, Self::Aversion, Self::Mixed, Self::Opposed, Self::Nothing];

    /// Where two states on these sides meet.
    pub fn of(one: Side, other: Side) -> Self {
        match (one, other) {
            (Side::Pro, Side::Pro) => Self::Interest,
            (Side::Contra, Side::Contra) => Self::Aversion,
            (Side::Pro, Side::Contra) | (Side::Contra, Side::Pro) => Self::Opposed,
            (Side::Mixed, side) | (side, Side::Mixed) if side.is_something() => Self::Mixed,
            (Side::Pro | Side::Contra | Side::Mixed | Side::Neutral | Side::Outside, _) => Self::Nothing,
        }
    }

    /// Every way in which two states may meet. Brackets are cleared in one way for both; what is unknown of the one is
    /// independent of what is unknown of the other.
    pub fn between(one: &Sides, other: &Sides) -> Vec<Self> {
        let mut met = [false; Self::ALL.len()];
        for choice in 0..one.choices().max(other.choices()) {
            let (here, there) = (one.cleared(choice), other.cleared(choice));
            for meeting in here.iter().flat_map(|here| there.iter().map(move |there| Self::of(here, there))) {
                for (known, found) in Self::ALL.iter().zip(&mut met) {
                    *found |= *known == meeting;
                }
            }
        }
        Self::ALL.into_iter().zip(met).filter(|(_, met)| *met).map(|(meeting, _)| meeting).collect()
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Interest => "interest",
            Self::Aversion => "aversion",
            Self::Opposed => "opposed",
            Self::Mixed => "mixed",
            Self::Nothing => "nothing",
        }
    }

    /// Whether it counts as shared.
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Interest | Self::Aversion | Self::Mixed)
    }

    /// Whether it counts as opposed.
    pub fn is_opposed(self) -> bool {
        matches!(self, Self::Opposed | Self::Mixed)
    }
}
