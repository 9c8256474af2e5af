//! Bytes that are no text, text that is no statement, and lines without end.

use comity::source::MemoryFiles;

use crate::{Done, SMALL, one, see};

#[test]
fn the_small_library_works() -> Done {
    one(SMALL)?.works()
}

#[test]
fn bytes_that_are_no_text_are_placed() -> Done {
    one(b"unit days\nunit \xff\xfe weeks\n".as_slice())?.reports("invalid-utf8", "t.comity:2")?;
    let table = "profiles from \"t.csv\" { key id }";
    let files = MemoryFiles::default().with("t.comity", table).with("t.csv", b"id\nA\n\xc3\x28\n".as_slice());
    see("t.comity", &files)?.reports("invalid-utf8", "t.csv:3")?;
    let files = MemoryFiles::default().with("p/comity.toml", b"[library]\nname = \"\xff\"\n".as_slice());
    let files = files.with("p/a.comity", "unit days");
    see("p", &files)?.reports("invalid-utf8", "p/comity.toml:2")
}

#[test]
fn a_nul_byte_is_named() -> Done {
    let seen = one("unit days\nunit we\0eks\n")?;
    assert!(seen.verdicts.is_none(), "{}", seen.shown());
    seen.reports("syntax", "t.comity:2")?;
    assert!(!seen.drawn.contains('\0'), "control characters are not drawn");
    let seen = one("\0".repeat(100_000))?;
    assert!(!seen.findings.is_empty());
    let table = "profiles from \"t.csv\" { key id  rate: column rate }\nattribute rate : number";
    let files = MemoryFiles::default().with("t.comity", table).with("t.csv", "id,rate\nA,\0\n");
    see("t.comity", &files)?.reports("table-cell", "t.csv:2")
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() -> Done {
    one(format!("\u{feff}{}", SMALL.replace('\n', "\r\n")))?.works()?;
    one(format!("\u{feff}{}\r\nunit 5", SMALL.replace('\n', "\r\n")))?.reports("syntax", "t.comity:16")?;
    let table = format!("{SMALL}\nprofiles from \"t.csv\" {{ key id  rate: column rate }}");
    let files = MemoryFiles::default().with("t.comity", table).with("t.csv", "\u{feff}id,rate\r\nC,5\r\nD,6\r\n");
    see("t.comity", &files)?.works()?;
    let manifest = "\u{feff}[library]\r\nname = \"p\"\r\n";
    let files = MemoryFiles::default().with("p/comity.toml", manifest).with("p/a.comity", SMALL);
    see("p", &files)?.works()
}

#[test]
fn old_line_ends_are_read_or_reported() -> Done {
    // A lone carriage return is white space, so that a comment would swallow what stands behind it: it must be said.
    let seen = one("# a comment\rissue labour\r")?;
    assert!(!seen.findings.is_empty(), "what stands behind the comment is not dropped in silence");
    Ok(())
}

#[test]
fn a_line_of_ten_megabytes() -> Done {
    let long = 10_000_000;
    one(format!("{SMALL}# {}", "x".repeat(long)))?.works()?;
    one(format!("{SMALL}issue x \"{}\"", "é".repeat(long / 2)))?.works()?;
    one(" ".repeat(long))?.works()?;
    let seen = one(format!("unit days\n{}", "x".repeat(long)))?;
    seen.reports("syntax", "t.comity:2")?;
    assert!(seen.drawn.len() < 10_000, "a picture of a long line is cut");
    let seen = one(format!("state A {{ {} }}", "é ".repeat(long / 3)))?;
    seen.reports("syntax", "t.comity:1")?;
    assert!(seen.drawn.len() < 100_000, "a picture of a long line is cut");
    one(format!("unit days\nnote \"{}", "x".repeat(long)))?.reports("unclosed-string", "t.comity:2")?;
    // A name that long has no name that is near it, and is not shown in full.
    let seen = one(format!("{SMALL}group g {{ {} }}", "x".repeat(long)))?;
    seen.reports("unknown-name", "t.comity:16")?;
    assert!(seen.drawn.len() < 10_000, "a long name is cut");
    Ok(())
}

#[test]
fn a_cell_of_ten_megabytes() -> Done {
    let text = format!("{SMALL}\nprofiles from \"t.csv\" {{ key id  income: column income }}");
    let files = MemoryFiles::default().with("t.comity", text);
    let seen = see("t.comity", &files.with("t.csv", format!("id,income\nC,{}\n", "x".repeat(10_000_000))))?;
    seen.reports("table-cell", "t.csv:2")?;
    assert!(seen.drawn.len() < 10_000, "a long cell is cut");
    Ok(())
}

#[test]
fn many_mistakes_are_many_reports_in_little_time() -> Done {
    let n = 1_000;
    let lines: String = (0..n).map(|i| format!("  favours retrun{i}\n")).collect();
    let seen = one(format!("{SMALL}state C {{\n{lines}}}"))?;
    assert_eq!(seen.findings.len(), n, "{}", seen.shown());
    let issues: String = (0..n).map(|i| format!("issue area_of_work_{i}\n")).collect();
    let lines: String = (0..n).map(|i| format!("  favours area_of_wrok_{i}\n")).collect();
    let seen = one(format!("{SMALL}{issues}state C {{\n{lines}}}"))?;
    assert_eq!(seen.findings.len(), n, "{}", seen.shown());
    Ok(())
}
