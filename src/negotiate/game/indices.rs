//! From counts of winning coalitions to the indices of power.

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::count::Counts;
use super::minimal::Tally;
use super::number::factorial;

/// What a rule of adoption gives to its members before anything is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Power {
    /// How many coalitions there are, the empty one included.
    pub coalitions: BigUint,
    /// How many of them win.
    pub winning: BigUint,
    /// How many win and would not without any one of their members.
    pub minimal_winning: Tally,
    /// How many can keep the others from winning, and could not without any one of their members.
    pub minimal_blocking: Tally,
    /// Whether no two coalitions without a common member can both win; `None` where that is not known.
    pub proper: Option<bool>,
    /// The members, in the order of the game.
    pub members: Vec<Influence>,
}

/// The power of one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Influence {
    /// In how many coalitions its aye makes the difference: they win with it, and would not without.
    pub swings: BigUint,
    /// The swings of all the coalitions of the others (Penrose 1946, Banzhaf 1965): how probable it is that the member
    /// decides when all others say aye or no by the toss of a coin.
    pub banzhaf: BigRational,
    /// The swings of those of all members. `None`, as the next three, where nothing can be adopted.
    pub normalised: Option<BigRational>,
    /// In how many of all orders of saying aye the member is the one that tips the scale (Shapley and Shubik 1954).
    pub shapley: Option<BigRational>,
    /// The power to prevent action: the swings of the winning coalitions (Coleman 1971).
    pub prevent: Option<BigRational>,
    /// The power to initiate action: the swings of the coalitions that do not win (Coleman 1971).
    pub initiate: Option<BigRational>,
    /// Whether nothing is adopted without this member.
    pub veto: bool,
    /// Whether this member decides alone.
    pub dictator: bool,
}

impl Influence {
    /// Whether the member never makes a difference.
    pub fn is_dummy(&self) -> bool {
        self.swings.is_zero()
    }
}

impl Power {
    /// The power of the body to act: the winning coalitions of all (Coleman 1971).
    pub fn act(&self) -> BigRational {
        ratio(&self.winning, &self.coalitions)
    }
}

fn ratio(of: &BigUint, all: &BigUint) -> BigRational {
    BigRational::new(BigInt::from(of.clone()), BigInt::from(all.clone()))
}

/// The power of the members of a game: how many there are, which of them have a veto, and what was counted for the rest.
pub(super) fn power(
    members: usize,
    vetoes: &[usize],
    counts: &Counts,
    minimal_winning: Tally,
    minimal_blocking: Tally,
    proper: Option<bool>,
) -> Power {
    let coalitions = BigUint::one() << members;
    let winning: BigUint = counts.winning.iter().sum();
    let weights: Vec<BigUint> =
        (0..members).map(|others| factorial(others) * factorial(members - 1 - others)).collect();
    let orders = factorial(members);
    let mut found: Vec<(usize, Influence)> = Vec::new();
    let with_veto = std::iter::once((vetoes, &counts.winning)).filter(|(vetoes, _)| !vetoes.is_empty());
    for (same, with) in with_veto.chain(counts.with.iter().map(|(same, with)| (same.as_slice(), with))) {
        // By number of members without a veto: the winning sets with the member, less those without it that win too.
        let has_veto = same.first().is_some_and(|member| vetoes.contains(member));
        let swings: Vec<BigUint> = if has_veto {
            with.clone()
        } else {
            let without =
                |others: usize| counts.winning.get(others).zip(with.get(others)).map(|(all, with)| all - with);
            let sizes = with.iter().skip(1).enumerate();
            sizes.map(|(others, with)| with - without(others).unwrap_or_default()).collect()
        };
        let total: BigUint = swings.iter().sum();
        // The others who have said aye before: those counted, and those with a veto, of whom the member may be one.
        let before = vetoes.len() - usize::from(has_veto);
        let tipping: BigUint =
            swings.iter().zip(weights.iter().skip(before)).map(|(swings, orders)| swings * orders).sum();
        let adopts = !winning.is_zero();
        let losing = &coalitions - &winning;
        let influence = Influence {
            banzhaf: ratio(&total, &(BigUint::one() << (members - 1))),
            normalised: None,
            shapley: adopts.then(|| ratio(&tipping, &orders)),
            prevent: adopts.then(|| ratio(&total, &winning)),
            initiate: adopts.then(|| ratio(&total, &losing)),
            veto: adopts && total == winning,
            dictator: total == BigUint::one() << (members - 1),
            swings: total,
        };
        found.extend(same.iter().map(|member| (*member, influence.clone())));
    }
    let all: BigUint = found.iter().map(|(_, influence)| &influence.swings).sum();
    if !all.is_zero() {
        for (_, influence) in &mut found {
            influence.normalised = Some(ratio(&influence.swings, &all));
        }
    }
    found.sort_by_key(|(member, _)| *member);
    let members = found.into_iter().map(|(_, influence)| influence).collect();
    Power { coalitions, winning, minimal_winning, minimal_blocking, proper, members }
}
