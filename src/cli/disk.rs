//! The disk, as the pipeline asks for it.
#![expect(clippy::disallowed_methods, reason = "this is the place that touches the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::project::MANIFEST;
use crate::source::{FileError, Files, has_extension};

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

/// A path as names are written: with `/`, and without `./` in front.
pub fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

/// An error of the disk in words, without its number.
pub fn say(error: &io::Error) -> FileError {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    FileError(letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect()))
}
