//! Clauses over literals, and whether they can all hold: batsat, and the exact check of linear forms behind it.
//!
//! The only place that names the solver. The same clauses give the same answer and the same model on every run.

use batsat::{Callbacks, Lit, Solver as Batsat, SolverInterface, lbool};

/// A statement that is true or false, or its contrary.
pub type Literal = Lit;

/// How often the search may run into a contradiction before it gives up.
const CONFLICTS: u64 = 200_000;

/// Whether clauses can hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// They can; the model says how.
    Yes,
    /// They cannot.
    No,
    /// The search gave up.
    GaveUp,
}

/// Ends a search that takes too long, by what it did and not by the clock.
#[derive(Default)]
struct Bound {
    conflicts: u64,
}

impl Callbacks for Bound {
    fn on_start(&mut self) {
        self.conflicts = 0;
    }

    fn on_new_clause(&mut self, _clause: &[Lit], kind: batsat::ClauseKind) {
        if kind == batsat::ClauseKind::Learnt {
            self.conflicts += 1;
        }
    }

    fn stop(&self) -> bool {
        self.conflicts > CONFLICTS
    }
}

/// A set of clauses.
pub struct Solver {
    inner: Batsat<Bound>,
    yes: Literal,
}

impl std::fmt::Debug for Solver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Solver({} variables, {} clauses)", self.inner.num_vars(), self.inner.num_clauses())
    }
}

impl Default for Solver {
    fn default() -> Self {
        let mut inner = Batsat::new(batsat::SolverOpts::default(), Bound::default());
        let yes = Lit::new(inner.new_var(lbool::UNDEF, true), true);
        let mut solver = Self { inner, yes };
        solver.clause(&[yes]);
        solver
    }
}

impl Solver {
    /// How many statements there are.
    pub fn size(&self) -> usize {
        usize::try_from(self.inner.num_vars()).unwrap_or(usize::MAX)
    }

    /// What is true.
    pub fn yes(&self) -> Literal {
        self.yes
    }

    /// What is false.
    pub fn no(&self) -> Literal {
        !self.yes
    }

    /// A constant.
    pub fn constant(&self, holds: bool) -> Literal {
        if holds { self.yes } else { !self.yes }
    }

    /// A new statement; where nothing speaks for it the search takes it to be false.
    pub fn fresh(&mut self) -> Literal {
        Lit::new(self.inner.new_var(lbool::FALSE, true), true)
    }

    /// A new statement; where nothing speaks against it the search takes it to be true.
    pub fn likely(&mut self) -> Literal {
        Lit::new(self.inner.new_var(lbool::TRUE, true), true)
    }

    /// Demands that one of these holds.
    pub fn clause(&mut self, any: &[Literal]) {
        self.inner.add_clause_reuse(&mut any.to_vec());
    }

    /// Whether all hold, as one literal.
    pub fn all(&mut self, all: &[Literal]) -> Literal {
        let negated: Vec<Literal> = all.iter().map(|&one| !one).collect();
        !self.any(&negated)
    }

    /// Whether any holds, as one literal.
    pub fn any(&mut self, any: &[Literal]) -> Literal {
        let mut kept: Vec<Literal> = any.iter().copied().filter(|&one| one != self.no()).collect();
        kept.sort_unstable();
        kept.dedup();
        if kept.contains(&self.yes) || kept.iter().any(|&one| kept.binary_search(&!one).is_ok()) {
            return self.yes;
        }
        match kept.as_slice() {
            [] => return self.no(),
            [only] => return *only,
            _ => {}
        }
        let whole = self.fresh();
        for &one in &kept {
            self.clause(&[!one, whole]);
        }
        kept.push(!whole);
        self.clause(&kept);
        whole
    }

    /// Demands that at most `most` of these hold, where `bound` does.
    pub fn at_most(&mut self, all: &[Literal], most: usize, bound: Literal) {
        let over = self.more_than(all, most);
        self.clause(&[!bound, !over]);
    }

    /// Whether more than `most` of these hold, as one literal: a sequential counter after Sinz (2005).
    pub fn more_than(&mut self, all: &[Literal], most: usize) -> Literal {
        // `row[k]` says that more than k of those so far hold.
        let mut row: Vec<Literal> = vec![self.no(); most + 1];
        for &one in all {
            let before = row.clone();
            for (place, over) in row.iter_mut().enumerate() {
                let carried = match place.checked_sub(1).and_then(|below| before.get(below)) {
                    Some(&below) => self.all(&[one, below]),
                    None => one,
                };
                *over = self.any(&[*over, carried]);
            }
        }
        row.last().copied().unwrap_or(self.no())
    }

    /// Whether the clauses can hold together with these.
    pub fn solve(&mut self, assumed: &[Literal]) -> Answer {
        let answer = self.inner.solve_limited(assumed);
        if answer == lbool::TRUE {
            Answer::Yes
        } else if answer == lbool::FALSE {
            Answer::No
        } else {
            Answer::GaveUp
        }
    }

    /// Whether a literal holds in the model of the last answer that was yes.
    pub fn holds(&self, literal: Literal) -> bool {
        self.inner.value_lit(literal) == lbool::TRUE
    }

    /// Of the literals that were assumed, those that cannot hold together, after an answer that was no.
    pub fn core(&self) -> Vec<Literal> {
        self.inner.unsat_core().iter().map(|&one| !one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_no_further_than_allowed() {
        for most in 0..5 {
            let mut solver = Solver::default();
            let all: Vec<Literal> = (0..5).map(|_| solver.fresh()).collect();
            let bound = solver.yes();
            solver.at_most(&all, most, bound);
            for chosen in 0_u32..32 {
                let assumed: Vec<Literal> =
                    all.iter().enumerate().map(|(at, &one)| if chosen & (1 << at) != 0 { one } else { !one }).collect();
                let fits = chosen.count_ones() as usize <= most;
                assert_eq!(solver.solve(&assumed), if fits { Answer::Yes } else { Answer::No });
            }
        }
    }

    #[test]
    fn a_core_is_of_what_was_assumed() {
        let mut solver = Solver::default();
        let [a, b, c] = [solver.fresh(), solver.fresh(), solver.fresh()];
        solver.clause(&[!a, !b]);
        assert_eq!(solver.solve(&[a, b, c]), Answer::No);
        let core = solver.core();
        assert!(core.contains(&a) && core.contains(&b) && !core.contains(&c));
    }
}
