//! Levels: what a library and a command make of findings, and the status of the run.

use super::{Failure, VOCABULARY, comity, nobody, project, read};
use serde_json::Value;

const ALLOW: &str = "  allow never-holds because \"no such state has joined yet\"\n";

/// A manifest with a table of levels, the arguments of `check`, and the tally and status that must come of them.
const CASES: &[(&str, &[&str], &str, i32)] = &[
    ("", &[], "1 warning, 1 allowed", 0),
    ("never-holds = \"error\"", &[], "1 error, 1 allowed", 1),
    ("never-holds = \"note\"", &[], "1 note, 1 allowed", 0),
    ("never-holds = \"allow\"", &[], "nothing to report, 1 allowed", 0),
    ("", &["--deny", "never-holds"], "1 error, 1 allowed", 1),
    ("", &["--deny", "scope-tie,never-holds"], "1 error, 1 allowed", 1),
    ("", &["--deny", "scope-tie", "--deny", "never-holds"], "1 error, 1 allowed", 1),
    ("", &["--deny", "warnings"], "1 error, 1 allowed", 1),
    ("", &["--allow", "never-holds"], "nothing to report, 1 allowed", 0),
    // The command line stands over the manifest; `warnings` are those that the manifest leaves.
    ("never-holds = \"allow\"", &["--deny", "never-holds"], "1 error, 1 allowed", 1),
    ("never-holds = \"allow\"", &["--deny", "warnings"], "nothing to report, 1 allowed", 0),
    ("never-holds = \"note\"", &["--deny", "warnings"], "1 note, 1 allowed", 0),
    ("never-holds = \"error\"", &["--allow", "never-holds"], "nothing to report, 1 allowed", 0),
    ("", &["--deny", "warnings", "--allow", "never-holds"], "nothing to report, 1 allowed", 0),
];

#[test]
fn the_command_stands_over_the_source_and_that_over_the_manifest() -> Result<(), Failure> {
    for (table, arguments, tally, status) in CASES {
        let rules = format!("{VOCABULARY}{}{}", nobody("first", ALLOW), nobody("second", ""));
        let manifest = format!("[library]\nname = \"sample\"\n[findings]\n{table}\n");
        let folder = project(&[("comity.toml", &manifest), ("a.comity", &rules)])?;
        let run = comity(folder.path(), &[&["check"], *arguments].concat())?;
        let last = run.out.lines().last().unwrap_or_default();
        assert_eq!((last, run.status), (*tally, Some(*status)), "{table} {arguments:?}\n{}", run.out);
    }
    Ok(())
}

/// What a weight below zero is, a library may decide; it is evaluated all the same.
#[test]
fn an_error_of_substance_can_be_lowered() -> Result<(), Failure> {
    let rules = "levels { world of all }\nissue peace\nattribute shares \"S\" : number\nmeasure act on peace\n\
        state A { shares: -1 } state B { shares: 2 }\nforum board { level world members A, B adopts by 2/3 of shares }\n";
    for (table, status) in [("", 1), ("weight-negative = \"warning\"", 0)] {
        let manifest = format!("[library]\nname = \"sample\"\n[findings]\n{table}\n");
        let folder = project(&[("comity.toml", &manifest), ("a.comity", rules)])?;
        let run = comity(folder.path(), &["check"])?;
        assert_eq!(run.status, Some(status), "{}", run.out);
        assert!(run.out.contains("weight-negative"), "{}", run.out);
    }
    Ok(())
}

/// What is raised to an error still stops no evaluation; what is of form does.
#[test]
fn raised_substance_does_not_stop_evaluation() -> Result<(), Failure> {
    let rules = format!("{VOCABULARY}{}", nobody("first", ""));
    let manifest = "[library]\nname = \"sample\"\n[findings]\nnever-holds = \"error\"\n";
    let folder = project(&[("comity.toml", manifest), ("a.comity", &rules)])?;
    for verb in ["eval", "test", "common"] {
        let run = comity(folder.path(), &[verb])?;
        assert_eq!((run.status, run.err.as_str()), (Some(0), ""), "{verb}: {}", run.out);
    }
    let broken = project(&[("comity.toml", manifest), ("a.comity", &format!("{rules}\nstate X {{ x }}"))])?;
    let run = comity(broken.path(), &["eval"])?;
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("syntax"), "{}", run.err);
    Ok(())
}

/// Codes that are none, of form, or asked for both ways are wrong usage.
#[test]
fn codes_on_the_command_line_are_checked() -> Result<(), Failure> {
    let folder = project(&[("a.comity", VOCABULARY)])?;
    for (arguments, said) in [
        (&["--deny", "never_holds"][..], "did you mean `never-holds`?"),
        (&["--allow", "warnings"], "there is no finding `warnings`"),
        (&["--deny", "warning"], "did you mean `warnings`"),
        (&["--allow", "syntax"], "`syntax` is a finding of form"),
        (&["--deny", "scope-tie", "--allow", "scope-tie"], "both denied and allowed"),
    ] {
        let run = comity(folder.path(), &[&["check", "a.comity"], arguments].concat())?;
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    Ok(())
}

fn findings(report: &Value) -> Vec<(&str, &str, &str)> {
    let found = report.get("findings").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    found
        .iter()
        .filter_map(|finding| {
            Some((text_of(finding, "/places/0/file")?, text_of(finding, "/code")?, text_of(finding, "/severity")?))
        })
        .collect()
}

fn text_of<'v>(value: &'v Value, path: &str) -> Option<&'v str> {
    value.pointer(path)?.as_str()
}

/// A library that is only used is governed by its own manifest, which raises nothing here; the project's levels and
/// `--deny` are about the project's own files, and `--allow` hides what nobody here can change.
#[test]
fn libraries_in_use_are_governed_by_themselves() -> Result<(), Failure> {
    let used = format!(
        "{VOCABULARY}{}{}group nobody {{ every state where rate > 90% }}\n",
        nobody("far", ""),
        nobody("kept", ALLOW)
    );
    let files = |own: &'static str, theirs: &'static str| {
        let manifest = |name: &str, levels: &str| format!("[library]\nname = \"{name}\"\n[findings]\n{levels}\n");
        let own = format!("{}[dependencies]\nused = {{ path = \"../used\" }}\n", manifest("own", own));
        project(&[
            ("own/comity.toml", &own),
            ("own/a.comity", &format!("use used\n{}", nobody("near", ""))),
            ("used/comity.toml", &manifest("used", theirs)),
            ("used/b.comity", &used),
        ])
    };
    let check = |own, theirs, arguments: &[&str]| -> Result<Value, Failure> {
        read(files(own, theirs)?.path(), &[&["own"], arguments].concat(), "json")
    };
    let kept = ("used/b.comity", "never-holds", "warning");
    let (near, far) = ("own/a.comity", "used/b.comity");
    for (own, theirs, arguments, wanted) in [
        (
            "",
            "",
            &[][..],
            vec![
                (far, "never-holds", "warning"),
                kept,
                (far, "group-empty", "warning"),
                (near, "never-holds", "warning"),
            ],
        ),
        (
            "never-holds = \"error\"",
            "group-empty = \"note\"",
            &[],
            vec![(far, "never-holds", "warning"), kept, (far, "group-empty", "note"), (near, "never-holds", "error")],
        ),
        (
            "never-holds = \"allow\"",
            "never-holds = \"error\"\ngroup-empty = \"allow\"",
            &[],
            vec![(far, "never-holds", "warning"), kept],
        ),
        (
            "",
            "",
            &["--deny", "warnings"],
            vec![
                (far, "never-holds", "warning"),
                kept,
                (far, "group-empty", "warning"),
                (near, "never-holds", "error"),
            ],
        ),
        ("", "", &["--allow", "never-holds"], vec![kept, (far, "group-empty", "warning")]),
    ] {
        let report = check(own, theirs, arguments)?;
        let (mut found, mut wanted) = (findings(&report), wanted);
        found.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{own} {theirs} {arguments:?}");
    }
    Ok(())
}

/// Where there are no profiles, nobody asks what holds for none of them: an allowance of that is not called unused. Nor
/// is one in a library that is only used, whose profiles are elsewhere.
#[test]
fn what_nobody_looked_for_is_not_unused() -> Result<(), Failure> {
    let rules = "levels { bilateral of pairs }\nissue return\nattribute rate \"Rate\" : number\n";
    let allowed = nobody("first", "  allow never-holds, party-unplayed because \"profiles bring them\"\n");
    let folder = project(&[
        ("a.comity", &format!("{rules}{allowed}")),
        ("b.comity", "use a from \"a.comity\"\nstate MDA { rate: 16 }\nallow scope-tie because \"left over\"\n"),
    ])?;
    let alone = comity(folder.path(), &["check", "a.comity"])?;
    assert_eq!((alone.out.as_str(), alone.status), ("nothing to report\n", Some(0)));
    let report = read(folder.path(), &["b.comity"], "json")?;
    assert_eq!(findings(&report), [("b.comity", "unused-allow", "warning")]);
    Ok(())
}
