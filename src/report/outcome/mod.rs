//! What a forum makes of principles, for people and for programs.

mod record;
mod rows;
mod settle;
mod table;
mod trace;
mod words;

pub use record::{
    DecisionRecord, ForumRecord, OutcomeRecord, Outcomes, PartRecord, SCHEMA, SetsRecord, SeveralRecord, Uncertain,
    forum, record,
};
pub use rows::{write_csv, write_json, write_markdown};
pub use settle::{SettlementRecord, SettlingRecord};
pub use table::write_table;
pub use trace::{MemberRecord, TRACE_SCHEMA, Trace, trace, write_trace_json, write_trace_text};
