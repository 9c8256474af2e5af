//! What programs read.

use quick_junit::{Report, TestCaseStatus, XmlString};
use saphyr::{LoadableYamlNode, Yaml};

use crate::workshop::{Failure, Workshop};

/// One of each kind, and titles that each format must escape.
const TESTS: &str = "
test \"Fine # not a comment, \\\\ <b> & \\\"\" { expect readmission at regional for AUT is agree }
test \"Wrong\u{7}\u{1b}[31m ]]> # SKIP\" {
  expect readmission at regional for MDA choosing shall is agree
  expect readmission in conference choosing shall is adopted
}
snapshot \"Wording\" { readmission at bilateral for MDA choosing shall }
";

fn run(format: &str) -> Result<String, Failure> {
    let shop = Workshop::new(TESTS)?;
    let ended = shop.test(&["--format", format])?;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(shop.test(&["--format", format])?.out, ended.out, "the same bytes on every run");
    Ok(ended.out)
}

/// An XML that is read back says what was expected, where, and what came out.
#[test]
fn junit_is_read_back() -> Result<(), Failure> {
    let text = run("junit")?;
    assert!(!text.contains(['\u{7}', '\u{1b}']), "control characters are none of XML's");
    let report = Report::deserialize_from_str(&text)?;
    assert_eq!((report.tests, report.failures, report.errors), (3, 2, 0), "{text}");
    let cases: Vec<_> = report.test_suites.iter().flat_map(|suite| &suite.test_cases).collect();
    let [fine, wrong, snapshot] = cases.as_slice() else { return Err(text.into()) };
    assert_eq!(fine.name.as_str(), "Fine # not a comment, \\ <b> & \"");
    assert!(matches!(fine.status, TestCaseStatus::Success { .. }));
    assert_eq!(wrong.name.as_str(), "Wrong ]]> # SKIP");
    for (case, words) in [
        (
            wrong,
            &["expected agree, and it is conflict", "rules.comity:23:3", "accepts readmit up to should", "blocked"][..],
        ),
        (snapshot, &["not recorded yet", "rules.comity:26:10"]),
    ] {
        let TestCaseStatus::NonSuccess { message, description, .. } = &case.status else { return Err(text.into()) };
        let said = [message, description].map(|text| text.as_ref().map_or("", |text| text.as_str())).join("\n");
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
        assert_eq!(case.extra.get("file").map(XmlString::as_str), Some("rules.comity"));
    }
    Ok(())
}

/// Every line is one of the protocol, and what stands between `---` and `...` is YAML.
#[test]
fn tap_is_read_back() -> Result<(), Failure> {
    let text = run("tap")?;
    let mut lines = text.lines();
    assert_eq!((lines.next(), lines.next()), (Some("TAP version 14"), Some("1..3")));
    let (mut points, mut diagnostics) = (Vec::new(), Vec::new());
    while let Some(line) = lines.next() {
        if line == "  ---" {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "  ...").collect();
            diagnostics.extend(Yaml::load_from_str(&inside.join("\n"))?.into_iter().map(|yaml| format!("{yaml:?}")));
        } else {
            points.push(line);
        }
    }
    assert_eq!(points.len(), 3, "{text}");
    assert_eq!(points.first(), Some(&"ok 1 - Fine \\# not a comment, \\\\ <b> & \""));
    assert!(points.get(1).is_some_and(|line| line.starts_with("not ok 2 - Wrong") && line.ends_with("\\# SKIP")));
    assert_eq!(points.get(2), Some(&"not ok 3 - snapshot Wording"));
    let [wrong, snapshot] = diagnostics.as_slice() else { return Err(text.into()) };
    assert!(wrong.contains("expected agree, and it is conflict") && wrong.contains("rules.comity:23:3"), "{wrong}");
    assert!(snapshot.contains("snapshots/wording.snap"), "{snapshot}");
    Ok(())
}

/// A library that cannot be evaluated gives a document of each format all the same, and its exit status.
#[test]
fn mistakes_of_form_leave_whole_documents() -> Result<(), Failure> {
    let shop = Workshop::new("test \"Broken\" { expect nothing at regional for AUT is agree }")?;
    let run = |format| -> Result<String, Failure> {
        let ended = shop.test(&["--format", format])?;
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(ended.complaint.contains("unknown-name"), "{}", ended.complaint);
        Ok(ended.out)
    };
    assert_eq!(run("tap")?, "TAP version 14\nBail out! the library has 1 error\n");
    let report = Report::deserialize_from_str(&run("junit")?)?;
    assert_eq!((report.tests, report.errors), (1, 1));
    let value: serde_json::Value = serde_json::from_str(&run("json")?)?;
    assert_eq!(value.get("stopped").and_then(serde_json::Value::as_str), Some("the library has 1 error"));
    assert_eq!(run("pretty")?, "");
    Ok(())
}
