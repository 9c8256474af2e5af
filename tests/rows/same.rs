//! The rows are those of the judge, in their order, however the work is cut and shared.

use comity::judge::{Plan, Query};
use comity::report::verdicts::{record, record_of};
use comity::source::MemoryFiles;
use comity::worlds::study;

use crate::{Done, folder, library, rows};

/// So many that there are several units of work.
const STATES: usize = 100;

/// Each row of the judge, as an object of JSON, principle after principle and level after level.
fn judged(states: usize, exact: bool) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let reading = comity::read("rows.comity", &MemoryFiles::default().with("rows.comity", library(states)?));
    assert!(!reading.diagnostics.has_form_errors(), "{:?}", reading.diagnostics.sorted());
    let plan = Plan::new(&reading.library, None);
    let query = Query::default();
    let mut objects = Vec::new();
    for session in query.sessions(&plan) {
        let rows = query.rows(&session);
        let records: Vec<_> = if exact {
            study(&session, &rows).iter().map(|study| record_of(&session, study)).collect()
        } else {
            rows.iter().map(|row| record(&session, row)).collect()
        };
        for record in records {
            objects.push(serde_json::to_string(&record)?);
        }
    }
    Ok(objects)
}

#[test]
fn the_lines_are_the_rows_of_the_judge() -> Done {
    let folder = folder(STATES)?;
    let lines = String::from_utf8(rows(folder.path(), &["--format", "jsonl"])?)?;
    let judged = judged(STATES, false)?;
    assert!(judged.len() > 10_000, "{} rows are one unit of work", judged.len());
    assert!(lines.lines().eq(judged.iter().map(String::as_str)), "rows are missing, added or in another order");
    Ok(())
}

#[test]
fn completions_of_facts_are_studied_in_order_too() -> Done {
    let folder = folder(24)?;
    let lines = String::from_utf8(rows(folder.path(), &["--format", "jsonl", "--worlds", "exact"])?)?;
    let judged = judged(24, true)?;
    assert!(judged.len() > 600, "{} rows are one unit of work", judged.len());
    assert!(lines.lines().eq(judged.iter().map(String::as_str)), "rows are missing, added or in another order");
    Ok(())
}

#[test]
fn the_number_of_threads_changes_nothing() -> Done {
    let folder = folder(STATES)?;
    let formats: &[&str] = if cfg!(feature = "parquet") {
        &["csv", "json", "jsonl", "table", "markdown", "parquet"]
    } else {
        &["csv", "json", "jsonl", "table", "markdown"]
    };
    for format in formats {
        let one = rows(folder.path(), &["--format", format, "--jobs", "1"])?;
        let several = rows(folder.path(), &["--format", format, "--jobs", "5"])?;
        assert!(one == several, "--format {format}");
    }
    Ok(())
}

#[test]
fn judging_one_by_one_changes_nothing() -> Done {
    let folder = folder(STATES)?;
    for format in ["csv", "table"] {
        for more in [&[][..], &["--state", "S13,S14", "--group", "some"], &["--choose", "should"]] {
            let by_column = rows(folder.path(), &[&["--format", format], more].concat())?;
            let one_by_one = rows(folder.path(), &[&["--format", format, "--one-by-one"], more].concat())?;
            assert!(by_column == one_by_one, "--format {format} {more:?}");
        }
    }
    Ok(())
}

#[test]
fn one_object_holds_what_the_lines_hold() -> Done {
    let folder = folder(STATES)?;
    for more in [
        &["--level", "bilateral"][..],
        &["--state", "S13,S14", "--group", "some"],
        &["--state", "S1", "--level", "regional"],
    ] {
        let wanted = |format| [&["--format", format], more].concat();
        let whole: serde_json::Value = serde_json::from_slice(&rows(folder.path(), &wanted("json"))?)?;
        let lines = rows(folder.path(), &wanted("jsonl"))?;
        let lines: Vec<serde_json::Value> =
            serde_json::Deserializer::from_slice(&lines).into_iter().collect::<Result<_, _>>()?;
        assert_eq!(whole.get("verdicts").and_then(|rows| rows.as_array()), Some(&lines), "{more:?}");
    }
    Ok(())
}

#[test]
fn so_many_threads_are_refused() -> Done {
    let folder = folder(2)?;
    let done = crate::eval(folder.path(), &["--jobs", "100000"])?;
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("a whole number from 0 to 1024 is wanted"));
    Ok(())
}
