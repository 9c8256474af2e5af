//! Reading again what could not be read, to learn what was expected, and going on from there.
//!
//! A stray is read with the strict rule of its block. Where that fails, one word or sign is put right if it is clear
//! what was meant and the reading gets further with it; each such repair is reported by itself, and the rest of the
//! text is read as if it had been written well, so that one mistake makes one report. What nobody can guess is
//! reported as `expected …, found …`, and then what stands before it is kept.

use std::ops::Range;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use super::fixes::{Fix, Needs, candidates};
use super::grammar::{Grammar, Node, Rule};
use super::places::Places;
use super::report::Reporter;
use super::token::{next_token, shown, token_at};
use super::words::expected;
use crate::diagnostics::{Code, Diagnostic};

/// How many repairs are tried in one stray, and in how long a text: each one reads it again.
const ROUNDS: usize = 12;
const LONGEST: usize = 1 << 16;

/// A text that could not be read.
#[derive(Debug)]
pub(super) struct Unit<'t> {
    /// The rule to read it with.
    pub(super) rule: Rule,
    text: &'t str,
    /// Where it stands in the text around it.
    offset: usize,
    /// What follows it there.
    after: &'t str,
}

/// A text that can be read now.
#[derive(Debug)]
pub(super) struct Repaired {
    pub(super) text: String,
    pub(super) places: Places,
}

/// Where a strict rule fails, and what it would have taken there.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) at: usize,
    pub(super) expected: Vec<Rule>,
}

/// What a strict rule has read, or nothing.
pub(super) fn strict(rule: Rule, text: &str) -> Option<Node<'_>> {
    Grammar::parse(rule, text).ok().and_then(|mut pairs| pairs.next())
}

/// Where a strict rule fails, if it does.
fn failure(rule: Rule, text: &str) -> Option<Failure> {
    let error = Grammar::parse(rule, text).err()?;
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let expected = match error.variant {
        ErrorVariant::ParsingError { mut positives, negatives } => {
            // Where a name is refused because it is a reserved word, pest names only what it found.
            if negatives.contains(&Rule::reserved) && !positives.contains(&Rule::name) {
                positives.push(Rule::name);
            }
            positives
        }
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Some(Failure { at, expected })
}

impl<'t> Unit<'t> {
    /// The text to read again for a stray: with the statement in front of it when it is the rest of that statement,
    /// which the second value says.
    pub(super) fn find(input: &'t str, before: Option<usize>, stray: Range<usize>, rule: Rule) -> (Self, bool) {
        let unit = |start: usize| Self {
            rule,
            text: input.get(start..stray.end).unwrap_or_default(),
            offset: start,
            after: input.get(stray.end..).unwrap_or_default(),
        };
        let alone = unit(stray.start);
        let Some(before) = before else { return (alone, false) };
        let merged = unit(before);
        let start = stray.start - before;
        let Some(fails) = failure(rule, merged.text) else { return (merged, true) };
        let Some(fails_alone) = failure(rule, alone.text) else { return (alone, false) };
        if fails.at > start {
            let same = fails_alone.at > 0 && fails_alone.at + start == fails.at;
            return if same { (alone, false) } else { (merged, true) };
        }
        let gap = merged.text.get(..start).unwrap_or_default();
        let new_line = gap.get(gap.trim_end().len()..).is_some_and(|blank| blank.contains('\n'));
        if new_line && (fix(&alone, alone.text, &fails_alone).is_some() || fix(&merged, merged.text, &fails).is_none())
        {
            return (alone, false);
        }
        (merged, true)
    }
}

/// Puts a text right as far as that is possible, and reports what was wrong with it.
pub(super) fn repair(unit: &Unit<'_>, places: &Places, reporter: &mut Reporter) -> Option<Repaired> {
    let mut now = Repaired { text: unit.text.to_owned(), places: places.from(unit.offset) };
    let mut rounds = 0;
    loop {
        let Some(fails) = failure(unit.rule, &now.text) else { return Some(now) };
        rounds += 1;
        let fix = if rounds <= ROUNDS { fix(unit, &now.text, &fails) } else { None };
        let Some(fix) = fix else {
            if !(unit.text.starts_with('}') && reporter.misses_a_brace()) {
                reporter.report(unreadable(unit, &now, &fails));
            }
            return cut(unit.rule, now, fails.at);
        };
        let span = now.places.span(fix.range.start, fix.range.end);
        reporter.report(fix.diagnostic(span));
        now = apply(&now, &fix.range, &fix.with);
    }
}

/// The first change that lets the rule read further.
fn fix(unit: &Unit<'_>, text: &str, fails: &Failure) -> Option<Fix> {
    if text.len() > LONGEST {
        return None;
    }
    candidates(text, fails).into_iter().find(|fix| {
        let changed = changed(text, &fix.range, &fix.with);
        let end = fix.range.start + fix.with.len();
        let enough = match fix.needs {
            Needs::Itself => end,
            Needs::Next => next_token(&changed, end) + 1,
        };
        failure(unit.rule, &changed).is_none_or(|again| again.at >= enough)
    })
}

fn changed(text: &str, range: &Range<usize>, with: &str) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    format!("{before}{with}{after}")
}

fn apply(now: &Repaired, range: &Range<usize>, with: &str) -> Repaired {
    Repaired { text: changed(&now.text, range, with), places: now.places.replaced(range.start, range.end, with.len()) }
}

/// The part of a text that can be kept: all but what stands between the failure and the block behind it, or all in
/// front of the failure.
fn cut(rule: Rule, now: Repaired, at: usize) -> Option<Repaired> {
    let brace = now.text.get(at..).and_then(|rest| rest.find('{')).filter(|_| rule == Rule::one_item);
    if let Some(brace) = brace {
        let headless = apply(&now, &(at..at + brace), " ");
        if failure(rule, &headless.text).is_none() {
            return Some(headless);
        }
    }
    let kept = apply(&now, &(at..now.text.len()), "");
    failure(rule, &kept.text).is_none().then_some(kept)
}

/// `expected …, found …`
fn unreadable(unit: &Unit<'_>, now: &Repaired, fails: &Failure) -> Diagnostic {
    let token = token_at(&now.text, fails.at);
    let wanted = expected(&fails.expected);
    let (found, span) = if token.is_empty() {
        // The text ends too early: what follows it is named, the place is where something is missing.
        let follows = token_at(unit.after, next_token(unit.after, 0));
        let end = now.text.trim_end().len();
        (shown(follows), now.places.span(end, end))
    } else {
        (shown(token), now.places.span(fails.at, fails.at + token.len()))
    };
    if unit.text.starts_with('}') && unit.rule == Rule::one_item {
        return Diagnostic::new(Code::Syntax, span, "a `}` that closes no block")
            .here("nothing is open here")
            .help("take it out, or look for a `{` that is missing above");
    }
    let message = match &wanted {
        Some(wanted) => format!("expected {}, found {found}", wanted.text),
        None => format!("{found} does not belong here"),
    };
    Diagnostic::new(Code::Syntax, span, message).maybe_help(wanted.and_then(|wanted| wanted.help))
}
