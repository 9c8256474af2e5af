//! The work for Rego: a set of the principles that hold, an input for each state.

use serde_json::{Map, Value as Json, json};

use crate::work::{Condition, Value, Work};

/// The policy. What holds in one of several ways is a rule of several bodies, as Rego has no `or`.
pub fn policy(work: &Work) -> String {
    let mut text = String::from("package work\n\nimport rego.v1\n\n");
    for (number, condition) in work.principles.iter().enumerate() {
        let mut parts = Parts { principle: number, count: 0, text: String::new() };
        let body = parts.body(&condition.pushed(false));
        text += &parts.text;
        text.extend([format!("holds contains {number} if {{ {body} }}\n")]);
    }
    text
}

/// The rules that a principle needs beside its own.
struct Parts {
    principle: usize,
    count: usize,
    text: String,
}

impl Parts {
    fn body(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => parts.iter().map(|part| self.body(part)).collect::<Vec<_>>().join("; "),
            Condition::Any(parts) => {
                self.count += 1;
                let name = format!("h{}_{}", self.principle, self.count);
                for part in parts {
                    let body = self.body(part);
                    self.text.extend([format!("{name} if {{ {body} }}\n")]);
                }
                name
            }
            Condition::Not(inner) => match inner.as_ref() {
                Condition::Flag(attribute) => format!("input.a{attribute} == false"),
                other => self.body(&other.pushed(true)),
            },
            Condition::Number(attribute, sign, bound) => format!("input.a{attribute} {sign} {bound}"),
            Condition::Flag(attribute) => format!("input.a{attribute}"),
            Condition::Choice(attribute, is, word) => {
                format!("input.a{attribute} {} \"{word}\"", if *is { "==" } else { "!=" })
            }
        }
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
