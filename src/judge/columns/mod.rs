//! Verdicts by column: what the parts of this module's parent say of one state, said of all states or pairs at once.
//!
//! A plane is one bit for each state of a block ([`Lanes`]); three values are two planes, a set of stances four, a set
//! of verdicts six. A condition on one state is answered once for every state and shared by all principles that ask it;
//! over pairs, whose first state is fixed while the second runs over the lanes, its answer for the first is spread and
//! that for the second read as it is. Values are compared as whole numbers that keep their order. The evaluator of one
//! row ([`Session::member`], [`Session::pair`]) is the definition; both give the same rows.
//!
//! [`Session::member`]: super::Session::member
//! [`Session::pair`]: super::Session::pair

mod alone;
mod asked;
mod attributes;
mod clause;
mod evidence;
mod keys;
mod lanes;
mod pairs;
mod rows;
mod sheet;
mod stances;
mod verdicts;
mod who;

pub use lanes::{Kleene, Lanes, WIDTH};
pub(super) use lanes::{blocks, place};
pub use sheet::{Findings, Judged, Sheet};
pub use verdicts::VerdictPlanes;

use std::collections::HashMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, OnceLock, RwLock};

use super::session::Instance;
use crate::model::{Arena, AttributeId, ExprId, LevelId, Library, StateId};
use evidence::Evidences;
use keys::Keys;
use who::Stand;

/// Blocks of answers.
type Planes = Arc<[Kleene]>;

/// A condition on two states, at a level if it asks that, from one of the two.
type AskedBetween = (ExprId, Option<LevelId>, Stand);

/// What is worked out once for all sheets of a plan, when it is first asked for.
#[derive(Debug)]
pub struct Columns<'a> {
    /// The answers to conditions on one state that do not ask the level, by expression.
    alone: Vec<OnceLock<Planes>>,
    /// Those to conditions that do.
    alone_at: RwLock<HashMap<(ExprId, LevelId), Planes>>,
    /// Those to conditions on members.
    among: RwLock<HashMap<(ExprId, LevelId, Instance), Planes>>,
    /// Those to conditions on two states.
    between: RwLock<HashMap<AskedBetween, Planes>>,
    /// How many bytes the answers on two states take.
    between_size: AtomicUsize,
    /// The values of attributes.
    attributes: OnceLock<Arena<AttributeId, Option<Keys>>>,
    /// Those of other expressions on one state.
    keys: Vec<OnceLock<Option<Box<Keys>>>>,
    /// The pairs with a fact in force, by attribute.
    pair_facts: OnceLock<HashMap<AttributeId, Vec<(StateId, StateId)>>>,
    /// Which states have a capacity.
    capacities: Vec<OnceLock<Planes>>,
    evidence: OnceLock<Evidences<'a>>,
}

impl Columns<'_> {
    /// Nothing is worked out yet.
    pub fn new(library: &Library) -> Self {
        let expressions = library.expressions.iter().count();
        Self {
            alone: (0..expressions).map(|_| OnceLock::new()).collect(),
            alone_at: RwLock::default(),
            among: RwLock::default(),
            between: RwLock::default(),
            between_size: AtomicUsize::new(0),
            attributes: OnceLock::new(),
            keys: (0..expressions).map(|_| OnceLock::new()).collect(),
            pair_facts: OnceLock::new(),
            capacities: library.capacities.ids().map(|_| OnceLock::new()).collect(),
            evidence: OnceLock::new(),
        }
    }
}
