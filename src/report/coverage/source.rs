//! The source with a mark for every line, and what is missing at its right.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::lines::{File, Line, Mark, files};
use super::summary::percent;
use crate::source::Sources;
use crate::testing::coverage::Coverage;

/// Lines without anything to exercise are left out where more than this many stand together.
const QUIET: usize = 3;

/// Writes the files in which something is missing, or `all` of them.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_source(
    coverage: &Coverage,
    sources: &Sources,
    all: bool,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for file in files(coverage, sources) {
        let figure = file.figure();
        if all || figure.seen < figure.all {
            let bold = Style::new().bold();
            writeln!(
                out,
                "\n{bold}{}{bold:#}   {} of {}, {}",
                file.file.name,
                figure.seen,
                figure.all,
                percent(figure)
            )?;
            write_file(&file, sources, width, out)?;
        }
    }
    Ok(())
}

fn write_file(file: &File<'_>, sources: &Sources, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let digits = file.lines.len().to_string().len().max(3);
    for stretch in file.lines.chunk_by(|one, other| one.items.is_empty() && other.items.is_empty()) {
        let quiet = stretch.first().is_some_and(|line| line.items.is_empty());
        if quiet && stretch.len() > QUIET {
            writeln!(out, "  {:>digits$} …", "")?;
            continue;
        }
        for line in stretch {
            write_line(line, digits, sources, width, out)?;
        }
    }
    Ok(())
}

fn write_line(line: &Line<'_>, digits: usize, sources: &Sources, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (mark, colour) = match line.mark() {
        Mark::Nothing => (' ', None),
        Mark::Covered => ('+', Some(AnsiColor::Green)),
        Mark::Partly => ('~', Some(AnsiColor::Yellow)),
        Mark::Missed => ('-', Some(AnsiColor::Red)),
    };
    let style = Style::new().fg_color(colour.map(Into::into));
    let text = line.text.replace('\t', "    ");
    let start = format!("{style}{mark}{style:#} {:>digits$} | {text}", line.number);
    let missing = line.missing(sources);
    let used = digits + 5 + text.width();
    let fits = |note: &str| used + 4 + note.width() <= width;
    let mut notes = missing.iter();
    match missing.as_slice() {
        [note] if fits(note) => {
            notes.next();
            writeln!(out, "{start}  {style}← {note}{style:#}")?;
        }
        _ => writeln!(out, "{}", start.trim_end())?,
    }
    for note in notes {
        writeln!(out, "  {:>digits$} |   {style}^ {note}{style:#}", "")?;
    }
    Ok(())
}
