//! From findings and verdicts to text.
//!
//! In: what the other stages return. Out: text, written to whatever the caller gives. Never here: evaluation of
//! anything, or a decision about exit codes.

pub mod common;
pub mod coverage;
pub mod diff;
mod escape;
pub mod findings;
pub mod mutants;
pub mod outcome;
pub mod power;
pub mod snapshot;
mod speech;
pub mod tests;
pub mod verdicts;
pub mod why;
