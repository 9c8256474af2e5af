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
        if reads.parameters || !seen.insert(root) || !calculates(plan, root) {
            continue;
        }
        let mut culprit = None;
        let mut fails = |view: &View<'_>| {
            culprit = Undefined { plan, seen: BTreeSet::new() }.find(root, view);
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

/// Whether an expression calculates at all, in itself or in a definition that it reads. Equal expressions are held once,
/// and each is looked at once.
fn calculates(plan: &Plan<'_>, root: ExprId) -> bool {
    let library = plan.library();
    let mut seen = BTreeSet::from([root]);
    let mut open = vec![root];
    while let Some(expr) = open.pop() {
        let found = library.expressions.get(expr);
        if matches!(found, Expr::Arithmetic(..)) {
            return true;
        }
        let defined = if let Expr::Definition(_, id) = found { Some(library.definitions[*id].expr) } else { None };
        open.extend(found.children().into_iter().chain(defined).filter(|child| seen.insert(*child)));
    }
    false
}

/// A search for the calculation without a result because of which an expression is unknown.
struct Undefined<'p, 'a> {
    plan: &'p Plan<'a>,
    /// What was looked at, each time of a state.
    seen: BTreeSet<(ExprId, StateId)>,
}

impl Undefined<'_, '_> {
    /// The calculation, and the state that it is about. What another part of the condition decides, such as a guard in
    /// front, is not looked into.
    fn find(&mut self, expr: ExprId, view: &View<'_>) -> Option<(ExprId, StateId)> {
        let (world, library) = (&self.plan.world, self.plan.library());
        if !self.seen.insert((expr, view.own)) || matches!(datum(world, expr, view), Datum::Known(_)) {
            return None;
        }
        let found = library.expressions.get(expr);
        match found {
            Expr::Arithmetic(_, left, right) => {
                let known = |side: ExprId| !matches!(datum(world, side, view), Datum::Unknown);
                if known(*left) && known(*right) {
                    return matches!(datum(world, expr, view), Datum::Unknown).then_some((expr, view.own));
                }
                self.find(*left, view).or_else(|| self.find(*right, view))
            }
            Expr::Definition(subject, id) => {
                let state = view.state(*subject)?;
                self.find(library.definitions[*id].expr, &View::of(state))
            }
            Expr::Quantified(_, inner) | Expr::Counted(_, inner) | Expr::Aggregate(_, inner) => {
                view.members.iter().find_map(|&member| self.find(*inner, &View { own: member, ..*view }))
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
            | Expr::Negative(_) => found.children().into_iter().find_map(|child| self.find(child, view)),
        }
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
