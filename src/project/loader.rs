//! Reading libraries, each behind those that it uses.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::{self, Manifest};
use super::paths::{file_stem, join, normalize, parent};
use super::policy;
use super::{LibrarySource, MANIFEST, Project, Proposal, shipped};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest, quoted_list};
use crate::source::{FileId, Files, RULES, Sources, Span};
use crate::syntax::{self, ast};

/// Where a library is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    Disk,
    Shipped,
}

pub(super) struct Loader<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) sources: &'a mut Sources,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) project: Project,
    pub(super) loaded: BTreeMap<(Origin, String), usize>,
    /// The libraries that are being read, outermost first, each with the place that asked for it.
    pub(super) open: Vec<((Origin, String), Option<Span>)>,
    /// What is proposed to the outermost library.
    pub(super) proposal: Proposal,
}

impl Loader<'_> {
    pub(super) fn library(&mut self, path: &str, origin: Origin, asked: Option<Span>) -> Option<usize> {
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
        let names = if self.open.len() > 1 { names } else { self.proposal.among(names) };
        let mut documents = Vec::new();
        let mut incomplete = false;
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
            let Some(file) = file else {
                incomplete = true;
                continue;
            };
            let document = syntax::parse(self.sources, file, self.diagnostics);
            incomplete |= self.misspelt_blocks(file);
            self.read_tables(&document);
            documents.push(document);
        }
        Some(self.finish(path, manifest, documents, asked, incomplete))
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
            Some(span) => Diagnostic::new(Code::UnreadableFile, span, message)
                .here("named here")
                .help("a path is read from the folder of the file that names it, and capitals count"),
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
        incomplete: bool,
    ) -> usize {
        // A proposal says nothing about the library as a whole.
        let proposed = documents.iter().position(|document| {
            self.open.len() == 1 && self.proposal.joined && self.proposal.has(&self.sources.file(document.file).name)
        });
        let (own, proposed) = documents.split_at(proposed.unwrap_or(documents.len()));
        let header = self.header(own);
        let first = documents.first().map(|document| self.sources.file(document.file).span());
        let place = first.map(|span| Span::new(span.start, span.start)).or(asked).unwrap_or_default();
        let mut library = LibrarySource {
            name: file_stem(path).to_owned(),
            title: None,
            version: None,
            as_of: None,
            precedence: Vec::new(),
            span: place,
            require_sources: None,
            documents: Vec::new(),
            uses: Vec::new(),
            incomplete,
        };
        let mut dependencies = Vec::new();
        let (mut place_of_manifest, mut levels) = (None, BTreeMap::new());
        let mut maxims = None;
        if let Some(manifest) = manifest {
            (place_of_manifest, levels) = (Some(manifest.span), manifest.levels);
            library.span = manifest.name.as_ref().map_or(library.span, |name| name.span);
            if let Some(name) = &manifest.name {
                library.name.clone_from(&name.text);
            }
            library.title = manifest.title;
            library.version = manifest.version.map(|version| version.value);
            library.as_of = manifest.as_of.and_then(|date| date.value);
            maxims = manifest.precedence;
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
        library.precedence = self.precedence(maxims.as_deref(), header);
        self.uses(path, own, &dependencies, &mut library);
        if !proposed.is_empty() {
            self.uses_of_proposal(proposed, &mut library);
        }
        let tables = &self.project.tables;
        let house = policy::house(place_of_manifest, levels, &documents, tables, self.sources, self.diagnostics);
        self.project.policy.houses.push(house);
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
                ast::LibraryStatement::Precedence(_)
                | ast::LibraryStatement::Allow(_)
                | ast::LibraryStatement::Remark(_) => {}
            }
        }
    }

    /// A proposal may name the library to which it is proposed.
    fn uses_of_proposal(&mut self, proposed: &[ast::Document], library: &mut LibrarySource) {
        let path = self.proposal.path.clone();
        let manifest = join(&path, MANIFEST);
        let manifest = if self.files.is_folder(&path) && self.files.read(&manifest).is_ok() {
            self.manifest(&manifest, None)
        } else {
            None
        };
        let mut dependencies = manifest.map(|manifest| manifest.dependencies).unwrap_or_default();
        dependencies.retain(|dependency| dependency.name.text != library.name);
        let mut others = proposed.to_vec();
        for document in &mut others {
            document.items.retain(|item| !matches!(item, ast::Item::Use(item) if item.name.text == library.name));
        }
        self.uses(&path, &others, &dependencies, library);
    }

    fn uses(
        &mut self,
        path: &str,
        documents: &[ast::Document],
        dependencies: &[manifest::Dependency],
        library: &mut LibrarySource,
    ) {
        let folder = if self.files.is_folder(path) { path } else { parent(path) };
        let mut named = BTreeSet::new();
        for item in documents.iter().flat_map(|document| &document.items) {
            let ast::Item::Use(item) = item else { continue };
            let name = item.name.text.as_str();
            named.insert(name.to_owned());
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
            let Some(index) = index else {
                library.incomplete = true;
                continue;
            };
            if let Some(used) = self.project.libraries.get(index)
                && used.name != name
            {
                let message = format!("the library there is called `{}`", used.name);
                let found = Diagnostic::new(Code::UnknownName, item.name.span, message)
                    .here("another name")
                    .also(used.span, "its own name")
                    .help(format!("write `use {}`", used.name));
                self.diagnostics.report(found);
            }
            if !library.uses.contains(&index) {
                library.uses.push(index);
            }
        }
        // One that nothing uses is not read, but a path that leads nowhere is a mistake all the same.
        for unused in dependencies.iter().filter(|dependency| !named.contains(&dependency.name.text)) {
            let path = normalize(&join(folder, &unused.path.value));
            let file = if self.files.is_folder(&path) { join(&path, MANIFEST) } else { path };
            if let Err(error) = self.files.read(&file) {
                self.cannot_read(&file, &error.0, Some(unused.path.span));
            }
        }
    }

    /// A block that is marked almost as rules are is prose, which nobody can have meant; whether there is one.
    fn misspelt_blocks(&mut self, file: FileId) -> bool {
        let mut some = false;
        for (span, mark) in self.sources.file(file).marks() {
            if mark != RULES && nearest(&mark, [RULES]).is_some() {
                let found = Diagnostic::new(Code::WrongWord, span, format!("a block marked `{mark}` is prose"))
                    .here("not read as rules")
                    .help(format!("did you mean `{RULES}`?"));
                self.diagnostics.report(found);
                some = true;
            }
        }
        some
    }
}
