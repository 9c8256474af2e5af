//! Everyone who gets the work.

mod cedar;
mod comity;
mod python;
mod regorus;

pub use cedar::{expressions as cedar_expressions, policies as cedar_policies};
pub use comity::measure as comity;
pub use python::measure as python;
pub use regorus::{interpreter as regorus_interpreter, machine as regorus_machine};
