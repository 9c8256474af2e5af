//! The parser that pest makes of `grammar/`.

// Documentation comments of the grammar become those of `Rule`; the parser itself is generated.
#![allow(missing_docs)]

/// The parser; see `grammar/document.pest`.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/lexical.pest"]
#[grammar = "grammar/expression.pest"]
#[grammar = "grammar/document.pest"]
pub(super) struct Grammar;
