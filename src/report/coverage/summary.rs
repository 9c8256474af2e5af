//! The sums, kind by kind.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::testing::coverage::{Coverage, Figure, Kind};

/// A share of points in percent, one decimal, rounded down; `-` of nothing.
pub fn percent(figure: Figure) -> String {
    figure.tenths().map_or_else(|| "-".to_owned(), |tenths| format!("{}.{}%", tenths / 10, tenths % 10))
}

/// Writes a line for each kind of thing that there is, and one for all of them.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_summary(coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    writeln!(out, "{bold}{:<18} {:>7} {:>7} {:>8}{bold:#}", "coverage", "seen", "points", "share")?;
    for kind in Kind::ALL {
        let figure = coverage.of_kind(kind);
        if figure.all > 0 {
            row(kind.name(), figure, out)?;
        }
    }
    row("all", coverage.figure(), out)?;
    let Figure { seen, all } = coverage.figure();
    if all == 0 {
        writeln!(out, "\nthere is nothing to exercise in the project's own files")?;
    } else if coverage.tests == 0 {
        writeln!(out, "\nthere are no tests: 0 of {all} points are seen")?;
    } else if seen < all {
        writeln!(out, "\n{} of {all} points are not seen by any test", all - seen)?;
    }
    Ok(())
}

fn row(name: &str, figure: Figure, out: &mut dyn Write) -> io::Result<()> {
    let colour = match (figure.seen, figure.all) {
        (seen, all) if seen == all => AnsiColor::Green,
        (0, _) => AnsiColor::Red,
        _ => AnsiColor::Yellow,
    };
    let style = Style::new().fg_color(Some(colour.into()));
    writeln!(out, "{name:<18} {:>7} {:>7} {style}{:>8}{style:#}", figure.seen, figure.all, percent(figure))
}
