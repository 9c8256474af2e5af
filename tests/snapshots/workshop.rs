//! A folder with a small library in it.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

pub type Failure = Box<dyn Error>;

/// The library. What the tests change stands in a line of its own.
pub const LIBRARY: &str = r#"library return "Return" { as_of 2019-06-30 }
levels { bilateral "Between two" of pairs  regional "Among some" of groups  global "Among all" of all }
capacities { origin, destination }
issue return "Return" { issue readmission "Readmission" }
measure readmit "Readmit" on return.readmission
attribute income "Income" : one of low, high
scope return { closed at global because "It is between neighbours" }
principle readmission "Readmission" {
  issue return.readmission
  levels bilateral, regional, global
  party sender as origin
  party receiver as destination
  duty: sender [shall | should] readmit
}
state AUT "Austria" { capacity destination  favours return }
state MDA "Moldova" { capacity origin  accepts readmit up to should }
state SRB "Serbia"  { capacity origin, destination  favours return when income is high }
group example "Example" at regional { AUT, MDA, SRB }
forum conference "Conference" { level regional  members group example  adopts by consensus }
"#;

/// Two snapshots.
pub const SNAPSHOTS: &str = r#"
snapshot "Wording" {
  readmission at bilateral, regional choosing shall
  readmission in conference choosing should, readmission in conference
  scope of return.readmission at global
  common ground of AUT and MDA on return at regional choosing shall
}
snapshot "Were Serbia rich" {
  given state SRB { income: high }
  readmission at regional in group example for SRB, MDA
}
"#;

/// A folder of its own, which goes away with it.
pub struct Workshop {
    folder: tempfile::TempDir,
}

/// How the program ended, and what it wrote.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub complaint: String,
}

impl Workshop {
    /// A project with the library and some more in it.
    pub fn new(more: &str) -> Result<Self, Failure> {
        let shop = Self { folder: tempfile::tempdir()? };
        shop.write("comity.toml", "[library]\nname = \"return\"\n")?;
        shop.write("rules.comity", format!("{LIBRARY}{more}"))?;
        Ok(shop)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> Result<(), Failure> {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(path, text)?)
    }

    pub fn read(&self, name: &str) -> Result<String, Failure> {
        fs::read_to_string(self.path(name)).map_err(|error| format!("{name}: {error}").into())
    }

    /// The names of the files of snapshots, sorted.
    pub fn kept(&self) -> Result<Vec<String>, Failure> {
        let folder = self.path("snapshots");
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    /// `comity test`, not on a build server.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        command.current_dir(self.folder.path()).arg("test").args(arguments);
        command.env("NO_COLOR", "1").env_remove("CI").env_remove("TF_BUILD");
        command
    }

    pub fn test(&self, arguments: &[&str]) -> Result<Ended, Failure> {
        Ok(Ended::from(self.command(arguments).output()?))
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), complaint: text(&output.stderr) }
    }
}

/// A text with one thing in it replaced, which must be there.
pub fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "`{from}` is not in the text");
    text.replacen(from, to, 1)
}
