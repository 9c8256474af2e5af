//! What became of a library: for people as a table, for a pull request as Markdown, for programs as JSON.

mod comment;
mod escape;
mod markdown;
mod record;
mod table;
mod words;

pub use markdown::write_markdown;
pub use record::{SCHEMA, write_json};
pub use table::write_table;
pub use words::{Head, Heads};
