//! Statements that nearly allow a finding: without a reason, or with its code in another form.

use super::fixes::Fix;
use super::grammar::Rule;
use super::recover::Failure;
use super::token::{next_token, token_at};
use crate::diagnostics::Code;

const WORD: &str = "allow";

/// What may be meant where an `allow` cannot be read.
pub(super) fn allowing(text: &str, fails: &Failure, found: &mut Vec<Fix>) {
    let Some(start) = begins(text, fails.at) else { return };
    if fails.expected.contains(&Rule::finding_code) {
        dressed(text, fails.at, found);
    }
    let said = text.get(start..fails.at).unwrap_or_default().trim_end();
    let end = start + said.len();
    if fails.expected.contains(&Rule::kw_because) {
        spaced(text, start, found);
        // A sign such as `:` stands where the word belongs.
        let token = token_at(text, fails.at);
        let next = next_token(text, fails.at + token.len());
        let behind = if matches!(token, ":" | "-" | "=") && text.get(next..).is_some_and(|rest| rest.starts_with('"')) {
            next
        } else {
            fails.at
        };
        if text.get(behind..).is_some_and(|rest| rest.starts_with('"')) {
            if behind > fails.at {
                let message = format!("`{token}` in front of a reason");
                let help = "write `because`".to_owned();
                found.push(Fix::further(fails.at..behind, " because ".to_owned(), message, "not a word", help));
            }
        } else {
            found.push(without_reason(end, " because \"…\" ", said));
        }
    } else if said.ends_with("because") && fails.expected.iter().any(|rule| matches!(rule, Rule::string | Rule::quote))
    {
        found.push(without_reason(end, " \"…\" ", said.trim_end_matches("because").trim_end()));
    }
}

fn without_reason(end: usize, with: &str, said: &str) -> Fix {
    let message = "an `allow` that does not say why".to_owned();
    let help = format!("say for those who come after you why it is meant to be there: `{said} because \"…\"`");
    Fix::further(end..end, with.to_owned(), message, "the reason is missing", help)
}

/// Where the statement begins, when an offset is behind its codes.
fn begins(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let start = before.rfind(WORD)?;
    let whole = !before.get(..start)?.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let rest = before.get(start + WORD.len()..)?;
    let codes = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-_,".contains(c);
    (whole && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') && rest.chars().all(codes)).then_some(start)
}

/// A code in quotes or brackets.
fn dressed(text: &str, at: usize, found: &mut Vec<Fix>) {
    let rest = text.get(at..).unwrap_or_default();
    let close = match rest.chars().next() {
        Some('"') => '"',
        Some('(') => ')',
        Some('[') => ']',
        Some('{') => '}',
        Some(_) | None => return,
    };
    let Some(length) = rest.get(1..).and_then(|inner| inner.find(close)) else { return };
    let inner = rest.get(1..=length).unwrap_or_default().trim();
    let message = "the code of a finding stands as it is".to_owned();
    let help = format!("write `{inner}`");
    found.push(Fix::further(at..at + length + 2, format!(" {inner} "), message, "not needed around it", help));
}

/// A code with spaces in it.
fn spaced(text: &str, start: usize, found: &mut Vec<Fix>) {
    let rest = text.get(start + WORD.len()..).unwrap_or_default();
    let Some(written) = rest.split_once("because").map(|(codes, _)| codes) else { return };
    let words: Vec<&str> = written.split_whitespace().collect();
    let code = words.join("-");
    if words.len() > 1 && code.parse::<Code>().is_ok() {
        let from = start + WORD.len() + written.len() - written.trim_start().len();
        let range = from..from + written.trim().len();
        let message = format!("`{}` is not the code of a finding", written.trim());
        let help = format!("write `{code}`");
        found.push(Fix::further(range, code, message, "one word, with hyphens", help));
    }
}
