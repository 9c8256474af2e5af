//! Conditions that are always or never true, and parts that do not matter, held against every profile over small domains,
//! those with facts that are not said among them.

use std::error::Error;
use std::fmt::Write;

use comity::diagnostics::{Code, Diagnostics};
use comity::judge::{Datum, World};
use comity::model::{DefinitionId, Library, StateId, Truth, Value};
use comity::source::Span;
use comity::vacuity::review;

use super::draw::Draw;
use super::library;

const VOCABULARY: &str = "
levels { global of all }
attribute a : number
attribute g : one of low, mid, high
attribute d : flag
attribute e : flag
attribute p : flag absent is no
";

fn condition(draw: &mut Draw, depth: usize) -> String {
    if depth > 0 && draw.below(5) < 4 {
        let (one, other) = (condition(draw, depth - 1), condition(draw, depth - 1));
        return match draw.below(7) {
            0 | 1 => format!("({one} and {other})"),
            2 | 3 => format!("({one} or {other})"),
            4 => format!("({one} and {other} and {})", condition(draw, 0)),
            5 => format!("({one} or {other} or {})", condition(draw, 0)),
            _ => format!("(not {one})"),
        };
    }
    let sign = draw.one(&["<", "<=", ">", ">=", "is", "is not"]);
    match draw.below(8) {
        0 | 1 => format!("a {sign} {}", 1 + draw.below(3)),
        2 => format!("g {sign} {}", draw.one(&["low", "mid", "high"])),
        3 => "d".to_owned(),
        4 => "e".to_owned(),
        5 => "p".to_owned(),
        6 => format!("known {}", draw.one(&["a", "g", "d", "p"])),
        _ => format!("g in {{{}}}", draw.one(&["low", "low, high", "mid, high"])),
    }
}

/// Every profile, and whether it says everything. Between and around the constants one number stands for all.
fn profiles() -> Vec<(String, bool)> {
    let values: [(&str, &[&str]); 5] = [
        ("a", &["", "0.5", "1", "1.5", "2", "2.5", "3", "3.5"]),
        ("g", &["", "low", "mid", "high"]),
        ("d", &["", "yes", "no"]),
        ("e", &["", "yes", "no"]),
        ("p", &["yes", "no"]),
    ];
    let mut all = vec![(String::new(), true)];
    for (name, values) in values {
        let with = |(facts, whole): &(String, bool)| {
            let (facts, whole) = (facts.clone(), *whole);
            let one = |value: &&str| match *value {
                "" => (facts.clone(), false),
                value => (format!("{facts}  {name}: {value}"), whole),
            };
            values.iter().map(one).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    all
}

fn truth(world: &World<'_>, definition: DefinitionId, state: StateId) -> Truth {
    match world.definition(definition, state) {
        Datum::Known(value) => match value.as_ref() {
            Value::Flag(flag) => Truth::from(*flag),
            Value::Number(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_) => Truth::Unknown,
        },
        Datum::Unknown | Datum::Range(..) => Truth::Unknown,
    }
}

fn text(conditions: &[String]) -> Result<String, Box<dyn Error>> {
    let mut text = VOCABULARY.to_owned();
    for (place, condition) in conditions.iter().enumerate() {
        writeln!(text, "define c{place} : {condition}")?;
    }
    Ok(text)
}

/// What every condition comes to for every profile.
fn brute_force(conditions: &[String], profiles: &[(String, bool)]) -> Result<Vec<Vec<Truth>>, Box<dyn Error>> {
    let mut text = text(conditions)?;
    for (place, (facts, _)) in profiles.iter().enumerate() {
        writeln!(text, "state \"S{place}\" {{{facts} }}")?;
    }
    let library = library(&text)?;
    let world = World::new(&library, None);
    let of = |definition| library.states.ids().map(|state| truth(&world, definition, state)).collect();
    Ok(library.definitions.ids().map(of).collect())
}

/// Which definition a place is in.
fn definition(library: &Library, place: Span) -> Option<usize> {
    library.definitions.values().rposition(|definition| definition.named.span.end <= place.start)
}

#[test]
fn what_is_vacuous_is_so_for_every_profile_and_nothing_else_is() -> Result<(), Box<dyn Error>> {
    let profiles = profiles();
    let (mut never, mut always, mut open, mut parts) = (0, 0, 0, 0);
    for round in 0..6_u64 {
        let mut draw = Draw::new(round + 100);
        let conditions: Vec<String> = (0..60).map(|_| condition(&mut draw, 3)).collect();
        let bare = library(&text(&conditions)?)?;
        let nobody = World::new(&bare, None);
        let mut diagnostics = Diagnostics::default();
        let told = review(&nobody, &mut diagnostics);
        let values = brute_force(&conditions, &profiles)?;
        let said = |places: &std::collections::BTreeSet<Span>| -> Vec<usize> {
            places.iter().filter_map(|&place| definition(&bare, place)).collect()
        };
        let (said_never, said_always) = (said(&told.never), said(&told.always));
        for (place, (condition, values)) in conditions.iter().zip(&values).enumerate() {
            let can = |wanted: Truth| values.contains(&wanted);
            assert_eq!(said_never.contains(&place), !can(Truth::Yes), "never: {condition}");
            assert_eq!(said_always.contains(&place), can(Truth::Yes) && !can(Truth::No), "always: {condition}");
            match (can(Truth::Yes), can(Truth::No)) {
                (false, _) => never += 1,
                (true, false) => always += 1,
                (true, true) => open += 1,
            }
        }
        // What is said not to matter is taken out: nothing changes for a profile that says everything, nor, where all of
        // it was covered or implied, for any other.
        let mut less = conditions.clone();
        let mut exact = vec![true; conditions.len()];
        let mut found: Vec<_> = diagnostics
            .sorted()
            .into_iter()
            .filter(|one| matches!(one.code, Code::UnreachableAlternative | Code::RedundantPart))
            .collect();
        found.reverse();
        for one in found {
            let span = one.span().ok_or("no place")?;
            let at = definition(&bare, span).ok_or("no definition")?;
            let condition = less.get_mut(at).ok_or("no condition")?;
            let from = bare.definitions.values().nth(at).ok_or("no definition")?.named.span.end + 3;
            let range = ((span.start - from) as usize)..((span.end - from) as usize);
            let neutral = if one.code == Code::RedundantPart { "yes" } else { "no" };
            condition.replace_range(range, neutral);
            let covered =
                one.message.contains("only where another one does") || one.message.contains("where the others do");
            if let Some(exact) = exact.get_mut(at) {
                *exact &= covered;
            }
            parts += 1;
        }
        for (place, (less, values)) in brute_force(&less, &profiles)?.iter().zip(&values).enumerate() {
            let same = less.iter().zip(values).zip(&profiles).all(|((one, other), (_, whole))| {
                one == other || !(*whole || exact.get(place).copied().unwrap_or_default())
            });
            assert!(same, "{:?}", conditions.get(place));
        }
    }
    assert!(never > 10 && always > 10 && open > 100 && parts > 50, "{never}, {always}, {open}, {parts}");
    Ok(())
}
