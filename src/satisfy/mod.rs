//! Whether there are facts for which conditions hold, and which.
//!
//! In: conditions of a [`Library`](crate::model::Library), each with the states that it is asked of, which need have no
//! profile. Out: [`Found`], with the smallest list of facts that makes all of them surely hold. Exact for flags, dates,
//! values of enumerations and sets of them, and for numbers as far as they are compared in linear forms and quotients
//! of linear forms; what is beyond that (products of attributes, figures over members) is taken as able to be anything,
//! and the answer is [`Found::Undecided`] where it depends on that. Never here: norms, or what the facts are for.
//!
//! Every condition is put into clauses twice, for surely yes and for surely no, so that unknown is neither, as in the
//! strong logic of Kleene. Bounds on one number are statements in the order of their numbers (`x < 3` is in `x <= 5`), as
//! in the order encoding of Tamura et al. (2009); forms of several numbers are checked by an exact simplex, whose
//! contradictions become clauses.
//!
//! A scene [of profiles](Scene::of_profiles) is about the states of the library: what their profiles say is so, what they
//! leave out is open, and what is asked of the profiles themselves (what is known, who is in a group) is answered on what
//! is written. Conditions on members and figures over them are then written out member by member.

mod compare;
mod encode;
mod form;
mod identity;
mod map;
mod members;
mod opened;
mod order;
mod scene;
mod settle;
mod simplex;
mod slot;
mod solver;
mod texts;
mod written;

pub use map::Map;
pub use scene::{Asked, Doubt, Found, Given, Place, Scene};
pub use settle::Settled;
pub use slot::{Unknown, Who};
pub use solver::{Answer, Literal};

/// Whether a condition surely holds and whether it surely does not; neither where it is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sure {
    /// It surely holds.
    pub yes: Literal,
    /// It surely does not.
    pub no: Literal,
}
