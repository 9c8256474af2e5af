//! What did it: two derivations of one verdict, compared step by step.
//!
//! The steps are those of the judgement: scope, parties, clauses, evidence. A step that comes to the same on both sides
//! did nothing; of one that does not, what it reads is compared.

mod clauses;
mod conditions;
mod found;
mod parties;
mod pieces;

use jiff::civil::Date;

pub(super) use found::Cause;
pub use found::{Reason, ReasonKind};

use found::Found;

use crate::judge::{Derivation, Session};
use crate::model::{IssueId, Library, ScopeStatus, scope_word};
use crate::phrases::Phrases;

/// A verdict with its reasons, in one of the libraries.
pub(super) struct Seen<'x, 'p, 'a> {
    pub session: &'x Session<'p, 'a>,
    pub derivation: &'x Derivation<'p, 'a>,
    pub phrases: Phrases<'x>,
    pub day: Option<Date>,
}

impl Seen<'_, '_, '_> {
    fn level(&self) -> &str {
        &self.phrases.library.levels[self.session.level].named.name
    }
}

/// What made the verdict another one.
pub(super) fn causes(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>) -> Vec<Cause> {
    let mut found = Found::default();
    let closed = |seen: &Seen<'_, '_, '_>| seen.session.scope == ScopeStatus::Closed;
    let (before, after) = (closed(old), closed(new));
    if before == after {
        parties::compare(old, new, &mut found);
        clauses::compare(old, new, &mut found);
    } else {
        scope(old, new, &mut found);
    }
    if found.is_empty() {
        clauses::stances(old, new, &mut found);
    }
    found.into_causes()
}

/// The principle's issues, and what is open at the level.
fn scope(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>, found: &mut Found) {
    let issues = |seen: &Seen<'_, '_, '_>| -> Vec<String> {
        let names = seen.session.text().issues.iter();
        names.map(|&issue| seen.phrases.library.issues[issue].named.name.clone()).collect()
    };
    let (before, after) = (issues(old), issues(new));
    let mut all = after.clone();
    all.extend(before.iter().filter(|issue| !after.contains(issue)).cloned());
    for issue in all {
        ruling(old, new, &issue, found);
    }
    if found.is_empty() {
        let text = format!("the principle is on {} (was on {})", after.join(", "), before.join(", "));
        found.add(ReasonKind::Scope, text, None);
    }
}

/// Says whether an issue is open at the level where it was closed, or the other way round.
fn ruling(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>, issue: &str, found: &mut Found) -> bool {
    let status = |seen: &Seen<'_, '_, '_>| {
        let library: &Library = seen.phrases.library;
        let id: Option<IssueId> = library.issues.iter().find(|(_, one)| one.named.name == issue).map(|(id, _)| id);
        id.map(|id| library.scope.ruling(&library.issues, id, seen.session.level).status)
    };
    let (Some(before), Some(after)) = (status(old), status(new)) else { return false };
    if before == after {
        return false;
    }
    let text = format!("{issue} is {} at {} (was {})", scope_word(after), new.level(), scope_word(before));
    found.add(ReasonKind::Scope, text, None);
    true
}
