//! How many changes there are of each kind, and how grave they are.

use super::direction::Direction;
use super::verdicts::VerdictChange;
use super::{Comparison, OutcomeChange};
use crate::judge::{Finding, Verdict};
use crate::negotiate::ForumResult;

/// How many changes lead where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// For the better.
    pub better: usize,
    /// For the worse.
    pub worse: usize,
    /// Neither.
    pub neither: usize,
}

impl Tally {
    /// All of them.
    pub fn all(self) -> usize {
        self.better + self.worse + self.neither
    }

    fn add(&mut self, direction: Direction, count: usize) {
        match direction {
            Direction::Better => self.better += count,
            Direction::Worse => self.worse += count,
            Direction::Neither => self.neither += count,
        }
    }
}

/// How grave a change is, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A verdict or an outcome is another one, new or gone.
    Any,
    /// One is worse.
    Worse,
    /// A verdict has become conflict or divided, or what was adopted no longer surely is.
    Conflict,
}

impl Comparison {
    /// How many verdicts changed.
    pub fn verdict_tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.verdicts.iter().for_each(|change| tally.add(change.direction, change.rows.len()));
        tally
    }

    /// How many outcomes changed.
    pub fn outcome_tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.outcomes.iter().for_each(|change| tally.add(change.direction, 1));
        tally
    }

    /// How many verdicts only the new library has, and how many only the old one.
    pub fn unmatched_counts(&self) -> (usize, usize) {
        let count = |new: bool| self.unmatched.iter().filter(|one| one.new == new).map(|one| one.count).sum();
        (count(true), count(false))
    }

    /// The gravest change; `None` where no verdict and no outcome changed.
    pub fn severity(&self) -> Option<Severity> {
        let verdicts = self.verdicts.iter().map(VerdictChange::severity);
        let outcomes = self.outcomes.iter().map(OutcomeChange::severity);
        let others = !self.unmatched.is_empty() || self.outcomes_new + self.outcomes_gone > 0;
        verdicts.chain(outcomes).chain(others.then_some(Severity::Any)).max()
    }
}

impl Severity {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Worse => "worse",
            Self::Conflict => "conflict",
        }
    }
}

impl VerdictChange {
    /// How grave it is: a verdict has become conflict or divided when it was neither that nor worse.
    pub fn severity(&self) -> Severity {
        let bad = match self.after.finding {
            Finding::One(Verdict::Conflict | Verdict::Divided) => self.before.finding != self.after.finding,
            Finding::One(Verdict::Outside | Verdict::Reserve | Verdict::Agree | Verdict::Neutral)
            | Finding::Undetermined
            | Finding::Open => false,
        };
        match self.direction {
            Direction::Worse | Direction::Neither if bad => Severity::Conflict,
            Direction::Worse => Severity::Worse,
            Direction::Better | Direction::Neither => Severity::Any,
        }
    }
}

impl OutcomeChange {
    /// How grave it is: what was adopted, with reservations or without, may not be any longer.
    pub fn severity(&self) -> Severity {
        let adopted = |results: &[ForumResult]| {
            let surely = |result: &ForumResult| match result {
                ForumResult::Adopted | ForumResult::Reserved => true,
                ForumResult::Blocked | ForumResult::Unsupported | ForumResult::Outside => false,
            };
            results.iter().all(surely)
        };
        if adopted(&self.before.possible) && !adopted(&self.after.possible) {
            return Severity::Conflict;
        }
        match self.direction {
            Direction::Worse => Severity::Worse,
            Direction::Better | Direction::Neither => Severity::Any,
        }
    }
}
