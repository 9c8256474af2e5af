//! Reading again what could not be read, to learn what was expected, and going on from there.
//!
//! A stray is read with the strict rule of its block. Where that fails, one word or sign is put right if it is clear
//! what was meant and the reading gets further with it; each such repair is reported by itself, and the rest of the
//! text is read as if it had been written well, so that one mistake makes one report. What nobody can guess is
//! reported as `expected …, found …`, and then what stands before it is kept.

use std::ops::Range;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use super::expected::expected;
use super::fixes::{Fix, Needs, candidates};
use super::grammar::{Grammar, Rule};
use super::phrases::{everywhere, example, pattern};
use super::places::Places;
use super::report::Reporter;
use super::token::{next_token, shown, token_at, token_before};
use super::words::RESERVED;
use crate::diagnostics::{Code, Diagnostic};

/// How many repairs are tried in one stray, and in how long a text: each one reads it again.
const ROUNDS: usize = 12;
const LONGEST: usize = 1 << 16;

/// A text that could not be read.
#[derive(Debug)]
pub(super) struct Unit<'t> {
    /// The rule to read it with.
    pub(super) rule: Rule,
    pub(super) text: &'t str,
    /// Where it stands in the text around it.
    offset: usize,
    /// What follows it there.
    after: &'t str,
    /// Where in it a part begins that may be the rest of the statement in front of it.
    doubt: Option<usize>,
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

/// `expected …, found …`, for a text that stands in no file.
pub(super) fn explain(rule: Rule, text: &str) -> String {
    let Some(fails) = failure(rule, text) else { return String::new() };
    let found = match token_at(text, fails.at) {
        "" => "nothing more".to_owned(),
        token => shown(token),
    };
    let wanted = expected(&fails.expected).map_or_else(|| "something else".to_owned(), |wanted| wanted.text);
    format!("expected {wanted}, found {found}")
}

impl<'t> Unit<'t> {
    fn new(input: &'t str, range: Range<usize>, rule: Rule) -> Self {
        Self {
            rule,
            text: input.get(range.clone()).unwrap_or_default(),
            offset: range.start,
            after: input.get(range.end..).unwrap_or_default(),
            doubt: None,
        }
    }

    /// The texts to read again for a stray, the first of them with the statement in front of it when it is the rest of
    /// that statement, which the second value says.
    pub(super) fn find(
        input: &'t str,
        before: Option<Range<usize>>,
        stray: Range<usize>,
        rule: Rule,
        reporter: &mut Reporter,
    ) -> (Vec<Self>, bool) {
        let line = before.as_ref().map_or(stray.start, |before| before.start);
        let mut units: Vec<Self> = lines(input, stray.clone(), indentation(input, line))
            .into_iter()
            .map(|range| Unit::new(input, range, rule))
            .collect();
        let (Some(before), Some(first)) = (before, units.first()) else { return (units, false) };
        let gap = input.get(before.end..stray.start).unwrap_or_default();
        let start = stray.start - before.start;
        let end = first.offset + first.text.len();
        let merged = Self { doubt: Some(start), ..Self::new(input, before.start..end, rule) };
        let goes_on = if gap.contains('\n') { goes_on(first, &merged, start, reporter) } else { true };
        if let (true, Some(first)) = (goes_on, units.first_mut()) {
            *first = merged;
        }
        (units, goes_on)
    }
}

/// Whether a stray on a new line is the rest of the statement before it: when that statement with it can be read
/// further than the stray alone, or put right when the stray alone cannot.
fn goes_on(alone: &Unit<'_>, merged: &Unit<'_>, start: usize, reporter: &mut Reporter) -> bool {
    let Some(fails) = failure(merged.rule, merged.text) else { return true };
    let Some(fails_alone) = failure(alone.rule, alone.text) else { return false };
    match fails.at.cmp(&(fails_alone.at + start)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => {
            fix(alone, alone.text, &fails_alone, reporter).is_none()
                && fix(merged, merged.text, &fails, reporter).is_some()
        }
    }
}

/// How far the line of an offset is indented; a line that begins before the text counts as not at all.
fn indentation(input: &str, at: usize) -> usize {
    let before = input.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = input.get(line..).unwrap_or_default();
    rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Splits a stray where a line begins that is indented no more than the statement, outside braces and texts: that is
/// how people write the next statement.
fn lines(input: &str, stray: Range<usize>, indented: usize) -> Vec<Range<usize>> {
    let text = input.get(stray.clone()).unwrap_or_default();
    let (mut found, mut start, mut depth, mut at) = (Vec::new(), 0, 0usize, 0);
    while at < text.len() {
        let token = next_token(text, at);
        let gap = text.get(at..token).unwrap_or_default();
        let new_line = gap.rfind('\n').map(|end| gap.len() - end - 1);
        let word = token_at(text, token);
        let closes = word.starts_with(['}', ')', ']', '{']);
        if depth == 0 && !closes && at > start && new_line.is_some_and(|column| column <= indented) {
            found.push(start..at);
            start = token;
        }
        match word {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        at = token + word.len().max(1);
    }
    found.push(start..text.len());
    found.into_iter().map(|range| stray.start + range.start..stray.start + range.end).collect()
}

/// Puts a text right as far as that is possible, and reports what was wrong with it.
pub(super) fn repair(unit: &Unit<'_>, places: &Places, reporter: &mut Reporter) -> Option<Repaired> {
    if reporter.is_full() {
        return None;
    }
    let mut now = Repaired { text: unit.text.to_owned(), places: places.from(unit.offset) };
    let mut rounds = 0;
    loop {
        let Some(fails) = failure(unit.rule, &now.text) else { return Some(now) };
        rounds += 1;
        let fix = if rounds <= ROUNDS { fix(unit, &now.text, &fails, reporter) } else { None };
        let Some(fix) = fix else {
            let before = now.text.get(..fails.at).unwrap_or_default().trim_end().len();
            let follows = reporter.is_excused(now.places.place(before))
                || unit.text.starts_with('}') && reporter.misses_a_brace();
            if !follows {
                reporter.report(unreadable(unit, &now, &fails));
            }
            let head = token_at(&now.text, next_token(&now.text, 0));
            if unit.rule == Rule::one_item && token_before(&now.text, fails.at) == now.text.find(head) {
                // What has no name is missing elsewhere by one that nobody knows.
                reporter.tear();
            }
            return cut(unit.rule, &now, fails.at, reporter);
        };
        let span = now.places.span(fix.range.start, fix.range.end);
        reporter.report(fix.diagnostic(span));
        now = apply(&now, &fix.range, &fix.with);
    }
}

/// The first change with which all can be read, or else the first that lets the rule read further.
fn fix(unit: &Unit<'_>, text: &str, fails: &Failure, reporter: &mut Reporter) -> Option<Fix> {
    if text.len() > LONGEST || reporter.is_full() {
        return None;
    }
    if everywhere(fails, token_at(text, fails.at)) {
        return None;
    }
    let mut first: Option<Fix> = None;
    for fix in candidates(text, fails, unit.doubt) {
        let changed = changed(text, &fix.range, &fix.with);
        if !reporter.spend(changed.len()) {
            break;
        }
        let end = fix.range.start + fix.with.len();
        let enough = match fix.needs {
            Needs::Itself => end,
            Needs::Further => fails.at + 1 + end - fix.range.end.min(end),
            Needs::All => usize::MAX,
        };
        match failure(unit.rule, &changed) {
            None => return Some(fix),
            Some(again) if again.at >= enough && first.is_none() => first = Some(fix),
            Some(_) => {}
        }
    }
    first
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
fn cut(rule: Rule, now: &Repaired, at: usize, reporter: &mut Reporter) -> Option<Repaired> {
    let brace = now.text.get(at..).and_then(|rest| rest.find('{')).filter(|_| rule == Rule::one_item);
    if let Some(brace) = brace {
        let headless = apply(now, &(at..at + brace), " ");
        if failure(rule, &headless.text).is_none() {
            reporter.lose(now.text.get(at..at + brace).unwrap_or_default());
            return Some(headless);
        }
    }
    let kept = apply(now, &(at..now.text.len()), "");
    reporter.lose(now.text.get(at..).unwrap_or_default());
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
    let help = if let Some(help) = example(unit.rule, &now.text, fails) {
        Some(help.to_owned())
    } else if RESERVED.contains(&token) && fails.expected.contains(&Rule::name) {
        Some(format!("`{token}` is a word of the language and cannot be a name"))
    } else if token == "," && wanted.as_ref().is_some_and(|wanted| wanted.text.contains("qualifier")) {
        Some("name one thing at a time: write a statement for each".to_owned())
    } else {
        wanted.and_then(|wanted| wanted.help).or_else(|| pattern(unit.rule, &now.text, token, fails)).map(str::to_owned)
    };
    Diagnostic::new(Code::Syntax, span, message).here("not expected here").maybe_help(help)
}
