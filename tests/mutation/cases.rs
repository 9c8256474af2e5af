//! The cases that are written as text: see `tests/README.md`.

use std::collections::BTreeSet;
use std::fs;

use comity::mutation::{Fate, Mutation, Operator};
use comity::report::snapshot::recorded;

use super::Failure;
use super::common::{blocks, project};

/// A row of a table: the operator, what is replaced, by what, and what comes of it.
pub type Row = [String; 4];

/// A section of a file, with what stands above the first.
pub struct Case {
    pub name: String,
    pub text: String,
    pub rows: Vec<Row>,
}

/// Every case of every file.
pub fn cases() -> Result<Vec<Case>, Failure> {
    let mut found = Vec::new();
    let mut paths: Vec<_> = fs::read_dir("tests/mutation")?.collect::<Result<Vec<_>, _>>()?;
    paths.sort_by_key(fs::DirEntry::path);
    for path in paths.iter().map(fs::DirEntry::path).filter(|path| path.extension().is_some_and(|is| is == "md")) {
        let text = fs::read_to_string(&path)?;
        let mut parts = text.split("\n## ");
        let above = parts.next().ok_or("an empty file")?;
        for part in parts {
            let (title, _) = part.split_once('\n').ok_or("a heading alone")?;
            let name = format!("{}, {title}", path.display());
            found.push(Case { name, text: format!("{above}\n{part}"), rows: rows(part) });
        }
    }
    assert!(found.len() > 10, "the cases are in `tests/mutation/`");
    Ok(found)
}

fn rows(text: &str) -> Vec<Row> {
    let lines = text.lines().filter(|line| line.starts_with("| ")).skip(2);
    let cell = |cell: &str| cell.trim().trim_matches('`').replace("\\!", "|");
    let cells = |line: &str| -> Vec<String> {
        let line = line.replace("\\|", "\\!");
        line.trim_matches('|').split('|').map(cell).collect()
    };
    lines.filter_map(|line| cells(line).try_into().ok()).collect()
}

pub fn found(text: &str) -> Result<Vec<Row>, Failure> {
    let (path, files) = project(&blocks(text));
    let opened = comity::open(path, &files);
    let reading = opened.read();
    if reading.diagnostics.has_form_errors() {
        return Err(format!("it does not check: {:#?}", reading.diagnostics.sorted()).into());
    }
    let mutation =
        Mutation::new(&opened.project, &opened.tables, &opened.sources, reading.library.as_of, &|_| true, &recorded);
    let failed: Vec<String> =
        mutation.unchanged().iter().filter(|test| !test.passed()).map(|test| format!("{test:#?}")).collect();
    if !failed.is_empty() {
        return Err(format!("a test fails: {failed:?}").into());
    }
    let run = mutation.run(None, 0, &|_| true);
    let on_a_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = mutation.mutants.iter().zip(&run.fates).map(|(mutant, fate)| {
        let fate = match fate {
            Some(Fate::Caught(_)) => "caught",
            Some(Fate::Unnoticed) => "unnoticed",
            Some(Fate::NotViable) => "not viable",
            Some(Fate::SameMeaning) => "no effect",
            None => "not tried",
        };
        let was = on_a_line(opened.sources.text(mutant.cut));
        [mutant.operator.name().to_owned(), was, on_a_line(&mutant.put), fate.to_owned()]
    });
    Ok(rows.collect())
}

fn table(rows: &[Row]) -> String {
    let line = |[operator, was, becomes, fate]: &Row| {
        let code =
            |text: &String| if text.is_empty() { String::new() } else { format!("`{}`", text.replace('|', "\\|")) };
        format!("| {operator} | {} | {} | {fate} |", code(was), code(becomes))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_mutant_of_every_case() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for case in cases()? {
        match found(&case.text) {
            Ok(rows) if rows == case.rows => {}
            Ok(rows) => wrong.push(format!("{}\n\n{}", case.name, table(&rows))),
            Err(why) => wrong.push(format!("{}: {why}", case.name)),
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n\n{}", wrong.join("\n\n"));
    Ok(())
}

/// Every kind of slip is in some case noticed and in some case not.
#[test]
fn every_operator_has_its_cases() -> Result<(), Failure> {
    let cases = cases()?;
    let told: BTreeSet<(&str, &str)> = cases
        .iter()
        .flat_map(|case| &case.rows)
        .map(|[operator, _, _, fate]| (operator.as_str(), fate.as_str()))
        .collect();
    for operator in Operator::ALL {
        for fate in ["caught", "unnoticed"] {
            assert!(told.contains(&(operator.name(), fate)), "no case in which `{}` is {fate}", operator.name());
        }
    }
    Ok(())
}
