//! The files of a run, in one offset space.
//!
//! In: names and bytes of files. Out: [`Sources`], in which a [`Span`] names a place in any of them, so that one
//! diagnostic can point into three. Never here: reading a disk (see [`Files`], which the caller implements).

mod files;
mod markdown;
mod region;

use std::fmt;
use std::sync::Arc;

pub use files::{FileError, Files, MemoryFiles};
pub use markdown::{RULES, RuleBlock};
pub use region::{Point, Region};

/// A range of bytes in the offset space of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to `end`; an end before the start is moved to it.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The smallest range with both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Its length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A file of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(u32);

/// A place as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One file of a run.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its name, as it is shown: relative to where the program was started, with `/` between folders.
    pub name: String,
    /// Its text; bytes that are not UTF-8 are replaced, and [`SourceFile::broken`] says where they were.
    pub text: String,
    /// The place of the first bytes that are not UTF-8, in the offset space.
    pub broken: Option<Span>,
    base: u32,
    lines: Vec<u32>,
    /// The text with every control character turned into `?` byte for byte, where it has any.
    tame: Option<String>,
}

impl SourceFile {
    /// The range of the whole file.
    pub fn span(&self) -> Span {
        Span::new(self.base, self.base.saturating_add(offset(self.text.len())))
    }

    /// Offset of the file's first byte.
    pub fn base(&self) -> u32 {
        self.base
    }

    /// Whether it is literate Markdown.
    pub fn is_markdown(&self) -> bool {
        has_extension(&self.name, "md")
    }

    /// The text that is rules, with offsets unchanged: for Markdown the fenced blocks marked `comity`, with all else
    /// turned into spaces; for any other file the text itself, a byte order mark turned into spaces.
    pub fn code(&self) -> std::borrow::Cow<'_, str> {
        let text = self.text.as_bytes();
        let alone = |at: usize| text.get(at) == Some(&b'\r') && text.get(at + 1) != Some(&b'\n');
        let returns = || text.iter().enumerate().filter(|(_, byte)| **byte == b'\r');
        if self.is_markdown() {
            markdown::rules_only(&self.text).into()
        } else if returns().any(|(at, _)| alone(at)) {
            // A comment ends with its line, also where lines end as on the oldest machines.
            let broken = |(at, c): (usize, char)| if alone(at) { '\n' } else { c };
            let code: String = self.text.char_indices().map(broken).collect();
            code.replacen('\u{feff}', "   ", usize::from(code.starts_with('\u{feff}'))).into()
        } else if let Some(rest) = self.text.strip_prefix('\u{feff}') {
            format!("   {rest}").into()
        } else {
            self.text.as_str().into()
        }
    }

    /// The words that mark the fenced blocks of Markdown, each with its place; none of any other file.
    pub fn marks(&self) -> Vec<(Span, String)> {
        let marks = if self.is_markdown() { markdown::marks(&self.text) } else { Vec::new() };
        let place = |at: usize| self.base.saturating_add(offset(at));
        let spanned =
            marks.into_iter().map(|(at, mark)| (Span::new(place(at), place(at + mark.len())), mark.to_owned()));
        spanned.collect()
    }

    /// The fenced blocks of Markdown that are rules; none of any other file.
    pub fn rule_blocks(&self) -> Vec<RuleBlock> {
        if self.is_markdown() { markdown::rule_blocks(&self.text) } else { Vec::new() }
    }

    fn line_of(&self, position: u32) -> usize {
        self.lines.partition_point(|&start| start <= position).saturating_sub(1)
    }

    fn line_start(&self, line: usize) -> u32 {
        self.lines.get(line).copied().unwrap_or_default()
    }
}

/// Whether a file's name ends in `.extension`, in any case.
pub fn has_extension(name: &str, extension: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Whether a character would move the cursor of a terminal, or worse.
fn is_wild(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Whether a byte may be a part of such a character: most texts have none, which is quickly seen.
fn may_be_wild(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) || byte == 0x7f || byte == 0xc2
}

fn tame(text: &str) -> String {
    let one = |c: char| if is_wild(c) { "?".repeat(c.len_utf8()) } else { c.to_string() };
    text.chars().map(one).collect()
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// All files of a run, one behind the other. A copy shares their texts.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Adds a file and says which it is; `None` when all files together would have more than 4 GiB.
    pub fn add(&mut self, name: impl Into<String>, bytes: Vec<u8>) -> Option<FileId> {
        let id = FileId(u32::try_from(self.files.len()).ok()?);
        // One byte between files, so that an empty range at an end belongs to one of them only.
        let base = self.files.last().map_or(0, |file| file.span().end.saturating_add(1));
        let (text, broken) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
            }
        };
        let length = u32::try_from(text.len()).ok()?;
        base.checked_add(length)?.checked_add(1)?;
        let broken = broken.map(|at| Span::new(base + offset(at), base + offset(at) + 3));
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| offset(at) + 1)).collect();
        let tame = (text.bytes().any(may_be_wild) && text.contains(is_wild)).then(|| tame(&text));
        self.files.push(Arc::new(SourceFile { name: name.into(), text, broken, base, lines, tame }));
        Some(id)
    }

    /// Gives files other names to be shown by; those for which there is none keep theirs.
    pub fn rename(&mut self, name: impl Fn(&str) -> Option<String>) {
        for file in &mut self.files {
            if let Some(new) = name(&file.name) {
                Arc::make_mut(file).name = new;
            }
        }
    }

    /// The files, in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(offset(index)), file.as_ref()))
    }

    /// A file.
    ///
    /// # Panics
    ///
    /// When the id is of other sources.
    pub fn file(&self, id: FileId) -> &SourceFile {
        match self.files.get(id.0 as usize) {
            Some(file) => file,
            None => unreachable!("a file id is minted by its own sources"),
        }
    }

    /// The file that a place is in.
    pub fn file_at(&self, position: u32) -> Option<&SourceFile> {
        let index = self.files.partition_point(|file| file.base <= position).checked_sub(1)?;
        self.files.get(index).map(Arc::as_ref).filter(|file| position <= file.span().end)
    }

    /// The text of a range, empty when it is in no file.
    pub fn text(&self, span: Span) -> &str {
        self.file_at(span.start)
            .and_then(|file| file.text.get((span.start - file.base) as usize..(span.end - file.base) as usize))
            .unwrap_or_default()
    }

    /// The text of a range as it may be drawn on a terminal, with the same length.
    pub fn shown(&self, span: Span) -> &str {
        let Some(file) = self.file_at(span.start) else { return "" };
        let text = file.tame.as_deref().unwrap_or(&file.text);
        text.get((span.start - file.base) as usize..(span.end - file.base) as usize).unwrap_or_default()
    }

    /// A range with at most so many bytes more on each side, within its file and between characters.
    pub fn window(&self, span: Span, margin: u32) -> Span {
        let Some(file) = self.file_at(span.start) else { return span };
        let inside = |position: u32| (position.saturating_sub(file.base) as usize).min(file.text.len());
        let mut start = inside(span.start.saturating_sub(margin));
        let mut end = inside(span.end.min(span.start.saturating_add(margin)).saturating_add(margin));
        while !file.text.is_char_boundary(start) {
            start -= 1;
        }
        while !file.text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(file.base + offset(start), file.base + offset(end))
    }

    /// The place of a range's start as people name it.
    pub fn locate(&self, span: Span) -> Option<Location<'_>> {
        let file = self.file_at(span.start)?;
        let position = span.start - file.base;
        let line = file.line_of(position);
        let before = file.text.get(file.line_start(line) as usize..position as usize).unwrap_or_default();
        Some(Location { file: &file.name, line: line + 1, column: before.chars().count() + 1 })
    }

    /// The whole lines that a range touches, with `before` and `after` more lines around it, as a range in the
    /// offset space, and the number of the first of them from 0. `None` when it does not lie in one file.
    pub fn lines_around(&self, span: Span, before: usize, after: usize) -> Option<(&SourceFile, Span, usize)> {
        let file = self.file_at(span.start)?;
        if span.end > file.span().end {
            return None;
        }
        let first = file.line_of(span.start - file.base).saturating_sub(before);
        let last = file.line_of(span.end - file.base) + after;
        let end = file.lines.get(last + 1).copied().unwrap_or_else(|| offset(file.text.len()));
        Some((file, Span::new(file.base + file.line_start(first), file.base + end), first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters_and_across_files() {
        let mut sources = Sources::default();
        sources.add("a.comity", b"one\n".to_vec());
        let second = sources.add("b.comity", "\u{e9}t\u{e9} x\ny".into()).map(|id| sources.file(id).base());
        let base = second.unwrap_or_default();
        let place = sources.locate(Span::new(base + 6, base + 7));
        assert_eq!(place, Some(Location { file: "b.comity", line: 1, column: 5 }));
        assert_eq!(sources.text(Span::new(base + 6, base + 7)), "x");
        assert_eq!(sources.text(Span::new(0, base + 1)), "");
    }

    #[test]
    fn broken_text_says_where() {
        let mut sources = Sources::default();
        let id = sources.add("a.comity", vec![b'a', 0xff, b'b']).unwrap_or_default();
        assert_eq!(sources.file(id).broken, Some(Span::new(1, 4)));
    }
}
