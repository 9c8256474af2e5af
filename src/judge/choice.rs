//! Ways of clearing the brackets of a draft.

use std::borrow::Cow;

use crate::model::{Alternative, Bracket, Clause, Pick, Picked, Principle, Variant};

/// One way of clearing the brackets of a principle: the variant taken of each clause, by its place among those that
/// the picks leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The places, one for each clause.
    pub variants: Vec<usize>,
    /// The choice in words that `choosing` takes; empty for a clean text.
    pub words: Vec<String>,
}

/// The variants of a clause that picks leave.
pub fn left<'c>(clause: &'c Clause, picks: &[Pick]) -> Cow<'c, [Variant]> {
    if picks.is_empty() {
        return Cow::Borrowed(&clause.variants);
    }
    let mut variants = clause.variants.clone();
    for pick in picks {
        if pick.clause.as_deref().is_some_and(|label| label != clause.label) {
            continue;
        }
        variants = apply(variants, pick);
    }
    Cow::Owned(variants)
}

fn apply(variants: Vec<Variant>, pick: &Pick) -> Vec<Variant> {
    let about = |picked: &Picked| match (&picked.bracket, &pick.parameter) {
        (Bracket::Parameter(name) | Bracket::Open(name), Some(wanted)) => name == wanted,
        (Bracket::Whole | Bracket::Modality | Bracket::Measure, Some(_)) => false,
        (_, None) => true,
    };
    // The brackets that offer the alternative; an open one that is named takes any value.
    let mut offering: Vec<Bracket> = Vec::new();
    for picked in variants.iter().flat_map(|variant| &variant.picked).filter(|picked| about(picked)) {
        let open = matches!((&picked.bracket, &pick.alternative), (Bracket::Open(_), Alternative::Value(_)));
        let offers = picked.alternative == pick.alternative || open && pick.parameter.is_some();
        if offers && !offering.contains(&picked.bracket) {
            offering.push(picked.bracket.clone());
        }
    }
    offering.into_iter().fold(variants, |variants, bracket| fix(variants, &bracket, &pick.alternative))
}

/// Of the variants those that take the alternative in the bracket, or that do not have the bracket at all.
fn fix(variants: Vec<Variant>, bracket: &Bracket, alternative: &Alternative) -> Vec<Variant> {
    let listed =
        variants.iter().flat_map(|v| &v.picked).any(|p| p.bracket == *bracket && p.alternative == *alternative);
    let mut fixed: Vec<Variant> = Vec::new();
    for mut variant in variants {
        let at = variant.picked.iter().position(|picked| picked.bracket == *bracket);
        let Some(at) = at else {
            fixed.push(variant);
            continue;
        };
        let Some(picked) = variant.picked.get_mut(at) else { continue };
        if listed {
            if picked.alternative == *alternative {
                fixed.push(variant);
            }
            continue;
        }
        // A value that was not among those to try: it takes their place.
        if let (Bracket::Open(name), Alternative::Value(value)) = (bracket, alternative) {
            picked.alternative = alternative.clone();
            picked.words = String::new();
            if let Some(term) = &mut variant.term {
                term.arguments.retain(|(given, _)| given != name);
                term.arguments.push((name.clone(), value.clone()));
            }
            if !fixed.iter().any(|other| other.picked == variant.picked) {
                fixed.push(variant);
            }
        }
    }
    fixed
}

/// Every choice, in the order in which the alternatives are written. Their number is bounded when a library is checked.
pub fn choices(principle: &Principle, variants: &[Cow<'_, [Variant]>]) -> Vec<Choice> {
    let clauses = principle.clauses.len();
    if variants.iter().all(|variants| variants.len() == 1) {
        return vec![Choice { variants: vec![0; clauses], words: Vec::new() }];
    }
    let mut all = vec![Choice { variants: Vec::with_capacity(clauses), words: Vec::new() }];
    for (clause, variants) in principle.clauses.iter().zip(variants) {
        let mut next = Vec::with_capacity(all.len() * variants.len());
        for choice in &all {
            for (place, variant) in variants.iter().enumerate() {
                let mut choice = choice.clone();
                choice.variants.push(place);
                if variants.len() > 1 {
                    choice.words.extend(variant.picked.iter().map(|picked| words(clause, picked)));
                }
                next.push(choice);
            }
        }
        all = next;
    }
    all
}

/// An alternative as `choosing` takes it, so that it is about this clause only.
fn words(clause: &Clause, picked: &Picked) -> String {
    match (&picked.alternative, &picked.bracket) {
        (Alternative::With | Alternative::Without, _) => format!("{} {}", picked.words, clause.label),
        (_, Bracket::Parameter(name) | Bracket::Open(name)) => format!("{}.{name} {}", clause.label, picked.words),
        (_, Bracket::Whole | Bracket::Modality | Bracket::Measure) => format!("{} {}", clause.label, picked.words),
    }
}
