//! Why a verdict is what it is, why it is not another, and what would change it: for people as a tree, for programs as
//! JSON. Both are written from one [`Answer`], so that they say the same.

mod build;
mod changes;
mod conditions;
mod dated;
mod evidence;
mod extent;
mod obstacles;
mod outlook;
pub(super) mod record;
mod settle;
mod steps;
mod text;
pub(super) mod tree;
pub(super) mod words;

pub use build::{Asked, answer, open_answer};
pub use record::{Answer, SCHEMA, Why};
pub use settle::{DecidingRecord, SettleRecord};
pub use text::{Shown, write_text};

use std::io::{self, Write};

/// Writes the answers as one JSON object.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_json(why: &Why, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, why)?;
    writeln!(out)
}
