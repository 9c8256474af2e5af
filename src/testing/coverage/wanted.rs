//! The conditions that there are to exercise.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::board::Thing;
use super::conditions::{of_definition, of_group, parts, reads_states};
use super::items::Found;
use super::places::{Context, Place, halves};
use super::possible::{Fate, Holder, Piece};
use super::{Item, Kind};
use crate::judge::World;
use crate::model::{Arity, CapacityId, Condition, LevelId, Library, PrincipleId, Target};
use crate::source::Span;

/// A condition with what it is of and from where it may be asked.
struct Asked<'a> {
    kind: Kind,
    name: Option<String>,
    condition: Condition,
    contexts: Vec<Context<'a>>,
}

/// The conditions of the library, and their parts.
pub(super) fn conditions(
    world: &World<'_>,
    places: &[Place<'_>],
    pieces: &[Piece<'_>],
    fates: &[Fate],
    found: &mut Found,
) {
    let library = world.library;
    let mut all: Vec<Asked<'_>> = Vec::new();
    parties_and_clauses(library, places, &mut all);
    of_evidence(library, places, pieces, fates, &mut all);
    let anywhere = |condition| Asked { kind: Kind::Condition, name: None, condition, contexts: vec![(None, &[])] };
    let claims = library.states.values().flat_map(|state| state.capacities.iter().flatten());
    let wanted =
        claims.filter(|claim| asked_for(library, places, pieces, fates, claim.capacity)).filter_map(|claim| claim.when);
    let groups = library.groups.ids().filter_map(|id| of_group(library, id));
    all.extend(wanted.chain(groups).map(anywhere));
    // A test may ask for the value of any definition.
    all.extend(library.definitions.ids().filter_map(|id| of_definition(library, id)).map(anywhere));
    let mut known: BTreeMap<Span, Asked<'_>> = BTreeMap::new();
    for asked in all {
        // The wordings of a clause, and the states of a table, share their conditions.
        match known.entry(asked.condition.span) {
            Entry::Vacant(entry) => {
                entry.insert(asked);
            }
            Entry::Occupied(mut entry) => entry.get_mut().contexts.extend(asked.contexts),
        }
    }
    for asked in known.into_values() {
        add(world, asked, found);
    }
}

/// A condition, and its parts.
fn add(world: &World<'_>, asked: Asked<'_>, found: &mut Found) {
    let library = world.library;
    let Asked { kind, name, condition, contexts } = asked;
    let points = |expr| halves(world, expr, &contexts).into_iter().map(|half| (half, false)).collect();
    let definition = library.definitions.values().find(|one| one.named.span == condition.span);
    let whole = match definition {
        // A definition's condition stands behind its name.
        Some(_) => Span::new(condition.span.start, u32::MAX),
        None => condition.span,
    };
    let name = name.or_else(|| definition.map(|definition| definition.named.name.clone()));
    found.push((
        Thing::Condition(condition.span),
        Item { kind, name, span: condition.span, points: points(condition.expr) },
    ));
    for part in parts(library, condition.expr) {
        let span = library.expressions.span_within(part, whole).unwrap_or(condition.span);
        found.push((
            Thing::Part(condition.span, part),
            Item { kind: Kind::Condition, name: None, span, points: points(part) },
        ));
    }
}

fn parties_and_clauses<'a>(library: &'a Library, places: &[Place<'a>], all: &mut Vec<Asked<'a>>) {
    let condition = |condition, contexts| Asked { kind: Kind::Condition, name: None, condition, contexts };
    let mut open: BTreeMap<PrincipleId, BTreeSet<LevelId>> = BTreeMap::new();
    for place in places {
        open.entry(place.principle).or_default().extend(&place.levels);
    }
    for (id, principle) in library.principles.iter() {
        let Some(levels) = open.get(&id) else { continue };
        let contexts: Vec<Context<'_>> = levels.iter().map(|&level| (Some(level), &[][..])).collect();
        let parties = principle.parties.iter().filter_map(|party| party.condition);
        all.extend(parties.map(|one| condition(one, contexts.clone())));
    }
    for place in places {
        let contexts = || place.levels.iter().map(|&level| (Some(level), place.term.arguments.as_slice())).collect();
        let both = place.term.when.into_iter().chain(place.term.unless);
        all.extend(both.map(|one| condition(one, contexts())));
    }
}

/// The conditions of rules and of evidence, as far as they match a clause.
fn of_evidence<'a>(
    library: &'a Library,
    places: &[Place<'a>],
    pieces: &[Piece<'a>],
    fates: &[Fate],
    all: &mut Vec<Asked<'a>>,
) {
    let mut contexts_of: BTreeMap<Target, Vec<Context<'a>>> = BTreeMap::new();
    for (piece, _) in pieces.iter().zip(fates).filter(|(_, fate)| fate.matches()) {
        let rule = match piece.holder {
            Holder::Rule(id) => library.interests[id].condition.map(|condition| (id, condition)),
            Holder::State(_) => None,
        };
        if rule.is_none() && piece.evidence.when.is_none() {
            continue;
        }
        let conditions = rule.map(|(_, condition)| condition).into_iter().chain(piece.evidence.when);
        // Where a state is read everything is possible, and there may be very many clauses.
        let tried = conditions.flat_map(|one| parts(library, one.expr).into_iter().chain([one.expr]));
        let needed = tried.into_iter().any(|expr| !reads_states(library, expr));
        let target = piece.evidence.target;
        let known = contexts_of.entry(target);
        let contexts: &[_] = if needed { known.or_insert_with(|| matched(library, places, target)) } else { &[] };
        let levels = piece.evidence.levels.as_ref();
        let here = |(level, _): &&Context<'a>| {
            levels.is_none_or(|all| level.is_some_and(|one| all.contains(&one)))
                && (!piece.of_pairs || level.is_some_and(|one| library.levels[one].arity == Arity::Pairs))
        };
        let contexts: Vec<Context<'a>> = contexts.iter().filter(here).copied().collect();
        if let Some((id, condition)) = rule {
            let name = Some(library.interests[id].named.name.clone());
            all.push(Asked { kind: Kind::Rule, name, condition, contexts: contexts.clone() });
        }
        let when = piece.evidence.when;
        all.extend(when.map(|condition| Asked { kind: Kind::Condition, name: None, condition, contexts }));
    }
}

/// The levels and values with which a target is met.
fn matched<'a>(library: &Library, places: &[Place<'a>], target: Target) -> Vec<Context<'a>> {
    let about = |place: &&Place<'a>| match target {
        Target::Clause(principle, clause) => place.principle == principle && place.clause == clause,
        Target::Principle(principle) => place.principle == principle,
        Target::Measure(measure) => place.term.measure == measure,
        Target::Issue(issue) => {
            let measure = &library.measures[place.term.measure];
            measure.on.iter().chain(&measure.against).any(|&on| library.issue_and_above(on).any(|at| at == issue))
        }
    };
    let of = |place: &Place<'a>| -> Vec<Context<'a>> {
        let arguments: &'a [_] = place.term.arguments.as_slice();
        place.levels.iter().map(|&level| (Some(level), arguments)).collect()
    };
    places.iter().filter(about).flat_map(of).collect()
}

/// Whether anything that is negotiated depends on who has a capacity.
fn asked_for(
    library: &Library,
    places: &[Place<'_>],
    pieces: &[Piece<'_>],
    fates: &[Fate],
    capacity: CapacityId,
) -> bool {
    let parties = places.iter().flat_map(|place| &library.principles[place.principle].parties);
    let mut evidence = pieces.iter().zip(fates).filter(|(_, fate)| fate.matches()).map(|(piece, _)| piece.evidence);
    parties.flat_map(|party| &party.capacities).any(|one| *one == capacity)
        || evidence.any(|evidence| evidence.capacity == Some(capacity))
}
