//! What a snapshot records, and when its file is written.

use std::collections::BTreeSet;
use std::fs;

use crate::workshop::{Failure, LIBRARY, SNAPSHOTS, Workshop, replaced};

const FILES: [&str; 2] = ["were-serbia-rich.snap", "wording.snap"];

/// From nothing to a file, from a change to a review.
#[test]
fn a_snapshot_is_recorded_compared_and_changed() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    let first = shop.test(&[])?;
    assert_eq!(first.code, Some(1), "{first:?}");
    assert!(first.out.contains("not recorded yet; --accept writes snapshots/wording.snap   rules.comity:21:10"));
    assert_eq!(shop.kept()?, FILES.map(|file| format!("{file}.new")), "what it would be waits");

    let accepted = shop.test(&["--accept"])?;
    assert_eq!(accepted.code, Some(0), "{accepted:?}");
    assert_eq!(shop.kept()?, FILES, "nothing waits any more");
    let again = shop.test(&[])?;
    assert_eq!((again.code, shop.kept()?), (Some(0), FILES.map(str::to_owned).to_vec()), "{again:?}");

    let before = shop.read("snapshots/wording.snap")?;
    let changed = replaced(LIBRARY, "accepts readmit up to should", "accepts readmit");
    shop.write("rules.comity", format!("{changed}{SNAPSHOTS}"))?;
    let differs = shop.test(&[])?;
    assert_eq!(differs.code, Some(1), "{differs:?}");
    assert!(differs.out.contains("- readmission at bilateral for MDA as sender with AUT choosing shall is conflict"));
    assert!(differs.out.contains("+ readmission at bilateral for MDA as sender with AUT choosing shall is agree"));
    let waits = shop.read("snapshots/wording.snap.new")?;
    let others: Vec<&str> = before.lines().filter(|line| line.contains("AUT") && !line.contains("MDA")).collect();
    assert!(others.len() > 2 && others.iter().all(|line| waits.contains(line)), "what is of others stays: {waits}");
    assert_eq!(shop.read("snapshots/wording.snap")?, before, "nothing is written that was not asked for");
    assert!(shop.kept()?.contains(&"wording.snap.new".to_owned()));

    shop.write("rules.comity", format!("{LIBRARY}{SNAPSHOTS}"))?;
    assert_eq!(shop.test(&[])?.code, Some(0));
    assert_eq!(shop.kept()?, FILES, "what waited says nothing any more");
    Ok(())
}

/// A line that is not indented is what a test would expect.
#[test]
fn lines_can_be_copied_into_a_test() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    shop.test(&["--accept", "Wording"])?;
    let text = shop.read("snapshots/wording.snap")?;
    let (_, recorded) = text.split_once("\n---\n").ok_or("no header")?;
    let lines: Vec<&str> = recorded.lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    assert!(lines.len() > 9, "{recorded}");
    let expectations = format!("  expect {}\n", lines.join("\n  expect "));
    shop.write("rules.comity", format!("{LIBRARY}test \"Copied\" {{\n{expectations}}}\n"))?;
    let ended = shop.test(&[])?;
    assert_eq!(ended.code, Some(0), "{}{}", ended.out, ended.complaint);
    // And each is another.
    assert_eq!(lines.iter().collect::<BTreeSet<_>>().len(), lines.len());
    Ok(())
}

/// The same bytes on every run.
#[test]
fn recording_twice_gives_the_same_bytes() -> Result<(), Failure> {
    let bytes = || -> Result<_, Failure> {
        let shop = Workshop::new(SNAPSHOTS)?;
        shop.test(&["--accept"])?;
        Ok(FILES.map(|file| fs::read(shop.path("snapshots").join(file)).unwrap_or_default()))
    };
    let first = bytes()?;
    assert!(first.iter().all(|bytes| !bytes.is_empty()));
    assert_eq!(first, bytes()?);
    Ok(())
}

/// The files of a library in a single file carry its name, so that two may stand side by side.
#[test]
fn a_single_file_has_its_name_in_front() -> Result<(), Failure> {
    let shop = Workshop::new("")?;
    shop.write("one.comity", format!("{LIBRARY}{SNAPSHOTS}"))?;
    shop.write("two.md", format!("```comity\n{LIBRARY}snapshot \"Wording\" {{ readmission at global }}\n```\n"))?;
    assert_eq!(shop.test(&["one.comity", "--accept"])?.code, Some(0));
    assert_eq!(shop.test(&["two.md", "--accept"])?.code, Some(0));
    assert_eq!(shop.kept()?, ["one__were-serbia-rich.snap", "one__wording.snap", "two__wording.snap"]);
    for project in ["one.comity", "two.md"] {
        let ended = shop.test(&[project])?;
        assert!(ended.code == Some(0) && !ended.out.contains("note"), "{ended:?}");
    }
    Ok(())
}

/// On a build server nothing is written, whatever comes out.
#[test]
fn a_build_server_writes_nothing() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    for value in ["true", "1"] {
        let ended = shop.command(&[]).env("CI", value).output()?;
        assert_eq!((ended.status.code(), shop.kept()?), (Some(1), Vec::new()));
        for option in ["--accept", "--review", "--prune"] {
            let ended = shop.command(&[option]).env("CI", value).output()?;
            assert_eq!((ended.status.code(), shop.kept()?), (Some(2), Vec::new()), "{option}");
            let complaint = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert!(complaint.contains(option) && complaint.contains("nothing is written"), "{complaint}");
        }
    }
    let ended = shop.command(&[]).env("CI", "false").output()?;
    assert_eq!((ended.status.code(), shop.kept()?.len()), (Some(1), 2));
    Ok(())
}

/// Without a terminal nobody answers.
#[test]
fn a_review_needs_a_terminal() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    let ended = shop.test(&["--review"])?;
    assert_eq!(ended.code, Some(2));
    assert!(ended.complaint.contains("no terminal: use --accept"), "{}", ended.complaint);
    Ok(())
}

/// Files that no snapshot records any more are told, and removed when that is asked for; those of others stay.
#[test]
fn files_that_nothing_names_are_removed_when_asked() -> Result<(), Failure> {
    let shop = Workshop::new(SNAPSHOTS)?;
    shop.test(&["--accept"])?;
    shop.write("snapshots/theirs.snap", "---\nsource: src/lib.rs\nexpression: it\n---\ntext\n")?;
    shop.write("snapshots/README.md", "# Snapshots\n")?;
    let other = replaced(&shop.read("snapshots/wording.snap")?, "library: return", "library: other");
    shop.write("snapshots/of-another.snap", other)?;
    let kept = replaced(SNAPSHOTS, "\"Wording\"", "\"Words\"");
    shop.write("rules.comity", format!("{LIBRARY}{kept}"))?;
    let told = shop.test(&["Serbia"])?;
    assert_eq!(told.code, Some(0), "it is no failure: {told:?}");
    assert!(told.out.contains("snapshots/wording.snap: no snapshot records this any more; --prune removes it"));
    assert!(!told.out.contains("theirs") && !told.out.contains("of-another"), "{}", told.out);
    let pruned = shop.test(&["--prune", "--accept"])?;
    assert_eq!(pruned.code, Some(0), "{pruned:?}");
    let left = ["README.md", "of-another.snap", "theirs.snap", "were-serbia-rich.snap", "words.snap"];
    assert_eq!(shop.kept()?, left);
    Ok(())
}

/// Two libraries in files of one stem share the names of their snapshots: the second one writes over nothing.
#[test]
fn the_snapshot_of_another_library_is_left_alone() -> Result<(), Failure> {
    let shop = Workshop::new("")?;
    let one = "snapshot \"One\" { readmission at global }\n";
    let other = replaced(LIBRARY, "library return", "library other");
    shop.write("s.comity", format!("{LIBRARY}{one}"))?;
    shop.write("s.md", format!("```comity\n{other}{one}```\n"))?;
    assert_eq!(shop.test(&["s.comity", "--accept"])?.code, Some(0));
    let before = shop.read("snapshots/s__one.snap")?;
    let refused = shop.test(&["s.md", "--accept"])?;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    let said = "snapshots/s__one.snap holds a snapshot of another library; it is left as it is";
    assert!(refused.out.contains(said), "{refused:?}");
    assert_eq!(shop.read("snapshots/s__one.snap")?, before);
    assert_eq!(shop.test(&["s.comity"])?.code, Some(0));
    Ok(())
}

/// Divided and neutral both come to an abstention, which is named once.
#[test]
fn a_possible_vote_is_named_once() -> Result<(), Failure> {
    let shop = Workshop::new(
        "attribute size \"Size\": one of small, large\n\
         state ITA \"Italy\" {\n\
           capacity origin, destination\n\
           favours return when income is high  opposes return when size is large\n\
         }\n\
         group south \"South\" at regional { ITA, AUT }\n\
         forum talks \"Talks\" { level regional  members group south  adopts by consensus }\n\
         snapshot \"Talks\" { readmission in talks choosing shall }\n",
    )?;
    assert_eq!(shop.test(&["--accept"])?.code, Some(0));
    let kept = shop.read("snapshots/talks.snap")?;
    let votes: Vec<&str> = kept.lines().filter(|line| line.trim_start().starts_with("ITA: ")).collect();
    assert_eq!(votes, ["  ITA: no, abstains or aye"], "{kept}");
    Ok(())
}

/// What is said of an expectation that nothing can come of, and of a result that is open.
#[test]
fn what_came_out_is_a_sentence_that_can_be_read() -> Result<(), Failure> {
    let shop = Workshop::new(
        "attribute size \"Size\": one of small, large\n\
         state ITA \"Italy\" { capacity origin, destination  favours return  opposes readmit when size is large }\n\
         group south \"South\" at regional { ITA, AUT }\n\
         forum talks \"Talks\" { level regional  members group south  adopts by consensus }\n\
         test \"No pair\" { expect readmission at bilateral for AUT as sender with MDA choosing shall is outside }\n\
         test \"Not clear\" { expect readmission in talks choosing shall is blocked }\n",
    )?;
    let ended = shop.test(&[])?;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.out.contains("expected outside, and these two are no pair here: "), "{}", ended.out);
    assert!(ended.out.contains("expected blocked, and it is open"), "{}", ended.out);
    assert!(ended.out.contains("possible: adopted, blocked"), "{}", ended.out);
    Ok(())
}
