//! Which of two clauses prevails: what principles say of each other, and the maxims that the library follows.

use super::binding::Bearer;
use super::norm::{Norm, covers};
use crate::judge::World;
use crate::model::{LevelId, Precedence};
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
pub fn settled(world: &World<'_>, norms: &[Norm<'_>], level: LevelId, stated: bool) -> Option<Settled> {
    let library = world.library;
    let pairs = || {
        (0..norms.len())
            .flat_map(move |one| (0..norms.len()).filter(move |&other| other != one).map(move |other| (one, other)))
    };
    let between = |by: &dyn Fn(&Norm<'_>, &Norm<'_>) -> Option<By>| {
        pairs().find_map(|(prevails, yields)| {
            let (one, other) = (norms.get(prevails)?, norms.get(yields)?);
            let by = if one.principle == other.principle { None } else { by(one, other) };
            by.map(|by| Settled { prevails, yields, by })
        })
    };
    let overrides = |one: &Norm<'_>, other: &Norm<'_>| {
        let says = one.text(library).overrides.iter().find(|says| {
            says.principle == other.principle && (says.is_about(one.measure()) || says.is_about(other.measure()))
        });
        says.map(|says| By::Overrides(says.span))
    };
    let maxims = library.precedence.iter().filter(|_| !stated);
    between(&overrides).or_else(|| {
        maxims.copied().find_map(|maxim| {
            between(&|one, other| {
                let prevails = match maxim {
                    Precedence::Special => is_special(world, one, other, level),
                    Precedence::Later => {
                        one.text(library).adopted > other.text(library).adopted && other.text(library).adopted.is_some()
                    }
                    Precedence::Higher => one.text(library).levels.last() > other.text(library).levels.last(),
                };
                prevails.then_some(By::Maxim(maxim))
            })
        })
    })
}

/// Whether whoever is bound by one clause is bound by another, for the same people, and not the other way round.
fn is_special(world: &World<'_>, one: &Norm<'_>, other: &Norm<'_>, level: LevelId) -> bool {
    let library = world.library;
    let inside = |one: &Norm<'_>, other: &Norm<'_>| {
        let people = covers(&one.text(library).concerns, &other.text(library).concerns);
        people && Bearer::new(world, level).implies(one, other) == Some(true)
    };
    // What cannot be decided is not known to be narrower.
    let surely_not = |one: &Norm<'_>, other: &Norm<'_>| {
        !covers(&one.text(library).concerns, &other.text(library).concerns)
            || Bearer::new(world, level).implies(one, other) == Some(false)
    };
    inside(one, other) && surely_not(other, one)
}
