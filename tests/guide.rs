//! The guide: its pages are libraries that check, every page is listed, every finding has one, every link leads
//! somewhere, and the schema of verdicts is that of the verdicts.

#![expect(clippy::disallowed_methods, reason = "tests read the pages of the guide")]

mod common;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use comity::diagnostics::Code;
use comity::model::{ScopeStatus, scope_word};
use comity::source::MemoryFiles;
use common::{Block, blocks, check, project};
use serde_json::Value;

type Failure = Box<dyn Error>;

const BOOK: &str = "docs/src";

/// Every page of the guide, by its path in the book.
fn pages() -> Result<Vec<(String, String)>, Failure> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(BOOK)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.strip_prefix(BOOK)?.to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path)?));
            }
        }
    }
    found.sort();
    assert!(found.len() > 20, "the guide is in `{BOOK}`");
    Ok(found)
}

fn comity(arguments: &[&str]) -> Result<(bool, String), Failure> {
    let output = Command::new(env!("CARGO_BIN_EXE_comity")).args(arguments).env("NO_COLOR", "1").output()?;
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Ok((output.status.success(), text))
}

/// The blocks of a page marked `comity`, taken together, are a library without an error.
#[test]
fn pages_are_libraries_that_check() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for (name, text) in pages()? {
        if !blocks(&text).iter().any(|block| block.info == "comity") {
            continue;
        }
        for verb in ["check", "test"] {
            let (fine, output) = comity(&[verb, &format!("{BOOK}/{name}")])?;
            if !fine {
                wrong.push(format!("{name}: {output}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// A block marked `comity,error:CODE` raises that finding and no other. Other marks there are none.
#[test]
fn mistakes_raise_what_they_say() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for (name, text) in pages()? {
        for block in blocks(&text).iter().filter(|block| block.info.starts_with("comity")) {
            let Some(mark) = block.info.strip_prefix("comity,") else { continue };
            let code: Option<Code> = mark.strip_prefix("error:").and_then(|code| code.parse().ok());
            let (path, files) = project(&[Block { info: "comity".to_owned(), ..block.clone() }]);
            let reading = check(path, &files);
            let found: BTreeSet<Code> = reading.diagnostics.sorted().iter().map(|found| found.code).collect();
            if code.is_none_or(|code| found != BTreeSet::from([code])) {
                let names: Vec<&str> = found.iter().map(|code| code.name()).collect();
                wrong.push(format!("{name}:{}: `{mark}` raises {}", block.line, names.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// What stands in round brackets behind square ones.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// The name by which a heading is linked to.
fn anchor(heading: &str) -> String {
    let letters =
        heading.trim_start_matches('#').trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    letters.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Whether a link leads from a folder to a page, and to a heading of it where it names one.
fn leads_somewhere(folder: &Path, link: &str) -> bool {
    let (file, wanted) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    match (fs::read_to_string(folder.join(file)), wanted) {
        (Ok(text), Some(wanted)) => text.lines().any(|line| line.starts_with('#') && anchor(line) == wanted),
        (Ok(_), None) => true,
        (Err(_), _) => folder.join(file).exists() && wanted.is_none(),
    }
}

#[test]
fn every_page_is_listed_and_every_link_leads_somewhere() -> Result<(), Failure> {
    let pages = pages()?;
    let summary = fs::read_to_string(format!("{BOOK}/SUMMARY.md"))?;
    let listed: BTreeSet<&str> = links(&summary).collect();
    let mut wrong = Vec::new();
    for (name, text) in &pages {
        if name != "SUMMARY.md" && !listed.contains(name.as_str()) {
            wrong.push(format!("{name} is not in SUMMARY.md"));
        }
        let folder = Path::new(BOOK).join(name);
        let folder = folder.parent().unwrap_or(Path::new(BOOK));
        for link in links(text).filter(|link| !link.contains("://")) {
            if !leads_somewhere(folder, link) {
                wrong.push(format!("{name}: `{link}` leads nowhere"));
            }
        }
    }
    for link in links(&fs::read_to_string("README.md")?).filter(|link| !link.contains("://")) {
        if !leads_somewhere(Path::new("."), link) {
            wrong.push(format!("README.md: `{link}` leads nowhere"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// Every finding has a page that includes its explanation, and a line in the list with its severity and summary.
#[test]
fn every_finding_has_a_page() -> Result<(), Failure> {
    let list = fs::read_to_string(format!("{BOOK}/findings.md"))?;
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let (name, severity) = (code.name(), code.severity().name());
        let line = format!("| [`{name}`](findings/{name}.md) | {severity} | {} |", code.summary());
        if !list.contains(&line) {
            wrong.push(format!("findings.md lacks: {line}"));
        }
        let page = fs::read_to_string(format!("{BOOK}/findings/{name}.md")).unwrap_or_default();
        let wanted = format!("{{{{#include ../../../src/diagnostics/explain/{name}.md}}}}\n");
        if page != wanted {
            wrong.push(format!("findings/{name}.md is not: {wanted}"));
        }
    }
    let pages = fs::read_dir(format!("{BOOK}/findings"))?.count();
    assert_eq!(pages, Code::ALL.len(), "a page in findings/ is about no finding");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// The page of the shipped library names everything that it declares, and says of every issue where it is open.
#[test]
fn the_page_of_the_shipped_library_is_complete() -> Result<(), Failure> {
    let page = fs::read_to_string(format!("{BOOK}/migration.md"))?;
    let library = check("uses.comity", &MemoryFiles::default().with("uses.comity", "use migration\n")).library;
    let mut wrong = Vec::new();
    for (id, issue) in library.issues.iter() {
        let cells = library.levels.ids().map(|level| match library.scope.ruling(&library.issues, id, level).status {
            ScopeStatus::Open => "",
            status @ (ScopeStatus::Limited | ScopeStatus::Closed) => scope_word(status),
        });
        let line = format!(
            "| `{}` | {} | {} |",
            issue.named.name,
            issue.named.label(None),
            cells.collect::<Vec<_>>().join(" | ")
        );
        if !page.contains(&line) {
            wrong.push(line);
        }
    }
    let measures = library.measures.values().map(|measure| &measure.named);
    let attributes = library.attributes.values().map(|attribute| &attribute.named);
    let definitions = library.definitions.values().map(|definition| &definition.named);
    let rows = measures.chain(attributes).chain(definitions).map(|named| format!("\n| `{}` |", named.name));
    let words =
        library.persons.values().map(|persons| &persons.named).chain(library.units.values().map(|unit| &unit.named));
    let words = words.chain(library.capacities.values()).map(|named| format!("`{}`", named.name));
    wrong.extend(rows.chain(words).filter(|line| !page.contains(line.as_str())));
    assert!(wrong.is_empty(), "migration.md lacks:\n{}", wrong.join("\n"));
    Ok(())
}

/// What of a text is not as a schema wants it.
fn violations_of(text: &str, schema: &Value) -> Result<Vec<String>, Failure> {
    let validator = jsonschema::validator_for(schema)?;
    let value = serde_json::from_str(text)?;
    Ok(validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect())
}

#[test]
fn verdicts_are_as_the_schema_says() -> Result<(), Failure> {
    let schema: Value = serde_json::from_str(&fs::read_to_string("docs/verdicts-1.schema.json")?)?;
    for arguments in [
        &["examples/readmission"][..],
        &["examples/scope"],
        &["examples/water"],
        &["examples/water", "--as-of", "2015-03-22", "--choose", "without wait"],
        &["examples/global-compact", "--level", "global,regional"],
        &["examples/global-compact", "--state", "MDA"],
        &["docs/src/reference/verdicts.md"],
        &["docs/src/reference/groups.md"],
        &["docs/src/deciding.md", "--worlds", "exact"],
        &["docs/src/reference/verdicts.md", "--worlds", "exact"],
    ] {
        let (fine, text) = comity(&[&["eval", "--format", "json"], arguments].concat())?;
        assert!(fine, "{text}");
        let found = violations_of(&text, &schema)?;
        assert!(
            found.is_empty(),
            "{}: {}",
            arguments.join(" "),
            found.iter().take(5).cloned().collect::<Vec<_>>().join("\n")
        );
    }
    Ok(())
}

/// The schema is not so wide that anything fits.
#[test]
fn the_schema_refuses_what_is_no_verdict() -> Result<(), Failure> {
    let schema: Value = serde_json::from_str(&fs::read_to_string("docs/verdicts-1.schema.json")?)?;
    let (_, text) = comity(&["eval", "--format", "json", "docs/src/reference/verdicts.md"])?;
    assert!(violations_of(&text, &schema)?.is_empty());
    let (_, exact) = comity(&["eval", "--format", "json", "--worlds", "exact", "docs/src/deciding.md"])?;
    assert!(exact.contains("\"facts\":[") && violations_of(&exact, &schema)?.is_empty());
    assert!(!violations_of(&exact.replacen("\"facts\":[", "\"facts\":[1,", 1), &schema)?.is_empty());
    for (from, to) in [
        ("comity/verdicts/1", "comity/verdicts/2"),
        ("\"verdict\":\"divided\"", "\"verdict\":\"unsure\""),
        ("\"possible\":[\"divided\"]", "\"possible\":[]"),
        ("\"scope\":\"open\"", "\"scop\":\"open\""),
        ("\"strength\":-1.0", "\"strength\":-1.5"),
        ("\"pair\":[\"AAA\",", "\"pair\":["),
    ] {
        assert!(text.contains(from), "{from}");
        let found = violations_of(&text.replacen(from, to, 1), &schema)?;
        assert!(!found.is_empty(), "{to} is let through");
    }
    Ok(())
}

/// The results of tests are as their schema says, and not everything is.
#[test]
fn results_of_tests_are_as_the_schema_says() -> Result<(), Failure> {
    let schema: Value = serde_json::from_str(&fs::read_to_string("docs/tests-1.schema.json")?)?;
    for path in ["docs/src/reference/tests.md", "docs/src/testing.md", "docs/snippets/failing.comity", "examples/water"]
    {
        let (_, text) = comity(&["test", path, "--format", "json"])?;
        let found = violations_of(&text, &schema)?;
        assert!(found.is_empty(), "{path}: {}", found.join("\n"));
        for (from, to) in [
            ("comity/tests/1", "comity/tests/2"),
            ("\"status\": \"", "\"status\": \"un"),
            ("\"line\": ", "\"line\": -"),
            ("\"title\"", "\"name\""),
            ("\"stopped\": null", "\"stopped\": 1"),
        ] {
            assert!(text.contains(from), "{path}: {from}");
            assert!(!violations_of(&text.replacen(from, to, 1), &schema)?.is_empty(), "{path}: {to} is let through");
        }
    }
    Ok(())
}
