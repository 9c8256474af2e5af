//! What a proposal brings into a library.
#![expect(clippy::disallowed_methods, reason = "tells a project from a file")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::cli::Failure;
use crate::cli::disk::{Disk, canonical, slashes};
use crate::cli::project::ProjectArguments;
use crate::diagnostics::{Asked, Code, Diagnostic};
use crate::project::{MANIFEST, Proposal};
use crate::source::Sources;
use crate::{Reading, open_with};

/// Reads a library with a proposal, and leaves of the findings those that there are only with it.
pub fn read(library: &Path, proposal: &ProjectArguments, asked: &Asked) -> Result<(Reading, Option<Date>), Failure> {
    let at = ProjectArguments { path: Some(library.to_owned()), as_of: None }.place()?;
    let path = proposal.path.as_deref().ok_or("behind `--against LIBRARY` stands the proposal: a file, or a folder")?;
    if canonical(path).is_none() {
        return Err(format!("there is no file or folder `{}`", path.display()).into());
    }
    let same = |one: &Path, other: &Path| canonical(one).is_some_and(|one| canonical(other) == Some(one));
    if same(&at, path) {
        return Err(format!("`{}` is the library itself, and no proposal to it", path.display()).into());
    }
    let files = Proposal::new(&slashes(&from(&at, path)), &Disk).map_err(|error| error.0)?;
    if files.files.is_empty() {
        return Err(format!("`{}` has no rule files, which end in .comity or .md", path.display()).into());
    }
    if at.is_file() && path.join(MANIFEST).exists() {
        let shown = (at.display(), path.display());
        return Err(
            format!("`{}` is one file, and `{}` is a project: are the two paths swapped?", shown.0, shown.1).into()
        );
    }
    let names = files.files.clone();
    let review = |files: Proposal| {
        let mut reading = open_with(&slashes(&at), files, &Disk).read();
        let day = reading.day(proposal.as_of);
        reading.review(day, asked);
        (reading, day)
    };
    let (before, _) = review(files.left_out());
    let (mut with, day) = review(files);
    let known: BTreeSet<_> = before.diagnostics.sorted().into_iter().map(|found| key(found, &before.sources)).collect();
    // What cannot be read is not compared with anything: everything is shown that stands in the way.
    if before.diagnostics.has_form_errors() {
        return Ok((with, day));
    }
    let sources = &with.sources;
    let proposed = |span| sources.region(span).is_some_and(|region| names.iter().any(|name| name == region.file));
    with.diagnostics.retain(|found| {
        let new = !known.contains(&key(found, sources));
        found.lead_with(proposed);
        new
    });
    Ok((with, day))
}

/// The path of a proposal as the library names its own files, where it stands in the library's folder.
fn from(library: &Path, proposal: &Path) -> PathBuf {
    let real = canonical(library).zip(canonical(proposal));
    let inside = real.and_then(|(library, proposal)| proposal.strip_prefix(library).ok().map(Path::to_owned));
    inside.map_or_else(|| proposal.to_owned(), |inside| library.join(inside))
}

/// What tells a finding from others, whatever other files there are: its code, its words, and its places in their files.
type Key = (Code, String, Vec<(String, usize, usize)>);

fn key(found: &Diagnostic, sources: &Sources) -> Key {
    let place = |span| {
        let region = sources.region(span)?;
        Some((region.file.to_owned(), region.start.byte as usize, region.end.byte as usize))
    };
    let places = found.labels.iter().filter_map(|label| place(label.span)).collect();
    (found.code, found.message.clone(), places)
}
