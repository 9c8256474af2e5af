//! Why clauses imply another, in words.

use super::implied::{How, Implied};
use super::norm::Norm;
use super::why::{Relation, Why};
use crate::diagnostics::quoted_all;
use crate::model::{LevelId, Library, Modality, modality_positive, modality_words};
use crate::syntax::ast::Bound;

/// Why others imply a norm, in words.
pub(super) fn reason(library: &Library, found: &Implied<'_>, all: &[Norm<'_>]) -> String {
    let levels: Vec<LevelId> = found.by.iter().map(|(level, _)| *level).collect();
    let everywhere = at(library, &levels);
    let alike = found.by.iter().all(|(_, norms)| norms.len() == all.len());
    match (found.how, all) {
        (How::Alone(why), _) if why.same() => {
            format!(
                "{everywhere} both bind the same states to the same act, as strongly and for the same people: one of them is enough"
            )
        }
        (How::Alone(why), [by]) => {
            let reasons = reasons(library, why, &found.norm, by);
            format!("{everywhere} whoever is bound by this is bound by {}: {}", names(library, all), reasons.join("; "))
        }
        (How::Parts, _) if alike => {
            format!("{everywhere} each of these binds some of those whom this binds, and together they bind them all")
        }
        (How::Alone(_) | How::Together, _) if alike => {
            format!("{everywhere} what these ask for and forbid is together all that this says")
        }
        (How::Alone(_) | How::Parts | How::Together, _) => {
            let each = |(level, norms): &(LevelId, Vec<Norm<'_>>)| {
                format!("{} by {}", at(library, &[*level]), names(library, norms))
            };
            let each: Vec<String> = found.by.iter().map(each).collect();
            format!("all of it is said elsewhere: {}", each.join(", "))
        }
    }
}

fn reasons(library: &Library, why: Why, norm: &Norm<'_>, by: &Norm<'_>) -> Vec<String> {
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

/// Clauses by their names.
pub(super) fn names(library: &Library, norms: &[Norm<'_>]) -> String {
    let names: Vec<String> = norms.iter().map(|norm| norm.label(library)).collect();
    quoted_all(names.iter().map(String::as_str), 6)
}
