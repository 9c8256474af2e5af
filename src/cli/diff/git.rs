//! Git, asked by running it. Every command only reads.
#![expect(clippy::disallowed_methods, reason = "looks for the folder that a repository is around")]

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use crate::cli::Failure;
use crate::cli::disk::say;

/// A repository.
#[derive(Debug)]
pub struct Git {
    /// A folder inside it.
    folder: PathBuf,
}

impl Git {
    /// The repository around a path, which need not exist, and the path inside it.
    pub fn around(path: &Path) -> Result<(Self, String), Failure> {
        let mut folder = path.to_owned();
        let mut rest: Vec<String> = Vec::new();
        while !folder.is_dir() {
            let Some(name) = folder.file_name() else { break };
            rest.push(name.to_str().ok_or("a path in a revision is UTF-8 text")?.to_owned());
            folder = folder.parent().map(Path::to_owned).unwrap_or_default();
            if folder.as_os_str().is_empty() {
                folder.push(".");
            }
        }
        let git = Self { folder };
        let output = git.run(&["rev-parse", "--show-prefix"])?;
        if !output.status.success() {
            let folder = git.folder.display();
            return Err(format!("`{folder}` is in no git repository that can be read{}", said(&output)).into());
        }
        let prefix = text(output.stdout)?;
        let mut inside: Vec<String> = prefix
            .trim_end_matches(['\n', '\r'])
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        inside.extend(rest.into_iter().rev());
        let inside = if inside.is_empty() { ".".to_owned() } else { inside.join("/") };
        Ok((git, inside))
    }

    /// The commit that a revision stands for.
    pub fn commit(&self, revision: &str) -> Result<String, Failure> {
        let wanted = format!("{revision}^{{commit}}");
        let output = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let commit = text(output.stdout)?.trim().to_owned();
        if output.status.success() && !commit.is_empty() {
            return Ok(commit);
        }
        let shallow =
            if self.is_shallow() { "; the clone is shallow, and may lack it: git fetch --unshallow" } else { "" };
        Err(format!("there is no revision `{revision}` in the repository{shallow}").into())
    }

    /// Where two revisions parted.
    pub fn parting(&self, one: &str, other: &str) -> Result<String, Failure> {
        let (first, second) = (self.commit(one)?, self.commit(other)?);
        let output = self.run(&["merge-base", &first, &second])?;
        let commit = text(output.stdout)?.trim().to_owned();
        if output.status.success() && !commit.is_empty() {
            return Ok(commit);
        }
        Err(if self.is_shallow() {
            format!("the clone is shallow, and lacks the commit where {one} and {other} parted: git fetch --unshallow")
        } else {
            format!("{one} and {other} have no commit in common; write `{one}..{other}` to compare them as they are")
        }
        .into())
    }

    fn is_shallow(&self) -> bool {
        let output = self.run(&["rev-parse", "--is-shallow-repository"]);
        output.is_ok_and(|output| output.stdout.starts_with(b"true"))
    }

    /// Everything in the tree of a commit, as `ls-tree` writes it.
    pub fn tree(&self, commit: &str) -> Result<Vec<u8>, Failure> {
        let output = self.run(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(format!("the files of {commit} cannot be listed{}", said(&output)).into())
        }
    }

    /// Something that gives the contents of files, one after another.
    pub fn contents(&self) -> Result<Contents, Failure> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| missing(&error))?;
        let (asked, told) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
        Ok(Contents { child, asked, told })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(if self.folder.as_os_str().is_empty() {
            OsStr::new(".")
        } else {
            self.folder.as_os_str()
        });
        // Nothing is written, not even an index that is fresher.
        command.args(["--no-replace-objects", "--no-optional-locks"]).args(arguments).stdin(Stdio::null());
        // Nor is anything fetched where the repository is only a part of another.
        command.env("GIT_NO_LAZY_FETCH", "1");
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, Failure> {
        self.command(arguments).output().map_err(|error| missing(&error))
    }
}

/// A running `git cat-file`.
#[derive(Debug)]
pub struct Contents {
    child: Child,
    asked: Option<ChildStdin>,
    told: Option<BufReader<ChildStdout>>,
}

impl Contents {
    /// The bytes of an object; `None` where it is not in this clone.
    pub fn read(&mut self, object: &str) -> io::Result<Option<Vec<u8>>> {
        let (Some(asked), Some(told)) = (&mut self.asked, &mut self.told) else { return Ok(None) };
        writeln!(asked, "{object}")?;
        asked.flush()?;
        let mut header = String::new();
        told.read_line(&mut header)?;
        // `OBJECT blob SIZE`, or `OBJECT missing`.
        let Some(size) = header.split_whitespace().nth(2).and_then(|size| size.parse::<usize>().ok()) else {
            return Ok(None);
        };
        let mut bytes = vec![0; size];
        told.read_exact(&mut bytes)?;
        told.read_exact(&mut [0])?;
        Ok(Some(bytes))
    }
}

impl Drop for Contents {
    fn drop(&mut self) {
        // Without anything to be asked it ends.
        self.asked = None;
        let _ = self.child.wait();
    }
}

fn missing(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        "a revision cannot be read: there is no program `git` in the PATH".into()
    } else {
        format!("`git` cannot be run: {}", say(error).0).into()
    }
}

fn text(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| "a path in a revision is UTF-8 text".into())
}

/// What git itself says, on a line.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    first.map(|line| format!(" (git says: {line})")).unwrap_or_default()
}
