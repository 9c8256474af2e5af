//! Numbers: divisions by zero, and results that are too large to be kept, where they leave a condition unknown.

use std::collections::BTreeSet;

use super::anywhere;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::judge::{Datum, Plan, View, conditions, datum};
use crate::model::{Expr, ExprId, LevelId, Members, Operator, StateId};
use crate::source::Span;

pub fn review(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    let levels: Vec<LevelId> = library.levels.ids().collect();
    let mut seen = BTreeSet::new();
    let mut reported = BTreeSet::new();
    for root in roots(plan) {
        let reads = library.expressions.reads(root);
        // What a parameter comes to depends on the clause.
        if reads.parameters || !seen.insert(root) || !divides(plan, root) {
            continue;
        }
        let mut culprit = None;
        let mut fails = |view: &View<'_>| {
            culprit = undefined(plan, root, view);
            culprit.is_some_and(|(expr, _)| !reported.contains(&library.expressions.span(expr)))
        };
        let failed = anywhere(plan, &levels, reads, &mut fails)
            || levels.is_empty() && library.states.ids().any(|state| fails(&View::of(state)));
        if let Some((expr, state)) = culprit.filter(|_| failed) {
            reported.insert(library.expressions.span(expr));
            report(plan, expr, state, diagnostics);
        }
    }
}

/// Every condition that verdicts and groups ask, and what definitions stand for where no condition reads them.
fn roots(plan: &Plan<'_>) -> Vec<ExprId> {
    let library = plan.library();
    let mut roots: Vec<ExprId> = conditions(library).into_iter().map(|condition| condition.expr).collect();
    roots.extend(library.groups.values().filter_map(|group| match &group.members {
        Members::Where(condition) => condition.map(|condition| condition.expr),
        Members::Listed(_) => None,
    }));
    let claims = library.states.values().filter_map(|state| state.capacities.as_ref()).flatten();
    roots.extend(claims.filter_map(|claim| claim.when).map(|when| when.expr));
    let read: BTreeSet<_> = library
        .expressions
        .iter()
        .filter_map(|(_, expr)| if let Expr::Definition(_, id) = expr { Some(*id) } else { None })
        .collect();
    let unread = library.definitions.iter().filter(|(id, _)| !read.contains(id));
    roots.extend(unread.map(|(_, definition)| definition.expr));
    roots
}

/// Whether an expression calculates at all, in itself or in a definition that it reads.
fn divides(plan: &Plan<'_>, expr: ExprId) -> bool {
    let library = plan.library();
    let found = library.expressions.get(expr);
    match found {
        Expr::Arithmetic(..) => true,
        Expr::Definition(_, id) => divides(plan, library.definitions[*id].expr),
        Expr::Value(_)
        | Expr::Attribute(..)
        | Expr::PairAttribute(..)
        | Expr::Parameter(_)
        | Expr::LevelIn(_)
        | Expr::InGroup(..)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::Negative(_)
        | Expr::Quantified(..)
        | Expr::Counted(..)
        | Expr::Aggregate(..) => found.children().into_iter().any(|child| divides(plan, child)),
    }
}

/// The calculation without a result because of which an expression is unknown from where it is asked, and the state it
/// is about. What another part of the condition decides, such as a guard in front, is not looked into.
fn undefined(plan: &Plan<'_>, expr: ExprId, view: &View<'_>) -> Option<(ExprId, StateId)> {
    let library = plan.library();
    if matches!(datum(&plan.world, expr, view), Datum::Known(_)) {
        return None;
    }
    let found = library.expressions.get(expr);
    match found {
        Expr::Arithmetic(_, left, right) => {
            let known = |side: ExprId| !matches!(datum(&plan.world, side, view), Datum::Unknown);
            if known(*left) && known(*right) {
                return matches!(datum(&plan.world, expr, view), Datum::Unknown).then_some((expr, view.own));
            }
            undefined(plan, *left, view).or_else(|| undefined(plan, *right, view))
        }
        Expr::Definition(subject, id) => {
            let state = view.state(*subject)?;
            undefined(plan, library.definitions[*id].expr, &View::of(state))
        }
        Expr::Quantified(_, inner) | Expr::Counted(_, inner) | Expr::Aggregate(_, inner) => {
            view.members.iter().find_map(|&member| undefined(plan, *inner, &View { own: member, ..*view }))
        }
        Expr::Value(_)
        | Expr::Attribute(..)
        | Expr::PairAttribute(..)
        | Expr::Parameter(_)
        | Expr::LevelIn(_)
        | Expr::InGroup(..)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::Negative(_) => found.children().into_iter().find_map(|child| undefined(plan, child, view)),
    }
}

fn report(plan: &Plan<'_>, expr: ExprId, state: StateId, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    let span: Span = library.expressions.span(expr);
    let who = &library.states[state].named.name;
    let division = matches!(library.expressions.get(expr), Expr::Arithmetic(Operator::Divide, ..));
    let (message, here, help) = if division {
        (
            format!("a division by zero for `{who}`, among others perhaps"),
            "unknown where the divisor is zero",
            "leave the zero out of the profile if it stands for nothing known, or ask first whether it is above zero",
        )
    } else {
        (
            format!("a number too large to be kept for `{who}`, among others perhaps"),
            "unknown there",
            "look at the figures in the profile: no number of the world has so many digits",
        )
    };
    diagnostics.report(Diagnostic::new(Code::NotANumber, span, message).here(here).help(help));
}
