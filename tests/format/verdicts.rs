//! The examples say the same before and after.

use std::fs;
use std::path::Path;

use comity::judge::{Plan, Session};
use comity::source::{Files, MemoryFiles, has_extension};

use crate::{Done, laid_out};

/// The files of a project in memory.
fn project(folder: &Path, lay_out: bool) -> Result<MemoryFiles, Box<dyn std::error::Error>> {
    let mut files = MemoryFiles::default();
    let mut open = vec![folder.to_owned()];
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(inner)? {
            let path = entry?.path();
            let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let mut text = fs::read_to_string(&path)?;
            if has_extension(&name, "comity") {
                // As no drafter would write it, on one line for each empty one.
                let flat: Vec<String> = text.split("\n\n").map(flat).collect();
                text = flat.join("\n\n");
            }
            if lay_out && (has_extension(&name, "comity") || has_extension(&name, "md")) {
                text = laid_out(&name, &text).map_err(|why| format!("{name}: {why:?}"))?;
            }
            files = files.with(&format!("p/{name}"), text);
        }
    }
    Ok(files)
}

/// A part of a text without line breaks, unless it has a comment.
fn flat(part: &str) -> String {
    if part.contains('#') { part.to_owned() } else { part.replace('\n', " ") }
}

/// Every verdict of a project, and what became of its tests.
fn verdicts(files: &dyn Files) -> Result<Vec<String>, String> {
    let mut reading = comity::read("p", files);
    let day = reading.day(None);
    if reading.diagnostics.has_form_errors() {
        return Err(format!("{:?}", reading.diagnostics.sorted().first()));
    }
    let library = &reading.library;
    let plan = Plan::new(library, day);
    let mut found = Vec::new();
    for (id, principle) in library.principles.iter() {
        for level in &principle.levels {
            for row in Session::new(&plan, id, *level, &[]).rows(|_| true) {
                let named = |state| &library.states[state].named.name;
                let about = format!("{} {level:?} {:?} {}", principle.named.name, row.finding, named(row.state));
                found.push(format!("{about} {:?} {:?} {:?}", row.possible, row.by_choice, row.strength));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[test]
fn verdicts_are_the_same() -> Done {
    for name in ["readmission", "scope", "eu-council", "water"] {
        let folder = Path::new("examples").join(name);
        let (before, after) = (verdicts(&project(&folder, false)?)?, verdicts(&project(&folder, true)?)?);
        assert!(before.len() > 10, "{name} has verdicts");
        assert_eq!(before, after, "{name}");
    }
    Ok(())
}
