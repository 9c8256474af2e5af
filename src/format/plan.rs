//! What the tree says about the layout of its words: where lines may break, what stands together, how deep.
//!
//! A plan never holds a word. It marks the gaps between the tokens of a text, so that whatever is marked, every token
//! is written once and in its order.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::tokens::Tokens;
use crate::source::Span;

/// What stands in front of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    Glued,
    /// A space, never a line break.
    Space,
    /// Nothing, or a line break where its group is broken.
    Soft,
    /// A space, or a line break where its group is broken.
    Line,
    /// A space, or a line break where what follows does not fit into the line.
    Fill,
    /// The next statement of a block: two spaces, or a line break where the block is broken.
    Statement,
    /// The next entry of a list in braces: a space, or a line break where the block is broken.
    Entry,
    /// The brace that closes a block.
    Close,
}

impl Gap {
    /// How wide it is on one line.
    pub(super) fn width(self) -> usize {
        match self {
            Self::Glued | Self::Soft => 0,
            Self::Space | Self::Line | Self::Fill | Self::Entry | Self::Close => 1,
            Self::Statement => 2,
        }
    }

    /// Whether empty lines in front of it are kept.
    pub(super) fn may_be_apart(self) -> bool {
        match self {
            Self::Statement | Self::Entry => true,
            Self::Glued | Self::Space | Self::Soft | Self::Line | Self::Fill | Self::Close => false,
        }
    }
}

/// A statement that lines up with its neighbours where it has a line to itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'t> {
    /// Its last token.
    pub(super) last: usize,
    /// Only rows of one kind line up.
    pub(super) kind: &'t str,
}

/// The marks on a text.
#[derive(Debug)]
pub(super) struct Plan<'p, 't> {
    pub(super) tokens: &'p Tokens<'t>,
    pub(super) gaps: Vec<Gap>,
    /// Gaps that are line breaks whatever fits.
    pub(super) forced: Vec<bool>,
    /// What is broken together: the first and the last token.
    pub(super) groups: Vec<(usize, usize)>,
    /// By how much more or less than the one in front of it each token is indented.
    pub(super) indents: Vec<isize>,
    pub(super) rows: Vec<Option<Row<'t>>>,
    /// The column that begins at a token, and the row it belongs to.
    pub(super) stops: Vec<Option<(usize, &'t str)>>,
    /// For each bracket the one that closes it.
    closing: Vec<Option<usize>>,
}

/// How far what continues a statement or stands in a block is indented.
pub(super) const STEP: isize = 2;

impl<'p, 't> Plan<'p, 't> {
    /// A text of which nothing is known but its signs.
    pub(super) fn new(tokens: &'p Tokens<'t>) -> Self {
        let count = tokens.all.len();
        let mut plan = Self {
            tokens,
            gaps: (0..count).map(|index| plain(tokens, index)).collect(),
            forced: vec![false; count],
            groups: Vec::new(),
            indents: vec![0; count + 1],
            rows: vec![None; count],
            stops: vec![None; count],
            closing: vec![None; count],
        };
        plan.brackets();
        plan
    }

    /// Brackets are broken behind the one and in front of the other, if at all.
    fn brackets(&mut self) {
        let mut open = Vec::new();
        for index in 0..self.tokens.all.len() {
            match self.tokens.text(index) {
                "(" | "[" | "{" => open.push(index),
                ")" | "]" | "}" => {
                    let Some(first) = open.pop() else { continue };
                    if let Some(close) = self.closing.get_mut(first) {
                        *close = Some(index);
                    }
                    match self.tokens.text(index) {
                        ")" if index > first + 1 => {
                            self.group(first, index);
                            self.indent(first + 1..index, STEP);
                            self.gap(first + 1, Gap::Soft);
                            self.gap(index, Gap::Soft);
                        }
                        "]" => self.group(first, index),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    /// The token at the beginning of a place.
    pub(super) fn at(&self, span: Span) -> usize {
        self.tokens.at(span.start)
    }

    /// The last token of a place.
    pub(super) fn end(&self, span: Span) -> usize {
        self.tokens.before(span.end)
    }

    /// The first of some words that stand right in front of a place; the place itself where they do not.
    pub(super) fn back(&self, span: Span, words: &[&str]) -> usize {
        let at = self.at(span);
        let first = at.checked_sub(words.len());
        let stands = |first: &usize| words.iter().zip(*first..).all(|(word, index)| self.tokens.text(index) == *word);
        first.filter(stands).unwrap_or(at)
    }

    /// The bracket that closes the one at a token.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        self.closing.get(open).copied().flatten()
    }

    pub(super) fn gap(&mut self, index: usize, gap: Gap) {
        if let Some(found) = self.gaps.get_mut(index) {
            *found = gap;
        }
    }

    pub(super) fn force(&mut self, index: usize) {
        if let Some(found) = self.forced.get_mut(index) {
            *found = true;
        }
    }

    pub(super) fn group(&mut self, first: usize, last: usize) {
        if first < last {
            self.groups.push((first, last));
        }
    }

    /// Indents some tokens by so many spaces more.
    pub(super) fn indent(&mut self, range: Range<usize>, by: isize) {
        if range.start < range.end {
            for (index, by) in [(range.start, by), (range.end, -by)] {
                if let Some(found) = self.indents.get_mut(index) {
                    *found += by;
                }
            }
        }
    }

    pub(super) fn row(&mut self, first: usize, last: usize, kind: &'t str) {
        if let Some(row) = self.rows.get_mut(first) {
            *row = Some(Row { last, kind });
        }
    }

    /// A column of the row that begins at `row`; columns of one label line up.
    pub(super) fn stop(&mut self, row: usize, at: usize, label: &'t str) {
        if let Some(stop) = self.stops.get_mut(at).filter(|_| at > row) {
            *stop = Some((row, label));
        }
    }

    /// Whether a line must end in front of a token.
    pub(super) fn must_break(&self, index: usize) -> bool {
        let comments = self.tokens.comments.get(index).is_some_and(|comments| !comments.is_empty());
        comments || self.forced.get(index).copied().unwrap_or_default()
    }

    /// How wide some tokens are on one line.
    pub(super) fn width(&self, first: usize, last: usize) -> usize {
        let gaps = (first + 1..=last).filter_map(|index| self.gaps.get(index)).map(|gap| gap.width());
        let words = (first..=last).map(|index| self.tokens.text(index).width());
        gaps.sum::<usize>() + words.sum::<usize>()
    }
}

/// What stands in front of a token of which only the signs around it are known.
fn plain(tokens: &Tokens<'_>, index: usize) -> Gap {
    let before = index.checked_sub(1).map_or("", |before| tokens.text(before));
    match (before, tokens.text(index)) {
        ("" | "(" | "[", _) | (_, "," | ":" | ")" | "]") => Gap::Glued,
        (",", _) => Gap::Fill,
        (_, "|") => Gap::Line,
        (_, _) => Gap::Space,
    }
}
