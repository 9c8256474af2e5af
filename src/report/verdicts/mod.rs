//! Verdicts as tables for people and as rows for programs.

mod corridors;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod parts;
mod record;
mod rows;
mod stream;
mod summary;
mod table;

#[cfg(feature = "parquet")]
pub use self::parquet::write_parquet;
pub use corridors::Pairs;
pub use markdown::write_markdown;
pub use parts::Wanted;
pub use record::{ChoiceRecord, Record, SCHEMA, SettlesRecord, record, record_of};
pub use rows::{write_csv, write_json, write_jsonl};
pub use summary::{Line, Section, Summary, shares, summarize};
pub use table::write_table;
