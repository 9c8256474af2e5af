//! Rules of scope: which decide, and which are passed over.

use std::collections::BTreeMap;

use super::board::{Board, Thing};
use super::{Half, Item, Kind};
use crate::model::{IssueId, LevelId, Library, ScopeRule, scope_word};
use crate::source::Span;

/// Every rule that a ruling walks by, with whether it decides; the default has no level.
fn walk(library: &Library, issue: IssueId, level: LevelId, visit: &mut dyn FnMut(Thing, &ScopeRule, Half)) {
    let decides = library.scope.ruling(&library.issues, issue, level).rule;
    for at in library.issue_and_above(issue) {
        for rule in library.scope.rules_of(at, level) {
            let won = decides.is_some_and(|(of, one)| of == at && std::ptr::eq(one, rule));
            visit(Thing::Scope(rule.span, at, level), rule, if won { Half::Won } else { Half::Lost });
        }
    }
    if let Some(default) = &library.scope.default {
        visit(Thing::Default(default.span), default, if decides.is_none() { Half::Won } else { Half::Lost });
    }
}

/// Marks the rules that a ruling walks by.
pub(super) fn consult(library: &Library, board: &Board, issue: IssueId, level: LevelId) {
    walk(library, issue, level, &mut |thing, _, half| board.mark(thing, half));
}

/// Every rule, with what a ruling on some issue can make of it.
pub(super) fn items(library: &Library, own: &dyn Fn(Span) -> bool) -> Vec<(Thing, Item)> {
    let mut found: BTreeMap<Thing, Item> = BTreeMap::new();
    for issue in library.issues.ids() {
        for level in library.levels.ids() {
            walk(library, issue, level, &mut |thing, rule, half| {
                if !own(rule.span) {
                    return;
                }
                let item = found.entry(thing).or_insert_with(|| Item {
                    kind: Kind::Scope,
                    name: Some(name(library, thing, rule)),
                    span: rule.span,
                    points: Vec::new(),
                });
                if !item.points.contains(&(half, false)) {
                    item.points.push((half, false));
                    item.points.sort_unstable();
                }
            });
        }
    }
    found.into_iter().collect()
}

fn name(library: &Library, thing: Thing, rule: &ScopeRule) -> String {
    let word = scope_word(rule.status);
    if let Thing::Scope(_, issue, level) = thing {
        format!("{} {word} at {}", library.issues[issue].named.name, library.levels[level].named.name)
    } else {
        format!("default {word}")
    }
}
