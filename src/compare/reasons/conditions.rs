//! Conditions that came to something else: they are worded differently, or read something else.

use super::Seen;
use super::found::{Found, ReasonKind};
use crate::judge::{ConditionReasons, Datum, Read, View};
use crate::model::{AttributeId, Fact, GroupId, MeasureId, Members, Series, StateId, Truth};
use crate::phrases::{Written, period};

/// Whose condition it is, for the words about it.
#[derive(Clone, Copy)]
pub(super) struct About<'q> {
    /// `the rule income`, `duty`.
    pub what: &'q str,
    /// The word in front of it: `where`, `when`, `unless`.
    pub word: &'q str,
    /// What a change of its wording is a change of.
    pub kind: ReasonKind,
    /// The measure of the clause at hand, in the old library and in the new one.
    pub measures: [Option<MeasureId>; 2],
}

/// What came of comparing two conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    /// They come to the same.
    Same,
    /// The reason was found.
    Found,
    /// A parameter of the clause has another value: the clause is the reason.
    Wording,
}

/// Compares what a condition comes to.
pub(super) fn compare(
    (old, before): (&Seen<'_, '_, '_>, Option<&ConditionReasons<'_>>),
    (new, after): (&Seen<'_, '_, '_>, Option<&ConditionReasons<'_>>),
    about: About<'_>,
    found: &mut Found,
) -> Compared {
    let holds = |condition: Option<&ConditionReasons<'_>>| condition.map_or(Truth::Yes, |one| one.holds);
    if holds(before) == holds(after) {
        return Compared::Same;
    }
    let text = |seen: &Seen<'_, '_, '_>, condition: Option<&ConditionReasons<'_>>| {
        condition.map(|one| seen.phrases.condition(one.condition))
    };
    let (was, is) = (text(old, before), text(new, after));
    if was != is {
        let About { what, word, kind, .. } = about;
        let text = match (was, is) {
            (Some(was), Some(is)) => format!("{what}: `{word} {was}` → `{word} {is}`"),
            (Some(was), None) => format!("{what}: no longer `{word} {was}`"),
            (None, Some(is)) => format!("{what}: new `{word} {is}`"),
            (None, None) => return Compared::Same,
        };
        found.add(kind, text, None);
        return Compared::Found;
    }
    let (Some(before), Some(after)) = (before, after) else { return Compared::Same };
    reads((old, before), (new, after), about, found)
}

/// Compares what the same condition reads.
fn reads(
    (old, before): (&Seen<'_, '_, '_>, &ConditionReasons<'_>),
    (new, after): (&Seen<'_, '_, '_>, &ConditionReasons<'_>),
    about: About<'_>,
    found: &mut Found,
) -> Compared {
    let known = found.count();
    let mut wording = false;
    let [old_measure, new_measure] = about.measures;
    for read in &after.reads {
        let (what, value) = (what(new, read), value(new, read, new_measure));
        let was = before.reads.iter().find(|other| self::what(old, other) == what);
        let Some(was) = was else { continue };
        let before = self::value(old, was, old_measure);
        if before == value {
            continue;
        }
        if matches!(read, Read::Parameter(..)) {
            wording = true;
            continue;
        }
        let unknown = || "unknown".to_owned();
        let detail = format!("{what}: {} → {}", before.unwrap_or_else(unknown), value.unwrap_or_else(unknown));
        say(old, new, read, was, detail, found);
    }
    if wording {
        return Compared::Wording;
    }
    if found.count() == known {
        let text = new.phrases.condition(after.condition);
        let text = format!("{}: `{} {text}`: {} → {}", about.what, about.word, before.holds.name(), after.holds.name());
        found.add(about.kind, text, None);
    }
    Compared::Found
}

/// Says that something that is read has another value.
fn say(
    old: &Seen<'_, '_, '_>,
    new: &Seen<'_, '_, '_>,
    read: &Read<'_>,
    was: &Read<'_>,
    detail: String,
    found: &mut Found,
) {
    let library = new.phrases.library;
    match (read, was) {
        (Read::Fact(state, attribute, _), Read::Fact(old_state, old_attribute, _)) => {
            let name = &library.attributes[*attribute].named.name;
            let series = library.states[*state].facts.get(attribute);
            let before = old.phrases.library.states[*old_state].facts.get(old_attribute);
            let same = facts(new, *attribute, series) == facts(old, *old_attribute, before);
            // The day matters where all that is written is the same, and there is something.
            if same && series.is_some_and(|facts| !facts.is_empty()) && old.day != new.day {
                found.add(ReasonKind::Day, day(old, new), Some(detail));
            } else {
                found.add(ReasonKind::Fact, format!("the fact {name} changed"), Some(detail));
            }
        }
        (Read::PairFact(attribute, ..), _) => {
            let name = &library.attributes[*attribute].named.name;
            found.add(ReasonKind::Fact, format!("the fact {name} between two states changed"), Some(detail));
        }
        (Read::Definition(_, definition, _), Read::Definition(_, other, _)) => {
            let text = |seen: &Seen<'_, '_, '_>, id: crate::model::DefinitionId| {
                let library = seen.phrases.library;
                seen.phrases.written(library.expressions.span(library.definitions[id].expr))
            };
            let (was, is) = (text(old, *other), text(new, *definition));
            let name = &library.definitions[*definition].named.name;
            // Otherwise what it reads follows.
            if was != is {
                found.add(ReasonKind::Definition, format!("{name}: `{was}` → `{is}`"), Some(detail));
            }
        }
        (Read::Member(state, group, _), Read::Member(old_state, old_group, _)) => {
            let before = membership(old, *old_state, *old_group);
            let after = membership(new, *state, *group);
            if let (Some(before), Some(after)) = (&before, &after) {
                // The condition is worded differently, or what it reads has changed.
                let what = format!("the group {}", library.groups[*group].named.name);
                let about = About { what: &what, word: "where", kind: ReasonKind::Group, measures: [None, None] };
                compare((old, Some(before)), (new, Some(after)), about, found);
                return;
            }
            let name = &library.groups[*group].named.name;
            found.add(ReasonKind::Group, format!("the members of the group {name} changed"), Some(detail));
        }
        (Read::Figure(expr, _), _) => {
            let text = new.phrases.written(library.expressions.span(*expr));
            found.add(ReasonKind::Members, format!("`{text}` changed, over the members"), Some(detail));
        }
        (Read::Fact(..) | Read::Definition(..) | Read::Parameter(..) | Read::Member(..), _) => {}
    }
}

/// The condition by which a state belongs to a group; none where its members are listed.
fn membership<'a>(seen: &Seen<'_, '_, 'a>, state: StateId, group: GroupId) -> Option<ConditionReasons<'a>> {
    let world = &seen.session.plan.world;
    let Members::Where(Some(condition)) = &world.library.groups[group].members else { return None };
    let holds = if world.belongs(group, state) { Truth::Yes } else { Truth::No };
    let reads = crate::judge::reads(world, condition.expr, &View::of(state));
    Some(ConditionReasons { condition: *condition, holds, own: state, needs_pair: false, reads })
}

/// That the two libraries are looked at on two days.
pub(super) fn day(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>) -> String {
    let words = |seen: &Seen<'_, '_, '_>| seen.day.map_or_else(|| "none".to_owned(), |day| day.to_string());
    format!("the day: {} → {}", words(old), words(new))
}

fn facts(seen: &Seen<'_, '_, '_>, attribute: AttributeId, facts: Option<&Series>) -> Vec<String> {
    let written = seen.phrases.attribute(attribute);
    let one = |fact: &Fact| format!("{}{}", seen.phrases.value(&fact.value, written), period(fact.period));
    facts.into_iter().flatten().map(one).collect()
}

/// What is read, by name.
fn what(seen: &Seen<'_, '_, '_>, read: &Read<'_>) -> String {
    let library = seen.phrases.library;
    match read {
        Read::Fact(state, attribute, _) => {
            format!("{}.{}", seen.phrases.state(*state), library.attributes[*attribute].named.name)
        }
        Read::PairFact(attribute, from, to, _) => {
            let (from, to) = (seen.phrases.state(*from), seen.phrases.state(*to));
            format!("{} from {from} to {to}", library.attributes[*attribute].named.name)
        }
        Read::Parameter(name, _) => name.to_string(),
        Read::Definition(state, definition, _) => {
            format!("{}.{}", seen.phrases.state(*state), library.definitions[*definition].named.name)
        }
        Read::Member(state, group, _) => {
            format!("{} in group {}", seen.phrases.state(*state), library.groups[*group].named.name)
        }
        Read::Figure(expr, _) => seen.phrases.written(library.expressions.span(*expr)),
    }
}

/// What it comes to; `None` where nobody knows.
fn value(seen: &Seen<'_, '_, '_>, read: &Read<'_>, measure: Option<MeasureId>) -> Option<String> {
    let phrases = seen.phrases;
    let world = &seen.session.plan.world;
    let result = |datum: &Datum<'_>, written: Written| phrases.result(datum, written).map(|[_, shown]| shown);
    match read {
        Read::Fact(state, attribute, _) => {
            world.value(*attribute, *state).map(|value| phrases.value(value, phrases.attribute(*attribute)))
        }
        Read::PairFact(attribute, from, to, _) => {
            world.pair_value(*attribute, *from, *to).map(|value| phrases.value(value, phrases.attribute(*attribute)))
        }
        Read::Parameter(name, given) => {
            given.as_ref().zip(measure).map(|(value, of)| phrases.argument(of, name, value))
        }
        Read::Definition(_, definition, datum) => result(datum, phrases.definition(*definition)),
        Read::Member(_, _, belongs) => Some(if *belongs { "yes" } else { "no" }.to_owned()),
        Read::Figure(_, datum) => result(datum, Written::default()),
    }
}
