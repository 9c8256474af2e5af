//! Whether facts that make conditions hold are found, held against every profile of a small world.

mod clashes;
#[path = "../properties/draw.rs"]
#[expect(dead_code, reason = "two of its ways to draw are for the other tests of random libraries")]
mod draw;
mod implied;
mod vacuity;

use std::error::Error;
use std::fmt::Write;

use comity::judge::{Datum, World};
use comity::model::{DefinitionId, Library, StateId, Value};
use comity::read;
use comity::satisfy::{Asked, Found, Given, Scene, Unknown, Who};
use comity::source::MemoryFiles;
use draw::Draw;

const VOCABULARY: &str = "
levels { global of all }
attribute a : number
attribute b : number
attribute g : one of low, mid, high
attribute d : flag
attribute p : flag absent is no
attribute t : set of x, y
attribute w : date
attribute n : text
";

fn library(text: &str) -> Result<Library, Box<dyn Error>> {
    let mut reading = read("one.comity", &MemoryFiles::default().with("one.comity", text));
    let _ = reading.day(None);
    if reading.diagnostics.has_form_errors() {
        let found: Vec<&str> = reading.diagnostics.sorted().iter().map(|found| found.message.as_str()).collect();
        return Err(format!("{found:?}\n{text}").into());
    }
    Ok(reading.library)
}

fn condition(draw: &mut Draw, depth: usize) -> String {
    if depth > 0 && draw.below(5) < 3 {
        let (one, other) = (condition(draw, depth - 1), condition(draw, depth - 1));
        return match draw.below(5) {
            0 | 1 => format!("({one} and {other})"),
            2 | 3 => format!("({one} or {other})"),
            _ => format!("(not {one})"),
        };
    }
    let sign = draw.one(&["<", "<=", ">", ">=", "is", "is not"]);
    let number = draw.below(4);
    match draw.below(17) {
        0 | 1 => format!("a {sign} {number}"),
        2 => format!("b {sign} {number}"),
        3 => format!("a {sign} b"),
        4 => format!("a + b {sign} {number}"),
        5 => format!("2 * a - b {sign} {number}"),
        6 => format!("a / b {sign} 1"),
        7 => format!("g {sign} {}", draw.one(&["low", "mid", "high"])),
        8 => "d".to_owned(),
        9 => "p".to_owned(),
        10 => format!("t includes {}", draw.one(&["x", "y"])),
        11 => format!("t {} {}", draw.one(&["is", "is not"]), draw.one(&["{}", "{x}", "{x, y}"])),
        12 => format!("w {sign} 2020-01-0{}", 1 + draw.below(3)),
        13 => format!("known {}", draw.one(&["a", "g", "d", "t", "w", "p", "(a + b)", "(a / b)"])),
        14 => format!("n {} \"{}\"", draw.one(&["is", "is not"]), draw.one(&["one", "two"])),
        15 => format!("g in {{{}}}", draw.one(&["low", "low, high", "mid, high"])),
        _ => format!("a between {} and {}", draw.below(3), draw.below(4)),
    }
}

/// Every profile over a few values of each attribute, and how many facts it has.
fn profiles() -> Vec<(String, usize)> {
    let values: [(&str, &[&str]); 8] = [
        ("a", &["0", "1", "1.5", "3"]),
        ("b", &["-1", "0", "1", "2"]),
        ("g", &["low", "mid", "high"]),
        ("d", &["yes", "no"]),
        ("p", &["yes"]),
        ("t", &["{}", "{x}", "{x, y}"]),
        ("w", &["2020-01-01", "2020-01-02", "2020-01-03"]),
        ("n", &["\"one\"", "\"three\""]),
    ];
    let mut all = vec![(String::new(), 0)];
    for (name, values) in values {
        let with = |(facts, count): &(String, usize)| {
            let (facts, count) = (facts.clone(), *count);
            values.iter().map(move |value| (format!("{facts}  {name}: {value}"), count + 1)).collect::<Vec<_>>()
        };
        let more: Vec<(String, usize)> = all.iter().flat_map(with).collect();
        all.extend(more);
    }
    // A part of the grid is enough, as long as small profiles are all there.
    all.iter()
        .enumerate()
        .filter(|(place, (_, count))| *count <= 3 || place % 37 == 0)
        .map(|(_, one)| one.clone())
        .collect()
}

fn holds(world: &World<'_>, definition: DefinitionId, state: StateId) -> bool {
    matches!(world.definition(definition, state), Datum::Known(value) if matches!(value.as_ref(), Value::Flag(true)))
}

fn written(library: &Library, facts: &[(Unknown, Given)]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for (unknown, given) in facts {
        match (unknown, given) {
            (Unknown::Fact(Who::First, attribute), Given::Value(value)) => {
                let attribute = &library.attributes[*attribute];
                write!(text, "  {}: {}", attribute.named.name, value.show_exact(attribute.ty, library))?;
            }
            other => return Err(format!("{other:?}").into()),
        }
    }
    Ok(text)
}

#[test]
fn what_brute_force_finds_is_found_and_nothing_else() -> Result<(), Box<dyn Error>> {
    let profiles = profiles();
    let (mut found, mut never) = (0, 0);
    for round in 0..6_u64 {
        let mut draw = Draw::new(round);
        let conditions: Vec<String> = (0..24).map(|_| condition(&mut draw, 3)).collect();
        let mut text = VOCABULARY.to_owned();
        for (place, condition) in conditions.iter().enumerate() {
            writeln!(text, "define c{place} : {condition}")?;
        }
        let mut with_states = text.clone();
        for (place, (facts, _)) in profiles.iter().enumerate() {
            writeln!(with_states, "state \"S{place}\" {{{facts} }}")?;
        }
        let all = library(&with_states)?;
        let world = World::new(&all, None);
        let bare = library(&text)?;
        let nobody = World::new(&bare, None);
        let ids: Vec<DefinitionId> = bare.definitions.ids().collect();
        for pair in ids.windows(2).chain(ids.windows(1)) {
            let satisfied =
                all.states.ids().zip(&profiles).filter(|(state, _)| pair.iter().all(|&one| holds(&world, one, *state)));
            let fewest = satisfied.map(|(_, (_, count))| *count).min();
            let mut scene = Scene::new(&nobody);
            let place = scene.place(Asked::of(Who::First));
            let wanted: Vec<_> = pair.iter().map(|&one| scene.truth(bare.definitions[one].expr, place).yes).collect();
            let names: Vec<&String> =
                pair.iter().filter_map(|one| conditions.get(ids.iter().position(|id| id == one)?)).collect();
            match scene.facts(&wanted) {
                Found::Facts(facts) => {
                    found += 1;
                    let facts_text = written(&bare, &facts)?;
                    let mut again = text.clone();
                    writeln!(again, "state X {{{facts_text} }}")?;
                    let again = library(&again)?;
                    let world = World::new(&again, None);
                    let state = again.states.ids().next().ok_or("no state")?;
                    for &one in pair {
                        assert!(holds(&world, one, state), "{names:?} does not hold for{facts_text}");
                    }
                    assert!(
                        fewest.is_none_or(|fewest| facts.len() <= fewest),
                        "{names:?}:{facts_text} and {fewest:?} are enough"
                    );
                }
                Found::Never => {
                    never += 1;
                    assert_eq!(fewest, None, "{names:?} can hold");
                }
                Found::Undecided(_) => return Err(format!("{names:?} is decidable").into()),
            }
        }
    }
    assert!(found > 50 && never > 8, "{found} and {never}");
    Ok(())
}
