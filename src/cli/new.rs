//! `comity new`
#![expect(clippy::disallowed_methods, reason = "writes the files of a new library")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, Status, terminal};
use crate::project::MANIFEST;

/// Begin a library: a small one that checks, evaluates and passes its test
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing that exists is overwritten.\n\nExample:\n  comity new fisheries && comity eval fisheries"
)]
pub struct New {
    /// The folder, which must not exist or be empty; its name becomes that of the library
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The files of a new library. `NAME` stands for its name.
const FILES: &[(&str, &str)] = &[
    (MANIFEST, include_str!("new/comity.toml")),
    ("vocabulary.comity", include_str!("new/vocabulary.comity")),
    ("principles.comity", include_str!("new/principles.comity")),
    ("states.comity", include_str!("new/states.comity")),
    ("tests.comity", include_str!("new/tests.comity")),
    ("snapshots/labels.snap", include_str!("new/labels.snap")),
    ("README.md", include_str!("new/README.md")),
];

impl New {
    pub fn run(self) -> Result<Status, Failure> {
        let folder = &self.folder;
        let name = name(folder)?;
        if folder.exists() && fs::read_dir(folder)?.next().is_some() {
            return Err(format!("`{}` is not empty; nothing was written", folder.display()).into());
        }
        write_all(folder, &name)?;
        let mut out = terminal::out();
        let shown = folder.display();
        writeln!(out, "wrote {} files into {shown}; next:\n", FILES.len())?;
        for verb in ["check", "eval", "test"] {
            writeln!(out, "  comity {verb} {shown}")?;
        }
        out.flush()?;
        Ok(Status::Fine)
    }
}

/// A name for the library: the folder's, with what a name cannot hold turned into `_`.
fn name(folder: &Path) -> Result<String, Failure> {
    let last = folder.file_name().and_then(|name| name.to_str()).filter(|name| !name.is_empty());
    let last = last.ok_or_else(|| format!("`{}` does not end in a name", folder.display()))?;
    let name: String =
        last.to_lowercase().chars().map(|c| if unicode_ident::is_xid_continue(c) { c } else { '_' }).collect();
    Ok(if name.starts_with(unicode_ident::is_xid_start) { name } else { format!("library_{name}") })
}

/// Writes into a folder beside the place first, so that there is a whole library or none.
fn write_all(folder: &Path, name: &str) -> Result<(), Failure> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let draft = parent.join(format!(".{name}.new"));
    if draft.exists() {
        fs::remove_dir_all(&draft)?;
    }
    fs::create_dir(&draft)?;
    fs::create_dir(draft.join("snapshots"))?;
    let written = FILES.iter().try_for_each(|(file, text)| fs::write(draft.join(file), text.replace("NAME", name)));
    let done = written.and_then(|()| {
        if folder.exists() {
            fs::remove_dir(folder)?;
        }
        fs::rename(&draft, folder)
    });
    if done.is_err() {
        fs::remove_dir_all(&draft)?;
    }
    Ok(done?)
}
