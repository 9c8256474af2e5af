//! The work as a library of Comity.

use super::infix::Words;
use crate::work::{Kind, Value, WORDS, Work};

/// How a principle with a condition is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Every state favours what is asked, and the condition says who is asked: `party s where …`.
    Party,
    /// Everyone is asked, and the condition says who favours it: `every state where … favours …`.
    Interest,
}

/// The files of the library, each with its name: the rules, and a table with the facts.
pub fn library(work: &Work, form: Form) -> [(&'static str, String); 3] {
    let manifest = "[library]\nname = \"work\"\nversion = \"0.1.0\"\n".to_owned();
    [("comity.toml", manifest), ("rules.comity", rules(work, form)), ("states.csv", table(work))]
}

fn rules(work: &Work, form: Form) -> String {
    let words = Words {
        and: "and",
        or: "or",
        not: "not",
        attribute: &|attribute| format!("a{attribute}"),
        is: "is",
        is_not: "is not",
        word: &str::to_owned,
    };
    let mut text = String::from("levels { world of all }\nissue matter\n");
    for attribute in 0..work.size.attributes {
        let holds = match Kind::of(attribute) {
            Kind::Number => "number".to_owned(),
            Kind::Flag => "flag".to_owned(),
            Kind::Choice => format!("one of {}", WORDS.join(", ")),
        };
        text.extend([format!("attribute a{attribute} : {holds}\n")]);
    }
    text += "profiles from \"states.csv\" {\n  key id\n";
    for attribute in 0..work.size.attributes {
        text.extend([format!("  a{attribute}: column a{attribute}\n")]);
    }
    text += "}\n";
    if form == Form::Party {
        text += "interest willing { every state favours matter }\n";
    }
    for (number, condition) in work.principles.iter().enumerate() {
        let condition = words.write(condition);
        text.extend([format!("measure m{number} on matter\nprinciple p{number} {{ issue matter levels world ")]);
        text.push_str(&match form {
            Form::Party => format!("party s where {condition} c: s shall m{number} }}\n"),
            Form::Interest => format!(
                "c: states shall m{number} }}\ninterest i{number} {{ every state where {condition} favours m{number} }}\n"
            ),
        });
    }
    text
}

fn table(work: &Work) -> String {
    let headings: Vec<String> = (0..work.size.attributes).map(|attribute| format!("a{attribute}")).collect();
    let mut text = format!("id,{}\n", headings.join(","));
    for (number, facts) in work.states.iter().enumerate() {
        let cell = |fact: &Option<Value>| match fact {
            None => String::new(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Flag(flag)) => if *flag { "yes" } else { "no" }.to_owned(),
            Some(Value::Choice(word)) => (*word).to_owned(),
        };
        let cells: Vec<String> = facts.iter().map(cell).collect();
        text.extend([format!("S{number},{}\n", cells.join(","))]);
    }
    text
}
