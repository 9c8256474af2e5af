//! Interest rules and evidence that can never count, since no clause is where they could.
//!
//! What matches what is as verdicts have it: by target, level, capacity and condition. A library without principles is
//! a vocabulary for others, and so is every rule of a library that is only used; nothing is said of either.

use std::collections::{BTreeMap, BTreeSet};

use super::Told;
use super::reached::Reached;
use super::reasons::Reason;
use super::settings::is_own;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::judge::World;
use crate::model::{Evidence, Library, Target, evidence_word};
use crate::source::Span;

/// How many places of the same statement are shown.
const MOST: usize = 5;

pub fn review(world: &World<'_>, reached: &Reached<'_>, told: &Told, diagnostics: &mut Diagnostics) {
    let library = world.library;
    if library.principles.is_empty() {
        return;
    }
    let idle = Idle { world, reached, told };
    idle.rules(diagnostics);
    idle.statements(diagnostics);
}

/// What is needed to say whether evidence can count.
pub struct Idle<'w, 'a> {
    /// What is the case.
    pub world: &'w World<'a>,
    /// The clauses.
    pub reached: &'w Reached<'a>,
    /// The conditions that are known to be vacuous.
    pub told: &'w Told,
}

impl Idle<'_, '_> {
    fn rules(&self, diagnostics: &mut Diagnostics) {
        let library = self.world.library;
        for interest in library.interests.values() {
            let known = interest.condition.is_some_and(|condition| self.told.never.contains(&condition.span));
            if known || !is_own(library, interest.named.span) {
                continue;
            }
            for evidence in &interest.evidence {
                let Some(reason) = self.why(evidence, interest.condition) else { continue };
                let message = format!(
                    "`{}` of the interest rule `{}` can never count: {}",
                    words(library, evidence),
                    interest.named.name,
                    reason.words
                );
                diagnostics.report(shown(Diagnostic::new(Code::IdleRule, evidence.span, message), &reason));
            }
        }
    }

    /// What states say themselves; what is said alike is one finding.
    fn statements(&self, diagnostics: &mut Diagnostics) {
        let library = self.world.library;
        let mut found: BTreeMap<(String, Reason), BTreeSet<Span>> = BTreeMap::new();
        for evidence in library.states.values().flat_map(|state| &state.evidence) {
            let place = evidence.mapped.unwrap_or(evidence.span);
            if !is_own(library, place) {
                continue;
            }
            if let Some(reason) = self.why(evidence, None) {
                found.entry((words(library, evidence), reason)).or_default().insert(place);
            }
        }
        for ((words, reason), places) in found {
            let mut places = places.into_iter();
            let Some(first) = places.next() else { continue };
            let message = format!("`{words}` can never count: {}", reason.words);
            let found = shown(Diagnostic::new(Code::IdleEvidence, first, message), &reason);
            diagnostics.report(places.take(MOST).fold(found, |found, place| found.also(place, "nor does this")));
        }
    }
}

fn shown(found: Diagnostic, reason: &Reason) -> Diagnostic {
    let found = found.here("never counts");
    let found = match &reason.also {
        Some((place, label)) => found.also(*place, label.clone()),
        None => found,
    };
    found.help("say it of what is negotiated, or take it out")
}

/// Evidence in a few words.
fn words(library: &Library, evidence: &Evidence) -> String {
    let target = match evidence.target {
        Target::Issue(issue) => library.issues[issue].named.name.clone(),
        Target::Measure(measure) => library.measures[measure].named.name.clone(),
        Target::Principle(principle) => library.principles[principle].named.name.clone(),
        Target::Clause(principle, clause) => {
            let principle = &library.principles[principle];
            let label = principle.clauses.get(clause).map_or("", |clause| &clause.label);
            format!("{}.{label}", principle.named.name)
        }
    };
    format!("{} {target}", evidence_word(evidence.kind))
}
