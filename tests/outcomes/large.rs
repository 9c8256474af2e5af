//! Forums as large as the world.

use comity::judge::Plan;
use comity::negotiate::{Decision, Smallest};

use crate::{outcomes, read};

/// What a forum of 193 decides in which these first ones accept and all others reject.
fn decide<T>(accept: usize, rule: &str, tell: impl Fn(&Decision) -> T) -> Result<T, String> {
    let mut text = vec![
        "levels { global of all }".to_owned(),
        "issue trade  measure lift on trade  attribute size : number".to_owned(),
        "principle pact { issue trade  levels global  duty: states should lift }".to_owned(),
        format!("forum assembly {{ level global  adopts by {rule} }}"),
    ];
    for state in 0..193 {
        let kind = if state < accept { "accepts" } else { "rejects" };
        text.push(format!("state S{state:03} {{ size: {}  {kind} pact }}", size(state)));
    }
    let reading = read(&text.join("\n"))?;
    let plan = Plan::new(&reading.library, None);
    let outcomes = outcomes(&plan, &reading.library);
    let decision = outcomes.first().and_then(|(_, outcome)| outcome.decisions.first());
    decision.map(tell).ok_or_else(|| "nothing is decided".to_owned())
}

/// Weights that all differ, in no order.
fn size(state: usize) -> usize {
    100 + state * 71 % 193
}

#[test]
fn two_thirds_of_all_states_are_129() -> Result<(), String> {
    let rule = "2/3 of votes";
    assert_eq!(decide(129, rule, Decision::name)?, "adopted");
    assert_eq!(decide(128, rule, Decision::name)?, "blocked");
    let sets = decide(120, rule, |decision| decision.unblocked_by.clone())?.unwrap_or_default();
    let several: Vec<(usize, usize)> = sets.sets.iter().flatten().map(|set| (set.count, set.of.len())).collect();
    assert_eq!((sets.size, several, sets.complete), (Some(9), vec![(9, 73)], true));
    Ok(())
}

#[test]
fn a_search_that_is_cut_short_says_so() -> Result<(), String> {
    let all: usize = (0..193).map(size).sum();
    for accept in [60, 100, 125] {
        let sets: Smallest =
            decide(accept, "2/3 of size", |decision| decision.unblocked_by.clone())?.unwrap_or_default();
        assert!(!sets.complete, "{accept}: {sets:?}");
        assert_eq!(sets.size.is_some(), !sets.sets.is_empty(), "{accept}: {sets:?}");
        let before: usize = (0..accept).map(size).sum();
        for set in &sets.sets {
            let whole = set.iter().all(|several| several.count == several.of.len());
            let added: usize = set.iter().flat_map(|several| &several.of).map(|&state| size(state)).sum();
            assert!(whole && 3 * (before + added) >= 2 * all, "{accept}: {set:?}");
        }
    }
    Ok(())
}
