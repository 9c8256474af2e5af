//! Everything that a library says, statement by statement and part by part, in words that do not depend on its ids.

mod negotiation;
mod principle;
mod profile;
mod vocabulary;

use super::statement::{Kind, Part, Statement};
use crate::model::{Named, Remarks, Title};
use crate::phrases::Phrases;

/// The statements of a library, kind by kind in the order in which they are declared.
pub(super) fn inventory(phrases: &Phrases<'_>) -> Vec<Statement> {
    let mut all = vocabulary::statements(phrases);
    all.extend(vocabulary::scope(phrases));
    all.extend(principle::statements(phrases));
    all.extend(profile::statements(phrases));
    all.extend(negotiation::statements(phrases));
    all
}

/// A statement with what is said of everything that has a name.
fn statement(kind: Kind, named: &Named, parts: Vec<Part>) -> Statement {
    let mut all: Vec<Part> = named.title.iter().map(|title| part("title", self::title(title))).collect();
    all.extend(parts);
    all.extend(remarks("", &named.remarks));
    let title = named.title.as_ref().map(|title| title.text.clone());
    Statement { kind, name: named.name.clone(), title, parts: all }
}

fn part(what: impl Into<String>, text: impl Into<String>) -> Part {
    Part { what: what.into(), text: text.into(), aspects: Vec::new() }
}

/// A part for each of several things, in their order.
fn listed(what: &str, texts: impl IntoIterator<Item = String>) -> Vec<Part> {
    texts.into_iter().map(|text| part(what, text)).collect()
}

/// A title with its translations.
fn title(title: &Title) -> String {
    let others = title.translations.iter().map(|(tag, text)| format!(" {tag} “{text}”"));
    format!("“{}”{}", title.text, others.collect::<String>())
}

/// Sources, reasons and notes. `of` says of what, with a comma behind it.
fn remarks(of: &str, remarks: &Remarks) -> Vec<Part> {
    let all = [("source", &remarks.sources), ("because", &remarks.reasons), ("note", &remarks.notes)];
    all.into_iter().flat_map(|(word, texts)| listed(&format!("{of}{word}"), texts.iter().cloned())).collect()
}
