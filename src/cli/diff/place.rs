//! What the words of `comity diff` stand for: paths and revisions.
#![expect(clippy::disallowed_methods, reason = "a word is a path where there is a file or a folder")]

use std::path::{Path, PathBuf};

use crate::cli::Failure;

/// Where a library is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On the disk, at a path of its own.
    Path(PathBuf),
    /// On the disk, at the path that both have.
    WorkingTree,
    /// In a revision.
    Revision(String),
    /// Where two revisions parted.
    Parting(String, String),
}

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The old library.
    pub old: Place,
    /// The new one.
    pub new: Place,
    /// The path of both, where it is said.
    pub path: Option<PathBuf>,
    /// The words that are no paths, and so must be revisions.
    pub guessed: Vec<String>,
}

/// What is compared, by the words in their order.
pub fn asked(words: &[String], rev: Option<&str>) -> Result<Asked, Failure> {
    if let Some(rev) = rev {
        let path = match words {
            [] => None,
            [path] => Some(PathBuf::from(path)),
            _ => {
                return Err("--rev says what is compared: behind it stands the library's path, and nothing else".into());
            }
        };
        let (old, new) = revisions(rev).unwrap_or((Place::Revision(rev.to_owned()), Place::WorkingTree));
        return Ok(Asked { old, new, path, guessed: Vec::new() });
    }
    let is_path = |word: &String| Path::new(word).exists();
    let (first, rest) = words
        .split_first()
        .ok_or("what is compared? Name two paths, `comity diff OLD NEW`, or a revision of git, `comity diff main`")?;
    if is_path(first) {
        return match rest {
            [] => {
                Err(format!("`{first}` is a path: name the new library behind it, or take it as a revision with --rev")
                    .into())
            }
            [second] if is_path(second) => {
                let (old, new) = (Place::Path(first.into()), Place::Path(second.into()));
                Ok(Asked { old, new, path: None, guessed: Vec::new() })
            }
            [second] => {
                let (old, path) = (Place::Path(first.into()), Some(first.into()));
                Ok(Asked { old, new: Place::Revision(second.clone()), path, guessed: vec![second.clone()] })
            }
            [second, path] if !is_path(second) => {
                let (old, path) = (Place::Path(first.into()), Some(path.into()));
                Ok(Asked { old, new: Place::Revision(second.clone()), path, guessed: vec![second.clone()] })
            }
            _ => Err("two paths are compared as they are: there is no third one".into()),
        };
    }
    let guessed = vec![first.clone()];
    if let Some((old, new)) = revisions(first) {
        return match rest {
            [] => Ok(Asked { old, new, path: None, guessed }),
            [path] => Ok(Asked { old, new, path: Some(path.into()), guessed }),
            _ => {
                Err(format!("`{first}` is two revisions: behind it stands the library's path, and nothing else").into())
            }
        };
    }
    let old = Place::Revision(first.clone());
    match rest {
        [] => Ok(Asked { old, new: Place::WorkingTree, path: None, guessed }),
        [path] if is_path(path) => Ok(Asked { old, new: Place::Path(path.into()), path: Some(path.into()), guessed }),
        [second, path] if is_path(second) => {
            Ok(Asked { old, new: Place::Path(second.into()), path: Some(path.into()), guessed })
        }
        [second, rest @ ..] => {
            let (new, path) = (Place::Revision(second.clone()), rest.first().map(PathBuf::from));
            Ok(Asked { old, new, path, guessed: vec![first.clone(), second.clone()] })
        }
    }
}

/// Two revisions in one word: `main..topic`, `main...topic`. What is left out is `HEAD`.
fn revisions(word: &str) -> Option<(Place, Place)> {
    let named = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    if let Some((one, other)) = word.split_once("...") {
        let (one, other) = (named(one), named(other));
        return Some((Place::Parting(one, other.clone()), Place::Revision(other)));
    }
    let (one, other) = word.split_once("..")?;
    Some((Place::Revision(named(one)), Place::Revision(named(other))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str], rev: Option<&str>) -> Option<Asked> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        asked(&words, rev).ok()
    }

    fn revision(name: &str) -> Place {
        Place::Revision(name.to_owned())
    }

    #[test]
    fn a_path_goes_before_a_revision() {
        let found = of(&["src", "tests"], None);
        assert_eq!(
            found.map(|found| (found.old, found.new)),
            Some((Place::Path("src".into()), Place::Path("tests".into())))
        );
        let found = of(&["main", "src"], None);
        assert_eq!(found.map(|found| found.path), Some(Some("src".into())));
        let found = of(&[], Some("src"));
        assert_eq!(found.map(|found| (found.old, found.new)), Some((revision("src"), Place::WorkingTree)));
        assert_eq!(of(&["src"], None), None);
        assert_eq!(of(&["src", "tests", "docs"], None), None);
        assert_eq!(of(&[], None), None);
    }

    #[test]
    fn two_revisions_in_one_word() {
        let found = of(&["main..topic", "gone/library"], None);
        let wanted = (revision("main"), revision("topic"), Some(PathBuf::from("gone/library")));
        assert_eq!(found.map(|found| (found.old, found.new, found.path)), Some(wanted));
        let found = of(&[], Some("main..."));
        let parting = Place::Parting("main".to_owned(), "HEAD".to_owned());
        assert_eq!(found.map(|found| (found.old, found.new)), Some((parting, revision("HEAD"))));
        assert_eq!(of(&["a..b", "c", "d"], None), None);
    }
}
