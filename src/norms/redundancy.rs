//! What a library says twice, as findings.

use super::implied::{Implied, redundant};
use super::norm::Norm;
use super::why::{Relation, Why};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, quoted_all, quoted_list};
use crate::judge::World;
use crate::model::{LevelId, Library, Modality, modality_positive, modality_words};
use crate::syntax::ast::Bound;

/// Reports clauses that others imply, and principles that say the same.
pub fn review_redundancy(world: &World<'_>, diagnostics: &mut Diagnostics) {
    let library = world.library;
    let found = redundant(world);
    let mut told: Vec<Vec<Implied<'_>>> = Vec::new();
    for one in found.implied {
        match told.last_mut() {
            Some(wordings) if wordings.first().is_some_and(|first| is_told_with(first, &one)) => wordings.push(one),
            _ => told.push(vec![one]),
        }
    }
    for wordings in told {
        if let Some(finding) = implied(library, &wordings) {
            diagnostics.report(finding);
        }
    }
    for twins in found.equivalent {
        let (first, later) = (&library.principles[twins.first].named, &library.principles[twins.later].named);
        let message = format!("`{}` says the same as `{}`", later.name, first.name);
        diagnostics.report(
            Diagnostic::new(Code::EquivalentPrinciples, later.span, message)
                .here("said a second time")
                .also(first.span, "said here")
                .help("both bind the same states to the same acts, as strongly, at the same levels and for the same people: leave one out"),
        );
    }
}

/// Whether two are wordings of one clause that the same clauses imply.
fn is_told_with(one: &Implied<'_>, other: &Implied<'_>) -> bool {
    let places = |of: &Implied<'_>| -> Vec<_> {
        of.by.iter().map(|(level, norms)| (*level, norms.iter().map(place).collect::<Vec<_>>())).collect()
    };
    one.norm.is_alternative_of(&other.norm) && one.why == other.why && places(one) == places(other)
}

fn place(norm: &Norm<'_>) -> (crate::model::PrincipleId, usize, usize) {
    (norm.principle, norm.clause, norm.variant)
}

fn implied(library: &Library, wordings: &[Implied<'_>]) -> Option<Diagnostic> {
    let first = wordings.first()?;
    let mut all: Vec<Norm<'_>> = first.by.iter().flat_map(|(_, norms)| norms.iter().copied()).collect();
    all.sort_by_key(place);
    all.dedup_by_key(|norm| place(norm));
    let this = format!("`{}`{}", name(library, &first.norm), chosen(library, wordings));
    let message = match &first.why {
        Some(why) if why.same() => format!("{this} says the same as {}", names(library, &all)),
        _ if all.len() == 1 => format!("{this} is implied by {}", names(library, &all)),
        _ => format!("{this} is implied by {} together", names(library, &all)),
    };
    let mut found =
        Diagnostic::new(Code::ImpliedClause, first.norm.term.span, message).here(words(library, &first.norm));
    for norm in &all {
        found = found.also(norm.term.span, words(library, norm));
    }
    Some(found.help(help(library, first, &all)))
}

/// Which wordings of a clause with brackets it is.
fn chosen(library: &Library, wordings: &[Implied<'_>]) -> String {
    let Some(clause) = wordings.first().and_then(|first| first.norm.clause(library)) else { return String::new() };
    let written = clause.variants.iter().filter(|variant| variant.term.is_some()).count();
    if clause.variants.len() == 1 || written == 1 {
        return String::new();
    }
    if wordings.len() == written {
        return " in each wording".to_owned();
    }
    let picked = |one: &Implied<'_>| {
        let picked = clause.variants.get(one.norm.variant).map_or(&[][..], |variant| &variant.picked);
        picked.iter().map(|picked| picked.words.as_str()).collect::<Vec<_>>().join(", ")
    };
    let picked: Vec<String> = wordings.iter().map(picked).collect();
    format!(" with {}", quoted_list(picked.iter().map(String::as_str), 6))
}

fn help(library: &Library, found: &Implied<'_>, all: &[Norm<'_>]) -> String {
    let levels: Vec<LevelId> = found.by.iter().map(|(level, _)| *level).collect();
    let everywhere = at(library, &levels);
    match (&found.why, all) {
        (Some(why), _) if why.same() => {
            format!(
                "{everywhere} both bind the same states to the same act, as strongly and for the same people: one of them is enough"
            )
        }
        (Some(why), [by]) => {
            let reasons = reasons(library, why, &found.norm, by);
            format!("{everywhere} whoever is bound by this is bound by {}: {}", names(library, all), reasons.join("; "))
        }
        _ if found.by.iter().all(|(_, norms)| norms.len() == all.len()) => {
            format!(
                "{everywhere} whoever is bound by this is bound by some of these, and they leave nothing of it unsaid"
            )
        }
        _ => {
            let each = |(level, norms): &(LevelId, Vec<Norm<'_>>)| {
                format!("{} by {}", at(library, &[*level]), names(library, norms))
            };
            let each: Vec<String> = found.by.iter().map(each).collect();
            format!("all of it is said elsewhere: {}", each.join(", "))
        }
    }
}

fn reasons(library: &Library, why: &Why, norm: &Norm<'_>, by: &Norm<'_>) -> Vec<String> {
    let measure = |norm: &Norm<'_>| library.measures[norm.measure()].named.name.as_str();
    let (this, other) = (measure(norm), measure(by));
    let mut reasons = match why.act {
        Relation::Same | Relation::Other => Vec::new(),
        Relation::Stricter => stricter(library, norm, by),
        Relation::Wider if modality_positive(by.modality()) => vec![format!("it allows more ways of `{other}`")],
        Relation::Wider => vec![format!("it forbids more ways of `{other}`")],
        Relation::Asked => vec!["what is asked for is allowed".to_owned()],
        Relation::Includes => vec![format!("`{other}` entails `{this}`")],
        Relation::Part => vec![format!("`{this}` entails `{other}`, which it forbids")],
        Relation::Excludes => vec![format!("`{other}` and `{this}` cannot both be done")],
    };
    if why.stronger && norm.modality() != Modality::May {
        reasons.push(format!(
            "`{}` is stronger than `{}`",
            modality_words(by.modality()),
            modality_words(norm.modality())
        ));
    }
    let more = [
        (why.more_states, "it binds more states"),
        (why.more_levels, "it is negotiated at more levels"),
        (why.more_people, "it concerns more people"),
    ];
    reasons.extend(more.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words.to_owned()));
    if reasons.is_empty() {
        reasons.push("what it asks for and forbids leaves nothing of this unsaid".to_owned());
    }
    reasons
}

/// Which values are within those of a norm.
fn stricter(library: &Library, norm: &Norm<'_>, by: &Norm<'_>) -> Vec<String> {
    let measure = &library.measures[norm.measure()];
    let given = |norm: &Norm<'_>, name: &str| {
        norm.term.arguments.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone())
    };
    let parameters = measure.parameters.iter().filter_map(|parameter| {
        let show = |value: crate::model::Value| {
            if library.notation.parameter(&parameter.name) {
                value.show_percent(parameter.ty, library)
            } else {
                value.show(parameter.ty, library)
            }
        };
        let strict = given(by, &parameter.name)?;
        let Some(loose) = given(norm, &parameter.name) else {
            return Some(format!("it says more: `{}: {}`", parameter.name, show(strict)));
        };
        let (same, strict, loose) = (strict == loose, show(strict), show(loose));
        let how = match parameter.bound {
            Some(Bound::AtMost) => "within",
            Some(Bound::AtLeast) => "at least",
            Some(Bound::Exactly) | None => "exactly",
        };
        (!same).then(|| format!("`{}: {strict}` is {how} {loose}", parameter.name))
    });
    parameters.collect()
}

fn at(library: &Library, levels: &[LevelId]) -> String {
    format!("at {}", quoted_all(levels.iter().map(|&level| library.levels[level].named.name.as_str()), 6))
}

fn names(library: &Library, norms: &[Norm<'_>]) -> String {
    let names: Vec<String> = norms.iter().map(|norm| name(library, norm)).collect();
    quoted_all(names.iter().map(String::as_str), 6)
}

fn name(library: &Library, norm: &Norm<'_>) -> String {
    let label = norm.clause(library).map_or("", |clause| &clause.label);
    format!("{}.{label}", norm.text(library).named.name)
}

fn words(library: &Library, norm: &Norm<'_>) -> String {
    let measure = &library.measures[norm.measure()].named.name;
    let party = norm.text(library).parties.get(norm.term.party).map_or("", |party| &party.name);
    format!("{party} {} {measure}", modality_words(norm.modality()))
}
