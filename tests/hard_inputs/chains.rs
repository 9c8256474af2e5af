//! Definitions that read each other.

#![expect(clippy::disallowed_methods, reason = "the program reads a file")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Done, one};

/// Equal expressions are held once. A chain of definitions that each read the one before twice is looked at as often as
/// it is long, and not as often as it could be written out.
#[test]
fn definitions_that_read_each_other_twice() -> Done {
    let mut text = "library chain { as_of 2024-01-01 }
levels { world of all }
issue x
measure m on x
attribute f : flag
attribute h : flag
attribute n : number
define d0 : f or h
define e0 : n
"
    .to_owned();
    for place in 1..100 {
        let below = place - 1;
        writeln!(text, "define d{place} : (d{below} and h) or (d{below} and f)")?;
        writeln!(text, "define e{place} : e{below} + 1 - e{below} / 2")?;
    }
    text += "principle p { issue x levels world party a where d99 and e99 > 0  c: a should m }
state A { }
state B { f: yes n: 1 }
";
    // That a part of each definition could be left out is found, and all the same it works.
    let seen = one(text.as_str())?;
    assert!(seen.verdicts.is_some() && seen.findings.iter().all(|(code, ..)| code.name() == "redundant-part"));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("chain.comity");
    fs::write(&file, text)?;
    for arguments in [&["eval", "--format", "json"][..], &["why", "p", "A"], &["why", "p", "B", "--change"]] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
        let (verb, rest) = arguments.split_first().ok_or("no verb")?;
        let ended = program.arg(verb).arg(&file).args(rest).output()?;
        assert!(ended.status.success(), "{verb}: {}", String::from_utf8_lossy(&ended.stderr));
    }
    Ok(())
}
