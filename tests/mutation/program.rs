//! `comity test --mutate` as it is called.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::Failure;

fn comity(arguments: &[&str], threads: &str) -> Result<Output, Failure> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    Ok(command.args(arguments).env("NO_COLOR", "1").env("RAYON_NUM_THREADS", threads).output()?)
}

fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push((path.display().to_string(), fs::read(&path)?));
        }
    }
    found.sort();
    Ok(found)
}

/// The same list whatever the number of threads, and another for another seed; and no file of the project is touched.
#[test]
fn the_same_list_on_every_run() -> Result<(), Failure> {
    let before = files(Path::new("examples/scope"))?;
    for format in ["pretty", "json"] {
        let arguments =
            |seed| ["test", "examples/scope", "--mutate", "--mutants", "30", "--seed", seed, "--format", format];
        let first = comity(&arguments("7"), "1")?;
        assert_eq!(first.status.code(), Some(1), "some are unnoticed");
        assert!(first.stderr.is_empty(), "no bar without a terminal");
        assert_eq!(first.stdout, comity(&arguments("7"), "4")?.stdout);
        assert_eq!(first.stdout, comity(&arguments("7"), "4")?.stdout);
        assert_ne!(first.stdout, comity(&arguments("8"), "4")?.stdout);
    }
    assert_eq!(before, files(Path::new("examples/scope"))?);
    Ok(())
}

#[test]
fn the_object_says_what_the_text_says() -> Result<(), Failure> {
    let output = comity(&["test", "examples/scope", "--mutate", "--format", "json"], "2")?;
    let sheet: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let count = |key: &str| sheet.get(key).and_then(serde_json::Value::as_u64).ok_or(format!("no number `{key}`"));
    let rows = sheet.get("mutants").and_then(serde_json::Value::as_array).ok_or("no rows")?;
    let with = |fate: &str| rows.iter().filter(|row| row.get("fate").is_some_and(|is| is == fate)).count() as u64;
    assert_eq!(sheet.get("schema").and_then(serde_json::Value::as_str), Some("comity/mutants/1"));
    for fate in ["caught", "unnoticed", "not_viable", "same_meaning"] {
        assert_eq!(count(fate)?, with(fate), "{fate}");
    }
    assert_eq!(count("tried")?, rows.len() as u64);
    assert_eq!(count("found")?, count("tried")? + count("not_tried")?);
    let text = comity(&["test", "examples/scope", "--mutate"], "2")?;
    let text = String::from_utf8(text.stdout)?;
    assert!(text.contains(&format!("{} caught, {} unnoticed", count("caught")?, count("unnoticed")?)), "{text}");
    Ok(())
}

/// How many may go unnoticed is for the caller to say.
#[test]
fn the_exit_status_is_policy() -> Result<(), Failure> {
    let arguments = ["test", "examples/readmission", "--mutate", "--max-unnoticed", "1000"];
    assert_eq!(comity(&arguments, "2")?.status.code(), Some(0));
    let wrong = comity(&["test", "examples/readmission", "--mutate", "--time", "60"], "2")?;
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("60s, 5m or 1h"));
    let without = comity(&["test", "examples/readmission", "--mutants", "5"], "2")?;
    assert_eq!(without.status.code(), Some(2));
    Ok(())
}

/// Tests that fail say nothing about changes.
#[test]
fn the_tests_must_pass_first() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("one.comity");
    let library = "levels { world of all }\nissue trade\nmeasure act on trade\n\
        principle p { issue trade  levels world  duty: states shall act }\nstate A { favours trade }\n";
    let path_text = path.to_str().ok_or("a path that is no text")?;
    fs::write(&path, library)?;
    let none = comity(&["test", path_text, "--mutate"], "2")?;
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("there is no test, so no change would be noticed"));
    fs::write(&path, format!("{library}test \"t\" {{ expect p at world for A is conflict }}\n"))?;
    let failing = comity(&["test", path_text, "--mutate"], "2")?;
    assert_eq!(failing.status.code(), Some(1));
    let text = String::from_utf8(failing.stdout)?;
    assert!(text.contains("fail  t") && text.contains("nothing was changed: the tests must pass first"), "{text}");
    fs::write(&path, format!("{library}test \"t\" {{ expect p at world for A is agree }}\n"))?;
    let other = comity(&["test", path_text, "u", "--mutate"], "2")?;
    assert_eq!(other.status.code(), Some(2));
    Ok(())
}
