//! What is kept of a snapshot in a file, in the format of insta: a header in YAML between two lines of hyphens, and
//! then the text.
//!
//! Text in, text out; the header is written as insta writes it, so that its tool leaves nothing to change.

use std::fmt;

use saphyr::{LoadableYamlNode, Mapping, Scalar, Yaml, YamlEmitter};

/// The version of what is recorded. A file of a later one was written by a later program.
const VERSION: i64 = 1;

/// The key in a header that tells that a file is ours; its value is the version.
const MARK: &str = "comity";

/// Where a snapshot comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The file of its block, as the project names it.
    pub source: String,
    /// The line; only of what waits to be accepted.
    pub line: Option<usize>,
    /// Its title.
    pub title: String,
    /// What it records, as it is written.
    pub expression: String,
    /// The library.
    pub library: String,
}

/// A snapshot as a file keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The library that it belongs to.
    pub library: String,
    /// What was recorded.
    pub text: String,
}

/// Why a file is not a snapshot of ours that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    /// It is empty.
    Empty,
    /// It is not UTF-8.
    NotText,
    /// A merge left both versions in it, from this line on.
    Conflict(usize),
    /// It has no header.
    NoHeader,
    /// Its header cannot be read.
    Broken,
    /// A snapshot of something else.
    Foreign,
    /// A snapshot of another library.
    OfAnother,
    /// It was written by a later version of the program.
    Later,
}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::NotText => f.write_str("is not UTF-8"),
            Self::Conflict(line) => write!(f, "holds both sides of a merge, from line {line} on"),
            Self::NoHeader => f.write_str("has no header between two lines `---`"),
            Self::Broken => f.write_str("has a header that cannot be read"),
            Self::Foreign => f.write_str("is no snapshot that Comity wrote"),
            Self::OfAnother => f.write_str("holds a snapshot of another library"),
            Self::Later => f.write_str("was written by a later version of Comity"),
        }
    }
}

impl Kept {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When it is not a snapshot of ours.
    pub fn read(bytes: &[u8]) -> Result<Self, NotKept> {
        let text = std::str::from_utf8(bytes).map_err(|_| NotKept::NotText)?;
        if text.trim().is_empty() {
            return Err(NotKept::Empty);
        }
        if let Some(line) = text.lines().position(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")) {
            return Err(NotKept::Conflict(line + 1));
        }
        let (header, text) = split(text).ok_or(NotKept::NoHeader)?;
        let documents = Yaml::load_from_str(header).map_err(|_| NotKept::Broken)?;
        let [header] = documents.as_slice() else { return Err(NotKept::Broken) };
        if header.as_mapping().is_none() {
            return Err(NotKept::Broken);
        }
        let info = header.as_mapping_get("info");
        let mark = info.and_then(|info| info.as_mapping_get(MARK)).and_then(Yaml::as_integer);
        match mark {
            None => Err(NotKept::Foreign),
            Some(version) if version > VERSION => Err(NotKept::Later),
            Some(_) => {
                let library = info.and_then(|info| info.as_mapping_get("library")).and_then(Yaml::as_str);
                Ok(Self { library: library.unwrap_or_default().to_owned(), text: normal(text) })
            }
        }
    }

    /// The bytes of a file.
    pub fn write(header: &Header, text: &str) -> String {
        let word = |word: &'static str| Yaml::Value(Scalar::String(word.into()));
        let said = |text: &str| Yaml::Value(Scalar::String(text.to_owned().into()));
        let number = |number: i64| Yaml::Value(Scalar::Integer(number));
        let mut info = Mapping::new();
        info.insert(word(MARK), number(VERSION));
        info.insert(word("library"), said(&header.library));
        let mut fields = Mapping::new();
        fields.insert(word("source"), said(&header.source));
        if let Some(line) = header.line.and_then(|line| i64::try_from(line).ok()) {
            fields.insert(word("assertion_line"), number(line));
        }
        fields.insert(word("description"), said(&header.title));
        fields.insert(word("expression"), said(&header.expression));
        fields.insert(word("info"), Yaml::Mapping(info));
        let mut out = String::new();
        // Only a writer can fail, and a text does not.
        let _ = YamlEmitter::new(&mut out).dump(&Yaml::Mapping(fields));
        format!("{}\n---\n{}\n", out.trim_end(), normal(text))
    }
}

/// A text as snapshots are compared: without the ends of lines of other systems, and without space at its end.
pub fn normal(text: &str) -> String {
    text.trim_end().replace("\r\n", "\n")
}

/// The header and the text behind it.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((text.get(first.len()..end)?, text.get(end + line.len()..)?));
        }
        end += line.len();
    }
    None
}
