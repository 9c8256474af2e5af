//! Files that are broken, locked, in the way, or written by somebody else: each has its text, and nothing is lost.

use std::fs;

use crate::workshop::{Failure, SNAPSHOTS, Workshop, replaced};

/// What is in the file, what is said of it, and whether it may be written anew.
const CASES: &[(&[u8], &str, bool)] = &[
    (b"", "is empty; --accept writes it anew", true),
    (b"---\nsource: \xff\n---\n", "is not UTF-8; it is left as it is", false),
    (b"a line\n", "has no header between two lines `---`; it is left as it is", false),
    (b"---\nsource: rules.comity\n", "has no header between two lines `---`; it is left as it is", false),
    (b"---\nsource: [\n---\ntext\n", "has a header that cannot be read; it is left as it is", false),
    (b"---\nsource: src/lib.rs\n---\ntext\n", "is no snapshot that Comity wrote; it is left as it is", false),
    (b"---\ninfo:\n  comity: 2\n---\ntext\n", "was written by a later version of Comity; it is left as it is", false),
    (
        b"---\ninfo:\n  comity: 1\n---\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n",
        "holds both sides of a merge, from line 5 on; --accept writes it anew",
        true,
    ),
];

#[test]
fn a_file_that_cannot_be_compared_fails_with_its_name() -> Result<(), Failure> {
    for (bytes, text, anew) in CASES {
        let shop = Workshop::new(SNAPSHOTS)?;
        shop.test(&["--accept"])?;
        shop.write("snapshots/wording.snap", bytes)?;
        let ended = shop.test(&["Wording"])?;
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(ended.out.contains(&format!("snapshots/wording.snap {text}")), "{text}: {}", ended.out);
        let accepted = shop.test(&["Wording", "--accept"])?;
        assert_eq!(accepted.code, Some(i32::from(!anew)), "{text}: {accepted:?}");
        let kept = fs::read(shop.path("snapshots/wording.snap"))? == *bytes;
        assert_eq!(kept, !anew, "{text}");
    }
    Ok(())
}

/// Ends of lines of another system are no difference, and neither is a header that another program wrote.
#[test]
fn what_says_the_same_is_the_same() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    shop.test(&["--accept"])?;
    let text = shop.read("snapshots/wording.snap")?;
    for other in [
        text.replace('\n', "\r\n"),
        text.trim_end().to_owned(),
        format!("{text}\n\n"),
        replaced(&text, "description: Wording", "description: 'Wor\\ding'\ninput_file: \"x\"\nunknown: [1, {a: b}]"),
    ] {
        shop.write("snapshots/wording.snap", &other)?;
        let ended = shop.test(&["Wording"])?;
        assert_eq!(ended.code, Some(0), "{other}\n{ended:?}");
    }
    Ok(())
}

#[test]
fn a_folder_that_is_a_file_is_told() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    shop.write("snapshots", "a file")?;
    for arguments in [&[][..], &["--accept"], &["--prune"]] {
        let ended = shop.test(arguments)?;
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.complaint.contains("`snapshots/wording.snap` cannot be read"), "{}", ended.complaint);
    }
    assert_eq!(shop.read("snapshots")?, "a file");
    Ok(())
}

/// A file that may not be written stays what it is; that what waits cannot be written is no other failure.
#[test]
fn a_file_that_is_locked_stays() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    shop.test(&["--accept"])?;
    let other = replaced(&shop.read("snapshots/wording.snap")?, "is conflict", "is agree");
    shop.write("snapshots/wording.snap", &other)?;
    shop.write("snapshots/wording.snap.new", "in the way")?;
    for name in ["snapshots/wording.snap", "snapshots/wording.snap.new"] {
        let mut permissions = fs::metadata(shop.path(name))?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(shop.path(name), permissions)?;
    }
    let compared = shop.test(&["Wording"])?;
    assert_eq!(compared.code, Some(1), "{compared:?}");
    assert!(compared.out.contains("`snapshots/wording.snap.new` cannot be written: permission denied"), "{compared:?}");
    let accepted = shop.test(&["Wording", "--accept"])?;
    assert_eq!(accepted.code, Some(2), "{accepted:?}");
    assert!(accepted.complaint.contains("`snapshots/wording.snap` cannot be written: permission denied"));
    assert_eq!(shop.read("snapshots/wording.snap")?, other);
    Ok(())
}

/// Several runs at once write whole files, and nothing else is left of them.
#[test]
fn runs_at_the_same_time_leave_whole_files() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    for round in 0..3 {
        let running: Vec<_> =
            (0..6).map(|_| shop.command(&["--accept"]).stdout(std::process::Stdio::null()).spawn()).collect();
        for one in running {
            let ended = one?.wait_with_output()?;
            assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
        }
        assert_eq!(shop.kept()?, ["were-serbia-rich.snap", "wording.snap"], "round {round}");
        assert_eq!(shop.test(&[])?.code, Some(0));
        fs::remove_dir_all(shop.path("snapshots"))?;
    }
    Ok(())
}
