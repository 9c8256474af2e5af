//! Did you mean.

/// How many letters a word may have for others to be compared with it.
const MAX_LENGTH: usize = 80;

/// The candidate most like a misspelt word, if one is near enough that a person would have meant it: one edit for
/// every three letters, at least one; a swap of neighbours counts as one edit, and so does another case.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    // Comparing takes time and memory by the product of the lengths, and nobody misspells a word that long.
    if length > MAX_LENGTH {
        return None;
    }
    let allowed = (length / 3).max(1);
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| {
            *candidate != word && candidate.chars().take(MAX_LENGTH).count().abs_diff(length) <= allowed
        })
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
            (distance <= allowed).then_some((distance, candidate))
        })
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

/// `a`, `a or b`, `a, b or c`, each in backticks; longer lists are cut after `most`.
pub fn quoted_list<'a>(words: impl IntoIterator<Item = &'a str>, most: usize) -> String {
    quoted(words, most, "or")
}

/// `a`, `a and b`, `a, b and c`, each in backticks; longer lists are cut after `most`.
pub fn quoted_all<'a>(words: impl IntoIterator<Item = &'a str>, most: usize) -> String {
    quoted(words, most, "and")
}

fn quoted<'a>(words: impl IntoIterator<Item = &'a str>, most: usize, joint: &str) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    let shown: Vec<String> = words.iter().take(most).map(|word| format!("`{word}`")).collect();
    if words.len() > most {
        return format!("{} {joint} {} others", shown.join(", "), words.len() - most);
    }
    match shown.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {joint} {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["readmission", "remittances", "labour"];
        assert_eq!(nearest("readmision", words), Some("readmission"));
        assert_eq!(nearest("Labour", words), Some("labour"));
        assert_eq!(nearest("lbaour", words), Some("labour"));
        assert_eq!(nearest("water", words), None);
    }
}
