//! The rows that expectations ask for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::ledger::{Consulted, Ledger};
use super::scope;
use crate::judge::{Instance, Plan, Session};
use crate::model::{
    Arity, Body, ExpectationKind, ExpectedInstance, ForumMember, GroupId, IssueId, LevelId, Library, Pick, PrincipleId,
    StateId, Test,
};
use crate::negotiate::forum_rows;
use crate::testing::{expect, with_given};

/// Rows of one principle at one level, its brackets cleared in one way.
#[derive(Debug, Default)]
struct Rows {
    picks: Vec<Pick>,
    wanted: BTreeSet<(Instance, StateId)>,
    /// States that are asked whether they are a pair.
    pairs: BTreeSet<(StateId, StateId)>,
}

/// What several tests ask of one plan, each row once.
#[derive(Debug, Default)]
struct Requests<'t> {
    /// By what is asked of, and by the picks in words.
    rows: BTreeMap<(PrincipleId, LevelId), BTreeMap<Vec<String>, Rows>>,
    scopes: BTreeSet<(IssueId, LevelId)>,
    /// The groups whose members are asked for.
    groups: BTreeSet<GroupId>,
    /// The counts that were looked up: several expectations often ask for one count after another of the same rows.
    counts: Vec<&'t ExpectationKind>,
}

/// Writes down all that tests ask for.
pub(super) fn consult(ledger: &Ledger, library: &Library, tests: &[&Test], day: Option<Date>) {
    let mut shared: BTreeMap<Option<Date>, Vec<&Test>> = BTreeMap::new();
    for test in tests.iter().filter(|test| test.given.is_empty()) {
        shared.entry(test.as_of.or(day)).or_default().push(test);
    }
    for (day, tests) in shared {
        plan(ledger, &Plan::new(library, day), &tests);
    }
    let own: Vec<&&Test> = tests.iter().filter(|test| !test.given.is_empty()).collect();
    own.par_iter().for_each(|test| {
        let given = with_given(library, test);
        plan(ledger, &Plan::new(&given, test.as_of.or(day)), &[test]);
    });
}

fn plan(ledger: &Ledger, plan: &Plan<'_>, tests: &[&Test]) {
    let mut requests = Requests::default();
    for expectation in tests.iter().flat_map(|test| &test.expectations) {
        requests.ask(plan, &expectation.kind);
    }
    for (issue, level) in requests.scopes {
        scope::consult(plan.library(), &ledger.board, issue, level);
    }
    for group in requests.groups {
        ledger.catalogue.ask_group(&ledger.board, &plan.world, group);
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
            ExpectationKind::Outcome { principle, forum, choosing, result: _ } => {
                let level = plan.library().forums[*forum].level;
                if plan.library().principles[*principle].levels.contains(&level) {
                    let session = Session::new(plan, *principle, level, choosing);
                    let found = forum_rows(&session, *forum);
                    let rows = found.iter().map(|row| (row.instance, row.state));
                    self.of(*principle, level, choosing).wanted.extend(rows);
                    self.body(plan, Body::Forum(*forum));
                }
            }
            ExpectationKind::CommonGround { states, issue, level, choosing, class: _ } => {
                self.common(plan, *states, *issue, *level, choosing);
            }
            ExpectationKind::Count { .. } => self.count(plan, expectation),
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
        let found = expect::counted(plan, *principle, *level, *body, *condition, choosing);
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
        let up = |issue| std::iter::successors(Some(issue), |&at: &IssueId| library.issues[at].parent);
        let [one, other] = states;
        for (id, principle) in library.principles.iter().filter(|(_, principle)| principle.levels.contains(&level)) {
            let about = |wanted| principle.issues.iter().any(|&on| up(on).any(|at| at == wanted));
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
