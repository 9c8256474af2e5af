//! A file of columns, read again by the crate that wrote it.
#![expect(clippy::disallowed_methods, reason = "what is written is tested on a disk")]

use std::fs::{self, File};

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use crate::{Done, folder, rows};

/// A cell as CSV has it.
fn cell(field: &Field) -> Result<String, String> {
    if let Field::Str(text) = field {
        Ok(text.clone())
    } else if let Field::Double(number) = field {
        Ok(number.to_string())
    } else if let Field::Bool(truth) = field {
        Ok(truth.to_string())
    } else if *field == Field::Null {
        Ok(String::new())
    } else {
        Err(format!("{field:?}"))
    }
}

/// The headings and the rows of both are the same.
fn same_as_csv(states: usize, more: &[&str], groups: usize) -> Done {
    let folder = folder(states)?;
    rows(folder.path(), &[&["--format", "parquet", "--out", "rows.parquet"], more].concat())?;
    let piped = rows(folder.path(), &[&["--format", "parquet"], more].concat())?;
    assert!(fs::read(folder.path().join("rows.parquet"))? == piped);
    let csv = rows(folder.path(), &[&["--format", "csv"], more].concat())?;
    let file = SerializedFileReader::new(File::open(folder.path().join("rows.parquet"))?)?;
    assert_eq!(file.num_row_groups(), groups);
    let names: Vec<String> =
        file.metadata().file_metadata().schema().get_fields().iter().map(|field| field.name().to_owned()).collect();
    let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice()).into_records();
    assert_eq!(lines.next().transpose()?.ok_or("no headings")?, names);
    let mut count = 0;
    for row in file.get_row_iter(None)? {
        let cells = row?.get_column_iter().map(|(_, field)| cell(field)).collect::<Result<Vec<_>, _>>()?;
        assert_eq!(lines.next().transpose()?.ok_or("there are more rows than in CSV")?, cells);
        count += 1;
    }
    assert!(lines.next().is_none(), "there are fewer rows than in CSV");
    assert_eq!(file.metadata().file_metadata().num_rows(), count);
    Ok(())
}

#[test]
fn the_columns_are_those_of_csv() -> Done {
    same_as_csv(12, &[], 1)
}

#[test]
fn there_are_two_more_over_completions_of_facts() -> Done {
    same_as_csv(9, &["--worlds", "exact"], 1)
}

#[test]
fn there_may_be_no_row() -> Done {
    same_as_csv(1, &["--level", "bilateral"], 0)
}

#[test]
fn many_rows_are_in_several_groups() -> Done {
    same_as_csv(190, &["--level", "bilateral"], 2)
}

/// What is null is told from a text without letters, and the head of the table is there.
#[test]
fn nothing_is_null() -> Done {
    let folder = folder(12)?;
    rows(folder.path(), &["--format", "parquet", "--out", "rows.parquet"])?;
    let file = SerializedFileReader::new(File::open(folder.path().join("rows.parquet"))?)?;
    let mut strengths = std::collections::BTreeSet::new();
    for row in file.get_row_iter(None)? {
        let row = row?;
        let field = |wanted: &str| row.get_column_iter().find(|(name, _)| *name == wanted).map(|(_, field)| field);
        let text = |wanted| field(wanted).map(cell).transpose().map(Option::unwrap_or_default);
        let there = |wanted| field(wanted).is_some_and(|field| *field != Field::Null);
        assert_eq!(there("first"), text("level")? == "bilateral");
        assert_eq!(there("second"), there("first"));
        assert_eq!(there("group"), text("level")? == "regional");
        assert_eq!(there("reason"), text("verdict")? == "outside");
        assert!(there("missing") && there("roles"));
        assert!(!there("strength") || !["undetermined", "open"].contains(&text("verdict")?.as_str()));
        strengths.insert(there("strength"));
    }
    assert_eq!(strengths.len(), 2);
    let head = file.metadata().file_metadata().key_value_metadata().ok_or("no head")?;
    let head: Vec<_> = head.iter().map(|entry| (entry.key.as_str(), entry.value.as_deref())).collect();
    assert_eq!(head, [("comity.schema", Some("comity/verdicts/1")), ("comity.library", Some("rows"))]);
    Ok(())
}
