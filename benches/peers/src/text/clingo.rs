//! The work for clingo: a predicate for each attribute and each principle.

use super::several::{Words, Written};
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
        let words = Words {
            and: ", ",
            name: &|count| format!("h{number}_{count}(S)"),
            rule: &|name, body| format!("{name} :- state(S), {body}.\n"),
            comparison: &comparison,
        };
        let Written { body, rules } = words.write(condition);
        text.extend([rules, format!("p(S,{number}) :- state(S), {body}.\n")]);
    }
    text + "#show p/2.\n"
}

fn comparison(condition: &Condition) -> String {
    match condition {
        Condition::Number(attribute, sign, bound) => {
            format!("a{attribute}(S,X{attribute}), X{attribute} {sign} {bound}")
        }
        Condition::Flag(attribute) => format!("a{attribute}(S)"),
        Condition::Choice(attribute, true, word) => format!("a{attribute}(S,{word})"),
        Condition::Choice(attribute, false, word) => format!("not a{attribute}(S,{word})"),
        Condition::Not(inner) => format!("not {}", comparison(inner)),
        Condition::All(_) | Condition::Any(_) => unreachable!("what is made of parts is written part by part"),
    }
}
