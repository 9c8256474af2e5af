//! Numbers: divisions by zero, and results that are too large to be kept.

use std::collections::BTreeSet;

use super::anywhere;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::judge::{Datum, Plan, View, datum};
use crate::model::{Expr, ExprId, LevelId, Operator};

pub fn review(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    let levels: Vec<LevelId> = library.levels.ids().collect();
    let mut reported = BTreeSet::new();
    for (id, expr) in library.expressions.iter() {
        let Expr::Arithmetic(operator, left, right) = expr else { continue };
        // What a parameter comes to depends on the clause; a condition on members is asked inside its instance.
        let reads = library.expressions.reads(id);
        if reads.parameters || reads.members {
            continue;
        }
        let mut culprit = None;
        let mut fails = |view: &View<'_>| {
            let failed = fails(plan, id, *left, *right, view);
            if failed {
                culprit = Some(view.own);
            }
            failed
        };
        let failed = anywhere(plan, &levels, reads.pair, &mut fails)
            || levels.is_empty() && library.states.ids().any(|state| fails(&View::of(state)));
        if !failed || !reported.insert(library.expressions.span(id)) {
            continue;
        }
        let who = culprit.map_or("a state", |state| library.states[state].named.name.as_str());
        let (message, here) = if *operator == Operator::Divide {
            (format!("a division by zero for `{who}`, among others perhaps"), "unknown where the divisor is zero")
        } else {
            (format!("a number too large to be kept for `{who}`, among others perhaps"), "unknown there")
        };
        let found = Diagnostic::new(Code::NotANumber, library.expressions.span(id), message)
            .here(here)
            .help("leave the zero out of the profile if it stands for nothing known: what is unknown stays so");
        diagnostics.report(found);
    }
}

fn fails(plan: &Plan<'_>, whole: ExprId, left: ExprId, right: ExprId, view: &View<'_>) -> bool {
    let known = |expr: ExprId| !matches!(datum(&plan.world, expr, view), Datum::Unknown);
    known(left) && known(right) && !known(whole)
}
