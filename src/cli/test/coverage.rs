//! What `comity test` says of coverage, and the files that it writes.
#![expect(clippy::disallowed_methods, reason = "looks whether something is in the way")]

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::Reading;
use crate::cli::disk::{replace, write};
use crate::cli::{Failure, terminal};
use crate::model::{Snapshot, Test};
use crate::report::coverage::{percent, write_html, write_json, write_lcov, write_source, write_summary};
use crate::source::Sources;
use crate::testing::coverage::{Coverage, measure};

/// What is wanted of coverage.
#[derive(Debug, Args)]
pub struct CoverageArguments {
    /// Say which parts of the library the tests exercise: the sums, or also the source with a mark for every line
    #[arg(
        long,
        value_enum,
        value_name = "VIEW",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "summary",
        help_heading = "Coverage"
    )]
    coverage: Option<View>,
    /// Write coverage as a tracefile of lcov
    #[arg(long, value_name = "FILE", help_heading = "Coverage")]
    lcov: Option<PathBuf>,
    /// Write coverage as pages of HTML, an index and one for each file
    #[arg(long, value_name = "DIR", help_heading = "Coverage")]
    html: Option<PathBuf>,
    /// Write coverage as an object of JSON
    #[arg(long, value_name = "FILE", help_heading = "Coverage")]
    coverage_json: Option<PathBuf>,
    /// Fail when less than this share of all points is seen: 90, 92.5, 90%
    #[arg(long, value_name = "PERCENT", value_parser = share, help_heading = "Coverage")]
    fail_under: Option<Share>,
}

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum View {
    /// The sums, kind by kind
    Summary,
    /// Also the files in which something is missing, line by line
    Source,
    /// Also all other files
    All,
}

/// A share in percent, exactly as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Share {
    /// As it is written, without a sign.
    words: String,
    /// In millionths of a percent.
    millionths: u128,
}

/// A share as it is written on the command line.
fn share(text: &str) -> Result<Share, String> {
    let wrong = || "a share in percent is from 0 to 100, with at most six decimals: 90, 92.5, 90%".to_owned();
    let words = text.trim().trim_end_matches('%').trim_end();
    let (whole, decimals) = words.split_once('.').unwrap_or((words, "0"));
    let digits = |part: &str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return Err(wrong());
    }
    let millionths = format!("{whole}{decimals:0<6}").parse::<u128>().map_err(|_| wrong())?;
    let fits = millionths <= 100_000_000;
    fits.then(|| Share { words: words.to_owned(), millionths }).ok_or_else(wrong)
}

impl Share {
    /// Whether so much was seen. Nothing is rounded: 89.96 is not 90.
    fn is_met(&self, coverage: &Coverage) -> bool {
        let figure = coverage.figure();
        let [seen, all] = [figure.seen, figure.all].map(|points| u128::try_from(points).unwrap_or(u128::MAX));
        seen.saturating_mul(100_000_000) >= self.millionths.saturating_mul(all)
    }
}

impl CoverageArguments {
    /// Whether something is shown and not only written to files.
    pub fn is_shown(&self) -> bool {
        self.coverage.is_some()
    }

    /// Whether anything is wanted.
    pub fn wanted(&self) -> bool {
        self.coverage.is_some()
            || self.lcov.is_some()
            || self.html.is_some()
            || self.coverage_json.is_some()
            || self.fail_under.is_some()
    }

    /// Measures what tests exercise, writes what is wanted of it, and says whether it is enough. `people` says that
    /// the results of the tests are written for people.
    pub fn report(
        &self,
        reading: &Reading,
        tests: &[&Test],
        snapshots: &[&Snapshot],
        day: Option<Date>,
        people: bool,
        out: &mut dyn Write,
    ) -> Result<bool, Failure> {
        if !self.wanted() {
            return Ok(true);
        }
        let coverage = measure(&reading.library, tests, snapshots, day);
        if people {
            writeln!(out)?;
            write_summary(&coverage, out)?;
        }
        match self.coverage {
            None | Some(View::Summary) => {}
            Some(View::Source) => write_source(&coverage, &reading.sources, false, terminal::width(), out)?,
            Some(View::All) => write_source(&coverage, &reading.sources, true, terminal::width(), out)?,
        }
        self.files(&coverage, reading)?;
        let Some(least) = self.fail_under.as_ref().filter(|least| !least.is_met(&coverage)) else { return Ok(true) };
        let message = format!("{} is less than {}%", percent(coverage.figure()), least.words);
        if people {
            writeln!(out, "\n{message}")?;
        } else {
            terminal::note(&message)?;
        }
        Ok(false)
    }

    fn files(&self, coverage: &Coverage, reading: &Reading) -> Result<(), Failure> {
        let sources = &reading.sources;
        if let Some(path) = &self.lcov {
            file(path, "--lcov", sources, |text| write_lcov(coverage, sources, text))?;
        }
        if let Some(path) = &self.coverage_json {
            file(path, "--coverage-json", sources, |text| write_json(coverage, sources, text))?;
        }
        if let Some(folder) = &self.html {
            if folder.exists() && !folder.is_dir() {
                return Err(format!("`{}` is a file, and --html names a folder", folder.display()).into());
            }
            let library = &reading.library;
            let title = library.title.as_ref().map_or(library.name.as_str(), |title| title.in_language(None));
            for page in write_html(coverage, sources, title) {
                replace(&folder.join(&page.name), page.text.as_bytes()).map_err(|error| error.0)?;
            }
        }
        Ok(())
    }
}

/// Writes a file whole.
fn file(
    path: &Path,
    option: &str,
    sources: &Sources,
    report: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut text = Vec::new();
    report(&mut text)?;
    write(path, option, sources, &text).map_err(|error| error.0.into())
}

#[cfg(test)]
mod tests {
    use super::{Share, share};
    use crate::source::Span;
    use crate::testing::coverage::{Coverage, Half, Item, Kind};

    fn seen(seen: usize, all: usize) -> Coverage {
        let points = (0..all).map(|place| (Half::Seen, place < seen)).collect();
        let item = Item { kind: Kind::Principle, name: None, span: Span::default(), points };
        Coverage { items: vec![item], tests: 1 }
    }

    fn met(least: &str, coverage: &Coverage) -> bool {
        share(least).as_ref().is_ok_and(|share: &Share| share.is_met(coverage))
    }

    #[test]
    fn a_share_is_compared_exactly() {
        assert!(met("90", &seen(9, 10)) && met("90%", &seen(9, 10)) && met("0", &seen(0, 5)));
        assert!(!met("90.000001", &seen(9, 10)));
        // 89.96 %: it must not be rounded to ninety.
        assert!(!met("90", &seen(2249, 2500)) && met("89.96", &seen(2249, 2500)));
        assert!(met("100", &seen(3, 3)) && !met("100", &seen(2, 3)));
        for wrong in ["", "%", "-1", "100.1", "101", "9o", "1e2", "1.2345678", "."] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }
}
