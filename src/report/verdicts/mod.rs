//! Verdicts as tables for people and as rows for programs.

mod record;
mod rows;

pub use record::{Record, SCHEMA, record};
pub use rows::{write_csv, write_json, write_jsonl};
