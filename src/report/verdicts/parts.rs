//! The table of verdicts in parts, so that it is never held as a whole.

use std::collections::BTreeMap;
use std::ops::Range;

use super::record::{Record, record, record_of};
use crate::judge::{Plan, Query, Row, Session};
use crate::model::{Arity, LevelId, Library, PrincipleId};
use crate::worlds::{Worlds, study};

/// The table of verdicts that is asked for.
#[derive(Clone, Copy)]
pub struct Wanted<'w, 'a> {
    /// What is judged, and on which day.
    pub plan: &'w Plan<'a>,
    /// Which verdicts.
    pub query: &'w Query,
    /// What is completed where facts are missing.
    pub worlds: Worlds,
    /// Is told how many rows are done, of about how many.
    pub progress: &'w (dyn Fn(usize, usize) + Sync),
}

/// Some rows of the table that follow one another: those of a principle at a level, and at a level of pairs of some of the
/// first states.
pub(super) struct Part<'s, 'p, 'a> {
    pub session: &'s Session<'p, 'a>,
    pub firsts: Range<usize>,
}

impl Part<'_, '_, '_> {
    /// The rows of the part that are wanted.
    fn rows(&self, query: &Query) -> Vec<Row> {
        query.rows_of(self.session, self.firsts.clone())
    }

    /// Gives each of its rows as programs read it.
    pub fn each<E>(&self, wanted: &Wanted<'_, '_>, take: &mut dyn FnMut(Record<'_>) -> Result<(), E>) -> Result<(), E> {
        let rows = self.rows(wanted.query);
        match wanted.worlds {
            Worlds::Evidence => rows.iter().try_for_each(|row| take(record(self.session, row))),
            Worlds::Exact => {
                study(self.session, &rows).iter().try_for_each(|study| take(record_of(self.session, study)))
            }
        }
    }
}

/// Where a part of the table is, before anything is judged.
#[derive(Debug, Clone)]
pub(super) struct Slice {
    pub negotiation: (PrincipleId, LevelId),
    pub firsts: Range<usize>,
    /// How many rows it has at most.
    pub rows: usize,
}

/// Cuts the table into units of about so many rows at most, each some slices that follow one another.
pub(super) fn cut(plan: &Plan<'_>, query: &Query, most: usize) -> Vec<Vec<Slice>> {
    let library = plan.library();
    let states = library.states.len();
    let mut at_levels = BTreeMap::new();
    let mut units = Units { most, rows: 0, done: Vec::new(), open: Vec::new() };
    for negotiation in query.negotiations(library) {
        let (principle, level) = negotiation;
        if library.levels[level].arity == Arity::Pairs {
            let ordered = library.principles[principle].parties.len() == 2;
            let mut from = 0;
            let mut rows = 0;
            for (place, of_first) in of_firsts(library, query, ordered).enumerate() {
                if !units.has_room(rows + of_first) {
                    units.push(Slice { negotiation, firsts: from..place, rows });
                    units.close();
                    (from, rows) = (place, 0);
                }
                rows += of_first;
            }
            units.push(Slice { negotiation, firsts: from..states, rows });
        } else {
            let rows = *at_levels.entry(level).or_insert_with(|| of_level(plan, level));
            if !units.has_room(rows) {
                units.close();
            }
            units.push(Slice { negotiation, firsts: 0..states, rows });
        }
    }
    units.close();
    units.done
}

/// How many rows there are at most where everyone or groups negotiate.
fn of_level(plan: &Plan<'_>, level: LevelId) -> usize {
    let library = plan.library();
    if library.levels[level].arity == Arity::All {
        return library.states.len();
    }
    let groups = library.groups.iter().filter(|(_, group)| group.level == Some(level));
    groups.map(|(group, _)| plan.world.members(group).len()).sum()
}

/// How many rows there are at most with each first state.
fn of_firsts(library: &Library, query: &Query, ordered: bool) -> impl Iterator<Item = usize> {
    let states = library.states.len();
    let named = query.states.len();
    library.states.ids().enumerate().map(move |(place, first)| {
        let seconds = if ordered { states - 1 } else { states - 1 - place };
        if named == 0 {
            2 * seconds
        } else if query.states.contains(&first) {
            seconds + seconds.min(named)
        } else {
            seconds.min(named)
        }
    })
}

struct Units {
    most: usize,
    /// How many rows the open unit has.
    rows: usize,
    done: Vec<Vec<Slice>>,
    open: Vec<Slice>,
}

impl Units {
    fn has_room(&self, rows: usize) -> bool {
        self.rows + rows <= self.most
    }

    fn push(&mut self, slice: Slice) {
        if !slice.firsts.is_empty() {
            self.rows += slice.rows;
            self.open.push(slice);
        }
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
        self.rows = 0;
    }
}
