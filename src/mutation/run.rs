//! Trying mutants in parallel, in the order of a seed.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::order::shuffled;
use super::{Fate, Mutation};

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many mutants are to be tried.
    pub chosen: usize,
    /// How many of them have been.
    pub tried: usize,
    /// Those that a test noticed.
    pub caught: usize,
    /// Those that none did.
    pub unnoticed: usize,
    /// Those that do not check.
    pub not_viable: usize,
    /// Those that change nothing.
    pub same_meaning: usize,
}

impl Progress {
    fn count(&mut self, fate: Fate) {
        self.tried += 1;
        match fate {
            Fate::Caught(_) => self.caught += 1,
            Fate::Unnoticed => self.unnoticed += 1,
            Fate::NotViable => self.not_viable += 1,
            Fate::SameMeaning => self.same_meaning += 1,
        }
    }
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The fate of each mutant, in the order of [`Mutation::mutants`]; `None` where it was not tried.
    pub fates: Vec<Option<Fate>>,
    /// The sums.
    pub progress: Progress,
    /// Whether it was stopped before all that were chosen had been tried.
    pub stopped: bool,
}

impl Mutation<'_> {
    /// Tries mutants in the order that belongs to a seed, at most so many. `go_on` is asked before each of them; all
    /// that have been begun are finished, so that those that were tried are always the first of that order.
    pub fn run(&self, most: Option<usize>, seed: u64, go_on: &(dyn Fn(&Progress) -> bool + Sync)) -> Run {
        let mut order = shuffled(self.mutants.len(), seed);
        order.truncate(most.unwrap_or(usize::MAX));
        let next = AtomicUsize::new(0);
        let stopped = AtomicBool::new(false);
        let progress = Progress { chosen: order.len(), ..Progress::default() };
        let done = Mutex::new((vec![None; self.mutants.len()], progress));
        let work = |_: usize| {
            // Each worker changes a copy of its own, and puts back what it changed.
            let mut project = self.project.clone();
            loop {
                let so_far = done.lock().unwrap_or_else(PoisonError::into_inner).1;
                if stopped.load(Ordering::SeqCst) || !go_on(&so_far) {
                    stopped.store(true, Ordering::SeqCst);
                    break;
                }
                let Some(place) = order.get(next.fetch_add(1, Ordering::SeqCst)) else { break };
                let Some(mutant) = self.mutants.get(*place) else { break };
                let fate = self.fate_in(&mut project, mutant, &self.reached(mutant));
                let (fates, progress) = &mut *done.lock().unwrap_or_else(PoisonError::into_inner);
                progress.count(fate);
                if let Some(slot) = fates.get_mut(*place) {
                    *slot = Some(fate);
                }
            }
        };
        (0..rayon::current_num_threads()).into_par_iter().for_each(work);
        let (fates, progress) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        Run { fates, progress, stopped: progress.tried < progress.chosen }
    }
}
