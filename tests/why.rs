//! `comity why`: a derivation comes to the verdict that it explains, every change that is shown leads where it says, and
//! the tree reads as it should.

#![expect(clippy::disallowed_methods, reason = "tests read the folder of the examples")]

use std::error::Error;
use std::fs;
use std::path::Path;

use comity::change::{Change, Extent, Limits, Moved, apply, cleared, search};
use comity::judge::{Derivation, Finding, Instance, Plan, Query, Row, Session, Verdict};
use comity::model::{Library, StateId, Value};
use comity::number::Number;
use comity::report::why::{Asked, SCHEMA, Shown, Why, answer, open_answer, write_json, write_text};
use comity::source::MemoryFiles;
use comity::{Reading, check, syntax};

type Done = Result<(), Box<dyn Error>>;

/// A folder of rules and tables, in memory.
fn folder(path: &Path, mut files: MemoryFiles) -> Result<MemoryFiles, Box<dyn Error>> {
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            files = folder(&path, files)?;
        } else {
            files = files.with(&path.to_string_lossy().replace('\\', "/"), fs::read(&path)?);
        }
    }
    Ok(files)
}

fn example(name: &str) -> Result<Reading, Box<dyn Error>> {
    let path = format!("examples/{name}");
    let reading = comity::read(&path, &folder(Path::new(&path), MemoryFiles::default())?);
    assert!(!reading.diagnostics.has_form_errors(), "{name}: {:?}", reading.diagnostics);
    Ok(reading)
}

fn worked() -> Result<Reading, Box<dyn Error>> {
    let files = MemoryFiles::default().with("readmission.comity", fs::read("tests/why/readmission.comity")?);
    let reading = comity::read("readmission.comity", &files);
    assert!(!reading.diagnostics.has_form_errors(), "{:?}", reading.diagnostics);
    Ok(reading)
}

/// The rows of a library, every `nth` of them.
fn each(library: &Library, nth: usize, mut visit: impl FnMut(&Session<'_, '_>, &Row)) -> usize {
    let plan = Plan::new(library, library.as_of);
    let query = Query::default();
    let mut seen = 0;
    for session in query.sessions(&plan) {
        for row in query.rows(&session) {
            seen += 1;
            if seen % nth == 0 {
                visit(&session, &row);
            }
        }
    }
    seen / nth
}

#[test]
fn the_reasons_come_to_the_verdict() -> Done {
    for (name, nth) in [("readmission", 1), ("scope", 1), ("water", 1), ("global-compact", 301)] {
        let reading = example(name)?;
        let seen = each(&reading.library, nth, |session, row| {
            for (place, choice) in session.choices.iter().enumerate() {
                let derivation = session.explain(row.instance, row.state, choice);
                let possible = row.by_choice.get(place).copied().unwrap_or(row.possible);
                let found = derivation.map(|derivation| derivation.verdicts(session));
                assert_eq!(found, Some(possible), "{name}: {row:?} choosing {:?}", choice.words);
            }
        });
        assert!(seen > 0, "{name} has verdicts");
    }
    Ok(())
}

/// The verdict after some changes, worked out on the whole library.
fn after(library: &Library, row: &Row, derivation: &Derivation<'_, '_>, changes: &[&Change]) -> Finding {
    let mut altered = cleared(library, derivation);
    for change in changes {
        apply(&mut altered, row.principle, change);
    }
    let plan = Plan::new(&altered, library.as_of);
    let session = Session::new(&plan, row.principle, row.level, &[]);
    let found = match row.instance {
        Instance::Pair(first, second) => session.pair(first, second).map(Vec::from).unwrap_or_default(),
        Instance::All | Instance::Group(_) | Instance::Forum(_) => session.rows(|instance| instance == row.instance),
    };
    let row = found.into_iter().find(|found| found.state == row.state);
    row.map_or(Finding::One(Verdict::Outside), |row| row.finding)
}

#[test]
fn every_change_that_is_shown_leads_where_it_says() -> Done {
    let (mut shown, mut directions) = (0, 0);
    for (name, nth) in [("readmission", 1), ("scope", 5), ("water", 7), ("global-compact", 100_003)] {
        let reading = example(name)?;
        each(&reading.library, nth, |session, row| {
            let Some(choice) = session.choices.first() else { return };
            let Some(derivation) = session.explain(row.instance, row.state, choice) else { return };
            for goal in [None, Some(Verdict::Agree)] {
                let found = search(session, &derivation, goal, Limits { evaluations: 200 });
                for one in found.found.iter().take(12) {
                    let all: Vec<_> = one.changes.iter().collect();
                    let now = after(&reading.library, row, &derivation, &all);
                    assert_eq!(now, Finding::One(one.verdict), "{name}: {row:?} after {all:?}");
                    assert_ne!(Some(now), row.by_choice.is_empty().then_some(row.finding), "{all:?} changes it");
                    assert!(goal.is_none_or(|goal| goal == one.verdict));
                    for spared in all.iter().filter(|_| all.len() > 1) {
                        let alone = after(&reading.library, row, &derivation, &[*spared]);
                        assert_ne!(alone, now, "{name}: {spared:?} is enough");
                    }
                    for other in elsewhere(&one.changes) {
                        let now = after(&reading.library, row, &derivation, &other.iter().collect::<Vec<_>>());
                        assert_eq!(now, Finding::One(one.verdict), "{name}: {row:?} after {other:?}");
                        directions += 1;
                    }
                    shown += 1;
                }
            }
        });
    }
    assert!(shown > 100 && directions > 100, "{shown} {directions}");
    Ok(())
}

/// The same changes with other values of those that would do: the bounds, and values a part of the way between them and
/// far beyond.
fn elsewhere(changes: &[Change]) -> Vec<Vec<Change>> {
    let mut found = Vec::new();
    for (place, change) in changes.iter().enumerate() {
        let Some(moved) = change.moved() else { continue };
        for to in others(moved) {
            let mut other = changes.to_vec();
            if let Some(one) = other.get_mut(place) {
                *one = change.to(Moved { to, extent: Extent::Only });
            }
            found.push(other);
        }
    }
    found
}

fn others(moved: &Moved) -> Vec<Value> {
    let (low, high) = match &moved.extent {
        Extent::Only => return Vec::new(),
        Extent::Among(values) => return values.iter().map(|&value| Value::Symbol(value)).collect(),
        Extent::Range(low, high) => (low, high),
    };
    let number = |value: &Value| match value {
        Value::Number(number) => Some(number.clone()),
        Value::Flag(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_) => None,
    };
    let mut found: Vec<Value> =
        [low, high].into_iter().flatten().filter(|end| end.included).map(|end| end.value.clone()).collect();
    let ends = [low, high].map(|end| end.as_ref().and_then(|end| number(&end.value)));
    let Some(tried) = number(&moved.to) else { return found };
    for (end, away) in ends.iter().zip(["-1000", "1000"]) {
        let away = Number::parse(away).unwrap_or_else(Number::zero);
        // A third of the way to the bound, or so far beyond that every other bound is passed.
        let other = match end {
            Some(end) => end.subtract(&tried).and_then(|way| tried.add(&way.divide(&Number::from(3))?)),
            None => tried.abs().add(&Number::one()).and_then(|size| tried.add(&size.multiply(&away)?)),
        };
        found.extend(other.map(Value::Number));
    }
    found
}

/// What `comity why` says of Moldova with Austria in the worked example.
fn moldova(choosing: &[&str], not: Option<Verdict>, all: bool, json: bool) -> Result<String, Box<dyn Error>> {
    let reading = worked()?;
    let library = &reading.library;
    let state = |name: &str| -> Result<StateId, Box<dyn Error>> {
        let found = library.states.iter().find(|(_, state)| state.named.name == name);
        Ok(found.ok_or("no such state")?.0)
    };
    let (mda, aut) = (state("MDA")?, state("AUT")?);
    let (principle, text) = library.principles.iter().next().ok_or("no principle")?;
    let mut picks = Vec::new();
    for words in choosing {
        let pick = syntax::parse_pick(words, 0)?;
        picks.push(check::resolve_pick(library, std::slice::from_ref(text), &pick).map_err(|(why, _)| why)?);
    }
    let plan = Plan::new(library, library.as_of);
    let level = *text.levels.first().ok_or("no level")?;
    let session = Session::new(&plan, principle, level, &picks);
    let choice = session.choices.first().ok_or("no choice")?;
    let derivation = session.explain(Instance::Pair(mda, aut), mda, choice).ok_or("no derivation")?;
    let words: Vec<String> = choosing.iter().map(|&word| word.to_owned()).collect();
    let answer = if derivation.row.finding == Finding::Open {
        open_answer(&reading.sources, None, &session, &derivation.row, words)
    } else {
        let found = search(&session, &derivation, not, Limits { evaluations: 2000 });
        let asked = Asked { choosing: words, every_choice: false, not, changes: Some((not, &found)), settle: None };
        answer(&reading.sources, None, &session, &derivation, &asked)
    };
    let why = Why { schema: SCHEMA, library: library.name.clone(), as_of: None, answers: vec![answer] };
    let mut out = Vec::new();
    if json {
        write_json(&why, &mut out)?;
    } else {
        write_text(&why, Shown { all, changes: not.is_some(), width: 100 }, &mut out)?;
    }
    Ok(plain(&String::from_utf8(out)?))
}

/// A text without the colours of a terminal.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for letter in text.chars() {
        inside |= letter == '\u{1b}';
        if !inside {
            plain.push(letter);
        }
        inside &= letter != 'm';
    }
    plain
}

#[test]
fn a_hard_duty_and_a_short_deadline() -> Done {
    insta::assert_snapshot!(moldova(&["shall", "30 days", "with support"], None, false, false)?);
    Ok(())
}

#[test]
fn a_soft_duty_and_a_longer_deadline() -> Done {
    insta::assert_snapshot!(moldova(&["should", "60 days", "without support"], None, true, false)?);
    Ok(())
}

#[test]
fn why_it_does_not_agree_and_what_would_make_it() -> Done {
    insta::assert_snapshot!(moldova(&["shall", "30 days", "without support"], Some(Verdict::Agree), false, false)?);
    Ok(())
}

#[test]
fn a_draft_is_answered_choice_by_choice() -> Done {
    insta::assert_snapshot!(moldova(&["without support"], None, false, false)?);
    Ok(())
}

#[test]
fn the_same_for_programs() -> Done {
    insta::assert_snapshot!(moldova(&["should", "60 days", "without support"], None, false, true)?);
    Ok(())
}

#[test]
fn a_fact_for_other_days_is_named_and_values_that_make_no_sense_are_not() -> Done {
    let text = fs::read_to_string("tests/why/dates.comity")?;
    let reading = comity::read("dates.comity", &MemoryFiles::default().with("dates.comity", text));
    assert!(!reading.diagnostics.has_form_errors(), "{:?}", reading.diagnostics);
    let library = &reading.library;
    let plan = Plan::new(library, library.as_of);
    let mut answers = Vec::new();
    for session in Query::default().sessions(&plan) {
        let choice = session.choices.first().ok_or("no choice")?;
        for state in library.states.ids() {
            let derivation = session.explain(Instance::All, state, choice).ok_or("no derivation")?;
            let found = search(&session, &derivation, None, Limits { evaluations: 2000 });
            let asked = Asked { changes: Some((None, &found)), ..Asked::default() };
            answers.push(answer(&reading.sources, None, &session, &derivation, &asked));
        }
    }
    let why = Why { schema: SCHEMA, library: library.name.clone(), as_of: None, answers };
    let mut out = Vec::new();
    write_text(&why, Shown { all: false, changes: true, width: 100 }, &mut out)?;
    insta::assert_snapshot!(plain(&String::from_utf8(out)?));
    Ok(())
}
