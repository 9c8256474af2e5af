//! Whether two texts say the same: the same tree but for the places in it, and the same comments.

use std::fmt::{Debug, Write};

use crate::source::Sources;
use crate::syntax::ast::Document;

/// What differs between two documents, if anything does.
pub(super) fn difference(before: (&Sources, &Document), after: (&Sources, &Document)) -> Option<&'static str> {
    if comments(before) != comments(after) {
        return Some("a comment");
    }
    (without_places(&before.1.items) != without_places(&after.1.items)).then_some("a statement")
}

/// The comments, each without the white space at its end.
fn comments<'s>((sources, document): (&'s Sources, &Document)) -> Vec<&'s str> {
    document.comments.iter().map(|comment| sources.text(*comment).trim_end()).collect()
}

/// A tree written out without its places. The derived form names every field of every node, so that none can be
/// forgotten here when the tree grows.
fn without_places(tree: &impl Debug) -> String {
    let mut out = WithoutPlaces::default();
    // Writing to a text does not fail.
    let _ = write!(out, "{tree:?}");
    out.text
}

/// Takes what is written and leaves out `Span { … }`, wherever it does not stand inside of a text in quotes.
#[derive(Default)]
struct WithoutPlaces {
    text: String,
    in_quotes: bool,
    escaped: bool,
    in_place: bool,
}

const PLACE: &str = "Span { ";

impl Write for WithoutPlaces {
    fn write_str(&mut self, piece: &str) -> std::fmt::Result {
        for c in piece.chars() {
            if self.in_place {
                self.in_place = c != '}';
                continue;
            }
            self.text.push(c);
            if self.in_quotes {
                self.in_quotes = self.escaped || c != '"';
                self.escaped = !self.escaped && c == '\\';
            } else if c == '"' {
                self.in_quotes = true;
            } else if c == ' ' && self.text.ends_with(PLACE) {
                self.in_place = true;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{difference, without_places};
    use crate::diagnostics::Diagnostics;
    use crate::source::{Sources, Span};
    use crate::syntax::parse;

    /// What differs between two texts.
    fn compared(before: &str, after: &str) -> Option<&'static str> {
        let read = |text: &str| {
            let mut sources = Sources::default();
            let file = sources.add("a.comity", text.into()).unwrap_or_default();
            let document = parse(&sources, file, &mut Diagnostics::default());
            (sources, document)
        };
        let (before, after) = (read(before), read(after));
        difference((&before.0, &before.1), (&after.0, &after.1))
    }

    #[test]
    fn whatever_is_said_otherwise_is_found() {
        let text = "state A \"T\" { x: 5% since 2018-12-19 note \"n\" } # c";
        assert_eq!(compared(text, "# c\nstate A\"T\"{x:5%\n since 2018-12-19 note \"n\"}"), None);
        let others = [
            ("5%", "6%"),
            ("5%", "0.05"),
            ("5%", "-5%"),
            ("A", "B"),
            ("\"T\"", "\"T \""),
            ("12-19", "12-20"),
            ("note", "source"),
        ];
        for (word, other) in others {
            assert_eq!(compared(text, &text.replace(word, other)), Some("a statement"), "{other}");
        }
        assert_eq!(compared(text, &text.replace("# c", "# d")), Some("a comment"));
        assert_eq!(compared(text, &text.replace("# c", "")), Some("a comment"));
        assert_eq!(compared("# a\n# b", "# b\n# a"), Some("a comment"));
    }

    #[test]
    fn places_are_left_out_and_texts_are_not() {
        let one = (Span::new(1, 2), "Span { start: 1, end: 2 } \\\" Span { start", Span::new(3, 4));
        let other = (Span::new(5, 6), one.1, Span::new(7, 8));
        assert_eq!(without_places(&one), without_places(&other));
        assert_ne!(
            without_places(&one),
            without_places(&(one.0, "Span { start: 9, end: 2 } \\\" Span { start", one.2))
        );
    }
}
