//! One mistake makes one report, and the report says what to write: the table of `one_mistake.md`.

use std::error::Error;
use std::fmt::Write as _;

use comity::diagnostics::Severity;
use comity::source::MemoryFiles;

const PAGE: &str = include_str!("one_mistake.md");

/// A row of the table: what stands in the file, what somebody writes in its place, and what the report says.
struct Mistake<'p> {
    right: String,
    wrong: String,
    code: &'p str,
    help: String,
}

/// The file in which the mistakes are made.
fn file() -> &'static str {
    PAGE.split_once("```comity\n").and_then(|(_, rest)| rest.split_once("```")).map_or("", |(file, _)| file)
}

fn mistakes() -> impl Iterator<Item = Result<Mistake<'static>, String>> {
    PAGE.lines().filter(|line| line.starts_with("| `")).map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [right, wrong, code, help] = cells.as_slice() else { return Err(format!("not a row: {line}")) };
        let bare = |cell: &'static str| cell.trim_matches('`');
        let plain = |cell: &str| cell.replace("\\|", "|");
        Ok(Mistake { right: plain(bare(right)), wrong: plain(bare(wrong)), code: bare(code), help: plain(help) })
    })
}

/// The errors of a text: code, message and help.
fn errors(text: String) -> Vec<(&'static str, String, String)> {
    let mut reading = comity::read("t.comity", &MemoryFiles::default().with("t.comity", text));
    reading.day(None);
    let errors = reading.diagnostics.sorted().into_iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| (found.code.name(), found.message.clone(), found.help.clone().unwrap_or_default())).collect()
}

#[test]
fn one_mistake_makes_one_report() -> Result<(), Box<dyn Error>> {
    assert_eq!(errors(file().to_owned()), [], "nothing is wrong with the file itself");
    let (mut rows, mut wrong) = (0, String::new());
    for mistake in mistakes() {
        let Mistake { right, wrong: written, code, help } = mistake?;
        if !file().contains(&right) {
            return Err(format!("the file has no `{right}`").into());
        }
        rows += 1;
        let found = errors(file().replacen(&right, &written, 1));
        let told =
            matches!(found.as_slice(), [(found, _, said)] if *found == code && *said == help && !help.is_empty());
        if !told {
            writeln!(wrong, "`{written}` for `{right}`")?;
            for (code, message, help) in found {
                writeln!(wrong, "    {code}: {message}\n    {help}")?;
            }
        }
    }
    assert!(rows >= 60, "{rows} rows");
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}
