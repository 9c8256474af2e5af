//! The work in the words of each language.

mod cedar;
mod clingo;
mod comity;
mod duckdb;
mod infix;
mod rego;
mod several;

pub use cedar::{entities, policies};
pub use clingo::{facts, rules};
pub use comity::{Form, library};
pub use duckdb::{create, expressions, rows};
pub use rego::{input, policy};
