//! Verdicts, and the set of them that stances allow.

use super::stance::{Stance, StanceSet};

/// What a principle is to a state, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is not concerned, or the matter is not open.
    Outside,
    /// It is against.
    Conflict,
    /// It is for and against at once.
    Divided,
    /// It agrees, with reservations.
    Reserve,
    /// It agrees.
    Agree,
    /// Nothing either way.
    Neutral,
}

impl Verdict {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Outside, Self::Conflict, Self::Divided, Self::Reserve, Self::Agree, Self::Neutral];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Conflict => "conflict",
            Self::Divided => "divided",
            Self::Reserve => "reserve",
            Self::Agree => "agree",
            Self::Neutral => "neutral",
        }
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// A set of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct VerdictSet(u8);

impl VerdictSet {
    /// One verdict.
    pub fn one(verdict: Verdict) -> Self {
        Self(verdict.bit())
    }

    /// The verdicts of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a verdict is in it.
    pub fn contains(self, verdict: Verdict) -> bool {
        self.0 & verdict.bit() != 0
    }

    /// Whether every verdict of it is in another.
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Its verdicts, in order.
    pub fn iter(self) -> impl Iterator<Item = Verdict> {
        Verdict::ALL.into_iter().filter(move |verdict| self.contains(*verdict))
    }

    /// The verdict, when it is one.
    pub fn single(self) -> Option<Verdict> {
        let mut all = self.iter();
        all.next().filter(|_| all.next().is_none())
    }
}

/// What is reported: a verdict, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// One verdict.
    One(Verdict),
    /// Unknown facts leave several.
    Undetermined,
    /// It depends on how the brackets are cleared.
    Open,
}

impl Finding {
    /// Every finding, in the order of reports.
    pub const ALL: [Self; 8] = [
        Self::One(Verdict::Agree),
        Self::One(Verdict::Reserve),
        Self::One(Verdict::Neutral),
        Self::One(Verdict::Divided),
        Self::One(Verdict::Conflict),
        Self::Undetermined,
        Self::Open,
        Self::One(Verdict::Outside),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::One(verdict) => verdict.name(),
            Self::Undetermined => "undetermined",
            Self::Open => "open",
        }
    }
}

impl From<VerdictSet> for Finding {
    fn from(set: VerdictSet) -> Self {
        set.single().map_or(Self::Undetermined, Self::One)
    }
}

/// What the clauses read so far amount to, as far as the verdict asks: five yes-or-no questions.
const AGAINST_FIRM: u8 = 1;
const BOTH_FIRM: u8 = 2;
const AGAINST: u8 = 4;
const BOTH: u8 = 8;
const FOR: u8 = 16;

/// The verdicts that clauses allow, each given by its stances and whether it allows reservations. Clauses are
/// independent of each other, so every combination of their stances counts.
pub fn verdicts(clauses: impl IntoIterator<Item = (StanceSet, bool)>) -> VerdictSet {
    // Bit n stands for the summary n.
    let mut summaries: u32 = 1;
    for (stances, reservable) in clauses {
        let mut next = 0;
        for stance in stances.iter() {
            let add = match (stance, reservable) {
                (Stance::None, _) => 0,
                (Stance::For, _) => FOR,
                (Stance::Against, true) => AGAINST,
                (Stance::Against, false) => AGAINST | AGAINST_FIRM,
                (Stance::Both, true) => BOTH,
                (Stance::Both, false) => BOTH | BOTH_FIRM,
            };
            for summary in 0_u8..32 {
                if summaries & (1 << summary) != 0 {
                    next |= 1 << (summary | add);
                }
            }
        }
        summaries = next;
    }
    let mut set = VerdictSet::default();
    for summary in 0_u8..32 {
        if summaries & (1 << summary) != 0 {
            set = set.with(VerdictSet::one(verdict(summary)));
        }
    }
    set
}

/// The first verdict that fits, in the order of the table in the language reference.
fn verdict(summary: u8) -> Verdict {
    let has = |question: u8| summary & question != 0;
    if has(AGAINST_FIRM) || has(AGAINST) && !has(FOR) && !has(BOTH) {
        Verdict::Conflict
    } else if has(BOTH_FIRM) || has(BOTH) && !has(FOR) {
        Verdict::Divided
    } else if has(AGAINST) || has(BOTH) {
        Verdict::Reserve
    } else if has(FOR) {
        Verdict::Agree
    } else {
        Verdict::Neutral
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(clauses: &[(Stance, bool)]) -> Option<Verdict> {
        verdicts(clauses.iter().map(|&(stance, reservable)| (StanceSet::one(stance), reservable))).single()
    }

    #[test]
    fn the_first_verdict_that_fits() {
        use Stance::{Against, Both, For, None};
        for (clauses, wanted) in [
            (vec![], Verdict::Neutral),
            (vec![(None, false)], Verdict::Neutral),
            (vec![(For, false), (None, false)], Verdict::Agree),
            (vec![(For, false), (Against, true)], Verdict::Reserve),
            (vec![(None, false), (Against, true)], Verdict::Conflict),
            (vec![(Both, false), (Against, true)], Verdict::Divided),
            (vec![(Both, true), (Against, true)], Verdict::Divided),
            (vec![(Both, true), (For, false)], Verdict::Reserve),
            (vec![(For, false), (Against, false)], Verdict::Conflict),
        ] {
            assert_eq!(one(&clauses), Some(wanted), "{clauses:?}");
        }
    }
}
