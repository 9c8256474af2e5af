//! Who is caught, as statements that stand in a test.

use std::collections::BTreeMap;

use super::norm::Norm;
use crate::diagnostics::quoted_all;
use crate::model::{Arity, AttributeId, LevelId, Library, StateId};
use crate::satisfy::{Given, Unknown, Who};

/// The profiles of a witness, each as `given state X { … }`; between two states there are two.
pub fn given(library: &Library, level: LevelId, facts: &[(Unknown, Given)]) -> Vec<String> {
    let names = Names::of(library, facts);
    let mut blocks: BTreeMap<Who, Vec<String>> = BTreeMap::from([(Who::First, Vec::new())]);
    if library.levels[level].arity == Arity::Pairs {
        blocks.insert(Who::Second, Vec::new());
    }
    for (unknown, given) in facts {
        let attribute = |id: AttributeId| &library.attributes[id];
        let (who, statement) = match (unknown, given) {
            (Unknown::Fact(who, id), Given::Value(value)) => {
                (*who, format!("{}: {}", attribute(*id).named.name, value.show(attribute(*id).ty, library)))
            }
            (Unknown::PairFact(from, to, id), Given::Value(value)) => {
                let value = value.show(attribute(*id).ty, library);
                (*from, format!("{} to {}: {value}", attribute(*id).named.name, names.of_state(library, *to)))
            }
            (Unknown::Capacities(who), Given::Capacities(capacities)) if capacities.is_empty() => {
                (*who, "capacity none".to_owned())
            }
            (Unknown::Capacities(who), Given::Capacities(capacities)) => {
                let list: Vec<&str> = capacities.iter().map(|&one| library.capacities[one].name.as_str()).collect();
                (*who, format!("capacity {}", list.join(", ")))
            }
            // Which state it is, is in its name; the values of parameters belong to no state.
            (
                Unknown::Identity(_)
                | Unknown::Parameter(..)
                | Unknown::Argument(..)
                | Unknown::Capacity(..)
                | Unknown::Fact(..)
                | Unknown::PairFact(..)
                | Unknown::Capacities(_),
                _,
            ) => continue,
        };
        blocks.entry(who).or_default().push(statement);
    }
    blocks
        .iter()
        .map(|(&who, statements)| {
            let inside = if statements.is_empty() { "}".to_owned() } else { format!("{} }}", statements.join("  ")) };
            format!("given state {} {{ {inside}", names.of_state(library, who))
        })
        .collect()
}

/// Who is caught, in words: `X as sender with Y`.
pub fn caught(library: &Library, norms: &[Norm<'_>], level: LevelId, facts: &[(Unknown, Given)]) -> String {
    let names = Names::of(library, facts);
    let mut parts: Vec<&str> = Vec::new();
    for norm in norms {
        let parties = &norm.text(library).parties;
        if parties.len() > 1
            && let Some(party) = parties.get(norm.term.party)
            && !parts.contains(&party.name.as_str())
        {
            parts.push(&party.name);
        }
    }
    let parts = if parts.is_empty() { String::new() } else { format!(" as {}", quoted_all(parts.into_iter(), 6)) };
    let with =
        if library.levels[level].arity == Arity::Pairs { format!(" with {}", names.second) } else { String::new() };
    format!("{}{parts}{with}", names.first)
}

/// What the states of a witness are called.
#[derive(Debug)]
struct Names {
    first: String,
    second: String,
}

impl Names {
    fn of(library: &Library, facts: &[(Unknown, Given)]) -> Self {
        let taken = |name: &str| library.states.values().any(|state| state.named.name == name);
        let free = |letter: &str| {
            let numbered = (1..).map(|number: u32| format!("{letter}{number}"));
            std::iter::once(letter.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
        };
        let identity = |who: Who| {
            facts.iter().find_map(|fact| match fact {
                (Unknown::Identity(found), Given::State(state)) if *found == who => Some(*state),
                _ => None,
            })
        };
        let name = |state: StateId| library.states[state].named.name.clone();
        Self {
            first: identity(Who::First).map_or_else(|| free("X"), name),
            second: identity(Who::Second).map_or_else(|| free("Y"), name),
        }
    }

    fn of_state<'n>(&'n self, library: &'n Library, who: Who) -> &'n str {
        match who {
            Who::First => &self.first,
            Who::Second => &self.second,
            Who::Named(state) => &library.states[state].named.name,
        }
    }
}
