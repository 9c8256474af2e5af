//! Running again whenever a file that was read is saved.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;

use super::Wanted;
use super::store::{Store, bytes};
use crate::cli::disk::{Disk, slashes};
use crate::cli::{Failure, Status, terminal};
use crate::source::{FileError, Files};
use crate::{Reading, read};

/// How long is waited for the rest of what an editor does when it saves.
const PAUSE: Duration = Duration::from_millis(100);

/// The disk, with everything noted that was asked of it: what a run depends on is what it read.
#[derive(Debug, Default)]
struct Noting {
    read: RefCell<BTreeMap<String, Result<Vec<u8>, FileError>>>,
    listed: RefCell<BTreeMap<String, Result<Vec<String>, FileError>>>,
    folders: RefCell<BTreeMap<String, bool>>,
}

impl Files for Noting {
    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        let found = Disk.read(name);
        self.read.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }

    fn is_folder(&self, name: &str) -> bool {
        let found = Disk.is_folder(name);
        self.folders.borrow_mut().insert(name.to_owned(), found);
        found
    }

    fn rule_files(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let found = Disk.rule_files(folder);
        self.listed.borrow_mut().insert(folder.to_owned(), found.clone());
        found
    }
}

/// All that a run depends on. Two that are equal come to the same.
#[derive(Debug, PartialEq, Eq, Default)]
struct Seen {
    read: BTreeMap<String, Result<Vec<u8>, FileError>>,
    listed: BTreeMap<String, Result<Vec<String>, FileError>>,
    folders: BTreeMap<String, bool>,
    snapshots: BTreeMap<PathBuf, Option<Vec<u8>>>,
}

impl Seen {
    /// The folders in which something may change it, and whether those below count as well.
    fn places(&self, snapshots: &Path) -> BTreeMap<PathBuf, RecursiveMode> {
        let mut places = BTreeMap::new();
        let mut add = |path: &Path, mode| {
            // A folder that is not there yet is seen to appear in the nearest one that is.
            let there = path.ancestors().find(|path| Disk.is_folder(&slashes(path)));
            let there = there.filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let known = places.entry(there.to_owned()).or_insert(mode);
            if mode == RecursiveMode::Recursive {
                *known = mode;
            }
        };
        for folder in self.listed.keys() {
            add(Path::new(folder), RecursiveMode::Recursive);
        }
        let files = self.read.keys().chain(self.folders.keys()).filter_map(|name| Path::new(name).parent());
        for folder in files.chain([snapshots]) {
            add(folder, RecursiveMode::NonRecursive);
        }
        places
    }
}

fn look(place: &Path) -> (Reading, Seen, Store) {
    let disk = Noting::default();
    let reading = read(&slashes(place), &disk);
    let store = Store::new(place, &reading.library);
    let snapshots = reading.library.snapshots.iter().map(|snapshot| {
        let file = store.file(&snapshot.name);
        let bytes = bytes(&file).ok().flatten();
        (file, bytes)
    });
    let seen = Seen {
        snapshots: snapshots.collect(),
        read: disk.read.into_inner(),
        listed: disk.listed.into_inner(),
        folders: disk.folders.into_inner(),
    };
    (reading, seen, store)
}

/// Runs the tests, and again after every change, until the program is stopped.
pub fn watch(wanted: &Wanted) -> Result<Status, Failure> {
    let place = wanted.project.place()?;
    let (sender, changes) = mpsc::channel();
    let mut debouncer = new_debouncer(PAUSE, sender).map_err(|error| cannot(&error))?;
    let mut watched: BTreeSet<(PathBuf, bool)> = BTreeSet::new();
    let mut last: Option<Seen> = None;
    loop {
        let (_, before, store) = look(&place);
        for (folder, mode) in before.places(store.folder()) {
            if watched.insert((folder.clone(), mode == RecursiveMode::Recursive)) {
                debouncer.watcher().watch(&folder, mode).map_err(|error| cannot(&error))?;
            }
        }
        // What was saved before a folder was watched is seen here, what is saved later is told.
        let (mut reading, seen, _) = look(&place);
        if last.as_ref() != Some(&seen) {
            announce(last.is_some())?;
            if let Err(failure) = wanted.report(&place, &mut reading) {
                terminal::fail(failure.as_ref());
            }
            let mut out = terminal::out();
            let files = seen.read.values().filter(|found| found.is_ok()).count();
            let files = format!("{files} file{}", if files == 1 { "" } else { "s" });
            writeln!(out, "\nwatching {files} of {}; Ctrl-C ends", place.display())?;
            out.flush()?;
            last = Some(seen);
        }
        // Only the sender that the watcher holds can go away, and it does not.
        if changes.recv().is_err() {
            return Ok(Status::Fine);
        }
        while changes.try_recv().is_ok() {}
    }
}

/// Clears a terminal; elsewhere one run is told from the next by an empty line.
fn announce(again: bool) -> Result<(), Failure> {
    if again {
        let mut out = terminal::out();
        if std::io::stdout().is_terminal() {
            write!(out, "\x1b[2J\x1b[H")?;
        } else {
            writeln!(out)?;
        }
        out.flush()?;
    }
    Ok(())
}

fn cannot(error: &notify_debouncer_mini::notify::Error) -> Failure {
    format!("changes cannot be watched for: {error}").into()
}
