//! What is wrong with the substance of a library, over the profiles at hand.
//!
//! In: a [`Plan`], and the conditions of which something stronger has been said. Out: findings that never stop evaluation: principles at levels where their issue is closed, rules
//! of scope that contradict each other, parties that nobody plays, conditions that never hold, groups and forums that
//! are empty or undecided, weights that cannot be counted, values that no number can hold. Never here: mistakes of form.

mod forums;
mod groups;
mod numbers;
mod scope;
mod vacuity;

use crate::diagnostics::{Code, Diagnostics};
use crate::judge::{Plan, View};
use crate::model::{Arity, LevelId, Reads, StateId};
use crate::vacuity::Told;

/// What only profiles can show.
const OF_PROFILES: &[Code] = &[Code::PartyUnplayed, Code::NeverHolds, Code::NotANumber];

/// Reports everything of substance, but for conditions that are vacuous whatever the profiles say. Returned is what nobody
/// looked for, since there is nothing to look at.
pub fn review(plan: &Plan<'_>, vacuous: &Told, diagnostics: &mut Diagnostics) -> &'static [Code] {
    scope::review(plan, diagnostics);
    groups::review(plan, vacuous, diagnostics);
    forums::review(plan, diagnostics);
    // Without profiles no condition holds, and nothing can be said about that.
    if !plan.library().states.is_empty() {
        if !plan.library().levels.is_empty() {
            vacuity::review(plan, vacuous, diagnostics);
        }
        numbers::review(plan, diagnostics);
    }
    if plan.library().states.is_empty() || plan.library().levels.is_empty() { OF_PROFILES } else { &[] }
}

/// Asks of every place from which a condition may be asked at some levels, until the answer is yes. `reads` says what
/// the condition depends on: one that compares two states, or looks at the members, is asked of every pair.
fn anywhere(plan: &Plan<'_>, levels: &[LevelId], reads: Reads, mut ask: impl FnMut(&View<'_>) -> bool) -> bool {
    let library = plan.library();
    let all: Vec<StateId> = library.states.ids().collect();
    levels.iter().any(|&level| match library.levels[level].arity {
        Arity::Pairs if reads.pair || reads.members => all.iter().any(|&first| {
            all.iter().filter(|&&second| second != first).any(|&second| {
                // Either state may be the one under discussion, and either the first party.
                [[first, second], [second, first]].iter().any(|parties| {
                    let members = parties.as_slice();
                    ask(&View {
                        counterpart: Some(second),
                        parties: members,
                        level: Some(level),
                        members,
                        ..View::of(first)
                    })
                })
            })
        }),
        Arity::Pairs => all.iter().any(|&state| ask(&View { level: Some(level), ..View::of(state) })),
        Arity::All | Arity::Groups if reads.pair => false,
        Arity::All => all.iter().any(|&state| ask(&View { level: Some(level), members: &all, ..View::of(state) })),
        Arity::Groups => {
            plan.world.rosters(level).iter().any(|members| {
                members.iter().any(|&state| ask(&View { level: Some(level), members, ..View::of(state) }))
            })
        }
    })
}
