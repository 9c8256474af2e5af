//! From findings and verdicts to text.
//!
//! In: what the other stages return. Out: text, written to whatever the caller gives. Never here: evaluation of
//! anything, or a decision about exit codes.

pub mod common;
mod escape;
#[cfg(feature = "cli")]
mod findings;
pub mod mutants;
pub mod outcome;
pub mod power;
mod speech;
mod tests;
pub mod verdicts;
pub mod why;

#[cfg(feature = "cli")]
pub use findings::Findings;
pub use tests::write_tests;
