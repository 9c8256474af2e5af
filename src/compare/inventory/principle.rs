//! Principles, clause by clause.

use super::{listed, part, remarks, statement};
use crate::compare::statement::{Kind, Part, Statement};
use crate::model::{Clause, Principle};
use crate::phrases::{Phrases, worded};

pub fn statements(phrases: &Phrases<'_>) -> Vec<Statement> {
    phrases.library.principles.values().map(|principle| self::principle(phrases, principle)).collect()
}

fn principle(phrases: &Phrases<'_>, principle: &Principle) -> Statement {
    let library = phrases.library;
    let issues = principle.issues.iter().map(|&issue| library.issues[issue].named.name.clone());
    let levels = principle.levels.iter().map(|&level| library.levels[level].named.name.clone());
    let concerns = principle.concerns.iter().map(|&persons| library.persons[persons].named.name.clone());
    let mut parts = listed("issue", issues);
    parts.extend(listed("level", levels));
    parts.extend(listed("concerns", concerns));
    let overrides = principle.overrides.iter().map(|one| {
        let name = &library.principles[one.principle].named.name;
        let measures = one.measures.iter().map(|&measure| library.measures[measure].named.name.as_str());
        let on = if one.measures.is_empty() { "" } else { " on " };
        format!("{name}{on}{}", measures.collect::<Vec<_>>().join(", "))
    });
    parts.extend(listed("overrides", overrides));
    parts.extend(principle.adopted.map(|day| part("adopted", day.to_string())));
    let parties = principle.parties.iter();
    parts.extend(parties.map(|party| part(format!("party {}", party.name), phrases.party(party))));
    parts.extend(principle.clauses.iter().flat_map(|clause| self::clause(phrases, principle, clause)));
    statement(Kind::Principle, &principle.named, parts)
}

fn clause(phrases: &Phrases<'_>, principle: &Principle, clause: &Clause) -> Vec<Part> {
    let label = &clause.label;
    let worded = worded(phrases, &principle.parties, clause);
    let mut parts = vec![Part { what: format!("clause {label}"), text: worded.text, aspects: worded.parts }];
    if clause.reservable {
        parts.push(part(format!("reservations on {label}"), "allowed"));
    }
    let mut texts: Vec<&String> = Vec::new();
    for text in clause.variants.iter().filter_map(|variant| variant.term.as_ref()?.text.as_ref()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    parts.extend(listed(&format!("text of {label}"), texts.into_iter().map(|text| format!("“{text}”"))));
    parts.extend(remarks(&format!("of {label}, "), &clause.remarks));
    parts
}
