//! Who is bound: the facts for which one state has to keep several clauses at once.

use super::norm::Norm;
use super::unsaid::unsaid;
use crate::judge::World;
use crate::model::{Arity, ForumMember, GroupId, LevelId, PrincipleId};
use crate::satisfy::{Answer, Asked, Found, Literal, Scene, Sure, Who};

/// Two states, or one among several, and what binds the first of them at a level.
#[derive(Debug)]
pub struct Bearer<'a> {
    pub(super) scene: Scene<'a>,
    level: LevelId,
}

impl<'a> Bearer<'a> {
    /// Nothing binds it yet.
    pub fn new(world: &'a World<'a>, level: LevelId) -> Self {
        Self { scene: Scene::new(world), level }
    }

    /// The facts for which all of these bind, or that there are none.
    pub fn bound_by(&mut self, norms: &[Norm<'a>]) -> Found {
        let mut all: Vec<Literal> = norms.iter().map(|norm| self.binds(norm)).collect();
        all.push(self.takes_part());
        self.scene.facts(&all)
    }

    /// Whether every state that the first one binds is bound by the second one; `None` where that cannot be decided. Facts
    /// count as given, but those of which it matters whether they are.
    pub fn implies(&mut self, one: &Norm<'a>, other: &Norm<'a>) -> Option<bool> {
        let unsaid = unsaid(self.scene.library(), &[(0, *one), (1, *other)]);
        let (one, other) = (self.bound(one), self.bound(other));
        let mut assumed = vec![one.yes, self.takes_part()];
        assumed.extend(self.scene.complete_but(&unsaid));
        let with = |literal: Literal| assumed.iter().copied().chain([literal]).collect::<Vec<_>>();
        match self.scene.possible(&with(!other.yes)) {
            Answer::No => Some(true),
            Answer::GaveUp => None,
            Answer::Yes if !self.scene.is_opaque() => Some(false),
            // What cannot be decided may yet bind: only who is surely let off is none of those who are bound.
            Answer::Yes => self.scene.surely(&with(other.no)).then_some(false),
        }
    }

    /// Whether the first state takes part in a negotiation of the level: where groups negotiate, it is a member of one.
    /// A library that names none of them says nothing about who that may be.
    fn takes_part(&mut self) -> Literal {
        let library = self.scene.library();
        let yes = self.scene.solver.yes();
        if library.levels[self.level].arity != Arity::Groups {
            return yes;
        }
        let mut groups: Vec<GroupId> =
            library.groups.iter().filter(|(_, group)| group.level == Some(self.level)).map(|(id, _)| id).collect();
        let mut states = Vec::new();
        for forum in library.forums.values().filter(|forum| forum.level == self.level) {
            for member in &forum.members {
                match member {
                    ForumMember::Group(group) => groups.push(*group),
                    ForumMember::State(state) => states.push(*state),
                    ForumMember::Every => return yes,
                }
            }
        }
        if groups.is_empty() && states.is_empty() {
            return yes;
        }
        let mut members: Vec<Literal> = groups.into_iter().map(|group| self.scene.belongs(Who::First, group)).collect();
        members.extend(states.into_iter().map(|state| self.scene.is_state(Who::First, state)));
        self.scene.solver.any(&members)
    }

    /// Whether a norm surely binds the first state, in its party; between two states the other one plays the other party.
    pub(super) fn binds(&mut self, norm: &Norm<'a>) -> Literal {
        self.bound(norm).yes
    }

    /// Whether it surely does, and whether it surely does not.
    fn bound(&mut self, norm: &Norm<'a>) -> Sure {
        let library = self.scene.library();
        let parties = library.principles[norm.principle].parties.len();
        let own = norm.term.party;
        let pairs = library.levels[self.level].arity == Arity::Pairs;
        let mut all = Vec::new();
        let asked = if pairs {
            let (first, second) = if own == 0 { (Who::First, Who::Second) } else { (Who::Second, Who::First) };
            let of = |own, other| Asked {
                counterpart: Some(other),
                parties: vec![first, second],
                level: Some(self.level),
                ..Asked::of(own)
            };
            all.push((norm.principle, if parties == 2 { 1 - own.min(1) } else { 0 }, of(Who::Second, Who::First)));
            of(Who::First, Who::Second)
        } else {
            Asked { level: Some(self.level), ..Asked::of(Who::First) }
        };
        all.push((norm.principle, own, asked.clone()));
        let mut parts: Vec<Sure> =
            all.into_iter().map(|(principle, party, asked)| self.plays(principle, party, asked)).collect();
        let place = self.scene.place(Asked { arguments: norm.term.arguments.clone(), ..asked });
        if let Some(when) = norm.term.when {
            parts.push(self.scene.truth(when.expr, place));
        }
        if let Some(unless) = norm.term.unless {
            parts.push(self.scene.truth(unless.expr, place).turned());
        }
        self.scene.both(&parts)
    }

    fn plays(&mut self, principle: PrincipleId, party: usize, asked: Asked) -> Sure {
        let library = self.scene.library();
        let Some(party) = library.principles[principle].parties.get(party) else { return self.scene.certain(false) };
        let own = asked.own;
        let mut asks = Vec::new();
        if !party.capacities.is_empty() {
            let none: Vec<Sure> =
                party.capacities.iter().map(|&capacity| self.scene.capacity(own, capacity).turned()).collect();
            asks.push(self.scene.both(&none).turned());
        }
        if let Some(condition) = party.condition {
            let place = self.scene.place(asked);
            asks.push(self.scene.truth(condition.expr, place));
        }
        self.scene.both(&asks)
    }
}
