//! Every text of the language that there is in the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use comity::source::has_extension;

use crate::{Done, holds, laid_out};

/// The files below some folders that are rules, by name.
fn files() -> Result<BTreeMap<String, String>, std::io::Error> {
    let mut found = BTreeMap::new();
    let mut open: Vec<_> =
        ["examples", "library", "docs", "tests", "src"].iter().map(|one| Path::new(one).to_owned()).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let rules = path.extension().is_some_and(|extension| extension == "comity" || extension == "md");
            if path.is_dir() {
                open.push(path);
            } else if rules && let Ok(text) = fs::read_to_string(&path) {
                found.insert(path.to_string_lossy().replace('\\', "/"), text);
            }
        }
    }
    Ok(found)
}

/// The blocks of Markdown that are marked `comity`, whatever else their marks say.
fn blocks(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in page.lines() {
        match &mut open {
            Some(text) if line.starts_with("```") => {
                found.push(std::mem::take(text));
                open = None;
            }
            Some(text) => text.extend([line, "\n"]),
            None => open = line.starts_with("```comity").then(String::new),
        }
    }
    found
}

/// The files, and each block of Markdown as a file; only what can be read.
pub fn readable() -> Result<Vec<(String, String)>, std::io::Error> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, text) in files()? {
        if has_extension(&name, "md") {
            let of_page = blocks(&text).into_iter().enumerate();
            found.extend(of_page.map(|(index, block)| (format!("{name}#{index}.comity"), block)));
        }
        found.push((name, text));
    }
    found.retain(|(name, text)| laid_out(name, text).is_ok());
    Ok(found)
}

#[test]
fn nothing_is_lost_and_twice_is_once() -> Done {
    let texts = readable()?;
    assert!(texts.len() > 250, "there are more texts than {}", texts.len());
    for (name, text) in texts {
        holds(&name, &text)?;
    }
    Ok(())
}

/// A text with errors is left alone: it is the same one that cannot be laid out and that does not parse.
#[test]
fn what_has_errors_is_left_alone() -> Done {
    let broken = files()?.into_iter().filter(|(name, text)| laid_out(name, text).is_err());
    let names: Vec<String> = broken.map(|(name, _)| name).collect();
    assert!(names.iter().any(|name| name.ends_with("corpus/braces.comity")), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("examples/") || name.starts_with("library/")), "{names:?}");
    Ok(())
}
