//! What can never matter, with no profile at hand: conditions, alternatives, interest rules, evidence.
//!
//! In: a [`Library`](crate::model::Library) and what is the case on its day. Out: findings, each with the reason, and
//! the places of the conditions that were found to be vacuous, of which nothing weaker need be said. Never here: what
//! holds for the profiles at hand.
//!
//! A condition is never true when no facts make it surely yes, always true when no facts make it surely no, from any
//! place where it is asked. What cannot be decided may be anything, so that whatever is found is certain.

mod alternatives;
mod conditions;
mod examine;
mod findings;
mod idle;
mod parts;
mod reached;
mod reasons;
mod settings;
mod words;

use std::collections::BTreeSet;

use crate::diagnostics::Diagnostics;
use crate::judge::World;
use crate::source::Span;

/// The places of conditions that are vacuous whatever the profiles say.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Those that no facts make hold.
    pub never: BTreeSet<Span>,
    /// Those that no facts make fail.
    pub always: BTreeSet<Span>,
}

/// Reports what can never matter, and says which conditions do not.
pub fn review(world: &World<'_>, diagnostics: &mut Diagnostics) -> Told {
    let reached = reached::Reached::new(world.library);
    let told = conditions::review(world, &reached, diagnostics);
    alternatives::review(world.library, diagnostics);
    idle::review(world, &reached, &told, diagnostics);
    told
}
