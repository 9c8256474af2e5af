//! Comparing snapshots with their files, and what is done about those that differ.

use jiff::civil::Date;

use super::store::{self, Store};
use crate::Reading;
use crate::cli::Failure;
use crate::cli::disk::slashes;
use crate::model::Snapshot;
use crate::report::snapshot::{recorded, subjects};
use crate::testing::{Comparison, Header, SnapshotResult, Tested, each};

/// What is done about files.
#[derive(Debug, Clone, Copy)]
pub struct Keeping {
    /// Whether what differs is written.
    pub accept: bool,
    /// Whether files that nothing names are removed.
    pub prune: bool,
    /// Whether what differs is written beside the file, to be reviewed.
    pub propose: bool,
}

/// Compares snapshots with their files.
pub fn compare(
    reading: &Reading,
    store: &Store,
    snapshots: &[&Snapshot],
    day: Option<Date>,
    keeping: &Keeping,
    tested: &mut Tested,
) -> Result<(), Failure> {
    let texts = each(&reading.library, snapshots, day, |plan, snapshot| recorded(plan, &reading.sources, snapshot));
    for (snapshot, now) in snapshots.iter().zip(texts) {
        tested.snapshots.push(one(reading, store, snapshot, now, keeping)?);
    }
    let names: Vec<&str> = reading.library.snapshots.iter().map(|snapshot| snapshot.name.as_str()).collect();
    for path in store.unreferenced(&names)? {
        if keeping.prune {
            store::remove(&path)?;
            tested.removed.push(slashes(&path));
        } else {
            tested.unreferenced.push(slashes(&path));
        }
    }
    Ok(())
}

fn one(
    reading: &Reading,
    store: &Store,
    snapshot: &Snapshot,
    now: String,
    keeping: &Keeping,
) -> Result<SnapshotResult, Failure> {
    let file = store.file(&snapshot.name);
    let before = store::bytes(&file)?;
    let mut comparison = Comparison::of(before.as_deref(), &now);
    let mut notes = Vec::new();
    if comparison == Comparison::Same {
        if keeping.propose {
            store.settle(&snapshot.name)?;
        }
    } else if comparison.acceptable() {
        if keeping.accept {
            store::accept(&file, before.as_deref(), &header(reading, store, snapshot, false), &now)?;
            comparison = Comparison::Written;
        } else if keeping.propose
            && let Err(error) = store::propose(&file, &header(reading, store, snapshot, true), &now)
        {
            // The snapshot fails all the same; that it cannot be reviewed later is no other failure.
            notes.push(error.to_string());
        }
    }
    let title = snapshot.title.clone();
    Ok(SnapshotResult { title, span: snapshot.span, file: slashes(&file), now, comparison, notes })
}

fn header(reading: &Reading, store: &Store, snapshot: &Snapshot, with_line: bool) -> Header {
    let place = reading.sources.locate(snapshot.span);
    Header {
        source: place.as_ref().map(|place| store.source(place.file)).unwrap_or_default(),
        line: place.map(|place| place.line).filter(|_| with_line),
        title: snapshot.title.clone(),
        expression: subjects(&reading.sources, &reading.library, snapshot),
        library: reading.library.name.clone(),
    }
}
