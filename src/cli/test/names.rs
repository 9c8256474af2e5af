//! The words of `comity test`: a path in front, and parts of titles.

use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::project::is_project;
use crate::diagnostics::nearest;
use crate::model::Library;
use crate::source::has_extension;

/// Up to how many titles are listed where none is like a name.
const KNOWN: usize = 8;

/// The words, told apart.
#[derive(Debug)]
pub struct Names {
    pub path: Option<PathBuf>,
    pub names: Vec<String>,
}

impl Names {
    /// The first word is a path when it is that of a project, or can be nothing but a path.
    pub fn of(words: &[String]) -> Self {
        match words.split_first() {
            Some((first, rest)) if is_project(first) || is_path(first) => {
                Self { path: Some(PathBuf::from(first)), names: rest.to_vec() }
            }
            Some(_) | None => Self { path: None, names: words.to_vec() },
        }
    }
}

fn is_path(word: &str) -> bool {
    let separated = word.contains(['/', '\\']) && !word.contains(' ');
    separated || matches!(word, "." | "..") || has_extension(word, "comity") || has_extension(word, "md")
}

/// Whether a title holds one of the names, whatever their capitals.
pub fn is_meant(names: &[String], title: &str) -> bool {
    let title = title.to_lowercase();
    names.iter().any(|name| title.contains(&name.to_lowercase()))
}

/// A name that no title holds is a mistake.
pub fn all_found(names: &[String], library: &Library) -> Result<(), Failure> {
    let titles = || {
        let tests = library.tests.iter().map(|test| test.title.as_str());
        tests.chain(library.snapshots.iter().map(|snapshot| snapshot.title.as_str()))
    };
    let lost = names.iter().find(|name| !titles().any(|title| is_meant(std::slice::from_ref(*name), title)));
    let Some(name) = lost else { return Ok(()) };
    let words = titles().flat_map(str::split_whitespace).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let tip = match nearest(name, titles().chain(words)) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if titles().next().is_none() => "; the library has neither".to_owned(),
        None if titles().count() <= KNOWN => {
            let all: Vec<String> = titles().map(|title| format!("\n  {title}")).collect();
            format!("; there is{}", all.concat())
        }
        None => String::new(),
    };
    let folder = if Path::new(name).is_dir() { ", and the folder of that name has no comity.toml" } else { "" };
    Err(format!("no test or snapshot has `{name}` in its title{folder}{tip}").into())
}
