//! What was expected, in a sentence.

use super::grammar::Rule;
use super::words::{Role, role};

/// How many things a message names.
const MOST: usize = 6;

/// What could have stood at a place.
#[derive(Debug)]
pub(super) struct Expected {
    /// `a, b or c`
    pub(super) text: String,
    /// How the statements begin that could.
    pub(super) help: Option<&'static str>,
}

/// The rules that could have stood somewhere, in the words of a drafter; `None` when there is nothing to say.
pub(super) fn expected(rules: &[Rule]) -> Option<Expected> {
    // Where a statement may end, another may begin; to list how would say nothing about this one.
    let may_end = rules.contains(&Rule::EOI);
    // `from` may follow every name of an expression; it is worth naming only by itself.
    let from_alone = rules.len() == 1;
    let (mut named, mut words, mut more) = (Vec::new(), Vec::new(), Vec::new());
    let mut help = None;
    let mut next = false;
    for rule in rules {
        match role(*rule) {
            Role::Word("from") if !from_alone => more.push("`from`".to_owned()),
            // So may `allow`, in any block.
            Role::Word("allow") => more.push("`allow`".to_owned()),
            Role::Word(word) => words.push(format!("`{word}`")),
            Role::Sign("\"") => named.push("a text in quotes".to_owned()),
            Role::Sign("}") | Role::Inner => {}
            Role::Sign(sign) => named.push(format!("`{sign}`")),
            Role::Thing(thing) => named.push(thing.to_owned()),
            Role::More(thing) => more.push(thing.to_owned()),
            Role::Statement(..) if may_end => next = true,
            Role::Statement(thing, begins) => {
                named.push(thing.to_owned());
                help = Some(begins);
            }
        }
    }
    if named.iter().any(|thing| thing == "a name") {
        // A statement's first word could also be the label of something; nobody wants to know.
        named.retain(|thing| thing != "`:`");
        words.retain(|word| word != "`to`");
    }
    named.extend(words);
    if named.is_empty() && !next {
        named = more;
    }
    named.truncate(MOST);
    if next {
        named.push("the next statement".to_owned());
    }
    let mut shown: Vec<String> = Vec::new();
    for words in named {
        if !shown.contains(&words) {
            shown.push(words);
        }
    }
    let last = shown.pop()?;
    let text = if shown.is_empty() { last } else { format!("{} or {last}", shown.join(", ")) };
    Some(Expected { text, help })
}
