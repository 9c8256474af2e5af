//! Small texts on which an outcome has been wrong, and what is right.

use comity::judge::Plan;
use comity::negotiate::{Decision, Smallest};

use crate::{outcomes, read};

/// What a forum decides by a rule. A member is given by what it may do: `no`, `abstains`, `aye` and `outside`.
fn decide<T>(members: &[&str], rule: &str, tell: impl Fn(&Decision) -> T) -> Result<T, String> {
    let mut text = vec![
        "levels { regional of groups }".to_owned(),
        "issue trade  measure lift on trade".to_owned(),
        "attribute seated : flag  attribute warm : flag  attribute rich : flag".to_owned(),
        "principle pact { issue trade  levels regional  party all where seated  duty: all should lift }".to_owned(),
    ];
    let mut names = Vec::new();
    for (place, votes) in members.iter().enumerate() {
        let seated = if votes.contains("outside") { "" } else { "seated: yes" };
        let unless = |flag: &str| if votes.contains("abstains") { format!("when {flag}") } else { String::new() };
        let aye = if votes.contains("aye") { format!("accepts pact {}", unless("warm")) } else { String::new() };
        let no = if votes.contains("no") { format!("rejects pact {}", unless("rich")) } else { String::new() };
        text.push(format!("state S{place} {{ {seated}  {aye}  {no} }}"));
        names.push(format!("S{place}"));
    }
    text.push(format!("forum council {{ level regional  members {}  adopts by {rule} }}", names.join(", ")));
    let reading = read(&text.join("\n"))?;
    let plan = Plan::new(&reading.library, None);
    let outcomes = outcomes(&plan, &reading.library);
    let decision = outcomes.first().and_then(|(_, outcome)| outcome.decisions.first());
    decision.map(tell).ok_or_else(|| "nothing is decided".to_owned())
}

fn possible(decision: &Decision) -> Vec<&'static str> {
    decision.possible.iter().map(|result| result.name()).collect()
}

/// The members of the only set.
fn only(sets: Option<&Smallest>) -> Vec<usize> {
    sets.into_iter().flat_map(|sets| &sets.sets).flatten().flat_map(|several| several.of.clone()).collect()
}

#[test]
fn what_lies_between_the_best_and_the_worst_is_possible() -> Result<(), String> {
    // One may be in favour and the other against, though neither is best or worst.
    let two = ["aye, abstains, no", "aye, abstains, no"];
    assert_eq!(decide(&two, "consensus", possible)?, ["adopted", "blocked", "unsupported"]);
    // It may take no part, which is neither.
    assert_eq!(decide(&["aye, abstains, outside"], "1 members", possible)?, ["adopted", "unsupported", "outside"]);
    Ok(())
}

#[test]
fn what_is_never_adopted_nobody_can_carry_or_stop() -> Result<(), String> {
    let never = ["aye, abstains", "no"];
    let sets = |decision: &Decision| (decision.carried_by.clone(), decision.stopped_by.clone());
    assert_eq!(decide(&never, "majority", possible)?, ["blocked", "unsupported"]);
    assert_eq!(decide(&never, "majority", sets)?, (None, None));
    Ok(())
}

#[test]
fn one_who_comes_in_favour_is_enough_though_another_may_leave() -> Result<(), String> {
    let two = ["abstains, outside", "aye, outside"];
    assert_eq!(decide(&two, "50% of members", |decision| only(decision.carried_by.as_ref()))?, [1]);
    assert_eq!(decide(&two, "unanimity", |decision| only(decision.carried_by.as_ref()))?, [0, 1]);
    Ok(())
}

#[test]
fn a_member_decides_though_another_has_to_abstain_for_it() -> Result<(), String> {
    let three = ["aye", "no, abstains", "aye, abstains, no"];
    assert_eq!(decide(&three, "majority", |decision| decision.deciders.clone())?, [1, 2]);
    Ok(())
}
