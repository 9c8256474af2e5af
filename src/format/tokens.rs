//! The words and signs of a text, with the comments between them.
//!
//! The tree says what they mean; here they are only counted, so that each is written again, once, in its order.

use unicode_ident::{is_xid_continue, is_xid_start};

/// A word, a sign, a reference or a literal, as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    /// What is written.
    pub(super) text: &'t str,
    /// Where it begins, in the offset space of the sources.
    pub(super) start: u32,
    /// Where it ends.
    pub(super) end: u32,
    /// The line on which it begins, counted from the beginning of the text.
    pub(super) line: usize,
    /// The line on which it ends; a text in quotes may run over several.
    pub(super) last_line: usize,
    /// Whether an empty line stands right in front of it.
    pub(super) apart: bool,
}

/// A comment, from its `#` to the last character that is seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment<'t> {
    /// What is written.
    pub(super) text: &'t str,
    /// Whether it has a line of its own.
    pub(super) own: bool,
    /// Whether an empty line stands right in front of it.
    pub(super) apart: bool,
}

/// All that is written in a text.
#[derive(Debug, Default)]
pub(super) struct Tokens<'t> {
    /// The words and signs.
    pub(super) all: Vec<Token<'t>>,
    /// The comments in front of each of them, and behind the last.
    pub(super) comments: Vec<Vec<Comment<'t>>>,
}

impl<'t> Tokens<'t> {
    /// Takes a text apart that begins at an offset of the sources. A comma that nothing follows is left out, and so are
    /// those at the places that `needless` names.
    pub(super) fn of(text: &'t str, base: u32, needless: &dyn Fn(u32) -> bool) -> Self {
        let mut found = Self { all: Vec::new(), comments: vec![Vec::new()] };
        let mut place = Place { at: 0, line: 0, breaks: 0 };
        let mut held: Option<Token<'t>> = None;
        while let Some(rest) = text.get(place.at..).filter(|rest| !rest.is_empty()) {
            let length = length(rest, found.all.last().map(|token| token.text));
            let Some((word, _)) = rest.split_at_checked(length) else { break };
            if word.trim().is_empty() {
                place.pass(word);
                continue;
            }
            let apart = place.breaks > 1;
            if word.starts_with('#') {
                let first = found.all.is_empty() && found.comments.iter().all(Vec::is_empty);
                let own = place.breaks > 0 || first;
                if let Some(between) = found.comments.last_mut() {
                    between.push(Comment { text: word.trim_end(), own, apart });
                }
                place.pass(word);
                place.breaks = 0;
                continue;
            }
            let start = base.saturating_add(narrow(place.at));
            let line = place.line;
            place.pass(word);
            place.breaks = 0;
            let end = base.saturating_add(narrow(place.at));
            let token = Token { text: word, start, end, line, last_line: place.line, apart };
            if let Some(comma) = held.take().filter(|_| !matches!(word, "}" | ")")) {
                found.push_comma(comma);
            }
            if word == "," {
                held = Some(token).filter(|_| !needless(start));
            } else {
                found.push(token);
            }
        }
        found
    }

    fn push(&mut self, token: Token<'t>) {
        self.all.push(token);
        self.comments.push(Vec::new());
    }

    /// A comma stands right behind what it follows; comments in front of it move behind it.
    fn push_comma(&mut self, mut comma: Token<'t>) {
        if let Some(before) = self.all.last() {
            (comma.line, comma.last_line) = (before.last_line, before.last_line);
        }
        let passed = self.comments.last_mut().map(std::mem::take).unwrap_or_default();
        self.all.push(comma);
        self.comments.push(passed);
    }

    /// The token that begins at an offset, or the first behind it.
    pub(super) fn at(&self, offset: u32) -> usize {
        self.all.partition_point(|token| token.end <= offset)
    }

    /// The last token that begins in front of an offset.
    pub(super) fn before(&self, offset: u32) -> usize {
        self.all.partition_point(|token| token.start < offset).saturating_sub(1)
    }

    /// What a token says; nothing behind the last.
    pub(super) fn text(&self, index: usize) -> &'t str {
        self.all.get(index).map_or("", |token| token.text)
    }

    /// Whether a token begins on another line than the one in front of it ends.
    pub(super) fn breaks_before(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.all.get(before));
        before.zip(self.all.get(index)).is_some_and(|(before, token)| before.last_line != token.line)
    }
}

/// Where the reading stands.
struct Place {
    at: usize,
    line: usize,
    /// The line breaks since the last token or comment.
    breaks: usize,
}

impl Place {
    fn pass(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let ends = |at: usize| match bytes.get(at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let breaks = (0..bytes.len()).filter(|&at| ends(at)).count();
        self.at += text.len();
        self.line += breaks;
        self.breaks += breaks;
    }
}

/// How long the next thing is: white space, a comment or a token.
fn length(rest: &str, before: Option<&str>) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    let until = |ends: &dyn Fn(char) -> bool| rest.find(ends).unwrap_or(rest.len());
    match first {
        _ if first.is_whitespace() => until(&|c| !c.is_whitespace()),
        '#' => until(&|c| matches!(c, '\n' | '\r')),
        '0'..='9' => date(rest).unwrap_or_else(|| number(rest)),
        '"' => chain(rest, string(rest)),
        '<' | '>' if rest.get(1..2) == Some("=") => 2,
        _ if is_xid_start(first) => {
            let word = word(rest);
            let tag = before.is_some_and(|before| before.ends_with('"'));
            tag.then(|| language(rest, word)).flatten().unwrap_or_else(|| chain(rest, word))
        }
        _ => first.len_utf8(),
    }
}

fn word(rest: &str) -> usize {
    rest.find(|c| !is_xid_continue(c)).unwrap_or(rest.len())
}

/// A text in quotes, with them.
fn string(rest: &str) -> usize {
    let mut bytes = rest.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return at + 1,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
    rest.len()
}

/// A word or a text with what hangs on it: `migration::labour.quotas`.
fn chain(rest: &str, first: usize) -> usize {
    let mut end = first;
    loop {
        let tail = rest.get(end..).unwrap_or_default();
        let sign = if tail.starts_with("::") { 2 } else { usize::from(tail.starts_with('.')) };
        let next = tail.get(sign..).unwrap_or_default();
        end += match next.chars().next().filter(|_| sign > 0) {
            Some('"') => sign + string(next),
            Some(c) if is_xid_start(c) => sign + word(next),
            _ => return end,
        };
    }
}

/// `2018-12-19`
fn date(rest: &str) -> Option<usize> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut end = digits(rest);
    for _ in 0..2 {
        let tail = rest.get(end..)?.strip_prefix('-')?;
        let length = digits(tail);
        end += 1 + length;
        (length > 0).then_some(())?;
    }
    let next = rest.get(end..).and_then(|tail| tail.chars().next());
    next.is_none_or(|c| !is_xid_continue(c)).then_some(end)
}

/// `50_277`, `0.6%`
fn number(rest: &str) -> usize {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let mut end = digits(rest);
    while let Some(tail) = rest.get(end..).and_then(|tail| tail.strip_prefix('.')) {
        if !tail.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        end += 1 + digits(tail);
    }
    end + usize::from(rest.get(end..).is_some_and(|tail| tail.starts_with('%')))
}

/// A language tag with hyphens, behind a title: `"Austria" fr-CH "Autriche"`.
fn language(rest: &str, word: usize) -> Option<usize> {
    let first = rest.get(..word)?;
    if !(2..=3).contains(&word) || !first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    rest.get(end..)?.trim_start().starts_with(['"', '#']).then_some(end)
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
