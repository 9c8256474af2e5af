//! Whether an expectation comes out, and the verdicts that it asks for.

use super::{Failure, Teller, ground, outcomes};
use crate::judge::{Datum, Finding, Instance, Plan, Read, Row, Session, View, reads, truth};
use crate::model::{
    Arity, Body, Condition, Expectation, ExpectationKind, ExpectedInstance, Quantity, StateId, Truth, Type, Value,
    scope_word,
};
use crate::negotiate::{Outcome, forum_rows, outcome};

/// What was asked for, once it came out otherwise than expected.
#[derive(Debug)]
pub enum Found<'f, 'a> {
    /// A verdict.
    Row(&'f Session<'f, 'a>, &'f Row),
    /// What comes of a text in a forum.
    Outcome(&'f Outcome<'a>),
    /// Something that the library itself tells: a scope, what two states have in common, how many there are.
    Plain,
}

/// What a value is that nothing is known of.
const UNKNOWN: &str = "unknown";

/// Asks what an expectation is about; what came out otherwise is the error.
pub(super) fn check(plan: &Plan<'_>, expectation: &Expectation, tell: &Teller<'_>) -> Result<(), Failure> {
    let span = expectation.span;
    let fail = |expected: &str, found: &str, notes: &dyn Fn() -> Vec<String>, what: &Found<'_, '_>| {
        if expected == found {
            return Ok(());
        }
        let (expected, found) = (expected.to_owned(), found.to_owned());
        let why = tell(plan, expectation, what);
        Err(Failure { span, expected, found, sentence: false, notes: notes(), why })
    };
    let nothing = &Vec::new;
    match &expectation.kind {
        ExpectationKind::Verdict { principle, level, instance, state, choosing, verdict } => {
            let session = Session::new(plan, *principle, *level, choosing);
            match row(&session, *instance, *state) {
                Ok(row) => {
                    let found = Found::Row(&session, &row);
                    fail(verdict, row.finding.name(), &|| notes(&session, &row), &found)
                }
                Err(why) => Err(Failure {
                    span,
                    expected: verdict.clone(),
                    found: why.to_owned(),
                    sentence: true,
                    notes: Vec::new(),
                    why: tell(plan, expectation, &Found::Plain),
                }),
            }
        }
        ExpectationKind::Value { quantity, state, value } => {
            let (found, ty, notes) = valued(plan, *quantity, *state);
            let notes = || notes.clone();
            let show = |value: Option<&Value>| {
                value.map_or_else(|| UNKNOWN.to_owned(), |value| value.show(ty, plan.library()))
            };
            fail(&show(value.as_ref()), &show(found.as_ref()), &notes, &Found::Plain)
        }
        ExpectationKind::Scope { issue, level, status } => {
            let ruling = plan.library().scope.ruling(&plan.library().issues, *issue, *level);
            fail(scope_word(*status), scope_word(ruling.status), nothing, &Found::Plain)
        }
        ExpectationKind::Outcome { principle, forum, choosing, result } => {
            match outcome(plan, *forum, *principle, choosing) {
                Some(found) => fail(result, found.name(), &|| outcomes::notes(plan, &found), &Found::Outcome(&found)),
                None => fail(result, "not negotiated there", nothing, &Found::Plain),
            }
        }
        ExpectationKind::CommonGround { states, issue, level, choosing, class } => {
            let (found, notes) = ground::class(plan, *states, *issue, *level, choosing);
            fail(class, found, &|| notes.clone(), &Found::Plain)
        }
        ExpectationKind::Count { verdict, principle, level, body, condition, choosing, number } => {
            let session = Session::new(plan, *principle, *level, choosing);
            let rows = counted(&session, *body, *condition);
            let mut with: Vec<Row> = rows;
            with.retain(|row| row.finding.name() == verdict);
            let count = with.len().to_string();
            fail(&number.to_string(), &count, &|| vec![names(plan, &with)], &Found::Plain)
        }
    }
}

fn names(plan: &Plan<'_>, with: &[Row]) -> String {
    let mut names: Vec<&str> = with.iter().map(|row| plan.library().states[row.state].named.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let shown = names.iter().take(20).copied().collect::<Vec<_>>().join(", ");
    let rest = names.len().saturating_sub(20);
    match (names.is_empty(), rest) {
        (true, _) => "no state has this verdict".to_owned(),
        (false, 0) => format!("these states have it: {shown}"),
        (false, rest) => format!("these states have it: {shown} and {rest} more"),
    }
}

fn notes(session: &Session<'_, '_>, row: &Row) -> Vec<String> {
    let mut notes = Vec::new();
    if row.finding == Finding::Undetermined || row.finding == Finding::Open {
        let possible: Vec<&str> = row.possible.iter().map(crate::judge::Verdict::name).collect();
        notes.push(format!("possible: {}", possible.join(", ")));
    }
    let missing = crate::judge::missing_facts(session, row, &session.members(row.instance));
    if row.finding == Finding::Undetermined && !missing.is_empty() {
        let names: Vec<String> = missing.iter().map(|missing| missing.show(session.plan.library())).collect();
        notes.push(format!("unknown: {}", names.join(", ")));
    }
    notes
}

/// What an attribute or a definition is for a state, its type, and the facts behind a definition.
fn valued(plan: &Plan<'_>, quantity: Quantity, state: StateId) -> (Option<Value>, Type, Vec<String>) {
    let library = plan.library();
    let id = match quantity {
        Quantity::Attribute(id) => {
            return (plan.world.value(id, state).cloned(), library.attributes[id].ty, Vec::new());
        }
        Quantity::Definition(id) => id,
    };
    let name = &library.states[state].named.name;
    let told = |read: Read<'_>| match read {
        Read::Fact(_, attribute, _) => {
            let attribute_of = &library.attributes[attribute];
            let value = plan.world.value(attribute, state).map_or_else(
                || format!("{name}.{} is unknown", attribute_of.named.name),
                |value| format!("{name}.{} is {}", attribute_of.named.name, value.show(attribute_of.ty, library)),
            );
            Some(value)
        }
        Read::PairFact(..) | Read::Parameter(..) | Read::Definition(..) | Read::Member(..) | Read::Figure(..) => None,
    };
    let notes = reads(&plan.world, library.definitions[id].expr, &View::of(state)).into_iter().filter_map(told);
    let found = match plan.world.definition(id, state) {
        Datum::Known(value) => Some(value.as_ref().clone()),
        Datum::Unknown | Datum::Range(..) => None,
    };
    (found, library.definitions[id].ty, notes.collect())
}

/// The row that an expectation is about, or why there is none.
pub(super) fn row(session: &Session<'_, '_>, instance: ExpectedInstance, state: StateId) -> Result<Row, &'static str> {
    let of_pair =
        |first, second| session.pair(first, second).and_then(|rows| rows.into_iter().find(|row| row.state == state));
    match instance {
        ExpectedInstance::All => {
            let members = session.members(Instance::All);
            Ok(session.member(Instance::All, &members, state))
        }
        ExpectedInstance::Group(group) => {
            let members = session.members(Instance::Group(group));
            if !members.contains(&state) {
                return Err("the state is not a member of the group");
            }
            Ok(session.member(Instance::Group(group), &members, state))
        }
        ExpectedInstance::Pair(first, second) => {
            of_pair(first, second).ok_or("these two are no pair here: one of them does not play its party")
        }
        ExpectedInstance::EitherPair(one, other) => match (of_pair(one, other), of_pair(other, one)) {
            (Some(row), None) | (None, Some(row)) => Ok(row),
            (None, None) => Err("these two are no pair here: one of them does not play its party"),
            (Some(_), Some(_)) => Err("the state can play either party; say which: `as PARTY`"),
        },
    }
}

/// The rows that are counted: at a level of groups those of the group; elsewhere those of the members of the body.
pub(super) fn counted(session: &Session<'_, '_>, body: Option<Body>, condition: Option<Condition>) -> Vec<Row> {
    let plan = session.plan;
    let groups = session.arity() == Arity::Groups;
    let members = match body {
        None => None,
        Some(Body::Group(group)) => Some(plan.world.members(group)),
        Some(Body::Forum(forum)) => Some(plan.world.forum_members(forum)),
    };
    let mut rows = match body {
        Some(Body::Forum(forum)) if groups => forum_rows(session, forum),
        None | Some(Body::Group(_) | Body::Forum(_)) => session.rows(|instance| match (instance, body) {
            (Instance::Group(group), Some(Body::Group(wanted))) => group == wanted,
            (Instance::Group(_), None | Some(Body::Forum(_)))
            | (Instance::All | Instance::Pair(..) | Instance::Forum(_), _) => true,
        }),
    };
    if !groups {
        rows.retain(|row| members.as_ref().is_none_or(|members| members.contains(&row.state)));
    }
    rows.retain(|row| {
        condition.is_none_or(|condition| truth(&plan.world, condition.expr, &View::of(row.state)) == Truth::Yes)
    });
    rows
}
