//! Who decides in a forum on a day, and with how much behind them.

use std::collections::{BTreeMap, BTreeSet};

use crate::judge::Plan;
use crate::model::{AttributeId, Forum, ForumId, StateId, Value};
use crate::number::Number;

/// The members of a forum on a day, in the order of the states, each once.
#[derive(Debug, Clone)]
pub struct Assembly<'a> {
    /// The forum.
    pub forum: &'a Forum,
    /// Its members.
    pub members: Vec<StateId>,
    /// For every attribute that the rule of adoption counts in, the value of each member in base units; `None` where it
    /// is unknown or below zero.
    pub weights: BTreeMap<AttributeId, Vec<Option<&'a Number>>>,
    /// States that are named twice, by themselves or by a group.
    pub twice: Vec<StateId>,
    /// Members whose value is below zero, which no rule can count.
    pub negative: Vec<(AttributeId, StateId)>,
}

impl<'a> Assembly<'a> {
    /// Calls a forum together on the day of the plan.
    pub fn new(plan: &Plan<'a>, id: ForumId) -> Self {
        let forum = &plan.library().forums[id];
        let members = plan.world.forum_members(id);
        let mut seen = BTreeSet::new();
        let mut twice = plan.world.named_in_forum(id);
        twice.retain(|state| !seen.insert(*state));
        twice.sort_unstable();
        twice.dedup();
        let mut negative = Vec::new();
        let mut weights = BTreeMap::new();
        for attribute in forum.adopts.attributes().into_keys() {
            let of = |&state: &StateId| match plan.world.value(attribute, state) {
                Some(Value::Number(number)) if number.is_zero() || number.is_positive() => Some(number),
                Some(Value::Number(_)) => {
                    negative.push((attribute, state));
                    None
                }
                Some(Value::Flag(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_)) | None => {
                    None
                }
            };
            let of_members = members.iter().map(of).collect();
            weights.insert(attribute, of_members);
        }
        Self { forum, members, weights, twice, negative }
    }

    /// Whether the no of a member, by its place, blocks.
    pub fn has_veto(&self, member: usize) -> bool {
        self.members.get(member).is_some_and(|state| self.forum.veto.contains(state))
    }

    /// The members of whom a weight is below zero.
    pub fn negative_in(&self, attribute: AttributeId) -> Vec<StateId> {
        self.negative.iter().filter(|(of, _)| *of == attribute).map(|(_, state)| *state).collect()
    }

    /// The members of whom a weight is unknown.
    pub fn unknown_in(&self, attribute: AttributeId) -> Vec<StateId> {
        let negative = self.negative_in(attribute);
        let unknown =
            |(place, state): &(usize, &StateId)| self.weight(attribute, *place).is_none() && !negative.contains(state);
        self.members.iter().enumerate().filter(unknown).map(|(_, state)| *state).collect()
    }

    /// The value of a member, by its place.
    pub fn weight(&self, attribute: AttributeId, member: usize) -> Option<&'a Number> {
        self.weights.get(&attribute).and_then(|of| of.get(member).copied().flatten())
    }
}
