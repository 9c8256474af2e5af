//! What a state is in an instance: which parties it plays, which clauses bind it, which of its evidence counts.

use super::evidence::Piece;
use super::expression::View;
use super::plan::Test;
use super::session::{Instance, Session};
use super::stance::{Stance, StanceSet, stances};
use super::wording::Wording;
use crate::model::{Arity, StateId, Term, Truth};

impl Session<'_, '_> {
    /// Whether any state may play a party. `compares` says that its condition looks at the other state of a pair.
    pub fn may_be_played(&self, party: usize, compares: bool) -> bool {
        let may = |instance, members: &[StateId], state| self.plays(instance, members, state, party) != Truth::No;
        match self.arity() {
            Arity::All => self.plan.everybody.iter().any(|&state| may(Instance::All, &self.plan.everybody, state)),
            Arity::Groups => {
                let forums = self.plan.library().forums.iter().filter(|(_, forum)| forum.level == self.level);
                let groups = self.groups().into_iter().map(Instance::Group);
                groups.chain(forums.map(|(id, _)| Instance::Forum(id))).any(|instance| {
                    let members = self.members(instance);
                    members.iter().any(|&state| may(instance, &members, state))
                })
            }
            Arity::Pairs => self.plan.everybody.iter().any(|&state| {
                let others = self.plan.everybody.iter().filter(|&&other| other != state);
                // Without a comparison every other state is as good as the next one.
                let tried = if compares { self.plan.everybody.len() } else { 1 };
                others.take(tried).any(|&other| {
                    let pair = if party == 0 { [state, other] } else { [other, state] };
                    let [first, second] = pair;
                    may(Instance::Pair(first, second), &pair, state)
                })
            }),
        }
    }

    /// From where a condition is asked for a state in an instance.
    pub fn view<'v>(&self, instance: Instance, members: &'v [StateId], state: StateId) -> View<'v> {
        let (parties, counterpart) = match instance {
            Instance::All | Instance::Group(_) | Instance::Forum(_) => (&[][..], None),
            Instance::Pair(first, second) => {
                let other = if state == first { second } else { first };
                (members, Some(other))
            }
        };
        View { own: state, outer: state, counterpart, parties, level: Some(self.level), members, arguments: &[] }
    }

    /// Whether a state plays a party: it has one of its capacities, if any are given, and the condition holds.
    pub(super) fn plays(&self, instance: Instance, members: &[StateId], state: StateId, party: usize) -> Truth {
        let Some(definition) = self.text().parties.get(party) else { return Truth::No };
        let capable = if definition.capacities.is_empty() {
            Truth::Yes
        } else {
            let each = definition.capacities.iter().map(|&capacity| self.plan.capacity(state, capacity));
            each.fold(Truth::No, Truth::or)
        };
        if capable == Truth::No {
            return Truth::No;
        }
        let condition = self.conditions.get(party).copied().unwrap_or(Test::Always);
        capable.and(self.plan.holds(condition, &self.view(instance, members, state)))
    }

    /// The state of which the conditions of a clause are asked: the one that plays its party.
    pub fn asked(&self, term: &Term, instance: Instance, state: StateId) -> StateId {
        match instance {
            Instance::Pair(first, second) if self.text().parties.len() == 2 => {
                if term.party == 0 {
                    first
                } else {
                    second
                }
            }
            Instance::All | Instance::Group(_) | Instance::Forum(_) | Instance::Pair(..) => state,
        }
    }

    /// Whether a clause binds, as far as this role can tell.
    pub(super) fn binds(
        &self,
        wording: &Wording<'_>,
        instance: Instance,
        members: &[StateId],
        state: StateId,
        party: usize,
    ) -> Truth {
        let Some(term) = &wording.term else { return Truth::No };
        if wording.when == Test::Always && wording.unless == Test::Always {
            return Truth::Yes;
        }
        // Among several only the role of the clause's own party can be asked; for the others it stands.
        if !matches!(instance, Instance::Pair(..)) && term.party != party {
            return Truth::Yes;
        }
        let asked = self.asked(term, instance, state);
        let view = View { arguments: &term.arguments, ..self.view(instance, members, asked) };
        let holds = |test| match test {
            Test::Always => None,
            Test::Known(_) | Test::Asked { .. } => Some(self.plan.holds(test, &view)),
        };
        holds(wording.when).unwrap_or(Truth::Yes).and(!holds(wording.unless).unwrap_or(Truth::No))
    }

    /// Whether evidence counts for a state in a role.
    pub(super) fn counts(&self, piece: &Piece<'_>, party: usize, view: &View<'_>) -> Truth {
        let capable = self.capable(piece, party, view.own);
        if capable == Truth::No {
            return Truth::No;
        }
        let later = piece.later.iter();
        let replaced =
            later.map(|rule| self.condition_of(self.plan.test(Some(*rule)), view)).fold(Truth::No, Truth::or);
        capable.and(self.condition_of(piece.condition, view)).and(self.condition_of(piece.when, view)).and(!replaced)
    }

    /// Whether the `as` of evidence, if it has one, is of the party and is a capacity of the state.
    pub(super) fn capable(&self, piece: &Piece<'_>, party: usize, state: StateId) -> Truth {
        let Some(capacity) = piece.evidence.capacity else { return Truth::Yes };
        let of_party = self.text().parties.get(party).map_or(&[][..], |party| &party.capacities);
        if !of_party.is_empty() && !of_party.contains(&capacity) {
            return Truth::No;
        }
        self.plan.capacity(state, capacity)
    }

    /// Whether a condition of evidence holds; one that compares two states counts only between pairs.
    pub(super) fn condition_of(&self, test: Test, view: &View<'_>) -> Truth {
        match test {
            Test::Asked { pair: true, .. } if view.counterpart.is_none() => Truth::No,
            Test::Always | Test::Known(_) | Test::Asked { .. } => self.plan.holds(test, view),
        }
    }

    /// The stances that are possible on a clause for a state in a role.
    pub(super) fn role_stances(
        &self,
        wording: &Wording<'_>,
        instance: Instance,
        members: &[StateId],
        state: StateId,
        party: usize,
    ) -> StanceSet {
        let Some(term) = &wording.term else { return StanceSet::one(Stance::None) };
        let none = StanceSet::one(Stance::None);
        let binds = self.binds(wording, instance, members, state, party);
        if binds == Truth::No {
            return none;
        }
        let view = View { arguments: &term.arguments, ..self.view(instance, members, state) };
        let pieces = self.plan.pieces(state);
        let weighed = wording.candidates(self.plan, state).iter().filter_map(|candidate| {
            let piece = pieces.get(candidate.piece)?;
            Some((candidate.tier, candidate.side, self.counts(piece, party, &view)))
        });
        let found = stances(weighed);
        if binds == Truth::Unknown { found.with(none) } else { found }
    }
}
