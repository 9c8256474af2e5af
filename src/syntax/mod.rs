//! From text to syntax trees.
//!
//! In: the text of one file. Out: an [`ast::Document`] with everything that could be read, and a report of every
//! mistake in it. Never here: what a name means, and failure; what cannot be read is reported and left out, and the
//! next statement is read as if nothing had happened.

pub mod ast;
mod build;
mod expected;
mod fixes;
mod grammar;
mod places;
mod recover;
mod report;
mod scan;
mod token;
mod words;

use build::Builder;
use grammar::Rule;
use places::Places;
use report::Reporter;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources};

/// How deep brackets may nest: enough for any condition that a person can read, and little enough for every later
/// stage to walk the tree by recursion.
pub const MAX_DEPTH: usize = 128;

/// Parses a file. What is wrong in it is reported; what can be read is returned.
pub fn parse(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> ast::Document {
    let source = sources.file(file);
    let mut document = ast::Document { file, ..ast::Document::default() };
    if let Some(span) = source.broken {
        diagnostics.report(
            Diagnostic::new(Code::InvalidUtf8, span, "the file is not UTF-8 text")
                .here("the first bytes that are not text")
                .help("save the file as UTF-8"),
        );
        return document;
    }
    let code = source.code();
    let places = Places::at(source.base());
    let mut reporter = Reporter::default();
    let scanned = scan::scan(&code, &places, &mut reporter);
    document.comments = scanned.comments.iter().map(|comment| places.span(comment.start, comment.end)).collect();
    if let Some(deep) = scanned.deep {
        reporter.report(scan::too_deep(places.span(deep, deep + 1)));
    } else if let Some(node) = recover::strict(Rule::document, &scanned.text) {
        document.items = Builder { places, reporter: &mut reporter }.document(node);
    } else {
        // Only a stack that is nearly used up makes this rule fail.
        reporter.report(scan::too_deep(source.span()));
    }
    reporter.finish(diagnostics);
    document
}

/// Parses one item of `choosing` as it is written on a command line, where `=` may stand between the clause and the
/// alternative: `should`, `60 days`, `duty=should`, `duty.within=60 days`, `support=without`, `duty=2`. Its places
/// count from `base`.
///
/// # Errors
///
/// What was expected, when it is no such item.
pub fn parse_pick(text: &str, base: u32) -> Result<ast::Pick, String> {
    let written = match text.split_once('=').map(|(target, what)| (target.trim(), what.trim())) {
        None => text.to_owned(),
        Some((target, what @ ("with" | "without"))) => format!("{what} {target}"),
        Some((target, what)) if what.parse::<usize>().is_ok() => format!("{target} option {what}"),
        Some((target, what)) => format!("{target} {what}"),
    };
    let Some(node) = recover::strict(Rule::one_pick, &written) else {
        let why = recover::explain(Rule::one_pick, &written);
        return Err(format!("`{text}` names no alternative of a bracket: {why}"));
    };
    let mut reporter = Reporter::default();
    let pick = Builder { places: Places::at(base), reporter: &mut reporter }.one_pick(node);
    match (pick, reporter.first()) {
        (Some(pick), None) => Ok(pick),
        (_, Some(mistake)) => Err(mistake),
        (None, None) => Err(format!("`{text}` names no alternative of a bracket")),
    }
}
