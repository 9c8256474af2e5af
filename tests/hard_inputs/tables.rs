//! Tables that people really send.

use comity::source::MemoryFiles;

use crate::{Done, SMALL, Seen, see};

fn table(statements: &str, csv: impl Into<Vec<u8>>) -> Result<Seen, Box<dyn std::error::Error>> {
    let text = format!(
        "{SMALL}attribute words : text\nattribute many : set of x, y\nattribute stock : number of pair\n{statements}"
    );
    see("t.comity", &MemoryFiles::default().with("t.comity", text).with("t.csv", csv))
}

const PROFILES: &str = "profiles from \"t.csv\" { key id  rate: column rate  words: column words }";

#[test]
fn rows_that_are_too_short_or_too_long() -> Done {
    let seen = table(PROFILES, "id,rate,words\nC,1,a\nD,2\nE,3,b,c\nF,4,d\n")?;
    seen.reports("table-row", "t.csv:3")?;
    seen.reports("table-row", "t.csv:4")?;
    assert_eq!(seen.findings.len(), 2, "{}", seen.shown());
    Ok(())
}

#[test]
fn a_key_twice_or_not_at_all() -> Done {
    let seen = table(PROFILES, "id,rate,words\nC,1,a\nD,2,b\nC,3,c\n,5,e\n")?;
    seen.reports("table-key", "t.csv:4")?;
    seen.reports("table-cell", "t.csv:5")
}

#[test]
fn an_empty_table_and_one_with_headings_only() -> Done {
    table(PROFILES, "")?.reports("table-row", "t.csv:1")?;
    table(PROFILES, "\n\n\n")?.reports("table-row", "t.csv:1")?;
    let seen = table(PROFILES, "id,rate,words\n")?;
    assert!(!seen.findings.is_empty(), "a table without a row says nothing, which is said");
    let seen = table(PROFILES, "id,rate,words")?;
    assert!(!seen.findings.is_empty(), "a table without a row says nothing, which is said");
    Ok(())
}

#[test]
fn quotes() -> Done {
    table(PROFILES, "id,rate,words\nC,1,\"two\nlines, \"\"quoted\"\"\"\n\"D\",\"2\",\n")?.works()?;
    // The row behind a cell with line breaks still knows its line.
    table(PROFILES, "id,rate,words\nC,1,\"a\nb\nc\"\nD,x,\n")?.reports("table-cell", "t.csv:5")?;
    let seen = table(PROFILES, "id,rate,words\nC,1,\"never closed\nD,2,b\nE,3,c\n")?;
    assert!(seen.verdicts.is_none(), "rows that a quote has swallowed are not dropped in silence: {}", seen.shown());
    let seen = table(PROFILES, "id,rate,words\nC,1,\"closed\" and more\nD,2,b\n")?;
    assert!(seen.verdicts.is_none(), "what stands behind a closing quote is not joined in silence: {}", seen.shown());
    Ok(())
}

#[test]
fn the_wrong_separator_is_recognised() -> Done {
    let seen = table(PROFILES, "id;rate;words\nC;1;a\n")?;
    seen.reports("table-column", "t.csv:1")?;
    assert!(
        seen.findings.iter().any(|(.., message)| message.contains("comma") || message.contains("`;`")),
        "{}",
        seen.shown()
    );
    Ok(())
}

#[test]
fn namibia_is_a_state() -> Done {
    let text = "profiles from \"t.csv\" { key id  words: column words }";
    table(text, "id,words\nNA,NA\nNO,no\nON,on\n1,nan\n")?.works()?;
    table("profiles from \"t.csv\" { key id  rate: column rate }", "id,rate\nNA,NA\n")?
        .reports("table-cell", "t.csv:2")?;
    for absent in ["NA", "n/a", "..", "-", "null", "1,000", "1e3", "1.000.000", "12 %", "$5"] {
        let seen =
            table("profiles from \"t.csv\" { key id  rate: column rate }", format!("id,rate\nC,\"{absent}\"\n"))?;
        seen.reports("table-cell", "t.csv:2").map_err(|error| format!("{absent}: {error}"))?;
    }
    Ok(())
}

#[test]
fn a_block_and_a_row_of_one_state_are_one_state() -> Done {
    let text = "profiles from \"t.csv\" { key id  words: column words }";
    table(text, "id,words\nA,a\nB,b\n")?.works()?;
    let both = "profiles from \"t.csv\" { key id  rate: column rate }";
    table(both, "id,rate\nA,5\n")?.reports("fact-twice", "t.csv:2")
}

#[test]
fn columns_that_are_not_there_or_twice() -> Done {
    table(PROFILES, "id,rat,words\nC,1,a\n")?.reports("table-column", "t.comity:19")?;
    table(PROFILES, "id,rate,words,rate\nC,1,a,2\n")?.reports("table-column", "t.csv:1")?;
    table("profiles from \"t.csv\" { rate: column rate }", "id,rate\nC,1\n")?.reports("missing-part", "t.comity:19")?;
    table("profiles from \"t.csv\" { key id, rate }", "id,rate\nC,1\n").map(|seen| {
        assert!(seen.verdicts.is_none(), "a profile has one key: {}", seen.shown());
    })?;
    table("pairs from \"t.csv\" { key id  stock: column rate }", "id,rate\nC,1\n").map(|seen| {
        assert!(seen.verdicts.is_none(), "a pair has two keys: {}", seen.shown());
    })
}

#[test]
fn cells_that_cannot_be_read() -> Done {
    for (statement, csv) in [
        ("profiles from \"t.csv\" { key id  income: column v }", "id,v\nC,middle\n"),
        ("profiles from \"t.csv\" { key id  many: column v }", "id,v\nC,x;z\n"),
        ("profiles from \"t.csv\" { key id  rate: column v since column d }", "id,v,d\nC,1,2018-02-30\n"),
        ("profiles from \"t.csv\" { key id  where column v > 3 }", "id,v\nC,three\n"),
        ("positions from \"t.csv\" { key id  on p column v { \"yes\" accepts } }", "id,v\nA,maybe\n"),
        ("positions from \"t.csv\" { key id  on p column v { \"yes\" accepts } }", "id,v\nX,yes\n"),
        ("pairs from \"t.csv\" { key a, b  stock: column v }", "a,b,v\nA,X,1\n"),
        ("pairs from \"t.csv\" { key a, b  stock: column v }", "a,b,v\nA,A,1\n"),
        ("groups from \"t.csv\" { key g, id }", "g,id\neu,X\n"),
        ("groups from \"t.csv\" { key g, id }", "g,id\nEuropean Union,A\n"),
    ] {
        let seen = table(statement, csv)?;
        assert!(seen.verdicts.is_none(), "{statement}\n{csv}\n{}", seen.shown());
        assert!(seen.findings.iter().any(|(_, at, _)| at == "t.csv:2"), "{statement}\n{}", seen.shown());
    }
    Ok(())
}
