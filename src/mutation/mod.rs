//! Whether the tests of a library would notice a slip: rules are changed one at a time, and the tests run again.
//!
//! In: a project as it was read, and its tests. Out: every [`Mutant`], a change that a drafter might make by mistake,
//! with its [`Fate`]. Never here: writing a file, or a clock; a mutant lives in memory, and who asks says when to stop.
//!
//! A mutant is a change of the text of one statement, found on the syntax tree. The changed statement is read again,
//! as if it stood in a file of its own, and takes the place of the old one in a copy of the project. So what is shown
//! is what was tried.

mod condition;
mod figure;
mod finder;
mod forum;
mod near;
mod operator;
mod order;
mod principle;
mod profile;
mod run;
mod statement;
mod trial;
mod vocabulary;

pub use near::{Near, Subject};
pub use operator::Operator;
pub use run::{Progress, Run};
pub use trial::{Fate, Mutation, Recorder};

use crate::source::Span;

/// One change of one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What kind of slip it is.
    pub operator: Operator,
    /// The words that are changed.
    pub span: Span,
    /// The text that is replaced: those words, with the spaces or the comma that go with them.
    pub cut: Span,
    /// What stands in its place.
    pub put: String,
    /// The document of the project's own library, by its place.
    pub document: usize,
    /// The statement, by its place in the document.
    pub item: usize,
}
