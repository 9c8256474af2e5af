//! Bytes and characters that editors leave behind, in every kind of file.

use comity::source::{MemoryFiles, has_extension};

use crate::{Done, SMALL, Seen, see};

const MANIFEST: &str = "[library]\nname = \"p\"\n";
const TABLE: &str = "id,rate\nC,1\nD,2\n";
const PROSE: &str = "# Prose\n\nWords.\n\n```comity\nissue labour\n```\n";
const PROFILES: &str = "profiles from \"t.csv\" { key id  rate: column rate }\n";
/// The files of a small project, one of each kind.
const FILES: [&str; 4] = ["p/a.comity", "p/b.md", "p/comity.toml", "p/t.csv"];

/// A project in which the bytes of one file are changed.
fn with(changed: &str, change: impl Fn(&str) -> Vec<u8>) -> Result<Seen, Box<dyn std::error::Error>> {
    let rules = format!("{SMALL}{PROFILES}");
    let files = FILES.iter().zip([rules.as_str(), PROSE, MANIFEST, TABLE]);
    let files = files.fold(MemoryFiles::default(), |all, (name, text)| {
        all.with(name, if *name == changed { change(text) } else { text.as_bytes().to_vec() })
    });
    see("p", &files)
}

#[test]
fn line_ends_and_marks_of_byte_order_change_nothing() -> Done {
    with("", |text| text.into())?.works()?;
    for file in FILES {
        with(file, |text| text.replace('\n', "\r\n").into())?
            .works()
            .map_err(|error| format!("CRLF in {file}: {error}"))?;
        with(file, |text| format!("\u{feff}{text}").into())?
            .works()
            .map_err(|error| format!("BOM in {file}: {error}"))?;
    }
    Ok(())
}

#[test]
fn what_is_no_text_is_said_with_its_place() -> Done {
    for file in FILES {
        let place = format!("{file}:2");
        let broken = |text: &str| {
            let (first, rest) = text.split_once('\n').unwrap_or_default();
            [first.as_bytes(), b"\n\xff\xfe", rest.as_bytes()].concat()
        };
        let seen = with(file, broken)?;
        let said = seen
            .findings
            .iter()
            .any(|(code, at, _)| (code.name() == "invalid-utf8" || code.name() == "manifest") && at.starts_with(file));
        assert!(said && seen.verdicts.is_none(), "{place}: {}", seen.shown());
    }
    Ok(())
}

#[test]
fn a_nul_is_said_or_changes_nothing() -> Done {
    for file in FILES {
        let seen = with(file, |text| format!("{text}\0").into())?;
        let said = seen.findings.iter().any(|(_, at, _)| at.starts_with(file));
        // In prose around the rules it is no more than an odd letter.
        assert!(said || has_extension(file, "md") && seen.works().is_ok(), "{file}: {}", seen.shown());
    }
    Ok(())
}

#[test]
fn lone_carriage_returns_never_hide_anything() -> Done {
    for file in FILES {
        let seen = with(file, |text| text.replace('\n', "\r").into())?;
        assert!(seen.works().is_ok() || !seen.findings.is_empty(), "{file}");
        let all = with(file, |text| text.into())?;
        // Either all is as before, or somebody is told.
        assert!(seen.verdicts == all.verdicts || seen.verdicts.is_none(), "{file}: {}", seen.shown());
    }
    Ok(())
}
