//! The stances that evidence on a clause comes to, for the rows of a block at once.

use smallvec::SmallVec;

use super::asked::{Asked, Asking, Here};
use super::lanes::{Kleene, Lanes};
use super::verdicts::StancePlanes;
use super::who::Who;
use crate::judge::evidence::Sides;
use crate::judge::plan::Plan;
use crate::judge::stance::Stance;
use crate::judge::strength::Strength;
use crate::judge::wording::Wording;
use crate::model::{Condition, Term};

/// Evidence that matches a clause in a role.
#[derive(Debug)]
pub struct Counted {
    /// The tier.
    tier: u16,
    /// The side.
    side: Sides,
    /// Its number among all evidence.
    number: usize,
    /// Its weight in millionths.
    weight: u64,
    /// Whether it counts.
    counts: Asked,
}

/// Evidence that surely counts in the deciding tier.
#[derive(Debug, Clone, Copy)]
pub struct Deciding {
    /// Its number among all evidence.
    pub number: usize,
    /// The side.
    side: Sides,
    /// Its weight in millionths.
    weight: u64,
    /// For which rows.
    pub lanes: Lanes,
}

impl Deciding {
    /// Adds it to the strengths of those of these rows for which it decides, lane by lane.
    pub fn strengthen(&self, lanes: Lanes, strengths: &mut [Strength]) {
        for lane in (self.lanes & lanes).iter() {
            if let Some(strength) = strengths.get_mut(lane) {
                strength.add(self.side, self.weight);
            }
        }
    }
}

/// The evidence on a clause in a role, for one of the states of each row, the nearest tier first.
pub fn counted(
    asking: Asking<'_, '_, '_>,
    wording: &Wording<'_>,
    term: &Term,
    party: usize,
    who: Who,
) -> SmallVec<[Counted; 1]> {
    let session = asking.session;
    let plan = asking.plan();
    let evidences = plan.evidences();
    let of_party = session.text().parties.get(party).map_or(&[][..], |party| &party.capacities);
    let mut found: SmallVec<[Counted; 1]> = SmallVec::new();
    for number in evidences.about(session.principle, wording.clause, term.measure, plan.reach(term.measure)) {
        let Some(shared) = evidences.get(number) else { continue };
        let evidence = shared.piece.evidence;
        let Some((tier, side)) = wording.matching(plan, evidence) else { continue };
        if evidence.capacity.is_some_and(|capacity| !of_party.is_empty() && !of_party.contains(&capacity)) {
            continue;
        }
        let counts = if shared.one_state {
            Asked::Of(who, shared.counts(plan, session.level))
        } else {
            let holds = |test| asking.counts(test, who, &term.arguments);
            let later = |rule: &Condition| holds(plan.test(Some(*rule))).not();
            let held = Asked::Of(who, shared.held(plan).into());
            let conditions = [held, holds(shared.piece.condition), holds(shared.piece.when)];
            Asked::and(conditions.into_iter().chain(shared.piece.later.iter().map(later)))
        };
        found.push(Counted { tier, side, number, weight: shared.piece.weight, counts });
    }
    found.sort_by_key(|one| one.tier);
    found
}

/// Whether all of it is of one state of the row alone.
pub fn is_of(evidence: &[Counted], who: Who) -> bool {
    evidence.iter().all(|one| one.counts.is_of(who))
}

/// Reads evidence tier by tier and says which stances its completions allow, as
/// [`stances`](crate::judge::stance::stances) does for one row.
pub fn stances(evidence: &[Counted], plan: &Plan<'_>, here: Here) -> StancePlanes {
    let mut result = StancePlanes::default();
    let mut undecided = Lanes::ALL;
    for tier in evidence.chunk_by(|one, other| one.tier == other.tier) {
        let (sure, perhaps) = sides(tier, plan, here);
        let (for_sure, against_sure) = (sure.is_for | sure.both, sure.against | sure.both);
        let (may_for, may_against) = (perhaps.is_for | perhaps.both, perhaps.against | perhaps.both);
        // Of each stance: whether it can come about when some piece of the tier counts.
        result.both |= undecided & (for_sure | may_for) & (against_sure | may_against);
        result.is_for |= undecided & !against_sure & (for_sure | perhaps.is_for);
        result.against |= undecided & !for_sure & (against_sure | perhaps.against);
        result.none |= undecided & !for_sure & !against_sure & (sure.none | perhaps.none);
        undecided &= !(for_sure | against_sure | sure.none);
        if undecided.is_empty() {
            return result;
        }
    }
    result.none |= undecided;
    result
}

/// The sides that pieces of a tier take, those that surely count and those that perhaps do.
fn sides(tier: &[Counted], plan: &Plan<'_>, here: Here) -> (StancePlanes, StancePlanes) {
    let (mut sure, mut perhaps) = (StancePlanes::default(), StancePlanes::default());
    for piece in tier {
        let counts = piece.counts.at(plan, here);
        let add = |planes: &mut StancePlanes, lanes: Lanes| match piece.side {
            Stance::None => planes.none |= lanes,
            Stance::For => planes.is_for |= lanes,
            Stance::Against => planes.against |= lanes,
            Stance::Both => planes.both |= lanes,
        };
        add(&mut sure, counts.yes);
        add(&mut perhaps, counts.unknown());
    }
    (sure, perhaps)
}

/// The evidence that surely counts in the deciding tier, each piece with the rows for which it does.
pub fn deciding(evidence: &[Counted], plan: &Plan<'_>, here: Here) -> Vec<Deciding> {
    let mut found = Vec::new();
    let mut undecided = Lanes::ALL;
    for tier in evidence.chunk_by(|one, other| one.tier == other.tier) {
        let mut decided = Lanes::NONE;
        for piece in tier {
            let Kleene { yes, .. } = piece.counts.at(plan, here);
            decided |= yes;
            let lanes = yes & undecided;
            if !lanes.is_empty() {
                found.push(Deciding { number: piece.number, side: piece.side, weight: piece.weight, lanes });
            }
        }
        undecided &= !decided;
        if undecided.is_empty() {
            break;
        }
    }
    found
}
