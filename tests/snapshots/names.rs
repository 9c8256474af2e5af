//! Which tests and snapshots are run.

use crate::workshop::{Failure, LIBRARY, SNAPSHOTS, Workshop};

const TESTS: &str = r#"
test "Moldova goes as far as should" { expect readmission at regional for MDA choosing should is agree }
test "Austria agrees" { expect readmission at regional for AUT is agree }
"#;

#[test]
fn parts_of_titles_choose() -> Result<(), Failure> {
    let shop = Workshop::new(&format!("{TESTS}{SNAPSHOTS}"))?;
    shop.test(&["--accept"])?;
    for (words, lines) in [
        (&["austria"][..], &["pass  Austria agrees"][..]),
        (&[".", "Austria"], &["pass  Austria agrees"]),
        (&["rules.comity", "agrees"], &["pass  Austria agrees"]),
        (&["Moldova", "wording"], &["pass  Moldova goes as far as should", "pass  snapshot Wording"]),
        (&["as far as should"], &["pass  Moldova goes as far as should"]),
    ] {
        // A single file keeps its snapshots under other names, and has none of these.
        let ended = shop.test(words)?;
        let told: Vec<&str> = ended.out.lines().take_while(|line| !line.is_empty()).collect();
        assert_eq!((ended.code, told.as_slice()), (Some(0), lines), "{words:?} {ended:?}");
    }
    Ok(())
}

#[test]
fn a_name_that_nothing_has_is_a_mistake() -> Result<(), Failure> {
    let shop = Workshop::new(&format!("{TESTS}{SNAPSHOTS}"))?;
    for (words, complaint) in [
        (&["Austira"][..], "no test or snapshot has `Austira` in its title; did you mean `Austria`?"),
        (&["Austria", "wrding"], "no test or snapshot has `wrding` in its title; did you mean `Wording`?"),
        (&["quotas"], "there is\n  Moldova goes as far as should\n  Austria agrees\n  Wording\n  Were Serbia rich"),
        (&["nowhere/at-all"], "there is no file or folder `nowhere/at-all`"),
        (&["nowhere.comity"], "there is no file or folder `nowhere.comity`"),
    ] {
        let ended = shop.test(words)?;
        assert_eq!(ended.code, Some(2), "{words:?} {ended:?}");
        assert!(ended.complaint.contains(complaint), "{}", ended.complaint);
    }
    shop.write("drafts/notes.txt", "")?;
    let ended = shop.test(&["drafts"])?;
    assert!(ended.complaint.contains("and the folder of that name has no comity.toml"), "{}", ended.complaint);
    Ok(())
}

/// The tests of a dependency are run where they live, even where the project has none of its own.
#[test]
fn those_of_a_dependency_are_run_where_they_live() -> Result<(), Failure> {
    let shop = Workshop::new(&format!("{TESTS}{SNAPSHOTS}"))?;
    shop.write("user/comity.toml", "[library]\nname = \"user\"\n\n[dependencies]\nreturn = { path = \"..\" }\n")?;
    shop.write("user/rules.comity", "use return\nissue other \"Other\"\n")?;
    let ended = shop.test(&["user"])?;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains("0 passed, 0 failed (0 expectations)"), "{}", ended.out);
    assert_eq!(shop.kept()?, Vec::<String>::new());
    assert!(LIBRARY.contains("library return"));
    Ok(())
}
