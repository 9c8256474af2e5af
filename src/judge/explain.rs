//! The reasons for one verdict. They are read from the same parts as the verdict itself.

use super::choice::Choice;
use super::evidence::{Candidate, Piece};
use super::expression::{View, truth};
use super::plan::Test;
use super::reads::reads;
use super::reasons::{
    CapacityReasons, ClauseReasons, ConditionReasons, Derivation, PieceReasons, RoleReasons, StanceReasons, TierReasons,
};
use super::session::{Instance, Row, Session};
use super::stance::{Stance, StanceSet, stances};
use super::verdict::{Finding, Verdict, VerdictSet};
use super::wording::Wording;
use crate::model::{
    CapacityClaim, CapacityId, Condition, Modality, StateId, Truth, modality_positive, modality_strength,
};

impl<'p, 'a> Session<'p, 'a> {
    /// Why a state has its verdict in an instance, the brackets cleared in one way; `None` when the state is not in
    /// the instance.
    pub fn explain(&'p self, instance: Instance, state: StateId, choice: &Choice) -> Option<Derivation<'p, 'a>> {
        let members = self.members(instance);
        if !members.contains(&state) {
            return None;
        }
        let found = match instance {
            Instance::All | Instance::Group(_) | Instance::Forum(_) => Some(self.member(instance, &members, state)),
            Instance::Pair(first, second) => {
                self.pair(first, second).and_then(|rows| rows.into_iter().find(|row| row.state == state))
            }
        };
        let negotiated = found.is_some();
        let row = found.unwrap_or_else(|| self.no_instance(instance, state));
        let players: Vec<(usize, StateId)> = match instance {
            Instance::All | Instance::Group(_) | Instance::Forum(_) => {
                (0..self.text().parties.len()).map(|party| (party, state)).collect()
            }
            Instance::Pair(first, second) => vec![(0, first), (usize::from(self.text().parties.len() == 2), second)],
        };
        let roles =
            players.into_iter().map(|(party, player)| self.role_reasons(instance, &members, player, party)).collect();
        let clauses = choice
            .variants
            .iter()
            .enumerate()
            .filter_map(|(clause, &place)| {
                let wording = self.wording(clause, place)?;
                let of_role = |&role: &(usize, Truth)| self.stance_reasons(wording, instance, &members, state, role);
                let roles = row.roles.iter().filter_map(of_role).collect();
                Some(ClauseReasons { clause, term: wording.term.as_deref(), roles })
            })
            .collect();
        Some(Derivation { row, negotiated, members, roles, clauses })
    }

    fn no_instance(&self, instance: Instance, state: StateId) -> Row {
        Row {
            principle: self.principle,
            level: self.level,
            instance,
            state,
            finding: Finding::One(Verdict::Outside),
            possible: VerdictSet::one(Verdict::Outside),
            by_choice: Vec::new(),
            strength: None,
            roles: Vec::new(),
        }
    }

    /// The states of an instance; those of a pair in the order of the parties.
    pub fn members(&self, instance: Instance) -> Vec<StateId> {
        match instance {
            Instance::All => self.plan.everybody.clone(),
            Instance::Group(group) => self.plan.world.members(group),
            Instance::Forum(forum) => self.plan.world.forum_members(forum),
            Instance::Pair(first, second) => vec![first, second],
        }
    }

    fn role_reasons(&self, instance: Instance, members: &[StateId], state: StateId, party: usize) -> RoleReasons<'a> {
        let definition = self.text().parties.get(party);
        let capacities = definition.map_or(&[][..], |party| &party.capacities);
        let condition = definition.and_then(|party| party.condition);
        let view = self.view(instance, members, state);
        RoleReasons {
            party,
            state,
            played: self.plays(instance, members, state, party),
            capacities: capacities.iter().map(|&capacity| self.capacity_reasons(state, capacity)).collect(),
            condition: condition.map(|condition| self.condition_reasons(condition, &view, false)),
        }
    }

    fn capacity_reasons(&self, state: StateId, capacity: CapacityId) -> CapacityReasons<'a> {
        let stated = self.plan.library().states[state].capacities.as_deref();
        let claims = stated.unwrap_or_default().iter().filter(|claim| claim.capacity == capacity);
        let with_reasons = |claim: &'a CapacityClaim| {
            (claim, claim.when.map(|when| self.condition_reasons(when, &View::of(state), false)))
        };
        CapacityReasons {
            capacity,
            has: self.plan.capacity(state, capacity),
            stated: stated.is_some(),
            claims: claims.map(with_reasons).collect(),
        }
    }

    fn condition_reasons(&self, condition: Condition, view: &View<'_>, evidence: bool) -> ConditionReasons<'a> {
        let test = self.plan.test(Some(condition));
        let holds =
            if evidence { self.condition_of(test, view) } else { truth(&self.plan.world, condition.expr, view) };
        let needs_pair = evidence && matches!(test, Test::Asked { pair: true, .. }) && view.counterpart.is_none();
        let reads = if needs_pair { Vec::new() } else { reads(&self.plan.world, condition.expr, view) };
        ConditionReasons { condition, holds, own: view.own, needs_pair, reads }
    }

    fn stance_reasons(
        &'p self,
        wording: &'p Wording,
        instance: Instance,
        members: &[StateId],
        state: StateId,
        (party, played): (usize, Truth),
    ) -> Option<StanceReasons<'p, 'a>> {
        let term = wording.term.as_deref()?;
        let view = View { arguments: &term.arguments, ..self.view(instance, members, state) };
        let mut tiers: Vec<TierReasons<'p, 'a>> = Vec::new();
        let mut decided = false;
        for candidate in wording.candidates(self.plan, state) {
            let piece = self.plan.pieces(state).get(candidate.piece)?;
            if tiers.last().is_none_or(|tier| tier.tier != candidate.tier) {
                decided |= tiers.last().is_some_and(TierReasons::decides);
                tiers.push(TierReasons { tier: candidate.tier, read: !decided, pieces: Vec::new() });
            }
            let reasons = self.piece_reasons(piece, candidate, party, &view, term.modality);
            if let Some(tier) = tiers.last_mut() {
                tier.pieces.push(reasons);
            }
        }
        let binds = self.binds(wording, instance, members, state, party);
        let from_there =
            View { arguments: &term.arguments, ..self.view(instance, members, self.asked(term, instance, state)) };
        // Among several only the role of the clause's own party is asked; for the others it stands.
        let asked = matches!(instance, Instance::Pair(..)) || term.party == party;
        let of = |condition: Option<Condition>| {
            condition.filter(|_| asked).map(|condition| self.condition_reasons(condition, &from_there, false))
        };
        let weighed =
            tiers.iter().flat_map(|tier| tier.pieces.iter().map(|piece| (tier.tier, piece.side, piece.counts)));
        let found = stances(weighed);
        let none = StanceSet::one(Stance::None);
        let stances = match binds {
            Truth::No => none,
            Truth::Unknown => found.with(none),
            Truth::Yes => found,
        };
        Some(StanceReasons { party, played, binds, when: of(term.when), unless: of(term.unless), tiers, stances })
    }

    fn piece_reasons(
        &self,
        piece: &'p Piece<'a>,
        candidate: &Candidate,
        party: usize,
        view: &View<'_>,
        modality: Modality,
    ) -> PieceReasons<'p, 'a> {
        let of =
            |condition: Option<Condition>| condition.map(|condition| self.condition_reasons(condition, view, true));
        // Beyond positions on a text, how far a state goes along says nothing of a clause against the measure.
        let asked = candidate.tier <= 2 || modality_positive(modality);
        let stronger = |up_to: &Modality| asked && modality_strength(modality) > modality_strength(*up_to);
        PieceReasons {
            piece,
            side: candidate.side,
            counts: self.counts(piece, party, view),
            capable: self.capable(piece, party, view.own),
            capacity: piece.evidence.capacity.map(|capacity| self.capacity_reasons(view.own, capacity)),
            rule: of(piece.rule.and_then(|rule| self.plan.library().interests[rule].condition)),
            when: of(piece.evidence.when),
            exceeded: piece.evidence.up_to.filter(stronger),
        }
    }
}
