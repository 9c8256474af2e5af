//! The reasons for a verdict, as data.

use super::evidence::{Piece, Sides};
use super::reads::Read;
use super::session::{Row, Session, combinations};
use super::stance::{Stance, StanceSet, join};
use super::verdict::{Verdict, VerdictSet, verdicts};
use crate::model::{CapacityClaim, CapacityId, Condition, Modality, ScopeStatus, StateId, Term, Truth};

/// Why a verdict is what it is.
#[derive(Debug)]
pub struct Derivation<'p, 'a> {
    /// The verdict. Over a pair that is no instance it is outside.
    pub row: Row,
    /// Whether the pair, if it is one, is an instance: no state surely does not play its party.
    pub negotiated: bool,
    /// The states of the instance.
    pub members: Vec<StateId>,
    /// The parties of the principle and whether they are played; between two states those of both.
    pub roles: Vec<RoleReasons<'a>>,
    /// The clauses.
    pub clauses: Vec<ClauseReasons<'p, 'a>>,
}

/// Whether a state plays a party, and why.
#[derive(Debug)]
pub struct RoleReasons<'a> {
    /// The party, by its place.
    pub party: usize,
    /// The state that would play it.
    pub state: StateId,
    /// Whether it does.
    pub played: Truth,
    /// Its capacities, among those the party asks for.
    pub capacities: Vec<CapacityReasons<'a>>,
    /// Whether the condition of the party holds; `None` where it has none.
    pub condition: Option<ConditionReasons<'a>>,
}

/// Whether a state has a capacity, and why.
#[derive(Debug)]
pub struct CapacityReasons<'a> {
    /// The capacity.
    pub capacity: CapacityId,
    /// Whether the state has it.
    pub has: Truth,
    /// Whether anything is said of the state's capacities.
    pub stated: bool,
    /// The statements that give it, each with its condition.
    pub claims: Vec<(&'a CapacityClaim, Option<ConditionReasons<'a>>)>,
}

/// What a condition comes to, and what it reads.
#[derive(Debug)]
pub struct ConditionReasons<'a> {
    /// The condition.
    pub condition: Condition,
    /// What it comes to.
    pub holds: Truth,
    /// The state of which it is asked.
    pub own: StateId,
    /// Whether it compares two states where there are not two: then it does not hold.
    pub needs_pair: bool,
    /// What it reads.
    pub reads: Vec<Read<'a>>,
}

/// A clause in the wording that was chosen.
#[derive(Debug)]
pub struct ClauseReasons<'p, 'a> {
    /// The clause, by its place.
    pub clause: usize,
    /// Its words; `None` where it is left out or not negotiated at the level.
    pub term: Option<&'p Term>,
    /// The stance in each role that is or may be played.
    pub roles: Vec<StanceReasons<'p, 'a>>,
}

/// The stance on a clause in one role.
#[derive(Debug)]
pub struct StanceReasons<'p, 'a> {
    /// The party, by its place.
    pub party: usize,
    /// Whether the state plays it.
    pub played: Truth,
    /// Whether the clause binds.
    pub binds: Truth,
    /// What its `when` comes to; `None` where it has none, or is not asked of this role.
    pub when: Option<ConditionReasons<'a>>,
    /// The same of its `unless`.
    pub unless: Option<ConditionReasons<'a>>,
    /// The tiers that have evidence, the nearest first.
    pub tiers: Vec<TierReasons<'p, 'a>>,
    /// What they come to.
    pub stances: StanceSet,
}

/// A tier that has evidence on the clause.
#[derive(Debug)]
pub struct TierReasons<'p, 'a> {
    /// Its number.
    pub tier: u16,
    /// Whether it was read, or is silenced by a nearer one.
    pub read: bool,
    /// Its evidence.
    pub pieces: Vec<PieceReasons<'p, 'a>>,
}

/// A piece of evidence, and whether it counts.
#[derive(Debug)]
pub struct PieceReasons<'p, 'a> {
    /// The piece.
    pub piece: &'p Piece<'a>,
    /// On which side.
    pub side: Sides,
    /// Whether it counts.
    pub counts: Truth,
    /// Whether its `as` fits the party and the state.
    pub capable: Truth,
    /// The state's capacity that its `as` asks for, with the reasons; `None` where it has no `as`.
    pub capacity: Option<CapacityReasons<'a>>,
    /// What the condition of its rule comes to; `None` where it has none.
    pub rule: Option<ConditionReasons<'a>>,
    /// What its own condition comes to; `None` where it has none.
    pub when: Option<ConditionReasons<'a>>,
    /// The wording up to which it goes along, where the clause is stronger.
    pub exceeded: Option<Modality>,
}

impl TierReasons<'_, '_> {
    /// Whether a piece surely counts, so that nothing behind the tier is read.
    pub fn decides(&self) -> bool {
        self.pieces.iter().any(|piece| piece.counts == Truth::Yes)
    }

    /// Whether a piece may count.
    pub fn may_count(&self) -> bool {
        self.pieces.iter().any(|piece| piece.counts != Truth::No)
    }
}

impl ClauseReasons<'_, '_> {
    /// The stances that the clause comes to, the roles that are played joined.
    pub fn stances(&self) -> StanceSet {
        self.roles.iter().fold(StanceSet::one(Stance::None), |so_far, role| {
            let joined = join(so_far, role.stances);
            if role.played == Truth::Yes { joined } else { joined.with(so_far) }
        })
    }
}

impl Derivation<'_, '_> {
    /// The verdicts that the reasons come to, worked out from them alone: those of the row.
    pub fn verdicts(&self, session: &Session<'_, '_>) -> VerdictSet {
        let outside = VerdictSet::one(Verdict::Outside);
        let clauses: Vec<_> = self.clauses.iter().filter(|clause| clause.term.is_some()).collect();
        if session.scope == ScopeStatus::Closed || clauses.is_empty() || !self.negotiated {
            return outside;
        }
        combinations(&self.row.roles).into_iter().fold(VerdictSet::default(), |set, played| {
            if played == 0 {
                return set.with(outside);
            }
            let joined = clauses.iter().map(|clause| {
                let roles = clause.roles.iter().enumerate().filter(|(place, _)| played & (1 << place) != 0);
                let none = StanceSet::one(Stance::None);
                let stances = roles.fold(none, |so_far, (_, role)| join(so_far, role.stances));
                (stances, session.text().clauses.get(clause.clause).is_some_and(|clause| clause.reservable))
            });
            set.with(verdicts(joined))
        })
    }
}
