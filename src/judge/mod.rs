//! Verdicts: who agrees, who conflicts, and what is unknown.
//!
//! In: a [`Library`](crate::model::Library) and a date. Out: [`Row`]s, one for every principle, level, instance and
//! state, and on demand the reasons for one ([`explain`](Session::explain)). Never here: names, syntax, or anything
//! that can fail; an operation that has no result makes its value unknown.
//!
//! [`Plan`] is what a date makes of a library, computed once: facts in force, members of groups, evidence of each
//! state, conditions on one state. [`Session`] is a principle at a level, over which rows are judged one by one.

mod choice;
mod columns;
mod corridor;
mod evidence;
mod explain;
mod expression;
mod missing;
mod obstacle;
mod plan;
mod query;
mod reads;
mod reasons;
mod roles;
mod session;
mod spoken;
mod stance;
mod strength;
mod verdict;
mod weighing;
mod wording;
mod world;

pub use choice::{Choice, left};
pub use columns::{Findings, Judged, Kleene, Lanes, Sheet, VerdictPlanes, WIDTH};
pub use corridor::PairOutcome;
pub use evidence::{Candidate, Piece, Reach, Sides, matching};
pub use expression::{Datum, View, datum, truth};
pub use missing::{Missing, missing_facts};
pub use obstacle::{Obstacle, obstacles};
pub use plan::{Plan, conditions};
pub use query::{Evaluator, Filter, Query};
pub use reads::{Read, reads};
pub use reasons::{
    CapacityReasons, ClauseReasons, ConditionReasons, Derivation, PieceReasons, RoleReasons, StanceReasons, TierReasons,
};
pub use session::{Instance, Row, Session};
pub use stance::{Stance, StanceSet, join};
pub use strength::Strength;
pub use verdict::{Finding, Verdict, VerdictSet};
pub use weighing::Weighing;
pub use world::World;
