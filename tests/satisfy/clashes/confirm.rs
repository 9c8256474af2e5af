//! That a witness is caught: its text is given in a test of the library, and the reasons of verdicts say that every clause
//! binds. With any one fact left out, they do not.

use std::error::Error;

use comity::judge::{Instance, Plan, Session};
use comity::model::{Arity, Library, StateId, Truth};
use comity::norms::{Clash, Norm, given};
use comity::satisfy::{Given, Unknown, Who};

use super::super::library;
use super::text::Case;

type Facts = [(Unknown, Given)];

/// Whether each of the clauses surely binds the first state of these blocks.
fn caught(text: &str, facts: &Facts, before: &Library, clash: &Clash<'_>) -> Result<bool, Box<dyn Error>> {
    let blocks = given(before, clash.level, facts);
    let name = |who: Who, free: &str| {
        let state = facts.iter().find_map(|fact| match fact {
            (Unknown::Identity(found), Given::State(state)) if *found == who => Some(*state),
            _ => None,
        });
        state.map_or_else(|| free.to_owned(), |state| before.states[state].named.name.clone())
    };
    let (first, second) = (name(Who::First, "X"), name(Who::Second, "Y"));
    // A group names states of the library alone, so that those without a profile have an empty one.
    let states = "state X { }\nstate Y { }";
    let given = blocks.join("\n");
    let expect = "expect scope of entry at global is open";
    let whole =
        format!("{text}\n{states}\ngroup probe at regional {{ {first} }}\ntest \"it\" {{\n{given}\n{expect}\n}}\n");
    let mut library =
        library(&whole).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
    let states = library.tests.iter().flat_map(|test| test.given.clone()).collect::<Vec<_>>();
    for (id, state) in states {
        library.states[id] = state;
    }
    let find = |name: &str| library.states.iter().find(|(_, state)| state.named.name == name).map(|(id, _)| id);
    let (Some(first), Some(second)) = (find(&first), find(&second)) else { return Err("no such state".into()) };
    let plan = Plan::new(&library, library.as_of);
    Ok(clash.norms.iter().all(|norm| binds(&plan, norm, clash, first, second)))
}

fn binds(plan: &Plan<'_>, norm: &Norm<'_>, clash: &Clash<'_>, first: StateId, second: StateId) -> bool {
    let library = plan.library();
    let principle = &library.principles[norm.principle];
    let session = Session::new(plan, norm.principle, clash.level, &[]);
    let instance = match library.levels[clash.level].arity {
        Arity::All => Instance::All,
        Arity::Groups => {
            let probe = library.groups.iter().find(|(_, group)| group.named.name == "probe");
            let Some((id, _)) = probe else { return false };
            Instance::Group(id)
        }
        Arity::Pairs if principle.parties.len() == 2 && norm.term.party == 1 => Instance::Pair(second, first),
        Arity::Pairs if principle.parties.len() == 2 => Instance::Pair(first, second),
        Arity::Pairs => Instance::Pair(first.min(second), first.max(second)),
    };
    let choice = session.choices.iter().find(|choice| choice.variants.get(norm.clause) == Some(&norm.variant));
    let Some(why) = choice.and_then(|choice| session.explain(instance, first, choice)) else { return false };
    let mut roles = why.clauses.iter().filter(|clause| clause.clause == norm.clause).flat_map(|clause| &clause.roles);
    roles.any(|role| role.party == norm.term.party && role.played == Truth::Yes && role.binds == Truth::Yes)
}

/// That a witness is caught, and that it has nothing to spare.
pub fn confirm(_case: &Case, text: &str, library: &Library, clash: &Clash<'_>) -> Result<(), Box<dyn Error>> {
    let blocks = || given(library, clash.level, &clash.witness).join("  ");
    if !caught(text, &clash.witness, library, clash)? {
        return Err(format!("not caught: {}", blocks()).into());
    }
    for place in 0..clash.witness.len() {
        let mut fewer = clash.witness.clone();
        let left_out = fewer.remove(place);
        if caught(text, &fewer, library, clash)? {
            return Err(format!("{left_out:?} can be left out: {}", blocks()).into());
        }
    }
    Ok(())
}
