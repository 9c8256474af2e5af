//! What forums make of the principles, before and after.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::Comparison;
use super::direction::Direction;
use super::side::Side;
use super::twins::Twins;
use crate::judge::VerdictSet;
use crate::model::StateId;
use crate::negotiate::{Ballot, ForumResult, Outcome, Vote, outcome};

/// An outcome that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeChange {
    /// The forum.
    pub forum: String,
    /// The principle.
    pub principle: String,
    /// What it was.
    pub before: OutcomeSide,
    /// What it is.
    pub after: OutcomeSide,
    /// The choices that both drafts offer in the same words and that come to something else.
    pub choices: Vec<ChoiceChange>,
    /// Where that leads.
    pub direction: Direction,
    /// Members who changed sides, by from where to where.
    pub moved: Vec<Moved>,
    /// Whether the rule of adoption or the vetoes are others.
    pub rule_changed: bool,
}

/// What a forum makes of a principle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeSide {
    /// The result, or `open`.
    pub result: &'static str,
    /// Every result that is possible, the best first.
    pub possible: Vec<ForumResult>,
    /// How many members are surely in favour, however brackets are cleared.
    pub ayes: usize,
    /// How many are surely against.
    pub noes: usize,
    /// How many surely take part and are neither.
    pub abstentions: usize,
    /// How many surely take no part.
    pub absent: usize,
    /// How many are not certain.
    pub uncertain: usize,
}

/// A way of clearing the brackets, offered in the same words before and after, of which something else comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceChange {
    /// The choice, in words that `choosing` takes; empty for a clean text.
    pub words: Vec<String>,
    /// Every result that was possible, the best first.
    pub before: Vec<ForumResult>,
    /// Every result that is possible.
    pub after: Vec<ForumResult>,
}

/// Members who changed sides alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where they were: `aye`, `no`, `abstains`, `absent`, `not certain`; none where they are new members.
    pub from: Option<&'static str>,
    /// Where they are; none where they are no members any longer.
    pub to: Option<&'static str>,
    /// Who.
    pub states: Vec<String>,
}

pub(super) fn compare(old: &Side<'_, '_>, new: &Side<'_, '_>, twins: &Twins, into: &mut Comparison) {
    let mut before = outcomes(old);
    for (key, after) in outcomes(new) {
        let Some(before) = before.shift_remove(&key) else {
            into.outcomes_new += 1;
            continue;
        };
        into.outcomes_compared += 1;
        let sides = (side(&before), side(&after));
        let choices = choices((old, &before), (new, &after));
        if choices.is_empty() && sides.0.result == sides.1.result && sides.0.possible == sides.1.possible {
            continue;
        }
        let each = choices.iter().map(|choice| Direction::of_results(&choice.before, &choice.after));
        let direction = Direction::of_choices(each);
        let forum = |side: &Side<'_, '_>, outcome: &Outcome<'_>| {
            let veto: Vec<&str> = outcome.assembly.forum.veto.iter().map(|&id| name(side, id)).collect();
            (crate::phrases::rule(&outcome.assembly.forum.adopts, side.sources), veto.join(" "))
        };
        into.outcomes.push(OutcomeChange {
            forum: key.0,
            principle: key.1,
            choices,
            direction: direction.unwrap_or_else(|| Direction::of_results(&sides.0.possible, &sides.1.possible)),
            before: sides.0,
            after: sides.1,
            moved: moved(new, old, twins, &before, &after),
            rule_changed: forum(old, &before) != forum(new, &after),
        });
    }
    into.outcomes_gone += before.len();
}

fn name<'n>(side: &Side<'n, '_>, state: StateId) -> &'n str {
    &side.plan.library().states[state].named.name
}

/// What every forum makes of every principle, by their names.
fn outcomes<'a>(side: &Side<'_, 'a>) -> IndexMap<(String, String), Outcome<'a>> {
    let library = side.plan.library();
    let mut found = IndexMap::new();
    for (id, forum) in library.forums.iter().filter(|(_, forum)| side.at(forum.level)) {
        for principle in side.principles() {
            if let Some(outcome) = outcome(side.plan, id, principle, &side.wanted.picks) {
                let principle = library.principles[principle].named.name.clone();
                found.insert((forum.named.name.clone(), principle), outcome);
            }
        }
    }
    found
}

/// The choices in the same words that come to something else.
fn choices(before: (&Side<'_, '_>, &Outcome<'_>), after: (&Side<'_, '_>, &Outcome<'_>)) -> Vec<ChoiceChange> {
    // Where brackets make no difference on either side, the whole tells all.
    let plain =
        |outcome: &Outcome<'_>| matches!(outcome.decisions.as_slice(), [only] if only.choosing.concat().is_empty());
    if plain(before.1) && plain(after.1) {
        return Vec::new();
    }
    let (mut old, new) = (by_choice(before.0, before.1), by_choice(after.0, after.1));
    let both = new.into_iter().filter_map(|(words, after)| {
        let before = old.swap_remove(&words).filter(|before| *before != after)?;
        Some(ChoiceChange { words, before, after })
    });
    both.collect()
}

/// What is possible with every choice, by its words.
fn by_choice(side: &Side<'_, '_>, outcome: &Outcome<'_>) -> IndexMap<Vec<String>, Vec<ForumResult>> {
    let place = (outcome.principle, outcome.assembly.forum.level);
    let known = |words: &Vec<String>| {
        let mut decisions = outcome.decisions.iter();
        // A decision without words is the one on every choice.
        decisions.find(|one| one.choosing.iter().any(|own| own.is_empty() || own == words))
    };
    let choices = side.session(place).choices.into_iter().map(|choice| choice.words);
    choices
        .filter_map(|words| known(&words).map(|one| one.possible.clone()).map(|possible| (words, possible)))
        .collect()
}

fn side(outcome: &Outcome<'_>) -> OutcomeSide {
    let mut possible: Vec<ForumResult> =
        outcome.decisions.iter().flat_map(|decision| decision.possible.iter().copied()).collect();
    possible.sort_unstable();
    possible.dedup();
    let count =
        |wanted: Option<Ballot>| outcome.rows.iter().filter(|row| Vote(row.possible).certain() == wanted).count();
    OutcomeSide {
        result: outcome.name(),
        possible,
        ayes: count(Some(Ballot::Aye)),
        noes: count(Some(Ballot::No)),
        abstentions: count(Some(Ballot::Abstention)),
        absent: count(Some(Ballot::Absent)),
        uncertain: count(None),
    }
}

fn word(set: VerdictSet) -> &'static str {
    match Vote(set).certain() {
        Some(Ballot::Aye) if Vote(set).reserves() => "aye with reservations",
        Some(Ballot::Aye) => "aye",
        Some(Ballot::No) => "no",
        Some(Ballot::Abstention) => "abstains",
        Some(Ballot::Absent) => "absent",
        None => "not certain",
    }
}

/// Who changed sides, in the order of the new library.
fn moved(
    new: &Side<'_, '_>,
    old: &Side<'_, '_>,
    twins: &Twins,
    before: &Outcome<'_>,
    after: &Outcome<'_>,
) -> Vec<Moved> {
    let mut was: BTreeMap<StateId, &'static str> = BTreeMap::new();
    let mut gone: Vec<(&'static str, String)> = Vec::new();
    let stays = |state: StateId| after.rows.iter().any(|row| row.state == state);
    for row in &before.rows {
        match twins.state(row.state).filter(|state| stays(*state)) {
            Some(state) => drop(was.insert(state, word(row.possible))),
            None => gone.push((word(row.possible), name(old, row.state).to_owned())),
        }
    }
    let mut found: IndexMap<(Option<&'static str>, Option<&'static str>), Vec<String>> = IndexMap::new();
    for row in &after.rows {
        let (from, to) = (was.get(&row.state).copied(), Some(word(row.possible)));
        if from != to {
            found.entry((from, to)).or_default().push(name(new, row.state).to_owned());
        }
    }
    for (from, state) in gone {
        found.entry((Some(from), None)).or_default().push(state);
    }
    found.into_iter().map(|((from, to), states)| Moved { from, to, states }).collect()
}
