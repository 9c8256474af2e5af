//! Verdicts over completions of facts: the same unknown fact has one value everywhere.
//!
//! In: a [`Session`] and its rows. Out: the same rows with the verdicts that some completion of the missing facts comes to,
//! the facts on which they depend, and those that decide. Never here: what counts as evidence, or the table of verdicts in
//! words; `judge` says both, and a row that is certain there is not looked at again.
//!
//! A row is put into clauses: whether the state plays its parties, which evidence counts, the stance on each clause, and
//! each verdict. What a profile leaves out is open there, with one value; what is asked of the profile itself (`known`, and
//! who is in a group) keeps its answer. What stays unknown though every fact is given is completed evidence by evidence, as
//! the judge does, and what the clauses cannot say is left free. So what comes of it lies between the exact verdicts and
//! those of the judge.

mod case;
mod facts;
mod missing;
mod settle;
mod tiers;
mod verdicts;
mod written;

pub use facts::FactGiven;
pub use settle::{Deciding, Settles};
pub use verdicts::Completed;

use rayon::prelude::*;

use crate::judge::{Missing, Row, Session, Verdict};
use case::Case;

/// What is completed where facts are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Worlds {
    /// Each piece of evidence by itself.
    #[default]
    Evidence,
    /// The facts: each has one value everywhere.
    Exact,
}

/// What completions of the facts make of a row.
#[derive(Debug, Clone)]
pub struct Study {
    /// Its verdicts.
    pub completed: Completed,
    /// The facts on which its verdicts depend, all else being the same.
    pub missing: Vec<Missing>,
    /// Whether these facts, all of them, decide whatever their values are: nothing stays unknown though they are given.
    pub decided: bool,
    /// The smallest sets of facts some values of which decide, where the row is undetermined.
    pub settles: Settles,
}

/// The verdicts of rows over completions of facts.
pub fn complete(session: &Session<'_, '_>, rows: &[Row]) -> Vec<Completed> {
    rows.par_iter().map(|row| Case::new(session, row).completed()).collect()
}

/// The same with the facts on which they depend, and those that decide.
pub fn study(session: &Session<'_, '_>, rows: &[Row]) -> Vec<Study> {
    rows.par_iter().map(|row| study_one(session, row)).collect()
}

/// The same of one row.
pub fn study_one(session: &Session<'_, '_>, row: &Row) -> Study {
    let mut case = Case::new(session, row);
    let mut completed = case.completed();
    let (missing, all_looked_at) = case.missing(&completed);
    completed.exact &= all_looked_at;
    let decided = case.is_decided(&completed);
    let settles = case.settles(&completed, &missing);
    let missing = missing.into_iter().map(|(missing, _)| missing).collect();
    Study { completed, missing, decided, settles }
}

/// The smallest sets of facts that decide that a row's verdict, under some of the ways of clearing the brackets, is one of
/// those that will do.
pub fn settle(session: &Session<'_, '_>, row: &Row, choices: &[usize], will_do: impl Fn(Verdict) -> bool) -> Settles {
    Case::new(session, row).settles_for(choices, will_do)
}
