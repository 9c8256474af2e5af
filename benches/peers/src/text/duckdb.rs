//! The work for DuckDB: a table with a row for each state, a boolean expression for each principle.

use super::infix::Words;
use crate::work::{Kind, Value, WORDS, Work};

/// What makes the table.
pub fn create(work: &Work) -> String {
    let words: Vec<String> = WORDS.iter().map(|word| format!("'{word}'")).collect();
    let column = |attribute| {
        let holds = match Kind::of(attribute) {
            Kind::Number => "INTEGER",
            Kind::Flag => "BOOLEAN",
            Kind::Choice => "word",
        };
        format!("a{attribute} {holds}")
    };
    let columns: Vec<String> = (0..work.size.attributes).map(column).collect();
    format!("CREATE TYPE word AS ENUM ({}); CREATE TABLE states ({})", words.join(", "), columns.join(", "))
}

/// The rows, as comma-separated values without headings.
pub fn rows(work: &Work) -> String {
    let cell = |fact: &Option<Value>| match fact {
        None => String::new(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Flag(flag)) => flag.to_string(),
        Some(Value::Choice(word)) => (*word).to_owned(),
    };
    let row = |facts: &Vec<Option<Value>>| facts.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
    work.states.iter().map(row).collect()
}

/// The expression of each principle.
pub fn expressions(work: &Work) -> Vec<String> {
    let words = Words {
        and: "AND",
        or: "OR",
        not: "NOT",
        attribute: &|attribute| format!("a{attribute}"),
        is: "=",
        is_not: "<>",
        word: &|word| format!("'{word}'"),
    };
    work.principles.iter().map(|condition| words.write(condition)).collect()
}
