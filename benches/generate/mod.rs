//! Libraries as text, of any size and the same for the same seed.
//!
//! They are about nothing, but are made like libraries that people write: issues in a tree, measures on them,
//! principles with two parties and two clauses, profiles with facts that are sometimes missing, and interests derived
//! from facts.

mod chance;
mod condition;
mod expectations;
mod principles;
mod profiles;
mod vocabulary;

pub use expectations::expectations;

use chance::Chance;
use comity::source::MemoryFiles;

/// The folder of a generated project.
pub const FOLDER: &str = "generated";

/// How large a library is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Principles, each with two clauses.
    pub principles: usize,
    /// States, each with a profile.
    pub states: usize,
    /// Attributes that profiles give facts of.
    pub attributes: usize,
    /// Where the facts stand.
    pub profiles: Profiles,
    /// Another seed makes another library of the same size.
    pub seed: u64,
}

/// Where the facts of states stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profiles {
    /// In a block for each state.
    Blocks,
    /// In a table with a row for each state.
    Table,
}

impl Default for Size {
    fn default() -> Self {
        Self { principles: 50, states: 50, attributes: 24, profiles: Profiles::Blocks, seed: 1 }
    }
}

/// The files of a library, each with its name in the folder.
pub fn files(size: Size) -> Vec<(&'static str, String)> {
    // Parts draw from chances of their own, so that more states do not make other principles.
    let chance = |part: u64| Chance::new(size.seed ^ part << 32);
    let mut files = vec![
        ("comity.toml", "[library]\nname = \"generated\"\nversion = \"0.1.0\"\nas_of = 2020-01-01\n".to_owned()),
        ("vocabulary.comity", vocabulary::vocabulary(size)),
        ("principles.comity", principles::principles(size, &mut chance(1))),
        ("interests.comity", principles::interests(size, &mut chance(2))),
        ("states.comity", profiles::statements(size, &mut chance(3))),
    ];
    if size.profiles == Profiles::Table {
        files.push(("states.csv", profiles::table(size, &mut chance(3))));
    }
    files
}

/// Files in memory, as a folder of their own.
pub fn in_memory(files: &[(&'static str, String)]) -> MemoryFiles {
    files.iter().fold(MemoryFiles::default(), |all, (name, text)| all.with(&format!("{FOLDER}/{name}"), text.as_str()))
}
