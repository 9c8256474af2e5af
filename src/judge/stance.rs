//! Stances on a clause, and sets of them.

use crate::model::Truth;

/// What counts on a clause: evidence for it, against it, both or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Nothing, or abstentions.
    None,
    /// Only evidence for it.
    For,
    /// Only evidence against it.
    Against,
    /// Evidence for and against it.
    Both,
}

impl Stance {
    const ALL: [Self; 4] = [Self::None, Self::For, Self::Against, Self::Both];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::For => "for",
            Self::Against => "against",
            Self::Both => "both",
        }
    }

    /// The stance of evidence on these sides.
    pub fn of(is_for: bool, against: bool) -> Self {
        match (is_for, against) {
            (false, false) => Self::None,
            (true, false) => Self::For,
            (false, true) => Self::Against,
            (true, true) => Self::Both,
        }
    }

    /// Both together: none gives way, for with against is both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let sides = self as u8 | other as u8;
        Self::of(sides & 1 != 0, sides & 2 != 0)
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// A set of stances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct StanceSet(u8);

impl StanceSet {
    /// No stance at all, which is not the stance `none`.
    pub const EMPTY: Self = Self(0);

    /// One stance.
    pub fn one(stance: Stance) -> Self {
        Self(stance.bit())
    }

    /// The stances of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a stance is in it.
    pub fn contains(self, stance: Stance) -> bool {
        self.0 & stance.bit() != 0
    }

    /// Its stances, in order.
    pub fn iter(self) -> impl Iterator<Item = Stance> {
        Stance::ALL.into_iter().filter(move |stance| self.contains(*stance))
    }

    /// Every stance of it joined with a stance.
    #[must_use]
    fn joined(self, stance: Stance) -> Self {
        self.iter().fold(Self::EMPTY, |set, each| set.with(Self::one(each.join(stance))))
    }
}

/// The stances of several roles, each of which may take any of its own.
pub fn join(left: StanceSet, right: StanceSet) -> StanceSet {
    right.iter().fold(StanceSet::EMPTY, |set, stance| set.with(left.joined(stance)))
}

/// Reads evidence tier by tier, the nearest first, and says which stances its completions allow. `pieces` are sorted
/// by tier: the tier, what the piece says, and whether it counts.
///
/// Within a tier every piece that may count is completed independently. A tier in which one surely counts ends the
/// reading; one in which perhaps nothing counts adds the stances of the next.
pub fn stances(pieces: impl IntoIterator<Item = (u16, Stance, Truth)>) -> StanceSet {
    let mut result = StanceSet::EMPTY;
    let mut tier = Tier::default();
    let mut current = None;
    for (number, stance, counts) in pieces {
        if current != Some(number) {
            result = result.with(tier.with_some);
            if tier.surely {
                return result;
            }
            tier = Tier::default();
            current = Some(number);
        }
        tier.add(stance, counts);
    }
    result = result.with(tier.with_some);
    if tier.surely { result } else { result.with(StanceSet::one(Stance::None)) }
}

/// The stances of a tier in which at least one piece counts.
#[derive(Debug, Default)]
struct Tier {
    with_some: StanceSet,
    surely: bool,
}

impl Tier {
    fn add(&mut self, stance: Stance, counts: Truth) {
        match counts {
            Truth::No => {}
            Truth::Unknown => {
                let alone = if self.surely { StanceSet::EMPTY } else { StanceSet::one(stance) };
                self.with_some = self.with_some.with(self.with_some.joined(stance)).with(alone);
            }
            Truth::Yes => {
                let alone = if self.surely { StanceSet::EMPTY } else { StanceSet::one(stance) };
                self.with_some = self.with_some.joined(stance).with(alone);
                self.surely = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stance::{Against, Both, For, None};
    use Truth::{Unknown, Yes};

    fn of(pieces: &[(u16, Stance, Truth)]) -> Vec<Stance> {
        stances(pieces.iter().copied()).iter().collect()
    }

    #[test]
    fn the_nearest_tier_decides() {
        assert_eq!(of(&[(1, For, Yes), (2, Against, Yes)]), [For]);
        assert_eq!(of(&[(1, None, Yes), (2, Against, Yes)]), [None]);
        assert_eq!(of(&[(1, For, Yes), (1, Against, Yes)]), [Both]);
        assert_eq!(of(&[]), [None]);
    }

    #[test]
    fn what_may_count_leaves_the_next_tier_open() {
        assert_eq!(of(&[(1, For, Unknown), (2, Against, Yes)]), [For, Against]);
        assert_eq!(of(&[(1, For, Unknown), (1, Against, Yes)]), [Against, Both]);
        assert_eq!(of(&[(1, For, Yes), (1, Against, Unknown)]), [For, Both]);
        assert_eq!(of(&[(1, For, Unknown), (1, Against, Unknown)]), [None, For, Against, Both]);
        assert_eq!(of(&[(3, For, Truth::No)]), [None]);
    }
}
