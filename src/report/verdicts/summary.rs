//! What a person wants to see of many verdicts: principles against states, or counts where there are too many.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::corridors::{self, Pairs};
use super::parts::Wanted;
use crate::judge::{Evaluator, Filter, Finding, Instance, PairOutcome, Query, Session, Sheet, Verdict, WIDTH};
use crate::model::{Arity, Id, Library, ScopeStatus, StateId};
use crate::worlds::{Completed, Worlds, complete};

/// Up to how many states a table has a column for each.
const COLUMNS: usize = 40;

/// All verdicts that were asked for, section by section.
#[derive(Debug, Default)]
pub struct Summary<'l> {
    /// One for each level and group.
    pub sections: Vec<Section<'l>>,
    /// What a reader should know beside: closed and limited issues, with the reasons.
    pub notes: Vec<String>,
    /// What was completed where facts are missing.
    pub worlds: Worlds,
}

/// The verdicts of one level, or of one group at it.
#[derive(Debug)]
pub struct Section<'l> {
    /// `at regional, in example`
    pub heading: String,
    /// The states that have a column; empty where they are counted.
    pub states: Vec<&'l str>,
    /// The same by id, rising.
    columns: Vec<StateId>,
    /// One for each principle.
    pub lines: Vec<Line<'l>>,
}

/// A principle.
#[derive(Debug)]
pub struct Line<'l> {
    /// Its name.
    pub principle: &'l str,
    /// Its title, or its name again.
    pub title: &'l str,
    /// The verdict of each state that has a column.
    pub cells: Vec<Option<Finding>>,
    /// Which of these may have fewer verdicts than are shown as possible, as a condition could not be decided.
    pub loose: Vec<bool>,
    /// How many verdicts there are of each kind, in the order of reports.
    pub counts: Vec<(Finding, usize)>,
    /// The states in conflict.
    pub conflicts: Vec<&'l str>,
    /// Whether its issues are limited here.
    pub limited: bool,
    /// At a level of pairs, what they come to.
    pub pairs: Option<Pairs>,
}

/// Sums the verdicts up.
pub fn summarize<'a>(wanted: &Wanted<'_, 'a>, language: Option<&str>) -> Summary<'a> {
    let &Wanted { plan, query, worlds, .. } = wanted;
    let library = plan.library();
    let filter = Filter::new(query, plan);
    let sessions: Vec<Session<'_, '_>> = query.sessions(plan).collect();
    let done = AtomicUsize::new(0);
    let count = |session: &Session<'_, '_>| {
        let counted = match (worlds, query.evaluator) {
            (Worlds::Evidence, Evaluator::ByColumn) => by_column(session, &filter),
            (Worlds::Evidence, Evaluator::OneByOne) | (Worlds::Exact, _) => one_by_one(session, query, worlds),
        };
        (wanted.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, sessions.len());
        counted
    };
    let counted: Vec<Vec<Counted>> = sessions.par_iter().map(count).collect();
    let mut sections: BTreeMap<(crate::model::LevelId, Option<Instance>), Section<'a>> = BTreeMap::new();
    let mut notes = Vec::new();
    for (session, counted) in sessions.iter().zip(counted) {
        note(session, language, &mut notes);
        loose(session, &counted, &mut notes);
        for one in counted {
            let section = sections
                .entry((session.level, one.instance))
                .or_insert_with(|| section(library, session, &one, language));
            section.lines.push(line(session, section, one, language));
        }
    }
    Summary { sections: sections.into_values().collect(), notes, worlds }
}

/// What is counted of a principle at a level in one group, among all, or between all pairs.
#[derive(Default)]
struct Counted {
    /// The group.
    instance: Option<Instance>,
    /// The verdicts, state by state, and whether each is exact; none of pairs, nor where there are too many for a column
    /// each.
    states: Vec<(StateId, Finding, bool)>,
    /// The states in conflict; none of pairs.
    conflicts: Vec<StateId>,
    /// The states whose verdicts are not exact.
    loose: Vec<StateId>,
    /// How many verdicts there are of each kind, in the order of reports.
    counts: Vec<(Finding, usize)>,
    /// The pairs.
    pairs: Option<Pairs>,
}

impl Counted {
    fn of_states(instance: Option<Instance>, mut states: Vec<(StateId, Finding, bool)>) -> Self {
        let count = |finding| states.iter().filter(|(_, found, _)| *found == finding).count();
        let counts = Finding::ALL.into_iter().map(|finding| (finding, count(finding)));
        let counts = counts.filter(|(_, count)| *count > 0).collect();
        let loose = states.iter().filter(|(.., exact)| !exact).map(|(state, ..)| *state).collect();
        let against = states.iter().filter(|(_, finding, _)| *finding == Finding::One(Verdict::Conflict));
        let conflicts = against.map(|(state, ..)| *state).collect();
        if states.len() > COLUMNS {
            states.clear();
        }
        Self { instance, states, conflicts, loose, counts, pairs: None }
    }
}

/// From the planes of a session.
fn by_column(session: &Session<'_, '_>, wanted: &Filter<'_>) -> Vec<Counted> {
    if session.arity() == Arity::Pairs {
        let (counts, pairs) = corridors::by_column(session, wanted);
        return vec![Counted { counts, pairs: Some(pairs), ..Counted::default() }];
    }
    let instances = session.instances().into_iter().filter(|&instance| wanted.keeps(instance));
    let mut counted: Vec<Counted> = instances.filter_map(|instance| among(session, instance, wanted)).collect();
    if counted.is_empty() {
        counted.push(Counted::default());
    }
    counted
}

/// Among the members of a group or all; `None` where no verdict is wanted.
fn among(session: &Session<'_, '_>, instance: Instance, wanted: &Filter<'_>) -> Option<Counted> {
    let sheet = Sheet::of(session, instance);
    let mut counts = Finding::ALL.map(|finding| (finding, 0));
    let mut counted = Counted {
        instance: Some(instance).filter(|instance| matches!(instance, Instance::Group(_))),
        ..Counted::default()
    };
    let mut rows = 0;
    for block in 0..sheet.blocks() {
        let mut judged = sheet.members(block);
        judged.rows &= wanted.members(instance, block);
        rows += judged.rows.count();
        let state = |lane: usize| StateId::new(block * WIDTH + lane);
        let findings = judged.findings();
        for ((_, rows), (_, count)) in findings.iter().zip(&mut counts) {
            *count += rows.count();
        }
        counted.conflicts.extend(findings.of(Finding::One(Verdict::Conflict)).iter().map(state));
        if rows <= COLUMNS {
            let of = |lane| findings.iter().find(|(_, rows)| rows.has(lane)).map(|(finding, _)| finding);
            counted.states.extend(judged.rows.iter().filter_map(|lane| Some((state(lane), of(lane)?, true))));
        }
    }
    if rows > COLUMNS {
        counted.states.clear();
    }
    counted.counts = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    (!counted.counts.is_empty()).then_some(counted)
}

/// From rows that are judged or completed one by one.
fn one_by_one(session: &Session<'_, '_>, query: &Query, worlds: Worlds) -> Vec<Counted> {
    // A pair is summed up by what both of its states say.
    let pairs = session.arity() == Arity::Pairs;
    let rows = if pairs { query.instances(session) } else { query.rows(session) };
    let rows = match worlds {
        Worlds::Evidence => rows.into_iter().map(|row| Completed { row, exact: true }).collect(),
        Worlds::Exact => complete(session, &rows),
    };
    if pairs {
        let (counts, pairs) = corridors::one_by_one(session, &rows);
        let loose = rows.iter().filter(|row| !row.exact).map(|row| row.row.state).collect();
        return vec![Counted { counts, loose, pairs: Some(pairs), ..Counted::default() }];
    }
    let mut by_instance: BTreeMap<Option<Instance>, Vec<(StateId, Finding, bool)>> = BTreeMap::new();
    for Completed { row, exact } in rows {
        let group = Some(row.instance).filter(|instance| matches!(instance, Instance::Group(_)));
        by_instance.entry(group).or_default().push((row.state, row.finding, exact));
    }
    if by_instance.is_empty() {
        by_instance.insert(None, Vec::new());
    }
    by_instance.into_iter().map(|(instance, states)| Counted::of_states(instance, states)).collect()
}

fn section<'a>(
    library: &'a Library,
    session: &Session<'_, 'a>,
    counted: &Counted,
    language: Option<&str>,
) -> Section<'a> {
    let level = &library.levels[session.level].named;
    let mut heading = format!("at {}", level.name);
    if let Some(Instance::Group(group)) = counted.instance {
        let named = &library.groups[group].named;
        heading = format!("{heading}, in {}", named.name);
        if named.title.is_some() {
            heading = format!("{heading}: {}", named.label(language));
        }
    } else if level.title.is_some() {
        heading = format!("{heading}: {}", level.label(language));
    }
    let columns: Vec<StateId> = counted.states.iter().map(|(state, ..)| *state).collect();
    let names = columns.iter().map(|&state| library.states[state].named.name.as_str());
    Section { heading, states: names.collect(), columns, lines: Vec::new() }
}

fn line<'a>(session: &Session<'_, 'a>, section: &Section<'_>, counted: Counted, language: Option<&str>) -> Line<'a> {
    let library = session.plan.library();
    let name = |state: StateId| library.states[state].named.name.as_str();
    let of = |wanted: &StateId| {
        let place = counted.states.binary_search_by_key(wanted, |(state, ..)| *state);
        place.ok().and_then(|place| counted.states.get(place))
    };
    let found: Vec<_> = section.columns.iter().map(of).collect();
    let mut conflicts: Vec<&str> = counted.conflicts.iter().map(|&state| name(state)).collect();
    conflicts.sort_unstable();
    Line {
        principle: &session.text().named.name,
        title: session.text().named.label(language),
        cells: found.iter().map(|one| one.map(|(_, finding, _)| *finding)).collect(),
        loose: found.iter().map(|one| one.is_some_and(|(.., exact)| !exact)).collect(),
        counts: counted.counts,
        conflicts,
        limited: session.scope == ScopeStatus::Limited,
        pairs: counted.pairs,
    }
}

/// Says of whom fewer verdicts than are shown may be possible.
fn loose(session: &Session<'_, '_>, counted: &[Counted], notes: &mut Vec<String>) {
    let library = session.plan.library();
    let mut names: Vec<&str> = Vec::new();
    for state in counted.iter().flat_map(|one| &one.loose) {
        let name = library.states[*state].named.name.as_str();
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
