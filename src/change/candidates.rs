//! The changes that are worth trying on one verdict.

use std::collections::BTreeSet;

use super::Change;
use super::conditions::{Collector, OfClause, Turning};
use super::domain::Domain;
use crate::judge::{CapacityReasons, ConditionReasons, Derivation, PieceReasons, Session, View};
use crate::model::{
    CapacityId, EvidenceKind, Modality, StateId, Target, Term, Truth, modality_positive, modality_strength,
};

/// Up to how many capacities, if nothing is known of them, are tried in every combination.
const CAPACITIES: usize = 3;

/// A change that is worth trying.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) change: Change,
    /// Where it is one of several values of one thing: which thing. They stand together, in ascending order.
    pub(super) axis: Option<usize>,
    /// Whether it says the same as what is there.
    pub(super) idle: bool,
    /// Whether it is tried only to see whether a direction holds.
    pub(super) far: bool,
}

impl Candidate {
    /// Whether it is worth a try together with another change.
    pub(super) fn paired(&self) -> bool {
        !self.idle && !self.far
    }
}

/// The changes worth trying: positions, the text, facts, what is left of the text.
pub(super) fn candidates<'a>(session: &Session<'_, 'a>, derivation: &Derivation<'_, 'a>) -> Vec<Candidate> {
    let mut found = Gathering { session, derivation, changes: Vec::new(), turning: Vec::new(), unknown: Vec::new() };
    for role in &derivation.roles {
        for capacity in &role.capacities {
            found.capacity(role.state, capacity);
        }
        if let Some(condition) = &role.condition {
            found.condition(condition, &[], None);
        }
    }
    for clause in &derivation.clauses {
        let Some(term) = clause.term else { continue };
        let of = Some((clause.clause, term.measure));
        for role in &clause.roles {
            for condition in role.when.iter().chain(&role.unless) {
                found.condition(condition, &term.arguments, of);
            }
            for tier in &role.tiers {
                for piece in &tier.pieces {
                    found.piece(piece, tier.read, term, of);
                }
            }
        }
    }
    found.unknown_capacities();
    found.positions();
    found.text();
    let alone = |change: Change| Candidate { change, axis: None, idle: false, far: false };
    let mut candidates: Vec<Candidate> = found.changes.into_iter().map(alone).collect();
    let library = session.plan.library();
    for (axis, turning) in found.turning.iter().enumerate() {
        let domain = Domain::of(library, &turning.place, turning.measure);
        let samples = turning.turns.samples(&domain, turning.now.as_ref());
        candidates.extend(samples.into_iter().map(|sample| Candidate {
            change: turning.place.moved(sample.moved),
            axis: Some(axis),
            idle: sample.idle,
            far: sample.far,
        }));
    }
    candidates.sort_by_key(|candidate| candidate.change.kind());
    candidates
}

struct Gathering<'s, 'p, 'a> {
    session: &'s Session<'p, 'a>,
    derivation: &'s Derivation<'s, 'a>,
    changes: Vec<Change>,
    /// What conditions compare, with the values at which they turn.
    turning: Vec<Turning>,
    /// Capacities of which nothing is known.
    unknown: Vec<(StateId, CapacityId)>,
}

impl Gathering<'_, '_, '_> {
    fn push(&mut self, change: Change) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    fn condition(&mut self, reasons: &ConditionReasons<'_>, arguments: &[(String, crate::model::Value)], of: OfClause) {
        if reasons.needs_pair {
            return;
        }
        let row = &self.derivation.row;
        let view = View { arguments, ..self.session.view(row.instance, &self.derivation.members, reasons.own) };
        let mut collector = Collector {
            world: &self.session.plan.world,
            clause: of,
            changes: &mut self.changes,
            turning: &mut self.turning,
            seen: BTreeSet::new(),
        };
        collector.condition(reasons.condition.expr, &view);
    }

    fn capacity(&mut self, state: StateId, reasons: &CapacityReasons<'_>) {
        if !reasons.stated {
            if !self.unknown.contains(&(state, reasons.capacity)) {
                self.unknown.push((state, reasons.capacity));
            }
            return;
        }
        for (_, condition) in &reasons.claims {
            if let Some(condition) = condition {
                let mut collector = Collector {
                    world: &self.session.plan.world,
                    clause: None,
                    changes: &mut self.changes,
                    turning: &mut self.turning,
                    seen: BTreeSet::new(),
                };
                collector.condition(condition.condition.expr, &View::of(state));
            }
        }
        if reasons.has != Truth::Yes {
            self.push(Change::Capacity(state, reasons.capacity, true));
        }
        if reasons.has != Truth::No {
            self.push(Change::Capacity(state, reasons.capacity, false));
        }
    }

    fn piece(&mut self, piece: &PieceReasons<'_, '_>, read: bool, term: &Term, of: OfClause) {
        let state = self.derivation.row.state;
        if let Some(capacity) = &piece.capacity {
            self.capacity(state, capacity);
        }
        for condition in piece.rule.iter().chain(&piece.when) {
            self.condition(condition, &term.arguments, of);
        }
        if piece.piece.rule.is_some() || !read || piece.counts == Truth::No {
            return;
        }
        let all = &self.session.plan.library().states[state].evidence;
        let Some(place) = all.iter().position(|one| std::ptr::eq(one, piece.piece.evidence)) else { return };
        if piece.exceeded.is_some() {
            self.push(Change::Unlimited(state, place));
        }
        if piece.piece.evidence.is_position() {
            self.push(Change::Withdrawn(state, place));
        }
    }

    fn unknown_capacities(&mut self) {
        for state in self.derivation.members.clone() {
            let of: Vec<CapacityId> =
                self.unknown.iter().filter(|(whose, _)| *whose == state).map(|(_, capacity)| *capacity).collect();
            if of.is_empty() {
                continue;
            }
            let sets = if of.len() <= CAPACITIES {
                (0..1_usize << of.len())
                    .map(|set| of.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, c)| *c).collect())
                    .collect()
            } else {
                let mut sets: Vec<Vec<CapacityId>> = of.iter().map(|capacity| vec![*capacity]).collect();
                sets.push(Vec::new());
                sets.push(of);
                sets
            };
            for set in sets {
                self.push(Change::Capacities(state, set));
            }
        }
    }

    fn positions(&mut self) {
        let (state, principle) = (self.derivation.row.state, self.derivation.row.principle);
        let clauses = self.derivation.clauses.iter().filter(|clause| clause.term.is_some());
        let mut targets: Vec<Target> = clauses.map(|clause| Target::Clause(principle, clause.clause)).collect();
        // On a principle with one clause a position on the clause says the same.
        if targets.len() != 1 {
            targets.insert(0, Target::Principle(principle));
        }
        for target in targets {
            for kind in [EvidenceKind::Accepts, EvidenceKind::Rejects, EvidenceKind::Abstains] {
                self.push(Change::Position(state, kind, target));
            }
        }
    }

    fn text(&mut self) {
        for clause in &self.derivation.clauses {
            let Some(term) = clause.term else { continue };
            for modality in [Modality::Should, Modality::May, Modality::ShouldNot] {
                let same_side = modality_positive(modality) == modality_positive(term.modality);
                if same_side && modality_strength(modality) < modality_strength(term.modality) {
                    self.push(Change::Softer(clause.clause, modality));
                }
            }
            if self.session.text().clauses.get(clause.clause).is_some_and(|clause| !clause.reservable) {
                self.push(Change::Reservable(clause.clause));
            }
        }
        for clause in self.derivation.clauses.iter().filter(|clause| clause.term.is_some()) {
            self.push(Change::LeftOut(clause.clause));
        }
    }
}
