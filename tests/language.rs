//! The language as text that a drafter can read: `language/*.md`, in the form that `README.md` describes.

mod common;

use std::path::Path;

use comity::check::resolve_pick;
use comity::judge::{Plan, Query};
use comity::report::verdicts::{Record, record, record_of};
use comity::syntax::parse_pick;
use comity::worlds::study_one;
use comity::{Reading, testing};
use common::{Block, blocks, check, project};

datatest_stable::harness! {
    { test = language, root = "tests/language", pattern = r"\.md$" },
}

type Failure = Box<dyn std::error::Error>;

/// Every section of a file is a project, together with what stands above the first one.
#[expect(clippy::needless_pass_by_value, reason = "the harness hands the text over")]
fn language(path: &Path, text: String) -> datatest_stable::Result<()> {
    let lines: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> =
        (0..lines.len()).filter(|&at| lines.get(at).is_some_and(|l| l.starts_with("## "))).collect();
    let mut wrong = Vec::new();
    for (place, &start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(lines.len());
        let shared = |at: usize| starts.first().is_some_and(|&first| at < first);
        // The lines of other sections are blank, so that the numbers of lines are those of the file.
        let own = |(at, line): (usize, &&str)| {
            if shared(at) || (start..end).contains(&at) { format!("{line}\n") } else { "\n".to_owned() }
        };
        let section: String = lines.iter().enumerate().map(own).collect();
        let found = examine(&section);
        if !found.is_empty() {
            let heading = lines.get(start).copied().unwrap_or_default();
            wrong.push(format!("{}:{}: {heading}\n  {}", path.display(), start + 1, found.join("\n  ")));
        }
    }
    if starts.is_empty() {
        wrong.push(format!("{}: no section, which begins with `## `", path.display()));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n\n").into()) }
}

/// What does not come out as a section says.
fn examine(section: &str) -> Vec<String> {
    let blocks = blocks(section);
    let (path, files) = project(&blocks);
    let reading = check(path, &files);
    let mut wrong = findings(&blocks, &reading);
    if reading.diagnostics.has_form_errors() {
        let useless = rows(section).into_iter();
        wrong.extend(useless.map(|(line, _)| format!("line {line}: with an error of form nothing is judged")));
        return wrong;
    }
    let day = reading.library.as_of;
    let plan = Plan::new(&reading.library, day);
    for (line, row) in rows(section) {
        wrong.extend(judge(&plan, &row).err().map(|why| format!("line {line}: {why}")));
    }
    let tests: Vec<_> = reading.library.tests.iter().collect();
    for result in testing::run(&reading.library, &tests, day) {
        for failure in result.failures {
            let (expected, found) = (failure.expected, failure.found);
            wrong.push(format!("test \"{}\": expected {expected}, found {found}", result.title));
        }
    }
    wrong
}

/// Findings that are not announced, and announced ones that there are not. Only errors must be announced.
fn findings(blocks: &[Block], reading: &Reading) -> Vec<String> {
    let mut announced = Vec::new();
    for block in blocks {
        let fence = std::iter::once(block.info.as_str());
        for (index, line) in fence.chain(block.text.lines()).enumerate() {
            for severity in ["error", "warning", "note", "never"] {
                let Some((_, codes)) = line.split_once(&format!("# {severity}: ")) else { continue };
                let codes = codes.split_whitespace().map(|code| code.trim_matches(['[', ']']));
                announced.extend(codes.map(|code| (block.line + index, severity, code)));
            }
        }
    }
    let mut wrong = Vec::new();
    for found in reading.diagnostics.sorted() {
        let line = found.span().and_then(|span| reading.sources.locate(span)).map_or(0, |place| place.line);
        // What takes no comments of the language, such as a table, has them behind its fence.
        let fence = blocks.iter().map(|block| block.line).filter(|fence| *fence < line).max();
        let (severity, code) = (found.severity.name(), found.code.name());
        let here = |at: usize| at == line || Some(at) == fence;
        let at = announced.iter().position(|one| here(one.0) && (one.1, one.2) == (severity, code));
        if announced.contains(&(line, "never", code)) {
            wrong.push(format!("line {line}: {severity}: [{code}] {}, where that must not be found", found.message));
        } else if let Some(at) = at {
            announced.remove(at);
        } else if severity == "error" {
            wrong.push(format!("line {line}: {severity}: [{code}] {}", found.message));
        }
    }
    let missed = announced.iter().filter(|(_, severity, _)| *severity != "never");
    let missed = missed.map(|(line, severity, code)| format!("line {line}: no {severity} [{code}]"));
    wrong.extend(missed);
    wrong
}

type Row<'t> = Vec<(&'t str, &'t str)>;

/// The rows of the tables that have a column `verdict`, each with the number of its line.
fn rows(section: &str) -> Vec<(usize, Row<'_>)> {
    let cells = |line| -> Option<Vec<&str>> {
        let inner = str::strip_prefix(line, "|")?.trim_end().strip_suffix('|')?;
        Some(inner.split('|').map(|cell| cell.trim().trim_matches('`')).collect())
    };
    let mut headings: Option<Vec<&str>> = None;
    let mut found = Vec::new();
    for (index, line) in section.lines().enumerate() {
        match (cells(line), &headings) {
            (None, _) => headings = None,
            (Some(first), None) => headings = Some(first),
            (Some(row), Some(headings)) if headings.contains(&"verdict") && !line.starts_with("| --") => {
                found.push((index + 1, headings.iter().copied().zip(row).collect()));
            }
            (Some(_), Some(_)) => {}
        }
    }
    found
}

/// Compares a row with the one verdict that it is about.
fn judge(plan: &Plan<'_>, row: &Row<'_>) -> Result<(), Failure> {
    let cell = |wanted: &str| row.iter().find(|(heading, _)| *heading == wanted).map(|(_, cell)| *cell);
    let library = plan.library();
    let mut query = Query::default();
    let named = |name: &str| {
        library.principles.iter().filter(|(_, known)| known.named.name == name).map(|(id, _)| id).collect()
    };
    query.principles = cell("principle").map(named).unwrap_or_default();
    let texts: Vec<_> = library
        .principles
        .iter()
        .filter(|(id, _)| query.principles.is_empty() || query.principles.contains(id))
        .map(|(_, text)| text.clone())
        .collect();
    for words in cell("choosing").unwrap_or_default().split(',').filter(|words| !words.trim().is_empty()) {
        let pick = resolve_pick(library, &texts, &parse_pick(words.trim(), 0)?)
            .map_err(|(why, _)| format!("`{words}`: {why}"))?;
        query.picks.push(pick);
    }
    let key = ["principle", "level", "instance", "state"];
    let mut records = Vec::new();
    for session in query.sessions(plan) {
        let all = query.rows(&session).into_iter().map(|row| match cell("worlds") {
            Some("exact") => record_of(&session, &study_one(&session, &row)),
            _ => record(&session, &row),
        });
        records.extend(
            all.filter(|record| key.iter().all(|&key| cell(key).is_none_or(|cell| cell == value(record, key)))),
        );
    }
    let record = match (records.as_slice(), cell("verdict")) {
        ([], Some("none")) if library.states.values().any(|known| cell("state") == Some(&known.named.name)) => {
            return Ok(());
        }
        ([record], _) => record,
        ([], _) => return Err("there is no such negotiation".into()),
        (several, _) => return Err(format!("this may be any of {} verdicts", several.len()).into()),
    };
    let asked = ["choosing", "worlds"];
    let differing = row.iter().filter(|(heading, cell)| !asked.contains(heading) && value(record, heading) != *cell);
    let shown: Vec<String> = differing
        .map(|(heading, cell)| format!("{heading} `{}` instead of `{cell}`", value(record, heading)))
        .collect();
    if shown.is_empty() { Ok(()) } else { Err(shown.join(", ").into()) }
}

/// What a verdict has in a column.
fn value(record: &Record<'_>, heading: &str) -> String {
    match heading {
        "principle" => record.principle.to_owned(),
        "level" => record.level.to_owned(),
        "instance" => match (&record.pair, &record.group) {
            (Some([first, second]), _) => format!("{first}, {second}"),
            (None, Some(group)) => (*group).to_owned(),
            (None, None) => "all".to_owned(),
        },
        "state" => record.state.to_owned(),
        "verdict" => record.verdict.to_owned(),
        "possible" => record.possible.join(", "),
        "missing" => record.missing.join(", "),
        "exact" => if record.exact.unwrap_or(true) { "yes" } else { "no" }.to_owned(),
        "settles" => {
            let each = record.settles.iter().map(|one| format!("{} -> {}", one.given.join(", "), one.verdict));
            each.collect::<Vec<_>>().join("; ")
        }
        "roles" => record.roles.join(", "),
        "perhaps" => record.perhaps.join(", "),
        "scope" => record.scope.to_owned(),
        "reason" => record.reason.unwrap_or_default().to_owned(),
        "strength" => record.strength.map(|strength| strength.to_string()).unwrap_or_default(),
        _ => format!("no column `{heading}`"),
    }
}
