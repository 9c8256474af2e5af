//! Verdicts that changed, and what did it.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;
use rayon::prelude::*;

use super::Comparison;
use super::direction::Direction;
use super::reasons::{Cause, Reason, Seen, causes};
use super::side::Side;
use super::twins::Twins;
use crate::judge::{Choice, Finding, Instance, Row, Session, VerdictSet};
use crate::model::{GroupId, LevelId, PrincipleId, StateId};

/// Verdicts of one principle at one level that changed in one way for one cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictChange {
    /// The principle.
    pub principle: String,
    /// The level.
    pub level: String,
    /// What was answered.
    pub before: Answered,
    /// What is answered.
    pub after: Answered,
    /// Where that leads.
    pub direction: Direction,
    /// What did it.
    pub because: Vec<Reason>,
    /// Whose verdicts, in their order.
    pub rows: Vec<ChangedRow>,
}

/// A verdict, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Answered {
    /// What is reported.
    pub finding: Finding,
    /// Every verdict that is possible.
    pub possible: VerdictSet,
}

/// Whose verdict changed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRow {
    /// The state.
    pub state: String,
    /// The group, at a level of groups.
    pub group: Option<String>,
    /// The states of the pair in the order of the parties, at a level of pairs.
    pub pair: Option<[String; 2]>,
    /// The party that the state plays, in a pair with two of them.
    pub party: Option<String>,
    /// What of the cause is its own: values of facts, its own positions.
    pub details: Vec<String>,
}

/// Verdicts that only one of the libraries has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// Whether the new library has them.
    pub new: bool,
    /// What is new or gone: `principle`, `level`, `group`, `state`, or `instance` where it is only a pair or a member.
    pub because: &'static str,
    /// Its name; of an instance that of the principle and the level.
    pub name: String,
    /// How many verdicts.
    pub count: usize,
}

type Key = (Instance, StateId);

pub(super) fn compare(old: &Side<'_, '_>, new: &Side<'_, '_>, twins: &Twins, into: &mut Comparison) {
    let mut before: IndexMap<(&str, &str), (PrincipleId, LevelId)> =
        old.places().into_iter().map(|place| (names(old, place), place)).collect();
    let mut unmatched: IndexMap<(bool, &'static str, String), usize> = IndexMap::new();
    for place in new.places() {
        let session = new.session(place);
        match before.shift_remove(&names(new, place)) {
            Some(was) => {
                let both = Both { old, new, twins, was: &old.session(was), is: &session };
                both.compare(&mut unmatched, into);
            }
            None => missing(new, old, place, true, &mut unmatched),
        }
    }
    for (_, place) in before {
        missing(old, new, place, false, &mut unmatched);
    }
    let one = |((new, because, name), count)| Unmatched { new, because, name, count };
    into.unmatched = unmatched.into_iter().map(one).collect();
}

fn names<'n>(side: &Side<'n, '_>, (principle, level): (PrincipleId, LevelId)) -> (&'n str, &'n str) {
    let library = side.plan.library();
    (&library.principles[principle].named.name, &library.levels[level].named.name)
}

/// Counts the verdicts of a principle at a level that the other library does not have.
fn missing(
    side: &Side<'_, '_>,
    other: &Side<'_, '_>,
    place: (PrincipleId, LevelId),
    new: bool,
    unmatched: &mut IndexMap<(bool, &'static str, String), usize>,
) {
    let count = side.rows(&side.session(place)).len();
    if count == 0 {
        return;
    }
    let (principle, level) = names(side, place);
    let library = other.plan.library();
    let known = library.principles.values().any(|one| one.named.name == principle);
    let levels = library.levels.values().any(|one| one.named.name == level);
    let (because, name) = match (known, levels) {
        (false, _) => ("principle", principle.to_owned()),
        (true, false) => ("level", level.to_owned()),
        (true, true) => ("level", format!("{level} of {principle}")),
    };
    *unmatched.entry((new, because, name)).or_default() += count;
}

/// A principle at a level in both libraries.
struct Both<'b, 's, 'a, 't, 'c> {
    old: &'b Side<'s, 'a>,
    new: &'b Side<'t, 'c>,
    twins: &'b Twins,
    was: &'b Session<'s, 'a>,
    is: &'b Session<'t, 'c>,
}

impl Both<'_, '_, '_, '_, '_> {
    fn compare(&self, unmatched: &mut IndexMap<(bool, &'static str, String), usize>, into: &mut Comparison) {
        let (before, after) = (self.old.rows(self.was), self.new.rows(self.is));
        let same = self.same_choices();
        let mut by_key: HashMap<Key, &Row> = HashMap::with_capacity(before.len());
        let unordered = self.was.text().parties.len() == 1 && self.is.text().parties.len() == 1;
        let mut gone: Vec<&Row> = Vec::new();
        for row in &before {
            match self.key(row, unordered) {
                Some(key) => drop(by_key.insert(key, row)),
                None => gone.push(row),
            }
        }
        let mut changed: Vec<(&Row, &Row)> = Vec::new();
        for row in &after {
            match by_key.remove(&(ordered(row.instance, unordered), row.state)) {
                Some(was) => {
                    into.compared += 1;
                    if differs(was, row, &same) {
                        changed.push((was, row));
                    }
                }
                None => self.count(self.new, row, true, unmatched),
            }
        }
        gone.extend(before.iter().filter(|row| self.key(row, unordered).is_some_and(|key| by_key.contains_key(&key))));
        for row in gone {
            self.count(self.old, row, false, unmatched);
        }
        into.verdicts.extend(self.grouped(&changed, &same));
    }

    /// A row of the old library by its names in the new one.
    fn key(&self, row: &Row, unordered: bool) -> Option<Key> {
        Some((ordered(self.twins.instance(row.instance)?, unordered), self.twins.state(row.state)?))
    }

    /// The choices that are made in the same words, by their places.
    fn same_choices(&self) -> Vec<(usize, usize)> {
        let places: BTreeMap<&[String], usize> =
            self.is.choices.iter().enumerate().map(|(place, choice)| (choice.words.as_slice(), place)).collect();
        let old = self.was.choices.iter().enumerate();
        old.filter_map(|(place, choice)| Some((place, *places.get(choice.words.as_slice())?))).collect()
    }

    /// Counts a row that only one library has.
    fn count(
        &self,
        side: &Side<'_, '_>,
        row: &Row,
        new: bool,
        unmatched: &mut IndexMap<(bool, &'static str, String), usize>,
    ) {
        let library = side.plan.library();
        let lacks_state = |state: StateId| {
            self.twins.lacks_state(new, state).then(|| ("state", library.states[state].named.name.clone()))
        };
        let lacks_group = |group: GroupId| {
            self.twins.lacks_group(new, group).then(|| ("group", library.groups[group].named.name.clone()))
        };
        let of_instance = match row.instance {
            Instance::All | Instance::Forum(_) => None,
            Instance::Group(group) => lacks_group(group),
            Instance::Pair(first, second) => lacks_state(first).or_else(|| lacks_state(second)),
        };
        let (because, name) = lacks_state(row.state).or(of_instance).unwrap_or_else(|| {
            let (principle, level) = names(side, (row.principle, row.level));
            ("instance", format!("{principle} at {level}"))
        });
        *unmatched.entry((new, because, name)).or_default() += 1;
    }
}

/// Verdicts that changed alike.
type Alike = (Answered, Answered, Direction, Vec<Reason>);

impl Both<'_, '_, '_, '_, '_> {
    /// Explains every change, and puts together what changed alike.
    fn grouped(&self, changed: &[(&Row, &Row)], same: &[(usize, usize)]) -> Vec<VerdictChange> {
        if changed.is_empty() {
            return Vec::new();
        }
        let pairs = self.choice_pairs(same);
        let explained: Vec<Vec<Cause>> = changed.par_iter().map(|(was, is)| self.explain(was, is, &pairs)).collect();
        let mut groups: IndexMap<Alike, Vec<ChangedRow>> = IndexMap::new();
        for (&(was, is), causes) in changed.iter().zip(explained) {
            let answered = |row: &Row| Answered { finding: row.finding, possible: row.possible };
            let (reasons, details): (Vec<Reason>, Vec<Vec<String>>) =
                causes.into_iter().map(|cause| (cause.reason, cause.details)).unzip();
            let key = (answered(was), answered(is), direction(was, is, same), reasons);
            groups.entry(key).or_default().push(self.row(is, details.concat()));
        }
        let (principle, level) = names(self.new, (self.is.principle, self.is.level));
        let change = |((before, after, direction, because), rows): (Alike, Vec<ChangedRow>)| VerdictChange {
            principle: principle.to_owned(),
            level: level.to_owned(),
            before,
            after,
            direction,
            because,
            rows,
        };
        let mut grouped: Vec<VerdictChange> = groups.into_iter().map(change).collect();
        // What is worse first, then what concerns most; a stable sort keeps the order of the states.
        grouped.sort_by_key(|change| (change.direction, std::cmp::Reverse(change.rows.len())));
        grouped
    }

    fn row(&self, row: &Row, details: Vec<String>) -> ChangedRow {
        let library = self.new.plan.library();
        let state = |id: StateId| library.states[id].named.name.clone();
        let (group, pair, party) = match row.instance {
            Instance::All | Instance::Forum(_) => (None, None, None),
            Instance::Group(group) => (Some(library.groups[group].named.name.clone()), None, None),
            Instance::Pair(first, second) => {
                let parties = &self.is.text().parties;
                let place = usize::from(first != row.state);
                let party = parties.get(place).filter(|_| parties.len() == 2).map(|party| party.name.clone());
                (None, Some([state(first), state(second)]), party)
            }
        };
        ChangedRow { state: state(row.state), group, pair, party, details }
    }

    fn explain(&self, was: &Row, is: &Row, pairs: &[(usize, usize)]) -> Vec<Cause> {
        let (before, after) = Self::telling_choices(was, is, pairs);
        let old = self.was.choices.get(before).and_then(|choice| self.was.explain(was.instance, was.state, choice));
        let new = self.is.choices.get(after).and_then(|choice| self.is.explain(is.instance, is.state, choice));
        let (Some(old), Some(new)) = (old, new) else { return Vec::new() };
        causes(
            &Seen { session: self.was, derivation: &old, phrases: self.old.phrases(), day: self.old.plan.world.date },
            &Seen { session: self.is, derivation: &new, phrases: self.new.phrases(), day: self.new.plan.world.date },
        )
    }

    /// The choices by which the change is told: the two most alike with which the verdicts differ.
    fn telling_choices(was: &Row, is: &Row, pairs: &[(usize, usize)]) -> (usize, usize) {
        let differ = |&(before, after): &(usize, usize)| of_choice(was, before) != of_choice(is, after);
        pairs.iter().copied().find(|pair| differ(pair)).unwrap_or_default()
    }

    /// Choices of the old text with choices of the new one, those in the same words first.
    fn choice_pairs(&self, same: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let (old, new) = (&self.was.choices, &self.is.choices);
        let all = (0..old.len()).flat_map(|before| (0..new.len()).map(move |after| (before, after)));
        let new_of: BTreeMap<usize, usize> = same.iter().copied().collect();
        let others = all.filter(|(before, after)| new_of.get(before) != Some(after));
        // Those in the same words are first, and none of them is cut off: by one of them a change may only be seen.
        let room = CHOICES.saturating_sub(same.len());
        let mut pairs: Vec<(usize, usize)> = same.iter().copied().chain(others.take(room)).collect();
        pairs.sort_by_cached_key(|&(before, after)| {
            let words = |choices: &[Choice], place: usize| -> Vec<String> {
                choices.get(place).map(|choice| choice.words.clone()).unwrap_or_default()
            };
            let (before, after) = (words(old, before), words(new, after));
            let lacks = |all: &[String], others: &[String]| all.iter().filter(|word| !others.contains(word)).count();
            lacks(&before, &after) + lacks(&after, &before)
        });
        pairs
    }
}

/// How many pairs of choices are looked at for one by which a change can be told; more where more are in the same words.
const CHOICES: usize = 10_000;

/// A pair without parties of its own has no order.
fn ordered(instance: Instance, unordered: bool) -> Instance {
    match instance {
        Instance::Pair(first, second) if unordered && second < first => Instance::Pair(second, first),
        Instance::All | Instance::Group(_) | Instance::Forum(_) | Instance::Pair(..) => instance,
    }
}

fn of_choice(row: &Row, choice: usize) -> VerdictSet {
    row.by_choice.get(choice).copied().unwrap_or(row.possible)
}

/// Where a change leads: choice by choice where both have the same ones, and otherwise by all that is possible.
fn direction(old: &Row, new: &Row, same: &[(usize, usize)]) -> Direction {
    let of = |&(before, after): &(usize, usize)| (of_choice(old, before), of_choice(new, after));
    let changed = same.iter().map(of).filter(|(old, new)| old != new);
    let each = changed.map(|(old, new)| Direction::of_verdicts(old, new));
    Direction::of_choices(each).unwrap_or_else(|| Direction::of_verdicts(old.possible, new.possible))
}

/// Whether a verdict is another one: what is reported, what is possible, or what a choice in the same words comes to.
fn differs(old: &Row, new: &Row, same: &[(usize, usize)]) -> bool {
    old.finding != new.finding
        || old.possible != new.possible
        || same.iter().any(|&(before, after)| of_choice(old, before) != of_choice(new, after))
}
