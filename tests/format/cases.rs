//! Texts as they were and as they are laid out, for people to read.

use std::fs;
use std::path::Path;

use crate::{Done, holds};

/// A fenced block: the kind of file it is, and its text.
struct Block {
    kind: String,
    text: String,
}

/// The blocks under each heading.
fn sections(page: &str) -> Vec<(String, Vec<Block>)> {
    let mut found: Vec<(String, Vec<Block>)> = Vec::new();
    let mut fence: Option<String> = None;
    for line in page.split_inclusive('\n') {
        let bare = line.trim_end();
        match &fence {
            Some(mark) if bare == mark => fence = None,
            Some(_) => {
                if let Some(block) = found.last_mut().and_then(|(_, blocks)| blocks.last_mut()) {
                    block.text.push_str(line);
                }
            }
            None if bare.starts_with("```") => {
                let kind = bare.trim_start_matches('`').to_owned();
                fence = bare.strip_suffix(kind.as_str()).map(str::to_owned);
                if let Some((_, blocks)) = found.last_mut() {
                    blocks.push(Block { kind, text: String::new() });
                }
            }
            None => {
                if let Some(title) = bare.strip_prefix("## ") {
                    found.push((title.to_owned(), Vec::new()));
                }
            }
        }
    }
    found
}

#[test]
fn cases() -> Done {
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/format/cases"))? {
        let path = entry?.path();
        for (title, blocks) in sections(&fs::read_to_string(&path)?) {
            let (before, after) = match blocks.as_slice() {
                [same] => (same, same),
                [before, after] => (before, after),
                _ => return Err(format!("{}: {title}: a case has one block or two", path.display()).into()),
            };
            count += 1;
            let name = if before.kind == "markdown" { "case.md" } else { "case.comity" };
            let found = holds(name, &before.text)?;
            if found != after.text {
                wrong.push(format!("{}: {title}\n{found}", path.display()));
            }
        }
    }
    assert!(count > 20, "the cases are in `tests/format/cases/`");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
