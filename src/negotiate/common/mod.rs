//! Common ground: what two states share at a level and what divides them, and how principles divide a group.
//!
//! In: a [`Plan`](crate::judge::Plan) and [`Asked`]. Out: a [`Ground`] for each level, from which pairs are read one by
//! one, since there may be very many; [`Encounter`]s for the story of one pair. Never here: the two counts netted.

mod camps;
mod division;
mod encounter;
mod ground;
mod pair;
mod side;
mod tally;

pub use camps::{Camps, camps};
pub use division::{Division, Standing};
pub use encounter::{Encounter, encounters};
pub use ground::{Asked, Ground, Subject, grounds};
pub use pair::{Indices, Pair};
pub use side::{Meeting, Side, SideSet, Sides};
pub use tally::{Class, Range, Tally};
