//! The pages of `comity explain`: each shows its own finding, and how to be rid of it.

mod common;

use comity::diagnostics::Code;
use common::{Block, blocks, check, project};

/// The one mistake that a page cannot show: a text file has no bytes that are not text.
const NOT_SHOWN: &[Code] = &[Code::InvalidUtf8];

/// A page in its parts: what stands above the example, the example, the corrected example.
fn parts(code: Code) -> Result<(&'static str, Vec<Block>, Vec<Block>), String> {
    let page = code.explanation();
    let (prose, rest) = page.split_once("\n## Example\n").ok_or("no `## Example`")?;
    let (example, corrected) = rest.split_once("\n## Corrected\n").ok_or("no `## Corrected` below the example")?;
    Ok((prose, blocks(example), blocks(corrected)))
}

/// What `comity check` finds: names of codes with their messages, and whether anything is an error of form.
fn found(blocks: &[Block]) -> (Vec<Code>, String, bool) {
    let (path, files) = project(blocks);
    let reading = check(path, &files);
    let sorted = reading.diagnostics.sorted();
    let codes = sorted.iter().map(|found| found.code).collect();
    let shown: Vec<String> = sorted.iter().map(|found| format!("  {}: {}", found.code.name(), found.message)).collect();
    (codes, shown.join("\n"), reading.diagnostics.has_form_errors())
}

/// What is wrong with a page, if anything.
fn examine(code: Code) -> Result<(), String> {
    let page = code.explanation();
    let heading = format!("# {}\n\n", code.name());
    let prose = page.strip_prefix(&heading).ok_or_else(|| format!("does not begin with `{}`", heading.trim()))?;
    if NOT_SHOWN.contains(&code) {
        return if prose.trim().is_empty() { Err("says nothing".to_owned()) } else { Ok(()) };
    }
    let (prose, example, corrected) = parts(code)?;
    if prose.trim_end().lines().count() < 3 {
        return Err("says nothing above its example".to_owned());
    }
    for block in example.iter().chain(&corrected) {
        if block.text.trim().is_empty() || block.info.is_empty() {
            return Err(format!("the block in line {} is empty, or does not say what it holds", block.line));
        }
    }
    let (codes, shown, form) = found(&example);
    if codes.is_empty() || codes.iter().any(|found| *found != code) {
        return Err(format!("its example raises\n{shown}"));
    }
    if form && !code.is_form() {
        return Err("its example has an error of form".to_owned());
    }
    let (codes, shown, _) = found(&corrected);
    if codes.is_empty() { Ok(()) } else { Err(format!("its corrected example raises\n{shown}")) }
}

/// The example of a page raises its code and no other, and nothing is wrong with the corrected one.
#[test]
fn examples_raise_what_they_explain() {
    let wrong: Vec<String> =
        Code::ALL.iter().filter_map(|&code| examine(code).err().map(|why| format!("{}: {why}", code.name()))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
