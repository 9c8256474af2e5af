//! A diagnostic as miette sees it: the only place that names miette beside the terminal report.

use std::fmt;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// A finding together with the sources that its labels point into.
#[derive(Debug)]
pub struct Rendered<'a> {
    /// The finding.
    pub diagnostic: &'a Diagnostic,
    /// Where it points.
    pub sources: &'a Sources,
}

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl std::error::Error for Rendered<'_> {}

impl miette::Diagnostic for Rendered<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnostic.code.name()))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Note => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.diagnostic.advice().map(|help| Box::new(help) as Box<dyn fmt::Display + 'a>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.diagnostic.labels.is_empty()).then_some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let mut first = true;
        Some(Box::new(self.diagnostic.labels.iter().map(move |label| {
            let text = (!label.text.is_empty()).then(|| label.text.clone());
            let shown = self.on_one_line(label.span);
            let span = SourceSpan::new((shown.start as usize).into(), shown.len() as usize);
            let primary = std::mem::replace(&mut first, false);
            if primary {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        })))
    }
}

impl Rendered<'_> {
    /// The part of a range that lies on its first line: what begins there is enough to find it by.
    fn on_one_line(&self, span: Span) -> Span {
        let line = self.sources.text(span).lines().next().unwrap_or_default().trim_end();
        Span::new(span.start, span.start.saturating_add(u32::try_from(line.len()).unwrap_or(u32::MAX)))
    }
}

/// How many lines may lie between two places that are drawn in one picture.
const NEAR: usize = 6;

/// How many bytes of source are drawn at most; of longer lines only what is around the place.
const LONG: u32 = 2000;

/// How many bytes are drawn on each side of a place in a long line.
const MARGIN: u32 = 80;

/// Reads from the one offset space. A range over two files, or one that is long, is refused: miette asks for it to draw
/// two places in one picture, and draws them apart then.
impl SourceCode for Rendered<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let start = u32::try_from(span.offset()).map_err(|_| MietteError::OutOfBounds)?;
        let end = u32::try_from(span.offset() + span.len()).map_err(|_| MietteError::OutOfBounds)?;
        let wanted = Span::new(start, end);
        let (file, lines, first) = self.sources.lines_around(wanted, before, after).ok_or(MietteError::OutOfBounds)?;
        let count = self.sources.text(lines).lines().count();
        if count > NEAR + before + after {
            return Err(MietteError::OutOfBounds);
        }
        // Without lines around it miette asks only for the place, to name its line and column.
        let (shown, first, column) = if lines.len() > LONG || before == 0 && after == 0 {
            let window = self.sources.window(wanted, if before == 0 && after == 0 { 0 } else { MARGIN });
            let place = self.sources.locate(window);
            (window, place.as_ref().map_or(first, |place| place.line - 1), place.map_or(0, |place| place.column - 1))
        } else {
            (lines, first, 0)
        };
        Ok(Box::new(MietteSpanContents::new_named(
            file.name.clone(),
            self.sources.shown(shown).as_bytes(),
            SourceSpan::new((shown.start as usize).into(), shown.len() as usize),
            first,
            column,
            count,
        )))
    }
}
