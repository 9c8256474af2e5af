//! Which verdicts are wanted.

use std::collections::BTreeSet;
use std::ops::Range;

use super::plan::Plan;
use super::session::{Instance, Row, Session};
use crate::model::{GroupId, LevelId, Library, Pick, PrincipleId, StateId};

/// Which verdicts are wanted. Empty lists leave nothing out.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// These principles.
    pub principles: Vec<PrincipleId>,
    /// These levels.
    pub levels: BTreeSet<LevelId>,
    /// The verdicts of these states.
    pub states: BTreeSet<StateId>,
    /// Among the states of these groups: the groups' own instances at a level of groups, their members elsewhere.
    pub groups: Vec<GroupId>,
    /// How brackets are cleared.
    pub picks: Vec<Pick>,
}

impl Query {
    /// Every principle with every level that is wanted, in the order in which they are declared.
    pub fn negotiations(&self, library: &Library) -> Vec<(PrincipleId, LevelId)> {
        let principles: Vec<PrincipleId> =
            if self.principles.is_empty() { library.principles.ids().collect() } else { self.principles.clone() };
        let wanted = |level: &LevelId| self.levels.is_empty() || self.levels.contains(level);
        let levels = |principle: PrincipleId| library.principles[principle].levels.iter().copied().filter(wanted);
        principles.into_iter().flat_map(|principle| levels(principle).map(move |level| (principle, level))).collect()
    }

    /// A session for each of them.
    pub fn sessions<'p, 'a>(&self, plan: &'p Plan<'a>) -> impl Iterator<Item = Session<'p, 'a>> {
        let wanted = self.negotiations(plan.library()).into_iter();
        wanted.map(move |(principle, level)| Session::new(plan, principle, level, &self.picks))
    }

    /// The rows of a session that are wanted.
    pub fn rows(&self, session: &Session<'_, '_>) -> Vec<Row> {
        self.rows_of(session, 0..session.all.len())
    }

    /// The same; at a level of pairs only those of the pairs whose first state has its place among all in this range.
    pub fn rows_of(&self, session: &Session<'_, '_>, firsts: Range<usize>) -> Vec<Row> {
        let mut rows = self.instances_of(session, firsts);
        rows.retain(|row| self.states.is_empty() || self.states.contains(&row.state));
        rows
    }

    /// The rows of every instance with a row that is wanted: of a pair those of both states.
    pub fn instances(&self, session: &Session<'_, '_>) -> Vec<Row> {
        self.instances_of(session, 0..session.all.len())
    }

    fn instances_of(&self, session: &Session<'_, '_>, firsts: Range<usize>) -> Vec<Row> {
        let of_groups: Vec<BTreeSet<StateId>> =
            self.groups.iter().map(|&group| session.plan.world.members(group).into_iter().collect()).collect();
        let together = |states: &[StateId]| {
            of_groups.is_empty() || of_groups.iter().any(|group| states.iter().all(|state| group.contains(state)))
        };
        let wanted = |state: StateId| self.states.is_empty() || self.states.contains(&state);
        let keep = |instance: Instance| match instance {
            Instance::All | Instance::Forum(_) => true,
            Instance::Group(group) => self.groups.is_empty() || self.groups.contains(&group),
            Instance::Pair(first, second) => (wanted(first) || wanted(second)) && together(&[first, second]),
        };
        let mut rows = session.rows_of(session.all.get(firsts).unwrap_or_default(), keep);
        rows.retain(|row| !matches!(row.instance, Instance::All) || together(&[row.state]));
        rows
    }
}
