//! Folders as disks have them: links in circles, folders with the names of files, files that cannot be read.

use std::path::Path;
use std::process::Command;

use crate::{Done, SMALL};

/// Checks a folder with the program: whether all is well, and what it says.
fn check(folder: &Path, what: &str) -> Result<(bool, String), Box<dyn std::error::Error>> {
    let done = Command::new(env!("CARGO_BIN_EXE_comity")).current_dir(folder).args(["check", what]).output()?;
    let said = [done.stdout, done.stderr].concat();
    Ok((done.status.success(), String::from_utf8(said)?))
}

#[expect(clippy::disallowed_methods, reason = "what a disk does is tested on one")]
fn folder() -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("comity.toml"), "[library]\nname = \"p\"\n")?;
    std::fs::write(folder.path().join("a.comity"), SMALL)?;
    Ok(folder)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what a disk does is tested on one")]
fn a_folder_with_the_name_of_a_file() -> Done {
    let folder = folder()?;
    std::fs::create_dir(folder.path().join("x.comity"))?;
    std::fs::write(folder.path().join("x.comity/b.comity"), "issue labour labour")?;
    // It is a folder like any other, and its files belong to the project.
    let (well, said) = check(folder.path(), ".")?;
    assert!(!well && said.contains("x.comity/b.comity"), "{said}");
    let (well, said) = check(folder.path(), "x.comity")?;
    assert!(!well && !said.is_empty(), "{said}");
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_in_circles() -> Done {
    let folder = folder()?;
    let (well, said) = check(folder.path(), ".")?;
    assert!(well, "{said}");
    // A folder below the project that is the project again.
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again"))?;
    let (well, said) = check(folder.path(), ".")?;
    assert!(well, "{said}");
    // A file that is a link to itself.
    std::os::unix::fs::symlink("b.comity", folder.path().join("b.comity"))?;
    let (well, said) = check(folder.path(), ".")?;
    assert!(!well && said.contains("b.comity"), "{said}");
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_said() -> Done {
    let folder = folder()?;
    std::os::unix::fs::symlink("gone.comity", folder.path().join("b.comity"))?;
    let (well, said) = check(folder.path(), ".")?;
    assert!(!well && said.contains("b.comity"), "{said}");
    let (well, said) = check(folder.path(), "b.comity")?;
    assert!(!well && said.contains("b.comity"), "{said}");
    Ok(())
}
