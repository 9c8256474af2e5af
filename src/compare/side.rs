//! A library that is compared, and what of it is wanted.

use std::collections::BTreeSet;

use crate::judge::{Instance, Plan, Row, Session};
use crate::model::{LevelId, Pick, PrincipleId, StateId};
use crate::phrases::Phrases;
use crate::source::Sources;

/// A library that is compared.
#[derive(Debug)]
pub struct Side<'s, 'a> {
    /// The library on its day.
    pub plan: &'s Plan<'a>,
    /// Its files.
    pub sources: &'s Sources,
    /// What of it is wanted.
    pub wanted: Wanted,
}

/// What is wanted; `None` leaves nothing out, and an empty set everything.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// These principles.
    pub principles: Option<BTreeSet<PrincipleId>>,
    /// These levels.
    pub levels: Option<BTreeSet<LevelId>>,
    /// The verdicts of these states.
    pub states: Option<BTreeSet<StateId>>,
    /// How brackets are cleared.
    pub picks: Vec<Pick>,
}

impl<'s, 'a> Side<'s, 'a> {
    pub(super) fn phrases(&self) -> Phrases<'s> {
        Phrases { library: self.plan.library(), sources: self.sources }
    }

    /// The principles that are wanted, in their order.
    pub(super) fn principles(&self) -> Vec<PrincipleId> {
        let wanted = |id: &PrincipleId| self.wanted.principles.as_ref().is_none_or(|some| some.contains(id));
        self.plan.library().principles.ids().filter(wanted).collect()
    }

    /// Whether a level is wanted.
    pub(super) fn at(&self, level: LevelId) -> bool {
        self.wanted.levels.as_ref().is_none_or(|some| some.contains(&level))
    }

    /// Every principle at every level that is wanted.
    pub(super) fn places(&self) -> Vec<(PrincipleId, LevelId)> {
        let library = self.plan.library();
        let levels = |principle: PrincipleId| library.principles[principle].levels.iter();
        let at = |principle| levels(principle).filter(|&&level| self.at(level)).map(move |&level| (principle, level));
        self.principles().into_iter().flat_map(at).collect()
    }

    pub(super) fn session(&self, (principle, level): (PrincipleId, LevelId)) -> Session<'s, 'a> {
        Session::new(self.plan, principle, level, &self.wanted.picks)
    }

    /// The rows that are wanted.
    pub(super) fn rows(&self, session: &Session<'_, '_>) -> Vec<Row> {
        let wanted = |state: StateId| self.wanted.states.as_ref().is_none_or(|some| some.contains(&state));
        let keep = |instance: Instance| match instance {
            Instance::All | Instance::Group(_) | Instance::Forum(_) => true,
            Instance::Pair(first, second) => wanted(first) || wanted(second),
        };
        let mut rows = session.rows(keep);
        rows.retain(|row| wanted(row.state));
        rows
    }
}
