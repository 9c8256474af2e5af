//! Statements that are nearly right: shares of nothing, two things in one statement, and what a statement looks like.

use std::ops::Range;

use super::fixes::Fix;
use super::grammar::Rule;
use super::recover::Failure;
use super::token::{next_token, token_at, token_before};

/// The words that begin evidence.
const EVIDENCE: &[&str] = &["favours", "opposes", "accepts", "rejects"];

/// A share of which it is not said of what, or only `majority`; and `at least` in front of a number of members.
pub(super) fn shares(text: &str, fails: &Failure, found: &mut Vec<Fix>) {
    let token = token_at(text, fails.at);
    let next = next_token(text, fails.at + token.len());
    if fails.expected.contains(&Rule::kw_unanimity) && token == "at" && token_at(text, next) == "least" {
        let end = next_token(text, next + "least".len());
        let number = token_at(text, end);
        let message = "`at least` that nothing needs".to_owned();
        let help = format!("write `{number}`: more are always enough");
        found.push(Fix::whole(fails.at..end, String::new(), message, "not needed", help));
    }
    if !fails.expected.contains(&Rule::kw_of) {
        return;
    }
    let before = text.get(..fails.at).unwrap_or_default().trim_end();
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || "/%. ".contains(c)).len();
    let start = next_token(text, start);
    let share = before.get(start..).unwrap_or_default();
    if !share.contains(['/', '%']) {
        return;
    }
    let end = if token == "majority" { fails.at + token.len() } else { before.len() };
    let message = format!("`{share}` of what?");
    let help = format!("write `{share} of votes` or `{share} of members`");
    found.push(Fix::whole(start..end, format!("{share} of votes "), message, "a share of something", help));
}

/// A `,` or `and` behind the target of evidence: what follows is a statement of its own.
pub(super) fn several(text: &str, at: usize, token: &str, found: &mut Vec<Fix>) {
    if !matches!(token, "," | "and") {
        return;
    }
    let mut start = at;
    let word = loop {
        let Some(before) = token_before(text, start) else { return };
        start = before;
        if let Some(word) = EVIDENCE.iter().find(|word| **word == token_at(text, start)) {
            break word;
        }
    };
    let end = next_token(text, at + token.len());
    let message = "a statement names one thing".to_owned();
    let help = format!("write a statement for each: `{word} {}`", name_at(text, end));
    found.push(Fix::whole(at..end, format!(" {word} "), message, "here the next begins", help));
}

/// The name at an offset, its dots included.
fn name_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.get(..rest.find(|c: char| !c.is_alphanumeric() && !"_.:".contains(c)).unwrap_or(rest.len())).unwrap_or(rest)
}

/// What the statement at hand looks like when it is complete, for a mistake that nobody can guess.
pub(super) fn example(rule: Rule, text: &str, fails: &Failure) -> Option<&'static str> {
    let before = text.get(..fails.at)?;
    let wants = |rule| fails.expected.contains(&rule);
    if wants(Rule::kw_unanimity) || wants(Rule::adoption) || wants(Rule::adoption_rule) {
        return Some(
            "a text is adopted by `consensus`, `unanimity`, `majority`, `2/3 of votes`, `55% of members`, `9 members` or `all but 3 members`",
        );
    }
    let last = token_before(text, fails.at).map(|at| token_at(text, at));
    if rule == Rule::one_scope && wants(Rule::kw_at) && matches!(last, Some("open" | "limited" | "closed")) {
        return Some("name the levels: `open at LEVEL, LEVEL`");
    }
    let expect: Range<usize> = before.rfind("expect ").map(|start| start..before.len())?;
    (rule == Rule::one_test).then(|| expectation(text.get(expect).unwrap_or_default()))
}

fn expectation(written: &str) -> &'static str {
    let words: Vec<&str> = written.split_whitespace().collect();
    match words.get(1).copied() {
        Some("scope") => "write `expect scope of ISSUE at LEVEL is open`, or `limited` or `closed`",
        Some("count") => "write `expect count of agree on PRINCIPLE at LEVEL is 12`, or `in FORUM`",
        Some("common") => "write `expect common ground of STATE and STATE on ISSUE at LEVEL is common`",
        Some(_) | None if words.contains(&"in") && !words.contains(&"for") => {
            "write `expect PRINCIPLE in FORUM is adopted`"
        }
        Some(_) | None => "write `expect PRINCIPLE at LEVEL for STATE is agree`",
    }
}

/// Words that stand for every level and are none.
pub(super) fn everywhere(fails: &Failure, token: &str) -> bool {
    fails.expected.contains(&Rule::kw_at) && matches!(token, "everywhere" | "always" | "anywhere" | "nowhere")
}
