//! From text to syntax trees.
//!
//! In: the text of one file. Out: an [`ast::Document`] with everything that could be read, and a report of every
//! mistake in it. Never here: what a name means, and failure; what cannot be read is reported and left out, and the
//! next statement is read as if nothing had happened.

mod allowing;
pub mod ast;
mod build;
mod expected;
mod figures;
mod fixes;
mod grammar;
mod homeless;
mod machine;
mod phrases;
mod places;
mod recover;
mod report;
mod scan;
mod token;
mod tree;
mod words;
mod wrong;

use build::Builder;
use grammar::Rule;
use places::Places;
use report::Reporter;
use tree::Tree;

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
        let mut reporter = Reporter::default();
        reporter.lose(&source.text);
        document.lost = reporter.take_lost();
        return document;
    }
    let code = source.code();
    let places = Places::at(source.base(), source.span().end);
    let mut reporter = Reporter::default();
    let scanned = scan::scan(&code, &places, &mut reporter);
    document.comments = scanned.comments.iter().map(|comment| places.span(comment.start, comment.end)).collect();
    if let Some(deep) = scanned.deep {
        reporter.report(scan::too_deep(places.span(deep, deep + 1)));
        reporter.lose(&scanned.text);
    } else {
        match with_room(scanned.depth, || items(&scanned.text, places, &mut reporter)).flatten() {
            Some(items) => document.items = items,
            None => reporter.report(scan::too_deep(source.span())),
        }
    }
    for orphan in scanned.orphans {
        let line = sources.lines_around(orphan, 0, 0).map_or(orphan, |(_, line, _)| line);
        if !reporter.finds_in(line) {
            reporter.report(
                Diagnostic::new(Code::Syntax, orphan, "a `\"` that closes no text")
                    .help("take it out, or open the text with `\"`"),
            );
        }
    }
    document.lost = reporter.take_lost();
    document.torn = reporter.is_torn();
    reporter.finish(diagnostics);
    document
}

fn items(text: &str, places: Places, reporter: &mut Reporter) -> Option<Vec<ast::Item>> {
    let tree = machine::read(Rule::document, text);
    let root = tree.as_ref().and_then(Tree::root);
    root.map(|root| Builder { places, reporter }.document(root))
}

/// How deep the brackets of most texts nest at most, and how much of the stack such a text may take.
const USUAL: usize = 8;
const ROOM: usize = 512 << 10;

/// Does something with room for brackets that nest so deep. The threads of a test or of a pool have little, and what
/// was not optimised needs much: such a text, which hardly any file is, gets a thread of its own. Nothing is done where
/// the stack is nearly used up, as by libraries that use each other in a very long chain.
fn with_room<T: Send>(depth: usize, work: impl FnOnce() -> T + Send) -> Option<T> {
    const DEEP: usize = 32 << 20;
    if stacker::remaining_stack().is_some_and(|left| left < ROOM) {
        return None;
    }
    if depth <= USUAL {
        return Some(work());
    }
    std::thread::scope(|scope| {
        let deep = std::thread::Builder::new().stack_size(DEEP).spawn_scoped(scope, work);
        deep.ok().and_then(|thread| thread.join().ok())
    })
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
    let tree = machine::read(Rule::one_pick, &written);
    let Some(node) = tree.as_ref().and_then(Tree::root) else {
        let why = recover::explain(Rule::one_pick, &written);
        return Err(format!("`{text}` names no alternative of a bracket: {why}"));
    };
    let mut reporter = Reporter::default();
    let pick = Builder { places: Places::at(base, u32::MAX), reporter: &mut reporter }.one_pick(node);
    match (pick, reporter.first()) {
        (Some(pick), None) => Ok(pick),
        (_, Some(mistake)) => Err(mistake),
        (None, None) => Err(format!("`{text}` names no alternative of a bracket")),
    }
}

#[cfg(test)]
mod tests {
    use super::{ROOM, USUAL, parse};
    use crate::diagnostics::Diagnostics;
    use crate::source::Sources;

    /// How many items a file has, and how many mistakes, read with so much stack.
    fn read(text: String, stack: usize) -> Option<(usize, usize)> {
        let read = std::thread::Builder::new().stack_size(stack).spawn(move || {
            let mut sources = Sources::default();
            let file = sources.add("a.comity", text.into_bytes())?;
            let mut diagnostics = Diagnostics::default();
            let document = parse(&sources, file, &mut diagnostics);
            Some((document.items.len(), diagnostics.len()))
        });
        read.ok().and_then(|thread| thread.join().ok()).flatten()
    }

    #[test]
    fn what_nests_no_more_than_usual_has_room() {
        let (open, close) = ("(".repeat(USUAL), ")".repeat(USUAL));
        let issues = "issue water { ".repeat(USUAL);
        let text = format!("define a: {open}income is high{close}\n{issues}{}", "}".repeat(USUAL));
        assert_eq!(read(text.clone(), ROOM + (128 << 10)), Some((2, 0)));
        assert_eq!(read(text, ROOM / 4), Some((0, 1)), "too little is said");
    }
}
