//! Insta reads what is written here, and writes the same.

use std::fs;
use std::process::Command;

use insta::Snapshot;

use crate::workshop::{Failure, LIBRARY, SNAPSHOTS, Workshop};

/// Titles that YAML must quote, each in its way.
const AWKWARD: &[&str] = &[
    r#"yes: \"no\" — 'true' # [1] {été} \\ & *"#,
    "123",
    "1.5",
    "0x1f",
    "null",
    "True",
    "off",
    "- a list",
    "? a key",
    " spaces around ",
    "tab\tinside",
    "bell\u{7}inside",
    "line\nbreak",
    "separator\u{2028}inside",
    "2019-06-30",
    "%directive",
    "@at",
    "`tick",
    "🙂 smile",
    "a: b",
    "trailing colon:",
    "--- start",
    "!tag",
    "|literal",
    ">folded",
    "=equal",
    "<<merge",
    ".inf",
    "1e3",
    "0o17",
];

fn awkward() -> String {
    let one = |title: &&str| format!("snapshot \"{title}\" {{ readmission at bilateral }}\n");
    AWKWARD.iter().map(one).collect::<Vec<_>>().concat()
}

/// Its own reading code finds in our files what we put there, and its own writer gives our bytes.
#[test]
fn its_code_reads_and_writes_our_files() -> Result<(), Failure> {
    let shop = Workshop::new(&format!("{SNAPSHOTS}{}", awkward()))?;
    let ended = shop.test(&[])?;
    let waiting = shop.kept()?;
    assert_eq!(waiting.len(), 2 + AWKWARD.len(), "{ended:?}");
    let ours = Workshop::new(&format!("{SNAPSHOTS}{}", awkward()))?;
    ours.test(&["--accept"])?;
    let mut others = Vec::new();
    for name in waiting {
        let path = shop.path("snapshots").join(&name);
        let text = fs::read_to_string(&path)?;
        let (_, recorded) = text.split_once("\n---\n").ok_or("no header")?;
        let read = Snapshot::from_file(&path)?;
        let metadata = read.metadata();
        assert_eq!(metadata.source(), Some("rules.comity"));
        assert!(metadata.assertion_line().is_some_and(|line| line > 20), "{name}");
        assert!(metadata.expression().is_some_and(|text| text.starts_with("readmission at ")), "{name}");
        assert_eq!(read.as_text().map(ToString::to_string).as_deref(), Some(recorded.trim_end()), "{name}");
        // To accept is to save what waits under the name of the file.
        let accepted = path.with_extension("");
        read.save(&accepted)?;
        let file = name.trim_end_matches(".new");
        let ours = ours.read(&format!("snapshots/{file}"))?;
        if fs::read_to_string(&accepted)? != ours {
            others.push(file.trim_end_matches(".snap").to_owned());
        }
        assert_eq!(Snapshot::from_file(&accepted)?.contents(), read.contents());
    }
    // A number of YAML 1.2 alone is quoted here and not there, and a bell is escaped in another way; both are read alike.
    assert_eq!(others, ["0o17", "bell-inside"], "all others are the same byte for byte");
    // Titles come back as they were written.
    let mut titles = Vec::new();
    for name in ours.kept()? {
        let read = Snapshot::from_file(&ours.path("snapshots").join(name))?;
        titles.push(read.metadata().description().unwrap_or_default().to_owned());
    }
    for title in AWKWARD {
        let said = title.replace("\\\"", "\"").replace("\\\\", "\\");
        assert!(titles.contains(&said), "{said:?} is not among {titles:?}");
    }
    Ok(())
}

/// The tool itself lists, rejects and accepts them. It is run where it is installed; `.ci/run` installs it, and sets
/// `COMITY_WANTS_CARGO_INSTA`, with which its absence is a failure.
#[test]
fn its_tool_accepts_our_files() -> Result<(), Failure> {
    let tool = || {
        let mut command = Command::new("cargo-insta");
        // With it the program takes itself for a verb of cargo, and wants its own name first.
        command.env_remove("CARGO").env_remove("CI").env_remove("TF_BUILD").env("NO_COLOR", "1");
        command
    };
    if !tool().arg("--version").output().is_ok_and(|ended| ended.status.success()) {
        let wanted = std::env::var_os("COMITY_WANTS_CARGO_INSTA").is_some();
        assert!(!wanted, "cargo-insta is not installed: cargo install cargo-insta --locked");
        return Ok(());
    }
    let shop = Workshop::new(SNAPSHOTS)?;
    // It looks for snapshots in packages, so a library that is none gets a manifest that says that it is one.
    shop.write(
        "Cargo.toml",
        "[package]\nname = \"snapshots\"\nversion = \"0.0.0\"\n\n[lib]\npath = \"comity.toml\"\n",
    )?;
    let insta = |arguments: &[&str]| -> Result<String, Failure> {
        let ended = tool().args(arguments).current_dir(shop.path("")).output()?;
        let text = format!("{}{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
        assert!(ended.status.success(), "{arguments:?}: {text}");
        Ok(text)
    };
    shop.test(&[])?;
    let listed = insta(&["pending-snapshots"])?;
    assert!(listed.contains("wording.snap") && listed.contains("were-serbia-rich.snap"), "{listed}");
    insta(&["accept", "--snapshot", "snapshots/wording.snap"])?;
    assert_eq!(shop.kept()?, ["were-serbia-rich.snap.new", "wording.snap"]);
    insta(&["reject"])?;
    assert_eq!(shop.kept()?, ["wording.snap"]);
    assert_eq!(shop.test(&["Wording"])?.code, Some(0), "what it accepted is accepted here");

    let by_tool = shop.read("snapshots/wording.snap")?;
    let changed = LIBRARY.replace("accepts readmit up to should", "rejects readmit");
    shop.write("rules.comity", format!("{changed}{SNAPSHOTS}"))?;
    assert_eq!(shop.test(&["Wording"])?.code, Some(1));
    insta(&["accept"])?;
    assert_ne!(shop.read("snapshots/wording.snap")?, by_tool);
    let by_tool = shop.read("snapshots/wording.snap")?;
    fs::remove_file(shop.path("snapshots/wording.snap"))?;
    assert_eq!(shop.test(&["Wording", "--accept"])?.code, Some(0));
    assert_eq!(shop.read("snapshots/wording.snap")?, by_tool, "both write the same bytes");
    Ok(())
}
