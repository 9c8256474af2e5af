//! Every condition of a library, each in the settings from which it is asked.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Told;
use super::examine::{Parameter, Vacuity, examine};
use super::findings::{Vacuous, findings};
use super::reached::Reached;
use super::settings::{Beside, Given, Setting, distinct, of_clause, of_evidence, of_party, of_rule};
use super::words::Subject;
use crate::diagnostics::Diagnostics;
use crate::judge::{Reach, World};
use crate::model::{Condition, Derived, Evidence, Library, MeasureId, Members, Principle, PrincipleId, Target, Type};
use crate::source::Span;

/// Reports conditions that are always or never true, and parts of others that do not matter. Returned are the former.
pub fn review(world: &World<'_>, reached: &Reached<'_>, diagnostics: &mut Diagnostics) -> Told {
    let mut found = Conditions::found(world, |conditions| {
        conditions.derived();
        conditions.claims();
    });
    // A condition is written in one of these places.
    let principles: Vec<(PrincipleId, &Principle)> = world.library.principles.iter().collect();
    let of_principle =
        |&(id, principle)| Conditions::found(world, |conditions| conditions.principle(id, principle, reached));
    found.extend(principles.par_iter().map(of_principle).collect::<Vec<_>>().into_iter().flatten());
    found.extend(Conditions::found(world, Conditions::evidence));
    let mut told = Told::default();
    for one in &found {
        match one.vacuity {
            Vacuity::Never(_) => drop(told.never.insert(one.condition.span)),
            Vacuity::Always(_) => drop(told.always.insert(one.condition.span)),
            Vacuity::Open(_) => {}
        }
    }
    for finding in findings(world.library, &found) {
        diagnostics.report(finding);
    }
    told
}

/// The conditions of some statements, in their order.
struct Conditions<'w, 'a> {
    world: &'w World<'a>,
    seen: BTreeSet<Span>,
    all: Vec<Entry>,
}

/// A condition.
enum Entry {
    /// What was found.
    Found(Vacuous),
    /// What is to be asked.
    Asked(Subject, Condition, Vec<Setting>, Vec<Parameter>),
}

impl<'w, 'a> Conditions<'w, 'a> {
    /// What is vacuous of the conditions that are put together.
    fn found(world: &'w World<'a>, put_together: impl FnOnce(&mut Self)) -> Vec<Vacuous> {
        let mut conditions = Self { world, seen: BTreeSet::new(), all: Vec::new() };
        put_together(&mut conditions);
        let look = |entry| match entry {
            Entry::Found(found) => Some(found),
            Entry::Asked(subject, condition, settings, parameters) => {
                let settings = distinct(&world.library.expressions, condition, settings);
                let vacuity = examine(world, condition, &settings, &parameters);
                (vacuity != Vacuity::Open(Vec::new())).then_some(Vacuous { subject, condition, vacuity })
            }
        };
        let found: Vec<Option<Vacuous>> = conditions.all.into_par_iter().map(look).collect();
        found.into_iter().flatten().collect()
    }

    fn look(&mut self, subject: Subject, condition: Condition, settings: Vec<Setting>, parameters: Vec<Parameter>) {
        // A table gives one condition to many states.
        if self.seen.insert(condition.span) {
            self.all.push(Entry::Asked(subject, condition, settings, parameters));
        }
    }

    /// Whether no facts make a condition hold beside those that are given with it, which is then noted.
    fn never(&mut self, subject: Subject, condition: Condition, settings: &[Setting]) -> bool {
        if settings.iter().all(|setting| setting.given.is_empty()) {
            return false;
        }
        let settings = distinct(&self.world.library.expressions, condition, settings.to_vec());
        let vacuity = examine(self.world, condition, &settings, &[]);
        let never = matches!(vacuity, Vacuity::Never(_));
        if never && self.seen.insert(condition.span) {
            self.all.push(Entry::Found(Vacuous { subject, condition, vacuity }));
        }
        never
    }

    /// Definitions and groups, each behind those that it reads.
    fn derived(&mut self) {
        let library: &'a Library = self.world.library;
        for derived in &library.derived {
            match *derived {
                Derived::Definition(id) => {
                    let definition = &library.definitions[id];
                    if definition.ty != Type::Flag {
                        continue;
                    }
                    let behind = Span { start: definition.named.span.end, end: u32::MAX };
                    let span = library.expressions.span_within(definition.expr, behind);
                    let span = span.unwrap_or(definition.named.span);
                    let condition = Condition { expr: definition.expr, span };
                    self.look(Subject::Definition(id), condition, vec![Setting::one_state()], Vec::new());
                }
                Derived::Group(id) => {
                    if let Members::Where(Some(condition)) = library.groups[id].members {
                        self.look(Subject::Group(id), condition, vec![Setting::one_state()], Vec::new());
                    }
                }
            }
        }
    }

    /// Capacities that states have on a condition.
    fn claims(&mut self) {
        let library: &'a Library = self.world.library;
        for claim in library.states.values().flat_map(|state| state.capacities.iter().flatten()) {
            if let Some(when) = claim.when {
                self.look(Subject::Capacity(claim.capacity), when, vec![Setting::one_state()], Vec::new());
            }
        }
    }

    fn principle(&mut self, id: PrincipleId, principle: &'a Principle, reached: &Reached<'_>) {
        let library: &'a Library = self.world.library;
        for (place, party) in principle.parties.iter().enumerate() {
            if let Some(condition) = party.condition {
                let subject = Subject::Party(id, place);
                let settings = of_party(library, id, place);
                // What follows from the condition of another party is often said once more for the reader.
                if !self.never(subject, condition, &settings) {
                    let alone = settings.into_iter().map(|setting| Setting { given: Vec::new(), ..setting }).collect();
                    self.look(subject, condition, alone, Vec::new());
                }
            }
        }
        // One condition may stand behind several wordings.
        let mut asked: BTreeMap<(Span, bool), (Condition, usize, Vec<Setting>)> = BTreeMap::new();
        for (norm, levels) in reached.of(id) {
            let settings = of_clause(library, id, norm.term, levels);
            let mut add = |condition: Option<Condition>, unless: bool, settings: Vec<Setting>| {
                if let Some(condition) = condition {
                    let known = asked.entry((condition.span, unless));
                    known.or_insert((condition, norm.clause, Vec::new())).2.extend(settings);
                }
            };
            let behind = settings.iter().map(|setting| {
                let when = norm.term.when.map(|condition| Given {
                    condition,
                    asked: setting.asked.clone(),
                    what: Beside::When,
                });
                Setting { given: setting.given.iter().cloned().chain(when).collect(), ..setting.clone() }
            });
            add(norm.term.unless, true, behind.collect());
            add(norm.term.when, false, settings);
        }
        for ((_, unless), (condition, clause, settings)) in asked {
            let subject = if unless { Subject::Unless(id, clause) } else { Subject::When(id, clause) };
            self.look(subject, condition, settings, Vec::new());
        }
    }

    fn evidence(&mut self) {
        let library: &'a Library = self.world.library;
        for (id, interest) in library.interests.iter() {
            if let Some(condition) = interest.condition {
                self.look(Subject::Rule(id), condition, of_rule(library, condition), Vec::new());
            }
            for evidence in &interest.evidence {
                self.when(evidence, interest.condition);
            }
        }
        for evidence in library.states.values().flat_map(|state| &state.evidence) {
            self.when(evidence, None);
        }
    }

    fn when(&mut self, evidence: &Evidence, rule: Option<Condition>) {
        let library: &'a Library = self.world.library;
        let Some(when) = evidence.when else { return };
        let reads = library.expressions.reads(when.expr).parameters;
        let parameters = if reads { parameters_of(library, evidence.target) } else { Vec::new() };
        self.look(Subject::Evidence, when, of_evidence(library, evidence, when, rule), parameters);
    }
}

/// The parameters of the measures that evidence may be about, each name with one of its meanings, which are alike.
fn parameters_of(library: &Library, target: Target) -> Vec<Parameter> {
    let words = |principle: PrincipleId, only: Option<usize>| {
        let clauses = library.principles[principle].clauses.iter().enumerate();
        let clauses = clauses.filter(move |(place, _)| only.is_none_or(|only| only == *place));
        let variants = clauses.flat_map(|(_, clause)| &clause.variants);
        variants.filter_map(|variant| variant.term.as_ref()).map(|term| term.measure).collect()
    };
    let measures: Vec<MeasureId> = match target {
        Target::Measure(measure) => vec![measure],
        Target::Issue(issue) => {
            library.measures.ids().filter(|&id| Reach::of(library, id).issues().any(|at| at == issue)).collect()
        }
        Target::Principle(principle) => words(principle, None),
        Target::Clause(principle, clause) => words(principle, Some(clause)),
    };
    let of = |&measure: &MeasureId| {
        let all = library.measures[measure].parameters.iter().enumerate();
        all.map(move |(place, parameter)| (parameter.name.clone(), measure, place)).collect::<Vec<_>>()
    };
    measures.iter().flat_map(of).collect()
}
