//! The reasons for one verdict. They are read from the same parts as the verdict itself.

use super::choice::Choice;
use super::evidence::{Piece, Sides};
use super::expression::View;
use super::plan::Test;
use super::session::{Instance, Row, Session};
use super::stance::{StanceSet, stances};
use crate::model::{Modality, StateId, Term, Truth};

/// Why a verdict is what it is.
#[derive(Debug)]
pub struct Derivation<'p, 'a> {
    /// The verdict.
    pub row: Row,
    /// The states of the instance.
    pub members: Vec<StateId>,
    /// The parties of the principle and whether the state plays them.
    pub roles: Vec<RoleReasons>,
    /// The clauses.
    pub clauses: Vec<ClauseReasons<'p, 'a>>,
}

/// Whether a state plays a party, and why.
#[derive(Debug)]
pub struct RoleReasons {
    /// The party, by its place.
    pub party: usize,
    /// The state that would play it.
    pub state: StateId,
    /// Whether it does.
    pub played: Truth,
    /// Its capacities, among those the party asks for.
    pub capacities: Vec<(crate::model::CapacityId, Truth)>,
    /// Whether the condition of the party holds; `None` where it has none.
    pub condition: Option<Truth>,
}

/// A clause in the wording that was chosen.
#[derive(Debug)]
pub struct ClauseReasons<'p, 'a> {
    /// The clause, by its place.
    pub clause: usize,
    /// Its words; `None` where it is left out or not negotiated at the level.
    pub term: Option<&'p Term>,
    /// The stances it comes to, all roles joined, where every role that may be played is.
    pub roles: Vec<StanceReasons<'p, 'a>>,
}

/// The stance on a clause in one role.
#[derive(Debug)]
pub struct StanceReasons<'p, 'a> {
    /// The party, by its place.
    pub party: usize,
    /// Whether the clause binds.
    pub binds: Truth,
    /// What its `when` and `unless` come to, from where they are asked; `None` where it has none.
    pub when: Option<Truth>,
    /// The same of its `unless`.
    pub unless: Option<Truth>,
    /// The state of which they are asked.
    pub asked: StateId,
    /// The tiers that were read, the nearest first.
    pub tiers: Vec<TierReasons<'p, 'a>>,
    /// What they come to.
    pub stances: StanceSet,
}

/// A tier that has evidence on the clause.
#[derive(Debug)]
pub struct TierReasons<'p, 'a> {
    /// Its number.
    pub tier: u16,
    /// Whether it was read, or is silenced by a nearer one.
    pub read: bool,
    /// Its evidence.
    pub pieces: Vec<PieceReasons<'p, 'a>>,
}

/// A piece of evidence, and whether it counts.
#[derive(Debug)]
pub struct PieceReasons<'p, 'a> {
    /// The piece.
    pub piece: &'p Piece<'a>,
    /// On which side.
    pub side: Sides,
    /// Whether it counts.
    pub counts: Truth,
    /// Whether its `as` fits the party and the state.
    pub capable: Truth,
    /// What the condition of its rule comes to; `None` where it has none.
    pub rule: Option<Truth>,
    /// What its own condition comes to; `None` where it has none.
    pub when: Option<Truth>,
    /// The wording up to which it goes along, where the clause is stronger.
    pub exceeded: Option<Modality>,
}

impl<'p, 'a> Session<'p, 'a> {
    /// Why a state has its verdict in an instance, the brackets cleared in one way; `None` when the pair is no instance
    /// or the state is not in it.
    pub fn explain(&'p self, instance: Instance, state: StateId, choice: &Choice) -> Option<Derivation<'p, 'a>> {
        let members = self.members(instance);
        let row = match instance {
            Instance::All | Instance::Group(_) => {
                members.contains(&state).then(|| self.member(instance, &members, state))?
            }
            Instance::Pair(first, second) => self.pair(first, second)?.into_iter().find(|row| row.state == state)?,
        };
        let two = self.text().parties.len() == 2;
        let players: Vec<(usize, StateId)> = match instance {
            Instance::All | Instance::Group(_) => (0..self.text().parties.len()).map(|party| (party, state)).collect(),
            Instance::Pair(first, second) => vec![(0, first), (usize::from(two), second)],
        };
        let roles =
            players.into_iter().map(|(party, player)| self.role_reasons(instance, &members, player, party)).collect();
        let clauses = choice
            .variants
            .iter()
            .enumerate()
            .filter_map(|(clause, &place)| {
                let wording = self.wording(clause, place)?;
                let roles = row
                    .roles
                    .iter()
                    .filter_map(|&(party, _)| self.stance_reasons(wording, instance, &members, state, party))
                    .collect();
                Some(ClauseReasons { clause, term: wording.term.as_ref(), roles })
            })
            .collect();
        Some(Derivation { row, members, roles, clauses })
    }

    /// The states of an instance; those of a pair in the order of the parties.
    pub fn members(&self, instance: Instance) -> Vec<StateId> {
        match instance {
            Instance::All => self.plan.library().states.ids().collect(),
            Instance::Group(group) => self.plan.world.members(group),
            Instance::Pair(first, second) => vec![first, second],
        }
    }

    /// Whether a state plays a party, and why.
    pub fn role_reasons(&self, instance: Instance, members: &[StateId], state: StateId, party: usize) -> RoleReasons {
        let definition = self.text().parties.get(party);
        let capacities = definition.map_or(&[][..], |party| &party.capacities);
        let condition = definition.and_then(|party| party.condition);
        let view = self.view(instance, members, state);
        RoleReasons {
            party,
            state,
            played: self.plays(instance, members, state, party),
            capacities: capacities.iter().map(|&capacity| (capacity, self.plan.capacity(state, capacity))).collect(),
            condition: condition.map(|condition| self.plan.holds(self.plan.test(Some(condition)), &view)),
        }
    }

    fn stance_reasons(
        &'p self,
        wording: &'p super::session::Wording,
        instance: Instance,
        members: &[StateId],
        state: StateId,
        party: usize,
    ) -> Option<StanceReasons<'p, 'a>> {
        let term = wording.term.as_ref()?;
        let view = View { arguments: &term.arguments, ..self.view(instance, members, state) };
        let mut tiers: Vec<TierReasons<'p, 'a>> = Vec::new();
        let mut decided = false;
        for candidate in &wording.candidates[state] {
            let piece = self.plan.pieces(state).get(candidate.piece)?;
            if tiers.last().is_none_or(|tier| tier.tier != candidate.tier) {
                decided |= tiers.last().is_some_and(|tier| tier.pieces.iter().any(|piece| piece.counts == Truth::Yes));
                tiers.push(TierReasons { tier: candidate.tier, read: !decided, pieces: Vec::new() });
            }
            let reasons = self.piece_reasons(piece, candidate.side, party, &view, term.modality);
            if let Some(tier) = tiers.last_mut() {
                tier.pieces.push(reasons);
            }
        }
        let binds = self.binds(wording, instance, members, state, party);
        let asked = match instance {
            Instance::Pair(first, second) if self.text().parties.len() == 2 => {
                if term.party == 0 {
                    first
                } else {
                    second
                }
            }
            Instance::All | Instance::Group(_) | Instance::Pair(..) => state,
        };
        let from_there = View { arguments: &term.arguments, ..self.view(instance, members, asked) };
        let stands = matches!(instance, Instance::All | Instance::Group(_)) && term.party != party;
        let of = |test: Test| (test != Test::Always && !stands).then(|| self.plan.holds(test, &from_there));
        let weighed =
            tiers.iter().flat_map(|tier| tier.pieces.iter().map(|piece| (tier.tier, piece.side, piece.counts)));
        let found = stances(weighed);
        let none = StanceSet::one(super::stance::Stance::None);
        let stances = match binds {
            Truth::No => none,
            Truth::Unknown => found.with(none),
            Truth::Yes => found,
        };
        Some(StanceReasons { party, binds, when: of(wording.when), unless: of(wording.unless), asked, tiers, stances })
    }

    fn piece_reasons(
        &self,
        piece: &'p Piece<'a>,
        side: Sides,
        party: usize,
        view: &View<'_>,
        modality: Modality,
    ) -> PieceReasons<'p, 'a> {
        let of = |test: Test| (test != Test::Always).then(|| self.condition_of(test, view));
        let stronger =
            |up_to: &Modality| crate::model::modality_strength(modality) > crate::model::modality_strength(*up_to);
        PieceReasons {
            piece,
            side,
            counts: self.counts(piece, party, view),
            capable: self.capable(piece, party, view.own),
            rule: of(piece.condition),
            when: of(piece.when),
            exceeded: piece.evidence.up_to.filter(stronger),
        }
    }
}
