//! What forums decide, against every completion of what is unknown, on random texts and rules of adoption.

mod brute;
#[path = "../properties/draw.rs"]
mod draw;
mod found;
mod ground;
mod large;
mod rule;
mod sets;
mod text;

use std::collections::BTreeSet;

use brute::{ADOPTED, BLOCKED, Cast, Member, OUTSIDE, RESERVED, UNSUPPORTED, always, is_adopted, results};
use comity::Reading;
use comity::judge::{Plan, VerdictSet};
use comity::model::Library;
use comity::negotiate::{Decision, Outcome, outcome};
use comity::source::MemoryFiles;
use rule::Rule;
use sets::Moves;
use text::{Case, case};

type Checked = Result<(), String>;

/// The library of a text.
fn read(text: &str) -> Result<Reading, String> {
    let files = MemoryFiles::default().with("random.comity", text);
    let reading = comity::read("random.comity", &files);
    if reading.diagnostics.has_form_errors() {
        let found: Vec<String> = reading.diagnostics.sorted().iter().map(|found| found.message.clone()).collect();
        return Err(format!("the text is no library: {}", found.join("; ")));
    }
    Ok(reading)
}

/// The outcome of the first principle in each forum.
fn outcomes<'a>(plan: &Plan<'a>, library: &Library) -> Vec<(String, Outcome<'a>)> {
    let principle = library.principles.ids().next();
    let forums = library.forums.iter().filter_map(|(id, forum)| {
        let outcome = outcome(plan, id, principle?, &[])?;
        Some((forum.named.name.clone(), outcome))
    });
    forums.collect()
}

/// Two sets, the second of which is the one that should be.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Checked {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?}, by trying all {expected:?}")) }
}

/// One forum's outcome is what completions make it.
fn check_outcome(case: &Case, library: &Library, outcome: &Outcome<'_>) -> Checked {
    // The verdicts of all members, wording by wording.
    let choices = outcome.rows.iter().map(|row| row.by_choice.len()).max().unwrap_or(0).max(1);
    let verdicts = |choice: usize| -> Vec<VerdictSet> {
        outcome.rows.iter().map(|row| row.by_choice.get(choice).copied().unwrap_or(row.possible)).collect()
    };
    let mut wordings: Vec<Vec<VerdictSet>> = Vec::new();
    for choice in 0..choices {
        let found = verdicts(choice);
        if !wordings.contains(&found) {
            wordings.push(found);
        }
    }
    let found: Vec<Vec<VerdictSet>> =
        outcome.decisions.iter().map(|decision| decision.votes.iter().map(|vote| vote.0).collect()).collect();
    same("wordings", &found, &wordings)?;
    let words: usize = outcome.decisions.iter().map(|decision| decision.choosing.len()).sum();
    same("number of choices", &words, &choices)?;
    let mut names = BTreeSet::new();
    for (decision, verdicts) in outcome.decisions.iter().zip(&wordings) {
        let member = |(verdicts, &state): (&VerdictSet, _)| {
            let name = &library.states[state].named.name;
            let weight = case.weights.get(name).copied().flatten();
            Member::new(*verdicts, weight, case.veto.contains(name))
        };
        let members: Vec<Member> = verdicts.iter().zip(&outcome.assembly.members).map(member).collect();
        names.insert(check_decision(decision, &members, &case.rule).map_err(|found| format!("{found}\n{members:?}"))?);
    }
    let name = names.iter().next().filter(|_| names.len() == 1).copied().unwrap_or("open");
    same("outcome", &outcome.name(), &name)
}

/// One decision is what completions make it; its name.
fn check_decision(decision: &Decision, members: &[Member], rule: &Rule) -> Result<&'static str, String> {
    let expected = results(members, rule);
    let name = expected.iter().next().filter(|_| expected.len() == 1).copied().unwrap_or("open");
    same("result", &decision.name(), &name)?;
    let possible: Vec<&str> = decision.possible.iter().map(|result| result.name()).collect();
    let in_order = [ADOPTED, RESERVED, BLOCKED, UNSUPPORTED, OUTSIDE];
    let expected: Vec<&str> = in_order.into_iter().filter(|result| expected.contains(result)).collect();
    same("possible", &possible, &expected)?;
    let places = || members.iter().enumerate();
    let moves = |to: Vec<(usize, Cast)>, adopted: bool| Moves { members, rule, to, adopted };
    if name == BLOCKED || name == UNSUPPORTED {
        let present = places().filter(|(_, member)| matches!(member.worst(), Cast::No | Cast::Abstains));
        let to = present.map(|(place, _)| (place, Cast::Aye)).collect();
        let found = moves(to, true).compare(decision.unblocked_by.as_ref());
        found.map_err(|found| format!("unblocked by: {found}"))?;
    } else {
        same("unblocked by", &decision.unblocked_by.is_some(), &false)?;
    }
    let uncertain = || places().filter(|(_, member)| member.worst() != member.best());
    let adopted = expected.iter().filter(|result| is_adopted(result)).count();
    if adopted > 0 && adopted < expected.len() {
        let up = uncertain().map(|(place, member)| (place, member.best())).collect();
        let found = moves(up, true).compare(decision.carried_by.as_ref());
        found.map_err(|found| format!("carried by: {found}"))?;
        let down = uncertain().map(|(place, member)| (place, member.worst())).collect();
        let found = moves(down, false).compare(decision.stopped_by.as_ref());
        found.map_err(|found| format!("stopped by: {found}"))?;
    } else {
        // Nobody can carry what is never adopted or what always is; and only a change of mind stops the latter.
        same("carried by", &decision.carried_by.is_some(), &false)?;
        if adopted > 0 {
            let present = places().filter(|(_, member)| !matches!(member.best(), Cast::No | Cast::Outside));
            let to = present.map(|(place, _)| (place, Cast::No)).collect();
            let found = moves(to, false).compare(decision.stopped_by.as_ref());
            found.map_err(|found| format!("stopped by: {found}"))?;
        } else {
            same("stopped by", &decision.stopped_by.is_some(), &false)?;
        }
    }
    if !rule.weighs() || members.iter().all(|member| member.weights.len() == 1) {
        let turns = |&(place, _): &(usize, &Member)| turns(members, rule, place);
        // Where it is adopted in every case, it depends on those who may reserve.
        let always = adopted == expected.len();
        let perhaps = |member: &Member| member.casts.contains(&Cast::Reserves) && member.casts.len() > 1;
        let expected: Vec<usize> = if always && expected.len() > 1 {
            places().filter(|(_, member)| perhaps(member)).map(|(place, _)| place).collect()
        } else {
            uncertain().filter(turns).map(|(place, _)| place).collect()
        };
        same("deciders", &decision.deciders, &expected)?;
    }
    Ok(name)
}

/// Whether in some completion of the others a member's own best and worst votes come to different things.
fn turns(members: &[Member], rule: &Rule, place: usize) -> bool {
    fn find(members: &mut [Member], rule: &Rule, own: usize, from: usize) -> bool {
        let Some(member) = members.get(from).cloned() else {
            let Some(member) = members.get(own).cloned() else { return false };
            let mut ends = [member.worst(), member.best()].map(|cast| {
                if let Some(slot) = members.get_mut(own) {
                    *slot = member.voting(cast);
                }
                always(members, rule, true)
            });
            if let Some(slot) = members.get_mut(own) {
                *slot = member;
            }
            ends.sort_unstable();
            return ends == [false, true];
        };
        if from == own {
            return find(members, rule, own, from + 1);
        }
        let found = member.casts.iter().any(|&cast| {
            if let Some(slot) = members.get_mut(from) {
                *slot = member.voting(cast);
            }
            find(members, rule, own, from + 1)
        });
        if let Some(slot) = members.get_mut(from) {
            *slot = member;
        }
        found
    }
    find(&mut members.to_vec(), rule, place, 0)
}

/// Both forums of a seed.
fn check(seed: u64) -> Checked {
    let case = case(seed);
    let told = |found: String| format!("seed {seed}: {found}\n{}", case.text);
    let reading = read(&case.text).map_err(told)?;
    let plan = Plan::new(&reading.library, reading.library.as_of);
    for (forum, outcome) in outcomes(&plan, &reading.library) {
        check_outcome(&case, &reading.library, &outcome).map_err(|found| told(format!("{forum}: {found}")))?;
    }
    Ok(())
}

#[test]
fn outcomes_are_what_completions_make_them() {
    let found = (0..500).map(check).find_map(Result::err).unwrap_or_default();
    assert!(found.is_empty(), "{found}");
}
