//! What came of a snapshot.

use super::kept::{Kept, NotKept, normal};
use crate::source::Span;

/// What came of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotResult {
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// Its file, as it is shown.
    pub file: String,
    /// What it records now.
    pub now: String,
    /// How that compares with the file.
    pub comparison: Comparison,
    /// What else a reader should know.
    pub notes: Vec<String>,
}

/// How what is recorded now compares with what a file keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// It is the same.
    Same,
    /// There is no file yet.
    Missing,
    /// The file keeps something else.
    Changed {
        /// What it keeps.
        before: String,
    },
    /// The file cannot be compared.
    Unusable(NotKept),
    /// It was written to the file.
    Written,
}

impl Comparison {
    /// Compares a file with what is recorded now of a library.
    pub fn of(file: Option<&[u8]>, now: &str, library: &str) -> Self {
        match file.map(Kept::read) {
            None => Self::Missing,
            Some(Err(why)) => Self::Unusable(why),
            Some(Ok(kept)) if kept.library != library => Self::Unusable(NotKept::OfAnother),
            Some(Ok(kept)) if kept.text == normal(now) => Self::Same,
            Some(Ok(kept)) => Self::Changed { before: kept.text },
        }
    }

    /// Whether nothing is left to decide.
    pub fn passed(&self) -> bool {
        matches!(self, Self::Same | Self::Written)
    }

    /// Whether a file may be written in its stead: what somebody else wrote, or may have written, is not.
    pub fn acceptable(&self) -> bool {
        match self {
            Self::Missing | Self::Changed { .. } => true,
            Self::Unusable(why) => matches!(why, NotKept::Empty | NotKept::Conflict(_)),
            Self::Same | Self::Written => false,
        }
    }
}
