//! Comparisons of values that are hard to compare, in both evaluators.

use comity::judge::Instance;
use comity::model::Id;

use crate::columns::same;

/// An attribute, its type, and the values that states have of it.
type Column = (&'static str, &'static str, &'static [&'static str]);

/// Each of them is put in order in another way.
const COLUMNS: [Column; 10] = [
    ("few", "number", &["0", "-1", "3", "3", "250"]),
    ("parts", "number", &["0.5", "-0.25", "12.125", "0.1", "3"]),
    ("edges", "number", &["2_147_483_646", "2_147_483_647", "2_147_483_648", "-2_147_483_648", "0"]),
    ("many", "number", &["4_000_000_000_000", "-4_000_000_000_000.5", "9_223_372_036_854_775_807", "1"]),
    ("long", "number", &["123_456_789_012_345_678_901_234_567_890", "0.000_000_000_000_000_000_000_000_000_001", "-7"]),
    ("day", "date", &["1951-07-28", "1951-07-29", "1951-08-01", "2018-12-19"]),
    ("word", "text", &["\"b\"", "\"a\"", "\"\"", "\"b\""]),
    ("rank", "one of low, middle, high", &["low", "high", "high"]),
    ("open", "flag", &["yes", "no"]),
    ("both", "set of left, right", &["{left}", "{left, right}", "{}", "{right}"]),
];

/// Those that are compared with each other.
const NUMBERS: [&str; 5] = ["few", "parts", "edges", "many", "long"];

/// What is compared beside the columns themselves. `late` is known of no state of the first block.
const OTHERS: [&str; 14] = [
    "third < 0.1",
    "third is few / 3",
    "third >= 83.3",
    "third < -3_074_457_345_618_258_603",
    "few * -9_223_372_036_854_775_808 > many",
    "sum > 3.5",
    "sum is not parts",
    "open",
    "late > 3",
    "late is not -4",
    "given > 2",
    "given is 3",
    "few < S1.parts",
    "S1.many > 0",
];

const SIGNS: [&str; 6] = ["is", "is not", "<", "<=", ">", ">="];

/// Bounds of each column: its own values, and what lies beside and between them.
fn bounds(column: Column) -> Vec<String> {
    let (name, _, values) = column;
    let mut bounds: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    if NUMBERS.contains(&name) {
        let all = COLUMNS.iter().filter(|(name, ..)| NUMBERS.contains(name)).flat_map(|(_, _, values)| *values);
        bounds.extend(all.map(|value| (*value).to_owned()));
        bounds.extend(["0.3", "1 / 3", "-1 / 3", "10 / 4"].map(str::to_owned));
    }
    bounds
}

/// Whether values of a type can be below each other.
fn ordered(ty: &str) -> bool {
    !matches!(ty, "text" | "flag") && !ty.starts_with("set")
}

/// A condition on a state for each column, sign and bound, written from either side.
fn of_one() -> Vec<String> {
    let mut conditions = Vec::new();
    for column in COLUMNS {
        let (name, ty, _) = column;
        for sign in SIGNS.iter().filter(|sign| sign.starts_with("is") || ordered(ty)) {
            for bound in bounds(column) {
                conditions.push(format!("{name} {sign} {bound}"));
                conditions.push(format!("not {bound} {sign} {name}"));
            }
        }
    }
    conditions.extend(OTHERS.map(str::to_owned));
    conditions
}

/// A condition on both states of a pair for each sign and two columns of numbers, and for the others with themselves.
fn of_two() -> Vec<String> {
    let others = COLUMNS.iter().map(|(name, ..)| *name).filter(|name| !NUMBERS.contains(name));
    let mut sides: Vec<(&str, &str)> = others.map(|name| (name, name)).collect();
    sides.extend(NUMBERS.into_iter().flat_map(|one| NUMBERS.map(|other| (one, other))));
    let mut conditions = Vec::new();
    for (one, other) in sides {
        for sign in SIGNS.iter().filter(|sign| sign.starts_with("is") || !["word", "open", "both"].contains(&one)) {
            conditions.push(format!("{one} {sign} counterpart.{other}"));
        }
    }
    conditions
}

/// A library of so many states, in which one in so many of the conditions decides on a principle of its own.
fn library(states: usize, one_in: usize) -> String {
    let mut text = String::from("levels { bilateral of pairs\n world of all }\nissue matter\n");
    for (name, ty, _) in COLUMNS {
        text.extend([format!("attribute {name} : {ty}\n")]);
    }
    text += "attribute late : number\nattribute given : number absent is 3\n";
    text += "define third : few / 3\ndefine sum : few + parts\n";
    for state in 0..states {
        text.extend([format!("state S{state} {{\n")]);
        for (place, (name, _, values)) in COLUMNS.iter().enumerate() {
            // Some states have no value of some columns.
            if let Some(value) = values.get((state + place) % 7) {
                text.extend([format!("  {name}: {value}\n")]);
            }
        }
        if state > 255 {
            text.extend([format!("  late: {}\n", state % 7)]);
        }
        if state % 3 == 0 {
            text.extend([format!("  given: {}\n", state % 5)]);
        }
        text += "}\n";
    }
    text += "measure taken on matter\ninterest willing { every state favours matter }\n\
             principle parties { issue matter levels bilateral\n  party one where few < other.parts\n  \
             party other where many > -1\n  c: one shall taken when one.edges >= other.few unless other.open }\n";
    let conditions = of_one().into_iter().map(|condition| ("world", condition));
    let conditions = conditions.chain(of_two().into_iter().map(|condition| ("bilateral", condition)));
    for (number, (level, condition)) in conditions.enumerate().step_by(one_in) {
        text.extend([format!(
            "measure m{number} on matter\nprinciple p{number} {{ issue matter levels {level} c: states shall m{number} }}\n\
             interest i{number} {{ every state favours m{number} when {condition} }}\n"
        )]);
    }
    text
}

#[test]
fn they_come_to_the_same_by_column_and_one_by_one() {
    assert_eq!(same(0, &library(7, 1), |_| true), Ok(()));
}

#[test]
fn they_do_in_every_block() {
    // Of the pairs those of a few first states: all would take minutes one by one.
    let keep = |instance| match instance {
        Instance::Pair(first, second) => first.index() % 89 == 3 && second.index() % 4 == 1,
        Instance::All | Instance::Group(_) | Instance::Forum(_) => true,
    };
    assert_eq!(same(0, &library(290, 11), keep), Ok(()));
}
