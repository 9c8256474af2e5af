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

/// What of a value is not as a schema wants it. Knows the words that the schema of verdicts uses, and no others.
fn violations(value: &Value, schema: &Value, root: &Value, place: &str, found: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else {
        found.push(format!("{place}: no schema"));
        return;
    };
    for (word, rule) in rules {
        let number = |value: &Value| value.as_f64();
        let length = || value.as_array().map(Vec::len).and_then(|length| u64::try_from(length).ok());
        let fine = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let target = rule.as_str().and_then(|target| root.pointer(target.trim_start_matches('#')));
                violations(value, target.unwrap_or(&Value::Null), root, place, found);
                true
            }
            "const" => value == rule,
            "enum" => rule.as_array().is_some_and(|all| all.contains(value)),
            "type" => {
                let is = |name: &Value| match name.as_str() {
                    Some("object") => value.is_object(),
                    Some("array") => value.is_array(),
                    Some("string") => value.is_string(),
                    Some("number") => value.is_number(),
                    Some("boolean") => value.is_boolean(),
                    Some("null") => value.is_null(),
                    _ => false,
                };
                rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is))
            }
            "required" => {
                let names = rule.as_array().into_iter().flatten().filter_map(Value::as_str);
                names.into_iter().all(|name| value.get(name).is_some())
            }
            "additionalProperties" => {
                let known = |name: &String| rules.get("properties").is_some_and(|all| all.get(name).is_some());
                *rule == Value::Bool(false) && value.as_object().is_none_or(|all| all.keys().all(known))
            }
            "properties" => {
                for (name, rule) in rule.as_object().into_iter().flatten() {
                    if let Some(value) = value.get(name) {
                        violations(value, rule, root, &format!("{place}/{name}"), found);
                    }
                }
                true
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    violations(value, rule, root, &format!("{place}/{index}"), found);
                }
                true
            }
            "minItems" => length().is_none_or(|length| rule.as_u64().is_some_and(|least| length >= least)),
            "maxItems" => length().is_none_or(|length| rule.as_u64().is_some_and(|most| length <= most)),
            "uniqueItems" => {
                let distinct: BTreeSet<String> = value.as_array().into_iter().flatten().map(Value::to_string).collect();
                value.as_array().is_none_or(|all| all.len() == distinct.len())
            }
            "minimum" => number(value).zip(number(rule)).is_none_or(|(value, least)| value >= least),
            "maximum" => number(value).zip(number(rule)).is_none_or(|(value, most)| value <= most),
            _ => false,
        };
        if !fine {
            found.push(format!("{place}: {value} does not satisfy {word} {rule}"));
        }
    }
}

fn violations_of(text: &str, schema: &Value) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    violations(&serde_json::from_str(text)?, schema, schema, "", &mut found);
    Ok(found)
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

/// A text that stands in for another in a changed copy of a library.
type Edit = (&'static str, &'static str, &'static str);

/// The JSON of what became of an example after some edits.
fn difference(example: &str, edits: &[Edit], arguments: &[&str]) -> Result<String, Failure> {
    let folder = tempfile::tempdir()?;
    copy(Path::new(example), folder.path())?;
    for (file, from, to) in edits {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path)?;
        assert!(text.contains(from), "{file} does not say {from}");
        fs::write(path, text.replace(from, to))?;
    }
    let new = folder.path().to_str().ok_or("a path that is no text")?;
    let (fine, text) = comity(&[&["diff", "--format", "json", example, new], arguments].concat())?;
    if fine { Ok(text) } else { Err(text.into()) }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(path, target)?;
        }
    }
    Ok(())
}

#[test]
fn differences_are_as_the_schema_says() -> Result<(), Failure> {
    let schema: Value = serde_json::from_str(&fs::read_to_string("docs/diff-1.schema.json")?)?;
    let texts = [
        difference("examples/readmission", &[], &[])?,
        difference("examples/readmission", &[("states.comity", "16.3%", "3%")], &["--choose", "should"])?,
        difference("examples/water", &[("comity.toml", "2015", "2013")], &["--choose", "without wait"])?,
        comity(&["diff", "--format", "json", "examples/readmission", "docs/snippets/readmission"])?.1,
        comity(&["diff", "--format", "json", "examples/readmission", "examples/scope"])?.1,
    ];
    for text in texts {
        let found = violations_of(&text, &schema)?;
        assert!(found.is_empty(), "{}", found.iter().take(5).cloned().collect::<Vec<_>>().join("\n"));
    }
    Ok(())
}

/// The schema of differences is not so wide that anything fits.
#[test]
fn the_schema_refuses_what_is_no_difference() -> Result<(), Failure> {
    let schema: Value = serde_json::from_str(&fs::read_to_string("docs/diff-1.schema.json")?)?;
    let text = comity(&["diff", "--format", "json", "examples/readmission", "docs/snippets/readmission"])?.1;
    assert!(violations_of(&text, &schema)?.is_empty());
    for (from, to) in [
        ("comity/diff/1", "comity/diff/2"),
        ("\"direction\": \"better\"", "\"direction\": \"up\""),
        ("\"kind\": \"clause\"", "\"kind\": \"text\""),
        ("\"compared\": ", "\"compared\": -"),
        ("\"rule_changed\": false", "\"rule_changed\": \"no\""),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(!violations_of(&text.replacen(from, to, 1), &schema)?.is_empty(), "{to} is let through");
    }
    Ok(())
}
