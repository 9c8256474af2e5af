//! That a state without a profile may be one of the library: then its profile says what nobody replaces.

use std::collections::BTreeSet;

use super::encode::Term;
use super::scene::{Asked, Scene};
use super::slot::{Bits, Slot, Unknown, Who};
use super::solver::Literal;
use crate::model::{AttributeId, CapacityId, Comparison, Forum, ForumMember, GroupId, Members, StateId, Value};

/// What was already said of who is who.
#[derive(Debug, Default)]
pub struct Settled {
    profiles: BTreeSet<Unknown>,
    named: BTreeSet<(Unknown, StateId)>,
    /// The states that conditions name.
    pub read: BTreeSet<StateId>,
}

/// What is so where it is a state, with the value that its profile has.
type Profile = (Literal, StateId, Value);

impl Scene<'_> {
    /// Which of the states that are listed in groups and forums a state without a profile may be.
    pub(super) fn identity(&mut self, who: Who) -> Vec<(StateId, Literal)> {
        let library = self.library;
        let unknown = Unknown::Identity(who);
        if !self.slots.contains_key(&unknown) {
            let listed = library.groups.iter().filter(|(_, group)| matches!(group.members, Members::Listed(_)));
            let listed: Vec<GroupId> = listed.map(|(id, _)| id).collect();
            // Of states that are members of the same groups and say the same things, whatever they say of them, two are
            // enough: what they say may be replaced.
            let mut seen: Vec<(Vec<bool>, usize)> = Vec::new();
            let mut states = Vec::new();
            for (state, profile) in library.states.iter() {
                let mut of: Vec<bool> = listed.iter().map(|&group| self.world.belongs(group, state)).collect();
                let takes_part = |forum: &Forum| forum.members.contains(&ForumMember::State(state));
                of.extend(library.forums.values().map(takes_part));
                if !of.contains(&true) {
                    continue;
                }
                of.extend(library.attributes.ids().map(|attribute| self.world.fact(attribute, state).is_some()));
                of.extend([profile.capacities.is_some(), self.settled.read.contains(&state)]);
                match seen.iter_mut().find(|(known, _)| *known == of) {
                    Some((_, count)) if *count >= 2 => continue,
                    Some((_, count)) => *count += 1,
                    None => seen.push((of, 1)),
                }
                states.push((state, self.solver.fresh()));
            }
            let literals: Vec<Literal> = states.iter().map(|(_, literal)| *literal).collect();
            let yes = self.solver.yes();
            self.solver.at_most(&literals, 1, yes);
            let other = match who {
                Who::First => Some(Who::Second),
                Who::Second => Some(Who::First),
                Who::Named(_) => None,
            };
            for (state, one) in &states {
                if let Some(two) = other.and_then(|other| self.may_be(other, *state)) {
                    self.solver.clause(&[!*one, !two]);
                }
            }
            let given = self.solver.any(&literals);
            self.slots.insert(unknown, Slot { known: yes, given, bits: Bits::State(states), capacities: Vec::new() });
        }
        self.identities(who)
    }

    /// Whether a state without a profile is this one.
    pub fn is_state(&mut self, who: Who, state: StateId) -> Literal {
        self.identity(who);
        self.may_be(who, state).unwrap_or(self.solver.no())
    }

    fn identities(&self, who: Who) -> Vec<(StateId, Literal)> {
        match self.slots.get(&Unknown::Identity(who)).map(|slot| &slot.bits) {
            Some(Bits::State(states)) => states.clone(),
            _ => Vec::new(),
        }
    }

    fn may_be(&self, who: Who, state: StateId) -> Option<Literal> {
        self.identities(who).into_iter().find(|(known, _)| *known == state).map(|(_, literal)| literal)
    }

    /// Says of everything that is open what is so where a state is one of the library: what its profile says is known and
    /// need not be given, but where it is replaced; and what conditions read of it by its name is the same.
    pub(super) fn identify(&mut self) {
        let unknowns: Vec<Unknown> = self.slots.keys().copied().collect();
        for unknown in unknowns {
            match unknown {
                Unknown::Fact(who @ (Who::First | Who::Second), attribute) => self.settle_fact(who, attribute),
                Unknown::PairFact(Who::First, Who::Second, attribute) => {
                    self.settle_pair_fact([Who::First, Who::Second], attribute);
                }
                Unknown::PairFact(Who::Second, Who::First, attribute) => {
                    self.settle_pair_fact([Who::Second, Who::First], attribute);
                }
                Unknown::Capacities(who @ (Who::First | Who::Second)) => self.settle_capacities(who),
                Unknown::Fact(Who::Named(_), _)
                | Unknown::Capacities(Who::Named(_))
                | Unknown::Capacity(..)
                | Unknown::Argument(..)
                | Unknown::PairFact(..)
                | Unknown::Parameter(..)
                | Unknown::Identity(_) => {}
            }
        }
    }

    fn settle_fact(&mut self, who: Who, attribute: AttributeId) {
        let identities = self.identities(who);
        let unknown = Unknown::Fact(who, attribute);
        let (library, world) = (self.library, self.world);
        let ty = library.attributes[attribute].ty;
        let absent = library.attributes[attribute].absent.as_ref();
        if identities.is_empty() {
            return;
        }
        let own = self.opened(unknown, ty, absent);
        if self.settled.profiles.insert(unknown) {
            let value = |&(state, is): &(StateId, Literal)| {
                // Conditions that name a state read what holds for absent facts as if its profile said so.
                let absent = absent.filter(|_| self.settled.read.contains(&state));
                let value = world.fact(attribute, state).map(|fact| &fact.value).or(absent)?;
                Some((is, state, value.clone()))
            };
            let profiles: Vec<Profile> = identities.iter().filter_map(value).collect();
            self.said_by(unknown, &own, &profiles);
        }
        for (state, is) in identities {
            let named = Unknown::Fact(Who::Named(state), attribute);
            if !self.slots.contains_key(&named) || !self.settled.named.insert((unknown, state)) {
                continue;
            }
            let other = self.opened(named, ty, absent);
            let same = self.compared(Comparison::Is, &own, &other).yes;
            let knowns: Vec<Literal> =
                [unknown, named].iter().filter_map(|one| self.slots.get(one)).map(|slot| slot.known).collect();
            for known in knowns {
                self.solver.clause(&[!is, same, !known]);
            }
            self.give(named, |scene, given| scene.solver.all(&[given, !is]));
        }
    }

    fn settle_pair_fact(&mut self, [from, to]: [Who; 2], attribute: AttributeId) {
        let unknown = Unknown::PairFact(from, to, attribute);
        let (ones, others) = (self.identities(from), self.identities(to));
        if ones.is_empty() || others.is_empty() || !self.settled.profiles.insert(unknown) {
            return;
        }
        let (library, world) = (self.library, self.world);
        let own = self.opened(unknown, library.attributes[attribute].ty, library.attributes[attribute].absent.as_ref());
        let mut profiles: Vec<Profile> = Vec::new();
        for (one, is_one) in &ones {
            for (other, is_other) in &others {
                if let Some(fact) = world.pair_fact(attribute, *one, *other) {
                    profiles.push((self.solver.all(&[*is_one, *is_other]), *one, fact.value.clone()));
                }
            }
        }
        self.said_by(unknown, &own, &profiles);
    }

    /// Facts that profiles say: known, and only given where they are replaced. What conditions name is not replaced.
    fn said_by(&mut self, unknown: Unknown, own: &Term, profiles: &[Profile]) {
        let Some(known) = self.slots.get(&unknown).map(|slot| slot.known) else { return };
        let mut replaced = Vec::new();
        for (is, state, value) in profiles {
            let value = self.constant(value);
            let same = self.compared(Comparison::Is, own, &value).yes;
            self.solver.clause(&[!*is, known]);
            if self.settled.read.contains(state) {
                self.solver.clause(&[!*is, same]);
            }
            replaced.push(self.solver.all(&[*is, !same]));
        }
        let said: Vec<Literal> = profiles.iter().map(|(is, ..)| *is).collect();
        self.give(unknown, |scene, given| {
            let said = scene.solver.any(&said);
            replaced.push(scene.solver.all(&[given, !said]));
            scene.solver.any(&replaced)
        });
    }

    fn settle_capacities(&mut self, who: Who) {
        let unknown = Unknown::Capacities(who);
        let identities = self.identities(who);
        if identities.is_empty() || !self.settled.profiles.insert(unknown) {
            return;
        }
        let library = self.library;
        let Some(known) = self.slots.get(&unknown).map(|slot| slot.known) else { return };
        let (mut said, mut replaced) = (Vec::new(), Vec::new());
        for (state, is) in identities {
            let Some(claims) = &library.states[state].capacities else { continue };
            self.solver.clause(&[!is, known]);
            // What depends on facts is read from those of the state itself.
            let place = self.place(Asked::of(who));
            let capacities: Vec<CapacityId> = library.capacities.ids().collect();
            let same: Vec<Literal> = capacities
                .into_iter()
                .map(|capacity| {
                    let has = self.capacity(who, capacity);
                    let claimed = self.claimed(claims, capacity, place);
                    let both = self.solver.all(&[has.yes, claimed.yes]);
                    let none = self.solver.all(&[has.no, claimed.no]);
                    self.solver.any(&[both, none])
                })
                .collect();
            let same = self.solver.all(&same);
            said.push(is);
            replaced.push(self.solver.all(&[is, !same]));
        }
        self.give(unknown, |scene, given| {
            let said = scene.solver.any(&said);
            replaced.push(scene.solver.all(&[given, !said]));
            scene.solver.any(&replaced)
        });
    }

    /// Says anew when something has to be given.
    fn give(&mut self, unknown: Unknown, when: impl FnOnce(&mut Self, Literal) -> Literal) {
        let Some(given) = self.slots.get(&unknown).map(|slot| slot.given) else { return };
        let given = when(self, given);
        if let Some(slot) = self.slots.get_mut(&unknown) {
            slot.given = given;
        }
    }
}
