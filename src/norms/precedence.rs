//! Which of two clauses prevails: what principles say of each other, and the maxims that the library follows.

use super::bindings::Bindings;
use super::norm::{Norm, covers};
use super::sets::included;
use crate::model::{LevelId, Library, Override, Precedence};
use crate::source::Span;

/// A clause that prevails over another of a clash, so that both need not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The clause that prevails, by its place in the clash.
    pub prevails: usize,
    /// The one that gives way.
    pub yields: usize,
    /// By what.
    pub by: By,
}

/// What settles a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The principle says so, here.
    Overrides(Span),
    /// A maxim that the library follows.
    Maxim(Precedence),
}

/// What settles a clash: first what the principles say themselves, then the maxims in the order of the library. `stated`
/// asks only for the first.
pub fn settled<'a>(bindings: &mut Bindings<'a>, norms: &[Norm<'a>], level: LevelId, stated: bool) -> Option<Settled> {
    let library = bindings.world().library;
    let pairs = || {
        (0..norms.len())
            .flat_map(move |one| (0..norms.len()).filter(move |&other| other != one).map(move |other| (one, other)))
    };
    let between = |by: &mut dyn FnMut(&Norm<'a>, &Norm<'a>) -> Option<By>| {
        pairs().find_map(|(prevails, yields)| {
            let (one, other) = (norms.get(prevails)?, norms.get(yields)?);
            by(one, other).map(|by| Settled { prevails, yields, by })
        })
    };
    let says = |one: &Norm<'a>, other: &Norm<'a>| {
        let mut says = one.text(library).overrides.iter().filter(|says| says.principle == other.principle);
        says.find(|says| is_about(library, says, one) || is_about(library, says, other)).map(|says| says.span)
    };
    // Where each says that it overrides the other, neither prevails.
    let mut overrides =
        |one: &Norm<'a>, other: &Norm<'a>| says(one, other).filter(|_| says(other, one).is_none()).map(By::Overrides);
    if let Some(stated) = between(&mut overrides) {
        return Some(stated);
    }
    let maxims = library.precedence.iter().filter(|_| !stated);
    maxims.copied().find_map(|maxim| {
        between(&mut |one, other| {
            let (text, other_text) = (one.text(library), other.text(library));
            let prevails = match maxim {
                Precedence::Special => is_special(bindings, one, other, level),
                Precedence::Later => other_text.adopted.is_some() && text.adopted > other_text.adopted,
                Precedence::Higher => text.levels.last() > other_text.levels.last(),
            };
            prevails.then_some(By::Maxim(maxim))
        })
    })
}

/// Whether an override speaks of a clause: of its measure, or of what that includes.
pub fn is_about(library: &Library, says: &Override, norm: &Norm<'_>) -> bool {
    included(library, norm.measure()).into_iter().any(|measure| says.is_about(measure))
}

/// Whether whoever is bound by one clause is bound by another, for the same people, and not the other way round.
fn is_special<'a>(bindings: &mut Bindings<'a>, one: &Norm<'a>, other: &Norm<'a>, level: LevelId) -> bool {
    let library = bindings.world().library;
    let people = |norm: &Norm<'a>| &norm.text(library).concerns;
    // What cannot be decided is not known to be narrower.
    covers(people(one), people(other))
        && bindings.implies(level, one, other) == Some(true)
        && (!covers(people(other), people(one)) || bindings.implies(level, other, one) == Some(false))
}
