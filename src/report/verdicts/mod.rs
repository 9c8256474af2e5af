//! Verdicts as tables for people and as rows for programs.

mod corridors;
mod markdown;
mod record;
mod rows;
mod summary;
mod table;

pub use corridors::Pairs;
pub use markdown::write_markdown;
pub use record::{ChoiceRecord, Record, SCHEMA, SettlesRecord, record, record_of};
pub use rows::{write_csv, write_json, write_jsonl};
pub use summary::{Line, Section, Summary, shares, summarize};
pub use table::write_table;
