//! The program itself: exit status and no panic, whatever it is given.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Output};

use crate::Done;

fn comity(folder: &Path, arguments: &[&str]) -> Result<(Option<i32>, String), Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    let Output { status, stdout, stderr } =
        command.args(arguments).current_dir(folder).env("NO_COLOR", "1").output()?;
    let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert!(!text.contains("panicked"), "comity {arguments:?}\n{text}");
    Ok((status.code(), text))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "writes the files that the program reads")]
fn the_program_survives() -> Done {
    let folder = tempfile::tempdir()?;
    let here = folder.path();
    std::fs::create_dir(here.join("x.comity"))?;
    std::fs::create_dir(here.join("p"))?;
    std::fs::create_dir_all(here.join("p/y.comity"))?;
    std::fs::write(here.join("p/comity.toml"), "[library]\nname = \"p\"\n")?;
    std::fs::write(here.join("p/a.comity"), "unit days\n")?;
    std::fs::write(here.join("deep.comity"), format!("define x : {}", "(".repeat(100_000)))?;
    std::fs::write(here.join("long.comity"), "x".repeat(10_000_000))?;
    std::fs::write(here.join("bytes.comity"), [0xff, 0x00, 0xfe])?;
    std::fs::write(here.join("chain.comity"), format!("attribute a : flag\ndefine x : a{}", " and a".repeat(100_000)))?;
    for verb in ["check", "eval", "test"] {
        for (path, status) in [
            ("x.comity", 2),
            ("p", 0),
            ("p/../p", 0),
            ("p/y.comity", 2),
            ("none", 2),
            ("", 2),
            ("deep.comity", 1),
            ("long.comity", 1),
            ("bytes.comity", 2),
            ("chain.comity", 0),
        ] {
            let (code, text) = comity(here, &[verb, path])?;
            assert_eq!(code, Some(status), "comity {verb} {path}\n{text}");
            assert!(text.len() < 20_000, "comity {verb} {path} says too much: {} bytes", text.len());
        }
    }
    Ok(())
}
