//! Facts that decide the outcome of a forum, written down and counted again.

use std::cell::Cell;

use comity::judge::Plan;
use comity::model::Library;
use comity::negotiate::{ForumResult, outcome_over, settle};
use comity::worlds::Worlds;

use crate::completions::write;
use crate::draw::Draw;
use crate::{Outcome, first, read};

/// Three states that share a fact, before a forum.
fn voting(seed: u64) -> String {
    let mut draw = Draw::new(seed);
    let condition = |draw: &mut Draw| match draw.below(5) {
        0 => "deal".to_owned(),
        1 => format!("gdp > {}", draw.below(3)),
        2 => "AAA.deal".to_owned(),
        3 => format!("not deal and gdp < {}", draw.below(3)),
        _ => "grade is mid or AAA.deal".to_owned(),
    };
    let mut states = Vec::new();
    for name in ["AAA", "BBB", "CCC"] {
        let known = if draw.chance(30) { "deal: yes" } else { "" };
        let mut evidence = Vec::new();
        for _ in 0..draw.between(1, 2) {
            let kind = draw.one(&["accepts", "rejects"]);
            let target = draw.one(&["p.c", "p.d", "m"]);
            evidence.push(format!("  {kind} {target} when {}", condition(&mut draw)));
        }
        let left = if draw.chance(40) { "favours i" } else { "" };
        states.push(format!("state {name} {{ {known} {left}\n{} }}", evidence.join("\n")));
    }
    let rule = draw.one(&["consensus", "unanimity", "majority", "2 members", "2/3 of votes"]);
    format!(
        "library voting {{ }}\nlevels {{ region of groups }}\nissue i  measure m on i  measure n on i\n\
         attribute deal : flag  attribute gdp : number  attribute grade : one of low, mid, high\n\
         principle p {{ issue i levels region\n  c: states shall m\n  d: states should n\n  reservations on d }}\n\
         {}\ngroup g at region {{ AAA, BBB, CCC }}\nforum f {{ level region members group g adopts by {rule} }}\n",
        states.join("\n")
    )
}

/// Every set of facts that decides an outcome does when it is written.
fn outcome_settles(seed: u64, count: &Cell<usize>) -> Outcome {
    let text = voting(seed);
    let (reading, day) = read(&text)?;
    let library = &reading.library;
    let (Some(principle), Some(forum)) = (library.principles.ids().next(), library.forums.ids().next()) else {
        return Err("there is a principle and a forum".to_owned());
    };
    let results = |library: &Library| -> Vec<&'static str> {
        let plan = Plan::new(library, day);
        let found = outcome_over(&plan, forum, principle, &[], Worlds::Exact);
        let decisions = found.into_iter().flat_map(|outcome| outcome.decisions);
        decisions.flat_map(|decision| decision.possible).map(ForumResult::name).collect()
    };
    let plan = Plan::new(library, day);
    for wording in settle(&plan, forum, principle, &[]).unwrap_or_default() {
        let possible: Vec<&str> = wording.possible.iter().copied().map(ForumResult::name).collect();
        if possible != results(library) {
            return Err(format!("seed {seed}: other results {possible:?}\n{text}"));
        }
        let sure = possible.iter().all(|result| result.starts_with("adopted"));
        for settling in &wording.found {
            let mut written = library.clone();
            for fact in &settling.facts {
                write(&mut written, principle, &fact.missing, &fact.value);
            }
            let decided = results(&written);
            let adopted = |result: &&str| result.starts_with("adopted");
            let fits = match settling.result.name() {
                "adopted" if sure => decided == ["adopted"],
                "adopted" => decided.iter().all(adopted),
                "adopted with reservations" => decided == ["adopted with reservations"],
                _ => !decided.iter().any(adopted),
            };
            if !fits {
                return Err(format!("seed {seed}: {settling:?} leads to {decided:?}\n{text}"));
            }
            count.set(count.get() + 1);
        }
    }
    Ok(())
}

#[test]
fn facts_that_decide_an_outcome_do() {
    let seen = Cell::new(0);
    let found = first(0..80, |seed| outcome_settles(seed, &seen));
    assert!(found.is_empty(), "{found}");
    assert!(seen.get() > 80, "too few sets of facts: {}", seen.get());
}
