//! Common ground: the two counts, their ranges, the classes, indices against figures that were worked out elsewhere, and
//! blocs.

#![expect(clippy::disallowed_methods, reason = "tests read their own folder")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use comity::Reading;
use comity::judge::Plan;
use comity::model::{Library, StateId};
use comity::negotiate::common::{Asked, Class, Division, Ground, Pair, Range, Standing, camps, grounds};
use comity::report::common::{SCHEMA, write_csv, write_json};
use comity::source::MemoryFiles;
use serde_json::Value;

type Done = Result<(), Box<dyn Error>>;

fn read(name: &str) -> Result<Reading, Box<dyn Error>> {
    let mut files = MemoryFiles::default();
    for entry in fs::read_dir("tests/common_ground")? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files = files.with(&file, fs::read(&path)?);
    }
    let reading = comity::read(name, &files);
    assert!(!reading.diagnostics.has_form_errors(), "{:?}", reading.diagnostics);
    Ok(reading)
}

fn level<'g>(library: &Library, grounds: &'g [Ground], name: &str) -> Result<&'g Ground, Box<dyn Error>> {
    let found = grounds.iter().find(|ground| library.levels[ground.level].named.name == name);
    Ok(found.ok_or_else(|| format!("nothing at {name}"))?)
}

fn state(library: &Library, name: &str) -> Result<StateId, Box<dyn Error>> {
    let found = library.states.iter().find(|(_, state)| state.named.name == name).map(|(id, _)| id);
    Ok(found.ok_or_else(|| format!("no state {name}"))?)
}

/// Two states on an issue, or on all.
fn pair(library: &Library, ground: &Ground, two: [&str; 2], issue: Option<&str>) -> Result<Pair, Box<dyn Error>> {
    let [one, other] = two;
    let place = |name: &str| -> Result<usize, Box<dyn Error>> {
        Ok(ground.place(state(library, name)?).ok_or_else(|| format!("{name} is not among them"))?)
    };
    let is = |id| Some(library.issues[id].named.name.as_str());
    let at = ground.subjects.iter().position(|subject| subject.issue.and_then(is) == issue);
    let found = ground.pair(place(one)?, place(other)?);
    Ok(at.and_then(|at| found.get(at).copied()).ok_or_else(|| format!("nothing on {issue:?}"))?)
}

fn range(text: &str) -> Result<Range, Box<dyn Error>> {
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    Ok(Range { least: least.parse()?, most: most.parse()? })
}

/// The table that is meant by "pro, contra, mixed, nothing", line by line: interests, aversions, mixed, shared, opposed.
#[test]
fn every_way_to_meet_is_counted_as_it_should() -> Done {
    let reading = read("counting.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let grounds = grounds(&plan, &Asked::default());
    for (one, other, counts, classes) in [
        ("FOR1", "FOR2", "1 0 0 1 0", "common"),
        ("AGAINST1", "AGAINST2", "0 1 0 1 0", "common"),
        ("FOR1", "AGAINST1", "0 0 0 0 1", "diverging"),
        ("DIVIDED1", "FOR1", "0 0 1 1 1", "overlapping"),
        ("DIVIDED1", "AGAINST1", "0 0 1 1 1", "overlapping"),
        ("DIVIDED1", "DIVIDED2", "0 0 1 1 1", "overlapping"),
        ("DIVIDED1", "ABSTAINS", "0 0 0 0 0", "unrelated"),
        ("FOR1", "SILENT", "0 0 0 0 0", "unrelated"),
        ("ABSTAINS", "SILENT", "0 0 0 0 0", "unrelated"),
        ("PERHAPS", "FOR1", "0-1 0 0 0-1 0-1", "common diverging"),
        ("PERHAPS", "AGAINST1", "0 0-1 0 0-1 0-1", "common diverging"),
        ("PERHAPS", "DIVIDED1", "0 0 1 1 1", "overlapping"),
        ("PERHAPS", "SILENT", "0 0 0 0 0", "unrelated"),
    ] {
        for name in ["two", "all"] {
            for two in [[one, other], [other, one]] {
                let found = pair(library, level(library, &grounds, name)?, two, Some("water"))?.tally;
                let wanted: Vec<Range> = counts.split(' ').map(range).collect::<Result<_, _>>()?;
                let counted = [found.interests, found.aversions, found.mixed, found.shared, found.opposed];
                assert_eq!(counted.as_slice(), wanted, "{two:?} at {name}");
                let possible: Vec<&str> = found.classes().map(Class::name).collect();
                assert_eq!(possible.join(" "), classes, "{two:?} at {name}");
                assert_eq!(found.class().map(Class::name), Some(classes).filter(|one| !one.contains(' ')));
            }
        }
    }
    Ok(())
}

/// Something shared on one issue and opposed on another is overlapping on all, and stays what it is on each.
#[test]
fn issues_are_counted_by_themselves_and_together() -> Done {
    let reading = read("counting.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let grounds = grounds(&plan, &Asked::default());
    let all = level(library, &grounds, "all")?;
    let class = |issue| pair(library, all, ["FOR1", "FOR2"], issue).map(|pair| pair.tally.class());
    assert_eq!(class(Some("water"))?, Some(Class::Common));
    assert_eq!(class(Some("air"))?, Some(Class::Diverging));
    assert_eq!(class(None)?, Some(Class::Overlapping));
    Ok(())
}

/// Every group to which both belong counts by itself.
#[test]
fn groups_count_one_by_one() -> Done {
    let reading = read("counting.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let grounds = grounds(&plan, &Asked::default());
    let few = level(library, &grounds, "few")?;
    let counts =
        |two| pair(library, few, two, Some("water")).map(|pair| (pair.tally.shared.most, pair.tally.opposed.most));
    assert_eq!(counts(["FOR1", "FOR2"])?, (2, 0));
    assert_eq!(counts(["FOR1", "AGAINST1"])?, (0, 1));
    assert_eq!(counts(["FOR2", "DIVIDED1"])?, (1, 1));
    assert_eq!(counts(["AGAINST1", "DIVIDED1"])?, (0, 0));
    let standings: Vec<Option<Standing>> = few.divisions.iter().map(Division::standing).collect();
    assert_eq!(standings, [Some(Standing::Split), Some(Standing::Split)], "a group of one is not compared");
    Ok(())
}

/// A as sender with B as receiver, who is against; B as sender with A, both for it; with C only A or B can be the sender.
#[test]
fn both_orders_of_a_pair_count() -> Done {
    let reading = read("orders.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let grounds = grounds(&plan, &Asked::default());
    let two = level(library, &grounds, "two")?;
    let counts = |names| {
        pair(library, two, names, None).map(|pair| {
            let Pair { tally, indices } = pair;
            (tally.interests.least, tally.aversions.least, tally.opposed.least, indices)
        })
    };
    assert_eq!(counts(["A", "B"])?, (1, 0, 1, None));
    assert_eq!(counts(["A", "C"])?, (0, 0, 1, None));
    assert_eq!(counts(["B", "C"])?, (0, 0, 1, None));
    Ok(())
}

/// An abstention is a nought on the scale of indices, silence and doubt are none.
#[test]
fn an_abstention_is_present_and_silence_is_not() -> Done {
    let reading = read("counting.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let grounds = grounds(&plan, &Asked::default());
    let all = level(library, &grounds, "all")?;
    for (two, items, agreement) in [
        (["FOR1", "ABSTAINS"], 1, Some(0.5)),
        (["FOR1", "DIVIDED1"], 1, Some(0.5)),
        (["FOR1", "AGAINST1"], 1, Some(0.0)),
        (["FOR1", "SILENT"], 0, None),
        (["FOR1", "PERHAPS"], 0, None),
    ] {
        let found = pair(library, all, two, Some("water"))?.indices.ok_or("indices")?;
        assert_eq!((found.items, found.agreement), (items, agreement), "{two:?}");
    }
    Ok(())
}

/// Agreement of every pair of two dozen states on all recorded votes on migration, against figures that another program
/// worked out from the same table.
#[test]
fn agreement_on_roll_calls_is_that_of_the_literature() -> Done {
    let reading = read("votes.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let grounds = grounds(&plan, &Asked::default());
    let ground = level(library, &grounds, "assembly")?;
    let expected = fs::read_to_string("tests/common_ground/expected.csv")?;
    let mut compared = 0;
    for line in expected.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [one, other, agreement] = cells.as_slice() else { return Err(line.into()) };
        let found = pair(library, ground, [one, other], None)?.indices.and_then(|found| found.agreement);
        assert_eq!(found.map(|found| format!("{found:.4}")).as_deref(), Some(*agreement), "{one} and {other}");
        compared += 1;
    }
    assert_eq!(compared, ground.pairs().count());
    Ok(())
}

/// Among fewer states fewer votes are disputed, and agreement is about those alone.
#[test]
fn what_is_unanimous_depends_on_who_is_compared() -> Done {
    let reading = read("votes.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let names = ["CUB", "CHN", "IND"];
    let among: Vec<StateId> = names.iter().map(|name| state(library, name)).collect::<Result<_, _>>()?;
    let few = grounds(&plan, &Asked { among, ..Asked::default() });
    let all = grounds(&plan, &Asked::default());
    let disputed = |grounds: &[Ground]| -> Result<u32, Box<dyn Error>> {
        let found = pair(library, level(library, grounds, "assembly")?, ["CUB", "IND"], None)?;
        Ok(found.indices.ok_or("indices")?.disputed)
    };
    assert!(disputed(&few)? < disputed(&all)?);
    Ok(())
}

/// Any two states of a bloc share more than they are opposed on what splits the whole, and every state is somewhere.
#[test]
fn blocs_hold_what_they_say() -> Done {
    let reading = read("votes.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let grounds = grounds(&plan, &Asked::default());
    let ground = level(library, &grounds, "assembly")?;
    let found = camps(ground, None);
    assert!(!found.blocs.is_empty());
    for bloc in &found.blocs {
        let places: Vec<usize> = bloc.iter().filter_map(|&state| ground.place(state)).collect();
        for (at, &one) in places.iter().enumerate() {
            for &other in places.iter().skip(at + 1) {
                let tally = ground.on_what_splits(one, other);
                assert!(tally.shared.least > tally.opposed.least, "{bloc:?}");
            }
        }
    }
    let mut all: Vec<StateId> = found.blocs.concat();
    all.extend(&found.alone);
    all.sort_unstable();
    assert_eq!(all, ground.states);
    let two = camps(ground, Some(2));
    assert_eq!(two.blocs.len() + two.alone.len(), 2);
    Ok(())
}

/// What stands at a place of a JSON value; nothing where there is none.
fn at<'v>(value: &'v Value, place: &str) -> &'v Value {
    value.pointer(place).unwrap_or(&Value::Null)
}

/// JSON and CSV list every pair on every subject, and say the same.
#[test]
fn every_pair_is_listed() -> Done {
    let reading = read("counting.comity")?;
    let library = &reading.library;
    let plan = Plan::new(library, None);
    let grounds = grounds(&plan, &Asked::default());
    let (mut json, mut csv) = (Vec::new(), Vec::new());
    write_json(&plan, &grounds, None, &[], &mut json)?;
    write_csv(library, &grounds, None, &mut csv)?;
    let json: Value = serde_json::from_slice(&json)?;
    assert_eq!(at(&json, "/schema"), SCHEMA);
    let levels = at(&json, "/levels").as_array().ok_or("levels")?;
    let rows: Vec<(&Value, &Value)> = levels
        .iter()
        .flat_map(|level| at(level, "/pairs").as_array().into_iter().flatten().map(move |row| (level, row)))
        .collect();
    let csv = String::from_utf8(csv)?;
    let mut lines = csv.lines();
    let heads: Vec<&str> = lines.next().ok_or("headings")?.split(',').collect();
    // 36 pairs: at two levels on one issue and on all, at the third on two and on all.
    assert_eq!((rows.len(), lines.clone().count()), (36 * 7, 36 * 7));
    for ((level, row), line) in rows.into_iter().zip(lines) {
        let cells: BTreeMap<&str, &str> = heads.iter().copied().zip(line.split(',')).collect();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let number = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
        for (column, wanted) in [
            ("level", text(at(level, "/level"))),
            ("issue", text(at(row, "/issue"))),
            ("first", text(at(row, "/pair/0"))),
            ("second", text(at(row, "/pair/1"))),
            ("class", text(at(row, "/class"))),
            ("shared_least", number(at(row, "/shared/0"))),
            ("shared_most", number(at(row, "/shared/1"))),
            ("opposed_least", number(at(row, "/opposed/0"))),
            ("opposed_most", number(at(row, "/opposed/1"))),
            ("items", number(at(row, "/indices/items"))),
        ] {
            assert_eq!(cells.get(column), Some(&wanted.as_str()), "{column} of {line}");
        }
        let agreement = at(row, "/indices/agreement").as_f64();
        assert_eq!(cells.get("agreement").and_then(|cell| cell.parse::<f64>().ok()), agreement, "{line}");
    }
    Ok(())
}
