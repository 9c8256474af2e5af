//! Which verdicts are wanted.

use std::collections::BTreeSet;
use std::ops::Range;

use super::columns::{Lanes, blocks, place};
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
    /// How they are judged.
    pub evaluator: Evaluator,
}

/// How rows are judged. They are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Evaluator {
    /// All at once, by column.
    #[default]
    ByColumn,
    /// Each by itself, as it is explained.
    OneByOne,
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
        self.rows_of(session, 0..session.plan.everybody.len())
    }

    /// The same; at a level of pairs only those of the pairs whose first state has its place among all in this range.
    pub fn rows_of(&self, session: &Session<'_, '_>, firsts: Range<usize>) -> Vec<Row> {
        let mut rows = self.instances_of(session, firsts);
        rows.retain(|row| self.states.is_empty() || self.states.contains(&row.state));
        rows
    }

    /// The rows of every instance with a row that is wanted: of a pair those of both states.
    pub fn instances(&self, session: &Session<'_, '_>) -> Vec<Row> {
        self.instances_of(session, 0..session.plan.everybody.len())
    }

    fn instances_of(&self, session: &Session<'_, '_>, firsts: Range<usize>) -> Vec<Row> {
        let filter = Filter::new(self, session.plan);
        let keep = |instance| filter.keeps(instance);
        let firsts = session.plan.everybody.get(firsts).unwrap_or_default();
        let mut rows = match self.evaluator {
            Evaluator::ByColumn => {
                session.rows_from(firsts, keep, |first, block, lanes| lanes & filter.seconds(first, block))
            }
            Evaluator::OneByOne => session.one_by_one_from(firsts, keep),
        };
        rows.retain(|row| {
            let (block, lane) = place(row.state);
            row.instance != Instance::All || filter.grouped(None, block).has(lane)
        });
        rows
    }
}

/// Which lanes a query wants, prepared for a plan.
#[derive(Debug)]
pub struct Filter<'q> {
    query: &'q Query,
    /// The states, block by block; `None` for all.
    states: Option<Vec<Lanes>>,
    /// The states of each group, block by block.
    groups: Vec<Vec<Lanes>>,
}

impl<'q> Filter<'q> {
    /// What a query wants of a plan.
    pub fn new(query: &'q Query, plan: &Plan<'_>) -> Self {
        let lanes = |states: &mut dyn Iterator<Item = StateId>| {
            let mut lanes = vec![Lanes::NONE; blocks(plan.library().states.len())];
            for state in states {
                let (block, lane) = place(state);
                if let Some(lanes) = lanes.get_mut(block) {
                    lanes.set(lane);
                }
            }
            lanes
        };
        let of_group = |&group: &GroupId| lanes(&mut plan.world.members(group).into_iter());
        Self {
            query,
            states: (!query.states.is_empty()).then(|| lanes(&mut query.states.iter().copied())),
            groups: query.groups.iter().map(of_group).collect(),
        }
    }

    /// Whether an instance is wanted.
    pub fn keeps(&self, instance: Instance) -> bool {
        match instance {
            Instance::All | Instance::Forum(_) => true,
            Instance::Group(group) => self.query.groups.is_empty() || self.query.groups.contains(&group),
            Instance::Pair(first, second) => {
                let (block, lane) = place(second);
                self.seconds(first, block).has(lane)
            }
        }
    }

    /// The states of a block whose verdicts are wanted in an instance that is no pair.
    pub fn members(&self, instance: Instance, block: usize) -> Lanes {
        let states = self.states(block);
        if instance == Instance::All { states & self.grouped(None, block) } else { states }
    }

    /// The states of a block that are wanted as the second ones of pairs, or whose pairs with the first are.
    pub fn seconds(&self, first: StateId, block: usize) -> Lanes {
        let (at, lane) = place(first);
        let states = if self.states(at).has(lane) { Lanes::ALL } else { self.states(block) };
        states & self.grouped(Some(first), block)
    }

    fn states(&self, block: usize) -> Lanes {
        self.states.as_ref().map_or(Lanes::ALL, |states| states.get(block).copied().unwrap_or_default())
    }

    /// The states that are in one of the groups, with another state if one is given.
    fn grouped(&self, with: Option<StateId>, block: usize) -> Lanes {
        if self.groups.is_empty() {
            return Lanes::ALL;
        }
        let holds = |group: &&Vec<Lanes>| {
            with.is_none_or(|state| {
                let (block, lane) = place(state);
                group.get(block).is_some_and(|lanes| lanes.has(lane))
            })
        };
        let groups = self.groups.iter().filter(holds);
        groups.fold(Lanes::NONE, |all, group| all | group.get(block).copied().unwrap_or_default())
    }
}
