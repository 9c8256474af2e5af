//! What a person wants to see of many verdicts: principles against states, or counts where there are too many.

use std::collections::BTreeMap;

use crate::judge::{Finding, Instance, PairOutcome, Plan, Query, Row, Session, Verdict};
use crate::model::{Arity, Library, ScopeStatus, StateId};
use crate::number::Number;
use crate::worlds::{Completed, Worlds, complete};

/// Up to how many states a table has a column for each.
const COLUMNS: usize = 40;

/// How many corridors are named as the best and the worst.
const CORRIDORS: usize = 3;

/// All verdicts that were asked for, section by section.
#[derive(Debug, Default)]
pub struct Summary {
    /// One for each level and group.
    pub sections: Vec<Section>,
    /// What a reader should know beside: closed and limited issues, with the reasons.
    pub notes: Vec<String>,
    /// What was completed where facts are missing.
    pub worlds: Worlds,
}

/// The verdicts of one level, or of one group at it.
#[derive(Debug)]
pub struct Section {
    /// `at regional, in example`
    pub heading: String,
    /// The states that have a column; empty where they are counted.
    pub states: Vec<String>,
    /// One for each principle.
    pub lines: Vec<Line>,
}

/// A principle.
#[derive(Debug)]
pub struct Line {
    /// Its name.
    pub principle: String,
    /// Its title, or its name again.
    pub title: String,
    /// The verdict of each state that has a column.
    pub cells: Vec<Option<Finding>>,
    /// Which of these may have fewer verdicts than are shown as possible, as a condition could not be decided.
    pub loose: Vec<bool>,
    /// How many verdicts there are of each kind, in the order of reports.
    pub counts: Vec<(Finding, usize)>,
    /// The states in conflict.
    pub conflicts: Vec<String>,
    /// Whether its issues are limited here.
    pub limited: bool,
    /// At a level of pairs, what they come to.
    pub pairs: Option<Pairs>,
}

/// The pairs of a principle.
#[derive(Debug, Default)]
pub struct Pairs {
    /// How many there are of each outcome, best first.
    pub outcomes: Vec<(PairOutcome, usize)>,
    /// The corridors where most speaks for it.
    pub best: Vec<String>,
    /// Those where most speaks against it.
    pub worst: Vec<String>,
}

/// Sums the verdicts up.
pub fn summarize(plan: &Plan<'_>, query: &Query, worlds: Worlds, language: Option<&str>) -> Summary {
    let library = plan.library();
    let mut sections: BTreeMap<(crate::model::LevelId, Option<Instance>), Section> = BTreeMap::new();
    let mut notes = Vec::new();
    for session in query.sessions(plan) {
        note(&session, language, &mut notes);
        // A pair is summed up by what both of its states say.
        let rows = if session.arity() == Arity::Pairs { query.instances(&session) } else { query.rows(&session) };
        let rows = match worlds {
            Worlds::Evidence => rows.into_iter().map(|row| Completed { row, exact: true }).collect(),
            Worlds::Exact => complete(&session, &rows),
        };
        loose(&session, &rows, &mut notes);
        let mut by_instance: BTreeMap<Option<Instance>, Vec<Completed>> = BTreeMap::new();
        for row in rows {
            let place = Some(row.row.instance).filter(|instance| matches!(instance, Instance::Group(_)));
            by_instance.entry(place).or_default().push(row);
        }
        if by_instance.is_empty() {
            by_instance.insert(None, Vec::new());
        }
        for (instance, rows) in by_instance {
            let section = sections
                .entry((session.level, instance))
                .or_insert_with(|| section(library, &session, instance, &rows, language));
            section.lines.push(line(&session, section, &rows, language));
        }
    }
    Summary { sections: sections.into_values().collect(), notes, worlds }
}

fn section(
    library: &Library,
    session: &Session<'_, '_>,
    instance: Option<Instance>,
    rows: &[Completed],
    language: Option<&str>,
) -> Section {
    let level = &library.levels[session.level].named;
    let mut heading = format!("at {}", level.name);
    if let Some(Instance::Group(group)) = instance {
        let named = &library.groups[group].named;
        heading = format!("{heading}, in {}", named.name);
        if named.title.is_some() {
            heading = format!("{heading}: {}", named.label(language));
        }
    } else if level.title.is_some() {
        heading = format!("{heading}: {}", level.label(language));
    }
    let mut states: Vec<StateId> = rows.iter().map(|row| row.row.state).collect();
    states.sort_unstable();
    states.dedup();
    let columns = session.arity() != Arity::Pairs && states.len() <= COLUMNS;
    let names = states.iter().map(|&state| library.states[state].named.name.clone());
    Section { heading, states: if columns { names.collect() } else { Vec::new() }, lines: Vec::new() }
}

fn line(session: &Session<'_, '_>, section: &Section, all: &[Completed], language: Option<&str>) -> Line {
    let library = session.plan.library();
    let name = |state: StateId| library.states[state].named.name.as_str();
    let rows: Vec<&Row> = all.iter().map(|one| &one.row).collect();
    let of = |wanted: &String| rows.iter().find(|row| name(row.state) == wanted).map(|row| row.finding);
    let loose = |wanted: &String| all.iter().any(|one| !one.exact && name(one.row.state) == wanted);
    let counts = Finding::ALL
        .into_iter()
        .map(|finding| (finding, rows.iter().filter(|row| row.finding == finding).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let mut conflicts: Vec<String> = rows
        .iter()
        .filter(|row| row.finding == Finding::One(Verdict::Conflict))
        .map(|row| name(row.state).to_owned())
        .collect();
    conflicts.sort();
    conflicts.dedup();
    Line {
        principle: session.text().named.name.clone(),
        title: session.text().named.label(language).to_owned(),
        cells: section.states.iter().map(of).collect(),
        loose: section.states.iter().map(loose).collect(),
        counts,
        conflicts,
        limited: session.scope == ScopeStatus::Limited,
        pairs: (session.arity() == Arity::Pairs).then(|| pairs(session, &rows)),
    }
}

fn pairs(session: &Session<'_, '_>, rows: &[&Row]) -> Pairs {
    let library = session.plan.library();
    let mut all: Vec<(PairOutcome, Number, String)> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let Some(other) = rows.get(place + 1).filter(|other| other.instance == row.instance) else { continue };
        let Instance::Pair(first, second) = row.instance else { continue };
        let strength = |row: &Row| row.strength.map_or_else(Number::zero, crate::judge::Strength::value);
        let sum = strength(row).add(&strength(other)).unwrap_or_else(Number::zero);
        let name = |state: StateId| library.states[state].named.name.as_str();
        all.push((PairOutcome::of(row, other), sum, format!("{}–{}", name(first), name(second))));
    }
    let outcomes = PairOutcome::ALL
        .into_iter()
        .map(|outcome| (outcome, all.iter().filter(|(found, ..)| *found == outcome).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let named = |wanted: PairOutcome, best: bool| {
        let mut found: Vec<&(PairOutcome, Number, String)> =
            all.iter().filter(|(found, ..)| *found == wanted).collect();
        // A stable sort: equals stay in the order of the states.
        found.sort_by(|a, b| if best { b.1.cmp(&a.1) } else { a.1.cmp(&b.1) });
        found.into_iter().take(CORRIDORS).map(|(_, _, name)| name.clone()).collect()
    };
    Pairs { outcomes, best: named(PairOutcome::Agreement, true), worst: named(PairOutcome::Conflict, false) }
}

/// Says of whom fewer verdicts than are shown may be possible.
fn loose(session: &Session<'_, '_>, rows: &[Completed], notes: &mut Vec<String>) {
    let library = session.plan.library();
    let mut names: Vec<&str> = Vec::new();
    for row in rows.iter().filter(|row| !row.exact) {
        let name = library.states[row.row.state].named.name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return;
    }
    let rest = names.len().saturating_sub(COLUMNS);
    let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let names = names.into_iter().take(COLUMNS).collect::<Vec<_>>().join(", ");
    let (principle, level) = (&session.text().named.name, &library.levels[session.level].named.name);
    notes.push(format!(
        "not decided exactly on {principle} at {level}: {names}{rest}; a condition goes beyond what can be decided over \
         completions of facts, so that some of the verdicts that are left may be impossible"
    ));
}

/// Says where issues are closed or limited, and why.
fn note(session: &Session<'_, '_>, language: Option<&str>, notes: &mut Vec<String>) {
    let library = session.plan.library();
    for &issue in &session.text().issues {
        let ruling = library.scope.ruling(&library.issues, issue, session.level);
        if ruling.status == ScopeStatus::Open {
            continue;
        }
        let word = crate::model::scope_word(ruling.status);
        let level = &library.levels[session.level].named.name;
        let issue = library.issues[issue].named.label(language);
        let why = ruling.rule.and_then(|(_, rule)| rule.remarks.reasons.first()).map(|why| format!(": {why}"));
        let note = format!("{} is {word} at {level}: {issue}{}", session.text().named.name, why.unwrap_or_default());
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// The sign for the outcome of a pair, in bars.
pub fn pair_sign(outcome: PairOutcome) -> char {
    match outcome {
        PairOutcome::Agreement => '+',
        PairOutcome::OneSided => '/',
        PairOutcome::Neutral => '.',
        PairOutcome::Undetermined => '?',
        PairOutcome::Open => 'o',
        PairOutcome::Divided => '±',
        PairOutcome::Conflict => 'x',
        PairOutcome::Outside => '-',
    }
}

/// The sign for a finding, in tables and bars.
pub fn sign(finding: Finding) -> char {
    match finding {
        Finding::One(Verdict::Agree) => '+',
        Finding::One(Verdict::Reserve) => 'r',
        Finding::One(Verdict::Neutral) => '.',
        Finding::One(Verdict::Divided) => '±',
        Finding::One(Verdict::Conflict) => 'x',
        Finding::Undetermined => '?',
        Finding::Open => 'o',
        Finding::One(Verdict::Outside) => '-',
    }
}

/// How many signs of a bar each count has: in proportion, at least one each, the largest remainders first.
pub fn shares(counts: &[usize], width: usize) -> Vec<usize> {
    let total: usize = counts.iter().sum();
    if total == 0 {
        return vec![0; counts.len()];
    }
    let mut shares: Vec<usize> =
        counts.iter().map(|&count| (count * width / total).max(usize::from(count > 0))).collect();
    while shares.iter().sum::<usize>() != width {
        let short = shares.iter().sum::<usize>() < width;
        // The one that is furthest from its exact share gains or gives.
        let off = |place: usize| {
            let exact = counts.get(place).copied().unwrap_or_default() * width * 1000 / total;
            let has = shares.get(place).copied().unwrap_or_default() * 1000;
            if short { exact.saturating_sub(has) } else { has.saturating_sub(exact) }
        };
        let open = (0..shares.len()).filter(|&place| short || shares.get(place).is_some_and(|&share| share > 1));
        let Some(place) = open.max_by_key(|&place| (off(place), std::cmp::Reverse(place))) else { break };
        if let Some(share) = shares.get_mut(place) {
            if short { *share += 1 } else { *share -= 1 }
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn a_bar_is_in_proportion_and_shows_the_few() {
        assert_eq!(shares(&[152, 5, 36], 20), [16, 1, 3]);
        assert_eq!(shares(&[1, 0], 10), [10, 0]);
        assert_eq!(shares(&[0, 0], 10), [0, 0]);
        assert_eq!(shares(&[1000, 1, 1], 4).iter().sum::<usize>(), 4);
    }
}
