//! Both libraries, read from where they are.
#![expect(clippy::disallowed_methods, reason = "looks whether there is something on the disk")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Diff;
use super::git::Git;
use super::place::{Asked, Place};
use super::tree::{Tree, inside_of};
use crate::cli::disk::slashes;
use crate::cli::names::matching;
use crate::cli::project::{ProjectArguments, around};
use crate::cli::{Failure, choose, terminal};
use crate::compare::Wanted;
use crate::diagnostics::Severity;
use crate::model::{Arena, Id, Library, Named, Pick, PrincipleId};
use crate::project::MANIFEST;
use crate::source::Files;
use crate::{Reading, open};

/// A library that was looked for.
pub struct Found {
    /// What was read; nothing where there is no such library.
    pub reading: Reading,
    /// Where: a path, a revision.
    pub at: String,
    /// Whether there is no such library.
    pub absent: bool,
}

/// Reads both libraries. A revision in which there is none counts as an empty library, as long as the other has it.
pub fn read(asked: &Asked) -> Result<[Found; 2], Failure> {
    let revision = |place: &Place| match place {
        Place::Revision(_) | Place::Parting(..) => true,
        Place::Path(_) | Place::WorkingTree => false,
    };
    if !revision(&asked.old) && !revision(&asked.new) {
        return Ok([on_disk(&asked.old, None)?, on_disk(&asked.new, None)?]);
    }
    let path = match &asked.path {
        Some(path) => path.clone(),
        None => around()?,
    };
    let (git, inside) = Git::around(&path).map_err(|error| neither(asked, error))?;
    let one = |place: &Place| -> Result<Found, Failure> {
        match place {
            Place::Path(_) | Place::WorkingTree => on_disk(place, Some(&path)),
            Place::Revision(name) => {
                let commit = git.commit(name).map_err(|error| neither(asked, error))?;
                in_revision(&git, &commit, name.clone(), name, &inside)
            }
            Place::Parting(one, other) => {
                let commit = git.parting(one, other).map_err(|error| neither(asked, error))?;
                let short: String = commit.chars().take(7).collect();
                in_revision(&git, &commit, format!("where {one} and {other} parted ({short})"), &short, &inside)
            }
        }
    };
    let found = [one(&asked.old)?, one(&asked.new)?];
    if found.iter().all(|found| found.absent) {
        let [old, new] = &found;
        let path = slashes(&path);
        return Err(format!("there is no library `{path}`, neither in {} nor in {}", old.at, new.at).into());
    }
    Ok(found)
}

/// What was tried of a word that is neither a path nor a revision.
fn neither(asked: &Asked, error: Failure) -> Failure {
    match asked.guessed.as_slice() {
        [] => error,
        words => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("{error}; {} is taken as a revision, since there is no such file or folder", words.join(" or "))
                .into()
        }
    }
}

fn on_disk(place: &Place, shared: Option<&Path>) -> Result<Found, Failure> {
    let (path, at) = match (place, shared) {
        (Place::Path(path), None) => (path.clone(), slashes(path)),
        (Place::Path(path), Some(_)) => (path.clone(), "the working tree".to_owned()),
        (Place::WorkingTree | Place::Revision(_) | Place::Parting(..), shared) => {
            (shared.map(PathBuf::from).unwrap_or_default(), "the working tree".to_owned())
        }
    };
    let bare = path.is_dir() && !path.join(MANIFEST).exists();
    if shared.is_some() && (!path.exists() || bare) {
        return Ok(Found { reading: Reading::default(), at, absent: true });
    }
    let project = ProjectArguments { path: Some(path), as_of: None };
    Ok(Found { reading: project.open()?.without_tests().read(), at, absent: false })
}

/// Reads a library of a revision. `prefix` stands in front of the names of its files.
fn in_revision(git: &Git, commit: &str, at: String, prefix: &str, path: &str) -> Result<Found, Failure> {
    let tree = Tree::read(git, commit, prefix)?;
    let there = if tree.is_folder(path) { tree.holds(&inside_of(path, MANIFEST)) } else { tree.holds(path) };
    if !there {
        // A link, or a submodule, is no library that is missing.
        tree.refuse(path)?;
        return Ok(Found { reading: Reading::default(), at, absent: true });
    }
    let mut reading = open(path, &tree).without_tests().read();
    reading.sources.rename(|name| tree.holds(name).then(|| format!("{prefix}:{name}")));
    Ok(Found { reading, at, absent: false })
}

/// Shows errors of form, and stops where there are any.
pub fn refuse_broken(all: &[&Found]) -> Result<(), Failure> {
    let mut broken = Vec::new();
    for found in all.iter().filter(|found| found.reading.diagnostics.has_form_errors()) {
        terminal::show(&found.reading.diagnostics, &found.reading.sources, Severity::Error)?;
        broken.push(found.at.as_str());
    }
    if broken.is_empty() {
        return Ok(());
    }
    let count = if broken.len() == 1 { "the library cannot be read" } else { "neither library can be read" };
    Err(format!("{count}, and nothing is compared: errors of form in {}", broken.join(" and in ")).into())
}

impl Diff {
    /// What is wanted of both libraries: names need to be known in one of them only.
    pub(super) fn wanted(&self, old: &Library, new: &Library) -> Result<[Wanted; 2], Failure> {
        let principles = either(&self.principle, "principle", [&old.principles, &new.principles], |one| &one.named)?;
        let levels = either(&self.level, "level", [&old.levels, &new.levels], |one| &one.named)?;
        let states = either(&self.state, "state", [&old.states, &new.states], |one| &one.named)?;
        let picks = self.picks([old, new], &principles)?;
        let sides = principles.into_iter().zip(levels).zip(states).zip(picks);
        let each = sides.map(|(((principles, levels), states), picks)| Wanted { principles, levels, states, picks });
        let all: Vec<Wanted> = each.collect();
        <[Wanted; 2]>::try_from(all).map_err(|_| "two libraries are compared".into())
    }

    /// The picks that words stand for in each library. One that only one of them offers is a pick there.
    fn picks(
        &self,
        libraries: [&Library; 2],
        principles: &[Option<BTreeSet<PrincipleId>>; 2],
    ) -> Result<[Vec<Pick>; 2], Failure> {
        let mut offered: [Vec<String>; 2] = [Vec::new(), Vec::new()];
        let of = |side: usize, words: &[String]| -> Result<Vec<Pick>, Failure> {
            let wanted = principles.get(side).and_then(Option::as_ref);
            let wanted: Vec<PrincipleId> = wanted.into_iter().flatten().copied().collect();
            libraries.get(side).map_or_else(|| Ok(Vec::new()), |library| choose::picks(library, &wanted, words))
        };
        for word in &self.choose {
            let found = [of(0, std::slice::from_ref(word)), of(1, std::slice::from_ref(word))];
            if let [Err(_), Err(error)] = found {
                return Err(error);
            }
            for (words, found) in offered.iter_mut().zip(&found) {
                words.extend(found.is_ok().then(|| word.clone()));
            }
        }
        Ok([of(0, &offered[0])?, of(1, &offered[1])?])
    }
}

/// The things that names or patterns stand for in two libraries; each must stand for something in one of them.
fn either<I: Id, T>(
    words: &[String],
    what: &str,
    things: [&Arena<I, T>; 2],
    named: impl Fn(&T) -> &Named,
) -> Result<[Option<BTreeSet<I>>; 2], Failure> {
    if words.is_empty() {
        return Ok([None, None]);
    }
    let mut sets = [BTreeSet::new(), BTreeSet::new()];
    for word in words.iter().flat_map(|word| word.split(',')) {
        let word = [word.to_owned()];
        let found = things.map(|things| matching(&word, what, things, &named));
        if let [Err(_), Err(error)] = found {
            return Err(error);
        }
        for (set, found) in sets.iter_mut().zip(found) {
            set.extend(found.unwrap_or_default());
        }
    }
    Ok(sets.map(Some))
}
