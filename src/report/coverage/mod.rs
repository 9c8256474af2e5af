//! What tests exercise, as text: a table, annotated source, a tracefile of lcov, pages of HTML, an object of JSON.

mod html;
mod json;
mod lcov;
mod lines;
mod source;
mod summary;

pub use html::{Page, write_html};
pub use json::write_json;
pub use lcov::write_lcov;
pub use source::write_source;
pub use summary::{percent, write_summary};
