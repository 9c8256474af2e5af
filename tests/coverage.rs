//! What tests exercise: cases as text in `coverage/*.md`, in the form that `README.md` describes, and the reports.

#![expect(clippy::disallowed_methods, reason = "tests read the folder of the cases")]

mod common;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use comity::Reading;
use comity::report::coverage::{write_html, write_json, write_lcov, write_source, write_summary};
use comity::source::MemoryFiles;
use comity::testing::coverage::{Coverage, Figure, measure};
use common::{blocks, check, project};
use lcov::{Reader, Record};

type Done = Result<(), Box<dyn Error>>;

fn covered(reading: &Reading, tests: usize) -> Coverage {
    let tests: Vec<_> = reading.library.tests.iter().take(tests).collect();
    measure(&reading.library, &tests, &[], reading.library.as_of)
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
            let own =
                |&(of, line): &(usize, &str)| if of == 0 || of == wanted { format!("{line}\n") } else { "\n".into() };
            let title = numbered.iter().find(|(of, _)| *of == wanted).map(|(_, line)| (*line).to_owned());
            (title.unwrap_or_default(), numbered.iter().map(own).collect())
        })
        .collect()
}

/// The mark and the notes of each line.
type Annotated = BTreeMap<usize, (char, Vec<String>)>;

/// What the annotated source says of each line.
fn annotated(coverage: &Coverage, reading: &Reading) -> Result<Annotated, Box<dyn Error>> {
    let mut text = Vec::new();
    write_source(coverage, &reading.sources, true, 1000, &mut text)?;
    let text = anstream::adapter::strip_str(&String::from_utf8(text)?).to_string();
    let mut found = Annotated::new();
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
    let reading = check(path, &files);
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
    while let Some(inner) = rows.next().and_then(|line| line.strip_prefix("| ")?.strip_suffix(" |").map(str::to_owned))
    {
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

/// More than half of everything, in a file with names that a page must escape.
fn half() -> (Reading, Coverage) {
    let text = r#"library odd "<script>alert('x')</script> & more" {}
levels { global "Among all" of all }
issue return "Return"
measure assist "Assist" on return
principle p "<b>P</b>" { issue return  levels global  duty: states [shall | should] assist }
principle q "Q" { issue return  levels global  duty: states shall assist }
state A { favours return  opposes assist }
test "one" { expect p at global for A choosing shall is conflict }
"#;
    let reading = comity::read("<i>&odd.comity", &MemoryFiles::default().with("<i>&odd.comity", text));
    assert!(!reading.diagnostics.has_form_errors(), "{:?}", reading.diagnostics);
    let coverage = covered(&reading, 1);
    assert_eq!(coverage.figure(), Figure { seen: 5, all: 8 });
    (reading, coverage)
}

/// What an editor or a service for coverage reads is what was written: the places, and sums that are those of the lines.
#[test]
fn a_tracefile_is_read_back() -> Done {
    let (reading, coverage) = half();
    let mut text = Vec::new();
    write_lcov(&coverage, &reading.sources, &mut text)?;
    let records: Vec<Record> = Reader::new(text.as_slice()).collect::<Result<_, _>>()?;
    let (mut lines, mut branches, mut functions) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    for record in &records {
        match record {
            Record::SourceFile { path } => assert_eq!(path, Path::new("<i>&odd.comity")),
            Record::LineData { line, count, .. } => assert_eq!(lines.insert(*line, *count), None),
            Record::BranchData { line, taken, .. } => branches.push((*line, *taken)),
            Record::FunctionName { name, start_line } => assert_eq!(functions.insert(name, (*start_line, 0)), None),
            Record::FunctionData { name, count } => {
                functions.entry(name).and_modify(|function| function.1 = *count);
            }
            Record::LinesFound { found } => assert_eq!(*found, 3),
            Record::BranchesFound { found } => assert_eq!(*found, 8),
            Record::BranchesHit { hit } => assert_eq!(*hit, 5),
            Record::FunctionsFound { found } => assert_eq!(*found, 4),
            Record::LinesHit { hit } | Record::FunctionsHit { hit } => assert_eq!(*hit, 2),
            Record::TestName { .. } | Record::EndOfRecord => {}
        }
    }
    assert_eq!(lines, BTreeMap::from([(5, 1), (6, 0), (7, 1)]));
    let of_line = |wanted: u32| -> Vec<Option<u64>> {
        branches.iter().filter(|(line, _)| *line == wanted).map(|(_, taken)| *taken).collect()
    };
    // The principle, its clause, and of its alternatives the one that was chosen.
    assert_eq!(of_line(5), [Some(1), Some(1), Some(1), Some(0)]);
    assert_eq!(of_line(6), [None, None]);
    // The interest in the issue always stands behind that in the measure, on both principles.
    assert_eq!(of_line(7), [Some(1), Some(1)]);
    let functions: Vec<(&str, u32, u64)> =
        functions.iter().map(|(name, (line, count))| (name.as_str(), *line, *count)).collect();
    assert_eq!(functions, [("p", 5, 1), ("p.duty", 5, 1), ("q", 6, 0), ("q.duty", 6, 0)]);
    Ok(())
}

/// Every tag of a page is closed where it should be.
fn balanced(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let name = tag.split(['>', ' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{page}"),
            None if matches!(name, "!DOCTYPE" | "meta") => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?} {page}");
}

#[test]
fn pages_are_well_formed_and_escaped() -> Done {
    let (reading, coverage) = half();
    let title = reading.library.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
    let pages = write_html(&coverage, &reading.sources, &title);
    let names: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    assert_eq!(names, ["index.html", "i--odd.comity.html"]);
    for page in &pages {
        balanced(&page.text);
        assert!(!page.text.contains("<script") && !page.text.contains("<b>") && !page.text.contains("<i>"));
        assert!(!page.text.contains("http"), "a page needs nothing from elsewhere");
    }
    let [index, file] = pages.as_slice() else { return Err("two pages".into()) };
    assert!(index.text.contains("&lt;script&gt;alert") && index.text.contains("./i--odd.comity.html"));
    assert!(file.text.contains("&lt;b&gt;P&lt;/b&gt;") && file.text.contains("p.duty should: never judged"));
    Ok(())
}

#[test]
fn json_holds_every_point() -> Done {
    let (reading, coverage) = half();
    let mut text = Vec::new();
    write_json(&coverage, &reading.sources, &mut text)?;
    let json: serde_json::Value = serde_json::from_slice(&text)?;
    let items = json.get("items").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
    let count = |key: &str| -> usize { items.iter().filter_map(|item| item.get(key)?.as_array()).map(Vec::len).sum() };
    assert_eq!((count("seen"), count("missing")), (5, 3));
    assert_eq!((json.get("seen"), json.get("points")), (Some(&5.into()), Some(&8.into())));
    Ok(())
}

fn comity(folder: &Path, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    let binary = Path::new(env!("CARGO_BIN_EXE_comity"));
    Ok(Command::new(binary).current_dir(folder).args(arguments).env("NO_COLOR", "1").output()?)
}

/// Files are written whole, with the folders that they need; what is in the way is said.
#[test]
fn files_are_written_and_what_is_in_the_way_is_said() -> Done {
    let folder = tempfile::tempdir()?;
    let at = folder.path();
    fs::write(
        at.join("a.comity"),
        "levels { global \"All\" of all }\nissue i \"I\"\nmeasure m \"M\" on i\n\
        principle p \"P\" { issue i  levels global  c: states shall m }\n",
    )?;
    let all =
        ["test", "a.comity", "--lcov", "out/x/cover.info", "--html", "out/pages", "--coverage-json", "out/c.json"];
    for _ in 0..2 {
        let output = comity(at, &all)?;
        assert!(output.status.success(), "{output:?}");
        assert!(String::from_utf8(output.stdout)?.contains("there are no tests: 0 of 2 points are seen"));
    }
    for file in ["out/x/cover.info", "out/pages/index.html", "out/pages/a.comity.html", "out/c.json"] {
        assert!(!fs::read(at.join(file))?.is_empty(), "{file}");
    }
    let refused = |arguments: &[&str], why: &str| -> Done {
        let output = comity(at, &[&["test", "a.comity"], arguments].concat())?;
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8(output.stderr)?;
        assert!(said.contains(why), "{said}");
        Ok(())
    };
    refused(&["--lcov", "out/pages"], "`out/pages` is a folder, and --lcov names a file")?;
    refused(&["--html", "out/c.json"], "`out/c.json` is a file, and --html names a folder")?;
    refused(&["--html", "out/c.json/pages"], "cannot be written")?;
    refused(&["--fail-under", "101"], "a share in percent is from 0 to 100")?;
    let mut read_only = fs::metadata(at.join("out/c.json"))?.permissions();
    read_only.set_readonly(true);
    fs::set_permissions(at.join("out/c.json"), read_only)?;
    refused(&["--coverage-json", "out/c.json"], "`out/c.json` cannot be written: permission denied")?;
    let under = comity(at, &["test", "a.comity", "--fail-under", "0.5"])?;
    assert_eq!(under.status.code(), Some(1), "{under:?}");
    assert!(String::from_utf8(under.stdout)?.ends_with("0.0% is less than 0.5%\n"));
    Ok(())
}

/// Definitions that each read the one before twice are walked once, and not once for every way through them.
#[test]
fn a_chain_of_definitions_is_walked_once() -> Done {
    let mut text =
        "levels { global \"All\" of all }\nissue i \"I\"\nmeasure m \"M\" on i\nattribute x \"X\" : number\n\
        define n0 \"N\" : x + 1\ndefine d0 \"D\" : x > 1\n"
            .to_owned();
    for place in 1..60 {
        let before = place - 1;
        writeln!(text, "define n{place} \"N\" : (n{before} + n{before}) / 2")?;
        writeln!(text, "define d{place} \"D\" : d{before} or d{before} and n{place} > 0")?;
    }
    text += "principle p \"P\" { issue i  levels global  party s where d59  c: s shall m }\nstate A { x: 5 }\n\
        test \"A\" { expect p at global for A is neutral }\n";
    let reading = comity::read("a.comity", &MemoryFiles::default().with("a.comity", text));
    assert!(!reading.diagnostics.has_form_errors(), "{:?}", reading.diagnostics);
    let coverage = covered(&reading, 1);
    // Of the first one condition, of each other the whole and two parts, and the party: all seen yes and none no.
    assert_eq!(coverage.figure(), Figure { seen: 1 + 1 + 59 * 3 + 1, all: 2 + 2 + 59 * 6 + 2 });
    Ok(())
}
