//! Verdicts over completions of facts, against every completion of the facts that are missing.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use comity::judge::{Missing, Plan, Row, Session, Verdict, missing_facts};
use comity::worlds::{Deciding, Study, study};

use crate::completions::{Completions, Domain, places, write};
use crate::draw::Draw;
use crate::generate::{Shape, generate};
use crate::reference::Verdicts;
use crate::{Outcome, about, first, possible, read, sessions};

/// What was really compared, so that a test that compares nothing fails.
#[derive(Default)]
struct Seen {
    narrower: Cell<usize>,
    sets: Cell<usize>,
    missing: Cell<usize>,
    settles: Cell<usize>,
}

fn more(count: &Cell<usize>) {
    count.set(count.get() + 1);
}

fn differ<T: std::fmt::Debug, U: std::fmt::Debug>(what: &str, found: &T, expected: &U) -> Outcome {
    Err(format!("{what}: {found:?}, by trying all {expected:?}"))
}

/// Of a row: the verdicts, the facts on which they depend and the sets that decide are what the worlds say.
fn check_row(session: &Session<'_, '_>, row: &Row, study: &Study, seen: &Seen) -> Outcome {
    let library = session.plan.library();
    let before = missing_facts(session, row, &session.members(row.instance));
    let domains: Vec<Domain> = before.iter().map(|missing| Domain::of(library, missing)).collect();
    if let Some(other) = study.missing.iter().find(|missing| !before.contains(missing)) {
        return Err(format!("{other:?} is not missing"));
    }
    let after = &study.completed.row;
    let mut last = None;
    for (place, choice) in session.choices.iter().enumerate().take(6) {
        let completions = Completions::new(session, row, choice.variants.clone());
        let Some(worlds) = completions.worlds(&domains) else { return Ok(()) };
        let expected: Verdicts = worlds.iter().flatten().copied().collect();
        let found = after.by_choice.get(place).unwrap_or(&after.possible);
        let found: Verdicts = found.iter().map(Verdict::name).collect();
        if study.completed.exact && found != expected || !found.is_superset(&expected) {
            return differ(&format!("verdicts choosing {:?}", choice.words), &found, &expected);
        }
        more(&seen.sets);
        last = Some((completions, worlds));
    }
    let Some((completions, worlds)) = last.filter(|_| session.choices.len() == 1) else { return Ok(()) };
    let found = possible(after);
    // Where even a world leaves it open, what a verdict depends on is no question of facts alone.
    if !study.completed.exact || worlds.iter().any(|verdicts| verdicts.len() > 1) {
        return Ok(());
    }
    let all: Vec<Vec<usize>> = (0..worlds.len()).map(|world| places(&domains, world)).collect();
    let depends: Vec<Missing> = domains
        .iter()
        .enumerate()
        .filter(|(fact, _)| !alike(&all, &worlds, |place| place != *fact))
        .map(|(_, domain)| domain.missing.clone())
        .collect();
    if depends != study.missing {
        return differ("missing", &study.missing, &depends);
    }
    more(&seen.missing);
    for deciding in &study.settles.found {
        settles(&completions, &domains, deciding)?;
        more(&seen.settles);
    }
    if study.settles.complete && found.len() > 1 && depends.len() <= 5 {
        smallest(&domains, &all, &worlds, study)?;
    }
    Ok(())
}

/// Whether worlds that agree in these facts have the same verdicts.
fn alike(all: &[Vec<usize>], worlds: &[Verdicts], agree_in: impl Fn(usize) -> bool) -> bool {
    groups(all, worlds, agree_in).values().all(|verdicts| verdicts.len() == 1)
}

/// The verdicts of worlds, by the values of these facts.
fn groups(
    all: &[Vec<usize>],
    worlds: &[Verdicts],
    agree_in: impl Fn(usize) -> bool,
) -> BTreeMap<Vec<usize>, BTreeSet<Verdicts>> {
    let mut groups: BTreeMap<Vec<usize>, BTreeSet<Verdicts>> = BTreeMap::new();
    for (places, verdicts) in all.iter().zip(worlds) {
        let key = places.iter().enumerate().filter(|(place, _)| agree_in(*place)).map(|(_, value)| *value).collect();
        groups.entry(key).or_default().insert(verdicts.clone());
    }
    groups
}

/// With the values of a set every world has the verdict, and so it has when they are written.
fn settles(completions: &Completions<'_, '_>, domains: &[Domain], deciding: &Deciding) -> Outcome {
    let mut fixed = domains.to_vec();
    for fact in &deciding.facts {
        for domain in fixed.iter_mut().filter(|domain| domain.missing == fact.missing) {
            domain.values = vec![fact.value.clone()];
        }
    }
    let verdict = deciding.verdict.map_or("", Verdict::name);
    let decided: Verdicts = completions.worlds(&fixed).unwrap_or_default().into_iter().flatten().collect();
    if decided != Verdicts::from([verdict]) {
        return differ("settles", deciding, &decided);
    }
    let (session, mut library) = (completions.session, completions.session.plan.library().clone());
    for fact in &deciding.facts {
        write(&mut library, session.principle, &fact.missing, &fact.value);
    }
    let plan = Plan::new(&library, session.plan.world.date);
    let again = Session::new(&plan, session.principle, session.level, &[]);
    let rows = again.rows(|instance| instance == completions.instance);
    let row = rows.iter().find(|row| row.state == completions.state);
    let written = row.map(|row| comity::worlds::study_one(&again, row)).map(|study| possible(&study.completed.row));
    let decided = written.unwrap_or_else(|| Verdicts::from(["outside"]));
    if decided == Verdicts::from([verdict]) { Ok(()) } else { differ("when written", deciding, &decided) }
}

/// The sets are those that decide for some of their values and hold no other such set, and for each all verdicts are told.
fn smallest(domains: &[Domain], all: &[Vec<usize>], worlds: &[Verdicts], study: &Study) -> Outcome {
    let places: Vec<usize> = (0..domains.len())
        .filter(|&at| domains.get(at).is_some_and(|one| study.missing.contains(&one.missing)))
        .collect();
    let mut sets: Vec<Vec<usize>> = (0_usize..1 << places.len())
        .map(|bits| places.iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, at)| *at).collect())
        .collect();
    sets.sort_by_key(|set: &Vec<usize>| (set.len(), set.clone()));
    let mut known: Vec<Vec<usize>> = Vec::new();
    let mut expected: Vec<(Vec<Missing>, String)> = Vec::new();
    for set in sets {
        if known.iter().any(|smaller| smaller.iter().all(|at| set.contains(at))) {
            continue;
        }
        let decided: BTreeSet<Verdicts> =
            groups(all, worlds, |at| set.contains(&at)).into_values().filter(|one| one.len() == 1).flatten().collect();
        if decided.is_empty() {
            continue;
        }
        let facts: Vec<Missing> = set.iter().filter_map(|&at| domains.get(at)).map(|one| one.missing.clone()).collect();
        for verdict in Verdict::ALL.iter().map(|verdict| verdict.name()) {
            if decided.iter().flatten().any(|one| *one == verdict) {
                expected.push((facts.clone(), verdict.to_owned()));
            }
        }
        known.push(set);
    }
    let told = |deciding: &Deciding| {
        let facts = deciding.facts.iter().map(|fact| fact.missing.clone()).collect();
        (facts, deciding.verdict.map_or("", Verdict::name).to_owned())
    };
    let found: Vec<(Vec<Missing>, String)> = study.settles.found.iter().map(told).collect();
    if found == expected { Ok(()) } else { differ("smallest sets", &found, &expected) }
}

fn check(seed: u64, shape: Shape, counted: &Seen) -> Outcome {
    let text = generate(seed, shape).whole();
    let (reading, day) = read(&text)?;
    let library = &reading.library;
    let plan = Plan::new(library, day);
    for (principle, level) in sessions(library) {
        let session = Session::new(&plan, principle, level, &[]);
        let rows = session.rows(|_| true);
        let open: Vec<Row> = rows.into_iter().filter(|row| row.possible.single().is_none()).collect();
        for (row, study) in open.iter().zip(study(&session, &open)) {
            let after = &study.completed.row;
            let told = |found: String| format!("seed {seed}: {}: {found}\n{text}", about(library, row));
            if !after.possible.within(row.possible) || after.possible.iter().next().is_none() {
                return Err(told(format!("{:?} is no part of {:?}", possible(after), possible(row))));
            }
            let wider = |(after, before): (&comity::judge::VerdictSet, _)| !after.within(before);
            if after.by_choice.iter().zip(row.by_choice.iter().copied()).any(wider) {
                return Err(told(format!("{:?} is no part of {:?}", after.by_choice, row.by_choice)));
            }
            if after.possible != row.possible {
                more(&counted.narrower);
            }
            check_row(&session, row, &study, counted).map_err(told)?;
        }
    }
    Ok(())
}

#[test]
fn worlds_are_all_completions_of_facts() {
    let seen = Seen::default();
    let found = first(5000..5060, |seed| check(seed, Shape { drafts: seed % 4 == 0, monotone: seed % 2 == 0 }, &seen));
    assert!(found.is_empty(), "{found}");
    let counts = [&seen.narrower, &seen.sets, &seen.missing, &seen.settles].map(Cell::get);
    assert!(counts.iter().all(|count| *count >= 10), "too little was compared: {counts:?}");
}

/// What cannot be put into clauses is left free, and said; where it makes no difference nothing is said.
#[test]
fn what_goes_beyond_is_said() -> Result<(), String> {
    let text = "library beyond { }\nlevels { global of all }\nissue i  measure m on i\n\
        attribute gdp : number  attribute size : number  attribute deal : flag\n\
        principle p { issue i levels global  c: states shall m }\n\
        state AAA { accepts p when gdp * size > 3 and gdp * size < 2 }\n\
        state BBB { accepts p when deal or gdp * size > 3 }\n\
        state CCC { accepts p when deal or gdp * size > 3 and not (deal)  rejects p when deal and not (deal) }\n\
        state DDD { accepts p when gdp / (size - size) > 3 }\n";
    let (reading, day) = read(text)?;
    let plan = Plan::new(&reading.library, day);
    let Some((principle, level)) = sessions(&reading.library).into_iter().next() else { return Ok(()) };
    let session = Session::new(&plan, principle, level, &[]);
    let rows = session.rows(|_| true);
    let told: Vec<(Vec<&str>, bool, usize, bool)> = study(&session, &rows)
        .iter()
        .map(|study| {
            let possible = study.completed.row.possible.iter().map(Verdict::name).collect();
            (possible, study.completed.exact, study.missing.len(), study.decided)
        })
        .collect();
    let expected = [
        // Never in truth; but a product of two missing numbers is nothing that can be decided.
        (vec!["agree", "neutral"], false, 2, false),
        (vec!["agree", "neutral"], false, 3, false),
        (vec!["agree", "neutral"], false, 3, false),
        // Unknown whatever the facts are: no fact would decide.
        (vec!["agree", "neutral"], true, 0, false),
    ];
    if told == expected { Ok(()) } else { differ("beyond", &told, &expected) }
}

/// A library in which every fact that is missing is read in one place.
fn read_once(seed: u64) -> String {
    let mut draw = Draw::new(seed);
    let mut facts = Vec::new();
    let mut fresh = |draw: &mut Draw| {
        let name = format!("a{}", facts.len());
        let (kind, condition) = match draw.below(4) {
            0 => ("flag", name.clone()),
            1 => ("one of low, mid, high", format!("{name} is mid")),
            2 => ("set of alpha, beta", format!("{name} includes beta")),
            _ => ("number", format!("{name} > {}", draw.below(4))),
        };
        facts.push(format!("attribute {name} : {kind}"));
        condition
    };
    let mut condition = |draw: &mut Draw| {
        let (one, other) = (fresh(draw), fresh(draw));
        match draw.below(3) {
            0 => one,
            1 => format!("{one} and not ({other})"),
            _ => format!("{one} or {other}"),
        }
    };
    let mut measures = Vec::new();
    let (mut clauses, mut evidence) = (Vec::new(), Vec::new());
    for place in 0..draw.between(1, 3) {
        measures.push(format!("issue i{place}  measure m{place} on i{place}"));
        let when = if draw.chance(30) { format!(" when {}", condition(&mut draw)) } else { String::new() };
        clauses.push(format!("  c{place}: states {} m{place}{when}", draw.one(&["shall", "may", "should not"])));
        for target in [format!("p.c{place}"), format!("m{place}")] {
            for _ in 0..draw.below(3) {
                let kind = draw.one(&["accepts", "rejects", "abstains on"]);
                evidence.push(format!("  {kind} {target} when {}", condition(&mut draw)));
            }
        }
    }
    let whom = if draw.chance(40) { format!(" where {}", condition(&mut draw)) } else { String::new() };
    let reservations = if draw.chance(50) { "\n  reservations on c0" } else { "" };
    format!(
        "library once {{ }}\nlevels {{ global of all }}\n{}\n{}\nprinciple p {{ issue i0 levels global\n  party states{whom}\n{}{reservations} }}\nstate AAA {{\n{}\n}}\n",
        facts.join("\n"),
        measures.join("\n"),
        clauses.join("\n"),
        evidence.join("\n")
    )
}

#[test]
fn what_is_read_once_is_the_same_in_all_worlds() {
    let open = Cell::new(0);
    let found = first(0..120, |seed| {
        let text = read_once(seed);
        let (reading, day) = read(&text)?;
        let plan = Plan::new(&reading.library, day);
        for (principle, level) in sessions(&reading.library) {
            let session = Session::new(&plan, principle, level, &[]);
            let rows = session.rows(|_| true);
            for (row, after) in rows.iter().zip(comity::worlds::complete(&session, &rows)) {
                if row.possible.single().is_none() {
                    more(&open);
                }
                if row.possible != after.row.possible || row.finding != after.row.finding || !after.exact {
                    return Err(format!("seed {seed}: {row:?}, over facts {after:?}\n{text}"));
                }
            }
        }
        Ok(())
    });
    assert!(found.is_empty(), "{found}");
    assert!(open.get() > 60, "too little was open: {}", open.get());
}
