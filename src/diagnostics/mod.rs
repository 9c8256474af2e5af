//! What is wrong, where, and what to type instead.
//!
//! In: reports from every stage. Out: [`Diagnostics`], sorted by place, each with a stable [`Code`], and at the level
//! that a [`Policy`] gives it. Never here: the decision whether to stop (errors of form stop evaluation, findings of substance do not; the caller asks
//! [`Diagnostics::has_form_errors`]) and any printing.

mod code;
mod level;
mod places;
mod policy;
mod render;
mod suggest;

pub use code::Code;
pub use level::{Asked, Level, Refused, substance};
pub use places::PlaceSet;
pub use policy::{Allowance, House, Policy};
pub use render::Rendered;
pub use suggest::{nearest, quoted_all, quoted_list};

use crate::source::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Probably not what was meant.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is wrong here; may be empty where the message says it all.
    pub text: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, true without the source beside it.
    pub message: String,
    /// Where: the main place first.
    pub labels: Vec<Label>,
    /// What to type next, in the language itself where that is possible.
    pub help: Option<String>,
    /// Who is caught, where the finding is about all states that there could be.
    pub witness: Option<Witness>,
}

/// States that show a finding to be real.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The level at which they are caught.
    pub level: String,
    /// Their profiles, each as a `given` of a test.
    pub given: Vec<String>,
}

impl Diagnostic {
    /// A finding of the code's own severity.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let labels = vec![Label { span, text: String::new() }];
        Self { code, severity: code.severity(), message: message.into(), labels, help: None, witness: None }
    }

    /// A finding about no place in particular, such as a missing file.
    pub fn without_place(code: Code, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), labels: Vec::new(), help: None, witness: None }
    }

    /// Says what is wrong at the main place.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to type next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to type next, if there is anything to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Shows who is caught, behind the help.
    #[must_use]
    pub fn witness(mut self, witness: Witness) -> Self {
        self.witness = Some(witness);
        self
    }

    /// The help with the witness, for people.
    pub fn advice(&self) -> Option<String> {
        let help = self.help.clone()?;
        Some(
            self.witness
                .as_ref()
                .map_or_else(|| help.clone(), |witness| format!("{help}:\n{}", witness.given.join("\n"))),
        )
    }

    /// Lets the first place that is wanted be the main one.
    pub fn lead_with(&mut self, wanted: impl Fn(Span) -> bool) {
        if let Some(at) = self.labels.iter().position(|label| wanted(label.span)) {
            self.labels.get_mut(..=at).into_iter().for_each(|labels| labels.rotate_right(1));
        }
    }

    /// The main place.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

/// How many letters are kept at either end of a message that repeats something very long from the source.
const MOST: usize = 240;

fn shorten(text: &mut String) {
    let ends = |mut letters: Box<dyn Iterator<Item = (usize, char)> + '_>| letters.nth(MOST).map(|(at, _)| at);
    let (head, tail) = (ends(Box::new(text.char_indices())), ends(Box::new(text.char_indices().rev())));
    if let (Some(head), Some(tail)) = (head, tail)
        && head < tail
    {
        text.replace_range(head..=tail, "…");
    }
}

/// A finding that is allowed in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it is meant to be there.
    pub because: String,
    /// The statement that allows it.
    pub place: Span,
}

/// Everything found so far.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    allowed: Vec<Allowed>,
    errors: PlaceSet,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn report(&mut self, mut diagnostic: Diagnostic) {
        shorten(&mut diagnostic.message);
        diagnostic.help.iter_mut().for_each(shorten);
        diagnostic.labels.iter_mut().for_each(|label| shorten(&mut label.text));
        if let Some(place) = diagnostic.span().filter(|_| diagnostic.severity == Severity::Error) {
            self.errors.insert(place);
        }
        self.found.push(diagnostic);
    }

    /// Adds further places to the finding that was reported as this one in the order of reports.
    pub fn spread(&mut self, index: usize, places: &[Span], text: &str) {
        if let Some(found) = self.found.get_mut(index) {
            found.labels.extend(places.iter().map(|&span| Label { span, text: text.to_owned() }));
        }
    }

    /// The findings, each once, in the order of their places.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        sorted.sort_by_key(|found| (found.span(), found.code, found.message.clone()));
        sorted.dedup();
        sorted
    }

    /// What is allowed in the source and was found, each once, in the order of the places; known once a [`Policy`] has
    /// been applied.
    pub fn allowed(&self) -> Vec<&Allowed> {
        let mut sorted: Vec<&Allowed> = self.allowed.iter().collect();
        sorted.sort_by_key(|one| (one.finding.span(), one.finding.code, one.finding.message.clone()));
        sorted.dedup();
        sorted
    }

    /// Whether an error of form stands in the way of evaluation.
    pub fn has_form_errors(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error && found.code.is_form())
    }

    /// Whether anything is an error.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }

    /// Whether an error has been found inside a range.
    pub fn errors_within(&self, span: Span) -> bool {
        self.errors.any_within(span)
    }

    /// Keeps of all findings, those that are allowed among them, what is wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(&mut Diagnostic) -> bool) {
        self.found.retain_mut(&mut wanted);
        self.allowed.retain_mut(|allowed| wanted(&mut allowed.finding));
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}
