//! What of the old library has the same name in the new one.

use std::collections::{BTreeSet, HashMap};

use crate::judge::Instance;
use crate::model::{Arena, GroupId, Id, Library, Named, StateId};

/// The states and groups of the old library in the new one.
#[derive(Debug)]
pub(super) struct Twins {
    states: Arena<StateId, Option<StateId>>,
    groups: Arena<GroupId, Option<GroupId>>,
    /// The states and groups of the new library that the old one has.
    known: (BTreeSet<StateId>, BTreeSet<GroupId>),
}

impl Twins {
    pub fn new(old: &Library, new: &Library) -> Self {
        let states = matched(&old.states, &new.states, |state| &state.named);
        let groups = matched(&old.groups, &new.groups, |group| &group.named);
        let known = (states.values().copied().flatten().collect(), groups.values().copied().flatten().collect());
        Self { states, groups, known }
    }

    /// A state of the old library in the new one.
    pub fn state(&self, old: StateId) -> Option<StateId> {
        self.states[old]
    }

    /// A group of the old library in the new one.
    pub fn group(&self, old: GroupId) -> Option<GroupId> {
        self.groups[old]
    }

    /// Whether a state of the new library, or of the old one, is not in the other.
    pub fn lacks_state(&self, new: bool, state: StateId) -> bool {
        if new { !self.known.0.contains(&state) } else { self.state(state).is_none() }
    }

    /// The same of a group.
    pub fn lacks_group(&self, new: bool, group: GroupId) -> bool {
        if new { !self.known.1.contains(&group) } else { self.group(group).is_none() }
    }

    /// An instance of the old library in the new one.
    pub fn instance(&self, old: Instance) -> Option<Instance> {
        match old {
            Instance::All => Some(Instance::All),
            Instance::Group(group) => self.group(group).map(Instance::Group),
            // Forums are compared by their outcomes.
            Instance::Forum(_) => None,
            Instance::Pair(first, second) => Some(Instance::Pair(self.state(first)?, self.state(second)?)),
        }
    }
}

fn matched<I: Id, T>(old: &Arena<I, T>, new: &Arena<I, T>, named: impl Fn(&T) -> &Named) -> Arena<I, Option<I>> {
    let by_name: HashMap<&str, I> = new.iter().map(|(id, thing)| (named(thing).name.as_str(), id)).collect();
    old.values().map(|thing| by_name.get(named(thing).name.as_str()).copied()).collect()
}
