//! Forums: nobody in them, somebody twice, weights that cannot be counted, rules that can never be met.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, quoted_all};
use crate::judge::Plan;
use crate::model::{Forum, ForumMember, StateId, Truth};
use crate::negotiate::{Assembly, Ballot, Tally};

pub fn review(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    for (id, forum) in plan.library().forums.iter() {
        let assembly = Assembly::new(plan, id);
        twice(plan, &assembly, diagnostics);
        if assembly.members.is_empty() {
            let day = plan.world.date.map_or_else(String::new, |day| format!(" on {day}"));
            let message = format!("the forum `{}` has no members{day}", forum.named.name);
            let found = Diagnostic::new(Code::ForumEmpty, forum.named.span, message)
                .here("nobody decides in it")
                .help("look at its `members`, and at the dates and conditions of its groups");
            let groups = forum.members.iter().filter_map(|member| match member {
                ForumMember::Group(group) => Some(plan.library().groups[*group].named.span),
                ForumMember::State(_) | ForumMember::Every => None,
            });
            let found = groups.fold(found, |found, group| found.also(group, "nobody is in it then"));
            diagnostics.report(found);
            continue;
        }
        weights(plan, &assembly, diagnostics);
        veto(plan, &assembly, diagnostics);
        let all = Tally::of(&assembly, &vec![Ballot::Aye; assembly.members.len()]);
        if all.meets(&forum.adopts) == Truth::No {
            let message =
                format!("nothing is ever adopted in `{}`: its rule is not met by the ayes of all", name(forum));
            let found = Diagnostic::new(Code::NeverAdopts, forum.named.span, message)
                .here(format!("it has {} members", assembly.members.len()))
                .help("lower the number that its rule asks for, or look at who its members are");
            diagnostics.report(found);
        }
    }
}

fn name(forum: &Forum) -> &str {
    &forum.named.name
}

fn states(plan: &Plan<'_>, states: &[StateId]) -> String {
    let names = states.iter().map(|&state| plan.library().states[state].named.name.as_str());
    quoted_all(names, 6)
}

fn twice(plan: &Plan<'_>, assembly: &Assembly<'_>, diagnostics: &mut Diagnostics) {
    if assembly.twice.is_empty() {
        return;
    }
    let (forum, named) = (assembly.forum, states(plan, &assembly.twice));
    let message = format!("`{}` names {named} twice, alone or in a group", name(forum));
    let found = Diagnostic::new(Code::MemberTwice, forum.named.span, message)
        .here("each counts once")
        .help("name each member once, or let it come in with one group only");
    diagnostics.report(found);
}

fn weights(plan: &Plan<'_>, assembly: &Assembly<'_>, diagnostics: &mut Diagnostics) {
    for &attribute in assembly.weights.keys() {
        let (negative, unknown) = (assembly.negative_in(attribute), assembly.unknown_in(attribute));
        let weight = |code, missing: &[StateId], is: &str, here: &str, help: &str| {
            let named = &plan.library().attributes[attribute].named;
            let message = format!(
                "`{}` counts in `{}`, which is {is} for {}",
                name(assembly.forum),
                named.name,
                states(plan, missing)
            );
            let place =
                assembly.forum.adopts.attributes().get(&attribute).copied().unwrap_or(assembly.forum.named.span);
            Diagnostic::new(code, place, message).here(here).also(named.span, "declared here").help(help)
        };
        if !negative.is_empty() {
            let help = "count in an attribute that is never negative, or correct the profile";
            diagnostics.report(weight(Code::WeightNegative, &negative, "below zero", "taken as unknown", help));
        }
        if !unknown.is_empty() {
            let help = "state the fact in the profile; until then outcomes are open where it could decide";
            diagnostics.report(weight(Code::WeightUnknown, &unknown, "unknown", "any weight is possible", help));
        }
    }
}

fn veto(plan: &Plan<'_>, assembly: &Assembly<'_>, diagnostics: &mut Diagnostics) {
    let strangers: Vec<StateId> =
        assembly.forum.veto.iter().copied().filter(|state| !assembly.members.contains(state)).collect();
    if strangers.is_empty() {
        return;
    }
    let are = if strangers.len() == 1 { "is no member" } else { "are no members" };
    let message = format!("`{}` gives a veto to {}, who {are}", name(assembly.forum), states(plan, &strangers));
    let forum = assembly.forum.named.span;
    let found = Diagnostic::new(Code::VetoOutside, assembly.forum.veto_span.unwrap_or(forum), message)
        .here("a veto that nobody can cast")
        .also(forum, "who takes part is said here")
        .help("name them behind `members` as well, or take them out of `veto`");
    diagnostics.report(found);
}
