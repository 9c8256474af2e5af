//! The work for Rego: a set of the principles that hold, an input for each state.

use serde_json::{Map, Value as Json, json};

use super::several::{Words, Written};
use crate::work::{Condition, Value, Work};

/// The policy. What holds in one of several ways is a rule of several bodies, as Rego has no `or`.
pub fn policy(work: &Work) -> String {
    let mut text = String::from("package work\n\nimport rego.v1\n\n");
    for (number, condition) in work.principles.iter().enumerate() {
        let words = Words {
            and: "; ",
            name: &|count| format!("h{number}_{count}"),
            rule: &|name, body| format!("{name} if {{ {body} }}\n"),
            comparison: &comparison,
        };
        let Written { body, rules } = words.write(condition);
        text.extend([rules, format!("holds contains {number} if {{ {body} }}\n")]);
    }
    text
}

fn comparison(condition: &Condition) -> String {
    match condition {
        Condition::Number(attribute, sign, bound) => format!("input.a{attribute} {sign} {bound}"),
        Condition::Flag(attribute) => format!("input.a{attribute}"),
        Condition::Choice(attribute, true, word) => format!("input.a{attribute} == \"{word}\""),
        Condition::Choice(attribute, false, word) => format!("input.a{attribute} != \"{word}\""),
        Condition::Not(inner) => format!("{} == false", comparison(inner)),
        Condition::All(_) | Condition::Any(_) => unreachable!("what is made of parts is written part by part"),
    }
}

/// The input of a state.
pub fn input(facts: &[Option<Value>]) -> Json {
    let value = |fact: &Value| match fact {
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::Choice(word) => json!(word),
    };
    let known = facts.iter().enumerate();
    let facts: Map<String, Json> =
        known.filter_map(|(at, fact)| Some((format!("a{at}"), value(fact.as_ref()?)))).collect();
    Json::Object(facts)
}
