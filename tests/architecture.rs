//! The architecture as a table: which part of the library may name which other, and who may touch the world outside.
//!
//! Data flows one way. A module sees what stands above it in the pipeline; what it must not see it cannot depend on.

#![expect(clippy::disallowed_methods, reason = "tests read the folder of the sources")]

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Every module of `src/`, in the order of the pipeline, with the modules that it may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("number", &[]),
    ("source", &[]),
    ("diagnostics", &["source"]),
    ("syntax", &["diagnostics", "number", "source"]),
    ("format", &["diagnostics", "source", "syntax"]),
    ("project", &["diagnostics", "source", "syntax"]),
    ("tables", &["diagnostics", "project", "source"]),
    // Values, modalities and kinds of evidence are the same words for a drafter and for the judge.
    ("model", &["number", "source", "syntax"]),
    ("resolve", &["diagnostics", "model", "number", "project", "source", "syntax", "tables"]),
    ("check", &["diagnostics", "model", "number", "resolve", "source", "syntax", "tables"]),
    ("judge", &["model", "number"]),
    ("satisfy", &["judge", "model", "number"]),
    ("norms", &["diagnostics", "judge", "model", "satisfy", "source", "syntax"]),
    ("vacuity", &["diagnostics", "judge", "model", "norms", "satisfy", "source"]),
    ("worlds", &["judge", "model", "satisfy", "source"]),
    ("change", &["judge", "model", "number", "source"]),
    ("negotiate", &["judge", "model", "number", "worlds"]),
    ("phrases", &["judge", "model", "number", "source"]),
    ("compare", &["judge", "model", "negotiate", "phrases", "source"]),
    ("review", &["diagnostics", "judge", "model", "negotiate", "source", "vacuity"]),
    ("testing", &["judge", "model", "negotiate", "source"]),
    (
        "mutation",
        &["check", "diagnostics", "judge", "model", "project", "resolve", "source", "syntax", "tables", "testing"],
    ),
    (
        "report",
        &[
            "change",
            "compare",
            "diagnostics",
            "judge",
            "model",
            "mutation",
            "negotiate",
            "number",
            "phrases",
            "source",
            "testing",
            "worlds",
        ],
    ),
    ("cli", &["*"]),
];

/// What only some may name: crates, and the world outside.
const ONLY: &[(&str, &[&str])] = &[
    ("pest", &["syntax"]),
    ("pest_derive", &["syntax"]),
    ("stacker", &["syntax"]),
    ("miette", &["diagnostics", "report"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("anstream", &["cli"]),
    ("ctrlc", &["cli"]),
    ("indicatif", &["cli"]),
    ("tempfile", &["cli"]),
    ("terminal_size", &["cli"]),
    ("std::fs", &["cli"]),
    ("std::env", &["cli"]),
    ("std::process", &["cli", "main"]),
    ("std::time", &["cli"]),
    ("std::net", &[]),
    ("csv", &["tables", "report"]),
    ("toml", &["project"]),
    ("serde_json", &["report"]),
    ("rayon", &["cli", "compare", "judge", "mutation", "negotiate", "norms", "report", "testing", "vacuity", "worlds"]),
    ("saphyr", &["testing"]),
    ("similar", &["cli", "report"]),
    ("quick_junit", &["report"]),
    ("notify_debouncer_mini", &["cli"]),
    ("fnv", &["report"]),
    ("percent_encoding", &["report"]),
    ("maud", &["report"]),
    ("chacha20", &["mutation"]),
    ("batsat", &["satisfy"]),
    ("parquet", &["report"]),
];

/// A file of `src/` without its comments and texts, with the module that it belongs to.
struct File {
    path: PathBuf,
    module: String,
    code: String,
}

fn files() -> Result<Vec<File>, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root)?;
                let first = inside.components().next().ok_or("a file without a name")?;
                let module =
                    Path::new(first.as_os_str()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
                found.push(File { code: code(&fs::read_to_string(&path)?), module, path });
            }
        }
    }
    Ok(found)
}

/// What a file does, without what it says: comments and the contents of texts are left out.
fn code(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut inside = false;
        let mut before = ' ';
        for (at, c) in line.char_indices() {
            if !inside && line.get(at..).is_some_and(|rest| rest.starts_with("//")) {
                break;
            }
            let quote = c == '"' && before != '\\' && !line.get(at..).is_some_and(|rest| rest.starts_with("\"'"));
            inside ^= quote;
            out.push(if inside { ' ' } else { c });
            before = if before == '\\' && c == '\\' { ' ' } else { c };
        }
        out.push('\n');
    }
    out
}

/// The modules that a file names behind `crate::`, one by one or in braces.
fn named(code: &str) -> BTreeSet<&str> {
    let word = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut found = BTreeSet::new();
    for (at, start) in code.match_indices("crate::") {
        let rest = code.get(at + start.len()..).unwrap_or_default();
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split("};").next().unwrap_or_default();
                found.extend(list.split(',').map(str::trim).map(|one| one.get(..word(one)).unwrap_or_default()));
            }
            None => {
                found.extend(rest.get(..word(rest)));
            }
        }
    }
    found.remove("");
    found
}

/// Whether a file names a crate or a module of the standard library.
fn mentions(code: &str, what: &str) -> bool {
    let border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    code.match_indices(what).any(|(at, _)| {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        let after = code.get(at + what.len()..).unwrap_or_default();
        let path = after.starts_with("::") || (what.contains("::") && border(after.chars().next()));
        border(before) && before != Some(':') && path
    })
}

/// A module names only what the table lets it.
#[test]
fn data_flows_one_way() -> Result<(), Box<dyn Error>> {
    let modules: BTreeSet<&str> = MAY_NAME.iter().map(|(module, _)| *module).collect();
    let mut wrong = Vec::new();
    for file in files()? {
        if matches!(file.module.as_str(), "lib" | "main") {
            continue;
        }
        let Some((_, may)) = MAY_NAME.iter().find(|(module, _)| *module == file.module) else {
            wrong.push(format!("{}: the module `{}` is not in the table", file.path.display(), file.module));
            continue;
        };
        let names = named(&file.code).into_iter().filter(|name| modules.contains(name) && *name != file.module);
        let not_allowed = names.filter(|name| !may.contains(name) && !may.contains(&"*"));
        wrong.extend(not_allowed.map(|name| format!("{}: `{}` names `{name}`", file.path.display(), file.module)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// Nothing is allowed that nobody does: the table stays as narrow as the code.
#[test]
fn the_table_is_no_wider_than_the_code() -> Result<(), Box<dyn Error>> {
    let files = files()?;
    for (module, may) in MAY_NAME {
        let names: BTreeSet<&str> =
            files.iter().filter(|file| file.module == *module).flat_map(|file| named(&file.code)).collect();
        for allowed in may.iter().filter(|allowed| **allowed != "*") {
            assert!(names.contains(allowed), "`{module}` does not name `{allowed}`");
        }
    }
    Ok(())
}

/// The disk, the clock, the terminal and some crates have one place each.
#[test]
fn the_world_outside_has_its_place() -> Result<(), Box<dyn Error>> {
    let mut wrong = Vec::new();
    for file in files()? {
        for (what, may) in ONLY {
            if mentions(&file.code, what) && !may.contains(&file.module.as_str()) {
                wrong.push(format!("{}: `{}` names `{what}`", file.path.display(), file.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
