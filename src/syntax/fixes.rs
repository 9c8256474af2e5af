//! Words and signs that are clear mistakes, and what was meant.

use std::ops::Range;

use super::allowing::allowing;
use super::figures::{figures, per_cent};
use super::grammar::Rule;
use super::phrases::{several, shares, turned};
use super::recover::Failure;
use super::token::{token_at, token_before};
use super::words::{KEYWORDS, RESERVED, Role, role};
use super::wrong::{phrases_before, wrong_words};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// How far a change must let the rule read to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Over the new word.
    Itself,
    /// Further than the rule came before.
    Further,
    /// To the end.
    All,
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
    here: String,
    help: String,
}

impl Fix {
    /// The report of the mistake.
    pub(super) fn diagnostic(&self, span: Span) -> Diagnostic {
        Diagnostic::new(self.code, span, self.message.clone()).here(self.here.clone()).help(self.help.clone())
    }

    /// A number or a date that is written as elsewhere.
    pub(super) fn figure(range: Range<usize>, with: &str, message: String, here: &str) -> Self {
        Self {
            range,
            with: with.to_owned(),
            needs: Needs::Itself,
            code: Code::Syntax,
            message,
            here: here.to_owned(),
            help: format!("write `{with}`"),
        }
    }

    /// A change that is taken only if all can be read with it.
    pub(super) fn whole(range: Range<usize>, with: String, message: String, here: &str, help: String) -> Self {
        let here = here.to_owned();
        Self { range, with, needs: Needs::All, code: Code::Syntax, message, here, help }
    }

    /// A change that is taken when the rule reads further with it.
    pub(super) fn further(range: Range<usize>, with: String, message: String, here: &str, help: String) -> Self {
        Self { needs: Needs::Further, ..Self::whole(range, with, message, here, help) }
    }

    /// Makes a change count only if the rule reads further with it than before.
    pub(super) fn reach_further(&mut self) {
        if self.needs == Needs::Itself {
            self.needs = Needs::Further;
        }
    }

    /// A word that stands for another one.
    pub(super) fn word(range: Range<usize>, wrong: &str, right: &str) -> Self {
        Self {
            range,
            with: right.to_owned(),
            needs: needs(wrong),
            code: Code::WrongWord,
            message: if wrong.contains(' ') {
                format!("`{wrong}` are not words of the language here")
            } else if wrong.starts_with(char::is_alphabetic) {
                format!("`{wrong}` is not a word of the language here")
            } else {
                format!("`{wrong}` is not a sign of the language here")
            },
            here: format!("this is `{}` in the language", right.trim()),
            help: format!("write `{}`", right.trim()),
        }
    }
}

/// A word that is right elsewhere is called wrong only when all is well without it.
fn needs(word: &str) -> Needs {
    if KEYWORDS.contains(&word) || matches!(word, "|" | ">=" | "<=" | "(") { Needs::All } else { Needs::Itself }
}

/// Everything that might be meant at a failure, most likely first. `doubt` is where a part begins that may be the
/// rest of the statement in front of it.
pub(super) fn candidates(text: &str, fails: &Failure, doubt: Option<usize>) -> Vec<Fix> {
    let token = token_at(text, fails.at);
    let mut found = Vec::new();
    found.extend(prohibited(text, fails.at, token));
    // A wrong word may have been read as a name, so that the failure is behind it.
    let before = token_before(text, fails.at);
    for at in doubt.into_iter().chain(before).filter(|at| *at < fails.at) {
        let earlier = found.len();
        let token = token_at(text, at);
        wrong_words(text, at, token, &mut found);
        misspelt(at, token, &mut found);
        found.iter_mut().skip(earlier).for_each(Fix::reach_further);
    }
    phrases_before(text, fails.at, &mut found);
    if let Some(two) = before.and_then(|before| token_before(text, before)) {
        // `5 favors x`, where the misspelt word was read as a unit.
        let earlier = found.len();
        misspelt(two, token_at(text, two), &mut found);
        found.iter_mut().skip(earlier).for_each(Fix::reach_further);
    }
    allowing(text, fails, &mut found);
    shares(text, fails, &mut found);
    several(text, fails, token, &mut found);
    turned(text, fails, &mut found);
    let earlier = found.len();
    per_cent(text, fails.at, &mut found);
    found.iter_mut().skip(earlier).for_each(Fix::reach_further);
    figures(text, fails, &mut found);
    wrong_words(text, fails.at, token, &mut found);
    misspelt(fails.at, token, &mut found);
    needless(text, fails.at, token, &mut found);
    missing(text, fails, &mut found);
    unquoted(text, fails, &mut found);
    missing_brace(text, fails, &mut found);
    reserved(fails, token, &mut found);
    found
}

/// `may not`: read as a permission it would say nothing, so it is refused behind `may`.
fn prohibited(text: &str, at: usize, token: &str) -> Option<Fix> {
    let before = text.get(..at)?.trim_end();
    let start = before.strip_suffix("may")?.len();
    (token == "not").then(|| Fix::word(start..at + token.len(), "may not", "shall not"))
}

fn misspelt(at: usize, token: &str, found: &mut Vec<Fix>) {
    let lower = token.to_lowercase();
    let allowed = (token.chars().count() / 3).max(1);
    if RESERVED.contains(&token)
        || token.chars().count() < 2
        || token.len() > 20
        || !token.starts_with(char::is_alphabetic)
    {
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
        needs: needs(token),
        code: Code::Syntax,
        message: format!("`{token}` is not a word of the language here"),
        here: "unknown word".to_owned(),
        help: format!("did you mean `{keyword}`?"),
    }));
}

/// Signs that other languages put between or behind statements.
fn needless(text: &str, at: usize, token: &str, found: &mut Vec<Fix>) {
    if matches!(token, "," | "." | ":" | "=") {
        let rest = text.get(at + 1..).unwrap_or_default();
        let ends_line = rest.trim_start_matches([' ', '\t', '\r']).starts_with(['\n', '#']) || rest.trim().is_empty();
        // `members: group g`: a word of the language is never a name that gets a value.
        let word = token_before(text, at).map_or("", |before| token_at(text, before));
        let behind_a_word = matches!(token, ":" | "=") && KEYWORDS.contains(&word);
        found.push(Fix {
            range: at..at + token.len(),
            with: " ".to_owned(),
            needs: if ends_line {
                Needs::Itself
            } else if behind_a_word {
                Needs::Further
            } else {
                Needs::All
            },
            code: Code::Syntax,
            message: format!("a `{token}` that nothing needs"),
            here: "not needed".to_owned(),
            help: if matches!(token, ":" | "=") { "take it out" } else { "statements end by themselves; take it out" }
                .to_owned(),
        });
    }
}

/// A text without its quotes: all words up to a brace or the end of the line, or only the first.
fn unquoted(text: &str, fails: &Failure, found: &mut Vec<Fix>) {
    let wanted = [Rule::string, Rule::title, Rule::quote];
    if !fails.expected.iter().any(|rule| wanted.contains(rule)) {
        return;
    }
    let rest = text.get(fails.at..).unwrap_or_default();
    let line =
        rest.get(..rest.find(['\n', '\r', '{', '}', '"', '#']).unwrap_or(rest.len())).unwrap_or_default().trim_end();
    let word = line.split_whitespace().next().unwrap_or_default();
    let statement = line.split_whitespace().any(|word| KEYWORDS.contains(&word));
    for content in [word, line] {
        let text = content == word || !statement || word.starts_with(char::is_alphabetic);
        if content.starts_with(char::is_alphanumeric) && text {
            found.push(Fix {
                range: fails.at..fails.at + content.len(),
                with: format!("\"{content}\""),
                needs: Needs::All,
                code: Code::Syntax,
                message: "a text without quotes".to_owned(),
                here: "texts stand in quotes".to_owned(),
                help: format!("write `\"{content}\"`"),
            });
        }
    }
}

/// A single sign or word that was left out.
fn missing(text: &str, fails: &Failure, found: &mut Vec<Fix>) {
    let words: Vec<&str> = fails
        .expected
        .iter()
        .filter_map(|rule| match role(*rule) {
            Role::Word(word) => Some(word),
            Role::Sign(_) | Role::Thing(_) | Role::Statement(..) | Role::More(_) | Role::Inner => None,
        })
        // It may stand anywhere, and nobody leaves it out.
        .filter(|word| *word != "allow")
        .collect();
    // What would read the rest as something else altogether.
    let opens = text.get(fails.at..).is_some_and(|rest| rest.starts_with('('));
    let far = |word: &str| word == "choosing" || word == "where" && opens && words.len() > 1;
    if words.len() <= 4 {
        found.extend(words.iter().filter(|word| !far(word)).map(|word| inserted(fails.at, word)));
    }
    let signs = [(Rule::colon, ":"), (Rule::close_paren, ")"), (Rule::close_bracket, "]"), (Rule::comma, ",")];
    let before = token_before(text, fails.at).map_or("", |at| token_at(text, at));
    let quoted = matches!(before, "because" | "note" | "source" | "text");
    let signs = signs.into_iter().filter(|(rule, sign)| fails.expected.contains(rule) && !(quoted && *sign == ":"));
    found.extend(signs.map(|(_, sign)| inserted(fails.at, sign)));
}

/// A brace that was left out: there is one to close the block that nobody opened.
fn missing_brace(text: &str, fails: &Failure, found: &mut Vec<Fix>) {
    let rest = text.get(fails.at..).unwrap_or_default();
    let closes = rest.matches('}').count() > rest.matches('{').count();
    if fails.expected.contains(&Rule::open_brace) && closes && !rest.starts_with('}') {
        found.push(inserted(fails.at, "{"));
    }
}

/// Taken only if everything else can be read with it: what follows a wrong guess would be reported, too.
fn inserted(at: usize, missing: &str) -> Fix {
    Fix {
        range: at..at,
        with: format!("{missing} "),
        needs: Needs::All,
        code: Code::Syntax,
        message: format!("expected `{missing}`"),
        here: format!("`{missing}` is missing here"),
        help: format!("write `{missing}` here"),
    }
}

fn reserved(fails: &Failure, token: &str, found: &mut Vec<Fix>) {
    let names = [Rule::name, Rule::path, Rule::state_name, Rule::state_path, Rule::names, Rule::paths];
    if fails.expected.iter().any(|rule| names.contains(rule)) && RESERVED.contains(&token) {
        found.push(Fix {
            range: fails.at..fails.at + token.len(),
            with: format!("{token}_"),
            needs: Needs::All,
            code: Code::ReservedWord,
            message: format!("`{token}` is a word of the language and cannot be a name"),
            here: "a name is expected here".to_owned(),
            help: format!("choose a longer name, such as `{token}_value`"),
        });
    }
}
