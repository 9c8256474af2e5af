//! Findings as commands of a GitHub workflow, which shows them at their lines.

use std::io::{self, Write};

use super::Found;
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::Sources;

/// Writes a line for each finding, and none for those that are allowed.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_github(found: &Found<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in found.diagnostics.sorted() {
        writeln!(out, "{}", command(finding, found.sources))?;
    }
    Ok(())
}

fn command(finding: &Diagnostic, sources: &Sources) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(region) = finding.span().and_then(|place| sources.region(place)) {
        properties.push(format!("file={}", property(region.file)));
        properties.push(format!("line={}", region.start.line));
        // Columns are taken only of what begins and ends in one line.
        let one_line = region.start.line == region.end.line;
        properties.extend(one_line.then(|| format!("col={}", region.start.column)));
        properties.push(format!("endLine={}", region.end.line));
        properties.extend(one_line.then(|| format!("endColumn={}", region.end.column)));
    }
    properties.push(format!("title={}", property(finding.code.name())));
    let here = finding.labels.first().map(|label| label.text.as_str()).filter(|text| !text.is_empty());
    let help = finding.advice().map(|help| format!("help: {help}"));
    let parts = std::iter::once(finding.message.as_str()).chain(here).chain(help.as_deref());
    let message: Vec<&str> = parts.collect();
    format!("::{level} {}::{}", properties.join(","), data(&message.join("\n")))
}

/// A message as a command takes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property as a command takes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::source::Span;

    /// Whatever a command could take for a sign of its own is written in another way.
    #[test]
    fn signs_of_commands_are_escaped() {
        let mut sources = Sources::default();
        sources.add("a,b:50%.comity", b"one\ntwo".to_vec());
        let found = Diagnostic::new(Code::NeverHolds, Span::new(0, 3), "5% of a::b,\r\nor none").help("write `5`");
        let line = "::warning file=a%2Cb%3A50%25.comity,line=1,col=1,endLine=1,endColumn=4,title=never-holds\
                    ::5%25 of a::b,%0D%0Aor none%0Ahelp: write `5`";
        assert_eq!(command(&found, &sources), line);
        let over_lines = Diagnostic::new(Code::Syntax, Span::new(0, 5), "x").here("here");
        let line = "::error file=a%2Cb%3A50%25.comity,line=1,endLine=2,title=syntax::x%0Ahere";
        assert_eq!(command(&over_lines, &sources), line);
        assert_eq!(
            command(&Diagnostic::without_place(Code::UnreadableFile, "x"), &sources),
            "::error title=unreadable-file::x"
        );
    }
}
