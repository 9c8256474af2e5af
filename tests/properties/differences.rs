//! What `comity diff` says of two random variants of a library: every row that differs, and no other.

use std::collections::{BTreeMap, BTreeSet};

use comity::compare::{Side, Wanted, compare};
use comity::judge::{Plan, Session};
use comity::report::diff::{Heads, write_json};
use serde_json::Value;

use crate::draw::Draw;
use crate::generate::{Shape, generate};
use crate::{about, possible, read, sessions};

type Failure = Box<dyn std::error::Error>;

/// What is reported, what is possible, and the same by the words of each choice.
type Answer = (String, BTreeSet<&'static str>, BTreeMap<Vec<String>, BTreeSet<&'static str>>);

fn rows(text: &str) -> Result<BTreeMap<String, Answer>, Failure> {
    let (reading, day) = read(text)?;
    let plan = Plan::new(&reading.library, day);
    let mut found = BTreeMap::new();
    for (principle, level) in sessions(&reading.library) {
        let session = Session::new(&plan, principle, level, &[]);
        for row in session.rows(|_| true) {
            let choices = session.choices.iter().enumerate().map(|(place, choice)| {
                let set = row.by_choice.get(place).copied().unwrap_or(row.possible);
                (choice.words.clone(), set.iter().map(comity::judge::Verdict::name).collect())
            });
            let answer = (row.finding.name().to_owned(), possible(&row), choices.collect());
            found.insert(about(&reading.library, &row), answer);
        }
    }
    Ok(found)
}

/// Whether an answer is another one; choices are compared where both have them.
fn differ(old: &Answer, new: &Answer) -> bool {
    let choices = old.2.iter().any(|(words, set)| new.2.get(words).is_some_and(|other| other != set));
    old.0 != new.0 || old.1 != new.1 || choices
}

fn difference(old: &str, new: &str) -> Result<Value, Failure> {
    let ((before, first), (after, second)) = (read(old)?, read(new)?);
    let plans = [Plan::new(&before.library, first), Plan::new(&after.library, second)];
    let comparison = compare(
        &Side { plan: &plans[0], sources: &before.sources, wanted: Wanted::default() },
        &Side { plan: &plans[1], sources: &after.sources, wanted: Wanted::default() },
    );
    let mut json = Vec::new();
    write_json(&comparison, &Heads::default(), &mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

/// The rows of the JSON by name, as [`about`] names them; every one has a reason.
fn told(json: &Value) -> Result<BTreeSet<String>, Failure> {
    let mut found = BTreeSet::new();
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or("a word is missing");
    let word = |object: &Value, name: &str| object.get(name).map_or(Err("a word is missing"), text);
    for change in json.get("verdicts").and_then(Value::as_array).ok_or("no verdicts")? {
        if change.get("because").and_then(Value::as_array).is_none_or(Vec::is_empty) {
            return Err(format!("nothing did it: {change}").into());
        }
        let (principle, level) = (word(change, "principle")?, word(change, "level")?);
        for row in change.get("rows").and_then(Value::as_array).ok_or("no rows")? {
            let instance = match (row.get("group"), row.get("pair").and_then(Value::as_array)) {
                (Some(group), _) => text(group)?,
                (None, None) => "all".to_owned(),
                (None, Some(pair)) => {
                    let mut names = pair.iter().map(text).collect::<Result<Vec<String>, _>>()?;
                    let ordered = row.get("as").is_some();
                    if !ordered {
                        names.sort();
                    }
                    names.join(if ordered { " with " } else { " and " })
                }
            };
            let name = format!("{principle} at {level} in {instance} for {}", word(row, "state")?);
            if !found.insert(name.clone()) {
                return Err(format!("{name} is told twice").into());
            }
        }
    }
    Ok(found)
}

/// A variant of a library: some words are others, some statements are gone, and the items stand in another order.
fn variant(seed: u64, items: &[String]) -> String {
    const WORDS: &[(&str, &str)] = &[
        (" shall ", " should "),
        (" should ", " may "),
        ("accepts", "rejects"),
        ("opposes", "favours"),
        ("closed at", "open at"),
        ("open at", "limited at"),
        (" >= ", " < "),
        ("gdp: ", "gdp: 1"),
        ("deal: yes", "deal: no"),
        ("grade: low", "grade: high"),
        ("capacity origin", "capacity transit"),
        ("as_of 2020-01-01", "as_of 2022-05-05"),
        ("30 days", "20 days"),
        ("[shall | should]", "shall"),
        ("  reservations on c0", ""),
        ("p1", "p9"),
        ("AAA", "ZZZ"),
        (" weight 2", ""),
        ("reject", "accept"),
    ];
    let mut draw = Draw::new(seed.wrapping_add(77));
    let mut items = items.to_vec();
    for _ in 0..draw.between(3, 9) {
        let (from, to) = WORDS.get(draw.below(WORDS.len())).copied().unwrap_or_default();
        let all = matches!(from, "p1" | "AAA");
        let some = draw.between(1, 4);
        for item in &mut items {
            if all || draw.below(4) < some {
                *item = item.replace(from, to);
            }
        }
    }
    if draw.chance(15) {
        let gone = draw.below(items.len());
        items.remove(gone);
    }
    if draw.chance(30) {
        draw.shuffle(&mut items);
    }
    items.join("\n")
}

/// Compares two variants by brute force; how many rows differ, or none where the second is no library.
fn compared(seed: u64) -> Result<Option<usize>, Failure> {
    let text = generate(seed, Shape { drafts: seed.is_multiple_of(2), monotone: false });
    let (old, new) = (text.whole(), variant(seed, &text.items));
    let before = rows(&old)?;
    let Ok(after) = rows(&new) else { return Ok(None) };
    let json = difference(&old, &new).map_err(|why| format!("seed {seed}: {why}\n{old}\n---\n{new}"))?;
    let told = told(&json).map_err(|why| format!("seed {seed}: {why}\n{old}\n---\n{new}"))?;
    let both = before.iter().filter_map(|(name, old)| after.get(name).map(|new| (name, old, new)));
    let wanted: BTreeSet<String> =
        both.clone().filter(|(_, old, new)| differ(old, new)).map(|(name, ..)| name.clone()).collect();
    if told != wanted {
        let wrong: Vec<&String> = told.symmetric_difference(&wanted).collect();
        return Err(format!("seed {seed}: {wrong:?}\n{old}\n---\n{new}").into());
    }
    let sum = |name: &str| {
        let sum = json.pointer(&format!("/summary/verdicts/{name}")).and_then(Value::as_u64);
        sum.and_then(|sum| usize::try_from(sum).ok())
    };
    let (common, all) = (both.count(), [before.len(), after.len()]);
    let counts = [sum("compared"), sum("changed"), sum("gone"), sum("new")];
    let expected = [common, wanted.len(), all[0] - common, all[1] - common].map(Some);
    if counts != expected {
        return Err(format!("seed {seed}: counted {counts:?}, and it is {expected:?}\n{old}\n---\n{new}").into());
    }
    Ok(Some(wanted.len()))
}

#[test]
fn every_row_that_differs_is_told_and_no_other() -> Result<(), Failure> {
    let (mut libraries, mut changed) = (0, 0);
    for seed in 5000..5090 {
        if let Some(rows) = compared(seed)? {
            libraries += 1;
            changed += usize::from(rows > 0);
        }
    }
    assert!(libraries > 35 && changed > 10, "{libraries} variants are libraries, {changed} with other verdicts");
    Ok(())
}

#[test]
fn nothing_is_told_of_a_library_against_itself() -> Result<(), Failure> {
    for seed in 6000..6040 {
        let text = generate(seed, Shape { drafts: true, monotone: false });
        let mut items = text.items.clone();
        Draw::new(seed).shuffle(&mut items);
        let json = difference(&text.whole(), &items.join("\n"))?;
        for list in ["statements", "verdicts", "unmatched", "outcomes"] {
            let length = json.get(list).and_then(Value::as_array).map(Vec::len);
            assert_eq!(length, Some(0), "seed {seed}: {json}\n{}", text.whole());
        }
        assert_eq!(json.pointer("/summary/gravest"), Some(&Value::Null));
    }
    Ok(())
}
