//! From what the grammar has read to the tree, file for file as in [`ast`].
//!
//! In: nodes of the grammar. Out: the tree, and reports of what the grammar lets pass on purpose because it can be
//! said better here (the order of qualifiers, days that do not exist, chained comparisons). A part that the grammar
//! promises but that is not there makes its statement vanish; that is never a reason to panic.

mod cursor;
mod expression;
mod lexical;
mod negotiation;
mod principle;
mod profile;
mod qualifiers;
mod snapshot;
mod table;
mod test;
mod vocabulary;

use cursor::Cursor;

use super::ast::Item;
use super::grammar::Rule;
use super::homeless::homeless;
use super::machine;
use super::places::Places;
use super::recover::{self, Unit};
use super::report::Reporter;
use super::token::next_token;
use super::tree::{Node, Tree};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// Builds the tree of one text.
#[derive(Debug)]
pub(super) struct Builder<'r> {
    pub(super) places: Places,
    pub(super) reporter: &'r mut Reporter,
}

/// A kind of block: what to call it, and the rule that reads one of its strays again.
#[derive(Debug, Clone, Copy)]
struct Block {
    name: &'static str,
    strict: Rule,
}

impl Builder<'_> {
    /// The items of a document.
    pub(super) fn document(&mut self, node: Node<'_>) -> Vec<Item> {
        self.statements(node, Block { name: "file", strict: Rule::one_item }, Self::item)
    }

    fn item(&mut self, node: Node<'_>) -> Option<Item> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        let item = if rule == Rule::library_item {
            Item::Library(self.library(node)?)
        } else if rule == Rule::use_item {
            Item::Use(self.use_item(node)?)
        } else if rule == Rule::levels_item {
            Item::Levels(self.levels(node))
        } else if rule == Rule::capacities_item {
            Item::Capacities(self.capacities(node))
        } else if rule == Rule::issue_item {
            Item::Issue(self.issue(node)?)
        } else if rule == Rule::persons_item {
            Item::Persons(self.persons(node)?)
        } else if rule == Rule::enum_item {
            Item::Enum(self.enum_item(node)?)
        } else if rule == Rule::unit_item {
            Item::Unit(self.unit(node)?)
        } else if rule == Rule::measure_item {
            Item::Measure(self.measure(node)?)
        } else if rule == Rule::attribute_item {
            Item::Attribute(self.attribute(node)?)
        } else if rule == Rule::define_item {
            Item::Define(self.define(node)?)
        } else if rule == Rule::scope_item {
            Item::Scope(self.scope(node)?)
        } else if rule == Rule::scope_default {
            Item::ScopeDefault(self.scope_default(node)?)
        } else if rule == Rule::principle_item {
            Item::Principle(self.principle(node)?)
        } else if rule == Rule::interest_item {
            Item::Interest(self.interest(node)?)
        } else if rule == Rule::state_item {
            Item::State(self.state(node)?)
        } else if rule == Rule::group_item {
            Item::Group(self.group(node)?)
        } else if rule == Rule::forum_item {
            Item::Forum(self.forum(node)?)
        } else if rule == Rule::table_item {
            Item::Table(self.table(node)?)
        } else if rule == Rule::test_item {
            Item::Test(self.test(node)?)
        } else if rule == Rule::snapshot_item {
            Item::Snapshot(self.snapshot(node)?)
        } else if rule == Rule::allow {
            Item::Allow(self.allow(node)?)
        } else {
            return None;
        };
        Some(item)
    }

    /// The statements of a block. A stray is read again together with the statement in front of it, of which it may
    /// be the rest.
    fn statements<T>(&mut self, node: Node<'_>, block: Block, build: fn(&mut Self, Node<'_>) -> Option<T>) -> Vec<T> {
        let whole = node.whole_text();
        let mut found = Vec::new();
        let mut last: Option<Node<'_>> = None;
        for child in Cursor::new(node) {
            if is_stray(child.as_rule()) {
                let before = last.as_ref().map(|last| last.start()..last.end());
                let mut range = child.start()..child.end();
                if block.strict == Rule::one_item {
                    let with_last = before.as_ref().map(|before| before.start..range.end);
                    let alone = homeless(whole, range.clone(), &self.places, self.reporter);
                    let end = alone.or_else(|| {
                        let end = homeless(whole, with_last?, &self.places, self.reporter)?;
                        last = None;
                        Some(end)
                    });
                    if let Some(end) = end {
                        found.extend(last.take().and_then(|last| build(self, last)));
                        range.start = next_token(whole, end).min(range.end);
                        if range.is_empty() {
                            continue;
                        }
                    }
                }
                let before = before.filter(|_| last.is_some());
                let (units, with_last) = Unit::find(whole, before, range, block.strict, self.reporter);
                if !with_last {
                    found.extend(last.take().and_then(|last| build(self, last)));
                }
                last = None;
                for unit in units {
                    found.extend(self.again(&unit, build));
                }
                continue;
            }
            found.extend(last.take().and_then(|last| build(self, last)));
            if child.as_rule() == Rule::missing_brace || child.as_rule() == Rule::missing_in_test {
                self.unclosed(node.start(), child.start(), block.name, whole);
            } else if child.as_rule() != Rule::EOI {
                last = Some(child);
            }
        }
        found.extend(last.and_then(|last| build(self, last)));
        found
    }

    /// What can be saved of a text that could not be read.
    fn again<T>(&mut self, unit: &Unit<'_>, build: fn(&mut Self, Node<'_>) -> Option<T>) -> Vec<T> {
        let repaired = recover::repair(unit, &self.places, self.reporter);
        let tree = repaired.as_ref().and_then(|repaired| machine::read(unit.rule, &repaired.text));
        let (Some(repaired), Some(node)) = (&repaired, tree.as_ref().and_then(Tree::root)) else {
            self.reporter.lose(unit.text);
            return Vec::new();
        };
        let outer = std::mem::replace(&mut self.places, repaired.places.clone());
        let found = Cursor::new(node)
            .filter(|child| child.as_rule() != Rule::EOI)
            .filter_map(|child| build(self, child))
            .collect();
        self.places = outer;
        found
    }

    fn unclosed(&mut self, opened: usize, missing: usize, name: &str, text: &str) {
        let open = self.places.span(opened, opened + 1);
        let end = text.get(..missing).map_or(missing, |before| before.trim_end().len());
        let at = self.places.span(end, end);
        let diagnostic =
            Diagnostic::new(Code::UnclosedBlock, open, format!("the block of this {name} is never closed"))
                .here("opened here")
                .also(at, "expected `}` no later than here")
                .help("close the block with `}`");
        self.reporter.unclosed(diagnostic);
    }

    /// The place of a node.
    fn span(&self, node: &Node<'_>) -> Span {
        self.places.span(node.start(), node.end_of_words())
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.reporter.report(diagnostic);
    }
}

fn is_stray(rule: Rule) -> bool {
    rule == Rule::stray_item || rule == Rule::stray_statement || rule == Rule::stray_entry
}
