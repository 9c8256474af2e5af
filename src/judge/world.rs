//! What is the case on a day: facts in force, definitions worked out, members of groups.

use std::collections::HashMap;

use jiff::civil::Date;

use super::expression::{Datum, View, datum, truth};
use crate::model::{
    Arena, AttributeId, Derived, Fact, ForumId, ForumMember, GroupId, LevelId, Library, Members, StateId, Truth, Value,
};

/// What is the case on a day.
#[derive(Debug)]
pub struct World<'a> {
    /// The library.
    pub library: &'a Library,
    /// The day; without one only what is not dated counts.
    pub date: Option<Date>,
    facts: Arena<AttributeId, Arena<StateId, Option<&'a Fact>>>,
    pair_facts: HashMap<(AttributeId, StateId, StateId), &'a Fact>,
    definitions: Arena<crate::model::DefinitionId, Arena<StateId, Datum<'static>>>,
    groups: Arena<GroupId, Arena<StateId, Truth>>,
    /// States for which nobody knows whether they belong to a group that is given by a condition; they are left out.
    pub undecided: Vec<(GroupId, StateId)>,
}

impl<'a> World<'a> {
    /// Works out what is the case on a day.
    pub fn new(library: &'a Library, date: Option<Date>) -> Self {
        Self::focused(library, date, None)
    }

    /// The same, as far as it is about some states; of the others nothing is known.
    pub(super) fn focused(library: &'a Library, date: Option<Date>, focus: Option<&[StateId]>) -> Self {
        let seen = |state: StateId| focus.is_none_or(|focus| focus.contains(&state));
        let nothing = || library.states.ids().map(|_| None).collect::<Arena<StateId, Option<&'a Fact>>>();
        let mut facts: Arena<AttributeId, _> = library.attributes.ids().map(|_| nothing()).collect();
        for (id, state) in library.states.iter().filter(|(id, _)| seen(*id)) {
            for (&attribute, series) in &state.facts {
                facts[attribute][id] = in_force(series, date);
            }
        }
        let pair_facts = library
            .pair_facts
            .iter()
            .filter_map(|(&key, facts)| in_force(facts, date).map(|fact| (key, fact)))
            .collect();
        let no_states = |truth: Truth| -> Arena<StateId, Truth> { library.states.ids().map(|_| truth).collect() };
        let mut world = Self {
            library,
            date,
            facts,
            pair_facts,
            definitions: library
                .definitions
                .ids()
                .map(|_| library.states.ids().map(|_| Datum::Unknown).collect())
                .collect(),
            groups: library.groups.ids().map(|_| no_states(Truth::No)).collect(),
            undecided: Vec::new(),
        };
        for (id, group) in library.groups.iter() {
            match &group.members {
                Members::Listed(list) => {
                    for member in list.iter().filter(|member| member.period.holds(date)) {
                        world.groups[id][member.state] = Truth::Yes;
                    }
                }
                Members::Where(None) => world.groups[id] = no_states(Truth::Yes),
                Members::Where(Some(_)) => {}
            }
        }
        // Each of these stands behind those that it reads.
        for derived in &library.derived {
            match *derived {
                Derived::Definition(id) => {
                    let expr = library.definitions[id].expr;
                    let of = |state| {
                        if seen(state) { datum(&world, expr, &View::of(state)).into_owned() } else { Datum::Unknown }
                    };
                    world.definitions[id] = library.states.ids().map(of).collect();
                }
                Derived::Group(id) => world.rule_group(id, seen),
            }
        }
        world
    }

    fn rule_group(&mut self, id: GroupId, seen: impl Fn(StateId) -> bool) {
        let Members::Where(Some(condition)) = &self.library.groups[id].members else { return };
        for state in self.library.states.ids().filter(|state| seen(*state)) {
            let belongs = truth(self, condition.expr, &View::of(state));
            if belongs == Truth::Unknown {
                self.undecided.push((id, state));
            }
            self.groups[id][state] = if belongs == Truth::Yes { Truth::Yes } else { Truth::No };
        }
    }

    /// The fact that counts for a state, if one is in force.
    pub fn fact(&self, attribute: AttributeId, state: StateId) -> Option<&'a Fact> {
        self.facts[attribute][state]
    }

    /// The fact that counts from one state to another, if one is in force.
    pub fn pair_fact(&self, attribute: AttributeId, from: StateId, to: StateId) -> Option<&'a Fact> {
        self.pair_facts.get(&(attribute, from, to)).copied()
    }

    /// The attributes and pairs for which a fact is in force, in their order.
    pub(super) fn pairs_with_facts(&self) -> Vec<(AttributeId, StateId, StateId)> {
        let mut pairs: Vec<_> = self.pair_facts.keys().copied().collect();
        pairs.sort_unstable();
        pairs
    }

    /// The value of an attribute of a state; that for absent facts where there is none.
    pub fn value(&self, attribute: AttributeId, state: StateId) -> Option<&'a Value> {
        self.fact(attribute, state).map(|fact| &fact.value).or(self.library.attributes[attribute].absent.as_ref())
    }

    /// The value of an attribute from one state to another.
    pub fn pair_value(&self, attribute: AttributeId, from: StateId, to: StateId) -> Option<&'a Value> {
        self.pair_fact(attribute, from, to)
            .map(|fact| &fact.value)
            .or(self.library.attributes[attribute].absent.as_ref())
    }

    /// The value of a definition for a state.
    pub fn definition(&self, id: crate::model::DefinitionId, state: StateId) -> &Datum<'static> {
        &self.definitions[id][state]
    }

    /// Whether a state belongs to a group.
    pub fn belongs(&self, group: GroupId, state: StateId) -> bool {
        self.groups[group][state] == Truth::Yes
    }

    /// The members of a forum, in the order of the states, each once.
    pub fn forum_members(&self, forum: ForumId) -> Vec<StateId> {
        let mut members = self.named_in_forum(forum);
        members.sort_unstable();
        members.dedup();
        members
    }

    /// The states that a forum names, by themselves or by a group, as often as it does.
    pub fn named_in_forum(&self, forum: ForumId) -> Vec<StateId> {
        let mut named = Vec::new();
        for member in &self.library.forums[forum].members {
            match member {
                ForumMember::Group(group) => named.extend(self.members(*group)),
                ForumMember::State(state) => named.push(*state),
                ForumMember::Every => named.extend(self.library.states.ids()),
            }
        }
        named
    }

    /// The groups and forums that negotiate at a level of groups, each by its members.
    pub fn rosters(&self, level: LevelId) -> Vec<Vec<StateId>> {
        let groups = self.library.groups.iter().filter(|(_, group)| group.level == Some(level));
        let forums = self.library.forums.iter().filter(|(_, forum)| forum.level == level);
        let of_groups = groups.map(|(id, _)| self.members(id));
        of_groups.chain(forums.map(|(id, _)| self.forum_members(id))).collect()
    }

    /// The members of a group, in the order of the states.
    pub fn members(&self, group: GroupId) -> Vec<StateId> {
        self.library.states.ids().filter(|state| self.belongs(group, *state)).collect()
    }
}

/// Of the facts in force the one with the latest first day.
fn in_force(facts: &[Fact], date: Option<Date>) -> Option<&Fact> {
    if let [only] = facts {
        return only.period.holds(date).then_some(only);
    }
    facts.iter().filter(|fact| fact.period.holds(date)).max_by_key(|fact| fact.period.since)
}
