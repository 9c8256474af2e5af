//! Votes added up, and whether a rule of adoption is met by them.

use super::assembly::Assembly;
use super::ballot::Ballot;
use crate::model::{Adoption, AttributeId, Forum, ShareOf, Truth};
use crate::number::Number;

/// Votes added up. All figures can be added and taken away, so that a vote that changes is a difference of two tallies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Those in favour.
    pub ayes: i64,
    /// Those against.
    pub noes: i64,
    /// All who take part.
    pub present: i64,
    /// Noes of members with a veto.
    pub vetoes: i64,
    /// What stands behind the ayes and behind all, for every attribute that the rule counts in.
    pub weights: Vec<Weights>,
}

/// What stands behind the ayes and behind all who take part, in one attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    /// The attribute.
    pub attribute: AttributeId,
    /// The sum over the ayes, as far as it is known.
    pub ayes: Number,
    /// The sum over all who take part, as far as it is known.
    pub present: Number,
    /// Ayes of whom it is unknown.
    pub unknown_ayes: i64,
    /// Others who take part and of whom it is unknown.
    pub unknown_others: i64,
}

impl Tally {
    /// The votes of an assembly, one ballot for each member.
    pub fn of(assembly: &Assembly<'_>, ballots: &[Ballot]) -> Self {
        let start = Self::nothing(assembly);
        ballots
            .iter()
            .enumerate()
            .fold(start, |tally, (member, &ballot)| tally.plus(&Self::one(assembly, member, ballot)))
    }

    /// No votes.
    pub fn nothing(assembly: &Assembly<'_>) -> Self {
        let weights = assembly.weights.keys().map(|&attribute| Weights {
            attribute,
            ayes: Number::zero(),
            present: Number::zero(),
            unknown_ayes: 0,
            unknown_others: 0,
        });
        Self { weights: weights.collect(), ..Self::default() }
    }

    /// The vote of one member.
    pub fn one(assembly: &Assembly<'_>, member: usize, ballot: Ballot) -> Self {
        let mut tally = Self::nothing(assembly);
        let (aye, no, present) = (ballot == Ballot::Aye, ballot == Ballot::No, ballot != Ballot::Absent);
        tally.ayes = i64::from(aye);
        tally.noes = i64::from(no);
        tally.present = i64::from(present);
        tally.vetoes = i64::from(no && assembly.has_veto(member));
        for weights in &mut tally.weights {
            let Some(weight) = assembly.weight(weights.attribute, member) else {
                weights.unknown_ayes = i64::from(aye);
                weights.unknown_others = i64::from(present && !aye);
                continue;
            };
            if aye {
                weights.ayes = weight.clone();
            }
            if present {
                weights.present = weight.clone();
            }
        }
        tally
    }

    /// Both together.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a + b, Number::add)
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a - b, Number::subtract)
    }

    /// Figure by figure. Sums of weights that are too large to be kept count as unknown.
    pub(super) fn combine(
        &self,
        other: &Self,
        counts: impl Fn(i64, i64) -> i64,
        sums: impl Fn(&Number, &Number) -> Option<Number>,
    ) -> Self {
        let weights = self.weights.iter().zip(&other.weights).map(|(one, two)| {
            let kept = sums(&one.ayes, &two.ayes).zip(sums(&one.present, &two.present));
            let lost = i64::from(kept.is_none());
            let (ayes, present) = kept.unwrap_or_else(|| (one.ayes.clone(), one.present.clone()));
            Weights {
                attribute: one.attribute,
                ayes,
                present,
                unknown_ayes: counts(one.unknown_ayes, two.unknown_ayes) + lost,
                unknown_others: counts(one.unknown_others, two.unknown_others) + lost,
            }
        });
        Self {
            ayes: counts(self.ayes, other.ayes),
            noes: counts(self.noes, other.noes),
            present: counts(self.present, other.present),
            vetoes: counts(self.vetoes, other.vetoes),
            weights: weights.collect(),
        }
    }

    /// The weights in an attribute.
    pub fn weights(&self, attribute: AttributeId) -> Option<&Weights> {
        self.weights.iter().find(|weights| weights.attribute == attribute)
    }

    /// Whether a text is adopted in a forum: not without an aye, nor against a veto.
    pub fn adopts(&self, forum: &Forum) -> Truth {
        if self.ayes <= 0 || self.vetoes > 0 { Truth::No } else { self.meets(&forum.adopts) }
    }

    /// Whether a rule is met. Exact; unknown only where it depends on a weight that nobody knows.
    pub fn meets(&self, rule: &Adoption) -> Truth {
        match rule {
            Adoption::And(all) => all.iter().map(|one| self.meets(one)).fold(Truth::Yes, Truth::and),
            Adoption::Or(all) => all.iter().map(|one| self.meets(one)).fold(Truth::No, Truth::or),
            Adoption::Consensus => (self.noes <= 0).into(),
            Adoption::Unanimity => (self.ayes >= self.present).into(),
            Adoption::Majority => (self.ayes > self.noes).into(),
            Adoption::Share(share, ShareOf::Votes, _) => {
                let cast = self.ayes + self.noes;
                (cast > 0 && reaches(self.ayes, share, cast)).into()
            }
            Adoption::Share(share, ShareOf::Members, _) => {
                (self.present > 0 && reaches(self.ayes, share, self.present)).into()
            }
            Adoption::Share(share, ShareOf::Attribute(attribute), _) => {
                self.weights(*attribute).map_or(Truth::Unknown, |weights| weights.share(share))
            }
            Adoption::Quota(quota, attribute, _) => {
                self.weights(*attribute).map_or(Truth::Unknown, |weights| weights.quota(quota))
            }
            Adoption::Count(count, _) => (self.ayes >= whole(*count)).into(),
            Adoption::AllBut(count, _) => (self.ayes.saturating_add(whole(*count)) >= self.present).into(),
        }
    }
}

impl Weights {
    /// Whether the ayes have a share of all. A weight that nobody knows may be anything from zero up.
    fn share(&self, share: &Number) -> Truth {
        let Some(needed) = share.multiply(&self.present) else { return Truth::Unknown };
        let known = self.present.is_positive() && self.ayes >= needed;
        if self.unknown_ayes <= 0 && self.unknown_others <= 0 {
            return known.into();
        }
        let others = self.present > self.ayes;
        // With enough behind one aye any share below the whole is reached; the whole only if nobody else has anything.
        let reachable = known || self.unknown_ayes > 0 && (!others || *share < Number::one());
        // With enough behind one of the others none is.
        let sure = known && self.unknown_others <= 0;
        match (sure, reachable) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::No,
        }
    }

    fn quota(&self, quota: &Number) -> Truth {
        match (self.ayes >= *quota, self.unknown_ayes > 0) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::No,
        }
    }
}

/// Whether a count is at least a share of another, exactly: 129 of 193 is two thirds, 128 is not.
fn reaches(count: i64, share: &Number, of: i64) -> bool {
    let number = |count: i64| Number::from(usize::try_from(count).unwrap_or_default());
    share.multiply(&number(of)).is_some_and(|needed| number(count) >= needed)
}

pub(super) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
