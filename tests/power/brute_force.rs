//! The engine against counting on fingers: all coalitions of small games, one after another.

use comity::negotiate::game::{Axis, Game, Power, Rule, Tally};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

/// A game as it is drawn.
#[derive(Debug, Clone)]
struct Drawn {
    veto: Vec<bool>,
    axes: Vec<Vec<u64>>,
    rule: Rule<u64>,
}

fn rational(value: u64, below: u32) -> BigRational {
    BigRational::new(BigInt::from(value), BigInt::from(below))
}

/// The same rule with every threshold put another way.
fn map(rule: &Rule<u64>, of: &impl Fn(Axis, u64) -> BigRational) -> Rule<BigRational> {
    match rule {
        Rule::Always => Rule::Always,
        Rule::Never => Rule::Never,
        Rule::And(all) => Rule::And(all.iter().map(|one| map(one, of)).collect()),
        Rule::Or(all) => Rule::Or(all.iter().map(|one| map(one, of)).collect()),
        Rule::AtLeast(axis, quota) => Rule::AtLeast(*axis, of(*axis, *quota)),
    }
}

impl Drawn {
    fn wins(&self, ayes: usize) -> bool {
        let vetoes = self.veto.iter().enumerate().all(|(member, veto)| !veto || ayes >> member & 1 == 1);
        ayes != 0 && vetoes && self.holds(&self.rule, ayes)
    }

    fn holds(&self, rule: &Rule<u64>, ayes: usize) -> bool {
        match rule {
            Rule::Always => true,
            Rule::Never => false,
            Rule::And(all) => all.iter().all(|one| self.holds(one, ayes)),
            Rule::Or(all) => all.iter().any(|one| self.holds(one, ayes)),
            Rule::AtLeast(0, quota) => u64::from(ayes.count_ones()) >= *quota,
            Rule::AtLeast(axis, quota) => {
                let weights = self.axes.get(axis - 1).into_iter().flatten().enumerate();
                weights.filter(|(member, _)| ayes >> member & 1 == 1).map(|(_, weight)| weight).sum::<u64>() >= *quota
            }
        }
    }

    /// The game, with weights and thresholds in thirds, so that whole numbers have to be found for them.
    fn game(&self) -> Option<Game> {
        let axes: Vec<Vec<BigRational>> =
            self.axes.iter().map(|axis| axis.iter().map(|weight| rational(*weight, 3)).collect()).collect();
        let rule = map(&self.rule, &|axis, quota| rational(quota, if axis == 0 { 1 } else { 3 }));
        Game::new(self.veto.clone(), &axes, &rule).ok()
    }
}

/// Weights on up to three axes, small ones and large ones, often equal.
fn drawn() -> impl Strategy<Value = Drawn> {
    let weight = || prop_oneof![0_u64..5, Just(3_u64), 0_u64..40, 1_000_000_000_u64..60_000_000_000];
    let threshold = || {
        prop_oneof![
            (0_usize..4, 0_u64..12).prop_map(|(axis, quota)| Rule::AtLeast(axis, quota)),
            (1_usize..4, 0_u64..100).prop_map(|(axis, quota)| Rule::AtLeast(axis, quota)),
            (1_usize..4, 0_u64..200_000_000_000).prop_map(|(axis, quota)| Rule::AtLeast(axis, quota)),
        ]
    };
    let rule = threshold().prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Rule::And),
            prop::collection::vec(inner, 1..4).prop_map(Rule::Or),
        ]
    });
    (1_usize..9).prop_flat_map(move |members| {
        let veto = prop::collection::vec(prop::bool::weighted(0.1), members);
        let axes = prop::collection::vec(prop::collection::vec(weight(), members), 3);
        (veto, axes, rule.clone()).prop_map(|(veto, axes, rule)| Drawn { veto, axes, rule })
    })
}

fn factorial(of: u32) -> u64 {
    (1..=u64::from(of)).product()
}

fn exactly(tally: &Tally) -> String {
    match tally {
        Tally::Exactly(count) => count.to_string(),
        Tally::MoreThan(count) => format!("more than {count}"),
    }
}

fn compare(drawn: &Drawn, power: &Power, listed: &[Vec<usize>]) -> Result<(), TestCaseError> {
    let members = drawn.veto.len();
    let all = 0..1_usize << members;
    let whole = (1_usize << members) - 1;
    let winning: Vec<usize> = all.clone().filter(|ayes| drawn.wins(*ayes)).collect();
    prop_assert_eq!(power.winning.to_string(), winning.len().to_string());
    let without =
        |ayes: usize| (0..members).filter(move |member| ayes >> member & 1 == 1).map(move |one| ayes & !(1 << one));
    let minimal: Vec<usize> =
        winning.iter().copied().filter(|ayes| without(*ayes).all(|less| !drawn.wins(less))).collect();
    prop_assert_eq!(exactly(&power.minimal_winning), minimal.len().to_string());
    let mut named: Vec<usize> = listed.iter().map(|set| set.iter().map(|member| 1 << member).sum()).collect();
    named.sort_unstable();
    prop_assert_eq!(named, minimal);
    let blocks = |noes: usize| !drawn.wins(whole & !noes);
    let blocking = all.filter(|noes| blocks(*noes) && without(*noes).all(|less| !blocks(less))).count();
    prop_assert_eq!(exactly(&power.minimal_blocking), if winning.is_empty() { 0 } else { blocking }.to_string());
    let proper = winning.iter().all(|ayes| !drawn.wins(whole & !ayes));
    prop_assert_eq!(power.proper, Some(proper));
    let swings = |member: usize| {
        winning.iter().filter(move |ayes| **ayes >> member & 1 == 1 && !drawn.wins(**ayes & !(1 << member)))
    };
    let sum: u64 = (0..members).map(|member| swings(member).count() as u64).sum();
    let orders = factorial(u32::try_from(members).unwrap_or_default());
    for (member, influence) in power.members.iter().enumerate() {
        let count = swings(member).count() as u64;
        prop_assert_eq!(influence.swings.to_string(), count.to_string(), "of {}", member);
        let of = |all: u64| (all > 0).then(|| BigRational::new(BigInt::from(count), BigInt::from(all)));
        prop_assert_eq!(Some(influence.banzhaf.clone()), of(1 << (members - 1)));
        prop_assert_eq!(&influence.normalised, &of(sum));
        prop_assert_eq!(&influence.prevent, &of(winning.len() as u64));
        let losing = (whole + 1 - winning.len()) as u64;
        prop_assert_eq!(&influence.initiate, &of(losing).filter(|_| !winning.is_empty()));
        let tipping: u64 = swings(member)
            .map(|ayes| {
                let size = ayes.count_ones();
                factorial(size - 1) * factorial(u32::try_from(members).unwrap_or_default() - size)
            })
            .sum();
        let shapley = BigRational::new(BigInt::from(tipping), BigInt::from(orders));
        prop_assert_eq!(influence.shapley.clone(), (!winning.is_empty()).then_some(shapley));
        let all_have = winning.iter().all(|ayes| ayes >> member & 1 == 1);
        prop_assert_eq!(influence.veto, !winning.is_empty() && all_have);
        let alone = winning.iter().all(|ayes| ayes >> member & 1 == 1) && winning.len() == 1 << (members - 1);
        prop_assert_eq!(influence.dictator, alone);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn all_coalitions_come_to_the_same(drawn in drawn()) {
        let game = drawn.game().ok_or_else(|| TestCaseError::fail("the weights are short"))?;
        let power = game.power(&|_, _| {}).map_err(|hard| TestCaseError::fail(format!("{hard:?}")))?;
        compare(&drawn, &power, &game.minimal_winning(1000))?;
    }
}
