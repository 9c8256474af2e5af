//! Statements that stand in no block, because the line that opens it is missing.
//!
//! Read one by one each of them would be a mistake; together they are the inside of a block, and one mistake.

use std::ops::Range;

use super::grammar::Rule;
use super::machine::reads;
use super::places::Places;
use super::report::Reporter;
use super::token::{next_token, token_at};
use crate::diagnostics::{Code, Diagnostic};

/// How long a text may be for this to be tried: it is read once for each kind of block.
const LONGEST: usize = 1 << 14;

/// A kind of block: what reads its statements, what it is called, how it begins, and whether its statements are so
/// plain that only a brace behind them shows that they were in one.
const BLOCKS: &[(Rule, &str, &str, bool)] = &[
    (Rule::one_principle, "a principle", "principle NAME \"…\" {", false),
    (Rule::one_interest, "an interest rule", "interest NAME \"…\" {", false),
    (Rule::one_state, "a state", "state ID \"…\" {", false),
    (Rule::one_test, "a test", "test \"…\" {", false),
    (Rule::one_forum, "a forum", "forum NAME \"…\" {", false),
    (Rule::one_table, "a table", "profiles from \"….csv\" {", false),
    (Rule::one_scope, "a scope", "scope ISSUE {", false),
    (Rule::one_library, "a library", "library NAME \"…\" {", false),
    (Rule::one_level, "a list of levels", "levels {", true),
    (Rule::one_issue, "an issue", "issue NAME \"…\" {", true),
    (Rule::one_group, "a group", "group NAME \"…\" {", true),
    (Rule::one_titled, "a list of names", "capacities {", true),
];

/// Reports a text that is the inside of a block and stands in none; whether it is. A brace may close the block behind
/// it, and what follows that brace is none of the block's: where it ends is returned.
pub(super) fn homeless(text: &str, range: Range<usize>, places: &Places, reporter: &mut Reporter) -> Option<usize> {
    let slice = text.get(range.clone())?;
    let close = closing(slice);
    let inner = slice.get(..close.unwrap_or(slice.len()))?;
    if inner.trim().is_empty() || inner.len() > LONGEST || reporter.is_full() {
        return None;
    }
    let (_, block, head, _) = BLOCKS.iter().find(|(rule, _, _, plain)| {
        (close.is_some() || !plain) && reporter.spend(inner.len()) && reads(*rule, inner)
    })?;
    // Remarks stand in any block.
    if [Rule::one_library, Rule::one_scope].iter().all(|rule| reads(*rule, inner)) {
        return None;
    }
    let start = range.start + next_token(inner, 0);
    let end = start + token_at(text, start).len();
    let found =
        Diagnostic::new(Code::Syntax, places.span(start, end), format!("this belongs in {block}, and none is open"))
            .here("here it stands in no block")
            .help(format!("write a line such as `{head}` in front of it"));
    reporter.headless(found);
    reporter.lose(slice);
    Some(range.start + close.map_or(slice.len(), |close| close + 1))
}

/// Where a brace closes a block that is not opened in the text.
fn closing(text: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0usize);
    while at < text.len() {
        let start = next_token(text, at);
        let token = token_at(text, start);
        match token {
            "{" => depth += 1,
            "}" if depth == 0 => return Some(start),
            "}" => depth -= 1,
            _ => {}
        }
        at = start + token.len().max(1);
    }
    None
}
