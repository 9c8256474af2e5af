//! The verdicts of a level, arranged so that pairs of states can be read off.

use std::collections::{BTreeMap, BTreeSet};

use super::division::Division;
use super::pair::{Cell, Item, Met, in_order};
use super::side::{Meeting, Side};
use crate::judge::{Finding, Instance, Plan, Query, Row, Session};
use crate::model::{Arity, IssueId, LevelId, Library, Pick, PrincipleId, StateId};

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Principles on these issues or below them, one subject for each; every subject where none is given.
    pub issues: Vec<IssueId>,
    /// These levels; all where none is given.
    pub levels: BTreeSet<LevelId>,
    /// Among these states; all where none is given.
    pub among: Vec<StateId>,
    /// These two alone, the rest only as far as an index looks at it.
    pub pair: Option<[StateId; 2]>,
    /// How brackets are cleared.
    pub picks: Vec<Pick>,
}

/// What is counted together: the principles on an issue or below it, or all of them.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The issue; `None` for all.
    pub issue: Option<IssueId>,
    /// Its principles that are negotiated at the level.
    pub principles: Vec<PrincipleId>,
}

/// The common ground of states at a level.
#[derive(Debug)]
pub struct Ground {
    /// The level.
    pub level: LevelId,
    /// Who negotiates at it.
    pub arity: Arity,
    /// The states, in the order in which they are declared.
    pub states: Vec<StateId>,
    /// What is counted together.
    pub subjects: Vec<Subject>,
    /// How each principle divides them; at a level of groups in each group.
    pub divisions: Vec<Division>,
    /// Among groups and among all: what each state says of each principle in each instance.
    pub(super) items: Vec<Item>,
    /// Between pairs: how two states may meet on each principle, the first declared before the second.
    pub(super) meetings: BTreeMap<(StateId, StateId), Vec<Met>>,
    /// The subjects of each principle, by the principle's place.
    pub(super) about: Vec<Vec<usize>>,
}

impl Asked {
    fn query(&self) -> Query {
        Query { levels: self.levels.clone(), picks: self.picks.clone(), ..Query::default() }
    }

    /// The subjects at a level: the issues that were asked for, otherwise every issue at the top that one of the
    /// principles is on; and all of them together, unless one issue was asked for.
    fn subjects(&self, library: &Library, level: LevelId) -> Vec<Subject> {
        let there = || library.principles.iter().filter(|(_, principle)| principle.levels.contains(&level));
        let about = |wanted: &dyn Fn(IssueId) -> bool| -> Vec<PrincipleId> {
            let on =
                there().filter(|(_, one)| one.issues.iter().any(|&issue| library.issue_and_above(issue).any(wanted)));
            on.map(|(id, _)| id).collect()
        };
        let tops = library.issues.iter().filter(|(_, issue)| issue.parent.is_none()).map(|(id, _)| id);
        let issues: Vec<IssueId> = if self.issues.is_empty() { tops.collect() } else { self.issues.clone() };
        let mut subjects: Vec<Subject> = issues
            .iter()
            .map(|&issue| Subject { issue: Some(issue), principles: about(&|at| at == issue) })
            .filter(|subject| !subject.principles.is_empty())
            .collect();
        if self.issues.len() != 1 && !subjects.is_empty() {
            subjects.push(Subject { issue: None, principles: about(&|at| issues.contains(&at)) });
        }
        subjects
    }
}

/// The common ground at each level that is asked for, from the narrowest to the widest. Levels at which nothing that is
/// asked for is negotiated are left out.
pub fn grounds(plan: &Plan<'_>, asked: &Asked) -> Vec<Ground> {
    let library = plan.library();
    let levels = library.levels.ids().filter(|level| asked.levels.is_empty() || asked.levels.contains(level));
    levels.filter_map(|level| ground(plan, asked, level)).collect()
}

fn ground(plan: &Plan<'_>, asked: &Asked, level: LevelId) -> Option<Ground> {
    let library = plan.library();
    let arity = library.levels[level].arity;
    let mut states: Vec<StateId> =
        if asked.among.is_empty() { library.states.ids().collect() } else { asked.among.clone() };
    if let (Arity::Pairs, Some(pair)) = (arity, asked.pair) {
        // No index looks beyond the two.
        states = pair.to_vec();
    }
    states.sort_unstable();
    states.dedup();
    let subjects = asked.subjects(library, level);
    let mut principles: Vec<PrincipleId> =
        subjects.iter().flat_map(|subject| subject.principles.iter().copied()).collect();
    principles.sort_unstable();
    principles.dedup();
    if principles.is_empty() {
        return None;
    }
    let of = |id: &PrincipleId| {
        let places = subjects.iter().enumerate().filter(|(_, subject)| subject.principles.contains(id));
        places.map(|(place, _)| place).collect()
    };
    let about = principles.iter().map(of).collect();
    let mut ground = Ground {
        level,
        arity,
        states,
        subjects,
        divisions: Vec::new(),
        items: Vec::new(),
        meetings: BTreeMap::new(),
        about,
    };
    let query = Query { principles, levels: BTreeSet::from([level]), ..asked.query() };
    for (place, session) in query.sessions(plan).enumerate() {
        ground.read(place, &session);
    }
    Some(ground)
}

impl Ground {
    fn read(&mut self, place: usize, session: &Session<'_, '_>) {
        let here = |state: &StateId| self.states.binary_search(state).is_ok();
        let keep = |instance| match instance {
            Instance::All | Instance::Group(_) | Instance::Forum(_) => true,
            Instance::Pair(first, second) => here(&first) && here(&second),
        };
        let mut rows = session.rows(keep);
        rows.retain(|row| here(&row.state));
        if self.arity == Arity::Pairs {
            self.divisions.push(Division::of(session.principle, None, &rows));
            for two in rows.chunks(2) {
                let [first, second] = two else { continue };
                let met = Met { place, meetings: Meeting::between(&first.into(), &second.into()) };
                self.meetings.entry(in_order(first.state, second.state)).or_default().push(met);
            }
            return;
        }
        for rows in rows.chunk_by(|one, other| one.instance == other.instance) {
            // One state alone has nobody to share anything with.
            let [Row { instance, .. }, _, ..] = *rows else { continue };
            let group = match instance {
                Instance::Group(group) => Some(group),
                Instance::All | Instance::Forum(_) | Instance::Pair(..) => None,
            };
            self.divisions.push(Division::of(session.principle, group, rows));
            let members = session.members(instance);
            let mut cells: Vec<Option<Cell>> = vec![None; self.states.len()];
            for row in rows {
                let cell = Cell { sides: row.into(), value: value(session, row, &members) };
                if let Some(slot) = self.states.binary_search(&row.state).ok().and_then(|place| cells.get_mut(place)) {
                    *slot = Some(cell);
                }
            }
            self.items.push(Item::new(place, cells));
        }
    }
}

/// The value of a row on the scale of indices: 1 for, −1 against, 0 divided, neutral or abstaining; `None` where it is
/// outside, not certain, or silent.
fn value(session: &Session<'_, '_>, row: &Row, members: &[StateId]) -> Option<i8> {
    match row.finding {
        Finding::Undetermined | Finding::Open => None,
        Finding::One(verdict) => match Side::from(verdict) {
            Side::Pro => Some(1),
            Side::Contra => Some(-1),
            Side::Mixed => Some(0),
            Side::Neutral => session.speaks(row, members).then_some(0),
            Side::Outside => None,
        },
    }
}
