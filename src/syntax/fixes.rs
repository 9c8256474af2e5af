//! Words and signs that are clear mistakes, and what was meant.

use std::ops::Range;

use super::grammar::Rule;
use super::recover::Failure;
use super::token::{next_token, token_at};
use super::words::{KEYWORDS, RESERVED};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// What a change must achieve to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// The new word itself can be read.
    Itself,
    /// So can the word behind it.
    Next,
}

/// A change of a text.
#[derive(Debug)]
pub(super) struct Fix {
    /// What is replaced.
    pub(super) range: Range<usize>,
    /// By what.
    pub(super) with: String,
    pub(super) needs: Needs,
    code: Code,
    message: String,
    help: String,
}

impl Fix {
    /// The report of the mistake.
    pub(super) fn diagnostic(&self, span: Span) -> Diagnostic {
        Diagnostic::new(self.code, span, self.message.clone()).help(self.help.clone())
    }

    fn word(range: Range<usize>, wrong: &str, right: &str) -> Self {
        Self {
            range,
            with: right.to_owned(),
            needs: Needs::Itself,
            code: Code::WrongWord,
            message: format!("`{wrong}` is not a word of the language here"),
            help: format!("write `{right}`"),
        }
    }
}

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
    ("mustn't", &["shall not"]),
    ("may not", &["shall not"]),
    ("must not", &["shall not"]),
    ("&&", &["and"]),
    ("&", &["and"]),
    ("||", &["or"]),
    ("!", &["not "]),
    ("==", &["is", ":"]),
    ("=", &["is", ":"]),
    ("!=", &["is not"]),
    ("<>", &["is not"]),
    ("≠", &["is not"]),
    ("≥", &[">="]),
    ("≤", &["<="]),
    ("=>", &[">="]),
    ("=<", &["<="]),
    (":", &["=", "is", ""]),
    ("if", &["when", "where"]),
    ("where", &["when"]),
    ("when", &["where"]),
    ("except", &["unless"]),
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
    ("agrees", &["accepts"]),
    ("approves", &["accepts"]),
    ("disagrees", &["rejects"]),
    ("disagree", &["rejects"]),
    ("refuses", &["rejects"]),
    ("against", &["opposes"]),
    ("abstains", &["abstains on"]),
    ("from", &["since"]),
    ("after", &["since"]),
    ("to", &["until"]),
    ("till", &["until"]),
    ("before", &["until"]),
    ("on", &["at"]),
    ("in", &["at"]),
    ("using", &["choosing"]),
    ("with", &["choosing"]),
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
    ("float", &["number"]),
    ("decimal", &["number"]),
];

/// Everything that might be meant at a failure, most likely first.
pub(super) fn candidates(text: &str, fails: &Failure) -> Vec<Fix> {
    let token = token_at(text, fails.at);
    let mut found = Vec::new();
    found.extend(prohibited(text, fails.at, token));
    wrong_words(text, fails.at, token, &mut found);
    misspelt(fails.at, token, &mut found);
    needless(fails.at, token, &mut found);
    missing(fails, &mut found);
    reserved(fails, token, &mut found);
    found
}

/// `may not`: read as a permission it would say nothing, so it is refused behind `may`.
fn prohibited(text: &str, at: usize, token: &str) -> Option<Fix> {
    let before = text.get(..at)?.trim_end();
    let start = before.strip_suffix("may")?.len();
    (token == "not").then(|| Fix::word(start..at + token.len(), "may not", "shall not"))
}

fn wrong_words(text: &str, at: usize, token: &str, found: &mut Vec<Fix>) {
    let rest = text.get(at..).unwrap_or_default();
    let second = next_token(text, at + token.len());
    let two = format!("{token} {}", token_at(text, second));
    for (wrong, right) in WRONG {
        let end = if two == *wrong {
            second + token_at(text, second).len()
        } else if token == *wrong || (rest.starts_with(*wrong) && !wrong.starts_with(char::is_alphabetic)) {
            at + wrong.len()
        } else {
            continue;
        };
        for right in *right {
            found.push(Fix::word(at..end, wrong, right));
        }
    }
}

fn misspelt(at: usize, token: &str, found: &mut Vec<Fix>) {
    let lower = token.to_lowercase();
    let allowed = (token.chars().count() / 3).max(1);
    if token.chars().count() < 2 || !token.starts_with(char::is_alphabetic) {
        return;
    }
    let mut near: Vec<(usize, &str)> = KEYWORDS
        .iter()
        .filter(|keyword| **keyword != token)
        .map(|keyword| (strsim::damerau_levenshtein(&lower, keyword), *keyword))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    near.sort_unstable();
    found.extend(near.into_iter().map(|(_, keyword)| Fix {
        range: at..at + token.len(),
        with: keyword.to_owned(),
        needs: Needs::Itself,
        code: Code::Syntax,
        message: format!("`{token}` is not a word of the language here"),
        help: format!("did you mean `{keyword}`?"),
    }));
}

/// Signs that other languages put between or behind statements.
fn needless(at: usize, token: &str, found: &mut Vec<Fix>) {
    if matches!(token, ";" | "," | ".") {
        found.push(Fix {
            range: at..at + token.len(),
            with: " ".to_owned(),
            needs: Needs::Itself,
            code: if token == "," { Code::Syntax } else { Code::WrongWord },
            message: format!("a `{token}` that nothing needs"),
            help: "statements end by themselves; take it out".to_owned(),
        });
    }
}

/// A single sign that was left out.
fn missing(fails: &Failure, found: &mut Vec<Fix>) {
    let signs = [
        (Rule::colon, ":"),
        (Rule::close_paren, ")"),
        (Rule::close_bracket, "]"),
        (Rule::open_brace, "{"),
        (Rule::comma, ","),
    ];
    for (rule, sign) in signs {
        if fails.expected.contains(&rule) {
            found.push(Fix {
                range: fails.at..fails.at,
                with: format!("{sign} "),
                needs: Needs::Next,
                code: Code::Syntax,
                message: format!("expected `{sign}`"),
                help: format!("write `{sign}` here"),
            });
        }
    }
}

fn reserved(fails: &Failure, token: &str, found: &mut Vec<Fix>) {
    let wants_name = fails.expected.iter().any(|rule| {
        matches!(rule, Rule::name | Rule::path | Rule::state_name | Rule::state_path | Rule::names | Rule::paths)
    });
    if wants_name && RESERVED.contains(&token) {
        found.push(Fix {
            range: fails.at..fails.at + token.len(),
            with: format!("{token}_"),
            needs: Needs::Next,
            code: Code::ReservedWord,
            message: format!("`{token}` is a word of the language and cannot be a name"),
            help: format!("choose a longer name, such as `{token}_value`"),
        });
    }
}
