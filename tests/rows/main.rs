//! How `comity eval` writes rows: the same ones whatever the number of threads, and a file whole or not at all.

mod files;
#[cfg(unix)]
mod interrupted;
#[cfg(feature = "parquet")]
mod parquet;
mod same;

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Done = Result<(), Box<dyn Error>>;

/// A library with so many states, about pairs, groups and all of them, with brackets and with facts that nobody knows.
fn library(states: usize) -> Result<String, Box<dyn Error>> {
    let mut text = String::from(
        "library rows
levels {
  bilateral of pairs
  regional  of groups
  global    of all
}
capacities { origin, destination }
issue return
measure readmit on return
measure assist  on return
attribute income : one of low, high
attribute size   : number

principle readmission {
  issue  return
  levels bilateral, regional, global
  party sender   as origin
  party receiver as destination
  duty: sender should readmit unless size > 40
  help: receiver should assist when income is high
}

principle equals {
  issue  return
  levels bilateral, global
  party states
  duty: states [should | shall] readmit
}

group some at regional { every state where size > 5 }
",
    );
    for place in 0..states {
        let capacity = if place % 3 == 0 { "origin" } else { "destination" };
        let income = ["income: low", "income: high", ""].get(place % 7 % 3).copied().unwrap_or_default();
        let stance = match place % 5 {
            0 => "accepts readmission when counterpart.income is high",
            1 => "opposes return when income is low",
            2 => "rejects equals accepts readmission",
            3 => "accepts equals when level is global",
            _ => "",
        };
        let size = if place % 11 == 0 { String::new() } else { format!("size: {place}") };
        writeln!(text, "state S{place} {{ capacity {capacity}  {income}  {size}  {stance} }}")?;
    }
    Ok(text)
}

/// The program.
fn program() -> Command {
    let other = std::env::var_os("COMITY_PROGRAM");
    Command::new(other.map_or_else(|| env!("CARGO_BIN_EXE_comity").into(), PathBuf::from))
}

/// Evaluates the library in a folder.
fn eval(folder: &Path, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    Ok(program().current_dir(folder).args(["eval", "rows.comity"]).args(arguments).output()?)
}

/// What it writes to standard output; that it is fine and says nothing else.
fn rows(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Box<dyn Error>> {
    let done = eval(folder, arguments)?;
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""), "{arguments:?}");
    Ok(done.stdout)
}

/// A folder with a library of so many states.
#[expect(clippy::disallowed_methods, reason = "what is written is tested on a disk")]
fn folder(states: usize) -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("rows.comity"), library(states)?)?;
    Ok(folder)
}

/// The names of the files in a folder, in their order.
#[expect(clippy::disallowed_methods, reason = "what is left on a disk is seen there")]
fn names(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
