//! From text to syntax trees.
pub mod ast;
