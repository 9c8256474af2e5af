//! What verdicts come to: common ground of states, and what a forum adopts.
//!
//! In: a [`Plan`](crate::judge::Plan) and its rows. Out: what two states and a group have in common, the outcome of a
//! principle in a forum with what would unblock it, and the power that a rule of adoption gives to each member. Never
//! here: a number that is not exact where the rule is, a guess in place of what is unknown, or printing.

mod assembly;
pub mod blocs;
pub mod common;
pub mod dispersion;
pub mod indices;

pub use assembly::Assembly;
