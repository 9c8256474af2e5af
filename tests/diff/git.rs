//! Revisions, in repositories of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::Done;

type Failure = Box<dyn std::error::Error>;

const MANIFEST: &str = "[library]\nname = \"l\"\nversion = \"1\"\n";
const RULES: &str = "levels { all of all }\nissue trade\nmeasure lift on trade\nprinciple p { issue trade levels all\n c: states shall lift }\n";
const FOR: &str = "state AAA { accepts lift }\n";
const AGAINST: &str = "state AAA { rejects lift }\n";

/// A repository in a folder that is gone behind the test.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Result<Self, Failure> {
        let repository = Self { folder: tempfile::tempdir()? };
        repository.git(&["init", "--quiet", "--initial-branch", "main"])?;
        Ok(repository)
    }

    /// One with a library in its root, and one commit.
    fn with_library() -> Result<Self, Failure> {
        let repository = Self::new()?;
        repository.write("comity.toml", MANIFEST)?;
        repository.write("rules.comity", RULES)?;
        repository.write("states.comity", FOR)?;
        repository.commit()?;
        Ok(repository)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> Done {
        let path = self.path(name);
        fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
        Ok(fs::write(path, text)?)
    }

    fn commit(&self) -> Done {
        self.git(&["add", "--all"])?;
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "step"]).map(drop)
    }

    fn git(&self, arguments: &[&str]) -> Result<String, Failure> {
        let output = isolated(Command::new("git").args(arguments).current_dir(self.folder.path())).output()?;
        if output.status.success() {
            Ok(String::from_utf8(output.stdout)?.trim().to_owned())
        } else {
            Err(format!("git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
        }
    }

    fn diff(&self, arguments: &[&str]) -> Result<Said, Failure> {
        diff(self.folder.path(), arguments)
    }
}

/// Without the configuration of whoever runs the tests, and always the same person on the same day.
fn isolated(command: &mut Command) -> &mut Command {
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "Drafter"),
        ("GIT_AUTHOR_EMAIL", "drafter@example.org"),
        ("GIT_AUTHOR_DATE", "2020-01-01T00:00:00Z"),
        ("GIT_COMMITTER_NAME", "Drafter"),
        ("GIT_COMMITTER_EMAIL", "drafter@example.org"),
        ("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z"),
        ("GIT_ALLOW_PROTOCOL", "file"),
    ] {
        command.env(name, value);
    }
    command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE")
}

/// What a run comes to.
#[derive(Debug)]
struct Said {
    status: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

impl Said {
    fn says(&self, status: i32, words: &[&str]) {
        assert_eq!(self.status, Some(status), "{self:?}");
        let text = if status == 2 { &self.err } else { &self.out };
        for words in words {
            assert!(text.contains(words), "{words}: {self:?}");
        }
    }
}

fn diff(folder: &Path, arguments: &[&str]) -> Result<Said, Failure> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    command.arg("diff").args(arguments).current_dir(folder).env("NO_COLOR", "1");
    Ok(isolated(&mut command).output()?.into())
}

#[test]
fn a_revision_against_the_files_as_they_are() -> Done {
    let repository = Repository::with_library()?;
    repository.diff(&["main"])?.says(0, &["main → the working tree", "nothing changed"]);
    repository.write("states.comity", AGAINST)?;
    repository.diff(&["main"])?.says(0, &["worse: agree → conflict, 1 state", "its own position on lift changed"]);
    repository.diff(&["--rev", "main", "--deny", "conflict"])?.says(1, &["worse: agree → conflict"]);
    repository.diff(&["main", "."])?.says(0, &["worse: agree → conflict"]);
    // The other way round.
    repository
        .diff(&[".", "main", "--deny", "worse"])?
        .says(0, &["the working tree → main", "better: conflict → agree"]);
    repository.diff(&[".", "main", "--deny", "any"])?.says(1, &[]);
    Ok(())
}

#[test]
fn nothing_is_touched() -> Done {
    let repository = Repository::with_library()?;
    repository.write("states.comity", AGAINST)?;
    repository.git(&["add", "--all"])?;
    repository.write("states.comity", FOR)?;
    let look = || -> Result<(Vec<u8>, String, String), Failure> {
        let index = fs::read(repository.path(".git/index"))?;
        Ok((index, repository.git(&["stash", "list"])?, fs::read_to_string(repository.path("states.comity"))?))
    };
    let before = look()?;
    repository.diff(&["--rev", "HEAD"])?.says(0, &["nothing changed"]);
    assert_eq!(before, look()?);
    Ok(())
}

#[test]
fn two_revisions_and_where_they_parted() -> Done {
    let repository = Repository::with_library()?;
    repository.git(&["checkout", "--quiet", "-b", "topic"])?;
    repository.write("more.comity", "state BBB { accepts lift }\n")?;
    repository.commit()?;
    repository.git(&["checkout", "--quiet", "main"])?;
    repository.write("states.comity", AGAINST)?;
    repository.commit()?;
    let both = repository.diff(&["main..topic"])?;
    both.says(0, &["main → topic", "better: conflict → agree", "state BBB is new: 1 verdict"]);
    let parted = repository.diff(&["main...topic"])?;
    parted.says(0, &["where main and topic parted (", "state BBB is new: 1 verdict", "0 of 1 changed"]);
    repository.diff(&["--rev", "main...topic"])?.says(0, &["0 of 1 changed"]);
    repository.diff(&["main", "topic"])?.says(0, &["better: conflict → agree"]);
    repository.diff(&["main..", "rules.comity"])?.says(0, &["main → HEAD", "nothing changed"]);
    repository.git(&["checkout", "--quiet", "--orphan", "island"])?;
    repository.commit()?;
    repository.diff(&["main...island"])?.says(2, &["have no commit in common"]);
    Ok(())
}

#[test]
fn a_clone_that_is_shallow() -> Done {
    let repository = Repository::with_library()?;
    repository.git(&["checkout", "--quiet", "-b", "topic"])?;
    repository.commit()?;
    repository.git(&["checkout", "--quiet", "main"])?;
    repository.write("states.comity", AGAINST)?;
    repository.commit()?;
    let clone = Repository { folder: tempfile::tempdir()? };
    let from = format!("file://{}", repository.folder.path().display());
    clone.git(&["clone", "--quiet", "--depth", "1", "--no-single-branch", &from, "copy"])?;
    let said = diff(&clone.path("copy"), &["main...origin/topic"])?;
    said.says(2, &["the clone is shallow, and lacks the commit where", "git fetch --unshallow"]);
    diff(&clone.path("copy"), &["main..origin/topic"])?.says(0, &["better: conflict → agree"]);
    diff(&clone.path("copy"), &["HEAD~1"])?.says(2, &["there is no revision `HEAD~1`", "shallow"]);
    Ok(())
}

#[test]
fn what_is_no_revision() -> Done {
    let repository = Repository::with_library()?;
    repository.write("topic/x.txt", "")?;
    let said = repository.diff(&["mian"])?;
    said.says(2, &["there is no revision `mian`", "taken as a revision, since there is no such file or folder"]);
    repository.diff(&["--rev=--help"])?.says(2, &["there is no revision `--help`"]);
    repository.diff(&["--rev", "--output=x"])?.says(2, &[]);
    assert!(!repository.path("x").exists());
    // A word that is both is the path; --rev insists.
    repository.git(&["branch", "topic"])?;
    repository.diff(&["main", "topic"])?.says(2, &["topic"]);
    repository.diff(&["--rev", "main..topic"])?.says(0, &["nothing changed"]);
    repository.diff(&["--rev", "main", "a", "b"])?.says(2, &["behind it stands the library's path"]);
    repository.diff(&[])?.says(2, &["what is compared?"]);
    // A revision of something that is no commit.
    repository.diff(&["HEAD:rules.comity"])?.says(2, &["there is no revision `HEAD:rules.comity`"]);
    let nowhere = tempfile::tempdir()?;
    fs::write(nowhere.path().join("a.comity"), RULES)?;
    diff(nowhere.path(), &["main", "a.comity"])?.says(2, &["is in no git repository that can be read"]);
    Ok(())
}

#[test]
fn no_git_at_all() -> Done {
    let repository = Repository::with_library()?;
    let empty = tempfile::tempdir()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    command.args(["diff", "main"]).current_dir(repository.folder.path()).env("PATH", empty.path());
    Said::from(command.output()?).says(2, &["there is no program `git` in the PATH"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    command.args(["diff", ".", "."]).current_dir(repository.folder.path()).env("PATH", empty.path());
    Said::from(command.output()?).says(0, &["nothing changed"]);
    Ok(())
}

#[test]
fn a_library_that_is_new_or_gone() -> Done {
    let repository = Repository::with_library()?;
    repository.write("below/comity.toml", MANIFEST)?;
    repository.write("below/all.comity", &format!("{RULES}{FOR}"))?;
    let said = repository.diff(&["--rev", "main", "below"])?;
    said.says(0, &["there is no such library in main: everything is new", "principle p is new: 1 verdict"]);
    repository.commit()?;
    fs::remove_dir_all(repository.path("below"))?;
    let said = repository.diff(&["--rev", "main", "below"])?;
    said.says(
        0,
        &["there is no such library in the working tree: everything is gone", "principle p is gone: 1 verdict"],
    );
    repository
        .diff(&["--rev", "main", "elsewhere"])?
        .says(2, &["there is no library `elsewhere`, neither in main nor"]);
    repository.diff(&["--rev", "main..HEAD~1", "below"])?.says(0, &["everything is gone"]);
    Ok(())
}

#[test]
fn a_revision_with_mistakes_is_named() -> Done {
    let repository = Repository::with_library()?;
    repository.write("states.comity", "state AAA { accepts nothing_known }\n")?;
    repository.commit()?;
    repository.write("states.comity", FOR)?;
    repository.diff(&["main"])?.says(2, &["main:states.comity:1", "errors of form in main"]);
    repository.write("states.comity", "state AAA { accepts another }\n")?;
    repository.diff(&["main"])?.says(2, &["neither library can be read", "main and in the working tree"]);
    Ok(())
}

#[test]
fn libraries_next_door_and_odd_names() -> Done {
    let repository = Repository::new()?;
    let used = RULES.replace("principle", "note \"x\"\nprinciple").replace("note \"x\"\n", "");
    repository.write("tåbles and more/comity.toml", "[library]\nname = \"words\"\n")?;
    repository.write("tåbles and more/ü [1].comity", &used)?;
    let manifest = format!("{MANIFEST}[dependencies]\nwords = {{ path = \"../tåbles and more\" }}\n");
    repository.write("deep/er/../er/comity.toml", &manifest.replace("../tåbles", "../../tåbles"))?;
    repository.write("deep/er/states.comity", &format!("use words\n{FOR}"))?;
    // What does not belong to a project: hidden folders, and projects below it.
    repository.write("deep/er/.hidden/x.comity", "nonsense")?;
    repository.write("deep/er/other/comity.toml", MANIFEST)?;
    repository.write("deep/er/other/x.comity", "nonsense")?;
    repository.write("deep/er/target/x.comity", "nonsense")?;
    repository.commit()?;
    repository.write("tåbles and more/ü [1].comity", &used.replace("shall", "shall not"))?;
    let said = repository.diff(&["--rev", "main", "deep/er"])?;
    said.says(0, &["worse: agree → conflict", "c: `states shall lift` → `states shall not lift`"]);
    // From inside a folder, and with a path from elsewhere.
    diff(&repository.path("deep/er"), &["main"])?.says(0, &["worse: agree → conflict"]);
    let elsewhere = tempfile::tempdir()?;
    let whole = repository.path("deep/er");
    diff(elsewhere.path(), &["--rev", "main", whole.to_str().ok_or("no text")?])?.says(0, &["worse: agree → conflict"]);
    // Outside the repository nothing is read.
    repository.write("deep/er/comity.toml", &manifest.replace("../tåbles and more", "../../../away"))?;
    repository.commit()?;
    repository.diff(&["--rev", "main", "deep/er"])?.says(2, &["outside the repository"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn links() -> Done {
    use std::os::unix::fs::symlink;
    let repository = Repository::new()?;
    repository.write("shared/rules.txt", RULES)?;
    repository.write("real/comity.toml", MANIFEST)?;
    repository.write("real/states.comity", FOR)?;
    symlink("../shared/rules.txt", repository.path("real/rules.comity"))?;
    symlink("real", repository.path("alias"))?;
    repository.commit()?;
    repository.write("real/states.comity", AGAINST)?;
    repository.diff(&["--rev", "main", "real"])?.says(0, &["worse: agree → conflict"]);
    repository.diff(&["--rev", "main..main", "real"])?.says(0, &["nothing changed"]);
    repository.diff(&["--rev", "main", "alias"])?.says(0, &["worse: agree → conflict"]);
    symlink("circle.comity", repository.path("real/circle.comity"))?;
    repository.commit()?;
    repository.diff(&["--rev", "main..main", "real"])?.says(2, &["lead in a circle"]);
    fs::remove_file(repository.path("real/circle.comity"))?;
    symlink("/etc/hostname", repository.path("real/away.comity"))?;
    repository.commit()?;
    repository.diff(&["--rev", "main..main", "real"])?.says(2, &["outside the repository"]);
    Ok(())
}

#[test]
fn what_git_keeps_elsewhere() -> Done {
    let repository = Repository::with_library()?;
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n";
    repository.write("large.comity", pointer)?;
    repository.commit()?;
    repository.diff(&["--rev", "main..main"])?.says(2, &["Git LFS keeps it elsewhere"]);
    fs::remove_file(repository.path("large.comity"))?;
    repository.commit()?;
    // A submodule below the project: its files are not in the revision.
    let head = repository.git(&["rev-parse", "HEAD"])?;
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{head},part")])?;
    repository.git(&["commit", "--quiet", "--message", "part"])?;
    repository.diff(&["--rev", "main..main"])?.says(2, &["`part` is a submodule, whose files main does not hold"]);
    repository.diff(&["--rev", "main..main", "part"])?.says(2, &["`part` is a submodule"]);
    Ok(())
}
