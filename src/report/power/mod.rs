//! The power of the members of a forum, for people and for programs.

mod record;
mod rows;
mod table;

pub use record::{Count, Figure, Row, SCHEMA, Sheet, sheet};
pub use rows::{write_csv, write_json};
pub use table::{write_markdown, write_table};
