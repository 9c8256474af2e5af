//! Norms against each other, with no profile at hand: what cannot be obeyed together, and by whom.
//!
//! In: a [`Library`](crate::model::Library) and what is the case on its day. Out: [`Clash`]es, each with a witness, the
//! smallest profile that is caught. Never here: verdicts; what states say of a clause does not matter.
//!
//! Two questions are asked one after the other. Which *acts* cannot go together: measures with their parameters, as
//! clauses ask for them or forbid them; that is found once for every set of acts that share measures, and every set is
//! minimal. And whether somebody can be *bound* by clauses with those acts: one state in its parties, at one level, for
//! people that the principles have in common.

mod act;
mod binding;
mod clash;
mod findings;
mod norm;
mod precedence;
mod sets;
mod witness;

pub use clash::{Clash, Clashes, Kind, clashes};
pub use findings::review;
pub use norm::Norm;
pub use precedence::{By, Settled};
pub use witness::given;
