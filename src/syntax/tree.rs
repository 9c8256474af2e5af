//! What the grammar has read of a text: nodes in nodes.

use std::ops::Range;

use super::grammar::Rule;

/// A part of the text that a rule has read. The parts in it stand behind it, up to where the next one of its own rank
/// begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    rule: Rule,
    start: u32,
    end: u32,
    next: u32,
}

impl Record {
    /// A node over a range; `next` is the number of the record behind its parts.
    pub(super) fn new(rule: Rule, range: Range<usize>, next: usize) -> Self {
        Self { rule, start: narrow(range.start), end: narrow(range.end), next: narrow(next) }
    }
}

impl Default for Record {
    fn default() -> Self {
        Self { rule: Rule::EOI, start: 0, end: 0, next: 0 }
    }
}

/// All nodes of a text.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    text: &'t str,
    records: Vec<Record>,
}

impl<'t> Tree<'t> {
    /// Of the first node and all in it.
    pub(super) fn new(text: &'t str, records: Vec<Record>) -> Self {
        Self { text, records }
    }

    /// The node of the whole text.
    pub(super) fn root(&self) -> Option<Node<'_>> {
        Node::of(self.text, &self.records, 0)
    }
}

/// A part of the text that a rule has read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'t> {
    text: &'t str,
    records: &'t [Record],
    index: usize,
    record: &'t Record,
}

impl<'t> Node<'t> {
    fn of(text: &'t str, records: &'t [Record], index: usize) -> Option<Self> {
        Some(Self { text, records, index, record: records.get(index)? })
    }

    /// Its rule.
    pub(super) fn as_rule(&self) -> Rule {
        self.record.rule
    }

    /// What it has read.
    pub(super) fn as_str(&self) -> &'t str {
        self.text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// The text in which it stands.
    pub(super) fn whole_text(&self) -> &'t str {
        self.text
    }

    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        self.record.start as usize
    }

    /// Where it ends. It may run on over spaces and comments behind it, when what could have followed them does not.
    pub(super) fn end(&self) -> usize {
        self.record.end as usize
    }

    /// Where its last word ends.
    pub(super) fn end_of_words(&self) -> usize {
        let last = (self.record.next as usize).checked_sub(1).and_then(|last| self.records.get(last));
        last.map_or(self.end(), |last| last.end as usize)
    }

    /// The parts in it.
    pub(super) fn parts(&self) -> Parts<'t> {
        Parts { text: self.text, records: self.records, at: self.index + 1, end: self.record.next as usize }
    }
}

/// The parts of a node, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Parts<'t> {
    text: &'t str,
    records: &'t [Record],
    at: usize,
    end: usize,
}

impl<'t> Iterator for Parts<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.at >= self.end {
            return None;
        }
        let node = Node::of(self.text, self.records, self.at)?;
        self.at = node.record.next as usize;
        Some(node)
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
