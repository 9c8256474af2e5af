//! Where a long report goes: to standard output, or into a file that is there whole or not at all.

use std::io::{self, BufWriter, IntoInnerError, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anstream::AutoStream;
use anstream::adapter::strip_bytes;

use super::bar::Bar;
use super::disk::{Draft, is_device, refused, remove, say};
use super::terminal::{WIDTH, width};
use super::{Failure, Status};
use crate::source::Sources;

/// How much is gathered before the system is asked to write it.
const ROOM: usize = 1 << 16;

/// Where a report goes.
pub enum Out {
    Standard(BufWriter<Stdout>),
    File { path: PathBuf, draft: BufWriter<Draft>, unfinished: Unfinished },
}

impl Out {
    /// Standard output, or the file that `--out` names. Ctrl-C ends the program, the file is then as it was, and the bar
    /// is gone.
    pub fn open(path: Option<&Path>, read: &Sources, bar: &Bar) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::Standard(BufWriter::with_capacity(ROOM, io::stdout()))) };
        let begin = || Draft::begin(path, "--out", read).map_err(|error| error.0);
        let (draft, unfinished) = if is_device(path) {
            // A pipe waits for its reader, and Ctrl-C ends that as it ends any program.
            (begin()?, Unfinished::watched(bar)?)
        } else {
            let unfinished = Unfinished::watched(bar)?;
            let mut beside = unfinished.lock();
            let draft = begin()?;
            *beside = draft.beside();
            drop(beside);
            (draft, unfinished)
        };
        Ok(Self::File { path: path.to_owned(), draft: BufWriter::with_capacity(ROOM, draft), unfinished })
    }

    /// How many columns a text for people may have: in a file always as many.
    pub fn width(&self) -> usize {
        match self {
            Self::Standard(_) => width(),
            Self::File { .. } => WIDTH,
        }
    }

    /// Writes a text for people, which has its colours only on a terminal that wants them.
    pub fn write_text(&mut self, text: &[u8]) -> io::Result<()> {
        match self {
            Self::Standard(_) => AutoStream::auto(io::stdout()).write_all(text),
            Self::File { draft, .. } => strip_bytes(text).try_for_each(|plain| draft.write_all(plain)),
        }
    }

    /// Ends the report: if all of it could be written, a file takes its place.
    pub fn finish(self, written: io::Result<()>) -> Result<(), Failure> {
        let gone = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
        match self {
            Self::Standard(mut out) => written.and_then(|()| out.flush()).map_err(|error| {
                if gone(&error) {
                    error.into()
                } else {
                    format!("the report cannot be written: {}", say(&error).0).into()
                }
            }),
            Self::File { path, draft, unfinished } => {
                let kept = written.and_then(|()| keep(draft, &unfinished));
                // A pipe may have a name, and its reader goes away as any other.
                kept.map_err(|error| if gone(&error) { error.into() } else { refused(&path, &error).0.into() })
            }
        }
    }
}

fn keep(draft: BufWriter<Draft>, unfinished: &Unfinished) -> io::Result<()> {
    let mut draft = draft.into_inner().map_err(IntoInnerError::into_error)?;
    draft.settle()?;
    // From here on Ctrl-C comes too late.
    let mut beside = unfinished.lock();
    beside.clear();
    draft.keep()
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File { draft, .. } => draft.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File { draft, .. } => draft.flush(),
        }
    }
}

/// The file that is being written and the folders that were made for it, if there are any: Ctrl-C removes them.
#[derive(Clone)]
pub struct Unfinished(Arc<Mutex<Vec<PathBuf>>>);

impl Unfinished {
    fn watched(bar: &Bar) -> Result<Self, Failure> {
        let unfinished = Self(Arc::default());
        let seen = unfinished.clone();
        let clear = bar.clearing();
        ctrlc::set_handler(move || {
            // Held until the end, so that nothing is begun and nothing takes its place meanwhile.
            let beside = seen.lock();
            remove(&beside);
            clear();
            std::process::exit(Status::Interrupted.code().into());
        })?;
        Ok(unfinished)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
