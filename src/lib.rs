//! Comity: a language for what states might agree to, and an engine that says who agrees, who conflicts, and why.

pub mod diagnostics;
pub mod number;
pub mod source;
pub mod syntax;
