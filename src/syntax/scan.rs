//! A quick look at a text before it is parsed.
//!
//! It finds comments, how deep brackets nest, and mistakes that no grammar can see well: a quote that is never closed,
//! the quotes and comments of other places, characters that cannot be seen. Those are reported and put right in a copy
//! of the same length, so that every offset stays true and one mistake makes one report.

use std::borrow::Cow;
use std::ops::Range;

use super::MAX_DEPTH;
use super::places::Places;
use super::report::Reporter;
use super::token::{is_odd, next_token, odd_name, token_at};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// How much of a line is looked back at.
const LINE: usize = 256;

/// What was found.
#[derive(Debug)]
pub(super) struct Scanned<'t> {
    /// The text, put right.
    pub(super) text: Cow<'t, str>,
    /// Where its comments stand.
    pub(super) comments: Vec<Range<usize>>,
    /// How deep brackets nest in it.
    pub(super) depth: usize,
    /// The first bracket that nests too deeply.
    pub(super) deep: Option<usize>,
    /// Quotes that close a text which was never opened: what stands before them will be reported.
    pub(super) orphans: Vec<Span>,
}

/// Brackets, or signs in front of an expression, that nest more deeply than anything can be read.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, format!("more than {MAX_DEPTH} levels of nesting"))
        .here("this is nested too deeply")
        .help("give a part of it a name of its own with `define`")
}

/// Looks through a text.
pub(super) fn scan<'t>(text: &'t str, places: &Places, reporter: &mut Reporter) -> Scanned<'t> {
    let mut scan = Scan {
        text,
        places,
        reporter,
        edits: Vec::new(),
        comments: Vec::new(),
        depth: 0,
        deepest: 0,
        deep: None,
        open: Vec::new(),
        semicolons: [Vec::new(), Vec::new()],
        orphans: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at += text.as_bytes().iter().skip(at).take_while(|byte| is_plain(**byte)).count();
        at = scan.step(at);
    }
    scan.report_semicolons();
    let (edits, comments, depth, deep, orphans) = (scan.edits, scan.comments, scan.deepest, scan.deep, scan.orphans);
    Scanned { text: edited(text, edits), comments, depth, deep, orphans }
}

/// Whether a byte is one of most: a letter, a digit, a space or a sign that cannot be wrong by itself.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'\t' | b'\r' | b'\n')
        || b"!$%&*+,-.:<=>?@\\^_`|~".contains(&byte)
}

/// The text with some ranges overwritten by others of the same length.
fn edited(text: &str, edits: Vec<(usize, String)>) -> Cow<'_, str> {
    if edits.is_empty() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 1);
    for (at, with) in edits {
        // Edits come in rising order and never overlap.
        out.push_str(text.get(out.len()..at).unwrap_or_default());
        out.push_str(&with);
    }
    out.push_str(text.get(out.len()..).unwrap_or_default());
    out.into()
}

struct Scan<'t, 'r> {
    text: &'t str,
    places: &'r Places,
    reporter: &'r mut Reporter,
    edits: Vec<(usize, String)>,
    comments: Vec<Range<usize>>,
    depth: usize,
    deepest: usize,
    deep: Option<usize>,
    /// Where the brackets were opened that are open now.
    open: Vec<usize>,
    /// Those behind statements, and those between the items of a list.
    semicolons: [Vec<Span>; 2],
    orphans: Vec<Span>,
}

impl<'t> Scan<'t, '_> {
    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The offset of the end of a line, line break not included.
    fn line_end(&self, at: usize) -> usize {
        at + self.rest(at).find(['\n', '\r']).unwrap_or(self.text.len() - at)
    }

    /// Passes over one thing and says where the next begins.
    fn step(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let Some(first) = rest.chars().next() else { return self.text.len() };
        match first {
            '#' => {
                let end = self.line_end(at);
                self.comments.push(at..end);
                self.overwrite(at + 1..end, "");
                end
            }
            '"' => self.string(at),
            '\'' if self.groups_digits(at) => self.grouped(at),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' | '\'' | '\u{2018}'
            | '\u{2019}' => self.other_quotes(at, first),
            '/' if rest.starts_with("//") => self.other_comment(at, self.line_end(at), "//"),
            '/' if rest.starts_with("/*") => {
                let end = rest.find("*/").map_or(self.line_end(at), |end| at + end + 2);
                self.other_comment(at, end, "/*")
            }
            ';' => {
                self.semicolon(at);
                at + 1
            }
            '{' if self.is_doubled(at) => {
                self.report(Code::Syntax, at..at + 1, "a `{` that nothing needs", "take it out: one opens a block");
                self.overwrite(at..at + 1, "");
                at + 1
            }
            '(' | '[' if self.close_of_list(at).is_some() => self.list(at),
            '(' | '[' | '{' => {
                self.depth += 1;
                if self.depth <= MAX_DEPTH {
                    self.open.push(at);
                }
                self.deepest = self.deepest.max(self.depth);
                if self.depth > MAX_DEPTH && self.deep.is_none() {
                    self.deep = Some(at);
                }
                at + 1
            }
            ')' | ']' | '}' => {
                self.depth = self.depth.saturating_sub(1);
                self.open.truncate(self.depth);
                at + 1
            }
            _ if is_odd(first) => self.odd(at, first),
            _ => at + first.len_utf8(),
        }
    }

    /// Where the bracket closes that opens a list of names here, which stands in braces in the language.
    fn close_of_list(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at + 1);
        let end = rest.find(['(', '[', '{', '}', ')', ']', '"', '#'])?;
        if !rest.get(end..)?.starts_with([')', ']']) {
            return None;
        }
        let line = self.line_before(at);
        let first = line.split_whitespace().next().unwrap_or_default();
        let whole = matches!(first, "enum" | "capacities" | "group") && self.rest(at).starts_with('[');
        let inner = line.trim_end().ends_with(" in");
        let set = line.trim_end().ends_with(':') && self.rest(at).starts_with('[');
        if !whole && !inner && !set {
            return None;
        }
        let words = |c: char| c.is_alphanumeric() || "_, \n".contains(c);
        if set && !rest.get(..end)?.split(',').all(|one| one.chars().all(words) && !one.trim().contains(' ')) {
            return None;
        }
        let listed = rest.get(..end)?.contains(',');
        (listed || whole && rest.get(end..)?.starts_with(']')).then_some(at + 1 + end)
    }

    fn list(&mut self, at: usize) -> usize {
        let Some(close) = self.close_of_list(at) else { return at + 1 };
        let items = self.text.get(at + 1..close).unwrap_or_default().trim();
        let help = format!("write `{{{items}}}`");
        self.report(Code::WrongWord, at..close + 1, "a list stands in braces", &help);
        self.overwrite(at..at + 1, "{");
        self.overwrite(close..close + 1, "}");
        close + 1
    }

    /// A `;` separates nothing; in a list it is put right to a `,`.
    fn semicolon(&mut self, at: usize) {
        let behind = token_at(self.text, next_token(self.text, at + 1));
        let listed = self.in_list() && !matches!(behind, ")" | "]" | "}" | "");
        self.overwrite(at..at + 1, if listed { "," } else { " " });
        let place = self.places.span(at, at + 1);
        let [ends, lists] = &mut self.semicolons;
        (if listed { lists } else { ends }).push(place);
    }

    /// What stands in front of an offset in its line and block; of a very long line only the end, so that many
    /// brackets in one line are looked at in no time.
    fn line_before(&self, at: usize) -> &'t str {
        let from = (at.saturating_sub(LINE)..at).find(|&from| self.text.is_char_boundary(from)).unwrap_or(at);
        self.text.get(from..at).unwrap_or_default().rsplit(['\n', '{', '}']).next().unwrap_or_default()
    }

    /// Whether the innermost bracket holds a list: arguments, a set, or names.
    fn in_list(&self) -> bool {
        let Some(&open) = self.open.last() else { return false };
        let line = self.line_before(open);
        if !self.rest(open).starts_with('{') || line.trim_end().ends_with(':') {
            return true;
        }
        let first = line.split_whitespace().next().unwrap_or_default();
        matches!(first, "enum" | "capacities" | "levels" | "group")
    }

    /// One report for each kind: whoever writes one writes many, and it is one habit.
    fn report_semicolons(&mut self) {
        let [ends, lists] = std::mem::take(&mut self.semicolons);
        for (places, message, help) in [
            (ends, "a `;` that nothing needs", "statements end by themselves; take it out"),
            (lists, "`;` is not a sign of the language here", "write `,`"),
        ] {
            let Some((first, rest)) = places.split_first() else { continue };
            let mut found = Diagnostic::new(Code::WrongWord, *first, message).help(help);
            if let Some(second) = rest.first() {
                found = found.also(*second, "and here");
            }
            if let Some(third) = rest.get(1) {
                let more = rest.len() - 2;
                let also = if more == 0 { "and here".to_owned() } else { format!("here, and {more} more times") };
                found = found.also(*third, also);
            }
            self.reporter.report(found);
        }
    }

    /// Whether a `'` stands between digits, as in `1'000`.
    fn groups_digits(&self, at: usize) -> bool {
        let digit = |c: char| c.is_ascii_digit();
        let behind = self.rest(at).get(1..4).is_some_and(|group| group.chars().all(digit));
        behind && self.text.get(..at).is_some_and(|before| before.ends_with(digit))
    }

    fn grouped(&mut self, at: usize) -> usize {
        let part = |c: char| c.is_ascii_digit() || c == '\'';
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.trim_end_matches(part).len();
        let end = at + self.rest(at).find(|c| !part(c)).unwrap_or(self.text.len() - at);
        let written = self.text.get(start..end).unwrap_or_default();
        let number = written.replace('\'', "_");
        let message = format!("`{written}` is not a number as the language writes it");
        self.report(Code::Syntax, start..end, &message, &format!("write `{number}`"));
        self.overwrite(at..end, number.get(at - start..).unwrap_or_default());
        end
    }

    /// Whether a brace has just one more behind it, which no statement has.
    fn is_doubled(&self, at: usize) -> bool {
        if self.text.get(..at).is_some_and(|before| before.ends_with('{')) {
            return false;
        }
        let next = |text: &'t str| text.strip_prefix('{').map(|rest| rest.trim_start_matches([' ', '\t']));
        let second = next(self.rest(at)).and_then(next);
        second.is_some_and(|rest| !rest.starts_with('{'))
    }

    /// A text in quotes. It may run over lines; but where its last quote has something written right behind it, that
    /// quote opens the next text, and this one was never closed.
    fn string(&mut self, at: usize) -> usize {
        let mut bytes = self.text.bytes().enumerate().skip(at + 1);
        let mut over_lines = false;
        let end = loop {
            match bytes.next() {
                None => break None,
                Some((_, b'\\')) => {
                    bytes.next();
                }
                Some((end, b'"')) => break Some(end + 1),
                Some((_, b'\n')) => over_lines = true,
                Some(_) => {}
            }
        };
        let written = |next: char| !next.is_whitespace() && !"}]){,|.#;\"".contains(next);
        let next = end.and_then(|end| self.rest(end).chars().next());
        let opens_next = next.is_some_and(written);
        let before = self.text.get(..at).and_then(|before| before.chars().next_back());
        if end == Some(at + 2) && opens_next || before == Some('"') {
            self.report(Code::Syntax, at..at + 1, "a `\"` that nothing needs", "take it out");
            self.overwrite(at..at + 1, "");
            return at + 1;
        }
        if before.is_some_and(|before| before.is_alphanumeric() || ".!?%".contains(before)) {
            self.orphans.push(self.places.span(at, at + 1));
            self.overwrite(at..at + 1, "");
            return at + 1;
        }
        end.filter(|_| !over_lines || !opens_next).unwrap_or_else(|| self.unclosed_string(at))
    }

    fn unclosed_string(&mut self, at: usize) -> usize {
        let end = self.line_end(at);
        let line = self.text.get(at..end).unwrap_or_default();
        let trimmed = line.trim_end();
        // A brace at the end of the line is one of the block around, not of the text.
        let inner = trimmed.trim_end_matches(['{', '}']).trim_end();
        let (close, next) =
            if inner.len() < trimmed.len() && trimmed.get(inner.len()..).is_some_and(|c| c.starts_with(' ')) {
                (at + inner.len(), at + inner.len() + 1)
            } else if trimmed.len() < line.len() {
                (at + trimmed.len(), at + trimmed.len() + 1)
            } else {
                (end, (end + 1).min(self.text.len().max(end)))
            };
        let shown = Span::new(self.places.place(at), self.places.place(close));
        self.reporter.report(
            Diagnostic::new(Code::UnclosedString, shown, "a text that is never closed")
                .here("the quote that opens it is here")
                .help("close it with `\"` at the end of the text"),
        );
        self.overwrite(close..next, "\"");
        self.reporter.excuse(self.places.place(next));
        next.max(close)
    }

    fn other_quotes(&mut self, at: usize, open: char) -> usize {
        let start = at + open.len_utf8();
        let single = matches!(open, '\'' | '\u{2018}' | '\u{2019}');
        let closes = |c: char| match c {
            '\'' | '\u{2018}' | '\u{2019}' => single,
            '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' | '"' => !single,
            _ => false,
        };
        // Up to the closing quote or the end of the line, whichever comes first.
        let found = self.rest(start).find(|c| c == '\n' || c == '\r' || closes(c)).map(|length| start + length);
        let closing =
            found.and_then(|close| self.rest(close).chars().next().filter(|c| closes(*c)).map(|c| (close, c)));
        let Some((close, quote)) = closing else {
            self.report(
                Code::WrongWord,
                at..start,
                &format!("`{open}` is not a quote of the language"),
                "texts stand in straight double quotes: `\"…\"`",
            );
            self.overwrite(at..start, "");
            return start;
        };
        let end = close + quote.len_utf8();
        let content = self.text.get(start..close).unwrap_or_default().replace('"', "'").replace('\\', "/");
        let help = format!("write straight double quotes: `\"{content}\"`");
        self.report(Code::WrongWord, at..end, "these quotes are not those of the language", &help);
        self.overwrite(at..end, &format!("{:>width$}{content}\"", '"', width = open.len_utf8()));
        end
    }

    fn other_comment(&mut self, at: usize, end: usize, sign: &str) -> usize {
        self.report(
            Code::WrongWord,
            at..at + 2,
            &format!("`{sign}` does not begin a comment"),
            "comments begin with `#`",
        );
        let lines = self.text.get(at..end).unwrap_or_default();
        let blank: String =
            lines.bytes().map(|b| if matches!(b, b'\n' | b'\r') { char::from(b) } else { ' ' }).collect();
        self.overwrite(at..end, &blank);
        end
    }

    /// One report for a whole run of the same character.
    fn odd(&mut self, at: usize, odd: char) -> usize {
        let rest = self.rest(at);
        let end = at + rest.find(|c| c != odd).unwrap_or(rest.len());
        let name = odd_name(odd).unwrap_or_default();
        self.report(
            Code::Syntax,
            at..end,
            &format!("{name} does not belong here"),
            "take it out; a space or a line break may stand here",
        );
        self.overwrite(at..end, "");
        end
    }

    fn report(&mut self, code: Code, range: Range<usize>, message: &str, help: &str) {
        if self.reporter.is_full() {
            self.reporter.more(self.places.span(range.start, range.end));
            return;
        }
        let span = self.places.span(range.start, range.end);
        self.reporter.report(Diagnostic::new(code, span, message).help(help));
    }

    /// Replaces a range, filled up with spaces to its length.
    fn overwrite(&mut self, range: Range<usize>, with: &str) {
        let mut filled = with.to_owned();
        filled.extend(std::iter::repeat_n(' ', range.len().saturating_sub(with.len())));
        self.edits.push((range.start, filled));
    }
}
