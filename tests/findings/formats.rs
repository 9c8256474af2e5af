//! JSON, SARIF and commands of a workflow.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{Failure, VOCABULARY, comity, nobody, project, read};

const ALLOW: &str = "  allow never-holds because \"no such state has joined yet\"\n";

/// A project with findings of every kind, in a file whose name and text are no plain ASCII.
fn sample() -> Result<TempDir, Failure> {
    let first = nobody("first", ALLOW);
    let second = nobody("second", "");
    let odd = "attribute other \"\u{1f30d}\" : number interest odd \"\u{1f30d}\u{1f30d}\" { every state where other >= 5 and rate >= 5 opposes return }\n";
    project(&[
        ("comity.toml", "[library]\nname = \"sample\"\nas_of = 2019-06-30\n"),
        ("rules of 5%.comity", &format!("{VOCABULARY}{first}{second}{odd}")),
        ("data/facts.csv", "id,seats,from,to\nMDA,1,2020-01-01,2019-01-01\n"),
        (
            "tables.comity",
            "attribute seats \"Seats\" : number\n\
             profiles from \"data/facts.csv\" { key id seats: column seats since column from until column to }\n",
        ),
    ])
}

fn broken() -> Result<TempDir, Failure> {
    project(&[("a.comity", "issue a issue a\nstate A { x: must }\nissue [a](b) \"{\"\n")])
}

fn validator(path: &str) -> Result<jsonschema::Validator, Failure> {
    // A bracket in a pattern of the published schema is not escaped, which expressions of today refuse.
    let text = fs::read_to_string(path)?.replace("{2}]?$", "{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&text)?;
    Ok(jsonschema::validator_for(&schema)?)
}

/// Every kind of report: with findings of form and of substance, allowed ones, in tables, about no file, and none.
fn reports(format: &str) -> Result<Vec<Value>, Failure> {
    let (sample, broken) = (sample()?, broken()?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let empty = project(&[("comity.toml", "[library]\nname = \"empty\"\n")])?;
    Ok(vec![
        read(sample.path(), &[], format)?,
        read(sample.path(), &["--deny", "warnings"], format)?,
        read(broken.path(), &["a.comity"], format)?,
        read(empty.path(), &[], format)?,
        read(root, &["docs/snippets/mistakes.comity"], format)?,
        read(root, &["examples/global-compact"], format)?,
    ])
}

fn violations(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).take(5).collect()
}

#[test]
fn json_is_as_our_schema_says() -> Result<(), Failure> {
    let validator = validator("docs/findings-1.schema.json")?;
    for report in reports("json")? {
        assert_eq!(violations(&validator, &report), Vec::<String>::new(), "{report:#}");
    }
    Ok(())
}

/// The schema is not so wide that anything fits.
#[test]
fn our_schema_refuses_what_is_no_report() -> Result<(), Failure> {
    let validator = validator("docs/findings-1.schema.json")?;
    let text = read(sample()?.path(), &[], "json")?.to_string();
    for (from, to) in [
        ("comity/findings/1", "comity/findings/2"),
        ("\"severity\":\"warning\"", "\"severity\":\"fatal\""),
        ("\"code\":\"never-holds\"", "\"code\":\"never_holds\""),
        ("\"line\":6", "\"line\":0"),
        ("\"because\":", "\"reason\":"),
        ("\"end_column\":", "\"endColumn\":"),
        ("\"counts\":", "\"count\":"),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let changed: Value = serde_json::from_str(&text.replacen(from, to, 1))?;
        assert!(!validator.is_valid(&changed), "{to} is let through");
    }
    Ok(())
}

#[test]
fn sarif_is_as_the_published_schema_says() -> Result<(), Failure> {
    let validator = validator("tests/findings/sarif-schema-2.1.0.json")?;
    for report in reports("sarif")? {
        assert_eq!(violations(&validator, &report), Vec::<String>::new(), "{report:#}");
    }
    let mut report = read(sample()?.path(), &[], "sarif")?;
    report.pointer_mut("/runs/0/results/0/level").ok_or("a result")?.clone_from(&"fatal".into());
    assert!(!validator.is_valid(&report), "the schema lets everything through");
    Ok(())
}

fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    value.pointer(path).unwrap_or(&Value::Null)
}

fn list<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    at(value, path).as_array().map(Vec::as_slice).unwrap_or_default()
}

/// What the schema cannot say: results point to their rules, files are URIs, columns are code units, what is allowed is
/// suppressed with its reason.
#[test]
fn sarif_says_where_and_why() -> Result<(), Failure> {
    let report = read(sample()?.path(), &[], "sarif")?;
    let rules = list(&report, "/runs/0/tool/driver/rules");
    let results = list(&report, "/runs/0/results");
    let ids: Vec<&Value> = rules.iter().map(|rule| at(rule, "/id")).collect();
    assert_eq!(ids, ["empty-period", "never-holds"]);
    for result in results {
        let index = at(result, "/ruleIndex").as_u64().and_then(|index| usize::try_from(index).ok());
        assert_eq!(index.and_then(|index| ids.get(index)).copied(), result.get("ruleId"), "{result:#}");
    }
    let help = at(report.pointer("/runs/0/tool/driver/rules/1").ok_or("a rule")?, "/help/markdown");
    assert!(help.as_str().is_some_and(|help| help.starts_with("# never-holds\n")), "{help}");
    assert_eq!(at(&report, "/runs/0/columnKind"), "utf16CodeUnits");
    let place = |result: &Value| at(result, "/locations/0/physicalLocation/artifactLocation/uri").clone();
    let files: BTreeSet<String> = results.iter().map(|result| place(result).as_str().unwrap_or("").into()).collect();
    assert_eq!(files, BTreeSet::from(["data/facts.csv".to_owned(), "rules%20of%205%25.comity".to_owned()]));
    let allowed: Vec<&Value> = results.iter().filter(|result| !list(result, "/suppressions").is_empty()).collect();
    let [allowed] = allowed.as_slice() else { return Err(format!("{} are allowed", allowed.len()).into()) };
    assert_eq!(at(allowed, "/suppressions/0/kind"), "inSource");
    assert_eq!(at(allowed, "/suppressions/0/justification"), "no such state has joined yet");
    assert_eq!(at(allowed, "/suppressions/0/location/physicalLocation/region/startLine"), 8);
    // Three signs outside the first plane are six code units, and three characters in our own JSON.
    let odd = results.iter().find(|result| at(result, "/locations/0/physicalLocation/region/startLine") == 14);
    let line = "attribute other \"\u{1f30d}\" : number interest odd \"\u{1f30d}\u{1f30d}\" { every state where ";
    let units = line.encode_utf16().count() + 1;
    assert_eq!(at(odd.ok_or("the odd one")?, "/locations/0/physicalLocation/region/startColumn"), units);
    let json = read(sample()?.path(), &[], "json")?;
    let odd = list(&json, "/findings").iter().find(|finding| at(finding, "/places/0/line") == 14);
    let odd = odd.ok_or("the odd one")?;
    assert_eq!(at(odd, "/places/0/column"), units - 3);
    let text = format!("{VOCABULARY}{}{}{line}", nobody("first", ALLOW), nobody("second", ""));
    assert_eq!(at(odd, "/places/0/start"), text.len());
    Ok(())
}

/// Second places are related locations, with what is said of them.
#[test]
fn sarif_names_second_places() -> Result<(), Failure> {
    let report = read(broken()?.path(), &["a.comity"], "sarif")?;
    let twice = list(&report, "/runs/0/results").iter().find(|result| at(result, "/ruleId") == "duplicate-name");
    let twice = twice.ok_or("a name that is declared twice")?;
    assert_eq!(at(twice, "/locations/0/physicalLocation/region/startColumn"), 15);
    assert_eq!(at(twice, "/relatedLocations/0/physicalLocation/region/startColumn"), 7);
    assert!(at(twice, "/relatedLocations/0/message/text").is_string());
    Ok(())
}

fn fingerprints(files: &[(&str, &str)]) -> Result<Vec<String>, Failure> {
    let report = read(project(files)?.path(), &["a.comity"], "sarif")?;
    let prints = list(&report, "/runs/0/results").iter().map(|result| at(result, "/partialFingerprints/comity~1v1"));
    prints.map(|print| Ok(print.as_str().ok_or("a fingerprint")?.to_owned())).collect()
}

/// A finding is known again when lines move and when it is indented, two alike are told apart, and another is another.
#[test]
fn fingerprints_stay_when_lines_move() -> Result<(), Failure> {
    let text = format!("{VOCABULARY}{}{}", nobody("first", ""), nobody("second", ""));
    let before = fingerprints(&[("a.comity", &text)])?;
    assert_eq!(before.len(), 2);
    assert_ne!(before.first(), before.last());
    let moved = text.replace("interest first", "# A line.\n\n  interest first").replace("  every", "\tevery");
    assert_eq!(fingerprints(&[("a.comity", &moved)])?, before);
    let other = fingerprints(&[("a.comity", &text.replace("rate >= 5", "rate >= 6"))])?;
    assert!(other.iter().all(|print| !before.contains(print)), "{other:?}");
    let twin = "attribute empty \"E\" : number state A { rate: 1% since 2020-01-01 until 2019-01-01 }\nstate A2 { rate: 1% since 2020-01-01 until 2019-01-01 }\n";
    let same = fingerprints(&[("a.comity", &format!("library a {{ as_of 2019-01-01 }}\n{VOCABULARY}{twin}"))])?;
    assert_eq!(same.len(), same.iter().collect::<BTreeSet<_>>().len(), "{same:?}");
    Ok(())
}

/// What is allowed is no command, and the tally ends the log.
#[test]
fn commands_of_a_workflow() -> Result<(), Failure> {
    let run = comity(sample()?.path(), &["check", "--format", "github", "--deny", "never-holds"])?;
    let lines: Vec<&str> = run.out.lines().collect();
    let [first, second, third, tally] = lines.as_slice() else { return Err(run.out.into()) };
    let begins =
        "::error file=rules of 5%25.comity,line=11,col=21,endLine=11,endColumn=30,title=never-holds::the interest";
    assert!(first.starts_with(begins), "{first}");
    assert!(second.starts_with("::error file=rules of 5%25.comity,line=14,"), "{second}");
    assert!(third.starts_with("::warning file=data/facts.csv,line=2,"), "{third}");
    assert_eq!(*tally, "2 errors and 1 warning, 1 allowed");
    assert_eq!(run.status, Some(1));
    Ok(())
}

/// Findings are what `check` is asked for, so that a file keeps them; standard error stays empty.
#[test]
fn findings_are_on_standard_output() -> Result<(), Failure> {
    for format in ["pretty", "json", "sarif", "github"] {
        for folder in [sample()?, broken()?] {
            let path = if folder.path().join("a.comity").exists() { "a.comity" } else { "." };
            let run = comity(folder.path(), &["check", path, "--format", format])?;
            let code = if path == "." { "never-holds" } else { "duplicate-name" };
            assert!(run.err.is_empty() && run.out.contains(code), "{}{}", run.out, run.err);
        }
    }
    Ok(())
}
