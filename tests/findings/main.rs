//! Findings for programs and in version control: their formats against the schemas that others read them by, the levels
//! that a library and a command give them, and the status that a run ends with.

#![expect(clippy::disallowed_methods, reason = "tests run the program and write projects for it")]

mod formats;
mod levels;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

type Failure = Box<dyn Error>;

/// What a run of the program wrote.
struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

/// Runs the program in a folder.
fn comity(folder: &Path, arguments: &[&str]) -> Result<Run, Failure> {
    let output =
        Command::new(env!("CARGO_BIN_EXE_comity")).args(arguments).current_dir(folder).env("NO_COLOR", "1").output()?;
    let [out, err] = [output.stdout, output.stderr].map(String::from_utf8);
    Ok(Run { status: output.status.code(), out: out?, err: err? })
}

/// A folder with files.
fn project(files: &[(&str, &str)]) -> Result<TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(folder)
}

/// What `comity check --format FORMAT` writes, read as JSON.
fn read(folder: &Path, arguments: &[&str], format: &str) -> Result<Value, Failure> {
    let run = comity(folder, &[&["check"], arguments, &["--format", format]].concat())?;
    assert!(run.err.is_empty(), "{}", run.err);
    Ok(serde_json::from_str(&run.out)?)
}

/// A vocabulary and two rules of interest that hold for nobody; the second stands in `more`.
const VOCABULARY: &str = "levels { bilateral \"Between two states\" of pairs }\n\
    issue return \"Return\"\n\
    attribute rate \"Rate\" : number\n\
    state MDA { rate: 16% }\n";

/// A rule of interest that holds for nobody, with something more in its block.
fn nobody(name: &str, more: &str) -> String {
    format!("interest {name} {{\n  every state where rate >= 5\n  opposes return\n{more}}}\n")
}
