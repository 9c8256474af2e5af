//! From the statements of a library to its mutants.

use std::collections::HashSet;

use super::statement::{Statement, words};
use super::{Mutant, Operator};
use crate::model::Library;
use crate::source::Span;
use crate::syntax::ast::{Document, Item, Path};

/// The names that a change may put in.
pub(super) struct Names<'a> {
    pub levels: Vec<&'a str>,
    pub capacities: Vec<&'a str>,
}

/// Collects the mutants of one statement.
pub(super) struct Finder<'a> {
    pub statement: Statement<'a>,
    pub names: &'a Names<'a>,
    found: Vec<Mutant>,
    document: usize,
    item: usize,
}

/// Every mutant of a library, in the order of the source. `texts` are those of the documents that are rules, each with
/// the place where it begins.
pub(super) fn mutants(documents: &[Document], texts: &[(u32, String)], library: &Library) -> Vec<Mutant> {
    let names = Names {
        levels: library.levels.values().map(|level| level.named.name.as_str()).collect(),
        capacities: library.capacities.values().map(|named| named.name.as_str()).collect(),
    };
    let mut found = Vec::new();
    for (document, (of, (base, code))) in documents.iter().zip(texts).enumerate() {
        for (index, item) in of.items.iter().enumerate() {
            let Some(span) = place(item) else { continue };
            let offset = |position: u32| position.saturating_sub(*base) as usize;
            let Some(text) = code.get(offset(span.start)..offset(span.end)) else { continue };
            let statement = Statement::new(text, span);
            let mut finder = Finder { statement, names: &names, found: Vec::new(), document, item: index };
            finder.item(item);
            found.extend(finder.finish(text));
        }
    }
    found.sort_by(|one, other| key(one).cmp(&key(other)));
    found
}

fn key(mutant: &Mutant) -> (Span, Operator, Span, &str) {
    (mutant.span, mutant.operator, mutant.cut, &mutant.put)
}

/// The place of a statement that can be changed.
pub(super) fn place(item: &Item) -> Option<Span> {
    match item {
        Item::Measure(item) => Some(item.span),
        Item::Attribute(item) => Some(item.span),
        Item::Define(item) => Some(item.span),
        Item::Scope(item) => Some(item.span),
        Item::ScopeDefault(item) => Some(item.span),
        Item::Principle(item) => Some(item.span),
        Item::Interest(item) => Some(item.span),
        Item::State(item) => Some(item.span),
        Item::Group(item) => Some(item.span),
        Item::Forum(item) => Some(item.span),
        Item::Table(item) => Some(item.span),
        Item::Library(_)
        | Item::Use(_)
        | Item::Levels(_)
        | Item::Capacities(_)
        | Item::Issue(_)
        | Item::Persons(_)
        | Item::Enum(_)
        | Item::Unit(_)
        | Item::Test(_)
        | Item::Snapshot(_)
        | Item::Allow(_) => None,
    }
}

impl Finder<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Measure(item) => self.measure(item),
            Item::Attribute(item) => self.attribute(item),
            Item::Define(item) => self.definition(item),
            Item::Scope(item) => self.scope(item),
            Item::ScopeDefault(item) => self.scope_default(item),
            Item::Principle(item) => self.principle(item),
            Item::Interest(item) => self.interest(item),
            Item::State(item) => self.state(item),
            Item::Group(item) => self.group(item),
            Item::Forum(item) => self.forum(item),
            Item::Table(item) => self.table(item),
            Item::Library(_)
            | Item::Use(_)
            | Item::Levels(_)
            | Item::Capacities(_)
            | Item::Issue(_)
            | Item::Persons(_)
            | Item::Enum(_)
            | Item::Unit(_)
            | Item::Test(_)
            | Item::Snapshot(_)
            | Item::Allow(_) => {}
        }
    }

    /// What was found, without what says the same as the statement itself or as another.
    fn finish(self, text: &str) -> Vec<Mutant> {
        let joined = |text: &str| words(text).join(" ");
        let mut seen: HashSet<String> = HashSet::from([joined(text)]);
        let statement = self.statement;
        let mut found = self.found;
        found.retain(|mutant| seen.insert(joined(&statement.changed(mutant.cut, &mutant.put))));
        found
    }

    fn push(&mut self, operator: Operator, span: Span, cut: Span, put: String) {
        self.found.push(Mutant { operator, span, cut, put, document: self.document, item: self.item });
    }

    /// Other words in place of some.
    pub fn replace(&mut self, operator: Operator, span: Span, put: impl Into<String>) {
        self.push(operator, span, span, put.into());
    }

    /// Other words in place of more than those that are meant.
    pub fn replace_all(&mut self, operator: Operator, span: Span, cut: Span, put: impl Into<String>) {
        self.push(operator, span, cut, put.into());
    }

    /// Nothing in place of some words.
    pub fn remove(&mut self, operator: Operator, span: Span) {
        let cut = self.statement.with_spaces(span);
        self.push(operator, span, cut, String::new());
    }

    /// One of several left out, with the comma, bar or connective between it and its neighbour.
    pub fn remove_one(&mut self, operator: Operator, all: &[Span], index: usize) {
        let Some(span) = all.get(index).copied() else { return };
        let cut = match (all.get(index + 1), index.checked_sub(1).and_then(|before| all.get(before))) {
            (Some(next), _) => Span::new(span.start, next.start),
            (None, Some(before)) => Span::new(before.end, span.end),
            (None, None) => return,
        };
        self.push(operator, span, cut, String::new());
    }

    /// From the word in front of a place to its end; `None` where another word stands there.
    pub fn with_word(&self, word: &str, span: Span) -> Option<Span> {
        let before = self.statement.before(span.start, 1).filter(|before| self.statement.at(*before) == word)?;
        Some(before.to(span))
    }

    /// Each name of a list left out; the last one with the words in front of it.
    pub fn shorten(&mut self, operator: Operator, names: &[Span], lead: &[&str]) {
        if let [only] = names {
            let whole = lead.iter().rev().try_fold(*only, |span, word| self.with_word(word, span));
            if let Some(whole) = whole {
                self.remove(operator, whole);
            }
            return;
        }
        for index in 0..names.len() {
            self.remove_one(operator, names, index);
        }
    }

    /// Levels behind `at`: each of those that matter left out, each other put in.
    pub fn at(&mut self, levels: &[Path], matter: &[&str]) {
        let spans: Vec<Span> = levels.iter().map(|level| level.span).collect();
        let listed: Vec<String> = levels.iter().map(Path::dotted).collect();
        let missing: Vec<&&str> = matter.iter().filter(|name| !listed.iter().any(|listed| listed == **name)).collect();
        let Some(last) = spans.last().copied() else { return };
        if let [only] = spans.as_slice() {
            // Without its one level it is for all levels, which is the same where all of them are listed.
            if let Some(whole) = self.with_word("at", *only).filter(|_| !missing.is_empty()) {
                self.remove(Operator::Level, whole);
            }
        } else {
            let told = listed.iter().enumerate().filter(|(_, name)| matter.contains(&name.as_str()));
            let told: Vec<usize> = told.map(|(index, _)| index).collect();
            for index in told {
                self.remove_one(Operator::Level, &spans, index);
            }
        }
        // With its one missing level one would again be for all.
        if spans.len() > 1 || missing.len() > 1 {
            self.put_in(last, &missing);
        }
    }

    pub fn put_in(&mut self, last: Span, names: &[&&str]) {
        let text = self.statement.at(last);
        for name in names {
            self.replace(Operator::Level, last, format!("{text}, {name}"));
        }
    }

    /// Capacities behind `as`: each exchanged for another, each left out.
    pub fn capacities(&mut self, capacities: &[Path]) {
        let listed: Vec<String> = capacities.iter().map(Path::dotted).collect();
        for path in capacities {
            let known = self.names.capacities.iter();
            let behind = known.clone().skip_while(|name| **name != path.dotted());
            let other = behind.chain(known).find(|name| !listed.iter().any(|listed| listed == **name));
            if let Some(other) = other.copied() {
                self.replace(Operator::Capacity, path.span, other);
            }
        }
        let spans: Vec<Span> = capacities.iter().map(|path| path.span).collect();
        self.shorten(Operator::Capacity, &spans, &["as"]);
    }
}
