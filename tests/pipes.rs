//! A reader that goes away, such as `head`, is no failure: the program ends in silence.

use std::error::Error;
use std::process::{Command, Stdio};

/// Runs the program, closes its output before anything is read, and says how it ended and what it complained of.
fn cut_off(arguments: &[&str]) -> Result<(Option<i32>, String), Box<dyn Error>> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
    program.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = program.spawn()?;
    drop(running.stdout.take());
    let ended = running.wait_with_output()?;
    Ok((ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned()))
}

#[test]
fn a_reader_may_go_away() -> Result<(), Box<dyn Error>> {
    let mut formats = vec![("common", "csv"), ("common", "json"), ("eval", "csv"), ("eval", "json"), ("eval", "jsonl")];
    if cfg!(feature = "parquet") {
        formats.push(("eval", "parquet"));
    }
    for (verb, format) in formats {
        let ended = cut_off(&[verb, "examples/scope", "--format", format])?;
        assert_eq!(ended, (Some(0), String::new()), "{verb} --format {format}");
    }
    Ok(())
}

/// What was found decides how a check ends, also for a reader that has seen enough of it.
#[test]
fn a_check_fails_whoever_reads_it() -> Result<(), Box<dyn Error>> {
    for format in ["pretty", "json", "sarif", "github"] {
        let ended = cut_off(&["check", "docs/snippets/mistakes.comity", "--format", format])?;
        assert_eq!(ended, (Some(1), String::new()), "{format}");
    }
    Ok(())
}
