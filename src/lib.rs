//! Comity: a language for what states might agree to, and an engine that says who agrees, who conflicts, and why.

pub mod check;
pub mod diagnostics;
pub mod judge;
pub mod model;
pub mod number;
pub mod project;
pub mod resolve;
pub mod source;
pub mod syntax;
pub mod tables;
