//! The disk, as the pipeline asks for it.
#![expect(clippy::disallowed_methods, reason = "this is the place that touches the disk")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::project::MANIFEST;
use crate::source::{FileError, Files, Sources, has_extension};

/// Files below the current folder, or anywhere for absolute names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        fs::read(name).map_err(|error| say(&error))
    }

    fn is_folder(&self, name: &str) -> bool {
        Path::new(name).is_dir()
    }

    fn rule_files(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let mut found = Vec::new();
        let mut open = vec![PathBuf::from(folder)];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).map_err(|error| say(&error))? {
                let entry = entry.map_err(|error| say(&error))?;
                let path = entry.path();
                let Some(name) = path.file_name().and_then(|name| name.to_str()).map(str::to_owned) else { continue };
                let kind = entry.file_type().map_err(|error| say(&error))?;
                if kind.is_dir() && !name.starts_with('.') && name != "target" && !path.join(MANIFEST).exists() {
                    open.push(path);
                } else if !kind.is_dir() && (has_extension(&name, "comity") || has_extension(&name, "md")) {
                    found.push(slashes(&path));
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Writes a file whole or not at all: into a new one beside it, which then takes its place. Its permissions stay as they
/// were, a link stays a link, and folders that are missing are made.
///
/// # Errors
///
/// When the disk refuses; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_whole(path, bytes).map_err(|error| refused(path, &error))
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft = Draft::open(path)?;
    draft.write_all(bytes)?;
    draft.settle()?;
    draft.keep()
}

/// A file that is being written, beside the place that it takes once it is whole. Dropped before that it is gone, and what
/// was in its place stays there.
pub struct Draft(Kind);

enum Kind {
    File {
        file: NamedTempFile,
        place: PathBuf,
        // Behind the file, so that it is empty when they go.
        folders: Folders,
    },
    /// A pipe or a device stays what it is.
    Device(fs::File),
}

impl Draft {
    /// Begins a report that somebody asked for: never into a folder, nor over a file that was read.
    ///
    /// # Errors
    ///
    /// When it would, or the disk refuses.
    pub fn begin(path: &Path, option: &str, read: &Sources) -> Result<Self, FileError> {
        let shown = path.display();
        if path.is_dir() {
            return Err(FileError(format!("`{shown}` is a folder, and {option} names a file")));
        }
        if path == Path::new("-") {
            let message =
                format!("{option} names a file: leave it out for standard output, or write `./-` for a file `-`");
            return Err(FileError(message));
        }
        let old = canonical(path);
        if old.is_some() && read.files().any(|(_, file)| canonical(Path::new(&file.name)) == old) {
            return Err(FileError(format!("`{shown}` is a file of the library, and {option} would overwrite it")));
        }
        if has_extension(&path.to_string_lossy(), "comity") {
            return Err(FileError(format!("`{shown}` would be read as rules: give {option} another ending")));
        }
        Self::open(path).map_err(|error| refused(path, &error))
    }

    fn open(path: &Path) -> io::Result<Self> {
        let before = match fs::metadata(path) {
            Ok(before) if !before.is_file() && !before.is_dir() => {
                return Ok(Self(Kind::Device(fs::OpenOptions::new().write(true).open(path)?)));
            }
            Ok(before) if before.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
            Ok(before) => Some(before.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let place = led(path)?;
        let folder = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folders = Folders::make(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".comity-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder)?;
        if let Some(before) = before {
            file.as_file().set_permissions(before)?;
        }
        Ok(Self(Kind::File { file, place, folders }))
    }

    /// The file that is written until it is whole, and behind it the folders that were made for it, the innermost first.
    pub fn beside(&self) -> Vec<PathBuf> {
        match &self.0 {
            Kind::File { file, folders, .. } => {
                std::iter::once(file.path()).chain(folders.0.iter().map(PathBuf::as_path)).map(Path::to_owned).collect()
            }
            Kind::Device(_) => Vec::new(),
        }
    }

    /// Waits until the disk has all of it.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn settle(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Kind::File { file, .. } => file.as_file().sync_all(),
            Kind::Device(device) => device.flush(),
        }
    }

    /// Lets it take its place.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn keep(self) -> io::Result<()> {
        match self.0 {
            Kind::File { file, place, mut folders } => {
                file.persist(place).map_err(|error| error.error)?;
                folders.0.clear();
                Ok(())
            }
            Kind::Device(_) => Ok(()),
        }
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Kind::File { file, .. } => file.write(bytes),
            Kind::Device(device) => device.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Kind::File { file, .. } => file.flush(),
            Kind::Device(device) => device.flush(),
        }
    }
}

/// Says that a file cannot be written, and why.
pub fn refused(path: &Path, error: &io::Error) -> FileError {
    FileError(format!("`{}` cannot be written: {}", path.display(), say(error).0))
}

/// Folders that were made for a file, the innermost first. Dropped they are gone, as far as nothing else is in them.
struct Folders(Vec<PathBuf>);

impl Folders {
    /// Makes a folder and those on the way to it.
    fn make(folder: &Path) -> io::Result<Self> {
        let missing = folder.ancestors().take_while(|at| !at.as_os_str().is_empty() && !at.exists());
        let made = Self(missing.map(Path::to_owned).collect());
        fs::create_dir_all(folder)?;
        Ok(made)
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

/// How many links may lead from one to the next.
const LINKS: usize = 40;

/// Where a path leads to, also where a link leads to what is not there yet.
fn led(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..LINKS {
        if !at.is_symlink() {
            return Ok(at);
        }
        let to = fs::read_link(&at)?;
        at = at.parent().map_or_else(|| to.clone(), |folder| folder.join(&to));
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// Removes files and empty folders, one after the other, as far as the disk lets it.
pub fn remove(paths: &[PathBuf]) {
    for path in paths {
        // Nobody is left who could be told.
        let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
    }
}

/// Where a path leads to, if there is something.
pub fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Writes a report that somebody asked for into a file: never into a folder, nor over a file that was read.
///
/// # Errors
///
/// When it would, or the disk refuses.
pub fn write(path: &Path, option: &str, read: &Sources, text: &[u8]) -> Result<(), FileError> {
    let mut draft = Draft::begin(path, option, read)?;
    let whole = |draft: &mut Draft| draft.write_all(text).and_then(|()| draft.settle());
    whole(&mut draft).and_then(|()| draft.keep()).map_err(|error| refused(path, &error))
}

/// A path as names are written: with `/`, and without `./` in front.
pub fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

/// Whether a path leads to a pipe or a device.
pub fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// An error of the disk in words, without its number.
pub fn say(error: &io::Error) -> FileError {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    FileError(letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect()))
}
