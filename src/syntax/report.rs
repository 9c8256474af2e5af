//! What the parser reports about one file, with a bound on how much.

use std::collections::BTreeSet;

use super::token::words;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// How many mistakes of one file are reported. Nobody reads more, and a file that is not in the language at all must
/// not fill the memory.
const MOST: usize = 500;

/// How many bytes may be read again in one file in the search for what was meant.
const EFFORT: usize = 1 << 23;

/// How many different words of what could not be read are remembered.
const WORDS: usize = 1 << 14;

/// Collects the reports of one file.
#[derive(Debug, Default)]
pub(super) struct Reporter {
    spent: usize,
    found: Vec<Diagnostic>,
    last: Option<Span>,
    excused: Vec<u32>,
    unclosed: bool,
    torn: bool,
    lost: BTreeSet<String>,
}

impl Reporter {
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if self.found.len() < MOST {
            self.found.push(diagnostic);
        } else if let Some(span) = diagnostic.span() {
            self.more(span);
        }
    }

    /// Notes that there would be more to report.
    pub(super) fn more(&mut self, span: Span) {
        self.last = self.last.or(Some(span));
    }

    /// Whether more reports would not be shown.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    /// Whether so many bytes may be read again.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        self.spent += bytes;
        self.spent <= EFFORT
    }

    /// Reports a block that is never closed.
    pub(super) fn unclosed(&mut self, diagnostic: Diagnostic) {
        self.unclosed = true;
        self.torn = true;
        self.report(diagnostic);
    }

    /// Notes where a text ends that was never closed: what is missing right behind it may be a part of it.
    pub(super) fn excuse(&mut self, place: u32) {
        self.excused.push(place);
    }

    /// Whether a text that was never closed ends at a place.
    pub(super) fn is_excused(&self, place: u32) -> bool {
        self.excused.binary_search(&place).is_ok()
    }

    /// Whether a mistake was found in a range.
    pub(super) fn finds_in(&self, range: Span) -> bool {
        self.found.iter().filter_map(Diagnostic::span).any(|span| range.start <= span.start && span.start <= range.end)
    }

    /// Whether a brace too many may be the one that a block was found to lack.
    pub(super) fn misses_a_brace(&self) -> bool {
        self.unclosed
    }

    /// Remembers the words of a text that could not be read: what they declare is missing elsewhere, and that is no
    /// mistake of its own.
    pub(super) fn lose(&mut self, text: &str) {
        for word in words(text) {
            if self.lost.len() >= WORDS {
                return;
            }
            if !self.lost.contains(word) {
                self.lost.insert(word.to_owned());
            }
        }
    }

    /// Reports a block whose first line is missing.
    pub(super) fn headless(&mut self, diagnostic: Diagnostic) {
        self.torn = true;
        self.report(diagnostic);
    }

    /// Notes that an item could not be read far enough to know its name.
    pub(super) fn tear(&mut self) {
        self.torn = true;
    }

    /// Whether there is a block that does not begin or end as it should.
    pub(super) fn is_torn(&self) -> bool {
        self.torn
    }

    /// The words of everything that could not be read.
    pub(super) fn take_lost(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.lost)
    }

    /// The message of the first mistake.
    pub(super) fn first(&self) -> Option<String> {
        self.found.first().map(|found| found.message.clone())
    }

    /// How many mistakes were found up to now.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Hands everything over.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for diagnostic in self.found {
            diagnostics.report(diagnostic);
        }
        if let Some(span) = self.last {
            diagnostics.report(
                Diagnostic::new(Code::Syntax, span, format!("more than {MOST} mistakes in one file"))
                    .here("those from here on are not shown")
                    .help("is this file written in the language?"),
            );
        }
    }
}
