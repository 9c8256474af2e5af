//! A tree of lines, drawn with boxes and wrapped to a width.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// The least width of a line's own text, however deep it stands.
const LEAST: usize = 28;

/// A line, and those below it.
#[derive(Debug, Default)]
pub struct Node {
    text: String,
    /// Where it is written, kept together and shown faintly behind the text.
    place: Option<String>,
    strong: bool,
    below: Vec<Node>,
}

impl Node {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    #[must_use]
    pub fn at(mut self, place: Option<&String>) -> Self {
        self.place = place.cloned();
        self
    }

    /// In bold.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    #[must_use]
    pub fn with(mut self, below: impl IntoIterator<Item = Node>) -> Self {
        self.below.extend(below);
        self
    }

    pub fn push(&mut self, node: Node) {
        self.below.push(node);
    }

    /// What stands right below it, each on one line with its place.
    pub fn lines_below(&self) -> impl Iterator<Item = String> {
        let line = |node: &Node| match &node.place {
            Some(place) => format!("{}   {place}", node.text),
            None => node.text.clone(),
        };
        self.below.iter().map(line)
    }

    /// Draws it from the margin.
    pub fn draw(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        self.line("", "", width, out)
    }

    /// Writes it as a list in Markdown, at a depth.
    pub fn list(&self, depth: usize, out: &mut dyn Write) -> io::Result<()> {
        let text = crate::report::escape::escape(&self.text);
        let strong = if self.strong { "**" } else { "" };
        let place = self.place.as_ref().map(|place| format!(" (`{place}`)")).unwrap_or_default();
        writeln!(out, "{}- {strong}{text}{strong}{place}", "  ".repeat(depth))?;
        self.below.iter().try_for_each(|node| node.list(depth + 1, out))
    }

    fn line(&self, first: &str, rest: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let style = if self.strong { Style::new().bold() } else { Style::new() };
        // Lines after the first stand under the text, beside the line down to what is below.
        let hang = if self.below.is_empty() { "  " } else { "│ " };
        let room = width.saturating_sub(first.width()).max(LEAST);
        let mut prefix = first.to_owned();
        let mut used = 0;
        write!(out, "{prefix}")?;
        let words = self.text.split_whitespace().map(|word| (word, false));
        let place = self.place.as_deref().map(|place| (place, true));
        for (word, faint) in words.chain(place) {
            let gap = match (used, faint) {
                (0, _) => 0,
                (_, true) => 2,
                (_, false) => 1,
            };
            if used > 0 && used + gap + word.width() > room {
                prefix = format!("{rest}{hang}");
                write!(out, "\n{prefix}")?;
                used = prefix.width().saturating_sub(first.width());
            } else {
                write!(out, "{}", " ".repeat(gap))?;
                used += gap;
            }
            let style = if faint { Style::new().dimmed() } else { style };
            write!(out, "{style}{word}{style:#}")?;
            used += word.width();
        }
        writeln!(out)?;
        for (place, node) in self.below.iter().enumerate() {
            let (branch, down) = if place + 1 == self.below.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            node.line(&format!("{rest}{branch}"), &format!("{rest}{down}"), width, out)?;
        }
        Ok(())
    }
}
