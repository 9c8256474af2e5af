//! The projects whose words are misspelt, in memory, their tables cut to the states that their rules name.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use comity::source::{MemoryFiles, Sources, has_extension};

use crate::words::{self, Kind, Word};

/// A project in memory.
pub struct Project {
    /// Its folder.
    pub path: String,
    /// Every word that it uses.
    pub vocabulary: BTreeSet<String>,
    files: BTreeMap<String, String>,
}

impl Project {
    /// Reads the files of a folder.
    pub fn read(folder: &str) -> Result<Self, Box<dyn Error>> {
        let mut files = BTreeMap::new();
        collect(Path::new(folder), &mut files)?;
        let mut project = Self { path: folder.to_owned(), vocabulary: BTreeSet::new(), files };
        project.cut_tables();
        let known = project.every_word().into_iter().map(|word| word.text);
        project.vocabulary = known.collect();
        Ok(project)
    }

    /// Its files.
    pub fn files(&self) -> MemoryFiles {
        self.files.iter().fold(MemoryFiles::default(), |all, (name, text)| all.with(name, text.as_str()))
    }

    /// Its files with one word written otherwise.
    pub fn with(&self, word: &Word, written: &str) -> MemoryFiles {
        let text = self.files.get(&word.file).map_or("", String::as_str);
        let (before, rest) = text.split_at_checked(word.at).unwrap_or_default();
        let behind = rest.strip_prefix(word.text.as_str()).unwrap_or_default();
        self.files().with(&word.file, format!("{before}{written}{behind}"))
    }

    /// The line of a word.
    pub fn line(&self, word: &Word) -> usize {
        let before = self.files.get(&word.file).and_then(|text| text.get(..word.at)).unwrap_or_default();
        before.matches('\n').count() + 1
    }

    /// The words to try: each once for every word that stands in front of it and every kind of file.
    pub fn words(&self) -> Vec<Word> {
        let mut seen = BTreeSet::new();
        let mut words = self.every_word();
        words.retain(|word| seen.insert((word.text.clone(), word.kind, word.before.clone())));
        words
    }

    fn every_word(&self) -> Vec<Word> {
        let mut all = Vec::new();
        for (name, text) in &self.files {
            if has_extension(name, "csv") {
                all.extend(words::of_table(name, text));
            } else if has_extension(name, "toml") {
                all.extend(words::of_manifest(name, text));
            } else {
                all.extend(words::of_rules(name, &code(name, text)));
                all.extend(fences(name, text));
            }
        }
        all
    }

    /// Keeps the rows about states that the rules name, and one for every other word that tells rows apart.
    fn cut_tables(&mut self) {
        let rules = self.files.iter().filter(|(name, _)| !has_extension(name, "csv"));
        let mut named: BTreeSet<String> = BTreeSet::new();
        for (name, text) in rules {
            let words = words::of_rules(name, &code(name, text));
            named.extend(words.into_iter().map(|word| word.text).filter(|word| is_state(word)));
        }
        let bodies = self.files.iter().filter(|(name, _)| name.ends_with("bodies.csv") || name.ends_with("vote.csv"));
        let mut told = BTreeSet::new();
        for line in bodies.flat_map(|(_, text)| text.lines().skip(1)) {
            let (states, others): (Vec<&str>, Vec<&str>) = line.split(',').partition(|cell| is_state(cell));
            if told.insert(others.first().copied().unwrap_or_default().to_owned()) {
                named.extend(states.into_iter().map(str::to_owned));
            }
        }
        for text in self.files.iter_mut().filter(|(name, _)| has_extension(name, "csv")).map(|(_, text)| text) {
            let kept = |line: &&str| line.split(',').filter(|cell| is_state(cell)).all(|cell| named.contains(cell));
            *text = text.split_inclusive('\n').filter(kept).collect();
        }
    }
}

fn is_state(word: &str) -> bool {
    word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase())
}

fn collect(folder: &Path, files: &mut BTreeMap<String, String>) -> Result<(), Box<dyn Error>> {
    #[expect(clippy::disallowed_methods, reason = "tests read the folders of the examples")]
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        #[expect(clippy::disallowed_methods, reason = "tests read the folders of the examples")]
        if path.is_dir() {
            collect(&path, files)?;
        } else if let Some(name) = path.to_str().filter(|name| !has_extension(name, "snap")) {
            files.insert(name.to_owned(), fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

/// The rules of a file, with spaces where prose stands.
fn code(name: &str, text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add(name, text.as_bytes().to_vec());
    file.map(|file| sources.file(file).code().into_owned()).unwrap_or_default()
}

/// The words that mark the blocks of a literate file.
fn fences(name: &str, text: &str) -> Vec<Word> {
    let marks = text.match_indices("```comity\n");
    let word = |at: usize| Word {
        text: "comity".to_owned(),
        kind: Kind::Reference,
        before: format!("fence {at}"),
        file: name.to_owned(),
        at: at + 3,
    };
    marks.map(|(at, _)| word(at)).collect()
}
