//! What verdicts come to: common ground of states, and what a forum adopts.
//!
//! In: a [`Plan`](crate::judge::Plan) and its rows. Out: what two states and a group have in common, the outcome of a
//! principle in a forum with what would unblock it, and the power that a rule of adoption gives to each member. Never
//! here: a number that is not exact where the rule is, a guess in place of what is unknown, or printing.

mod assembly;
mod ballot;
pub mod blocs;
pub mod common;
mod decide;
pub mod dispersion;
pub mod game;
pub mod indices;
mod movers;
mod outcome;
mod parts;
mod power;
mod results;
mod settle;
mod smallest;
mod tally;

pub use assembly::Assembly;
pub use ballot::{Ballot, Vote};
pub use outcome::{Decision, ForumResult, OPEN, Outcome, forum_rows, outcome, outcome_over};
pub use parts::{Counted, Part, parts};
pub use power::{Unmeasured, game, power};
pub use settle::{Settlement, Settling, settle};
pub use smallest::{Several, Smallest};
pub use tally::{Tally, Weights};
