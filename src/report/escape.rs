//! Text inside Markdown.

/// A text that stands in a cell or a line as it is.
pub fn escape(text: &str) -> String {
    text.replace('|', "\\|").replace('_', "\\_").replace('<', "&lt;")
}
