//! Fenced blocks of Markdown as small projects, for the tests that are written as text.

use std::collections::BTreeMap;

use comity::Reading;
use comity::diagnostics::Asked;
use comity::source::MemoryFiles;

/// The file of the blocks that name none.
const MAIN: &str = "example.comity";

/// A fenced block.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The words behind the opening fence: what it holds, the file that it stands for, and a comment.
    pub info: String,
    /// What it holds.
    pub text: String,
    /// The number of the line of its opening fence, from 1.
    pub line: usize,
}

impl Block {
    /// The file that it stands for; `None` for one that is only to be looked at.
    fn file(&self) -> Option<&str> {
        let info = self.info.split('#').next().unwrap_or_default();
        let mut words = info.split_whitespace();
        match (words.next(), words.next()) {
            (_, Some(name)) => Some(name),
            (Some("comity"), None) => Some(MAIN),
            _ => None,
        }
    }
}

/// The fenced blocks of a text, in their order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                open = Some(Block { info: info.trim().to_owned(), text: String::new(), line: index + 1 });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (None, Some(block)) => block.text.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    found
}

/// A project of several blocks. Blocks of one file follow one another in it, each at the lines that it has in the
/// text. The project is a folder when there is a `comity.toml`, and the file of the blocks that name none otherwise.
pub fn project(blocks: &[Block]) -> (&'static str, MemoryFiles) {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for block in blocks {
        let Some(file) = block.file() else { continue };
        let text = texts.entry(file).or_default();
        text.push_str(&"\n".repeat(block.line.saturating_sub(text.lines().count())));
        text.push_str(&block.text);
    }
    let path = if texts.contains_key("comity.toml") { "." } else { MAIN };
    let files = texts.into_iter().fold(MemoryFiles::default(), |files, (name, text)| files.with(name, text));
    (path, files)
}

/// Reads a project and finds everything that `comity check` finds.
pub fn check(path: &str, files: &MemoryFiles) -> Reading {
    let mut reading = comity::read(path, files);
    let day = reading.day(None);
    reading.review(day, &Asked::default());
    reading
}
