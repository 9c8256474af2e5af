//! Clauses with their brackets.

use super::Phrases;
use crate::model::{Alternative, Bracket, Clause, Party, Picked, Term, Variant, modality_words};

/// A clause in words, as a whole and by its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// The whole, its brackets as a drafter writes them.
    pub text: String,
    /// What each part says: the party, the modality, the measure, each parameter by its name, the levels, the
    /// conditions; where the whole clause is bracketed, that.
    pub parts: Vec<(String, String)>,
}

/// A clause with its brackets.
pub fn worded(phrases: &Phrases<'_>, parties: &[Party], clause: &Clause) -> Worded {
    let whole = |variant: &Variant| {
        let mut picked = variant.picked.iter().filter(|picked| picked.bracket == Bracket::Whole);
        picked.next().map(|picked| picked.alternative.clone())
    };
    // The ways of clearing the brackets inside each alternative for the whole clause.
    let mut options: Vec<(Option<Alternative>, Vec<&Variant>)> = Vec::new();
    for variant in &clause.variants {
        let whole = whole(variant);
        match options.iter_mut().find(|(known, _)| *known == whole) {
            Some((_, variants)) => variants.push(variant),
            None => options.push((whole, vec![variant])),
        }
    }
    let bracketed = options.iter().any(|(whole, _)| whole.is_some());
    let written: Vec<Vec<(String, String)>> = options
        .iter()
        .filter_map(|(_, variants)| {
            let term = variants.iter().find_map(|variant| variant.term.as_ref())?;
            let picked: Vec<&Picked> = variants.iter().flat_map(|variant| &variant.picked).collect();
            Some(parts(phrases, parties, term, &picked))
        })
        .collect();
    let texts: Vec<String> = written.iter().map(|parts| joined(parts)).collect();
    let text = if bracketed { format!("[ {} ]", texts.join(" | ")) } else { texts.join(" | ") };
    let mut all = match written.as_slice() {
        [only] => only.clone(),
        _ => vec![("wordings".to_owned(), text.clone())],
    };
    if bracketed {
        let left_out = options.iter().any(|(whole, _)| *whole == Some(Alternative::Without));
        let what = if left_out { "may be left out" } else { "has several wordings" };
        all.push(("brackets".to_owned(), what.to_owned()));
    }
    Worded { text, parts: all }
}

/// The parts of a clause. Where something is picked in a bracket the alternatives stand in its place.
pub(super) fn parts(
    phrases: &Phrases<'_>,
    parties: &[Party],
    term: &Term,
    picked: &[&Picked],
) -> Vec<(String, String)> {
    let library = phrases.library;
    let slot = |own: String, is: &dyn Fn(&Bracket) -> bool| {
        let here: Vec<&&Picked> = picked.iter().filter(|picked| is(&picked.bracket)).collect();
        if here.iter().any(|picked| matches!(picked.bracket, Bracket::Open(_))) {
            return "?".to_owned();
        }
        let mut words: Vec<&str> = Vec::new();
        for picked in here {
            if !words.contains(&picked.words.as_str()) {
                words.push(&picked.words);
            }
        }
        if words.is_empty() { own } else { format!("[{}]", words.join(" | ")) }
    };
    let party = parties.get(term.party).map_or_else(String::new, |party| party.name.clone());
    let modality = modality_words(term.modality).to_owned();
    let measure = library.measures[term.measure].named.name.clone();
    let mut all = vec![
        ("party".to_owned(), party),
        ("modality".to_owned(), slot(modality, &|bracket| *bracket == Bracket::Modality)),
        ("measure".to_owned(), slot(measure, &|bracket| *bracket == Bracket::Measure)),
    ];
    for (name, value) in &term.arguments {
        let is = |bracket: &Bracket| match bracket {
            Bracket::Parameter(of) | Bracket::Open(of) => of == name,
            Bracket::Whole | Bracket::Modality | Bracket::Measure => false,
        };
        all.push((name.clone(), slot(phrases.argument(term.measure, name, value), &is)));
    }
    if let Some(levels) = &term.levels {
        all.push(("at".to_owned(), phrases.levels(levels)));
    }
    for (word, condition) in [("when", term.when), ("unless", term.unless)] {
        all.extend(condition.map(|condition| (word.to_owned(), phrases.condition(condition))));
    }
    all
}

/// A clause from its parts.
pub(super) fn joined(parts: &[(String, String)]) -> String {
    let (mut front, mut arguments, mut behind) = (Vec::new(), Vec::new(), Vec::new());
    for (place, (what, text)) in parts.iter().enumerate() {
        match (place, what.as_str()) {
            (0..=2, _) => front.push(text.clone()),
            // Names of parameters may not be these words.
            (_, "at" | "when" | "unless") => behind.push(format!("{what} {text}")),
            _ => arguments.push(format!("{what}: {text}")),
        }
    }
    let arguments = if arguments.is_empty() { None } else { Some(format!("({})", arguments.join(", "))) };
    let all: Vec<String> = front.into_iter().chain(arguments).chain(behind).collect();
    all.join(" ")
}
