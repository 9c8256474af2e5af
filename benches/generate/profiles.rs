//! Profiles of states: capacities, facts, and what a state itself has said; and the groups and forums that they are in.

use super::chance::Chance;
use super::vocabulary::{INCOMES, Kind, attribute, issue, kind, measures};
use super::{Profiles, Size};

/// How many regional groups there are.
const GROUPS: usize = 6;

/// The id of a state.
pub fn state(number: usize) -> String {
    format!("S{number:04}")
}

/// The file of what is said of states beside the table, where there is one.
pub fn statements(size: Size, chance: &mut Chance) -> String {
    let mut text = match size.profiles {
        Profiles::Blocks => (0..size.states).map(|number| block(size, number, chance)).collect(),
        Profiles::Table => reading(size),
    };
    for group in 0..GROUPS {
        let members: Vec<String> = (group..size.states).step_by(GROUPS).map(state).collect();
        text.extend([format!("group region_{group} \"Region {group}\" at regional {{ {} }}\n\n", members.join(", "))]);
    }
    text +=
        "forum assembly \"The assembly\" {\n  level   global\n  members every state\n  adopts  by 2/3 of votes\n}\n";
    text
}

fn block(size: Size, number: usize, chance: &mut Chance) -> String {
    let id = state(number);
    let mut text = format!("state {id} \"State {number}\" {{\n  capacity {}\n", capacities(chance).join(", "));
    for at in 0..size.attributes {
        if let Some(value) = value(at, chance) {
            text.extend([format!("  {}: {value} since 2018-01-01 source \"Yearbook, table {at}\"\n", attribute(at))]);
        }
    }
    for _ in 0..4 {
        let (direction, about) = (chance.word(&["favours", "favours", "opposes"]), issue(chance.below(32)));
        text.extend([format!("  {direction} {about} weight {}\n", 1 + chance.below(4))]);
    }
    if size.principles > 0 {
        let (position, measure) = (chance.word(&["accepts", "rejects"]), chance.below(measures(size)));
        text.extend([format!(
            "  {position} measure_{measure} when within >= {} days since 2019-05-01\n",
            30 + chance.below(90)
        )]);
    }
    text + "}\n\n"
}

/// The statement that says what the columns of the table are.
fn reading(size: Size) -> String {
    let mut text = String::from("profiles from \"states.csv\" {\n  key id\n  title name\n  source \"Yearbook\"\n");
    for number in 0..size.attributes {
        let name = attribute(number);
        text.extend([format!("  {name}: column {name} since 2018-01-01\n")]);
    }
    text + "  capacity origin when indicator_0 < 0\n  capacity destination when indicator_0 >= 0\n}\n\n"
}

/// The table: a row for each state.
pub fn table(size: Size, chance: &mut Chance) -> String {
    let headings: Vec<String> = (0..size.attributes).map(attribute).collect();
    let mut text = format!("id,name,{}\n", headings.join(","));
    for number in 0..size.states {
        let cells: Vec<String> = (0..size.attributes).map(|at| value(at, chance).unwrap_or_default()).collect();
        text.extend([format!("{},State {number},{}\n", state(number), cells.join(","))]);
    }
    text
}

fn capacities(chance: &mut Chance) -> Vec<&'static str> {
    let mut found = vec!["origin", "transit", "destination"];
    // Two states in five play every part, the others lack one.
    let missing = chance.below(5);
    if missing < found.len() {
        found.remove(missing);
    }
    found
}

/// The value of an attribute; one in twelve is not known.
fn value(attribute: usize, chance: &mut Chance) -> Option<String> {
    let known = !chance.once_in(12);
    let value = match kind(attribute) {
        Kind::Number => {
            let tenths = chance.below(1000);
            format!("{}{}.{}", chance.word(&["", "", "-"]), tenths / 10, tenths % 10)
        }
        Kind::Flag => chance.word(&["yes", "no"]).to_owned(),
        Kind::Income => chance.word(&INCOMES).to_owned(),
    };
    known.then_some(value)
}
