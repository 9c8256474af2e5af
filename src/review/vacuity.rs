//! Vacuity: parties that nobody plays, conditions that never hold over the profiles.

use super::anywhere;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::judge::{Plan, Session, View, truth};
use crate::model::{Arity, Condition, LevelId, Principle, PrincipleId, Truth};
use crate::vacuity::Told;

/// Nothing is said of the conditions that are vacuous whatever the profiles say.
pub fn review(plan: &Plan<'_>, vacuous: &Told, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    let open =
        |condition: &Condition| !vacuous.never.contains(&condition.span) && !vacuous.always.contains(&condition.span);
    let all_levels: Vec<LevelId> = library.levels.ids().collect();
    for (id, principle) in library.principles.iter() {
        parties(plan, id, principle, vacuous, diagnostics);
        for clause in &principle.clauses {
            let terms = clause.variants.iter().filter_map(|variant| variant.term.as_ref());
            for term in terms {
                let levels = term.levels.as_ref().unwrap_or(&principle.levels);
                let view_arguments = &term.arguments;
                let holds = |condition: Condition, wanted: Truth| {
                    let reads = library.expressions.reads(condition.expr);
                    anywhere(plan, levels, reads, |view| {
                        let view = View { arguments: view_arguments, ..*view };
                        let found = truth(&plan.world, condition.expr, &view);
                        found == wanted || found == Truth::Unknown
                    })
                };
                if let Some(when) = term.when.filter(open)
                    && !holds(when, Truth::Yes)
                {
                    never(
                        when,
                        "the condition of this clause holds for no profile",
                        "the clause binds nobody",
                        diagnostics,
                    );
                }
                if let Some(unless) = term.unless.filter(open)
                    && !holds(unless, Truth::No)
                {
                    never(
                        unless,
                        "the exception of this clause holds for every profile",
                        "the clause binds nobody",
                        diagnostics,
                    );
                }
            }
        }
    }
    for interest in library.interests.values() {
        let gives = |condition: Option<Condition>| {
            condition.is_none_or(|condition| {
                let reads = library.expressions.reads(condition.expr);
                // What a parameter comes to depends on the clause; nothing can be said without one.
                reads.parameters
                    || anywhere(plan, &all_levels, reads, |view| truth(&plan.world, condition.expr, view) != Truth::No)
            })
        };
        if let Some(condition) = interest.condition
            && !gives(Some(condition))
        {
            if !open(&condition) {
                continue;
            }
            let message = format!("the interest rule `{}` holds for no profile", interest.named.name);
            never(condition, &message, "no state has this interest", diagnostics);
            continue;
        }
        for evidence in interest.evidence.iter().filter(|evidence| !gives(evidence.when)) {
            if let Some(when) = evidence.when.filter(open) {
                never(when, "the condition of this evidence holds for no profile", "it never counts", diagnostics);
            }
        }
    }
}

fn never(condition: Condition, message: &str, here: &str, diagnostics: &mut Diagnostics) {
    let found = Diagnostic::new(Code::NeverHolds, condition.span, message)
        .here(here)
        .help("compare its bounds with the profiles, or take it out");
    diagnostics.report(found);
}

fn parties(plan: &Plan<'_>, id: PrincipleId, principle: &Principle, vacuous: &Told, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    let sessions: Vec<Session<'_, '_>> =
        principle.levels.iter().map(|&level| Session::new(plan, id, level, &[])).collect();
    for (place, party) in principle.parties.iter().enumerate() {
        let played = sessions.iter().any(|session| {
            let pair = session.arity() == Arity::Pairs;
            let compares = party.condition.is_some_and(|condition| {
                let reads = library.expressions.reads(condition.expr);
                reads.pair || reads.members
            });
            session.may_be_played(place, pair && compares)
        });
        let known = party.condition.is_some_and(|condition| vacuous.never.contains(&condition.span));
        if !played && !known && !principle.levels.is_empty() {
            let message = format!("no profile plays the party `{}` of `{}`", party.name, principle.named.name);
            let found = Diagnostic::new(Code::PartyUnplayed, party.span, message)
                .here("nobody")
                .help("look at its capacities and its condition, and at the capacities of the states");
            diagnostics.report(found);
        }
    }
}
