//! Names and patterns on the command line.

use std::collections::BTreeSet;

use globset::Glob;

use super::Failure;
use crate::diagnostics::nearest;
use crate::model::{Arena, Id, Library, Named, Title};

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
        let known = |thing| glob.is_match(&named(thing).name);
        if found.len() == before && !things.values().any(known) {
            let near = like(word, things, &named).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(format!("there is no {what} `{word}`{near}").into());
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// The name that is meant: that of the thing with this title, or one that is written nearly so.
fn like<'t, I: Id, T>(word: &str, things: &'t Arena<I, T>, named: impl Fn(&T) -> &Named) -> Option<&'t str> {
    let titled = things.values().find(|thing| is_title(named(thing), word)).map(|thing| named(thing).name.as_str());
    titled.or_else(|| nearest(word, things.values().map(|thing| named(thing).name.as_str())))
}

/// Whether a word is the title of a thing, in any of its languages.
fn is_title(named: &Named, word: &str) -> bool {
    let Some(Title { text, translations }) = &named.title else { return false };
    let mut titles = std::iter::once(text).chain(translations.iter().map(|(_, text)| text));
    titles.any(|title| title.to_lowercase() == word.to_lowercase())
}

/// The language that is asked for.
///
/// # Errors
///
/// When no title of the library is in that language.
pub fn language<'t>(library: &Library, tag: Option<&'t str>) -> Result<Option<&'t str>, Failure> {
    let Some(wanted) = tag else { return Ok(None) };
    let mut titles: Vec<&Title> = library.title.iter().collect();
    titles.extend(named(library).filter_map(|named| named.title.as_ref()));
    let tags: BTreeSet<&str> =
        titles.iter().flat_map(|title| &title.translations).map(|(tag, _)| tag.as_str()).collect();
    if tags.contains(wanted) {
        return Ok(tag);
    }
    let known = if tags.is_empty() {
        "its titles are in one language only".to_owned()
    } else {
        format!("its titles are also in {}", tags.into_iter().collect::<Vec<_>>().join(", "))
    };
    Err(format!("the library has no title in the language `{wanted}`; {known}").into())
}

/// Everything with a title that reports show.
fn named(library: &Library) -> impl Iterator<Item = &Named> {
    let levels = library.levels.values().map(|one| &one.named);
    let issues = library.issues.values().map(|one| &one.named);
    let measures = library.measures.values().map(|one| &one.named);
    let principles = library.principles.values().map(|one| &one.named);
    let states = library.states.values().map(|one| &one.named);
    let groups = library.groups.values().map(|one| &one.named);
    let interests = library.interests.values().map(|one| &one.named);
    let attributes = library.attributes.values().map(|one| &one.named);
    let capacities = library.capacities.values();
    levels
        .chain(issues)
        .chain(measures)
        .chain(principles)
        .chain(states)
        .chain(groups)
        .chain(interests)
        .chain(attributes)
        .chain(capacities)
}

/// The thing that a name stands for.
///
/// # Errors
///
/// When it stands for nothing.
pub fn one<I: Id, T>(word: &str, what: &str, things: &Arena<I, T>, named: impl Fn(&T) -> &Named) -> Result<I, Failure> {
    let found = things.iter().find(|(_, thing)| named(thing).name == word).map(|(id, _)| id);
    found.ok_or_else(|| {
        let known = || things.values().map(|thing| named(thing).name.as_str());
        let near = like(word, things, &named).map(|near| format!("; did you mean `{near}`?"));
        let all: Vec<&str> = known().collect();
        let tip = near.unwrap_or_else(|| match all.as_slice() {
            [] => "; there is none at all".to_owned(),
            all if all.len() <= KNOWN => format!("; there is {}", all.join(", ")),
            _ => String::new(),
        });
        format!("there is no {what} `{word}`{tip}").into()
    })
}

/// Up to how many names are listed where none is like the one that was given.
const KNOWN: usize = 12;
