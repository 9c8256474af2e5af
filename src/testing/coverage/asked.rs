//! The rows that expectations and snapshots ask for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::ledger::{Consulted, Ledger};
use super::scope;
use crate::judge::{Instance, Plan, Session};
use crate::model::{
    Arity, Body, DefinitionId, ExpectationKind, ExpectedInstance, ForumId, ForumMember, GroupId, IssueId, LevelId,
    Library, Pick, PrincipleId, Quantity, Recorded, StateId,
};
use crate::negotiate::forum_rows;
use crate::testing::setting::{Block, Setting, each};
use crate::testing::{expect, verdicts};

/// Rows of one principle at one level, its brackets cleared in one way.
#[derive(Debug, Default)]
struct Rows {
    picks: Vec<Pick>,
    wanted: BTreeSet<(Instance, StateId)>,
    /// States that are asked whether they are a pair.
    pairs: BTreeSet<(StateId, StateId)>,
}

/// What several tests and snapshots ask of one plan, each row once.
#[derive(Debug, Default)]
struct Requests<'t> {
    /// By what is asked of, and by the picks in words.
    rows: BTreeMap<(PrincipleId, LevelId), BTreeMap<Vec<String>, Rows>>,
    scopes: BTreeSet<(IssueId, LevelId)>,
    /// The definitions whose values are asked for.
    definitions: BTreeSet<(DefinitionId, StateId)>,
    /// The groups whose members are asked for.
    groups: BTreeSet<GroupId>,
    /// The counts that were looked up: several expectations often ask for one count after another of the same rows.
    counts: Vec<&'t ExpectationKind>,
}

/// Writes down all that tests and snapshots ask for.
pub(super) fn consult(ledger: &Ledger, library: &Library, blocks: &[Block<'_>], day: Option<Date>) {
    let mut shared: BTreeMap<Option<Date>, Vec<&Block<'_>>> = BTreeMap::new();
    for block in blocks.iter().filter(|block| block.given().is_empty()) {
        shared.entry(block.as_of().or(day)).or_default().push(block);
    }
    for (day, blocks) in shared {
        plan(ledger, &Plan::new(library, day), &blocks);
    }
    let own: Vec<Block<'_>> = blocks.iter().copied().filter(|block| !block.given().is_empty()).collect();
    each(library, &own, day, |made, block| plan(ledger, made, &[block]));
}

fn plan(ledger: &Ledger, plan: &Plan<'_>, blocks: &[&Block<'_>]) {
    let mut requests = Requests::default();
    for block in blocks {
        match block {
            Block::Test(test) => test.expectations.iter().for_each(|one| requests.ask(plan, &one.kind)),
            Block::Snapshot(snapshot) => snapshot.records.iter().for_each(|one| requests.record(plan, &one.kind)),
        }
    }
    for (issue, level) in requests.scopes {
        scope::consult(plan.library(), &ledger.board, issue, level);
    }
    for group in requests.groups {
        ledger.catalogue.ask_group(&ledger.board, &plan.world, group);
    }
    for (definition, state) in requests.definitions {
        ledger.catalogue.ask_definition(&ledger.board, &plan.world, definition, state);
    }
    let sessions: Vec<_> =
        requests.rows.into_iter().flat_map(|(key, all)| all.into_values().map(move |one| (key, one))).collect();
    sessions.par_iter().for_each(|((principle, level), rows)| {
        let session = Session::new(plan, *principle, *level, &rows.picks);
        let consulted = Consulted::new(&session, &rows.picks);
        let wanted: Vec<_> = rows.wanted.iter().collect();
        wanted.par_iter().for_each(|(instance, state)| ledger.row(&consulted, *instance, *state));
        for (first, second) in &rows.pairs {
            ledger.pair(&session, *first, *second);
        }
    });
}

impl<'t> Requests<'t> {
    fn of(&mut self, principle: PrincipleId, level: LevelId, picks: &[Pick]) -> &mut Rows {
        let all = self.rows.entry((principle, level)).or_default();
        let key = picks.iter().map(|pick| format!("{pick:?}")).collect::<Vec<_>>();
        all.entry(key).or_insert_with(|| Rows { picks: picks.to_vec(), ..Rows::default() })
    }

    fn ask(&mut self, plan: &Plan<'_>, expectation: &'t ExpectationKind) {
        match expectation {
            ExpectationKind::Verdict { principle, level, instance, state, choosing, verdict: _ } => {
                let session = Session::new(plan, *principle, *level, choosing);
                let row = expect::row(&session, *instance, *state);
                let rows = self.of(*principle, *level, choosing);
                rows.wanted.extend(row.map(|row| (row.instance, row.state)));
                match *instance {
                    ExpectedInstance::EitherPair(one, other) => rows.pairs.extend([(one, other), (other, one)]),
                    ExpectedInstance::Pair(first, second) => rows.pairs.extend([(first, second)]),
                    ExpectedInstance::All | ExpectedInstance::Group(_) => {}
                }
            }
            ExpectationKind::Scope { issue, level, status: _ } => {
                self.scopes.insert((*issue, *level));
            }
            ExpectationKind::Value { quantity: Quantity::Definition(id), state, value: _ } => {
                self.definitions.insert((*id, *state));
            }
            ExpectationKind::Value { quantity: Quantity::Attribute(_), .. } => {}
            ExpectationKind::Outcome { principle, forum, choosing, result: _ } => {
                self.outcome(plan, *principle, *forum, choosing);
            }
            ExpectationKind::CommonGround { states, issue, level, choosing, class: _ } => {
                self.common(plan, *states, *issue, *level, choosing);
            }
            ExpectationKind::Count { .. } => self.count(plan, expectation),
        }
    }

    fn record(&mut self, plan: &Plan<'_>, recorded: &Recorded) {
        match recorded {
            Recorded::Verdicts { principle, levels, group, states, choosing } => {
                for &level in levels {
                    let session = Session::new(plan, *principle, level, choosing);
                    let found = verdicts(&session, *group, states);
                    let rows = self.of(*principle, level, choosing);
                    rows.wanted.extend(found.iter().map(|row| (row.instance, row.state)));
                }
            }
            Recorded::Outcome { principle, forum, choosing } => self.outcome(plan, *principle, *forum, choosing),
            Recorded::Scope { issue, levels } => {
                self.scopes.extend(levels.iter().map(|level| (*issue, *level)));
            }
            Recorded::CommonGround { states, issue, level, choosing } => {
                self.common(plan, *states, *issue, *level, choosing);
            }
        }
    }

    fn outcome(&mut self, plan: &Plan<'_>, principle: PrincipleId, forum: ForumId, picks: &[Pick]) {
        let level = plan.library().forums[forum].level;
        if plan.library().principles[principle].levels.contains(&level) {
            let session = Session::new(plan, principle, level, picks);
            let found = forum_rows(&session, forum);
            let rows = found.iter().map(|row| (row.instance, row.state));
            self.of(principle, level, picks).wanted.extend(rows);
            self.body(plan, Body::Forum(forum));
        }
    }

    fn count(&mut self, plan: &Plan<'_>, expectation: &'t ExpectationKind) {
        let ExpectationKind::Count { principle, level, body, condition, choosing, .. } = expectation else { return };
        if self.counts.iter().any(|one| same_rows(one, expectation)) {
            return;
        }
        self.counts.push(expectation);
        if let Some(body) = body {
            self.body(plan, *body);
        }
        let session = Session::new(plan, *principle, *level, choosing);
        let found = expect::counted(&session, *body, *condition);
        let states: BTreeSet<StateId> = found.iter().map(|row| row.state).collect();
        let rows = self.of(*principle, *level, choosing);
        rows.wanted.extend(found.iter().map(|row| (row.instance, row.state)));
        let library = plan.library();
        if library.levels[*level].arity == Arity::Pairs {
            // A count of pairs also asks who is none.
            let among: BTreeSet<StateId> = match body {
                None if condition.is_none() => library.states.ids().collect(),
                None => states,
                Some(Body::Group(group)) => plan.world.members(*group).into_iter().collect(),
                Some(Body::Forum(forum)) => plan.world.forum_members(*forum).into_iter().collect(),
            };
            let pairs = among.iter().flat_map(|&one| library.states.ids().map(move |other| (one, other)));
            rows.pairs.extend(
                pairs.filter(|(one, other)| one != other).flat_map(|(one, other)| [(one, other), (other, one)]),
            );
        }
    }

    /// The groups that a body is made of.
    fn body(&mut self, plan: &Plan<'_>, body: Body) {
        match body {
            Body::Group(group) => {
                self.groups.insert(group);
            }
            Body::Forum(forum) => {
                for member in &plan.library().forums[forum].members {
                    if let ForumMember::Group(group) = member {
                        self.groups.insert(*group);
                    }
                }
            }
        }
    }

    fn common(
        &mut self,
        plan: &Plan<'_>,
        states: [StateId; 2],
        issue: Option<IssueId>,
        level: LevelId,
        picks: &[Pick],
    ) {
        let library = plan.library();
        let [one, other] = states;
        for (id, principle) in library.principles.iter().filter(|(_, principle)| principle.levels.contains(&level)) {
            let about = |wanted| principle.issues.iter().any(|&on| library.issue_and_above(on).any(|at| at == wanted));
            if issue.is_some_and(|wanted| !about(wanted)) || principle.issues.is_empty() || one == other {
                continue;
            }
            let rows = self.of(id, level, picks);
            match library.levels[level].arity {
                Arity::All => rows.wanted.extend(states.map(|state| (Instance::All, state))),
                Arity::Groups => {
                    let groups = library.groups.iter().filter(|(_, group)| group.level == Some(level));
                    let both =
                        groups.filter(|(group, _)| states.iter().all(|&state| plan.world.belongs(*group, state)));
                    rows.wanted.extend(both.flat_map(|(group, _)| states.map(|state| (Instance::Group(group), state))));
                }
                Arity::Pairs if principle.parties.len() == 2 => {
                    let pairs = [Instance::Pair(one, other), Instance::Pair(other, one)];
                    rows.wanted.extend(pairs.into_iter().flat_map(|pair| states.map(|state| (pair, state))));
                }
                Arity::Pairs => {
                    let pair = Instance::Pair(one.min(other), one.max(other));
                    rows.wanted.extend(states.map(|state| (pair, state)));
                }
            }
        }
    }
}

/// Whether two counts are over the same rows.
fn same_rows(one: &ExpectationKind, other: &ExpectationKind) -> bool {
    let (
        ExpectationKind::Count { principle, level, body, condition, choosing, .. },
        ExpectationKind::Count { principle: p, level: l, body: b, condition: c, choosing: picks, .. },
    ) = (one, other)
    else {
        return false;
    };
    principle == p
        && level == l
        && body == b
        && condition.map(|one| one.expr) == c.map(|one| one.expr)
        && choosing == picks
}
