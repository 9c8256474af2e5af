//! `comity fmt` and the disk.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::Done;

const BAD: &str = "unit   days\nstate A{capacity   origin}\n";
const GOOD: &str = "unit days\nstate A { capacity origin }\n";
const BROKEN: &str = "unit   days\nstate A {{ capacity\n";

fn comity(folder: &Path, arguments: &[&str]) -> Result<(Option<i32>, String, String), std::io::Error> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
    let Output { status, stdout, stderr } =
        program.args(arguments).current_dir(folder).env("NO_COLOR", "1").output()?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok((status.code(), text(stdout), text(stderr)))
}

/// How a run ended, what it wrote and what it complained of.
type Ended = (Option<i32>, Vec<u8>, String);

fn through(text: &[u8], arguments: &[&str]) -> Result<Ended, Box<dyn std::error::Error>> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
    program.args(arguments).env("NO_COLOR", "1");
    let mut running = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    running.stdin.take().ok_or("no standard input")?.write_all(text)?;
    let Output { status, stdout, stderr } = running.wait_with_output()?;
    Ok((status.code(), stdout, String::from_utf8_lossy(&stderr).into_owned()))
}

#[test]
fn the_examples_and_the_library_are_laid_out() -> Done {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec!["library/migration".to_owned(), "docs/src".to_owned(), "src/cli/new".to_owned()];
    for entry in fs::read_dir(root.join("examples"))? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(format!("examples/{}", path.file_name().unwrap_or_default().to_string_lossy()));
        }
    }
    let mut arguments = vec!["fmt", "--check"];
    arguments.extend(folders.iter().map(String::as_str));
    let (code, out, err) = comity(root, &arguments)?;
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(folders.len() > 7, "{folders:?}");
    Ok(())
}

#[test]
fn a_file_with_errors_is_left_and_the_others_are_not() -> Done {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("comity.toml"), "name = \"p\"\nversion = \"1.0.0\"\n")?;
    fs::write(folder.path().join("a.comity"), BAD)?;
    fs::write(folder.path().join("b.comity"), BROKEN)?;
    fs::write(folder.path().join("c.comity"), GOOD)?;
    fs::write(folder.path().join("d.comity"), [b'u', 0xff])?;
    let (code, out, err) = comity(folder.path(), &["fmt"])?;
    assert_eq!(code, Some(2));
    assert_eq!(out, "formatted a.comity\n1 file formatted, 1 unchanged, 2 left as they are\n");
    assert!(err.contains("b.comity:") && err.contains("d.comity:"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("a.comity"))?, GOOD);
    assert_eq!(fs::read_to_string(folder.path().join("b.comity"))?, BROKEN);
    assert_eq!(fs::read(folder.path().join("d.comity"))?, [b'u', 0xff]);
    Ok(())
}

#[test]
fn check_writes_nothing_and_shows_what_would_change() -> Done {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.comity"), BAD)?;
    let long = "unit   u\n\n".repeat(100);
    fs::write(folder.path().join("b.comity"), &long)?;
    let (code, out, err) = comity(folder.path(), &["fmt", "--check", "."])?;
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(out.contains("a.comity would change\n"), "{out}");
    assert!(out.contains("-state A{capacity   origin}\n+unit days\n+state A { capacity origin }\n"), "{out}");
    assert!(out.contains(" more lines\n"), "{out}");
    assert!(out.ends_with("2 files would change, 0 unchanged\n"), "{out}");
    assert!(out.lines().count() < 60, "{out}");
    assert_eq!(fs::read_to_string(folder.path().join("a.comity"))?, BAD);
    let (code, ..) = comity(folder.path(), &["fmt", "a.comity", "a.comity", "./a.comity", "b.comity"])?;
    assert_eq!(code, Some(0));
    let (code, out, _) = comity(folder.path(), &["fmt", "--check", "."])?;
    assert_eq!((code, out.as_str()), (Some(0), "2 files unchanged\n"));
    Ok(())
}

#[test]
fn what_is_laid_out_is_not_touched() -> Done {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.comity");
    fs::write(&path, GOOD)?;
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(&path)?.set_modified(long_ago)?;
    let (code, out, _) = comity(folder.path(), &["fmt", "a.comity"])?;
    assert_eq!((code, out.as_str()), (Some(0), "1 file unchanged\n"));
    assert_eq!(fs::metadata(&path)?.modified()?, long_ago);
    Ok(())
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_what_may_not_be_written_is_not() -> Done {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir()?;
    let (private, locked, free) =
        (folder.path().join("a.comity"), folder.path().join("b.comity"), folder.path().join("c.comity"));
    for path in [&private, &locked, &free] {
        fs::write(path, BAD)?;
    }
    fs::set_permissions(&private, fs::Permissions::from_mode(0o640))?;
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444))?;
    let (code, out, err) = comity(folder.path(), &["fmt", "."])?;
    assert_eq!(code, Some(2));
    assert_eq!(out, "formatted a.comity\nformatted c.comity\n2 files formatted, 0 unchanged, 1 left as it is\n");
    assert!(err.contains("`b.comity` cannot be written"), "{err}");
    assert_eq!(fs::metadata(&private)?.permissions().mode() & 0o777, 0o640);
    assert_eq!((fs::read_to_string(&locked)?, fs::read_to_string(&free)?), (BAD.to_owned(), GOOD.to_owned()));
    Ok(())
}

#[test]
fn paths_that_are_none() -> Done {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.comity"), BAD)?;
    fs::write(folder.path().join("a.txt"), BAD)?;
    fs::create_dir(folder.path().join("empty"))?;
    let (code, out, err) = comity(folder.path(), &["fmt", "nowhere", "empty", "a.txt", "a.comity"])?;
    assert_eq!(code, Some(2));
    assert_eq!(out, "formatted a.comity\n1 file formatted, 0 unchanged, 3 left as they are\n");
    for said in ["there is no file or folder `nowhere`", "in `empty`", "`a.txt` is neither"] {
        assert!(err.contains(said), "{said}: {err}");
    }
    let (code, out, err) = comity(folder.path(), &["fmt"])?;
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("there is no comity.toml here or above"), "{err}");
    Ok(())
}

#[test]
fn standard_input() -> Done {
    assert_eq!(through(BAD.as_bytes(), &["fmt", "--stdin"])?, (Some(0), GOOD.into(), String::new()));
    assert_eq!(through(b"", &["fmt", "--stdin"])?, (Some(0), Vec::new(), String::new()));
    let (code, out, err) = through(BROKEN.as_bytes(), &["fmt", "--stdin"])?;
    assert_eq!((code, out), (Some(2), Vec::new()));
    assert!(err.contains("<stdin>:"), "{err}");
    let (code, out, _) = through(BAD.as_bytes(), &["fmt", "--stdin", "--check"])?;
    assert_eq!(code, Some(1));
    assert!(String::from_utf8_lossy(&out).starts_with("<stdin> would change\n"));
    assert_eq!(through(GOOD.as_bytes(), &["fmt", "--stdin", "--check"])?, (Some(0), Vec::new(), String::new()));
    assert_eq!(through(b"", &["fmt", "--stdin", "a.comity"])?.0, Some(2));
    Ok(())
}

/// Marks at the beginning, ends of lines, and what stands outside of blocks.
#[test]
fn bytes_that_are_no_words() -> Done {
    let cases: [(&str, &str, &str); 12] = [
        ("a.comity", "\u{feff}unit   days\n", "\u{feff}unit days\n"),
        ("a.comity", "\u{feff}", "\u{feff}"),
        ("a.comity", "unit   days", "unit days\n"),
        ("a.comity", "", ""),
        ("a.comity", " \n\t\n", ""),
        ("a.comity", "\n\n# only\n\n\n\n# comments", "# only\n\n# comments\n"),
        (
            "a.comity",
            "unit   days # a\r\n\r\n\r\n# b  \r\nissue a note \"x\r\n y\"\r\n",
            "unit days  # a\r\n\r\n# b\r\nissue a note \"x\r\n y\"\r\n",
        ),
        ("a.comity", "unit   days # a\rissue a\r\r\rissue b", "unit days  # a\nissue a\n\nissue b\n"),
        (
            "a.md",
            "# T  \r\n\r\n```comity\r\nunit   days\r\n```\r\n  x \t\r\n",
            "# T  \r\n\r\n```comity\r\nunit days\r\n```\r\n  x \t\r\n",
        ),
        (
            "a.md",
            "x  \n- \n   ~~~ comity  a\n   state A{capacity\n origin}\n   ~~~\n",
            "x  \n- \n   ~~~ comity  a\n   state A {\n     capacity origin\n   }\n   ~~~\n",
        ),
        ("a.md", "no rules  \n```\nunit   days\n```", "no rules  \n```\nunit   days\n```"),
        ("a.md", "```comity\n\n\n```\n```comity\nunit   days", "```comity\n\n\n```\n```comity\nunit days\n"),
    ];
    for (name, before, after) in cases {
        assert_eq!(crate::holds_bytes(name, before)?, after, "{before:?}");
    }
    Ok(())
}

/// A statement that runs over two blocks leaves both as they are, and only them.
#[test]
fn statements_over_blocks() -> Done {
    let text = "```comity\nunit   a\n```\n```comity\nunit   b\nstate A {\n```\n```comity\ncapacity   origin }\n```\n```comity\nunit   c\n```\n";
    let after = text.replace("unit   a", "unit a").replace("unit   c", "unit c");
    assert_eq!(crate::holds_bytes("a.md", text)?, after);
    Ok(())
}
