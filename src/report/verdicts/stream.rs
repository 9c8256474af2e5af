//! Units of the table are made in parallel and written in order, a few at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::parts::{Part, Slice, Wanted, cut};
use crate::judge::Session;
use crate::model::{LevelId, PrincipleId};

/// How many units are made at once for each thread, while as many that are made are written.
const FOR_EACH_THREAD: usize = 2;

type Sessions<'p, 'a> = BTreeMap<(PrincipleId, LevelId), Session<'p, 'a>>;

/// Makes something of each unit of about so many rows, and writes it. What is written does not depend on how many threads
/// there are, and what is held does not grow with the table, but for the rows of one first state.
pub(super) fn stream<M: Send>(
    wanted: &Wanted<'_, '_>,
    rows: usize,
    make: impl Fn(&[Part<'_, '_, '_>]) -> io::Result<M> + Sync,
    mut write: impl FnMut(M) -> io::Result<()>,
) -> io::Result<()> {
    let units = cut(wanted.plan, wanted.query, rows);
    let all: usize = units.iter().flatten().map(|slice| slice.rows).sum();
    let done = AtomicUsize::new(0);
    let make = |sessions: &Sessions<'_, '_>, unit: &Vec<Slice>| {
        let part = |slice: &Slice| {
            sessions.get(&slice.negotiation).map(|session| Part { session, firsts: slice.firsts.clone() })
        };
        let unit_done = make(&unit.iter().filter_map(part).collect::<Vec<_>>());
        let rows = unit.iter().map(|slice| slice.rows).sum();
        done.fetch_add(rows, Ordering::Relaxed);
        (wanted.progress)(done.load(Ordering::Relaxed), all);
        unit_done
    };
    let mut sessions = Sessions::new();
    let mut ready: Vec<io::Result<M>> = Vec::new();
    let mut chunks = units.chunks(FOR_EACH_THREAD * rayon::current_num_threads());
    loop {
        let chunk = chunks.next();
        let mut next = Vec::new();
        let mut written = Ok(());
        rayon::in_place_scope(|scope| {
            if let Some(chunk) = chunk {
                scope.spawn(|_| {
                    prepare(&mut sessions, wanted, chunk);
                    next = chunk.par_iter().map(|unit| make(&sessions, unit)).collect();
                });
            }
            written = std::mem::take(&mut ready).into_iter().try_for_each(|unit| write(unit?));
        });
        written?;
        if chunk.is_none() {
            return Ok(());
        }
        ready = next;
    }
}

/// Gets ready what is negotiated in these units, and lets go what is not.
fn prepare<'w, 'a>(sessions: &mut Sessions<'w, 'a>, wanted: &Wanted<'w, 'a>, units: &[Vec<Slice>]) {
    let mut asked: BTreeSet<_> = units.iter().flatten().map(|slice| slice.negotiation).collect();
    sessions.retain(|negotiation, _| asked.contains(negotiation));
    asked.retain(|negotiation| !sessions.contains_key(negotiation));
    let session = |&(principle, level): &(PrincipleId, LevelId)| {
        ((principle, level), Session::new(wanted.plan, principle, level, &wanted.query.picks))
    };
    let ready: Vec<_> = asked.par_iter().map(session).collect();
    sessions.extend(ready);
}
