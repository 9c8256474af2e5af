//! What the machine runs: the rules of the grammar as steps.

use crate::syntax::grammar::Rule;

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A rule of the grammar.
#[derive(Debug)]
pub(super) struct Info {
    pub(super) rule: Rule,
    pub(super) kind: Kind,
    pub(super) first: First,
    pub(super) body: Step,
}

/// How a rule treats spaces, and what it leaves in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A node; spaces as around it.
    Node,
    /// No node of its own.
    Silent,
    /// No node, and no spaces in it: what itself stands between words.
    Blank,
    /// A node without any in it, and no spaces.
    Atomic,
    /// A node with others in it, and no spaces.
    Compound,
    /// A node, and spaces again.
    Spaced,
}

/// With which characters something may begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct First {
    ascii: u128,
    other: bool,
    /// Whether it may also be nothing.
    empty: bool,
}

/// What the machine does. Each step reads something, or fails and leaves everything as it was.
#[derive(Debug)]
pub(super) enum Step {
    /// Just this text.
    Text(&'static str),
    /// One of a set of ASCII characters.
    One(u128),
    /// As many of them as there are.
    Run(u128),
    /// Everything up to the first of them, or to the end.
    Until(u128),
    /// Any character.
    Any,
    /// The beginning of the text.
    Start,
    /// Its end.
    End,
    /// A character that may begin a word.
    WordStart,
    /// One that may go on with it.
    WordPart,
    /// As many of those as there are.
    WordParts,
    /// Just this text, if no word goes on behind it.
    Word(&'static str),
    /// The first of these texts that stands here, if no word goes on behind it; with a table as that of a choice.
    Words(&'static [u32; 130], &'static [&'static str]),
    /// A rule.
    Call(usize),
    /// One after the other.
    Sequence(&'static [Step]),
    /// One after the other, with spaces between them where the rules around allow them.
    Spaced(&'static [Step]),
    /// The first that can be read. For each next character the table has a bit for each that may begin with it.
    Choice(&'static [u32; 130], &'static [Step]),
    /// What may be missing.
    Maybe(&'static Step),
    /// As often as it can be read, at least once or not.
    Many { of: &'static Step, once: bool, spaced: bool },
    /// Whether something follows, or does not; nothing is read.
    Ahead(&'static Step, bool),
}

impl First {
    /// Whether it may stand where the text goes on like this.
    pub(super) fn allows(self, next: Option<u8>) -> bool {
        self.empty || next.is_some_and(|byte| if byte < 128 { self.ascii >> byte & 1 == 1 } else { self.other })
    }
}

/// The numbers of the alternatives that a next character leaves.
#[derive(Debug)]
pub(super) struct Able(u32);

impl Able {
    pub(super) fn new(table: &[u32; 130], next: Option<u8>) -> Self {
        let row = next.map_or(129, |byte| usize::from(byte.min(128)));
        Self(table.get(row).copied().unwrap_or_default())
    }
}

impl Iterator for Able {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let index = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (index < u32::BITS).then_some(index as usize)
    }
}
