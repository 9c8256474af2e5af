//! Why evidence can never count: what it asks for against the clauses as they are.

use super::examine::{Vacuity, examine};
use super::idle::Idle;
use super::settings::{Setting, compares, distinct, holds_at, in_party, on_clauses};
use crate::diagnostics::quoted_all;
use crate::model::{Arity, CapacityId, Condition, Evidence, LevelId, Target, Term};
use crate::norms::Norm;
use crate::source::Span;

/// In how many places of parties evidence is looked at before nothing is said of it.
const MOST_PARTIES: usize = 100;

/// Why evidence can never count, with the place that shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// Why.
    pub words: String,
    /// A place that shows it, and what it shows.
    pub also: Option<(Span, String)>,
}

impl<'a> Idle<'_, 'a> {
    /// Why evidence can never count; `None` where it can.
    pub fn why(&self, evidence: &Evidence, rule: Option<Condition>) -> Option<Reason> {
        let library = self.world.library;
        if evidence.when.is_some_and(|when| self.told.never.contains(&when.span)) {
            return None;
        }
        let reason = |words: &str| Some(Reason { words: words.to_owned(), also: None });
        let target = evidence.target;
        let pair = compares(library, evidence.when, rule);
        let by_level = |level: &LevelId| holds_at(evidence, *level);
        let by_arity = |level: &LevelId| !pair || library.levels[*level].arity == Arity::Pairs;
        let all = || self.reached.by(target);
        let counts = |(norm, levels): &&(Norm<'a>, Vec<LevelId>)| {
            levels.iter().any(|level| by_level(level) && by_arity(level)) && self.fits(norm, evidence)
        };
        if all().any(|one| counts(&one)) {
            let at = |level: &LevelId| by_level(level) && by_arity(level);
            return self.by_condition(evidence, rule, &at).or_else(|| self.by_parties(evidence, rule, &at));
        }
        let Some((first, _)) = all().next() else {
            return reason(match target {
                Target::Issue(_) => "no clause has a measure on the issue, or on one below it",
                Target::Measure(_) => "no clause is about the measure",
                Target::Principle(_) => "the principle has no clauses",
                Target::Clause(..) => "the clause has no words",
            });
        };
        let place = |label: &str| Some((first.term.span, label.to_owned()));
        let levels: Vec<LevelId> = self.reached.levels(target).collect();
        if levels.is_empty() {
            return Some(Reason {
                words: "the clauses that it is about are negotiated at no level".to_owned(),
                also: place("negotiated nowhere"),
            });
        }
        if !levels.iter().any(by_level) {
            let names = quoted_all(levels.iter().map(|&level| library.levels[level].named.name.as_str()), 6);
            return Some(Reason {
                words: format!("the clauses that it is about are negotiated at {names} only"),
                also: place("not negotiated at the levels of this evidence"),
            });
        }
        if !levels.iter().any(|level| by_level(level) && by_arity(level)) {
            return Some(Reason {
                words: "it compares two states, and the clauses that it is about are not negotiated between two"
                    .to_owned(),
                also: place("negotiated among several"),
            });
        }
        let capacity = evidence.capacity.map_or("", |capacity| &library.capacities[capacity].name);
        Some(Reason {
            words: format!("no party of the principles that it is about is played as `{capacity}`"),
            also: Some((first.text(library).named.span, "played in other capacities".to_owned())),
        })
    }

    /// Whether the `as` of evidence is of a party, or a party is of any capacity.
    fn fits(&self, norm: &Norm<'a>, evidence: &Evidence) -> bool {
        let parties = &norm.text(self.world.library).parties;
        parties.iter().any(|party| takes(&party.capacities, evidence))
    }

    /// Whether every party in which evidence may count has a condition that its own excludes.
    fn by_parties(
        &self,
        evidence: &Evidence,
        rule: Option<Condition>,
        at: &dyn Fn(&LevelId) -> bool,
    ) -> Option<Reason> {
        let library = self.world.library;
        let (condition, beside) = asked(evidence, rule)?;
        // Parameters are of clauses, not of parties.
        if library.expressions.reads(condition.expr).parameters {
            return None;
        }
        let mut settings: Vec<Setting> = Vec::new();
        let mut first = None;
        for (norm, levels) in self.reached.by(evidence.target) {
            let levels: Vec<LevelId> = levels.iter().copied().filter(|level| at(level)).collect();
            let parties = norm.text(library).parties.iter().enumerate();
            for (place, party) in parties.filter(|(_, party)| takes(&party.capacities, evidence)) {
                let own = party.condition?;
                if levels.is_empty() || settings.iter().any(|known| known.given.iter().any(|one| one.condition == own))
                {
                    continue;
                }
                first = first.or(Some(own.span));
                settings.extend(in_party(library, (norm.principle, place), &levels, own, beside));
                if settings.len() > MOST_PARTIES {
                    return None;
                }
            }
        }
        let settings = distinct(&library.expressions, condition, settings);
        matches!(examine(self.world, condition, &settings, &[]), Vacuity::Never(_)).then(|| Reason {
            words: "no state for which its condition holds plays a party of the principles that it is about".to_owned(),
            also: first.map(|place| (place, "whoever plays this party does not meet it".to_owned())),
        })
    }

    /// Whether the condition of evidence can hold on no clause as it is worded.
    fn by_condition(
        &self,
        evidence: &Evidence,
        rule: Option<Condition>,
        at: &dyn Fn(&LevelId) -> bool,
    ) -> Option<Reason> {
        let library = self.world.library;
        let (condition, beside) = asked(evidence, rule)?;
        let reads = [Some(condition), beside].into_iter().flatten().map(|one| library.expressions.reads(one.expr));
        if !reads.into_iter().any(|reads| reads.parameters || reads.level) {
            return None;
        }
        let all = self.reached.by(evidence.target).filter(|(norm, _)| self.fits(norm, evidence));
        let clauses: Vec<(&Term, Vec<LevelId>)> =
            all.map(|(norm, levels)| (norm.term, levels.iter().copied().filter(|level| at(level)).collect())).collect();
        let clauses: Vec<(&Term, &[LevelId])> =
            clauses.iter().map(|(term, levels)| (*term, levels.as_slice())).collect();
        let settings = on_clauses(library, &clauses, condition, beside);
        matches!(examine(self.world, condition, &settings, &[]), Vacuity::Never(_)).then(|| Reason {
            words: "its condition holds on no clause as they are worded".to_owned(),
            also: Some((condition.span, "never holds there".to_owned())),
        })
    }
}

/// Whether evidence may count in a party of these capacities.
fn takes(capacities: &[CapacityId], evidence: &Evidence) -> bool {
    evidence.capacity.is_none_or(|capacity| capacities.is_empty() || capacities.contains(&capacity))
}

/// The condition of evidence that is asked, and that of its rule where this is another.
fn asked(evidence: &Evidence, rule: Option<Condition>) -> Option<(Condition, Option<Condition>)> {
    match (evidence.when, rule) {
        (Some(when), rule) => Some((when, rule)),
        (None, Some(rule)) => Some((rule, None)),
        (None, None) => None,
    }
}
