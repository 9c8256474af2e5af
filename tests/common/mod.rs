//! Fenced blocks of Markdown as small projects, for the tests that are written as text.

use comity::Reading;
use comity::judge::Plan;
use comity::review::review;
use comity::source::MemoryFiles;

/// A fenced block.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The words behind the opening fence: what it holds, and the file that it stands for.
    pub info: String,
    /// What it holds.
    pub text: String,
    /// The number of the line of its opening fence, from 1.
    pub line: usize,
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
            (None, Some(block)) => block.text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    found
}

/// A project of several blocks. A block stands for the file that its second word names; one of `comity` that names
/// none is `example.comity`. It is a folder when there is a `comity.toml`, and the single file otherwise.
pub fn project<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> (&'static str, MemoryFiles) {
    let mut files = MemoryFiles::default();
    let mut path = "example.comity";
    for block in blocks {
        let mut words = block.info.split_whitespace();
        let name = match (words.next(), words.next()) {
            (_, Some(name)) => name,
            (Some("comity"), None) => "example.comity",
            _ => continue,
        };
        if name == "comity.toml" {
            path = ".";
        }
        files = files.with(name, block.text.as_str());
    }
    (path, files)
}

/// Reads a project and finds everything that `comity check` finds.
pub fn check(path: &str, files: &MemoryFiles) -> Reading {
    let mut reading = comity::read(path, files);
    let day = reading.day(None);
    if !reading.diagnostics.has_form_errors() {
        review(&Plan::new(&reading.library, day), &mut reading.diagnostics);
    }
    reading
}
