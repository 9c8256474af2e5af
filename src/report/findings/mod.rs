//! Findings: drawn for people, and for programs as JSON, as SARIF and as commands of a workflow.

#[cfg(feature = "cli")]
mod draw;
mod fingerprint;
mod github;
mod record;
mod sarif;
mod witness;

#[cfg(feature = "cli")]
pub use draw::Findings;
pub use github::write_github;
pub use record::{SCHEMA, write_json};
pub use sarif::write_sarif;
pub use witness::witnesses;

use crate::diagnostics::{Allowed, Code, Diagnostic, Diagnostics, Severity};
use crate::source::Sources;

/// What a run has found.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The library's name.
    pub library: &'a str,
    /// The day.
    pub as_of: Option<&'a str>,
    /// The findings, at their levels.
    pub diagnostics: &'a Diagnostics,
    /// Where they point.
    pub sources: &'a Sources,
}

impl<'a> Found<'a> {
    /// Every finding, those that are allowed among them, in the order of their places.
    fn all(&self) -> Vec<(&'a Diagnostic, Option<&'a Allowed>)> {
        let shown = self.diagnostics.sorted().into_iter().map(|finding| (finding, None));
        let allowed = self.diagnostics.allowed().into_iter().map(|allowed| (&allowed.finding, Some(allowed)));
        let mut all: Vec<_> = shown.chain(allowed).collect();
        all.sort_by_key(|(finding, _)| finding.span());
        all
    }

    /// The codes that occur, in the order of the list of explanations.
    fn codes(&self) -> Vec<Code> {
        let mut codes: Vec<Code> = self.all().iter().map(|(finding, _)| finding.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// Form or substance.
fn kind(code: Code) -> &'static str {
    if code.is_form() { "form" } else { "substance" }
}

/// `2 errors and 1 warning, 1 allowed`; `None` when nothing was found.
pub fn tally(diagnostics: &Diagnostics) -> Option<String> {
    let sorted = diagnostics.sorted();
    let count = |severity: Severity| sorted.iter().filter(|found| found.severity == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (count(severity), severity.name()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }))
        .collect();
    let shown = match parts.split_last() {
        None => None,
        Some((last, [])) => Some(last.clone()),
        Some((last, rest)) => Some(format!("{} and {last}", rest.join(", "))),
    };
    match (shown, diagnostics.allowed().len()) {
        (shown, 0) => shown,
        (None, allowed) => Some(format!("nothing to report, {allowed} allowed")),
        (Some(shown), allowed) => Some(format!("{shown}, {allowed} allowed")),
    }
}
