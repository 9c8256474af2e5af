//! Making a change, on a copy of a library.

use std::sync::Arc;

use smallvec::smallvec;

use super::{Change, Moved};
use crate::judge::Derivation;
use crate::model::{
    CapacityClaim, Clause, Evidence, EvidenceKind, Fact, Library, Members, Period, PrincipleId, Remarks, Series, State,
    StateId, Target, Term, Value, Variant,
};
use crate::number::Number;
use crate::source::Span;

/// What a change replaced.
#[derive(Debug)]
pub(super) enum Before {
    State(StateId, Box<State>),
    PairFact((crate::model::AttributeId, StateId, StateId), Option<Series>),
    Clause(usize, Box<Clause>),
    Nothing,
}

/// A copy of the library with the brackets of the principle cleared as they are in a derivation.
pub fn cleared(library: &Library, derivation: &Derivation<'_, '_>) -> Library {
    let mut cleared = library.clone();
    let clauses = &mut cleared.principles[derivation.row.principle].clauses;
    for reasons in &derivation.clauses {
        if let Some(clause) = clauses.get_mut(reasons.clause) {
            clause.variants = vec![Variant { picked: Vec::new(), term: reasons.term.cloned() }];
        }
    }
    cleared
}

/// Leaves out of a library what has no part in one state's verdicts on one principle, so that it is worked out
/// quickly: other principles, evidence of other states, rules and evidence on other things.
pub(super) fn restrict(library: &mut Library, principle: PrincipleId, state: StateId) {
    library.tests.clear();
    for id in library.principles.ids() {
        if id != principle {
            let other = &mut library.principles[id];
            other.clauses.clear();
            other.parties.clear();
        }
    }
    let measures: Vec<_> = {
        let variants = library.principles[principle].clauses.iter().flat_map(|clause| &clause.variants);
        variants.filter_map(|variant| variant.term.as_ref()).map(|term| term.measure).collect()
    };
    let concerns = |evidence: &Evidence| match evidence.target {
        Target::Issue(_) => true,
        Target::Measure(measure) => measures.contains(&measure),
        Target::Principle(of) | Target::Clause(of, _) => of == principle,
    };
    for id in library.interests.ids() {
        let interest = &mut library.interests[id];
        interest.evidence.retain(concerns);
        if interest.evidence.is_empty() {
            interest.condition = None;
        }
    }
    for id in library.states.ids() {
        if id != state {
            library.states[id].evidence.clear();
        }
    }
    let unread: Vec<_> = {
        let read = |wanted| {
            library
                .expressions
                .iter()
                .any(|(_, expr)| matches!(expr, crate::model::Expr::InGroup(_, group) if *group == wanted))
        };
        library.groups.ids().filter(|&group| library.groups[group].level.is_none() && !read(group)).collect()
    };
    for group in unread {
        library.groups[group].members = Members::Listed(Vec::new());
        library.derived.retain(|derived| *derived != crate::model::Derived::Group(group));
    }
}

/// Makes a change.
pub fn apply(library: &mut Library, principle: PrincipleId, change: &Change) {
    drop(make(library, principle, change));
}

/// Makes a change and says what it replaced.
pub(super) fn make(library: &mut Library, principle: PrincipleId, change: &Change) -> Before {
    match change {
        Change::Fact(state, attribute, moved) => {
            let before = Before::State(*state, Box::new(library.states[*state].clone()));
            library.states[*state].facts.insert(*attribute, smallvec![fact(moved)]);
            before
        }
        Change::PairFact(attribute, from, to, moved) => {
            let key = (*attribute, *from, *to);
            Before::PairFact(key, library.pair_facts.insert(key, smallvec![fact(moved)]))
        }
        Change::Capacity(state, capacity, gained) => {
            let before = Before::State(*state, Box::new(library.states[*state].clone()));
            let claims = library.states[*state].capacities.get_or_insert_default();
            claims.retain(|claim| claim.capacity != *capacity);
            if *gained {
                claims.push(claim(*capacity));
            }
            before
        }
        Change::Capacities(state, capacities) => {
            let before = Before::State(*state, Box::new(library.states[*state].clone()));
            library.states[*state].capacities = Some(capacities.iter().map(|&capacity| claim(capacity)).collect());
            before
        }
        Change::Position(state, kind, target) => {
            let before = Before::State(*state, Box::new(library.states[*state].clone()));
            let evidence = &mut library.states[*state].evidence;
            evidence.retain(|one| !(one.is_position() && one.target == *target));
            evidence.push(position(*kind, *target));
            before
        }
        Change::Withdrawn(state, place) => {
            let before = Before::State(*state, Box::new(library.states[*state].clone()));
            // Its place is kept, so that the places of the others stay what they were.
            if let Some(evidence) = library.states[*state].evidence.get_mut(*place) {
                evidence.kind = EvidenceKind::Favours;
                evidence.levels = Some(Vec::new());
            }
            before
        }
        Change::Unlimited(state, place) => {
            let before = Before::State(*state, Box::new(library.states[*state].clone()));
            if let Some(evidence) = library.states[*state].evidence.get_mut(*place) {
                evidence.up_to = None;
            }
            before
        }
        Change::Argument(clause, name, moved) => on_terms(library, principle, *clause, |term| {
            term.arguments.retain(|(given, _)| given != name);
            term.arguments.push((name.clone(), moved.to.clone()));
        }),
        Change::Softer(clause, modality) => on_terms(library, principle, *clause, |term| term.modality = *modality),
        Change::Reservable(clause) => on_clause(library, principle, *clause, |clause| clause.reservable = true),
        Change::LeftOut(clause) => on_clause(library, principle, *clause, |clause| {
            clause.variants.iter_mut().for_each(|variant| variant.term = None);
        }),
    }
}

/// Takes a change back.
pub(super) fn restore(library: &mut Library, principle: PrincipleId, before: Before) {
    match before {
        Before::State(id, state) => library.states[id] = *state,
        Before::PairFact(key, Some(facts)) => drop(library.pair_facts.insert(key, facts)),
        Before::PairFact(key, None) => drop(library.pair_facts.remove(&key)),
        Before::Clause(place, clause) => {
            if let Some(now) = library.principles[principle].clauses.get_mut(place) {
                *now = *clause;
            }
        }
        Before::Nothing => {}
    }
}

fn on_clause(library: &mut Library, principle: PrincipleId, place: usize, change: impl FnOnce(&mut Clause)) -> Before {
    let Some(clause) = library.principles[principle].clauses.get_mut(place) else { return Before::Nothing };
    let before = Before::Clause(place, Box::new(clause.clone()));
    change(clause);
    before
}

fn on_terms(library: &mut Library, principle: PrincipleId, place: usize, change: impl Fn(&mut Term)) -> Before {
    on_clause(library, principle, place, |clause| {
        clause.variants.iter_mut().filter_map(|variant| variant.term.as_mut()).for_each(change);
    })
}

fn fact(moved: &Moved) -> Fact {
    let value: Value = moved.to.clone();
    Fact { value, period: Period::default(), span: Span::default(), remarks: Arc::default() }
}

fn claim(capacity: crate::model::CapacityId) -> CapacityClaim {
    CapacityClaim { capacity, when: None, span: Span::default(), remarks: Remarks::default() }
}

fn position(kind: EvidenceKind, target: Target) -> Evidence {
    Evidence {
        kind,
        target,
        up_to: None,
        capacity: None,
        levels: None,
        when: None,
        weight: Number::one(),
        period: Period::default(),
        span: Span::default(),
        mapped: None,
        remarks: Remarks::default(),
    }
}
