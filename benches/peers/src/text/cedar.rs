//! The work for Cedar: a policy for each principle, an entity for each state.

use serde_json::{Map, Value as Json, json};

use super::infix::Words;
use crate::work::{Value, Work};

/// The conditions, as expressions on the principal.
pub fn policies(work: &Work) -> Vec<String> {
    let words = Words {
        and: "&&",
        or: "||",
        not: "!",
        attribute: &|attribute| format!("principal.a{attribute}"),
        is: "==",
        is_not: "!=",
        word: &|word| format!("\"{word}\""),
    };
    work.principles.iter().map(|condition| words.write(condition)).collect()
}

/// The entities, as Cedar's JSON.
pub fn entities(work: &Work) -> Json {
    let entity = |(number, facts): (usize, &Vec<Option<Value>>)| {
        let value = |fact: &Value| match fact {
            Value::Number(number) => json!(number),
            Value::Flag(flag) => json!(flag),
            Value::Choice(word) => json!(word),
        };
        let known = facts.iter().enumerate();
        let attributes: Map<String, Json> =
            known.filter_map(|(at, fact)| Some((format!("a{at}"), value(fact.as_ref()?)))).collect();
        json!({ "uid": { "type": "State", "id": number.to_string() }, "attrs": attributes, "parents": [] })
    };
    work.states.iter().enumerate().map(entity).collect()
}
