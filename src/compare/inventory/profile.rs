//! Interest rules, states, and facts between two states.

use indexmap::IndexMap;

use super::{part, remarks, statement};
use crate::compare::statement::{Kind, Part, Statement};
use crate::model::{AttributeId, Evidence, Fact, State};
use crate::phrases::{Phrases, period};

pub fn statements(phrases: &Phrases<'_>) -> Vec<Statement> {
    let library = phrases.library;
    let mut all = Vec::new();
    all.extend(library.interests.values().map(|interest| {
        let condition = interest.condition.map(|condition| phrases.condition(condition));
        let mut parts: Vec<Part> = condition.map(|condition| part("where", condition)).into_iter().collect();
        parts.extend(interest.evidence.iter().flat_map(|one| evidence(phrases, one)));
        statement(Kind::Interest, &interest.named, parts)
    }));
    all.extend(library.states.values().map(|state| self::state(phrases, state)));
    let mut pairs: IndexMap<AttributeId, Vec<Part>> = IndexMap::new();
    for ((attribute, from, to), facts) in &library.pair_facts {
        let between = format!("{} to {}", phrases.state(*from), phrases.state(*to));
        pairs.entry(*attribute).or_default().extend(self::facts(phrases, *attribute, &between, facts));
    }
    all.extend(pairs.into_iter().map(|(attribute, parts)| {
        let named = &library.attributes[attribute].named;
        let title = named.title.as_ref().map(|title| title.text.clone());
        Statement { kind: Kind::Pairs, name: named.name.clone(), title, parts }
    }));
    all
}

fn state(phrases: &Phrases<'_>, state: &State) -> Statement {
    let library = phrases.library;
    let mut parts = Vec::new();
    if let Some(claims) = &state.capacities {
        if claims.is_empty() {
            parts.push(part("capacity", "none"));
        }
        for claim in claims {
            let name = &library.capacities[claim.capacity].name;
            let when = claim.when.map(|when| format!(" when {}", phrases.condition(when))).unwrap_or_default();
            parts.push(part(format!("capacity {name}"), format!("{name}{when}")));
            parts.extend(remarks(&format!("capacity {name}, "), &claim.remarks));
        }
    }
    for (attribute, facts) in &state.facts {
        let name = &library.attributes[*attribute].named.name;
        parts.extend(self::facts(phrases, *attribute, name, facts));
    }
    parts.extend(state.evidence.iter().flat_map(|one| evidence(phrases, one)));
    statement(Kind::State, &state.named, parts)
}

fn facts(phrases: &Phrases<'_>, attribute: AttributeId, what: &str, facts: &[Fact]) -> Vec<Part> {
    let written = phrases.attribute(attribute);
    let one = |fact: &Fact| {
        let text = format!("{}{}", phrases.value(&fact.value, written), period(fact.period));
        std::iter::once(part(what, text)).chain(remarks(&format!("{what}, "), &fact.remarks))
    };
    facts.iter().flat_map(one).collect()
}

fn evidence(phrases: &Phrases<'_>, evidence: &Evidence) -> Vec<Part> {
    let target = phrases.target(evidence.target);
    let what = if evidence.is_position() { format!("position on {target}") } else { format!("interest in {target}") };
    let mut parts = vec![part(&what, phrases.evidence(evidence))];
    parts.extend(remarks(&format!("{what}, "), &evidence.remarks));
    parts
}
