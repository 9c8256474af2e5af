//! What is wrong with the substance of a library, over the profiles at hand.
//!
//! In: a [`Plan`]. Out: findings that never stop evaluation: principles at levels where their issue is closed, rules
//! of scope that contradict each other, parties that nobody plays, conditions that never hold, groups that are empty
//! or undecided, values that no number can hold. Never here: mistakes of form.

mod groups;
mod numbers;
mod scope;
mod vacuity;

use crate::diagnostics::Diagnostics;
use crate::judge::{Plan, View};
use crate::model::{Arity, LevelId, StateId};

/// Reports everything of substance.
pub fn review(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    scope::review(plan, diagnostics);
    groups::review(plan, diagnostics);
    // Without profiles no condition holds, and nothing can be said about that.
    if !plan.library().states.is_empty() {
        if !plan.library().levels.is_empty() {
            vacuity::review(plan, diagnostics);
        }
        numbers::review(plan, diagnostics);
    }
}

/// Asks of every place from which a condition may be asked at some levels, until the answer is yes. `pair` says
/// whether the condition compares two states.
fn anywhere(plan: &Plan<'_>, levels: &[LevelId], pair: bool, mut ask: impl FnMut(&View<'_>) -> bool) -> bool {
    let library = plan.library();
    let all: Vec<StateId> = library.states.ids().collect();
    levels.iter().any(|&level| match library.levels[level].arity {
        Arity::Pairs if pair => all.iter().any(|&first| {
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
        Arity::Pairs | Arity::All | Arity::Groups if !pair => {
            let groups: Vec<Vec<StateId>> = match library.levels[level].arity {
                Arity::Groups => {
                    let at = library.groups.iter().filter(|(_, group)| group.level == Some(level));
                    at.map(|(id, _)| plan.world.members(id)).collect()
                }
                Arity::All | Arity::Pairs => vec![all.clone()],
            };
            groups.iter().any(|members| {
                members.iter().any(|&state| ask(&View { level: Some(level), members, ..View::of(state) }))
            })
        }
        Arity::Pairs | Arity::All | Arity::Groups => false,
    })
}
