//! The reasons for one verdict. They are read from the same parts as the verdict itself.

use super::choice::Choice;
use super::evidence::{Candidate, Piece, Sides};
use super::expression::View;
use super::plan::Test;
use super::reads::{Read, reads};
use super::session::{Instance, Row, Session, combinations};
use super::stance::{Stance, StanceSet, join, stances};
use super::verdict::{Finding, Verdict, VerdictSet, verdicts};
use super::wording::Wording;
use crate::model::{
    CapacityClaim, CapacityId, Condition, Modality, ScopeStatus, StateId, Term, Truth, modality_positive,
    modality_strength,
};

/// Why a verdict is what it is.
#[derive(Debug)]
pub struct Derivation<'p, 'a> {
    /// The verdict. Over a pair that is no instance it is outside.
    pub row: Row,
    /// Whether the pair, if it is one, is an instance: no state surely does not play its party.
    pub negotiated: bool,
    /// The states of the instance.
    pub members: Vec<StateId>,
    /// The parties of the principle and whether they are played; between two states those of both.
    pub roles: Vec<RoleReasons<'a>>,
    /// The clauses.
    pub clauses: Vec<ClauseReasons<'p, 'a>>,
}

/// Whether a state plays a party, and why.
#[derive(Debug)]
pub struct RoleReasons<'a> {
    /// The party, by its place.
    pub party: usize,
    /// The state that would play it.
    pub state: StateId,
    /// Whether it does.
    pub played: Truth,
    /// Its capacities, among those the party asks for.
    pub capacities: Vec<CapacityReasons<'a>>,
    /// Whether the condition of the party holds; `None` where it has none.
    pub condition: Option<ConditionReasons<'a>>,
}

/// Whether a state has a capacity, and why.
#[derive(Debug)]
pub struct CapacityReasons<'a> {
    /// The capacity.
    pub capacity: CapacityId,
    /// Whether the state has it.
    pub has: Truth,
    /// Whether anything is said of the state's capacities.
    pub stated: bool,
    /// The statements that give it, each with its condition.
    pub claims: Vec<(&'a CapacityClaim, Option<ConditionReasons<'a>>)>,
}

/// What a condition comes to, and what it reads.
#[derive(Debug)]
pub struct ConditionReasons<'a> {
    /// The condition.
    pub condition: Condition,
    /// What it comes to.
    pub holds: Truth,
    /// The state of which it is asked.
    pub own: StateId,
    /// Whether it compares two states where there are not two: then it does not hold.
    pub needs_pair: bool,
    /// What it reads.
    pub reads: Vec<Read<'a>>,
}

/// A clause in the wording that was chosen.
#[derive(Debug)]
pub struct ClauseReasons<'p, 'a> {
    /// The clause, by its place.
    pub clause: usize,
    /// Its words; `None` where it is left out or not negotiated at the level.
    pub term: Option<&'p Term>,
    /// The stance in each role that is or may be played.
    pub roles: Vec<StanceReasons<'p, 'a>>,
}

/// The stance on a clause in one role.
#[derive(Debug)]
pub struct StanceReasons<'p, 'a> {
    /// The party, by its place.
    pub party: usize,
    /// Whether the state plays it.
    pub played: Truth,
    /// Whether the clause binds.
    pub binds: Truth,
    /// What its `when` comes to; `None` where it has none, or is not asked of this role.
    pub when: Option<ConditionReasons<'a>>,
    /// The same of its `unless`.
    pub unless: Option<ConditionReasons<'a>>,
    /// The tiers that have evidence, the nearest first.
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
    /// The state's capacity that its `as` asks for, with the reasons; `None` where it has no `as`.
    pub capacity: Option<CapacityReasons<'a>>,
    /// What the condition of its rule comes to; `None` where it has none.
    pub rule: Option<ConditionReasons<'a>>,
    /// What its own condition comes to; `None` where it has none.
    pub when: Option<ConditionReasons<'a>>,
    /// The wording up to which it goes along, where the clause is stronger.
    pub exceeded: Option<Modality>,
}

impl TierReasons<'_, '_> {
    /// Whether a piece surely counts, so that nothing behind the tier is read.
    pub fn decides(&self) -> bool {
        self.pieces.iter().any(|piece| piece.counts == Truth::Yes)
    }

    /// Whether a piece may count.
    pub fn may_count(&self) -> bool {
        self.pieces.iter().any(|piece| piece.counts != Truth::No)
    }
}

impl ClauseReasons<'_, '_> {
    /// The stances that the clause comes to, the roles that are played joined.
    pub fn stances(&self) -> StanceSet {
        self.roles.iter().fold(StanceSet::one(Stance::None), |so_far, role| {
            let joined = join(so_far, role.stances);
            if role.played == Truth::Yes { joined } else { joined.with(so_far) }
        })
    }
}

impl Derivation<'_, '_> {
    /// The verdicts that the reasons come to, worked out from them alone: those of the row.
    pub fn verdicts(&self, session: &Session<'_, '_>) -> VerdictSet {
        let outside = VerdictSet::one(Verdict::Outside);
        let clauses: Vec<_> = self.clauses.iter().filter(|clause| clause.term.is_some()).collect();
        if session.scope == ScopeStatus::Closed || clauses.is_empty() || !self.negotiated {
            return outside;
        }
        combinations(&self.row.roles).into_iter().fold(VerdictSet::default(), |set, played| {
            if played == 0 {
                return set.with(outside);
            }
            let joined = clauses.iter().map(|clause| {
                let roles = clause.roles.iter().enumerate().filter(|(place, _)| played & (1 << place) != 0);
                let none = StanceSet::one(Stance::None);
                let stances = roles.fold(none, |so_far, (_, role)| join(so_far, role.stances));
                (stances, session.text().clauses.get(clause.clause).is_some_and(|clause| clause.reservable))
            });
            set.with(verdicts(joined))
        })
    }
}

impl<'p, 'a> Session<'p, 'a> {
    /// Why a state has its verdict in an instance, the brackets cleared in one way; `None` when the state is not in
    /// the instance.
    pub fn explain(&'p self, instance: Instance, state: StateId, choice: &Choice) -> Option<Derivation<'p, 'a>> {
        let members = self.members(instance);
        if !members.contains(&state) {
            return None;
        }
        let found = match instance {
            Instance::All | Instance::Group(_) => Some(self.member(instance, &members, state)),
            Instance::Pair(first, second) => {
                self.pair(first, second).and_then(|rows| rows.into_iter().find(|row| row.state == state))
            }
        };
        let negotiated = found.is_some();
        let row = found.unwrap_or_else(|| self.no_instance(instance, state));
        let players: Vec<(usize, StateId)> = match instance {
            Instance::All | Instance::Group(_) => (0..self.text().parties.len()).map(|party| (party, state)).collect(),
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
                Some(ClauseReasons { clause, term: wording.term.as_ref(), roles })
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
            Instance::All => self.plan.library().states.ids().collect(),
            Instance::Group(group) => self.plan.world.members(group),
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
        let holds = if evidence {
            self.condition_of(test, view)
        } else {
            crate::judge::truth(&self.plan.world, condition.expr, view)
        };
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
        let term = wording.term.as_ref()?;
        let view = View { arguments: &term.arguments, ..self.view(instance, members, state) };
        let mut tiers: Vec<TierReasons<'p, 'a>> = Vec::new();
        let mut decided = false;
        for candidate in &wording.candidates[state] {
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
