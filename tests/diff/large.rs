//! Many verdicts: the comment stays below the limit, and both forms say what they leave out.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use crate::Done;

/// A library of many states and principles, half of which are against every second principle.
fn library(states: usize, principles: usize, word: &str) -> Result<String, std::fmt::Error> {
    let mut text = String::from("levels { pair of pairs  all of all }\nissue trade\nmeasure lift on trade\n");
    for principle in 0..principles {
        writeln!(
            text,
            "principle p{principle} \"Title | @who <b> #12 `x`\" {{ issue trade levels pair, all\n party a\n party b\n \
             c: a shall lift }}"
        )?;
    }
    for state in 0..states {
        writeln!(text, "state S{state} {{ {word} lift }}")?;
    }
    Ok(text)
}

fn diff(format: &str, states: usize, principles: usize) -> Result<String, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("old.comity"), library(states, principles, "accepts")?)?;
    fs::write(folder.path().join("new.comity"), library(states, principles, "rejects")?)?;
    let output = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["diff", "old.comity", "new.comity", "--format", format])
        .current_dir(folder.path())
        .output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

#[test]
fn a_comment_is_cut_and_says_so() -> Done {
    let text = diff("markdown", 20, 90)?;
    assert!(text.len() < 65_536, "{} bytes", text.len());
    assert!(text.len() > 40_000, "{} bytes", text.len());
    assert!(text.starts_with("<!-- comity-diff "), "{text}");
    let last = text.lines().last().unwrap_or_default();
    assert!(last.contains("not fit into a comment"), "{last}");
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    for meaning in ["@who", "#12", "<b>"] {
        assert!(!text.contains(meaning), "{meaning} means something");
    }
    Ok(())
}

#[test]
fn the_table_counts_what_it_does_not_name() -> Done {
    let text = diff("table", 40, 1)?;
    assert!(text.contains("worse: agree → conflict, 3120 verdicts of 40 states"), "{text}");
    assert!(text.contains(" more"), "{text}");
    assert!(text.lines().count() < 400, "{} lines", text.lines().count());
    Ok(())
}

#[test]
fn the_same_bytes_on_every_run() -> Done {
    for format in ["table", "json", "markdown"] {
        let run = |threads: &str| -> Result<Vec<u8>, Box<dyn std::error::Error>> {
            let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
            command.args(["diff", "examples/readmission", "docs/snippets/readmission", "--format", format]);
            Ok(command.env("RAYON_NUM_THREADS", threads).output()?.stdout)
        };
        let first = run("1")?;
        assert!(!first.is_empty());
        assert_eq!(first, run("4")?, "{format}");
    }
    Ok(())
}
