//! What the tests of a library would not notice.

mod record;
mod text;

use std::io::{self, Write};

pub use record::{Row, SCHEMA, Sheet, sheet};
pub use text::write_text;

/// Writes one object with every mutant that was tried.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, sheet)?;
    writeln!(out)
}
