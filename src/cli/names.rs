//! Names and patterns on the command line.

use globset::Glob;

use super::Failure;
use crate::diagnostics::nearest;
use crate::model::{Arena, Id, Named};

/// The things that names or patterns (`labour.*`) stand for, in the order in which they are declared.
///
/// # Errors
///
/// When one stands for nothing, or is no pattern.
pub fn matching<I: Id, T>(
    words: &[String],
    what: &str,
    things: &Arena<I, T>,
    named: impl Fn(&T) -> &Named,
) -> Result<Vec<I>, Failure> {
    let mut found: Vec<I> = Vec::new();
    for word in words.iter().flat_map(|word| word.split(',')).map(str::trim) {
        let glob =
            Glob::new(word).map_err(|error| format!("`{word}` is not a pattern: {}", error.kind()))?.compile_matcher();
        let before = found.len();
        for (id, thing) in things.iter() {
            if glob.is_match(&named(thing).name) && !found.contains(&id) {
                found.push(id);
            }
        }
        let known = || things.values().map(|thing| named(thing).name.as_str());
        if found.len() == before && !known().any(|name| glob.is_match(name)) {
            let near = nearest(word, known()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(format!("there is no {what} `{word}`{near}").into());
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// The thing that a name stands for.
///
/// # Errors
///
/// When it stands for nothing.
pub fn one<I: Id, T>(word: &str, what: &str, things: &Arena<I, T>, named: impl Fn(&T) -> &Named) -> Result<I, Failure> {
    let found = things.iter().find(|(_, thing)| named(thing).name == word).map(|(id, _)| id);
    found.ok_or_else(|| {
        let known = things.values().map(|thing| named(thing).name.as_str());
        let near = nearest(word, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("there is no {what} `{word}`{near}").into()
    })
}
