//! Comparing snapshots with their files, and what is done about those that differ.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use jiff::civil::Date;

use super::review::{Answer, Review};
use super::store::{self, Store};
use crate::Reading;
use crate::cli::disk::slashes;
use crate::cli::{Failure, terminal};
use crate::model::Snapshot;
use crate::report::snapshot::{recorded, subjects};
use crate::testing::{Comparison, Header, SnapshotResult, Tested, each};

/// What is done about files.
#[derive(Debug, Clone, Copy)]
pub struct Keeping {
    /// What is written of snapshots that differ.
    pub writing: Writing,
    /// Whether files that nothing names are removed.
    pub prune: bool,
}

/// What is written of snapshots that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Nothing.
    Nothing,
    /// What they would be, beside their files.
    Proposed,
    /// What is accepted, one by one; the rest is proposed.
    Reviewed,
    /// All of them.
    Accepted,
}

/// Compares snapshots with their files.
pub fn compare(
    reading: &Reading,
    store: &Store,
    snapshots: &[&Snapshot],
    day: Option<Date>,
    keeping: Keeping,
    tested: &mut Tested,
) -> Result<(), Failure> {
    let texts = each(&reading.library, snapshots, day, |plan, snapshot| recorded(plan, &reading.sources, snapshot));
    let mut found = Vec::new();
    for (&snapshot, now) in snapshots.iter().zip(texts) {
        found.push(Found::new(store, snapshot, now, &reading.library.name)?);
    }
    let keeper = Keeper { reading, store };
    let open = found.iter().filter(|one| one.result.comparison.acceptable()).count();
    let mut review = Review::new(io::stdin().lock(), terminal::out(), open);
    for mut one in found {
        keeper.keep(&mut one, keeping.writing, &mut review)?;
        tested.snapshots.push(one.result);
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

/// A snapshot, and what its file held when they were compared.
struct Found<'r> {
    snapshot: &'r Snapshot,
    file: PathBuf,
    before: Option<Vec<u8>>,
    result: SnapshotResult,
}

impl<'r> Found<'r> {
    fn new(store: &Store, snapshot: &'r Snapshot, now: String, library: &str) -> Result<Self, Failure> {
        let file = store.file(&snapshot.name);
        let before = store::bytes(&file)?;
        let comparison = Comparison::of(before.as_deref(), &now, library);
        let (title, span, notes) = (snapshot.title.clone(), snapshot.span, Vec::new());
        let result = SnapshotResult { title, span, file: slashes(&file), now, comparison, notes };
        Ok(Self { snapshot, file, before, result })
    }
}

struct Keeper<'r> {
    reading: &'r Reading,
    store: &'r Store,
}

impl Keeper<'_> {
    fn keep<R: BufRead, W: Write>(
        &self,
        found: &mut Found<'_>,
        writing: Writing,
        review: &mut Review<R, W>,
    ) -> Result<(), Failure> {
        if writing == Writing::Nothing {
            return Ok(());
        }
        if found.result.comparison == Comparison::Same {
            return self.store.settle(&found.snapshot.name);
        }
        if !found.result.comparison.acceptable() {
            return Ok(());
        }
        let answer = match writing {
            Writing::Accepted => Answer::Accept,
            Writing::Reviewed => review.ask(&found.result)?,
            Writing::Proposed | Writing::Nothing => Answer::Skip,
        };
        match answer {
            Answer::Accept => {
                let header = header(self.reading, self.store, found.snapshot, false);
                store::accept(&found.file, found.before.as_deref(), &header, &found.result.now)?;
                found.result.comparison = Comparison::Written;
            }
            Answer::Reject => self.store.settle(&found.snapshot.name)?,
            Answer::Skip => {
                let header = header(self.reading, self.store, found.snapshot, true);
                // The snapshot fails all the same; that it cannot be reviewed later is no other failure.
                if let Err(error) = store::propose(&found.file, &header, &found.result.now) {
                    found.result.notes.push(error.to_string());
                }
            }
        }
        Ok(())
    }
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
