//! What the tests of a library would not notice: every mutant of small libraries, counted by hand; and what must hold
//! for any library.

#![expect(clippy::disallowed_methods, reason = "tests read the folder of the cases")]

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod common;

mod cases;
mod program;
mod rules;

/// Why a test could not be done.
type Failure = Box<dyn std::error::Error>;
