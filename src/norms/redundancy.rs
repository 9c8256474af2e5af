//! What a library says twice, as findings.

use super::implied::{How, Implied, redundant};
use super::norm::Norm;
use super::reasons::{names, reason};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, quoted_list};
use crate::judge::World;
use crate::model::{Library, MeasureId};

/// Reports clauses that others imply, and principles that say the same.
pub fn review_redundancy(world: &World<'_>, diagnostics: &mut Diagnostics) {
    let library = world.library;
    let found = redundant(world);
    given_up(library, &found.unfinished, diagnostics);
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

/// Says where the search gave up.
fn given_up(library: &Library, measures: &[MeasureId], diagnostics: &mut Diagnostics) {
    for &measure in measures {
        let named = &library.measures[measure].named;
        let message =
            format!("not all clauses on `{}` and what belongs to it were compared for repetition", named.name);
        diagnostics.report(
            Diagnostic::new(Code::ImpliedClause, named.span, message)
                .here("too many clauses that might imply each other")
                .help("what was found up to there is told; name the conditions that many clauses share, or divide the measure"),
        );
    }
}

/// Whether two are wordings of one clause that the same clauses imply.
fn is_told_with(one: &Implied<'_>, other: &Implied<'_>) -> bool {
    let places = |of: &Implied<'_>| -> Vec<_> {
        of.by.iter().map(|(level, norms)| (*level, norms.iter().map(place).collect::<Vec<_>>())).collect()
    };
    one.norm.is_alternative_of(&other.norm) && one.how == other.how && places(one) == places(other)
}

fn place(norm: &Norm<'_>) -> (crate::model::PrincipleId, usize, usize) {
    (norm.principle, norm.clause, norm.variant)
}

fn implied(library: &Library, wordings: &[Implied<'_>]) -> Option<Diagnostic> {
    let first = wordings.first()?;
    let mut all: Vec<Norm<'_>> = first.by.iter().flat_map(|(_, norms)| norms.iter().copied()).collect();
    all.sort_by_key(place);
    all.dedup_by_key(|norm| place(norm));
    let this = format!("`{}`{}", first.norm.label(library), chosen(library, wordings));
    let others = names(library, &all);
    let message = match first.how {
        How::Alone(why) if why.same() => format!("{this} says the same as {others}"),
        How::Alone(_) => format!("{this} is implied by {others}"),
        How::Parts | How::Together => format!("{this} is implied by {others} together"),
    };
    let mut found = Diagnostic::new(Code::ImpliedClause, first.norm.term.span, message).here(first.norm.words(library));
    for norm in &all {
        found = found.also(norm.term.span, norm.words(library));
    }
    Some(found.help(reason(library, first, &all)))
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
