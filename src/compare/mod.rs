//! Two libraries compared: not their lines, but what follows from them.
//!
//! In: two [`Plan`](crate::judge::Plan)s, an old and a new one, with their files and what of them is wanted. Out: a
//! [`Comparison`]: statements that are new, gone or say something else; verdicts and outcomes that changed, with what
//! did it. Things are matched by their names. Never here: which of the two is right, text for people, exit codes.

mod direction;
mod inventory;
mod outcomes;
mod reasons;
mod side;
mod statement;
mod tally;
mod twins;
mod verdicts;

pub use direction::Direction;
pub use outcomes::{ChoiceChange, Moved, OutcomeChange, OutcomeSide};
pub use reasons::{Reason, ReasonKind};
pub use side::{Side, Wanted};
pub use statement::{Change, Kind, PartChange, StatementChange};
pub use tally::{Severity, Tally};
pub use verdicts::{Answered, ChangedRow, Unmatched, VerdictChange};

/// What became of a library.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// Statements that are new, gone or say something else, kind by kind.
    pub statements: Vec<StatementChange>,
    /// Verdicts that changed: those with one cause, before and after are one.
    pub verdicts: Vec<VerdictChange>,
    /// Verdicts that only one library has, by what is new or gone.
    pub unmatched: Vec<Unmatched>,
    /// How many verdicts both libraries have.
    pub compared: usize,
    /// Outcomes of forums that changed.
    pub outcomes: Vec<OutcomeChange>,
    /// How many outcomes both libraries have.
    pub outcomes_compared: usize,
    /// Outcomes that only the new library has.
    pub outcomes_new: usize,
    /// Outcomes that only the old library has.
    pub outcomes_gone: usize,
}

/// Compares an old library with a new one.
pub fn compare(old: &Side<'_, '_>, new: &Side<'_, '_>) -> Comparison {
    let mut comparison = Comparison {
        statements: statement::compare(&inventory::inventory(&old.phrases()), &inventory::inventory(&new.phrases())),
        ..Comparison::default()
    };
    let twins = twins::Twins::new(old.plan.library(), new.plan.library());
    verdicts::compare(old, new, &twins, &mut comparison);
    outcomes::compare(old, new, &twins, &mut comparison);
    comparison
}

impl Comparison {
    /// Whether nothing at all is different.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
            && self.verdicts.is_empty()
            && self.unmatched.is_empty()
            && self.outcomes.is_empty()
            && self.outcomes_new == 0
            && self.outcomes_gone == 0
    }
}
