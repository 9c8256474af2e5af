//! What conditions are called, and what comes of one that is vacuous.

use super::settings::Beside;
use crate::model::{CapacityId, DefinitionId, GroupId, InterestId, Library, PrincipleId};

/// What a condition is for.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    /// A named expression.
    Definition(DefinitionId),
    /// A group.
    Group(GroupId),
    /// A capacity of states.
    Capacity(CapacityId),
    /// A party, by its place in a principle.
    Party(PrincipleId, usize),
    /// When a clause binds, by its place in a principle.
    When(PrincipleId, usize),
    /// When a clause does not bind, by its place in a principle.
    Unless(PrincipleId, usize),
    /// An interest rule.
    Rule(InterestId),
    /// Evidence.
    Evidence,
}

/// What a condition is called.
pub fn what(library: &Library, subject: Subject) -> String {
    let clause = |principle: PrincipleId, clause: usize| {
        let text = &library.principles[principle];
        format!("{}.{}", text.named.name, text.clauses.get(clause).map_or("", |clause| &clause.label))
    };
    match subject {
        Subject::Definition(id) => format!("`{}`", library.definitions[id].named.name),
        Subject::Group(id) => format!("the condition of the group `{}`", library.groups[id].named.name),
        Subject::Capacity(id) => format!("the condition of the capacity `{}`", library.capacities[id].name),
        Subject::Party(id, party) => {
            let text = &library.principles[id];
            let party = text.parties.get(party).map_or("", |party| &party.name);
            format!("the condition of the party `{party}` of `{}`", text.named.name)
        }
        Subject::When(id, place) => format!("the condition of the clause `{}`", clause(id, place)),
        Subject::Unless(id, place) => format!("the exception of the clause `{}`", clause(id, place)),
        Subject::Rule(id) => format!("the condition of the interest rule `{}`", library.interests[id].named.name),
        Subject::Evidence => "the condition of this evidence".to_owned(),
    }
}

/// What a condition beside another does to it.
pub fn beside_words(beside: Beside, never: bool) -> &'static str {
    match (beside, never) {
        (Beside::Own, true) => "no state that plays the party meets both",
        (Beside::Own, false) => "whoever plays the party meets it already",
        (Beside::Other, true) => "the other state of the pair plays this party",
        (Beside::Other, false) => "met already where the other state of the pair plays this party",
        (Beside::When, true) => "where this holds, it does not",
        (Beside::When, false) => "where this holds, it does as well",
        (Beside::Rule, true) => "no state that has the interest meets both",
        (Beside::Rule, false) => "whoever has the interest meets it already",
    }
}

/// What comes of a condition that never holds, or never fails.
pub fn consequence(subject: Subject, never: bool) -> &'static str {
    match (subject, never) {
        (Subject::Definition(_), true) => "never yes",
        (Subject::Definition(_), false) => "never no",
        (Subject::Group(_), true) => "the group has no members",
        (Subject::Group(_), false) => "no state is kept out",
        (Subject::Capacity(_), true) => "no state gets it",
        (Subject::Capacity(_), false) => "no state is refused it",
        (Subject::Party(..), true) => "nobody plays it",
        (Subject::Party(..), false) => "nobody is kept from playing it",
        (Subject::When(..), true) | (Subject::Unless(..), false) => "the clause binds nobody",
        (Subject::When(..), false) => "it lets nobody off whose facts are known",
        (Subject::Unless(..), true) => "nobody is excepted",
        (Subject::Rule(_), true) => "no state has this interest",
        (Subject::Rule(_), false) => "every state has this interest",
        (Subject::Evidence, true) => "it never counts",
        (Subject::Evidence, false) => "it keeps out only those of whom it is unknown",
    }
}
