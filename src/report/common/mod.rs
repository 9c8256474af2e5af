//! Common ground: for people as a page, for programs as rows; and the story of one pair.

mod numbers;
mod overview;
pub(in crate::report) mod page;
mod record;
mod rows;
mod split;
mod story;
mod teller;

pub use overview::overview;
pub use page::{Page, write_markdown, write_table};
pub use record::SCHEMA;
pub use rows::{write_csv, write_json};
pub use story::{Story, write_story_json, write_story_markdown, write_story_text};
pub use teller::story;
