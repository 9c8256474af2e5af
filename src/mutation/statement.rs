//! The text of a statement, word by word.

use crate::source::Span;

/// A statement as it is written, with the places of its words and signs. Comments and white space are none.
pub(super) struct Statement<'a> {
    text: &'a str,
    span: Span,
    tokens: Vec<Span>,
}

impl<'a> Statement<'a> {
    pub fn new(text: &'a str, span: Span) -> Self {
        let mut statement = Self { text, span, tokens: Vec::new() };
        let mut at = 0;
        while let Some(length) = text.get(at..).and_then(length) {
            let token = text.get(at..at + length).unwrap_or_default();
            if !token.starts_with(|first: char| first.is_whitespace() || first == '#') {
                statement.tokens.push(Span::new(statement.place(at), statement.place(at + length)));
            }
            at += length;
        }
        statement
    }

    fn place(&self, at: usize) -> u32 {
        self.span.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// What stands at a place.
    pub fn at(&self, span: Span) -> &'a str {
        let offset = |position: u32| position.saturating_sub(self.span.start) as usize;
        self.text.get(offset(span.start)..offset(span.end)).unwrap_or_default()
    }

    /// The last word or sign that ends in front of a place, so many words back.
    pub fn before(&self, position: u32, back: usize) -> Option<Span> {
        let behind = self.tokens.partition_point(|token| token.end <= position);
        behind.checked_sub(back).and_then(|at| self.tokens.get(at)).copied()
    }

    /// The first of these words between two places.
    pub fn find(&self, words: &[&str], from: u32, to: u32) -> Option<Span> {
        let first = self.tokens.partition_point(|token| token.start < from);
        let rest = self.tokens.iter().skip(first).take_while(|token| token.end <= to);
        rest.copied().find(|token| words.contains(&self.at(*token)))
    }

    /// The place without the spaces at its end.
    pub fn trimmed(&self, span: Span) -> Span {
        let text = self.at(span);
        let spaces = text.len() - text.trim_end().len();
        Span::new(span.start, span.end.saturating_sub(u32::try_from(spaces).unwrap_or_default()))
    }

    /// The place with the spaces in front of it that stand in its line.
    pub fn with_spaces(&self, span: Span) -> Span {
        let before = self.at(Span::new(self.span.start, span.start));
        let spaces = before.len() - before.trim_end_matches([' ', '\t']).len();
        Span::new(span.start.saturating_sub(u32::try_from(spaces).unwrap_or_default()), span.end)
    }

    /// The text with another in place of a part of it.
    pub fn changed(&self, cut: Span, put: &str) -> String {
        let head = self.at(Span::new(self.span.start, cut.start));
        let tail = self.at(Span::new(cut.end, self.span.end));
        format!("{head}{put}{tail}")
    }
}

/// The words and signs of a text, which are what it means.
pub(super) fn words(text: &str) -> Vec<&str> {
    let span = Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
    let statement = Statement::new(text, span);
    statement.tokens.iter().map(|token| statement.at(*token)).collect()
}

/// How long the word, number, text, comment, sign or white space is that a text begins with; `None` at the end.
fn length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let of_word = |c: char| c.is_alphanumeric() || c == '_';
    let rest = || text.char_indices().skip(1);
    let end = if first == '#' {
        text.find('\n')
    } else if first.is_whitespace() {
        text.find(|c: char| !c.is_whitespace())
    } else if of_word(first) {
        text.find(|c: char| !of_word(c))
    } else if first == '"' {
        let mut escaped = false;
        let mut closing = rest().filter(|(_, c)| {
            let closes = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            closes
        });
        closing.next().map(|(at, _)| at + 1)
    } else {
        Some(first.len_utf8())
    };
    Some(end.unwrap_or(text.len()))
}
