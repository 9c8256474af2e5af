//! Items by file and line, and what is missing of each in words.

use crate::source::{SourceFile, Sources, Span};
use crate::testing::coverage::{Coverage, Figure, Half, Item, Kind};

/// A file with what it holds, by line.
pub struct File<'a> {
    pub file: &'a SourceFile,
    pub lines: Vec<Line<'a>>,
}

/// A line of a file.
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// Its text, as it may be drawn on a terminal, without its end.
    pub text: &'a str,
    /// What begins in it.
    pub items: Vec<&'a Item>,
}

/// How much of a line is covered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It holds nothing to exercise.
    Nothing,
    /// All of it.
    Covered,
    /// Some of it.
    Partly,
    /// None of it.
    Missed,
}

impl Line<'_> {
    pub fn figure(&self) -> Figure {
        self.items.iter().map(|item| item.figure()).fold(Figure::default(), Figure::with)
    }

    pub fn mark(&self) -> Mark {
        let Figure { seen, all } = self.figure();
        match (all, seen) {
            (0, _) => Mark::Nothing,
            (_, 0) => Mark::Missed,
            _ if seen == all => Mark::Covered,
            _ => Mark::Partly,
        }
    }

    /// What is missing, item by item; each is named where the line holds several.
    pub fn missing(&self, sources: &Sources) -> Vec<String> {
        let of = |item: &&Item| {
            let missing = missing(item)?;
            Some(if self.items.len() > 1 { format!("{}: {missing}", label(item, sources)) } else { missing })
        };
        self.items.iter().filter_map(of).collect()
    }
}

impl File<'_> {
    pub fn figure(&self) -> Figure {
        self.lines.iter().map(Line::figure).fold(Figure::default(), Figure::with)
    }
}

/// The files that hold something to exercise, in the order in which they were read.
pub fn files<'a>(coverage: &'a Coverage, sources: &'a Sources) -> Vec<File<'a>> {
    let mut items = coverage.items.iter().peekable();
    let mut found = Vec::new();
    for (_, file) in sources.files() {
        let mut lines = Vec::new();
        let mut start = file.base();
        let end = file.span().end;
        let mut any = false;
        for (index, raw) in file.text.split_inclusive('\n').enumerate() {
            let next = start.saturating_add(u32::try_from(raw.len()).unwrap_or(u32::MAX)).min(end);
            let text = sources.shown(Span::new(start, next)).trim_end_matches(['\n', '\r']);
            let mut here = Vec::new();
            while let Some(item) = items.next_if(|item| item.span.start < next) {
                here.push(item);
            }
            any |= !here.is_empty();
            lines.push(Line { number: index + 1, text, items: here });
            start = next;
        }
        if any {
            found.push(File { file, lines });
        }
    }
    found
}

/// An item by its name or in its own words.
pub fn label(item: &Item, sources: &Sources) -> String {
    if let Some(name) = &item.name {
        return name.clone();
    }
    let words = sources.shown(item.span).split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(48) {
        Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or_default().trim_end()),
        None => words,
    }
}

/// What no test has seen of an item; `None` where all is seen.
pub fn missing(item: &Item) -> Option<String> {
    let halves: Vec<Half> = item.missing().collect();
    match halves.as_slice() {
        [] => None,
        [Half::Won, Half::Lost] => Some("never won, never lost".to_owned()),
        [Half::Yes, Half::No] => Some("never seen yes, never seen no".to_owned()),
        several => Some(several.iter().map(|&half| never(item.kind, half)).collect::<Vec<_>>().join(", ")),
    }
}

fn never(kind: Kind, half: Half) -> String {
    match half {
        Half::Seen if kind == Kind::Principle => "never asked for".to_owned(),
        Half::Seen => "never judged".to_owned(),
        Half::Won => "never won".to_owned(),
        Half::Lost => "never lost".to_owned(),
        Half::Yes => "never seen yes".to_owned(),
        Half::No => "never seen no".to_owned(),
    }
}
