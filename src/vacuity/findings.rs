//! Vacuous conditions as findings.

use std::collections::BTreeMap;

use super::examine::Vacuity;
use super::parts::{Part, Why};
use super::settings::Beside;
use super::words::{Subject, beside_words, consequence, what};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Condition, DefinitionId, Expr, ExprId, GroupId, Library, Members};
use crate::source::Span;

/// How many places that read a vacuous definition or group are shown with it.
const MOST: usize = 5;

/// A condition that is vacuous, or has parts that do not matter.
#[derive(Debug)]
pub struct Vacuous {
    /// What it is for.
    pub subject: Subject,
    /// The condition.
    pub condition: Condition,
    /// How it is vacuous.
    pub vacuity: Vacuity,
}

/// What is said of conditions. One that reads a definition or a group which is itself vacuous is shown with that.
pub fn findings(library: &Library, found: &[Vacuous]) -> Vec<Diagnostic> {
    let mut shown: Vec<Diagnostic> = Vec::new();
    let mut roots: BTreeMap<Derived, usize> = BTreeMap::new();
    let mut readers: BTreeMap<usize, usize> = BTreeMap::new();
    for one in found {
        let read = read_by(library, one.condition.expr);
        let root = |read: &[Derived]| read.iter().find_map(|derived| roots.get(derived)).copied();
        let whole = match &one.vacuity {
            Vacuity::Never(beside) => finding(library, one, true, beside),
            Vacuity::Always(beside) => finding(library, one, false, beside),
            Vacuity::Open(parts) => {
                let own = parts.iter().filter(|part| root(&read_by(library, part.expr)).is_none());
                shown.extend(own.map(|part| part_finding(library, one, part)));
                continue;
            }
        };
        if let Some(at) = root(&read) {
            let count = readers.entry(at).or_default();
            *count += 1;
            if let Some(known) = shown.get_mut(at).filter(|_| *count <= MOST) {
                *known = known
                    .clone()
                    .also(one.condition.span, consequence(one.subject, matches!(one.vacuity, Vacuity::Never(_))));
            }
            if let Some(derived) = Derived::of(one.subject) {
                roots.insert(derived, at);
            }
            continue;
        }
        if let Some(derived) = Derived::of(one.subject) {
            roots.insert(derived, shown.len());
        }
        shown.push(whole);
    }
    shown
}

/// What a condition may read that has a condition of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Derived {
    Definition(DefinitionId),
    Group(GroupId),
}

impl Derived {
    fn of(subject: Subject) -> Option<Self> {
        match subject {
            Subject::Definition(id) => Some(Self::Definition(id)),
            Subject::Group(id) => Some(Self::Group(id)),
            Subject::Capacity(_)
            | Subject::Party(..)
            | Subject::When(..)
            | Subject::Unless(..)
            | Subject::Rule(_)
            | Subject::Evidence => None,
        }
    }
}

/// The definitions and groups that an expression reads, through others as well.
fn read_by(library: &Library, expr: ExprId) -> Vec<Derived> {
    let mut found = Vec::new();
    let mut open = vec![expr];
    while let Some(at) = open.pop() {
        let at = library.expressions.get(at);
        let (derived, inside) = match at {
            Expr::Definition(_, id) => (Derived::Definition(*id), Some(library.definitions[*id].expr)),
            Expr::InGroup(_, id) => {
                let Members::Where(condition) = &library.groups[*id].members else { continue };
                (Derived::Group(*id), condition.map(|condition| condition.expr))
            }
            Expr::Value(_)
            | Expr::Attribute(..)
            | Expr::PairAttribute(..)
            | Expr::Parameter(_)
            | Expr::LevelIn(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Quantified(..)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => {
                open.extend(at.children());
                continue;
            }
        };
        if !found.contains(&derived) {
            found.push(derived);
            open.extend(inside);
        }
    }
    found
}

fn finding(library: &Library, one: &Vacuous, never: bool, beside: &[(Span, Beside)]) -> Diagnostic {
    let what = what(library, one.subject);
    let (code, verb) = if never { (Code::NeverTrue, "hold") } else { (Code::AlwaysTrue, "fail") };
    let with = if beside.is_empty() { "" } else { " beside what else is asked there" };
    let message = format!("no facts make {what} {verb}{with}");
    let help = match (never, beside.is_empty()) {
        (true, true) => "look for parts of it that exclude each other, or take it out".to_owned(),
        (true, false) => "let both be true of one state, or take one of them out".to_owned(),
        (false, _) => "take it out, or ask for what is meant".to_owned(),
    };
    let found = Diagnostic::new(code, one.condition.span, message)
        .here(consequence(one.subject, matches!(one.vacuity, Vacuity::Never(_))));
    beside.iter().fold(found, |found, (span, what)| found.also(*span, beside_words(*what, never))).help(help)
}

fn part_finding(library: &Library, one: &Vacuous, part: &Part) -> Diagnostic {
    let (code, what_of_it, here) = match (part.why, part.by_itself) {
        (Why::Unreachable, true) => (Code::UnreachableAlternative, "no facts make an alternative hold", "never holds"),
        (Why::Unreachable, false) => (
            Code::UnreachableAlternative,
            "no facts make an alternative hold beside what else is asked",
            "never holds where the rest lets it matter",
        ),
        (Why::Covered, _) => (
            Code::UnreachableAlternative,
            "an alternative holds only where another one does",
            "covered by the other alternatives",
        ),
        (Why::Idle, true) => (Code::RedundantPart, "no facts make a part fail", "never fails"),
        (Why::Idle, false) => (
            Code::RedundantPart,
            "no facts make a part fail beside what else is asked",
            "never fails where the rest lets it matter",
        ),
        (Why::Implied, _) => (Code::RedundantPart, "a part holds where the others do", "implied by the other parts"),
    };
    let message = format!("in {} {what_of_it}", what(library, one.subject));
    Diagnostic::new(code, part.span, message).here(here).help("take it out, or ask for what is meant")
}
