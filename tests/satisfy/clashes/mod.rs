//! Clashes of random small libraries, held against every profile and every deed of a small world.

mod condition;
mod confirm;
mod draw_condition;
mod norms;
mod text;
mod worlds;

use std::error::Error;

use comity::judge::World;
use comity::model::Library;
use comity::norms::{Clash, Kind as Found, clashes};
use norms::{Kind, Norm, Sets};
use text::{Case, LEVELS};

use super::library;

/// How many random libraries are tried; `CLASHES` asks for others.
fn rounds() -> std::ops::Range<u64> {
    let asked = std::env::var_os("CLASHES").and_then(|asked| asked.into_string().ok());
    let numbers: Vec<u64> =
        asked.iter().flat_map(|asked| asked.split("..")).filter_map(|one| one.parse().ok()).collect();
    match numbers.as_slice() {
        [from, to] => *from..*to,
        _ => 0..60,
    }
}

fn of(library: &Library, clash: &Clash<'_>) -> Vec<Norm> {
    let norm = |norm: &comity::norms::Norm<'_>| Norm {
        principle: library.principles.ids().position(|id| id == norm.principle).unwrap_or_default(),
        clause: norm.clause,
        wording: norm.variant,
    };
    clash.norms.iter().map(norm).collect()
}

fn kind(kind: Found) -> Option<Kind> {
    match kind {
        Found::Strict => Some(Kind::Strict),
        Found::Permissive => Some(Kind::Permissive),
        Found::Tension => Some(Kind::Tension),
        Found::Exception => Some(Kind::Exception),
        Found::Undecided(_) => None,
    }
}

/// Whether what is found is what is expected, and every witness is caught.
fn check(case: &Case, text: &str, expected: &Sets) -> Result<usize, Box<dyn Error>> {
    let library = library(text).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
    let world = World::new(&library, library.as_of);
    let found = clashes(&world);
    if !found.unfinished.is_empty() {
        return Err("not finished".into());
    }
    let mut wrong = Vec::new();
    for (norms, expected) in expected {
        let Some(clash) = found.clashes.iter().find(|clash| of(&library, clash) == *norms) else {
            wrong.push(format!("missed: {norms:?} {expected:?}"));
            continue;
        };
        let level = &library.levels[clash.level].named.name;
        if kind(clash.kind) != Some(expected.kind) || LEVELS.get(expected.level) != Some(&level.as_str()) {
            wrong.push(format!("{norms:?}: {:?} at {level}, by trying all {expected:?}", clash.kind));
        } else if clash.witness.len() > expected.fewest && !text.contains("in group club") {
            wrong.push(format!(
                "{norms:?}: {:?} is more than {expected:?}",
                comity::norms::given(&library, clash.level, &clash.witness)
            ));
        }
    }
    for clash in &found.clashes {
        if !expected.contains_key(&of(&library, clash)) {
            let given = comity::norms::given(&library, clash.level, &clash.witness);
            wrong.push(format!("false alarm: {:?} {:?} {given:?}", of(&library, clash), clash.kind));
        } else if let Err(error) = confirm::confirm(case, text, &library, clash) {
            wrong.push(format!("the witness of {:?}: {error}", of(&library, clash)));
        }
    }
    if wrong.is_empty() { Ok(found.clashes.len()) } else { Err(wrong.join("\n").into()) }
}

#[test]
fn what_trying_everything_finds_is_found_and_nothing_else() -> Result<(), Box<dyn Error>> {
    let (mut tried, mut clashes, mut larger, mut exceptions) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for seed in rounds() {
        let case = Case::new(seed);
        let Some(expected) = norms::expected(&case, 20_000) else { continue };
        tried += 1;
        larger += expected.keys().filter(|norms| norms.len() > 2).count();
        exceptions += expected.values().filter(|expected| expected.kind == Kind::Exception).count();
        let text = case.write()?;
        match check(&case, &text, &expected) {
            Ok(count) => clashes += count,
            Err(error) => {
                let (_, own) = text.split_once("attribute flow : number of pair").unwrap_or_default();
                wrong.push(format!("library {seed}: {error}\n{own}"));
            }
        }
    }
    let seen =
        format!("{tried} libraries: {clashes} clashes, {larger} of more than two clauses, {exceptions} exceptions");
    let shown: Vec<String> = wrong.iter().take(4).cloned().collect();
    assert!(wrong.is_empty(), "{} of {tried} libraries:\n{}", wrong.len(), shown.join("\n"));
    let usual = std::env::var_os("CLASHES").is_none();
    assert!(!usual || tried > 40 && clashes > 20 && larger > 5 && exceptions > 0, "{seen}");
    Ok(())
}
