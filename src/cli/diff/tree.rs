//! The files of a commit, as the pipeline asks for them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::git::{Contents, Git};
use crate::cli::Failure;
use crate::project::MANIFEST;
use crate::source::{FileError, Files, has_extension};

/// How many links are followed before they count as a circle.
const LINKS: usize = 40;

/// What a file begins with that Git LFS keeps elsewhere.
const LFS: &[u8] = b"version https://git-lfs.github.com/spec/";

/// What a path of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Submodule,
}

/// The files of a commit. Names are those inside the repository.
#[derive(Debug)]
pub struct Tree {
    /// The revision, for messages.
    revision: String,
    entries: BTreeMap<String, (Kind, String)>,
    folders: BTreeSet<String>,
    contents: RefCell<Contents>,
}

impl Tree {
    /// Reads which files a commit has.
    pub fn read(git: &Git, commit: &str, revision: &str) -> Result<Self, Failure> {
        let mut entries = BTreeMap::new();
        let mut folders = BTreeSet::from([".".to_owned()]);
        for line in git.tree(commit)?.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
            // `MODE TYPE OBJECT<tab>PATH`; a path that is no text cannot be named by a library either.
            let Ok(line) = std::str::from_utf8(line) else { continue };
            let Some((head, path)) = line.split_once('\t') else { continue };
            let mut words = head.split(' ');
            let kind = match words.next() {
                Some("120000") => Kind::Link,
                Some("160000") => Kind::Submodule,
                _ => Kind::File,
            };
            let Some(object) = words.nth(1) else { continue };
            folders.extend(path.match_indices('/').filter_map(|(at, _)| path.get(..at)).map(str::to_owned));
            entries.insert(path.to_owned(), (kind, object.to_owned()));
        }
        Ok(Self { revision: revision.to_owned(), entries, folders, contents: RefCell::new(git.contents()?) })
    }

    /// Whether there is a file of this name, or a link to one.
    pub fn holds(&self, name: &str) -> bool {
        self.resolve(name).is_ok_and(|path| matches!(self.entries.get(&path), Some((Kind::File, _))))
    }

    /// Says why a path cannot be read that is there and is no file or folder of the tree.
    pub fn refuse(&self, name: &str) -> Result<(), Failure> {
        self.resolve(name).map(|_| ()).map_err(|error| format!("`{name}` cannot be read: {}", error.0).into())
    }

    /// A path with its links followed. What is not there is left as it is.
    fn resolve(&self, name: &str) -> Result<String, FileError> {
        let mut left: Vec<String> = name.split('/').rev().map(str::to_owned).collect();
        let mut path: Vec<String> = Vec::new();
        let mut followed = 0;
        if name.starts_with('/') {
            return Err(self.outside());
        }
        while let Some(part) = left.pop() {
            match part.as_str() {
                "" | "." => continue,
                ".." => {
                    path.pop().ok_or_else(|| self.outside())?;
                    continue;
                }
                _ => path.push(part),
            }
            let so_far = path.join("/");
            match self.entries.get(&so_far) {
                Some((Kind::Link, object)) => {
                    followed += 1;
                    if followed > LINKS {
                        return Err(FileError(format!("links in {} lead in a circle", self.revision)));
                    }
                    let target = String::from_utf8(self.bytes(object)?)
                        .map_err(|_| FileError(format!("a link in {} is no text", self.revision)))?;
                    if target.starts_with('/') {
                        return Err(self.outside());
                    }
                    path.pop();
                    left.extend(target.split('/').rev().map(str::to_owned));
                }
                Some((Kind::Submodule, _)) => return Err(self.submodule(&so_far)),
                Some((Kind::File, _)) | None => {}
            }
        }
        Ok(if path.is_empty() { ".".to_owned() } else { path.join("/") })
    }

    fn outside(&self) -> FileError {
        FileError(format!("it lies outside the repository, of which {} holds the files", self.revision))
    }

    fn submodule(&self, path: &str) -> FileError {
        FileError(format!("`{path}` is a submodule, whose files {} does not hold", self.revision))
    }

    fn bytes(&self, object: &str) -> Result<Vec<u8>, FileError> {
        let read = self.contents.borrow_mut().read(object);
        let read =
            read.map_err(|error| FileError(format!("git does not give it: {}", crate::cli::disk::say(&error).0)))?;
        read.ok_or_else(|| FileError(format!("this clone does not have its contents in {}", self.revision)))
    }
}

impl Files for Tree {
    fn read(&self, name: &str) -> Result<Vec<u8>, FileError> {
        let path = self.resolve(name)?;
        let Some((_, object)) = self.entries.get(&path) else {
            let what = if self.folders.contains(&path) { "it is a folder" } else { "no such file" };
            return Err(FileError(format!("{what} in {}", self.revision)));
        };
        let bytes = self.bytes(object)?;
        if bytes.starts_with(LFS) {
            return Err(FileError(format!(
                "Git LFS keeps it elsewhere, and {} holds only a pointer to it",
                self.revision
            )));
        }
        Ok(bytes)
    }

    fn is_folder(&self, name: &str) -> bool {
        self.resolve(name).is_ok_and(|path| self.folders.contains(&path))
    }

    fn rule_files(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let path = self.resolve(folder)?;
        let front = if path == "." { String::new() } else { format!("{path}/") };
        let mut found = Vec::new();
        for (name, (kind, _)) in &self.entries {
            let Some(inside) = name.strip_prefix(&front) else { continue };
            let (folders, file) = inside.rsplit_once('/').unwrap_or(("", inside));
            if self.passed_over(&front, folders) {
                continue;
            }
            if *kind == Kind::Submodule && !(file.starts_with('.') || file == "target") {
                return Err(self.submodule(name));
            }
            if has_extension(file, "comity") || has_extension(file, "md") {
                found.push(inside_of(folder, inside));
            }
        }
        found.sort();
        Ok(found)
    }
}

impl Tree {
    /// Whether folders below a project do not belong to it: hidden ones, `target`, and those that are projects themselves.
    fn passed_over(&self, front: &str, folders: &str) -> bool {
        let mut so_far = front.to_owned();
        folders.split('/').filter(|name| !name.is_empty()).any(|name| {
            so_far.push_str(name);
            so_far.push('/');
            name.starts_with('.') || name == "target" || self.entries.contains_key(&format!("{so_far}{MANIFEST}"))
        })
    }
}

/// The name of a file in a folder.
pub fn inside_of(folder: &str, file: &str) -> String {
    if folder == "." { file.to_owned() } else { format!("{folder}/{file}") }
}
