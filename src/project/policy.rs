//! What a library says about its findings: the levels of its manifest, and what its source allows.

use std::collections::BTreeMap;

use crate::diagnostics::{Allowance, Code, Diagnostic, Diagnostics, House, Level, substance};
use crate::source::{FileId, Sources, Span};
use crate::syntax::ast::{AllowItem, Document, Extent, Item};

/// Reads what the files of a library allow. Its tables belong to the statements that name them, since a table cannot
/// allow anything itself.
pub(super) fn house(
    manifest: Option<Span>,
    levels: BTreeMap<Code, Level>,
    documents: &[Document],
    tables: &BTreeMap<Span, FileId>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> House {
    let table = |item: &Item| {
        let Item::Table(item) = item else { return None };
        tables.get(&item.span).map(|&file| sources.file(file).span())
    };
    let files_of = |document: &Document| {
        let mut files = vec![sources.file(document.file).span()];
        files.extend(document.items.iter().filter_map(table));
        files
    };
    let mut house = House { own: false, files: manifest.into_iter().collect(), levels, allowances: Vec::new() };
    house.files.extend(documents.iter().flat_map(files_of));
    for document in documents {
        for item in &document.items {
            for (extent, statement) in item.allows() {
                let covers = match extent {
                    Extent::File => files_of(document),
                    Extent::Library => house.files.clone(),
                    Extent::Block(span) => std::iter::once(span).chain(table(item)).collect(),
                };
                house.allowances.extend(allowances(statement, &covers, diagnostics));
            }
        }
    }
    house
}

/// One for each code that there is.
fn allowances(item: &AllowItem, covers: &[Span], diagnostics: &mut Diagnostics) -> Vec<Allowance> {
    let mut found = Vec::new();
    for written in &item.codes {
        match substance(&written.text) {
            Ok(code) => found.push(Allowance {
                code,
                place: written.span,
                statement: item.span,
                covers: covers.to_vec(),
                because: item.because.value.clone(),
            }),
            Err(refused) => {
                let here = if refused.code == Code::UnknownName { "no such finding" } else { "this cannot be allowed" };
                let found = Diagnostic::new(refused.code, written.span, refused.message).here(here).help(refused.help);
                diagnostics.report(found);
            }
        }
    }
    if item.because.value.trim().is_empty() {
        let found = Diagnostic::new(Code::MissingPart, item.because.span, "an `allow` that does not say why")
            .here("the reason is empty")
            .help("say for those who come after you why the finding is meant to be there: `because \"…\"`");
        diagnostics.report(found);
    }
    found
}
