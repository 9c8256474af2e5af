//! Scope: closed issues, rules that disagree, issues that no rule covers.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::judge::Plan;
use crate::model::{ScopeStatus, scope_word};

pub fn review(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    closed(plan, diagnostics);
    ties(plan, diagnostics);
    uncovered(plan, diagnostics);
}

fn closed(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    for principle in library.principles.values() {
        for &level in &principle.levels {
            for &issue in &principle.issues {
                let ruling = library.scope.ruling(&library.issues, issue, level);
                if ruling.status != ScopeStatus::Closed {
                    continue;
                }
                let (issue, level) = (&library.issues[issue].named.name, &library.levels[level].named.name);
                let message =
                    format!("`{}` is negotiated at `{level}`, where `{issue}` is closed", principle.named.name);
                let found = Diagnostic::new(Code::ScopeClosed, principle.named.span, message)
                    .here("every verdict there is `outside`");
                let rule = ruling.rule.map(|(_, rule)| rule).or(library.scope.default.as_ref());
                let found = match rule {
                    Some(rule) => {
                        let why = rule.remarks.reasons.first().map_or_else(String::new, |why| format!(": {why}"));
                        found.also(rule.span, format!("closed here{why}"))
                    }
                    None => found,
                };
                diagnostics.report(found.help(format!("take `{level}` out of its `levels`, or open the issue there")));
            }
        }
    }
}

fn ties(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    for (issue, named) in library.issues.iter() {
        for (level, at) in library.levels.iter() {
            let rules = library.scope.rules_of(issue, level);
            let Some(first) = rules.first() else { continue };
            for other in rules.iter().filter(|other| other.status != first.status) {
                let (one, two) = (scope_word(first.status), scope_word(other.status));
                let message = format!("`{}` is both {one} and {two} at `{}`", named.named.name, at.named.name);
                let found = Diagnostic::new(Code::ScopeTie, other.span, message)
                    .here(format!("{two} here"))
                    .also(first.span, format!("{one} here"))
                    .help("closed goes before limited, and limited before open; keep the rule that is meant");
                diagnostics.report(found);
            }
        }
    }
}

fn uncovered(plan: &Plan<'_>, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    // A library without rules of scope does not mean to have any.
    if library.scope.is_empty() || library.scope.default.is_some() {
        return;
    }
    let mut seen = BTreeSet::new();
    for principle in library.principles.values() {
        for &issue in &principle.issues {
            if library.scope.covers(&library.issues, issue) || !seen.insert(issue) {
                continue;
            }
            let named = &library.issues[issue].named;
            let message = format!("no rule of scope covers `{}`", named.name);
            let found = Diagnostic::new(Code::ScopeUncovered, principle.named.span, message)
                .here("open at every level, because nothing is said")
                .also(named.span, "the issue")
                .help(format!("say so, if it is meant: scope {} {{ open at … }}, or scope default open", named.name));
            diagnostics.report(found);
        }
    }
}
