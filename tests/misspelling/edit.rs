//! One edit: a letter too few, two letters in the wrong order, a letter too many.

use std::collections::BTreeSet;

/// How many kinds of edits there are.
pub const KINDS: usize = 3;

/// A word misspelt, so that it is no other word of the project; `None` when there is no such way.
pub fn misspelt(word: &str, kind: usize, vocabulary: &BTreeSet<String>) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    // Begin in the middle: the ends of words are where plurals are.
    let places = (0..letters.len()).map(|place| (letters.len() / 2 + place) % letters.len());
    (0..KINDS).flat_map(|more| places.clone().map(move |place| (kind + more, place))).find_map(|(kind, place)| {
        let written = edit(&letters, kind % KINDS, place)?;
        let is_word = written.chars().next().is_some_and(char::is_alphabetic);
        (is_word && written != word && !vocabulary.contains(&written)).then_some(written)
    })
}

fn edit(letters: &[char], kind: usize, place: usize) -> Option<String> {
    let mut letters = letters.to_vec();
    match kind {
        0 if letters.len() > 1 => {
            letters.remove(place);
        }
        1 if place + 1 < letters.len() => letters.swap(place, place + 1),
        2 => letters.insert(place, letters.get(place).copied()?),
        _ => return None,
    }
    Some(letters.into_iter().collect())
}
