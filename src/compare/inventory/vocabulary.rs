//! The vocabulary and the rules of scope.

use super::{listed, part, remarks, statement, title};
use crate::compare::statement::{Kind, Part, Statement};
use crate::model::{Arity, Bound, IssueId, Measure, MeasureId, Parameter, scope_word};
use crate::phrases::Phrases;

pub fn statements(phrases: &Phrases<'_>) -> Vec<Statement> {
    let library = phrases.library;
    let mut all = vec![itself(phrases)];
    all.extend(library.levels.values().map(|level| {
        let of = match level.arity {
            Arity::Pairs => "pairs",
            Arity::Groups => "groups",
            Arity::All => "all",
        };
        statement(Kind::Level, &level.named, vec![part("of", of)])
    }));
    all.extend(library.capacities.values().map(|named| statement(Kind::Capacity, named, Vec::new())));
    all.extend(library.issues.values().map(|issue| statement(Kind::Issue, &issue.named, Vec::new())));
    all.extend(library.persons.values().map(|persons| {
        let overlaps = persons.overlaps.iter().map(|&other| library.persons[other].named.name.clone());
        statement(Kind::Persons, &persons.named, listed("overlaps", overlaps))
    }));
    all.extend(library.enumerations.values().filter_map(|enumeration| {
        let values: Vec<&str> = enumeration.values.iter().map(|value| value.name.as_str()).collect();
        let named = enumeration.named.as_ref()?;
        Some(statement(Kind::Enumeration, named, vec![part("values", values.join(", "))]))
    }));
    all.extend(library.units.iter().map(|(id, unit)| {
        let base = &library.units[unit.base].named.name;
        let is = (unit.base != id).then(|| part("is", format!("{} {base}", unit.factor.written())));
        statement(Kind::Unit, &unit.named, is.into_iter().collect())
    }));
    all.extend(library.measures.values().map(|measure| self::measure(phrases, measure)));
    all.extend(library.attributes.iter().map(|(id, attribute)| {
        let of_pair = if attribute.of_pair { " of pair" } else { "" };
        let mut parts = vec![part("type", format!("{}{of_pair}", attribute.ty.show(library)))];
        let absent = attribute.absent.as_ref().map(|value| phrases.value(value, phrases.attribute(id)));
        parts.extend(absent.map(|absent| part("absent is", absent)));
        statement(Kind::Attribute, &attribute.named, parts)
    }));
    all.extend(library.definitions.values().map(|definition| {
        let text = phrases.written(library.expressions.span(definition.expr));
        statement(Kind::Definition, &definition.named, vec![part("is", text)])
    }));
    all
}

/// The library itself.
fn itself(phrases: &Phrases<'_>) -> Statement {
    let library = phrases.library;
    let mut parts = Vec::new();
    parts.extend(library.title.as_ref().map(|found| part("title", title(found))));
    parts.extend(library.version.as_ref().map(|version| part("version", version)));
    parts.extend(library.as_of.map(|day| part("as of", day.to_string())));
    let precedence: Vec<&str> = library.precedence.iter().map(|maxim| maxim.word()).collect();
    parts.extend((!precedence.is_empty()).then(|| part("precedence", precedence.join(", "))));
    // A library has one name, so that another one is a part that changed and not another library.
    parts.extend((!library.name.is_empty()).then(|| part("name", &library.name)));
    let title = library.title.as_ref().map(|title| title.text.clone());
    Statement { kind: Kind::Library, name: String::new(), title, parts }
}

fn measure(phrases: &Phrases<'_>, measure: &Measure) -> Statement {
    let library = phrases.library;
    let issues = |what: &str, all: &[IssueId]| {
        listed(what, all.iter().map(|&issue| library.issues[issue].named.name.clone()).collect::<Vec<_>>())
    };
    let others = |what: &str, all: &[MeasureId]| {
        listed(what, all.iter().map(|&other| library.measures[other].named.name.clone()).collect::<Vec<_>>())
    };
    let parameter = |parameter: &Parameter| {
        let bound = parameter.bound.map_or("", |bound| match bound {
            Bound::AtMost => "at most ",
            Bound::AtLeast => "at least ",
            Bound::Exactly => "exactly ",
        });
        part(format!("parameter {}", parameter.name), format!("{bound}{}", parameter.ty.show(library)))
    };
    let parts: [Vec<Part>; 5] = [
        issues("on", &measure.on),
        issues("against", &measure.against),
        measure.parameters.iter().map(parameter).collect(),
        others("excludes", &measure.excludes),
        others("entails", &measure.entails),
    ];
    statement(Kind::Measure, &measure.named, parts.into_iter().flatten().collect())
}

/// The rules of scope, issue by issue, and what holds without one.
pub fn scope(phrases: &Phrases<'_>) -> Vec<Statement> {
    let library = phrases.library;
    let bare = |name: &str, parts: Vec<Part>| {
        let name = name.to_owned();
        (!parts.is_empty()).then_some(Statement { kind: Kind::Scope, name, title: None, parts })
    };
    let of_issue = |issue: IssueId| {
        let rules = library.levels.iter().flat_map(|(level, named)| {
            library.scope.rules_of(issue, level).iter().flat_map(move |rule| {
                let at = format!("at {}", named.named.name);
                let said = remarks(&format!("{at}, "), &rule.remarks);
                std::iter::once(part(at, scope_word(rule.status))).chain(said)
            })
        });
        bare(&library.issues[issue].named.name, rules.collect())
    };
    let default = library.scope.default.as_ref().and_then(|rule| {
        let mut parts = vec![part("where no rule decides", scope_word(rule.status))];
        parts.extend(remarks("", &rule.remarks));
        bare("default", parts)
    });
    library.issues.ids().filter_map(of_issue).chain(default).collect()
}
