//! The work for clingo: a predicate for each attribute and each principle.

use crate::work::{Condition, Value, Work};

/// The facts.
pub fn facts(work: &Work) -> String {
    let mut text = String::new();
    for (state, facts) in work.states.iter().enumerate() {
        text.extend([format!("state({state}).\n")]);
        for (attribute, fact) in facts.iter().enumerate() {
            match fact {
                Some(Value::Number(number)) => text.extend([format!("a{attribute}({state},{number}).\n")]),
                Some(Value::Choice(word)) => text.extend([format!("a{attribute}({state},{word}).\n")]),
                Some(Value::Flag(true)) => text.extend([format!("a{attribute}({state}).\n")]),
                Some(Value::Flag(false)) | None => {}
            }
        }
    }
    text
}

/// The rules. What holds in one of several ways is a predicate with several rules. `not` stands in front of facts
/// alone, so that everything is decided while it is grounded, which is clingo at its best.
pub fn rules(work: &Work) -> String {
    let mut text = String::new();
    for (number, condition) in work.principles.iter().enumerate() {
        let mut parts = Parts { principle: number, count: 0, text: String::new() };
        let body = parts.body(&condition.pushed(false));
        text += &parts.text;
        text.extend([format!("p(S,{number}) :- state(S), {body}.\n")]);
    }
    text + "#show p/2.\n"
}

struct Parts {
    principle: usize,
    count: usize,
    text: String,
}

impl Parts {
    fn body(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => parts.iter().map(|part| self.body(part)).collect::<Vec<_>>().join(", "),
            Condition::Any(parts) => {
                self.count += 1;
                let name = format!("h{}_{}(S)", self.principle, self.count);
                for part in parts {
                    let body = self.body(part);
                    self.text.extend([format!("{name} :- state(S), {body}.\n")]);
                }
                name
            }
            Condition::Not(inner) => match inner.as_ref() {
                Condition::Flag(attribute) => format!("not a{attribute}(S)"),
                other => self.body(&other.pushed(true)),
            },
            Condition::Number(attribute, sign, bound) => {
                format!("a{attribute}(S,X{attribute}), X{attribute} {sign} {bound}")
            }
            Condition::Flag(attribute) => format!("a{attribute}(S)"),
            Condition::Choice(attribute, is, word) => {
                format!("{}a{attribute}(S,{word})", if *is { "" } else { "not " })
            }
        }
    }
}
