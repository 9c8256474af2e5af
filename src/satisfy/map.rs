//! The sets of things that were not looked at yet.

use super::solver::{Answer, Literal, Solver};

/// Sets of so many things, from the largest down.
#[derive(Debug)]
pub struct Map {
    solver: Solver,
    things: Vec<Literal>,
}

impl Map {
    /// No set was looked at yet.
    pub fn new(things: usize) -> Self {
        let mut solver = Solver::default();
        let things = (0..things).map(|_| solver.likely()).collect();
        Self { solver, things }
    }

    /// A set that was not looked at, to which nothing can be added.
    pub fn unseen(&mut self) -> Option<Vec<usize>> {
        if self.solver.solve(&[]) != Answer::Yes {
            return None;
        }
        let mut chosen: Vec<Literal> = self.things.iter().copied().filter(|&thing| self.solver.holds(thing)).collect();
        for at in 0..self.things.len() {
            let Some(&thing) = self.things.get(at) else { continue };
            if chosen.contains(&thing) {
                continue;
            }
            chosen.push(thing);
            if self.solver.solve(&chosen) != Answer::Yes {
                chosen.pop();
            }
        }
        let taken = |(_, thing): &(usize, &Literal)| chosen.contains(thing);
        Some(self.things.iter().enumerate().filter(taken).map(|(place, _)| place).collect())
    }

    /// No set that holds all of these is looked at again.
    pub fn strike_out(&mut self, set: &[usize]) {
        let clause: Vec<Literal> = set.iter().filter_map(|&place| self.things.get(place)).map(|&one| !one).collect();
        self.solver.clause(&clause);
    }

    /// No part of a set is looked at again.
    pub fn strike_out_parts(&mut self, set: &[usize]) {
        let outside = |(place, _): &(usize, &Literal)| !set.contains(place);
        let clause: Vec<Literal> = self.things.iter().enumerate().filter(outside).map(|(_, &one)| one).collect();
        self.solver.clause(&clause);
    }
}
