//! What is proposed to a library: files that are read as though they stood among its own.

use crate::source::{FileError, Files};

/// The files of a proposal.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    /// The folder, from which its paths are read, or the single file.
    pub path: String,
    /// Its rule files. A library does not read those by itself that stand in its folder.
    pub files: Vec<String>,
    /// Whether they are read with the library.
    pub joined: bool,
}

impl Proposal {
    /// The files of a folder or a single file.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn new(path: &str, files: &dyn Files) -> Result<Self, FileError> {
        let path = super::paths::normalize(path);
        let files = if files.is_folder(&path) { files.rule_files(&path)? } else { vec![path.clone()] };
        Ok(Self { path, files, joined: true })
    }

    /// The same, left out of the library in whose folder it may stand.
    #[must_use]
    pub fn left_out(&self) -> Self {
        Self { joined: false, ..self.clone() }
    }

    /// Whether a file is one of the proposal.
    pub(super) fn has(&self, file: &str) -> bool {
        self.files.iter().any(|one| one == file)
    }

    /// The files of the library with those of the proposal behind them, or without them.
    pub(super) fn among(&self, library: Vec<String>) -> Vec<String> {
        let own = library.into_iter().filter(|file| !self.has(file));
        own.chain(self.files.iter().filter(|_| self.joined).cloned()).collect()
    }
}
