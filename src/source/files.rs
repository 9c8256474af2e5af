//! What the pipeline asks of a disk, so that it never touches one itself.

use std::collections::BTreeMap;

/// A file that could not be read, in the words of whoever tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError(pub String);

/// Where files come from. Names are relative, with `/` between folders; `..` is allowed.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// When there is no such file or it cannot be read.
    fn read(&self, name: &str) -> Result<Vec<u8>, FileError>;

    /// Whether a name is a folder.
    fn is_folder(&self, name: &str) -> bool;

    /// The rule files of a project folder and of the folders below it, sorted: those that end in `.comity` or `.md`.
    /// Hidden folders, and folders with a `comity.toml` of their own, are passed over.
    ///
    /// # Errors
    ///
    /// When a folder cannot be read.
    fn rule_files(&self, folder: &str) -> Result<Vec<String>, FileError>;
}

/// Files held in memory, for tests and for what the program carries in itself.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles(BTreeMap<String, Vec<u8>>);

impl MemoryFiles {
    /// Adds a file, or replaces one.
    #[must_use]
    pub fn with(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(name.to_owned(), bytes.into());
        self
    }
}

impl Files for MemoryFiles {
    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        self.0.get(name).cloned().ok_or_else(|| FileError("no such file".to_owned()))
    }

    fn is_folder(&self, name: &str) -> bool {
        let prefix = format!("{}/", name.trim_end_matches('/'));
        name == "." || self.0.keys().any(|key| key.starts_with(&prefix))
    }

    fn rule_files(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let prefix = if folder == "." { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
        let rules = |name: &&String| {
            name.starts_with(&prefix) && (super::has_extension(name, "comity") || super::has_extension(name, "md"))
        };
        Ok(self.0.keys().filter(rules).cloned().collect())
    }
}
