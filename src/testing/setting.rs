//! The plans that tests and snapshots are judged with: one for each day, and one of its own for each that gives states.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::judge::Plan;
use crate::model::{Id, Library, Snapshot, State, StateId, Test};

/// Something with states and a day of its own.
pub trait Setting: Sync {
    /// The states that it gives.
    fn given(&self) -> &[(StateId, State)];
    /// Its day.
    fn as_of(&self) -> Option<Date>;
}

impl Setting for &Test {
    fn given(&self) -> &[(StateId, State)] {
        &self.given
    }

    fn as_of(&self) -> Option<Date> {
        self.as_of
    }
}

impl Setting for &Snapshot {
    fn given(&self) -> &[(StateId, State)] {
        &self.given
    }

    fn as_of(&self) -> Option<Date> {
        self.as_of
    }
}

/// A test or a snapshot.
#[derive(Debug, Clone, Copy)]
pub enum Block<'b> {
    /// A test.
    Test(&'b Test),
    /// A snapshot.
    Snapshot(&'b Snapshot),
}

impl<'b> Block<'b> {
    /// Its title.
    pub fn title(&self) -> &'b str {
        match self {
            Self::Test(test) => &test.title,
            Self::Snapshot(snapshot) => &snapshot.title,
        }
    }
}

impl Setting for Block<'_> {
    fn given(&self) -> &[(StateId, State)] {
        match self {
            Self::Test(test) => &test.given,
            Self::Snapshot(snapshot) => &snapshot.given,
        }
    }

    fn as_of(&self) -> Option<Date> {
        match self {
            Self::Test(test) => test.as_of,
            Self::Snapshot(snapshot) => snapshot.as_of,
        }
    }
}

/// How many settings share a copy of the library: enough to make little of the copy, few enough to keep threads busy.
const SHARE: usize = 16;

/// Does something with the plan of each setting, several at once; what comes of it is in their order. `day` is that of
/// those that have none.
pub fn each<T: Setting, R: Send>(
    library: &Library,
    settings: &[T],
    day: Option<Date>,
    work: impl Fn(&Plan<'_>, &T) -> R + Sync,
) -> Vec<R> {
    let day_of = |setting: &T| setting.as_of().or(day);
    // Working a library out costs more than most tests; those without states share it.
    let plain = settings.iter().filter(|setting| setting.given().is_empty());
    let days: BTreeSet<Option<Date>> = plain.map(day_of).collect();
    let shared: BTreeMap<Option<Date>, Plan<'_>> =
        days.into_par_iter().map(|day| (day, Plan::new(library, day))).collect();
    let some = |settings: &[T]| {
        let mut copy: Option<Library> = None;
        let one = |setting: &T| {
            let own = day_of(setting);
            match shared.get(&own).filter(|_| setting.given().is_empty()) {
                Some(common) => work(common, setting),
                None => with_given(library, &mut copy, setting, own, |made| work(made, setting)),
            }
        };
        settings.iter().map(one).collect::<Vec<R>>()
    };
    settings.par_chunks(SHARE).flat_map_iter(some).collect()
}

/// Does something with the plan of a setting that gives states. The copy of the library is made where there is none,
/// and is as it was behind it.
pub fn with_given<T: Setting, R>(
    library: &Library,
    copy: &mut Option<Library>,
    setting: &T,
    day: Option<Date>,
    work: impl FnOnce(&Plan<'_>) -> R,
) -> R {
    let own = copy.get_or_insert_with(|| library.clone());
    let before = give(own, setting.given());
    let result = work(&Plan::new(own, day));
    take_back(own, before, library.states.len());
    result
}

/// Puts states into a library; those whose places they take are returned.
fn give(library: &mut Library, given: &[(StateId, State)]) -> Vec<(StateId, State)> {
    let known = library.states.len();
    let mut before = Vec::new();
    for (id, state) in given {
        if id.index() < known {
            before.push((*id, std::mem::replace(&mut library.states[*id], state.clone())));
        } else {
            library.states.push(state.clone());
        }
    }
    before
}

/// Makes a library what it was. The last to come goes first, since a state may be given twice.
fn take_back(library: &mut Library, before: Vec<(StateId, State)>, known: usize) {
    library.states.truncate(known);
    for (id, state) in before.into_iter().rev() {
        library.states[id] = state;
    }
}
