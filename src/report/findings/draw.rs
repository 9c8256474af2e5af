//! Findings for people, drawn by miette.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::diagnostics::{Diagnostic, Rendered};
use crate::source::Sources;

/// How findings are drawn.
#[derive(Debug)]
pub struct Findings {
    handler: GraphicalReportHandler,
}

impl Findings {
    /// With colour or without; `width` is that of the terminal in columns.
    pub fn new(colour: bool, width: usize) -> Self {
        let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(width.clamp(60, 120))
            .with_context_lines(1)
            .with_links(false)
            .with_break_words(false);
        Self { handler }
    }

    /// Draws one.
    ///
    /// # Errors
    ///
    /// When the text cannot be written.
    pub fn draw(&self, diagnostic: &Diagnostic, sources: &Sources, out: &mut dyn fmt::Write) -> fmt::Result {
        let mut text = String::new();
        self.handler.render_report(&mut text, &Rendered { diagnostic, sources })?;
        writeln!(out, "{}", text.trim_end())?;
        writeln!(out)
    }
}
