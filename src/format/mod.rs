//! The one layout of a text.
//!
//! In: a file as it is written. Out: the same words, literals and comments in the same order, with the white space
//! between them that the layout asks for. Never here: a change of what is said; the result is read again and compared
//! before it is handed out.
//!
//! The tree says where statements, their parts and lists begin ([`plan`]); the tokens are then written one after the
//! other, broken into lines where they do not fit ([`print`]), and neighbouring lines are lined up ([`columns`]). The
//! files beside these have one for each of the tree.

mod allow;
mod columns;
mod expression;
mod lexical;
mod negotiation;
mod plan;
mod principle;
mod print;
mod profile;
mod room;
mod same;
mod snapshot;
mod statement;
mod table;
mod test;
mod tokens;
mod vocabulary;

use std::collections::BTreeSet;
use std::ops::Range;

use plan::{Gap, Plan};
use tokens::Tokens;

use crate::diagnostics::Diagnostics;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::syntax::ast::{Document, Item};
use crate::syntax::parse;

/// How wide a line may be, in columns of a terminal.
pub const WIDTH: usize = 100;

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formatted {
    /// It in the one layout; perhaps what it was.
    Text(String),
    /// It has errors, which were reported, and is left as it is.
    Unreadable,
    /// The result would not say the same, for a mistake in here: what differs.
    Different(&'static str),
}

/// Formats a file. Its errors are reported.
pub fn format(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Formatted {
    let mut found = Diagnostics::default();
    let document = parse(sources, file, &mut found);
    let unreadable = found.has_errors();
    for diagnostic in found.sorted() {
        diagnostics.report(diagnostic.clone());
    }
    if unreadable {
        return Formatted::Unreadable;
    }
    let source = sources.file(file);
    let text = laid_out(source, &document);
    if text == source.text {
        return Formatted::Text(text);
    }
    let mut again = Sources::default();
    let Some(file) = again.add(source.name.clone(), text.clone().into_bytes()) else {
        return Formatted::Different("its size");
    };
    let mut found = Diagnostics::default();
    let after = parse(&again, file, &mut found);
    if found.has_errors() {
        return Formatted::Different("whether it can be read");
    }
    same::difference((sources, &document), (&again, &after)).map_or(Formatted::Text(text), Formatted::Different)
}

/// The whole text of a file, laid out: of Markdown only the blocks that are rules.
fn laid_out(source: &SourceFile, document: &Document) -> String {
    let end =
        if source.text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    if !source.is_markdown() {
        let start = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut text = source.text.get(..start).unwrap_or_default().to_owned();
        let items: Vec<&Item> = document.items.iter().collect();
        write(source, start..source.text.len(), &items, (0, end), &mut text);
        return text;
    }
    let mut text = String::with_capacity(source.text.len());
    let mut at = 0;
    let mut items = document.items.iter().peekable();
    for block in source.rule_blocks() {
        text.push_str(source.text.get(at..block.range.start).unwrap_or_default());
        at = block.range.end;
        let span = Span::new(source.base() + narrow(block.range.start), source.base() + narrow(at));
        let mut inside = Vec::new();
        let mut across = false;
        while let Some(item) = items.next_if(|item| item.span().end <= span.end) {
            across |= item.span().start < span.start;
            inside.push(item);
        }
        across |= items.peek().is_some_and(|item| item.span().start < span.end);
        let body = source.text.get(block.range.clone()).unwrap_or_default();
        if across || body.trim().is_empty() {
            text.push_str(body);
        } else {
            write(source, block.range, &inside, (block.indent, end), &mut text);
        }
    }
    text.push_str(source.text.get(at..).unwrap_or_default());
    text
}

/// Writes a part of a file, laid out, with so many more spaces in front of each line and this end of lines.
fn write(source: &SourceFile, range: Range<usize>, items: &[&Item], (indent, end): (usize, &str), out: &mut String) {
    let needless = commas_of_levels(source, items);
    let body = source.text.get(range.clone()).unwrap_or_default();
    let base = source.base() + narrow(range.start);
    let tokens = Tokens::of(body, base, &|comma| needless.contains(&comma));
    let mut plan = Plan::new(&tokens);
    for item in items {
        let first = plan.at(item.span());
        plan.gap(first, Gap::Statement);
        plan.item(item);
    }
    let width = WIDTH.saturating_sub(indent);
    let mut lines = print::print(plan, width);
    columns::align(&mut lines, width);
    columns::align_comments(&mut lines);
    for line in &lines {
        if line.apart {
            out.push_str(end);
        }
        out.extend(std::iter::repeat_n(' ', indent + line.indent));
        out.push_str(&line.text);
        out.push_str(end);
    }
}

/// The commas between levels, which are optional and left out.
fn commas_of_levels(source: &SourceFile, items: &[&Item]) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for item in items {
        let Item::Levels(levels) = item else { continue };
        for level in &levels.levels {
            let behind = level.of.span.end;
            let rest = source.text.get((behind - source.base()) as usize..).unwrap_or_default();
            found.extend(comma_behind(rest).map(|at| behind + narrow(at)));
        }
    }
    found
}

/// Where a comma stands, behind white space and comments only.
fn comma_behind(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.starts_with(',') {
            return Some(text.len() - rest.len());
        }
        rest = rest.strip_prefix('#')?;
        rest = rest.get(rest.find(['\n', '\r'])?..)?;
    }
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Plan<'_, '_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Library(item) => self.library(item),
            Item::Use(item) => self.use_item(item),
            Item::Levels(item) => self.levels(item),
            Item::Capacities(item) => self.capacities(item),
            Item::Issue(item) => self.issue(item),
            Item::Persons(item) => self.persons(item),
            Item::Enum(item) => self.enumeration(item),
            Item::Unit(item) => self.unit(item),
            Item::Measure(item) => self.measure(item),
            Item::Attribute(item) => self.attribute(item),
            Item::Define(item) => self.define(item),
            Item::Scope(item) => self.scope(item),
            Item::ScopeDefault(item) => self.scope_default(item),
            Item::Principle(item) => self.principle(item),
            Item::Interest(item) => self.interest(item),
            Item::State(item) => self.state(item),
            Item::Group(item) => self.group_item(item),
            Item::Forum(item) => self.forum(item),
            Item::Table(item) => self.table(item),
            Item::Test(item) => self.test(item),
            Item::Snapshot(item) => self.snapshot(item),
            Item::Allow(item) => self.allow(item),
        }
    }
}
