//! Words, signs and phrases that people write for those of the language.

use super::fixes::Fix;
use super::token::{next_token, token_at, token_before};

/// How many words of a phrase may have been read before a rule fails.
const LONGEST_PHRASE: usize = 4;

/// Words and signs of other languages, each with the ones that may be meant. The first that can be read is taken.
const WRONG: &[(&str, &[&str])] = &[
    ("must", &["shall"]),
    ("will", &["shall"]),
    ("has to", &["shall"]),
    ("have to", &["shall"]),
    ("ought to", &["should"]),
    ("ought", &["should"]),
    ("can", &["may"]),
    ("might", &["may"]),
    ("cannot", &["shall not"]),
    ("can not", &["shall not"]),
    ("has the right to", &["may"]),
    ("is required to", &["shall"]),
    ("are required to", &["shall"]),
    ("is obliged to", &["shall"]),
    ("provided that", &["when"]),
    ("provided", &["when"]),
    ("except when", &["unless"]),
    ("except if", &["unless"]),
    ("mustn't", &["shall not"]),
    ("may not", &["shall not"]),
    ("must not", &["shall not"]),
    ("&&", &["and"]),
    ("&", &["and"]),
    ("||", &["or"]),
    ("!", &["not "]),
    ("==", &["is", ":"]),
    (":=", &[":"]),
    ("=", &[":", "is"]),
    ("!=", &["is not"]),
    ("<>", &["is not"]),
    ("≠", &["is not"]),
    ("≥", &[">="]),
    ("≤", &["<="]),
    ("=>", &[">="]),
    ("=<", &["<="]),
    (":", &["="]),
    ("[", &["{"]),
    ("(", &["{"]),
    ("if", &["when", "where"]),
    ("where", &["when"]),
    ("when", &["where"]),
    ("except", &["unless"]),
    ("is greater than or equal to", &[">="]),
    ("is less than or equal to", &["<="]),
    ("is not less than", &[">="]),
    ("is not more than", &["<="]),
    ("is no less than", &[">="]),
    ("is no more than", &["<="]),
    ("is at least", &[">="]),
    ("is at most", &["<="]),
    ("is greater than", &[">"]),
    ("is more than", &[">"]),
    ("is higher than", &[">"]),
    ("is less than", &["<"]),
    ("is lower than", &["<"]),
    ("is smaller than", &["<"]),
    ("is above", &[">"]),
    ("is below", &["<"]),
    ("is equal to", &["is"]),
    ("is one of", &["in"]),
    ("no less than", &[">="]),
    ("no more than", &["<="]),
    ("at least", &[">="]),
    ("at most", &["<="]),
    ("greater than", &[">"]),
    ("more than", &[">"]),
    ("less than", &["<"]),
    ("exceeds", &[">"]),
    ("above", &[">"]),
    ("below", &["<"]),
    ("two - thirds majority", &["2/3 of votes"]),
    ("two thirds majority", &["2/3 of votes"]),
    ("two - thirds of", &["2/3 of"]),
    ("two thirds of", &["2/3 of"]),
    ("simple majority", &["majority"]),
    ("majority of the votes", &["majority"]),
    ("majority of votes", &["majority"]),
    ("all members", &["every member", "unanimity", "every state"]),
    ("all states", &["every state"]),
    ("veto by", &["veto"]),
    ("states where", &["every state where"]),
    ("opposes to", &["opposes"]),
    ("objects to", &["opposes"]),
    ("in favour of", &["favours"]),
    ("overlaps with", &["overlaps"]),
    ("as of", &["as_of"]),
    ("as_of", &["as of"]),
    ("date", &["as_of", "adopted"]),
    ("supersedes", &["overrides"]),
    ("replaces", &["overrides"]),
    ("prevails over", &["overrides"]),
    ("takes precedence over", &["overrides"]),
    ("has precedence over", &["overrides"]),
    ("derogates from", &["overrides"]),
    ("adopted on", &["adopted"]),
    ("signed on", &["adopted"]),
    ("signed", &["adopted"]),
    ("enacted", &["adopted"]),
    ("lex specialis", &["special"]),
    ("lex posterior", &["later"]),
    ("lex superior", &["higher"]),
    ("specific", &["special"]),
    ("newer", &["later"]),
    ("superior", &["higher"]),
    ("text :", &["text"]),
    ("expect that", &["expect"]),
    ("or", &["|"]),
    ("/", &["|"]),
    ("at", &["levels"]),
    ("sum of", &["total"]),
    ("total of", &["total"]),
    ("average of", &["average"]),
    ("min of", &["min"]),
    ("max of", &["max"]),
    ("ignore", &["allow"]),
    ("suppress", &["allow"]),
    ("silence", &["allow"]),
    ("disable", &["allow"]),
    ("permit", &["allow"]),
    ("reason", &["because"]),
    ("comment", &["note"]),
    ("reference", &["source"]),
    ("for", &["on"]),
    ("about", &["on"]),
    ("|", &[","]),
    ("states", &["members"]),
    ("countries", &["members"]),
    (">=", &["at least"]),
    ("<=", &["at most"]),
    ("max", &["at most"]),
    ("min", &["at least"]),
    ("each", &["every"]),
    ("assert", &["expect"]),
    ("true", &["yes"]),
    ("false", &["no"]),
    ("country", &["state"]),
    ("article", &["principle"]),
    ("rule", &["principle", "interest"]),
    ("norm", &["principle"]),
    ("topic", &["issue"]),
    ("party", &["state"]),
    ("var", &["attribute"]),
    ("import", &["use"]),
    ("include", &["use", "includes"]),
    ("contains", &["includes"]),
    ("has", &["includes"]),
    ("equals", &["is"]),
    ("supports", &["favours"]),
    ("support", &["favours"]),
    ("likes", &["favours"]),
    ("wants", &["favours"]),
    ("prefers", &["favours"]),
    ("agrees to", &["accepts"]),
    ("agrees", &["accepts"]),
    ("agree", &["accepts"]),
    ("approves", &["accepts"]),
    ("disagrees", &["rejects"]),
    ("disagree", &["rejects"]),
    ("refuses", &["rejects"]),
    ("against", &["opposes"]),
    ("from", &["since"]),
    ("after", &["since", ">"]),
    ("to", &["until", "and"]),
    ("till", &["until"]),
    ("before", &["until", "<"]),
    ("on", &["at"]),
    ("is in group", &["in group"]),
    ("is a member of", &["in group"]),
    ("is member of", &["in group"]),
    ("is in", &["in"]),
    ("is", &["=", "as"]),
    ("and", &[","]),
    (",", &["|"]),
    ("using", &["choosing"]),
    ("with weight", &["weight"]),
    ("with", &["choosing", "as"]),
    ("forall", &["every state"]),
    ("all", &["every"]),
    ("any", &["some"]),
    ("sum", &["total"]),
    ("mean", &["average"]),
    ("avg", &["average"]),
    ("bool", &["flag"]),
    ("boolean", &["flag"]),
    ("string", &["text"]),
    ("int", &["number"]),
    ("integer", &["number"]),
    ("float", &["number"]),
    ("decimal", &["number"]),
];

/// The words that may be meant by those at an offset.
pub(super) fn wrong_words(text: &str, at: usize, token: &str, found: &mut Vec<Fix>) {
    let rest = text.get(at..).unwrap_or_default();
    for (wrong, right) in WRONG {
        let end = if wrong.contains(' ') {
            let Some(end) = several_words(text, at, wrong) else { continue };
            end
        } else if token == *wrong || (rest.starts_with(*wrong) && !wrong.starts_with(char::is_alphabetic)) {
            at + wrong.len()
        } else {
            continue;
        };
        let written = text.get(at..end).unwrap_or(wrong);
        found.extend(right.iter().map(|right| Fix::word(at..end, written, right)));
    }
}

/// Phrases that begin a few words in front of a failure: their first words were read as something else.
pub(super) fn phrases_before(text: &str, at: usize, found: &mut Vec<Fix>) {
    let mut start = at;
    for _ in 0..LONGEST_PHRASE {
        let Some(before) = word_before(text, start) else { return };
        start = before;
        let earlier = found.len();
        wrong_words(text, start, "", found);
        found.iter_mut().skip(earlier).for_each(Fix::reach_further);
    }
}

/// The offset of the word or sign that ends last before an offset.
fn word_before(text: &str, at: usize) -> Option<usize> {
    token_before(text, at).or_else(|| {
        let before = text.get(..at)?.trim_end();
        before.ends_with(['-', ':']).then(|| before.len() - 1)
    })
}

/// Where several words end that stand at an offset.
fn several_words(text: &str, at: usize, words: &str) -> Option<usize> {
    let mut end = at;
    for word in words.split(' ') {
        let start = next_token(text, end);
        if token_at(text, start) != word {
            return None;
        }
        end = start + word.len();
    }
    Some(end)
}
