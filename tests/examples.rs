//! Every example, and a library that has just been begun, checks without an error and passes its own tests; each
//! example evaluates to the same bytes every time. `COMITY_PROGRAM` names another build of the program.

#![expect(clippy::disallowed_methods, reason = "tests read the folder of the examples")]

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

type Done = Result<(), Box<dyn Error>>;

fn program() -> PathBuf {
    std::env::var_os("COMITY_PROGRAM").map_or_else(|| env!("CARGO_BIN_EXE_comity").into(), PathBuf::from)
}

fn comity(arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    Ok(Command::new(program()).args(arguments).env("NO_COLOR", "1").output()?)
}

fn fine(arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let output = comity(arguments)?;
    let (out, err) = (String::from_utf8(output.stdout)?, String::from_utf8_lossy(&output.stderr).into_owned());
    if output.status.success() { Ok(out) } else { Err(format!("comity {}:\n{out}\n{err}", arguments.join(" ")).into()) }
}

fn examples() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("examples")? {
        let path = entry?.path();
        if path.join("comity.toml").exists() {
            found.push(path);
        }
    }
    found.sort();
    assert!(found.len() >= 5, "the examples are in `examples/`");
    Ok(found)
}

#[test]
fn examples_check_and_pass_their_tests() -> Done {
    for example in examples()? {
        let path = example.to_str().ok_or("a path that is no text")?;
        fine(&["check", path])?;
        let out = fine(&["test", path])?;
        assert!(out.contains(" passed, 0 failed"), "{path}:\n{out}");
        assert!(!out.starts_with("0 passed"), "{path} has tests of its own");
    }
    Ok(())
}

#[test]
fn the_same_bytes_on_every_run() -> Done {
    for format in ["table", "json", "csv"] {
        let run = |threads: &str| -> Result<Vec<u8>, Box<dyn Error>> {
            let mut command = Command::new(program());
            command.args(["eval", "examples/water", "--format", format]).env("RAYON_NUM_THREADS", threads);
            Ok(command.output()?.stdout)
        };
        let first = run("1")?;
        assert!(!first.is_empty());
        assert_eq!(first, run("4")?, "{format}");
        assert_eq!(first, run("4")?, "{format}");
    }
    Ok(())
}

#[test]
fn the_shipped_library_checks_like_any_other() -> Done {
    fine(&["check", "library/migration"]).map(drop)
}

#[test]
fn every_file_of_the_shipped_library_is_in_the_program() -> Done {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("uses.comity");
    for entry in fs::read_dir("library/migration")? {
        let path = entry?.path();
        if path.is_dir() {
            // What tests have recorded is not needed to use the library.
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let name = path.file_name().and_then(|name| name.to_str()).ok_or("a path that is no text")?;
        let listed = fs::read_to_string("src/project/shipped.rs")?;
        assert!(listed.contains(&format!("\"migration/{name}\"")), "{name} is not shipped");
        assert!(!text.is_empty());
    }
    fs::write(&path, "use migration\nprinciple p { issue labour  levels global  c: states may set_quotas }\n")?;
    fine(&["check", path.to_str().ok_or("a path that is no text")?]).map(drop)
}

#[test]
fn a_new_library_is_whole_and_passes_its_test() -> Done {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("my fisheries");
    let path = path.to_str().ok_or("a path that is no text")?;
    fine(&["new", path])?;
    assert_eq!(fine(&["check", path])?, "nothing to report\n");
    assert!(fine(&["test", path])?.contains("2 passed, 0 failed"));
    assert!(fine(&["eval", path, "--format", "json"])?.contains("\"library\":\"my_fisheries\""));
    let again = comity(&["new", path])?;
    assert_eq!(again.status.code(), Some(2), "nothing is overwritten");
    Ok(())
}
