//! The rule of a game: thresholds joined by `and` and `or`.

use std::collections::BTreeSet;

/// When a set of ayes carries the day. It is monotone: what wins goes on to win with one aye more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule<Q> {
    /// Whatever the ayes.
    Always,
    /// Not even when all say aye.
    Never,
    /// All of these.
    And(Vec<Rule<Q>>),
    /// Any of these.
    Or(Vec<Rule<Q>>),
    /// The ayes come to so much.
    AtLeast(Axis, Q),
}

/// What ayes are counted in: by head (0), or by one of the weights of the game, from 1 on.
pub type Axis = usize;

impl<Q> Rule<Q> {
    /// Every threshold put another way.
    pub(super) fn map<P>(&self, of: &mut impl FnMut(Axis, &Q) -> Rule<P>) -> Rule<P> {
        match self {
            Self::Always => Rule::Always,
            Self::Never => Rule::Never,
            Self::And(all) => Rule::And(all.iter().map(|one| one.map(of)).collect()),
            Self::Or(all) => Rule::Or(all.iter().map(|one| one.map(of)).collect()),
            Self::AtLeast(axis, quota) => of(*axis, quota),
        }
    }
}

/// A threshold in whole numbers.
pub(super) type Whole = Rule<u128>;

impl Whole {
    /// Whether ayes that come to these sums win.
    pub(super) fn holds(&self, sums: &[u128]) -> bool {
        self.holds_for(&|axis| sums.get(axis).copied().unwrap_or_default())
    }

    /// The same of sums that are worked out when they are asked for.
    pub(super) fn holds_for(&self, sum: &impl Fn(Axis) -> u128) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::And(all) => all.iter().all(|one| one.holds_for(sum)),
            Self::Or(all) => all.iter().any(|one| one.holds_for(sum)),
            Self::AtLeast(axis, quota) => sum(*axis) >= *quota,
        }
    }

    /// The least sum on an axis with which the ayes win, all else being as it is in `sums`.
    pub(super) fn least(&self, axis: Axis, sums: &mut [u128]) -> Option<u128> {
        let tried = std::iter::once(0).chain(self.quotas(axis));
        for quota in tried {
            if let Some(sum) = sums.get_mut(axis) {
                *sum = quota;
            }
            if self.holds(sums) {
                return Some(quota);
            }
        }
        None
    }

    /// The thresholds on an axis, rising.
    pub(super) fn quotas(&self, axis: Axis) -> BTreeSet<u128> {
        let mut found = BTreeSet::new();
        self.visit(&mut |on, quota| {
            if on == axis {
                found.insert(quota);
            }
        });
        found
    }

    /// The axes with a threshold.
    pub(super) fn axes(&self) -> BTreeSet<Axis> {
        let mut found = BTreeSet::new();
        self.visit(&mut |axis, _| {
            found.insert(axis);
        });
        found
    }

    fn visit(&self, of: &mut impl FnMut(Axis, u128)) {
        match self {
            Self::Always | Self::Never => {}
            Self::And(all) | Self::Or(all) => all.iter().for_each(|one| one.visit(of)),
            Self::AtLeast(axis, quota) => of(*axis, *quota),
        }
    }

    /// When the noes are enough to block, as a rule of their own: a set blocks when what it leaves out does not win.
    pub(super) fn dual(&self, totals: &[u128]) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::And(all) => Self::Or(all.iter().map(|one| one.dual(totals)).collect()),
            Self::Or(all) => Self::And(all.iter().map(|one| one.dual(totals)).collect()),
            // What is left out falls short of q where the set has more than the total less q.
            Self::AtLeast(axis, quota) => {
                let total = totals.get(*axis).copied().unwrap_or_default();
                total.checked_sub(*quota).map_or(Self::Always, |rest| Self::AtLeast(*axis, rest + 1))
            }
        }
        .simple(totals)
    }

    /// The same rule when some have said aye already, who come to `sums`.
    pub(super) fn after(&self, sums: &[u128]) -> Self {
        self.map(&mut |axis, quota| {
            Self::AtLeast(axis, quota.saturating_sub(sums.get(axis).copied().unwrap_or_default()))
        })
    }

    /// The same rule in fewer words: thresholds that are always or never met are gone, and those that stand side by
    /// side on one axis are one.
    pub(super) fn simple(&self, totals: &[u128]) -> Self {
        match self {
            Self::Never => Self::Never,
            Self::Always | Self::AtLeast(_, 0) => Self::Always,
            Self::AtLeast(axis, quota) => {
                let total = totals.get(*axis).copied().unwrap_or_default();
                if *quota > total { Self::Never } else { Self::AtLeast(*axis, *quota) }
            }
            Self::And(all) => {
                let parts = joined(all, totals, |one| if let Self::And(parts) = one { Ok(parts) } else { Err(one) });
                if parts.contains(&Self::Never) {
                    return Self::Never;
                }
                chain(parts, &Self::Always, u128::max, Self::And)
            }
            Self::Or(all) => {
                let parts = joined(all, totals, |one| if let Self::Or(parts) = one { Ok(parts) } else { Err(one) });
                if parts.contains(&Self::Always) {
                    return Self::Always;
                }
                chain(parts, &Self::Never, u128::min, Self::Or)
            }
        }
    }

    /// Whether a set that meets this rule and one that meets the other surely have a member in common. `false` says
    /// nothing.
    pub(super) fn surely_meets(&self, other: &Self, totals: &[u128]) -> bool {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => true,
            (Self::Or(all), one) | (one, Self::Or(all)) => all.iter().all(|each| each.surely_meets(one, totals)),
            (Self::And(all), one) | (one, Self::And(all)) => all.iter().any(|each| each.surely_meets(one, totals)),
            (Self::Always, _) | (_, Self::Always) => false,
            (Self::AtLeast(axis, quota), Self::AtLeast(on, other)) => {
                axis == on && totals.get(*axis).is_some_and(|total| quota.saturating_add(*other) > *total)
            }
        }
    }
}

/// Simplified parts, those of the same kind drawn in.
fn joined(all: &[Whole], totals: &[u128], parts: impl Fn(Whole) -> Result<Vec<Whole>, Whole>) -> Vec<Whole> {
    all.iter().flat_map(|one| parts(one.simple(totals)).unwrap_or_else(|one| vec![one])).collect()
}

fn chain(
    parts: Vec<Whole>,
    nothing: &Whole,
    of: impl Fn(u128, u128) -> u128,
    join: impl FnOnce(Vec<Whole>) -> Whole,
) -> Whole {
    let mut kept: Vec<Whole> = Vec::new();
    for part in parts {
        let same = |one: &&mut Whole| match (&part, one) {
            (Rule::AtLeast(axis, _), Rule::AtLeast(on, _)) => axis == on,
            (one, other) => *one == **other,
        };
        match (kept.iter_mut().find(same), &part) {
            (Some(Rule::AtLeast(_, quota)), Rule::AtLeast(_, other)) => *quota = of(*quota, *other),
            (Some(_), _) => {}
            (None, one) if one == nothing => {}
            (None, _) => kept.push(part),
        }
    }
    match kept.pop() {
        None => nothing.clone(),
        Some(last) if kept.is_empty() => last,
        Some(last) => {
            kept.push(last);
            join(kept)
        }
    }
}
