//! Ranges as other programs name them.

use super::{SourceFile, Sources, Span};

/// A place between two characters of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The column in UTF-16 code units, from 1.
    pub utf16: usize,
    /// How many bytes of the file stand in front of it.
    pub byte: u32,
}

/// A range of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region<'a> {
    /// The file's name.
    pub file: &'a str,
    /// Where it begins.
    pub start: Point,
    /// Behind its last character.
    pub end: Point,
}

impl Sources {
    /// A range as other programs name it; `None` when it lies in no file.
    pub fn region(&self, span: Span) -> Option<Region<'_>> {
        let file = self.file_at(span.start)?;
        let end = span.end.min(file.span().end);
        Some(Region { file: &file.name, start: file.point(span.start), end: file.point(end) })
    }

    /// The lines that a range touches.
    pub fn lines_of(&self, span: Span) -> &str {
        self.lines_around(span, 0, 0).map_or("", |(_, lines, _)| self.text(lines))
    }
}

impl SourceFile {
    fn point(&self, position: u32) -> Point {
        let byte = position - self.base;
        let line = self.line_of(byte);
        let before = self.text.get(self.line_start(line) as usize..byte as usize).unwrap_or_default();
        Point { line: line + 1, column: before.chars().count() + 1, utf16: before.encode_utf16().count() + 1, byte }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters_and_in_code_units() {
        let mut sources = Sources::default();
        sources.add("a.comity", b"one".to_vec());
        let text = "x\n\u{1f30d}\u{e9} wide";
        let base = sources.add("b.comity", text.into()).map(|id| sources.file(id).base()).unwrap_or_default();
        let wide = u32::try_from(text.find("wide").unwrap_or_default()).unwrap_or_default();
        let region = sources.region(Span::new(base + wide, base + wide + 4));
        let at = |column, utf16, byte| Point { line: 2, column, utf16, byte };
        assert_eq!(region.map(|region| (region.start, region.end)), Some((at(4, 5, wide), at(8, 9, wide + 4))));
        assert_eq!(sources.lines_of(Span::new(base, base + 1)), "x\n");
    }
}
