//! What a comparison says, in words that the table and the Markdown share.

use indexmap::IndexMap;

use crate::compare::{
    Answered, Change, ChangedRow, ChoiceChange, Comparison, Kind, OutcomeChange, OutcomeSide, PartChange,
    StatementChange, Tally, Unmatched,
};
use crate::compare::{Moved, VerdictChange};
use crate::judge::{Finding, Verdict};
use crate::negotiate::ForumResult;
use crate::phrases::list;

/// How many states or pairs are named before the rest are counted.
const NAMED: usize = 10;

/// How many values and positions that are single states' own are told.
const DETAILS: usize = 6;

/// The library that is compared, for the headings.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Its name; empty where there is none.
    pub name: String,
    /// Its title, or its name again.
    pub title: String,
    /// Its version.
    pub version: Option<String>,
    /// The day.
    pub as_of: Option<String>,
    /// Where it was read: a path, a revision.
    pub at: String,
    /// Whether there is no such library there.
    pub absent: bool,
}

/// Both libraries, and how brackets are cleared.
#[derive(Debug, Clone, Default)]
pub struct Heads {
    /// The old one.
    pub old: Head,
    /// The new one.
    pub new: Head,
    /// How brackets are cleared, as it was asked for.
    pub choosing: Vec<String>,
}

impl Heads {
    /// The library that there is, the new one first.
    pub(super) fn library(&self) -> &Head {
        if self.new.absent { &self.old } else { &self.new }
    }

    /// `Readmission, a worked example, 0.1.0 → 0.2.0`
    pub(super) fn title(&self) -> String {
        let head = self.library();
        let version = |head: &Head| head.version.clone().unwrap_or_else(|| "no version".to_owned());
        if self.both() && self.old.version != self.new.version {
            return format!("{}, {} → {}", head.title, version(&self.old), version(&self.new));
        }
        head.version.as_ref().map_or_else(|| head.title.clone(), |version| format!("{}, {version}", head.title))
    }

    fn both(&self) -> bool {
        !self.old.absent && !self.new.absent
    }

    /// The days, and how brackets are cleared.
    pub(super) fn conditions(&self) -> Option<String> {
        let day = |head: &Head| head.as_of.clone().unwrap_or_else(|| "no day".to_owned());
        let mut words = Vec::new();
        if self.both() && self.old.as_of != self.new.as_of {
            words.push(format!("as of {} → {}", day(&self.old), day(&self.new)));
        } else {
            words.extend(self.library().as_of.as_ref().map(|day| format!("as of {day}")));
        }
        if !self.choosing.is_empty() {
            words.push(format!("choosing {}", self.choosing.join(", ")));
        }
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// `1 verdict`, `2 verdicts`
pub(super) fn plural(count: usize, one: &str, several: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { several })
}

/// A count, with commas from 10,000 on.
pub(super) fn number(count: usize) -> String {
    let digits = count.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The sums, a line each for what it says, the verdicts and the outcomes.
pub(super) fn sums(comparison: &Comparison) -> Vec<String> {
    let mut lines = Vec::new();
    let count = |name: &str| comparison.statements.iter().filter(|one| one.change.name() == name).count();
    let kinds: Vec<String> = ["added", "removed", "reworded", "renamed"]
        .into_iter()
        .filter(|name| count(name) > 0)
        .map(|name| format!("{} {name}", number(count(name))))
        .collect();
    if kinds.is_empty() {
        lines.push("statements: all as they were".to_owned());
    } else {
        lines.push(format!("statements: {}", kinds.join(", ")));
    }
    let (new, gone) = comparison.unmatched_counts();
    lines.push(format!("verdicts: {}", sum(comparison.verdict_tally(), comparison.compared, new, gone)));
    let (new, gone) = (comparison.outcomes_new, comparison.outcomes_gone);
    if comparison.outcomes_compared + new + gone > 0 {
        let tally = comparison.outcome_tally();
        lines.push(format!("outcomes: {}", sum(tally, comparison.outcomes_compared, new, gone)));
    }
    lines
}

fn sum(tally: Tally, compared: usize, new: usize, gone: usize) -> String {
    let parts: Vec<String> = [(tally.better, "better"), (tally.worse, "worse"), (tally.neither, "neither")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", number(count)))
        .collect();
    let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    let mut words = vec![format!("{} of {} changed{parts}", number(tally.all()), number(compared))];
    words.extend((new > 0).then(|| format!("{} new", number(new))));
    words.extend((gone > 0).then(|| format!("{} gone", number(gone))));
    words.join(", ")
}

/// `principle readmission “States readmit their own nationals”`
pub(super) fn statement(change: &StatementChange) -> String {
    let title = change.title.as_ref().map(|title| format!(" “{title}”")).unwrap_or_default();
    let space = if change.name.is_empty() { "" } else { " " };
    let from = match &change.change {
        Change::Renamed { from } => format!(", most likely {from} renamed: its clauses are the same"),
        Change::Added | Change::Removed | Change::Reworded => String::new(),
    };
    format!("{}{space}{}{title}: {}{from}", change.kind.name(), change.name, change.change.name())
}

/// The parts that are shown: of what is new or gone only those from which something follows.
pub(super) fn shown(change: &StatementChange) -> Vec<&PartChange> {
    let whole = match change.change {
        Change::Added | Change::Removed => true,
        Change::Reworded | Change::Renamed { .. } => false,
    };
    let matters = |part: &&PartChange| match change.kind {
        Kind::Principle => part.what.starts_with("clause "),
        Kind::Scope | Kind::Interest | Kind::Definition => part.what != "title",
        Kind::Library
        | Kind::Level
        | Kind::Capacity
        | Kind::Issue
        | Kind::Persons
        | Kind::Enumeration
        | Kind::Unit
        | Kind::Measure
        | Kind::Attribute
        | Kind::State
        | Kind::Pairs
        | Kind::Group
        | Kind::Forum => false,
    };
    change.parts.iter().filter(|part| !whole || matters(part)).collect()
}

/// A verdict, with what is possible where it is not one.
pub(super) fn answered(answered: Answered) -> String {
    match answered.finding {
        Finding::One(verdict) => verdict.name().to_owned(),
        Finding::Undetermined | Finding::Open => {
            let possible: Vec<&str> = answered.possible.iter().map(Verdict::name).collect();
            format!("{} ({})", answered.finding.name(), list(&possible, "or"))
        }
    }
}

/// `agree → conflict`; of a draft whose verdicts differ by choice alone that is said.
pub(super) fn turn(change: &VerdictChange) -> String {
    if change.before == change.after {
        format!("{}, with other choices", answered(change.after))
    } else {
        format!("{} → {}", answered(change.before), answered(change.after))
    }
}

/// How many verdicts, and of how many states where several are one state's.
pub(super) fn extent(change: &VerdictChange) -> String {
    let mut states: Vec<&str> = change.rows.iter().map(|row| row.state.as_str()).collect();
    states.sort_unstable();
    states.dedup();
    let all = plural(states.len(), "state", "states");
    if states.len() == change.rows.len() {
        all
    } else {
        format!("{} of {all}", plural(change.rows.len(), "verdict", "verdicts"))
    }
}

/// Whose verdicts: states, by their groups; pairs one by one. The rest are counted.
pub(super) fn whose(rows: &[ChangedRow], most: Option<usize>) -> String {
    let most = most.unwrap_or(usize::MAX);
    let mut places: IndexMap<Option<&str>, Vec<String>> = IndexMap::new();
    for row in rows.iter().take(most) {
        places.entry(row.group.as_deref()).or_default().push(who(row));
    }
    let each = places.into_iter().map(|(group, names)| {
        let group = group.map(|group| format!(", in {group}")).unwrap_or_default();
        format!("{}{group}", names.join(", "))
    });
    let text = each.collect::<Vec<_>>().join("; ");
    match rows.len().checked_sub(most).filter(|rest| *rest > 0) {
        Some(rest) => format!("{text} and {} more", number(rest)),
        None => text,
    }
}

/// How many rows a list names before it counts the rest.
pub(super) const MOST: Option<usize> = Some(NAMED);

fn who(row: &ChangedRow) -> String {
    let Some([first, second]) = &row.pair else { return row.state.clone() };
    let other = if *first == row.state { second } else { first };
    let party = row.party.as_ref().map(|party| format!(" as {party}")).unwrap_or_default();
    format!("{}{party} with {other}", row.state)
}

/// What is single states' own in the causes, each once.
pub(super) fn details(rows: &[ChangedRow]) -> Vec<String> {
    let mut all: Vec<&String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for detail in rows.iter().flat_map(|row| &row.details) {
        if seen.insert(detail) {
            all.push(detail);
        }
    }
    let mut told: Vec<String> = all.iter().take(DETAILS).map(|detail| (*detail).clone()).collect();
    if let Some(rest) = all.len().checked_sub(DETAILS).filter(|rest| *rest > 0) {
        told.push(format!("and {} more", number(rest)));
    }
    told
}

/// `principle quotas is new: 6 verdicts`
pub(super) fn unmatched(one: &Unmatched) -> String {
    let count = plural(one.count, "verdict", "verdicts");
    match (one.because, one.new) {
        ("instance", true) => format!("{}: {count} of pairs or members that take part now", one.name),
        ("instance", false) => format!("{}: {count} of pairs or members that no longer take part", one.name),
        (what, true) => format!("{what} {} is new: {count}", one.name),
        (what, false) => format!("{what} {} is gone: {count}", one.name),
    }
}

/// `152 ayes, 5 noes, 36 abstain`
pub(super) fn votes(side: &OutcomeSide) -> String {
    let mut words = vec![plural(side.ayes, "aye", "ayes"), plural(side.noes, "no", "noes")];
    for (count, one, several) in [
        (side.abstentions, "abstains", "abstain"),
        (side.absent, "takes no part", "take no part"),
        (side.uncertain, "not certain", "not certain"),
    ] {
        words.extend((count > 0).then(|| plural(count, one, several)));
    }
    words.join(", ")
}

/// The result, with what is possible where it is open.
pub(super) fn result(side: &OutcomeSide) -> String {
    if side.possible.len() > 1 {
        let names: Vec<&str> = side.possible.iter().map(|result| result.name()).collect();
        format!("{} ({})", side.result, list(&names, "or"))
    } else {
        side.result.to_owned()
    }
}

/// `open (adopted or blocked) → adopted`
pub(super) fn outcome(change: &OutcomeChange) -> String {
    let (before, after) = (result(&change.before), result(&change.after));
    if before == after { format!("{after}, with other choices") } else { format!("{before} → {after}") }
}

/// `choosing should: adopted → blocked`, for so many choices.
pub(super) fn choices(change: &OutcomeChange) -> Vec<String> {
    const CHOICES: usize = 8;
    let names = |results: &[ForumResult]| {
        let names: Vec<&str> = results.iter().map(|result| result.name()).collect();
        list(&names, "or")
    };
    let one = |choice: &ChoiceChange| {
        format!("choosing {}: {} → {}", choice.words.join(", "), names(&choice.before), names(&choice.after))
    };
    let mut all: Vec<String> = change.choices.iter().take(CHOICES).map(one).collect();
    let rest = change.choices.len().saturating_sub(CHOICES);
    all.extend((rest > 0).then(|| format!("… and with {} more", plural(rest, "choice", "choices"))));
    all
}

/// `no → aye: MDA, SRB`
pub(super) fn moved(moved: &Moved, most: Option<usize>) -> String {
    let most = most.unwrap_or(usize::MAX);
    let named: Vec<&str> = moved.states.iter().take(most).map(String::as_str).collect();
    let rest = moved.states.len().saturating_sub(most);
    let rest = if rest > 0 { format!(" and {} more", number(rest)) } else { String::new() };
    let way = match (moved.from, moved.to) {
        (Some(from), Some(to)) => format!("{from} → {to}"),
        (None, Some(to)) => format!("new member, {to}"),
        (Some(from), None) => format!("no member any longer, was {from}"),
        (None, None) => String::new(),
    };
    format!("{way}: {}{rest}", named.join(", "))
}
