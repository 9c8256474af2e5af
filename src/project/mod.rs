//! From a path to the documents of a project and of all libraries that it uses.
//!
//! In: [`Files`] and the name of a folder with a `comity.toml` or of a single file. Out: a [`Project`], its libraries
//! each behind those that it uses, with every table that they name. Never here: what the statements mean.

mod manifest;
mod shipped;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest, quoted_list};
use crate::source::{FileId, Files, RULES, Sources, Span, has_extension};
use crate::syntax::{self, ast};
use manifest::Manifest;

/// The name of the file that makes a folder a project.
pub const MANIFEST: &str = "comity.toml";

/// A project with all that it uses.
#[derive(Debug, Default)]
pub struct Project {
    /// The libraries, each behind those that it uses; the project's own is the last.
    pub libraries: Vec<LibrarySource>,
    /// The file of each table, by the place of the statement that names it.
    pub tables: BTreeMap<Span, FileId>,
}

/// A library as it was read.
#[derive(Debug)]
pub struct LibrarySource {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<ast::Title>,
    /// Its version.
    pub version: Option<String>,
    /// Its date.
    pub as_of: Option<Date>,
    /// Where its name, or its first word, stands.
    pub span: Span,
    /// Where `require sources` stands.
    pub require_sources: Option<Span>,
    /// Its files.
    pub documents: Vec<ast::Document>,
    /// The libraries that it names, by their place in [`Project::libraries`].
    pub uses: Vec<usize>,
}

/// Reads a project. What cannot be read is reported, and the rest is returned.
pub fn load(path: &str, files: &dyn Files, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Project {
    let mut loader =
        Loader { files, sources, diagnostics, project: Project::default(), loaded: BTreeMap::new(), open: Vec::new() };
    loader.library(path, Origin::Disk, None);
    loader.project
}

/// Where a library is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Disk,
    Shipped,
}

struct Loader<'a> {
    files: &'a dyn Files,
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    project: Project,
    loaded: BTreeMap<(Origin, String), usize>,
    /// The libraries that are being read, outermost first, each with the place that asked for it.
    open: Vec<((Origin, String), Option<Span>)>,
}

impl Loader<'_> {
    fn library(&mut self, path: &str, origin: Origin, asked: Option<Span>) -> Option<usize> {
        let path = normalize(path);
        let key = (origin, path.clone());
        if let Some(&found) = self.loaded.get(&key) {
            return Some(found);
        }
        if let Some(first) = self.open.iter().position(|(open, _)| *open == key) {
            self.report_cycle(first, asked);
            return None;
        }
        self.open.push((key.clone(), asked));
        let index = self.read_library(&path, origin, asked);
        self.open.pop();
        if let Some(index) = index {
            self.loaded.insert(key, index);
        }
        index
    }

    fn report_cycle(&mut self, first: usize, asked: Option<Span>) {
        let Some(asked) = asked else { return };
        let mut found = Diagnostic::new(Code::LibraryCycle, asked, "libraries use each other in a circle")
            .here("this leads back to where it began")
            .help("move what both need into a third library that each of them uses");
        for (_, span) in self.open.iter().skip(first + 1) {
            if let Some(span) = span {
                found = found.also(*span, "by way of this");
            }
        }
        self.diagnostics.report(found);
    }

    fn read_library(&mut self, path: &str, origin: Origin, asked: Option<Span>) -> Option<usize> {
        let (manifest, names) = match origin {
            Origin::Shipped => (self.shipped_manifest(path), shipped::rule_files(path)),
            Origin::Disk if self.files.is_folder(path) => {
                let manifest = self.manifest(&join(path, MANIFEST), asked)?;
                let names = match self.files.rule_files(path) {
                    Ok(names) => names,
                    Err(error) => {
                        self.cannot_read(path, &error.0, asked);
                        return None;
                    }
                };
                if names.is_empty() {
                    let message = format!("the project `{path}` has no rule files");
                    let help = "add a file that ends in `.comity`, or a `.md` file with blocks marked `comity`";
                    self.diagnostics.report(Diagnostic::without_place(Code::UnreadableFile, message).help(help));
                }
                (Some(manifest), names)
            }
            Origin::Disk => (None, vec![path.to_owned()]),
        };
        let mut documents = Vec::new();
        for name in names {
            let bytes = match origin {
                Origin::Shipped => shipped::read(&name).map(<[u8]>::to_vec),
                Origin::Disk => match self.files.read(&name) {
                    Ok(bytes) => Some(bytes),
                    Err(error) => {
                        self.cannot_read(&name, &error.0, asked);
                        None
                    }
                },
            };
            let file = bytes.and_then(|bytes| self.add(&name, bytes));
            let Some(file) = file else { continue };
            let document = syntax::parse(self.sources, file, self.diagnostics);
            self.misspelt_blocks(file);
            self.read_tables(&document);
            documents.push(document);
        }
        Some(self.finish(path, manifest, documents, asked))
    }

    fn shipped_manifest(&mut self, name: &str) -> Option<Manifest> {
        let file = join(name, MANIFEST);
        let bytes = shipped::read(&file)?.to_vec();
        let file = self.add(&file, bytes)?;
        Manifest::read(self.sources.file(file), self.diagnostics)
    }

    fn manifest(&mut self, name: &str, asked: Option<Span>) -> Option<Manifest> {
        match self.files.read(name) {
            Ok(bytes) => {
                let file = self.add(name, bytes)?;
                Manifest::read(self.sources.file(file), self.diagnostics)
            }
            Err(error) => {
                self.cannot_read(name, &error.0, asked);
                None
            }
        }
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) -> Option<FileId> {
        let id = self.sources.add(name, bytes);
        if id.is_none() {
            let message = format!("`{name}` does not fit: all files together may have at most 4 GiB");
            self.diagnostics.report(Diagnostic::without_place(Code::UnreadableFile, message));
        }
        id
    }

    fn cannot_read(&mut self, name: &str, why: &str, asked: Option<Span>) {
        let message = format!("cannot read `{name}`: {why}");
        self.diagnostics.report(match asked {
            Some(span) => Diagnostic::new(Code::UnreadableFile, span, message).here("named here"),
            None => Diagnostic::without_place(Code::UnreadableFile, message),
        });
    }

    fn read_tables(&mut self, document: &ast::Document) {
        let folder = parent(&self.sources.file(document.file).name).to_owned();
        for item in &document.items {
            let ast::Item::Table(table) = item else { continue };
            let path = &table.path;
            if path.value.starts_with('/') || path.value.contains('\\') || path.value.contains(':') {
                let found = Diagnostic::new(Code::UnreadableFile, path.span, "the path of a table is not relative")
                    .here("this names one computer's disk")
                    .help("write the path from the folder of this file, with `/`: \"data/countries.csv\"");
                self.diagnostics.report(found);
                continue;
            }
            let name = normalize(&join(&folder, &path.value));
            match self.files.read(&name) {
                Ok(bytes) => {
                    if let Some(file) = self.add(&name, bytes) {
                        self.project.tables.insert(table.span, file);
                    }
                }
                Err(error) => self.cannot_read(&name, &error.0, Some(path.span)),
            }
        }
    }

    /// Joins what the manifest and the `library` statement say, and reads the libraries that are used.
    fn finish(
        &mut self,
        path: &str,
        manifest: Option<Manifest>,
        documents: Vec<ast::Document>,
        asked: Option<Span>,
    ) -> usize {
        let header = self.header(&documents);
        let first = documents.first().map(|document| self.sources.file(document.file).span());
        let place = first.map(|span| Span::new(span.start, span.start)).or(asked).unwrap_or_default();
        let mut library = LibrarySource {
            name: file_stem(path).to_owned(),
            title: None,
            version: None,
            as_of: None,
            span: place,
            require_sources: None,
            documents: Vec::new(),
            uses: Vec::new(),
        };
        let mut dependencies = Vec::new();
        if let Some(manifest) = manifest {
            library.span = manifest.name.as_ref().map_or(library.span, |name| name.span);
            if let Some(name) = &manifest.name {
                library.name.clone_from(&name.text);
            }
            library.title = manifest.title;
            library.version = manifest.version.map(|version| version.value);
            library.as_of = manifest.as_of.and_then(|date| date.value);
            dependencies = manifest.dependencies;
            if let (Some(name), Some(item)) = (&manifest.name, header)
                && name.text != item.name.text
            {
                let found = Diagnostic::new(Code::Manifest, item.name.span, "the library has two names")
                    .here("another name than in `comity.toml`")
                    .also(name.span, "the name in `comity.toml`")
                    .help(format!("write `library {}`, or leave the statement out", name.text));
                self.diagnostics.report(found);
            }
        } else if let Some(item) = header {
            library.name.clone_from(&item.name.text);
            library.span = item.name.span;
        }
        if let Some(item) = header {
            self.statements(item, &mut library);
        }
        library.uses = self.uses(path, &documents, &dependencies);
        library.documents = documents;
        self.project.libraries.push(library);
        self.project.libraries.len() - 1
    }

    fn header<'d>(&mut self, documents: &'d [ast::Document]) -> Option<&'d ast::LibraryItem> {
        let mut items = documents
            .iter()
            .flat_map(|document| &document.items)
            .filter_map(|item| if let ast::Item::Library(item) = item { Some(item) } else { None });
        let first = items.next()?;
        for again in items {
            let found = Diagnostic::new(Code::DuplicateName, again.name.span, "a project is one library")
                .here("a second `library` statement")
                .also(first.name.span, "the first one")
                .help("keep one of them");
            self.diagnostics.report(found);
        }
        Some(first)
    }

    fn statements(&mut self, item: &ast::LibraryItem, library: &mut LibrarySource) {
        if item.title.is_some() {
            library.title.clone_from(&item.title);
        }
        for statement in &item.statements {
            match statement {
                ast::LibraryStatement::Version(version) => library.version = Some(version.value.clone()),
                ast::LibraryStatement::AsOf(date) => {
                    if let (Some(stated), Some(value)) = (library.as_of, date.value)
                        && stated != value
                    {
                        let message = format!("the library has two dates: {value} here and {stated} in `{MANIFEST}`");
                        self.diagnostics
                            .report(Diagnostic::new(Code::Manifest, date.span, message).help("keep one of them"));
                    }
                    library.as_of = date.value.or(library.as_of);
                }
                ast::LibraryStatement::RequireSources(span) => library.require_sources = Some(*span),
                ast::LibraryStatement::Remark(_) => {}
            }
        }
    }

    fn uses(&mut self, path: &str, documents: &[ast::Document], dependencies: &[manifest::Dependency]) -> Vec<usize> {
        let folder = if self.files.is_folder(path) { path } else { parent(path) };
        let mut uses = Vec::new();
        let mut used = BTreeSet::new();
        for item in documents.iter().flat_map(|document| &document.items) {
            let ast::Item::Use(item) = item else { continue };
            let name = item.name.text.as_str();
            used.insert(name.to_owned());
            let listed = dependencies.iter().find(|dependency| dependency.name.text == name);
            let index = if let Some(from) = &item.from {
                self.library(&join(folder, &from.value), Origin::Disk, Some(from.span))
            } else if let Some(listed) = listed {
                self.library(&join(folder, &listed.path.value), Origin::Disk, Some(listed.path.span))
            } else if shipped::NAMES.contains(&name) {
                self.library(name, Origin::Shipped, Some(item.span))
            } else {
                let known = || shipped::NAMES.iter().copied().chain(dependencies.iter().map(|d| d.name.text.as_str()));
                let help = nearest(name, known()).map_or_else(
                    || {
                        let shipped = quoted_list(shipped::NAMES.iter().copied(), 8);
                        format!(
                            "shipped with the program: {shipped}; for one of your own write `use {name} from \
                             \"../{name}\"`, or list it under [dependencies] in `{MANIFEST}`"
                        )
                    },
                    |near| format!("did you mean `use {near}`?"),
                );
                let message = format!("there is no library `{name}`");
                let found = Diagnostic::new(Code::UnknownName, item.name.span, message).here("not found").help(help);
                self.diagnostics.report(found);
                None
            };
            let Some(index) = index else { continue };
            if let Some(library) = self.project.libraries.get(index)
                && library.name != name
            {
                let message = format!("the library there is called `{}`", library.name);
                let found = Diagnostic::new(Code::UnknownName, item.name.span, message)
                    .here("another name")
                    .also(library.span, "its own name")
                    .help(format!("write `use {}`", library.name));
                self.diagnostics.report(found);
            }
            if !uses.contains(&index) {
                uses.push(index);
            }
        }
        // One that nothing uses is not read, but a path that leads nowhere is a mistake all the same.
        for unused in dependencies.iter().filter(|dependency| !used.contains(&dependency.name.text)) {
            let path = normalize(&join(folder, &unused.path.value));
            let file = if self.files.is_folder(&path) { join(&path, MANIFEST) } else { path };
            if let Err(error) = self.files.read(&file) {
                self.cannot_read(&file, &error.0, Some(unused.path.span));
            }
        }
        uses
    }

    /// A block that is marked almost as rules are is prose, which nobody can have meant.
    fn misspelt_blocks(&mut self, file: FileId) {
        for (span, mark) in self.sources.file(file).marks() {
            if mark != RULES && nearest(&mark, [RULES]).is_some() {
                let found = Diagnostic::new(Code::WrongWord, span, format!("a block marked `{mark}` is prose"))
                    .here("not read as rules")
                    .help(format!("did you mean `{RULES}`?"));
                self.diagnostics.report(found);
            }
        }
    }
}

/// A path with its `.` and `..` worked out as far as they can be.
fn normalize(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" if !parts.is_empty() => {}
            "." => {}
            ".." if parts.last().is_some_and(|last| !last.is_empty() && *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

fn join(folder: &str, name: &str) -> String {
    if folder == "." || folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

fn parent(name: &str) -> &str {
    name.rsplit_once('/').map_or(".", |(folder, _)| if folder.is_empty() { "/" } else { folder })
}

fn file_stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    if has_extension(name, "comity") || has_extension(name, "md") {
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn paths_are_worked_out() {
        for (path, clean) in [("a/../b", "b"), ("./a//b/.", "a/b"), ("../a", "../a"), ("a/..", "."), ("/a/b", "/a/b")] {
            assert_eq!(normalize(path), clean);
        }
    }
}
