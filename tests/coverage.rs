//! What tests exercise: cases as text in `coverage/*.md`, in the form that `README.md` describes, and the reports.

#![expect(clippy::disallowed_methods, reason = "tests read the folder of the cases")]

mod common;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use comity::Reading;
use comity::report::coverage::{write_html, write_json, write_lcov, write_source, write_summary};
use comity::source::MemoryFiles;
use comity::testing::coverage::{Coverage, Figure, measure};
use common::{blocks, project};

type Done = Result<(), Box<dyn Error>>;

fn covered(reading: &Reading, tests: usize) -> Coverage {
    let tests: Vec<_> = reading.library.tests.iter().take(tests).collect();
    measure(&reading.library, &tests, reading.library.as_of)
}

/// Every section of a file is a project, together with what stands above the first one; the lines of the others are blank.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut heading = 0;
    let numbered: Vec<(usize, &str)> = text
        .lines()
        .map(|line| {
            heading += usize::from(line.starts_with("## "));
            (heading, line)
        })
        .collect();
    (1..=heading)
        .map(|wanted| {
            let own = |&(of, line): &(usize, &str)| if of == 0 || of == wanted { format!("{line}\n") } else { "\n".into() };
            let title = numbered.iter().find(|(of, _)| *of == wanted).map(|(_, line)| (*line).to_owned());
            (title.unwrap_or_default(), numbered.iter().map(own).collect())
        })
        .collect()
}

/// What the annotated source says of each line: its mark and its notes.
fn annotated(coverage: &Coverage, reading: &Reading) -> Result<BTreeMap<usize, (char, Vec<String>)>, Box<dyn Error>> {
    let mut text = Vec::new();
    write_source(coverage, &reading.sources, true, 1000, &mut text)?;
    let text = anstream::adapter::strip_str(&String::from_utf8(text)?).to_string();
    let mut found: BTreeMap<usize, (char, Vec<String>)> = BTreeMap::new();
    let mut last = 0;
    for line in text.lines() {
        let Some((start, rest)) = line.split_once(" | ") else { continue };
        if let Ok(number) = start.trim_matches(['+', '-', '~', ' ']).parse::<usize>() {
            last = number;
            let mark = start.chars().next().unwrap_or(' ');
            let note = rest.split_once("← ").map(|(_, note)| note.to_owned());
            found.insert(number, (mark, note.into_iter().collect()));
        } else if let (Some(note), Some(at)) = (rest.trim().strip_prefix("^ "), found.get_mut(&last)) {
            at.1.push(note.to_owned());
        }
    }
    Ok(found)
}

/// What does not come out as a section says.
fn examine(section: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let (path, files) = project(&blocks(section));
    let reading = comity::read(path, &files);
    if reading.diagnostics.has_form_errors() {
        let found = reading.diagnostics.sorted().iter().map(|found| found.message.clone()).collect::<Vec<_>>();
        return Ok(vec![format!("it has errors of form: {}", found.join("; "))]);
    }
    let coverage = covered(&reading, usize::MAX);
    let annotated = annotated(&coverage, &reading)?;
    let mut wrong = Vec::new();
    let mut announced = 0;
    for (index, line) in section.lines().enumerate() {
        let number = index + 1;
        let (mark, notes) = annotated.get(&number).cloned().unwrap_or((' ', Vec::new()));
        let notes = notes.join("; ");
        let wanted = match line.split_once(" # ").map(|(_, comment)| comment.trim()) {
            Some("covered") => ('+', ""),
            Some("nothing") => (' ', ""),
            Some(comment) if comment.contains("never ") => (if mark == '~' { '~' } else { '-' }, comment),
            _ => continue,
        };
        announced += 1;
        if wanted != (mark, notes.as_str()) {
            wrong.push(format!("{number}: {mark} {notes}"));
        }
    }
    let sums = sums(section);
    for (kind, wanted) in &sums {
        let mut text = Vec::new();
        write_summary(&coverage, &mut text)?;
        let text = anstream::adapter::strip_str(&String::from_utf8(text)?).to_string();
        let row = text.lines().find(|line| line.starts_with(kind.as_str())).unwrap_or_default();
        let figures: Vec<&str> = row.get(kind.len()..).unwrap_or_default().split_whitespace().take(2).collect();
        if figures != wanted.iter().map(String::as_str).collect::<Vec<_>>() {
            wrong.push(format!("{kind}: {}", figures.join(" of ")));
        }
    }
    if announced == 0 {
        wrong.push("it says nothing of any line".to_owned());
    }
    // A test more never takes anything away.
    let mut before = Figure::default();
    for tests in 0..=reading.library.tests.len() {
        let after = covered(&reading, tests).figure();
        if after.seen < before.seen || (tests > 0 && after.all != before.all) {
            wrong.push(format!("with {tests} tests it is {after:?}, with one less {before:?}"));
        }
        before = after;
    }
    Ok(wrong)
}

/// The rows of a table with the columns kind, seen and points.
fn sums(section: &str) -> Vec<(String, Vec<String>)> {
    let mut rows = section.lines().skip_while(|line| !line.starts_with("| kind | seen | points |")).skip(2);
    let mut found = Vec::new();
    while let Some(inner) = rows.next().and_then(|line| line.strip_prefix("| ")?.strip_suffix(" |").map(str::to_owned)) {
        let mut cells = inner.split(" | ").map(str::to_owned);
        found.extend(cells.next().map(|kind| (kind, cells.collect())));
    }
    found
}

#[test]
fn cases() -> Done {
    let mut wrong = Vec::new();
    let mut files: Vec<_> = fs::read_dir("tests/coverage")?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::path);
    for file in files.iter().map(fs::DirEntry::path).filter(|path| path.extension().is_some_and(|end| end == "md")) {
        for (title, section) in sections(&fs::read_to_string(&file)?) {
            let found = examine(&section)?;
            if !found.is_empty() {
                wrong.push(format!("{}: {title}\n  {}", file.display(), found.join("\n  ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    Ok(())
}
