//! `comity diff`: small libraries before and after in `*.md`, and revisions of git in repositories that are made here.

#![expect(clippy::disallowed_methods, reason = "writes libraries and repositories, and reads the cases")]

mod git;
mod large;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

type Done = Result<(), Box<dyn Error>>;

/// A fenced block: the words behind its fence, and the lines in it, by their numbers from 0.
struct Block<'t> {
    info: &'t str,
    lines: std::ops::Range<usize>,
}

fn blocks<'t>(lines: &[&'t str]) -> Vec<Block<'t>> {
    let mut found = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        match (line.strip_prefix("```"), open) {
            (Some(info), None) => open = Some((info.trim(), at + 1)),
            (Some(_), Some((info, start))) => {
                found.push(Block { info, lines: start..at });
                open = None;
            }
            (None, _) => {}
        }
    }
    found
}

/// Runs a command of a console block in a folder: its exit status where that is not 0, and all that it says.
fn run(command: &str, folder: &Path) -> Result<String, Box<dyn Error>> {
    let words = command.strip_prefix("$ comity ").ok_or("a console block begins with `$ comity `")?;
    let output = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(words.split_whitespace().map(|word| word.trim_matches('\'')))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()?;
    let mut text = match output.status.code() {
        Some(0) => String::new(),
        code => format!("? {}\n", code.map_or_else(|| "killed".to_owned(), |code| code.to_string())),
    };
    text.push_str(&String::from_utf8(output.stdout)?);
    text.push_str(&String::from_utf8(output.stderr)?);
    Ok(text)
}

/// Reads a file of cases, and gives it back with what the program prints now.
fn cases(text: &str) -> Result<String, Box<dyn Error>> {
    let lines: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.starts_with("## ")).map(|(at, _)| at).collect();
    let section = |at: usize| starts.iter().filter(|start| **start <= at).count();
    let blocks = blocks(&lines);
    let mut printed: Vec<String> = Vec::new();
    let mut kept = 0;
    for (place, block) in blocks.iter().enumerate().filter(|(_, block)| block.info == "console") {
        let here = section(block.lines.start);
        let folder = tempfile::tempdir()?;
        for side in ["before", "after"] {
            let of = |other: &&Block<'_>| {
                let own = [0, here].contains(&section(other.lines.start));
                own && (other.info == "comity" || other.info == format!("comity {side}"))
            };
            let parts = blocks.iter().take(place).filter(of);
            let whole: Vec<&str> =
                parts.flat_map(|part| lines.get(part.lines.clone()).unwrap_or_default()).copied().collect();
            fs::write(folder.path().join(format!("{side}.comity")), whole.join("\n") + "\n")?;
        }
        let command = lines.get(block.lines.start).copied().unwrap_or_default();
        printed.extend(lines.get(kept..=block.lines.start).unwrap_or_default().iter().map(|line| (*line).to_owned()));
        printed.extend(run(command, folder.path())?.lines().map(str::to_owned));
        kept = block.lines.end;
    }
    printed.extend(lines.get(kept..).unwrap_or_default().iter().map(|line| (*line).to_owned()));
    Ok(printed.join("\n") + "\n")
}

/// Every case prints what it shows. With `TRYCMD=overwrite` in the environment the files are written anew.
#[test]
fn cases_print_what_they_show() -> Done {
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir("tests/diff")? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        count += text.matches("```console").count();
        let now = cases(&text)?;
        if now != text && std::env::var("TRYCMD").is_ok_and(|value| value == "overwrite") {
            fs::write(&path, &now)?;
        } else if now != text {
            let diff = similar::TextDiff::from_lines(&text, &now);
            wrong.push(format!("{}\n{}", path.display(), diff.unified_diff()));
        }
    }
    assert!(count > 10, "the cases are in `tests/diff/`");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
