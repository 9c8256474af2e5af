//! The machine and pest's own parser read the same, and refuse the same.

use pest::Parser;
use pest::iterators::Pairs;

use super::read;
use crate::syntax::grammar::{Grammar, Rule};
use crate::syntax::tree::Node;

const TEXTS: &[&str] = &[
    include_str!("../../../library/migration/labour.comity"),
    include_str!("../../../library/migration/levels.comity"),
    include_str!("../../../library/migration/tests.comity"),
    include_str!("../../../tests/corpus/braces.comity"),
    include_str!("../../../tests/corpus/characters.comity"),
    include_str!("../../../tests/corpus/dense.comity"),
    include_str!("../../../tests/corpus/elsewhere.comity"),
    include_str!("../../../tests/corpus/names.comity"),
    include_str!("../../../tests/corpus/negotiation.comity"),
    include_str!("../../../tests/corpus/principles.comity"),
    include_str!("../../../tests/corpus/quotes.comity"),
    include_str!("../../../tests/corpus/states.comity"),
    include_str!("../../../tests/corpus/vocabulary.comity"),
    include_str!("../../../tests/corpus/whole.comity"),
];

/// A rule with where it begins and ends, where its last word ends, and how deep it stands.
type Flat = Vec<(Rule, usize, usize, usize, usize)>;

fn of_pest(pairs: Pairs<'_, Rule>, depth: usize, found: &mut Flat) {
    for pair in pairs {
        let (start, end) = (pair.as_span().start(), pair.as_span().end());
        let mut last = pair.clone();
        while let Some(inner) = last.clone().into_inner().next_back() {
            last = inner;
        }
        found.push((pair.as_rule(), start, end, last.as_span().end(), depth));
        of_pest(pair.into_inner(), depth + 1, found);
    }
}

fn of_machine(node: &Node<'_>, depth: usize, found: &mut Flat) {
    found.push((node.as_rule(), node.start(), node.end(), node.end_of_words(), depth));
    for part in node.parts() {
        of_machine(&part, depth + 1, found);
    }
}

/// Whether the text is of the rule, for both.
fn same(rule: Rule, text: &str) -> bool {
    let pest = Grammar::parse(rule, text).ok().map(|pairs| {
        let mut found = Flat::new();
        of_pest(pairs, 0, &mut found);
        found
    });
    let tree = read(rule, text);
    let machine = tree.as_ref().and_then(super::super::tree::Tree::root).map(|root| {
        let mut found = Flat::new();
        of_machine(&root, 0, &mut found);
        found
    });
    assert_eq!(machine, pest, "{rule:?} of {text}");
    pest.is_some()
}

#[test]
fn files_whole_and_damaged() {
    for text in TEXTS {
        assert!(same(Rule::document, text), "anything is a file, with strays in it");
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for (turn, &at) in places.iter().step_by(1 + places.len() / 8).enumerate() {
            let (before, behind) = text.split_at(at);
            let damaged = match turn % 4 {
                0 => before.to_owned(),
                1 => format!("{before}{}", behind.trim_start_matches(|c: char| !c.is_whitespace())),
                2 => format!("{before}\"{behind}"),
                _ => format!("{before} }} {{ and {behind}"),
            };
            same(Rule::document, &damaged);
        }
    }
}

#[test]
fn parts_by_the_rules_that_read_them_again() {
    let strict: Vec<Rule> =
        Rule::all_rules().iter().copied().filter(|rule| format!("{rule:?}").starts_with("one_")).collect();
    let mut read = 0;
    for text in TEXTS {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            read += strict.iter().filter(|rule| same(**rule, line)).count();
        }
    }
    assert!(read > 200, "{read} lines are statements");
}
