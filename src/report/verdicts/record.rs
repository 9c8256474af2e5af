//! A verdict as programs read it. The schema is written down in the user's guide.

use serde::Serialize;

use crate::judge::{Finding, Instance, Missing, Row, Session, Verdict, missing_facts};
use crate::model::{Library, ScopeStatus, Truth, scope_word};
use crate::worlds::{FactGiven, Study};

/// The name of the schema, which changes with its meaning.
pub const SCHEMA: &str = "comity/verdicts/1";

/// A verdict.
#[derive(Debug, Serialize)]
pub struct Record<'l> {
    /// The principle.
    pub principle: &'l str,
    /// The level.
    pub level: &'l str,
    /// The group, at a level of groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'l str>,
    /// The states of the pair, at a level of pairs: in the order of the parties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pair: Option<[&'l str; 2]>,
    /// The state whose verdict it is.
    pub state: &'l str,
    /// The parties that it surely plays.
    pub roles: Vec<&'l str>,
    /// The parties that it perhaps plays.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perhaps: Vec<&'l str>,
    /// The verdict, `undetermined` or `open`.
    pub verdict: &'static str,
    /// Every verdict that unknown facts and brackets allow.
    pub possible: Vec<&'static str>,
    /// What nobody knows, when it is undetermined.
    pub missing: Vec<String>,
    /// Which of these have facts, though none is in force on the day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_in_force: Vec<String>,
    /// From −1 to 1; `null` when it is undetermined or open.
    pub strength: Option<f64>,
    /// `open`, `limited` or `closed`.
    pub scope: &'static str,
    /// Why it is outside: `scope`, `clauses` or `party`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// The verdicts of each way of clearing the brackets, when it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceRecord>,
    /// Over completions of facts, when it is undetermined: the smallest sets of facts some values of which decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<SettlesRecord>,
    /// `false` where there may be more such sets: the search was cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settles_complete: Option<bool>,
    /// `false` where a condition could not be decided, so that some of the possible verdicts may be impossible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<bool>,
}

/// Facts that decide.
#[derive(Debug, Serialize)]
pub struct SettlesRecord {
    /// The facts.
    pub facts: Vec<String>,
    /// Values of them for which they do.
    pub given: Vec<String>,
    /// The verdict that then holds, whatever the rest turns out to be.
    pub verdict: &'static str,
}

/// One way of clearing the brackets, and what comes of it.
#[derive(Debug, Serialize)]
pub struct ChoiceRecord {
    /// The choice, as `choosing` takes it.
    pub choosing: Vec<String>,
    /// The verdict, or `undetermined`.
    pub verdict: &'static str,
    /// Every verdict that unknown facts allow.
    pub possible: Vec<&'static str>,
}

/// A row as programs read it.
pub fn record<'a>(session: &Session<'_, 'a>, row: &Row) -> Record<'a> {
    let undetermined = row.possible.single().is_none();
    let missing = if undetermined { missing_facts(session, row, &session.members(row.instance)) } else { Vec::new() };
    with_missing(session, row, &missing)
}

/// What completions of facts make of a row, as programs read it.
pub fn record_of<'a>(session: &Session<'_, 'a>, study: &Study) -> Record<'a> {
    let library = session.plan.library();
    let settles = study.settles.found.iter().map(|deciding| SettlesRecord {
        facts: deciding.facts.iter().map(|fact| fact.missing.show(library)).collect(),
        given: deciding.facts.iter().map(|fact: &FactGiven| fact.show(library)).collect(),
        verdict: deciding.verdict.map_or("", Verdict::name),
    });
    Record {
        settles: settles.collect(),
        settles_complete: (!study.settles.complete).then_some(false),
        exact: (!study.completed.exact).then_some(false),
        ..with_missing(session, &study.completed.row, &study.missing)
    }
}

fn with_missing<'a>(session: &Session<'_, 'a>, row: &Row, missing: &[Missing]) -> Record<'a> {
    let library = session.plan.library();
    let (group, pair) = instance(library, row.instance);
    let party = |wanted: Truth| {
        let parties = row.roles.iter().filter(move |(_, played)| *played == wanted);
        parties.filter_map(|(party, _)| session.text().parties.get(*party)).map(|party| party.name.as_str()).collect()
    };
    let outside = row.finding == Finding::One(Verdict::Outside);
    let reason = if session.scope == ScopeStatus::Closed {
        "scope"
    } else if row.roles.is_empty() {
        "party"
    } else {
        "clauses"
    };
    Record {
        principle: &session.text().named.name,
        level: &library.levels[row.level].named.name,
        group,
        pair,
        state: &library.states[row.state].named.name,
        roles: party(Truth::Yes),
        perhaps: party(Truth::Unknown),
        verdict: row.finding.name(),
        possible: row.possible.iter().map(Verdict::name).collect(),
        missing: missing.iter().map(|missing| missing.show(library)).collect(),
        not_in_force: missing
            .iter()
            .filter(|missing| missing.on_other_days(library).is_some())
            .map(|missing| missing.show(library))
            .collect(),
        strength: row.strength.map(|strength| strength.value().to_f64()),
        scope: scope_word(session.scope),
        reason: outside.then_some(reason),
        choices: session
            .choices
            .iter()
            .zip(&row.by_choice)
            .map(|(choice, &set)| ChoiceRecord {
                choosing: choice.words.clone(),
                verdict: Finding::from(set).name(),
                possible: set.iter().map(Verdict::name).collect(),
            })
            .collect(),
        settles: Vec::new(),
        settles_complete: None,
        exact: None,
    }
}

/// The group or the pair of an instance, by name.
fn instance(library: &Library, instance: Instance) -> (Option<&str>, Option<[&str; 2]>) {
    let state = |id| library.states[id].named.name.as_str();
    match instance {
        Instance::All => (None, None),
        Instance::Group(group) => (Some(&library.groups[group].named.name), None),
        Instance::Forum(forum) => (Some(&library.forums[forum].named.name), None),
        Instance::Pair(first, second) => (None, Some([state(first), state(second)])),
    }
}
