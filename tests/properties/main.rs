//! The engine against a second reading of the language's page, on random libraries.

mod columns;
mod comparisons;
mod completions;
mod conditions;
mod differences;
mod draw;
mod evidence;
mod generate;
mod kleene;
mod numbers;
mod profiles;
mod reference;
mod settling;
mod values;
mod worlds;

use std::collections::{BTreeMap, BTreeSet};

use comity::Reading;
use comity::judge::{Finding, Instance, Plan, Row, Session};
use comity::model::{ExpectationKind, LevelId, Library, Pick, PrincipleId, StateId};
use comity::source::MemoryFiles;
use draw::Draw;
use generate::{Shape, generate};
use jiff::civil::Date;
use reference::{Reference, Verdicts};

type Outcome = Result<(), String>;

/// The library of a text, and the day.
fn read(text: &str) -> Result<(Reading, Option<Date>), String> {
    let files = MemoryFiles::default().with("random.comity", text);
    let mut reading = comity::read("random.comity", &files);
    let day = reading.day(None);
    if reading.diagnostics.has_form_errors() {
        let found: Vec<String> = reading.diagnostics.sorted().iter().map(|found| found.message.clone()).collect();
        return Err(format!("the text is no library: {}\n{text}", found.join("; ")));
    }
    Ok((reading, day))
}

/// Every principle at every level of it.
fn sessions(library: &Library) -> Vec<(PrincipleId, LevelId)> {
    let principles = library.principles.iter();
    principles.flat_map(|(id, principle)| principle.levels.iter().map(move |&level| (id, level))).collect()
}

fn possible(row: &Row) -> Verdicts {
    row.possible.iter().map(comity::judge::Verdict::name).collect()
}

/// What a row is about, by name.
fn about(library: &Library, row: &Row) -> String {
    let principle = &library.principles[row.principle].named.name;
    let level = &library.levels[row.level].named.name;
    let name = |state: StateId| &library.states[state].named.name;
    let ordered = library.principles[row.principle].parties.len() == 2;
    let instance = match row.instance {
        Instance::All => "all".to_owned(),
        Instance::Group(group) => library.groups[group].named.name.clone(),
        Instance::Forum(forum) => library.forums[forum].named.name.clone(),
        Instance::Pair(first, second) if ordered => format!("{} with {}", name(first), name(second)),
        Instance::Pair(first, second) => {
            let (first, second) = (name(first), name(second));
            format!("{} and {}", first.min(second), first.max(second))
        }
    };
    format!("{principle} at {level} in {instance} for {}", name(row.state))
}

/// Whether the finding is what the verdicts of each choice make it.
fn finding_fits(row: &Row, each: &[Verdicts]) -> bool {
    let agree = each.windows(2).all(|pair| matches!(pair, [left, right] if left == right));
    match row.finding {
        Finding::One(verdict) => agree && possible(row) == BTreeSet::from([verdict.name()]),
        Finding::Undetermined => agree && row.possible.iter().count() > 1,
        Finding::Open => !agree,
    }
}

/// The engine's rows are those of the reference.
fn compare(seed: u64, shape: Shape) -> Outcome {
    let text = generate(seed, shape).whole();
    let (reading, day) = read(&text)?;
    let library = &reading.library;
    let plan = Plan::new(library, day);
    for (principle, level) in sessions(library) {
        let session = Session::new(&plan, principle, level, &[]);
        let choices: Vec<Vec<usize>> = session.choices.iter().map(|choice| choice.variants.clone()).collect();
        let mut expected = Reference { library, written: library, day, principle, level }.rows(&choices);
        for row in session.rows(|_| true) {
            let name = about(library, &row);
            let Some(each) = expected.remove(&(row.instance, row.state)) else {
                return Err(format!("seed {seed}: {name} is one row too many\n{text}"));
            };
            let union: Verdicts = each.iter().flatten().copied().collect();
            let by_choice: Vec<Verdicts> =
                row.by_choice.iter().map(|set| set.iter().map(comity::judge::Verdict::name).collect()).collect();
            let open = row.finding == Finding::Open;
            let fits = finding_fits(&row, &each) && if open { by_choice == each } else { by_choice.is_empty() };
            if possible(&row) != union || union.is_empty() || !fits {
                return Err(format!(
                    "seed {seed}: {name}: the engine says {:?} {:?} {by_choice:?}, the reference {each:?}\n{text}",
                    row.finding,
                    possible(&row)
                ));
            }
        }
        if let Some((missing, _)) = expected.into_iter().next() {
            return Err(format!("seed {seed}: the engine has no row for {missing:?}\n{text}"));
        }
    }
    Ok(())
}

/// All rows by name: what is possible, and what is reported.
fn by_name(text: &str) -> Result<BTreeMap<String, (Verdicts, String)>, String> {
    let (reading, day) = read(text)?;
    let plan = Plan::new(&reading.library, day);
    let all = sessions(&reading.library).into_iter().flat_map(|(principle, level)| {
        let rows = Session::new(&plan, principle, level, &[]).rows(|_| true);
        rows.into_iter().map(|row| {
            let rest = format!("{:?} {:?} {:?}", row.finding, row.by_choice, row.strength);
            (about(&reading.library, &row), (possible(&row), rest))
        })
    });
    Ok(all.collect())
}

/// In whatever order the items stand, they say the same.
fn shuffle(seed: u64) -> Outcome {
    let mut text = generate(seed, Shape { drafts: true, monotone: false });
    let before = by_name(&text.whole())?;
    Draw::new(seed).shuffle(&mut text.items);
    let after = by_name(&text.whole())?;
    for (name, row) in &before {
        if after.get(name) != Some(row) {
            return Err(format!(
                "seed {seed}: {name}: {row:?}, in another order {:?}\n{}",
                after.get(name),
                text.whole()
            ));
        }
    }
    if before.len() == after.len() { Ok(()) } else { Err(format!("seed {seed}: other rows\n{}", text.whole())) }
}

/// What becomes known adds no verdict and no instance.
fn fill(seed: u64) -> Outcome {
    let text = generate(seed, Shape { drafts: false, monotone: true });
    let before = by_name(&text.whole())?;
    for (place, item) in &text.filled {
        let mut items = text.items.clone();
        if let Some(old) = items.get_mut(*place) {
            old.clone_from(item);
        }
        for (name, (after, _)) in by_name(&items.join("\n"))? {
            if !before.get(&name).is_some_and(|(before, _)| after.is_subset(before)) {
                let was = before.get(&name);
                return Err(format!("seed {seed}: {name}: {was:?}, then {after:?} with\n{item}\n{}", text.whole()));
            }
        }
    }
    Ok(())
}

/// The words of a choice, read as `choosing` in a test reads them.
fn picks(text: &str, principle: &str, level: &str, words: &[String]) -> Result<Vec<Pick>, String> {
    let choosing = words.join(", ");
    let added =
        format!("test \"words\" {{ expect count of agree on {principle} at {level} choosing {choosing} is 0 }}");
    let (reading, _) = read(&format!("{text}\n{added}"))?;
    let expectation = reading.library.tests.into_iter().flat_map(|test| test.expectations).next();
    match expectation.map(|expectation| expectation.kind) {
        Some(ExpectationKind::Count { choosing, .. }) => Ok(choosing),
        Some(
            ExpectationKind::Verdict { .. }
            | ExpectationKind::Value { .. }
            | ExpectationKind::Scope { .. }
            | ExpectationKind::Outcome { .. }
            | ExpectationKind::CommonGround { .. },
        )
        | None => Err(format!("nothing read from {added}")),
    }
}

/// Fixing every bracket by a choice's words gives the verdicts of that choice.
fn choose(seed: u64) -> Outcome {
    let text = generate(seed, Shape { drafts: true, monotone: false }).whole();
    let (reading, day) = read(&text)?;
    let library = &reading.library;
    let plan = Plan::new(library, day);
    for (principle, level) in sessions(library) {
        let session = Session::new(&plan, principle, level, &[]);
        if session.choices.len() < 2 {
            continue;
        }
        let open = session.rows(|_| true);
        let names = (&library.principles[principle].named.name, &library.levels[level].named.name);
        for (place, choice) in session.choices.iter().enumerate().take(8) {
            let picks = picks(&text, names.0, names.1, &choice.words)?;
            let fixed = Session::new(&plan, principle, level, &picks);
            let rows = fixed.rows(|_| true);
            if fixed.choices.len() != 1 || rows.len() != open.len() {
                return Err(format!("seed {seed}: {:?} leaves {} choices\n{text}", choice.words, fixed.choices.len()));
            }
            for (row, drafted) in rows.iter().zip(&open) {
                let expected = drafted.by_choice.get(place).copied().unwrap_or(drafted.possible);
                if row.possible != expected || about(library, row) != about(library, drafted) {
                    let name = about(library, row);
                    return Err(format!("seed {seed}: {name} choosing {:?}: {row:?}\n{text}", choice.words));
                }
            }
        }
    }
    Ok(())
}

/// The first of many seeds for which something does not hold.
fn first(seeds: std::ops::Range<u64>, holds: impl Fn(u64) -> Outcome) -> String {
    seeds.map(holds).find_map(Result::err).unwrap_or_default()
}

#[test]
fn rows_of_clean_texts_are_those_of_the_reference() {
    let found = first(0..300, |seed| compare(seed, Shape::default()));
    assert!(found.is_empty(), "{found}");
}

#[test]
fn rows_of_drafts_are_those_of_the_reference() {
    let found = first(1000..1150, |seed| compare(seed, Shape { drafts: true, monotone: false }));
    assert!(found.is_empty(), "{found}");
}

#[test]
fn the_order_of_items_does_not_matter() {
    let found = first(2000..2060, shuffle);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn what_becomes_known_adds_no_verdict() {
    let found = first(3000..3030, fill);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn words_of_a_choice_fix_it() {
    let found = first(4000..4050, choose);
    assert!(found.is_empty(), "{found}");
}
