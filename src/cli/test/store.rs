//! The files of snapshots: the folder `snapshots` beside the library.
#![expect(clippy::disallowed_methods, reason = "reads and writes the files of snapshots")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::disk::{replace, say, slashes};
use crate::model::Library;
use crate::testing::{Header, Kept};

/// The folder's name.
const FOLDER: &str = "snapshots";

/// What stands between the name of a library's file and that of a snapshot.
const JOINT: &str = "__";

/// Where the snapshots of a project are kept.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// In front of every name, where the library is a single file: others may stand beside it.
    prefix: String,
    library: String,
}

impl Store {
    /// The store of the project at a path.
    pub fn new(project: &Path, library: &Library) -> Self {
        let (home, prefix) = if project.is_dir() {
            // Files are named without `./` in front, as those of the rules are.
            (if project == Path::new(".") { PathBuf::new() } else { project.to_owned() }, String::new())
        } else {
            let home = project.parent().unwrap_or(Path::new("")).to_owned();
            let stem = project.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            (home, format!("{stem}{JOINT}"))
        };
        Self { folder: home.join(FOLDER), prefix, library: library.name.clone() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a snapshot.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{}{name}.snap", self.prefix))
    }

    /// The name of the file of a block, as seen from the library.
    pub fn source(&self, name: &str) -> String {
        let home = self.folder.parent().map(slashes).filter(|home| !home.is_empty());
        let inside = home.and_then(|home| name.strip_prefix(&home)?.strip_prefix('/').map(str::to_owned));
        inside.unwrap_or_else(|| name.to_owned())
    }

    /// Removes what waits to be accepted, if we wrote it.
    pub fn settle(&self, name: &str) -> Result<(), Failure> {
        let waiting = waiting(&self.file(name));
        match bytes(&waiting)? {
            Some(bytes) if Kept::read(&bytes).is_ok_and(|kept| kept.library == self.library) => remove(&waiting),
            Some(_) | None => Ok(()),
        }
    }

    /// The files of ours that carry none of these names, what waits to be accepted among them, sorted.
    pub fn unreferenced(&self, names: &[&str]) -> Result<Vec<PathBuf>, Failure> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Vec::new());
            }
            Err(error) => return Err(format!("`{}` cannot be read: {}", self.folder.display(), say(&error).0).into()),
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let Some(file) = path.file_name().and_then(|file| file.to_str()) else { continue };
            let Some(stem) = file.strip_suffix(".snap.new").or_else(|| file.strip_suffix(".snap")) else { continue };
            let Some(name) = stem.strip_prefix(&self.prefix) else { continue };
            if name.contains(JOINT) || names.contains(&name) {
                continue;
            }
            let kept = bytes(&path)?.and_then(|bytes| Kept::read(&bytes).ok());
            if kept.is_some_and(|kept| kept.library == self.library) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }
}

/// The bytes of a file; `None` when there is none.
pub fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("`{}` cannot be read: {}", path.display(), say(&error).0).into()),
    }
}

/// The file in which a change waits to be accepted.
fn waiting(file: &Path) -> PathBuf {
    file.with_extension("snap.new")
}

/// Writes a snapshot, and removes what waits beside it. `before` is what the file held when it was compared: whatever
/// has been written since is not overwritten.
pub fn accept(file: &Path, before: Option<&[u8]>, header: &Header, text: &str) -> Result<(), Failure> {
    let new = Kept::write(header, text);
    let now = bytes(file)?;
    if now.as_deref() != before && now.as_deref() != Some(new.as_bytes()) {
        return Err(format!("`{}` was changed meanwhile and is left as it is; run again", file.display()).into());
    }
    replace(file, new.as_bytes()).map_err(|error| error.0)?;
    remove(&waiting(file))
}

/// Writes what a snapshot would be beside its file, for it to be reviewed; one that is there already is left alone.
pub fn propose(file: &Path, header: &Header, text: &str) -> Result<(), Failure> {
    let new = Kept::write(header, text);
    let waiting = waiting(file);
    if bytes(&waiting)?.as_deref() == Some(new.as_bytes()) {
        return Ok(());
    }
    replace(&waiting, new.as_bytes()).map_err(|error| error.0)?;
    Ok(())
}

/// Removes a file, if it is there.
pub fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("`{}` cannot be removed: {}", path.display(), say(&error).0).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        let text = || "x".to_owned();
        Header { source: text(), line: None, title: text(), expression: text(), library: text() }
    }

    /// Between reading a file and writing it somebody else may have written it.
    #[test]
    fn what_was_changed_meanwhile_is_left_alone() -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("x.snap");
        for (before, meanwhile) in [(None, &b"new"[..]), (Some(&b"old"[..]), b"other")] {
            fs::write(&file, meanwhile)?;
            let refused = accept(&file, before, &header(), "text").map_err(|error| error.to_string());
            assert!(refused.is_err_and(|error| error.contains("changed meanwhile") && error.contains("x.snap")));
            assert_eq!(fs::read(&file)?, meanwhile);
        }
        // What somebody wrote is what would be written.
        let same = Kept::write(&header(), "text");
        fs::write(&file, &same)?;
        accept(&file, None, &header(), "text")?;
        assert_eq!(fs::read_to_string(&file)?, same);
        // And a file that is gone is one that was changed.
        fs::remove_file(&file)?;
        assert!(accept(&file, Some(b"old"), &header(), "text").is_err());
        assert!(!file.exists());
        Ok(())
    }
}
