//! Norms against each other, with no profile at hand: what cannot be obeyed together, and by whom.
//!
//! In: a [`Library`](crate::model::Library) and what is the case on its day. Out: [`Clash`]es, each with a witness, the
//! smallest profile that is caught. Never here: verdicts; what states say of a clause does not matter.
//!
//! Two questions are asked one after the other. Which *acts* cannot go together: measures with their parameters, as
//! clauses ask for them or forbid them; that is found once for every set of acts that share measures, and every set is
//! minimal. And whether somebody can be *bound* by clauses with those acts: one state in its parties, at one level, for
//! people that the principles have in common.
//!
//! What is [`redundant`] is found in one scene for each set of measures that hang together and each level: whether
//! whoever a clause binds is bound by others, and whether what these ask for and forbid is all that it says.

mod act;
mod binding;
mod bindings;
mod clash;
mod equivalent;
mod family;
mod findings;
mod ground;
mod held;
mod implied;
mod norm;
mod precedence;
mod reasons;
mod redundancy;
mod sets;
mod unsaid;
mod why;
mod witness;

pub use clash::{Clash, Clashes, Kind, clashes};
pub use equivalent::Twins;
pub use findings::review;
pub use implied::{How, Implied, Redundant, redundant};
pub use norm::Norm;
pub use precedence::{By, Settled};
pub use redundancy::review_redundancy;
pub use why::{Relation, Why};
pub use witness::given;
