//! Projects whose files are not where they should be, or lead in circles.

use comity::source::MemoryFiles;

use crate::{Done, SMALL, see};

fn project(files: &[(&str, &str)]) -> MemoryFiles {
    files.iter().fold(MemoryFiles::default(), |all, (name, text)| all.with(name, *text))
}

#[test]
fn libraries_that_use_each_other() -> Done {
    let a = ("a/comity.toml", "[library]\nname = \"a\"\n[dependencies]\nb = { path = \"../b\" }");
    let b = ("b/comity.toml", "[library]\nname = \"b\"\n[dependencies]\na = { path = \"../a\" }");
    let files = project(&[a, b, ("a/a.comity", "use b"), ("b/b.comity", "use a")]);
    see("a", &files)?.reports("library-cycle", "b/comity.toml:4")?;
    let own = ("a/comity.toml", "[library]\nname = \"a\"\n[dependencies]\na = { path = \".\" }");
    see("a", &project(&[own, ("a/a.comity", "use a")]))?.reports("library-cycle", "a/comity.toml:4")?;
    see("t.comity", &project(&[("t.comity", "use t from \"t.comity\"")]))?.reports("library-cycle", "t.comity:1")?;
    let long: Vec<(String, String)> = (0..300)
        .map(|i| (format!("l{i}.comity"), format!("use l{} from \"l{}.comity\"", i + 1, i + 1)))
        .chain([("l300.comity".to_owned(), "unit days".to_owned())])
        .collect();
    let files = long.iter().fold(MemoryFiles::default(), |all, (name, text)| all.with(name, text.as_str()));
    let seen = see("l0.comity", &files)?;
    assert!(
        seen.works().is_ok() || seen.findings.iter().any(|(code, ..)| code.name() == "too-deep"),
        "{}",
        seen.shown()
    );
    Ok(())
}

#[test]
fn one_library_by_two_ways_is_one() -> Done {
    let files = project(&[
        ("t.comity", "use a from \"a.comity\"\nuse b from \"b.comity\"\nmeasure m on labour"),
        ("a.comity", "use c from \"./x/../c.comity\""),
        ("b.comity", "use c from \"c.comity\""),
        ("c.comity", "issue labour"),
    ]);
    see("t.comity", &files)?.works()
}

#[test]
fn files_that_are_missing() -> Done {
    let table = "unit days\nprofiles from \"gone.csv\" { key id }";
    see("t.comity", &project(&[("t.comity", table)]))?.reports("unreadable-file", "t.comity:2")?;
    let table = "profiles from \"../../../gone.csv\" { key id }";
    see("t.comity", &project(&[("t.comity", table)]))?.reports("unreadable-file", "t.comity:1")?;
    for path in ["/etc/hostname", "C:\\data.csv", "data\\a.csv", "", ".", "..", "http://example.org/a.csv"] {
        let table = format!("profiles from {path:?} {{ key id }}");
        see("t.comity", &project(&[("t.comity", &table)]))?
            .reports("unreadable-file", "t.comity:1")
            .map_err(|error| format!("{path}: {error}"))?;
    }
    see("t.comity", &project(&[("t.comity", "use a from \"a.comity\"")]))?.reports("unreadable-file", "t.comity:1")?;
    let seen = see("none.comity", &project(&[]))?;
    assert!(seen.verdicts.is_none());
    let seen = see("p", &project(&[("p/comity.toml", "[library]\nname = \"p\"")]))?;
    assert!(!seen.findings.is_empty(), "a project without rules");
    Ok(())
}

#[test]
fn a_path_with_dots_is_worked_out() -> Done {
    let table = format!("{SMALL}profiles from \"../data/./t.csv\" {{ key id  rate: column rate }}");
    let files = project(&[
        ("p/comity.toml", "[library]\nname = \"p\""),
        ("p/rules/a.comity", &table),
        ("p/data/t.csv", "id,rate\nC,1\n"),
    ]);
    see("p", &files)?.works()
}

#[test]
fn manifests_that_are_wrong() -> Done {
    for (manifest, code, line) in [
        ("", "manifest", 1),
        ("[library", "manifest", 1),
        ("[library]\nname = 5", "manifest", 2),
        ("[library]\nname = \"\"", "manifest", 2),
        ("[library]\nname = \"a b\"", "manifest", 2),
        ("[library]\nname = \"p\"\nname = \"p\"", "manifest", 3),
        ("[library]\nname = \"p\"\nas_of = 2018-02-30", "manifest", 3),
        ("[library]\nname = \"p\"\nas_of = \"2018-02-30\"", "invalid-date", 3),
        ("[library]\nname = \"p\"\nas_of = 2018-02-03T10:00:00", "invalid-date", 3),
        ("[library]\nname = \"p\"\nasof = 2018-02-03", "unknown-name", 3),
        ("[libary]\nname = \"p\"", "unknown-name", 1),
        ("library = \"p\"", "manifest", 1),
        ("[library]\nname = \"p\"\n[dependencies]\na = \"../a\"", "manifest", 4),
        ("[library]\nname = \"p\"\n[dependencies]\na = { pth = \"../a\" }", "unknown-name", 4),
    ] {
        let files = project(&[("p/comity.toml", manifest), ("p/a.comity", "unit days")]);
        see("p", &files)?
            .reports(code, &format!("p/comity.toml:{line}"))
            .map_err(|error| format!("{manifest}\n{error}"))?;
    }
    // A dependency that nothing uses is still looked at: its path may be wrong.
    let listed = "[library]\nname = \"p\"\n[dependencies]\nwater = { path = \"../watre\" }";
    let seen = see("p", &project(&[("p/comity.toml", listed), ("p/a.comity", "unit days")]))?;
    assert!(!seen.findings.is_empty(), "a dependency that leads nowhere is said");
    Ok(())
}

#[test]
fn names_from_elsewhere() -> Done {
    see("t.comity", &project(&[("t.comity", "use migratoin")]))?.reports("unknown-name", "t.comity:1")?;
    let files = project(&[("t.comity", "use other from \"a.comity\""), ("a.comity", "library a")]);
    see("t.comity", &files)?.reports("unknown-name", "t.comity:1")?;
    let files = project(&[
        ("t.comity", "use a from \"a.comity\"\nuse b from \"b.comity\"\nmeasure m on labour"),
        ("a.comity", "issue labour"),
        ("b.comity", "issue labour"),
    ]);
    see("t.comity", &files)?.reports("ambiguous-name", "t.comity:3")?;
    let seen = see("t.md", &project(&[("t.md", "# A text\n\n```comity\nunit days\nunit 7\n")]))?;
    seen.reports("syntax", "t.md:5")?;
    // Blocks marked almost right are prose to the program, but not to the author.
    let seen = see("t.md", &project(&[("t.md", "# A text\n\n```commity\nissue labour\n```\n")]))?;
    assert!(!seen.findings.is_empty(), "a literate file without any rule is said");
    Ok(())
}
