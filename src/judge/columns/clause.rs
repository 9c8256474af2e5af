//! A clause in one wording, ready to be judged for the rows of a sheet.

use std::sync::OnceLock;

use smallvec::SmallVec;

use super::asked::{Asked, Asking, Bodies, Here};
use super::lanes::{Lanes, WIDTH, blocks};
use super::stances::{Counted, Deciding, counted, deciding, is_of, stances};
use super::verdicts::StancePlanes;
use super::who::Who;
use crate::judge::plan::Plan;
use crate::judge::strength::Strength;
use crate::judge::wording::Wording;
use crate::model::Id;

/// A clause in one wording, as a state in a role sees it.
#[derive(Debug)]
pub struct OnClause {
    who: Who,
    binds: Asked,
    evidence: SmallVec<[Counted; 1]>,
    /// Of a pair, where the evidence depends on the state alone, its stances: block by block.
    known: Option<Vec<StancePlanes>>,
    /// And how strong it is: state by state, where that has been asked.
    strengths: OnceLock<Vec<Strength>>,
}

impl OnClause {
    /// A clause in a role, for one of the states of each row; `None` where it is not negotiated.
    pub fn new(asking: Asking<'_, '_, '_>, wording: &Wording<'_>, party: usize, who: Who) -> Option<Self> {
        let term = wording.term.as_deref()?;
        let plan = asking.plan();
        let evidence = counted(asking, wording, term, party, who);
        let pairs = matches!(asking.bodies, Bodies::Pairs);
        let known = (pairs && is_of(&evidence, who)).then(|| {
            let of = |block| stances(&evidence, plan, Here { first: None, block });
            // Whatever side the state is on, it is at its own place among all states.
            (0..blocks(plan.library().states.len())).map(of).collect()
        });
        let binds = if !pairs && term.party != party {
            // Among several only the role of the clause's own party can be asked; for the others it stands.
            Asked::and([])
        } else if pairs && asking.session.text().parties.len() == 2 {
            Self::binds(asking, wording, if term.party == 0 { Who::First } else { Who::Lane })
        } else {
            Self::binds(asking, wording, who)
        };
        Some(Self { who, binds, evidence, known, strengths: OnceLock::new() })
    }

    fn binds(asking: Asking<'_, '_, '_>, wording: &Wording<'_>, asked: Who) -> Asked {
        let arguments = wording.term.as_deref().map_or(&[][..], |term| &term.arguments);
        let when = asking.holds(wording.when, asked, arguments);
        match asking.plan().expression(wording.unless) {
            None => when,
            Some(_) => Asked::and([when, asking.holds(wording.unless, asked, arguments).not()]),
        }
    }

    /// The stances here.
    pub fn stances(&self, plan: &Plan<'_>, here: Here) -> StancePlanes {
        let found = match (&self.known, self.who, here.first) {
            (Some(known), Who::First, Some(first)) => {
                let (block, lane) = super::lanes::place(first);
                known.get(block).map_or(StancePlanes::NONE, |planes| planes.spread(lane))
            }
            (Some(known), _, _) => known.get(here.block).copied().unwrap_or(StancePlanes::NONE),
            (None, _, _) => stances(&self.evidence, plan, here),
        };
        let binds = self.binds.at(plan, here);
        if binds.yes == Lanes::ALL {
            return found;
        }
        let mut bound = found.within(!binds.no, StancePlanes::NONE);
        bound.none |= binds.unknown();
        bound
    }

    /// The evidence that surely counts in the deciding tier, where the clause may bind.
    pub fn deciding(&self, plan: &Plan<'_>, here: Here) -> Vec<Deciding> {
        let binds = !self.binds.at(plan, here).no;
        let mut found = deciding(&self.evidence, plan, here);
        for one in &mut found {
            one.lanes &= binds;
        }
        found
    }

    /// Adds to the strengths of rows of a block, which have this one role.
    pub fn strengthen(&self, plan: &Plan<'_>, here: Here, lanes: Lanes, strengths: &mut [Strength]) {
        if self.known.is_none() {
            for one in self.deciding(plan, here) {
                one.strengthen(lanes, strengths);
            }
            return;
        }
        let of_state = self.strengths.get_or_init(|| self.of_states(plan));
        let own = match self.who {
            Who::First => here.first.map(Id::index),
            Who::Lane => None,
        };
        for lane in (lanes & !self.binds.at(plan, here).no).iter() {
            let state = own.unwrap_or(here.block * WIDTH + lane);
            if let (Some(strength), Some(more)) = (strengths.get_mut(lane), of_state.get(state)) {
                strength.join(*more);
            }
        }
    }

    fn of_states(&self, plan: &Plan<'_>) -> Vec<Strength> {
        let mut strengths = vec![Strength::default(); blocks(plan.library().states.len()) * WIDTH];
        for (block, strengths) in strengths.chunks_mut(WIDTH).enumerate() {
            for one in deciding(&self.evidence, plan, Here { first: None, block }) {
                one.strengthen(Lanes::ALL, strengths);
            }
        }
        strengths
    }
}
