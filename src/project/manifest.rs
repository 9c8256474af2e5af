//! `comity.toml`: name, title, version, date and dependencies of a project, and the levels of its findings.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::unreadable;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Level, nearest, quoted_list};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Date, Name, Precedence, Spanned, Text, Title};

/// What a `comity.toml` says.
#[derive(Debug, Default)]
pub struct Manifest {
    /// The library's name.
    pub name: Option<Name>,
    /// Its title.
    pub title: Option<Title>,
    /// Its version.
    pub version: Option<Text>,
    /// Its date.
    pub as_of: Option<Date>,
    /// The maxims by which its clashes are settled.
    pub precedence: Option<Vec<Spanned<Precedence>>>,
    /// The libraries it may use, by path.
    pub dependencies: Vec<Dependency>,
    /// The levels of findings.
    pub levels: BTreeMap<Code, Level>,
    /// The whole file.
    pub span: Span,
}

/// `water = { path = "../water" }`
#[derive(Debug)]
pub struct Dependency {
    /// The library's name.
    pub name: Name,
    /// Its folder or file, relative to the project.
    pub path: Text,
}

const SAMPLE: &str = "[library]\nname = \"my_library\"\nas_of = 2018-12-19";

impl Manifest {
    /// Reads a manifest; `None` when it is no TOML at all.
    pub fn read(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut reader = Reader { base: file.base(), diagnostics };
        if let Some(broken) = file.broken {
            reader.report(broken, Code::InvalidUtf8, "the file is not UTF-8 text".to_owned(), None);
            return None;
        }
        let table = match DeTable::parse(&file.text) {
            Ok(table) => table,
            Err(error) => {
                let span = error.span().unwrap_or_default();
                let place = reader.place(&span);
                let why = error.message().lines().next().unwrap_or_default();
                let help = unreadable::help(&file.text, span.start, why);
                reader.report(place, Code::Manifest, format!("this is not TOML: {why}"), Some(help));
                return None;
            }
        };
        Some(reader.manifest(table.get_ref(), file.span()))
    }
}

pub(super) struct Reader<'a> {
    base: u32,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn manifest(&mut self, table: &DeTable<'_>, whole: Span) -> Manifest {
        let mut manifest = Manifest { span: whole, ..Manifest::default() };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "library" => {
                    if let Some(inner) = self.table(value, "library") {
                        self.library(inner, &mut manifest);
                    }
                }
                "dependencies" => {
                    if let Some(inner) = self.table(value, "dependencies") {
                        for (name, value) in inner {
                            manifest.dependencies.extend(self.dependency(name, value));
                        }
                    }
                }
                "findings" => {
                    if let Some(inner) = self.table(value, "findings") {
                        self.findings(inner, &mut manifest);
                    }
                }
                _ => self.unknown(key, &["library", "dependencies", "findings"]),
            }
        }
        if manifest.name.is_none() && !self.diagnostics.has_form_errors() {
            let start = Span::new(whole.start, whole.start);
            self.report(
                start,
                Code::Manifest,
                "the library has no name".to_owned(),
                Some(format!("begin the file with\n{SAMPLE}")),
            );
        }
        manifest
    }

    fn library(&mut self, table: &DeTable<'_>, manifest: &mut Manifest) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => {
                    manifest.name = self.text(value, "name").and_then(|text| self.library_name(text));
                }
                "title" => {
                    manifest.title = self.text(value, "title").map(|text| Title { text, translations: Vec::new() });
                }
                "version" => manifest.version = self.text(value, "version"),
                "as_of" => manifest.as_of = self.date(value),
                "precedence" => manifest.precedence = self.precedence(value),
                _ => self.unknown(key, &["name", "title", "version", "as_of", "precedence"]),
            }
        }
    }

    fn library_name(&mut self, text: Text) -> Option<Name> {
        let proper = text.value.starts_with(|c: char| unicode_ident::is_xid_start(c) || c == '_')
            && text.value.chars().all(unicode_ident::is_xid_continue);
        if !proper {
            let message = format!("`{}` cannot name a library", text.value);
            let help = "a name is letters, digits and `_`, and begins with a letter: name = \"my_library\"";
            self.report(text.span, Code::Manifest, message, Some(help.to_owned()));
        }
        proper.then_some(Name { text: text.value, span: text.span })
    }

    fn dependency(
        &mut self,
        name: &toml::Spanned<std::borrow::Cow<'_, str>>,
        value: &toml::Spanned<DeValue<'_>>,
    ) -> Option<Dependency> {
        let name = Name { text: name.get_ref().clone().into_owned(), span: self.place(&name.span()) };
        let sample = format!("write `{0} = {{ path = \"../{0}\" }}`", name.text);
        let Some(table) = value.get_ref().as_table() else {
            let place = self.place(&value.span());
            self.report(place, Code::Manifest, "a dependency is given by its path".to_owned(), Some(sample));
            return None;
        };
        let mut path = None;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "path" => path = self.text(value, "path"),
                _ => self.unknown(key, &["path"]),
            }
        }
        if path.is_none() {
            self.report(name.span, Code::Manifest, "the dependency has no path".to_owned(), Some(sample));
        }
        Some(Dependency { name, path: path? })
    }

    fn table<'t, 'd>(&mut self, value: &'t toml::Spanned<DeValue<'d>>, name: &str) -> Option<&'t DeTable<'d>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            let place = self.place(&value.span());
            self.report(
                place,
                Code::Manifest,
                format!("`{name}` is a section"),
                Some(format!("write `[{name}]` on a line of its own")),
            );
        }
        table
    }

    fn text(&mut self, value: &toml::Spanned<DeValue<'_>>, key: &str) -> Option<Text> {
        let span = self.place(&value.span());
        let text = value.get_ref().as_str().map(|text| Text { value: text.to_owned(), span });
        if text.is_none() {
            self.report(
                span,
                Code::Manifest,
                format!("`{key}` is text in quotes"),
                Some(format!("write `{key} = \"…\"`")),
            );
        }
        text
    }

    fn date(&mut self, value: &toml::Spanned<DeValue<'_>>) -> Option<Date> {
        let span = self.place(&value.span());
        let written = if let DeValue::Datetime(date) = value.get_ref() {
            date.to_string()
        } else {
            value.get_ref().as_str().unwrap_or_default().to_owned()
        };
        let date = written.parse::<jiff::civil::Date>().ok().filter(|date| date.to_string() == written);
        if date.is_none() {
            let message = "`as_of` is a calendar day".to_owned();
            self.report(span, Code::InvalidDate, message, Some("write `as_of = 2018-12-19`".to_owned()));
        }
        date.map(|value| Date { value: Some(value), span })
    }

    fn unknown(&mut self, key: &toml::Spanned<std::borrow::Cow<'_, str>>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let place = self.place(&key.span());
        let help = nearest(name, known.iter().copied()).map_or_else(
            || format!("known here: {}", quoted_list(known.iter().copied(), 8)),
            |near| format!("did you mean `{near}`?"),
        );
        self.report(place, Code::UnknownName, format!("`{name}` means nothing here in `comity.toml`"), Some(help));
    }

    pub(super) fn place(&self, range: &std::ops::Range<usize>) -> Span {
        let offset = |at: usize| self.base.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        Span::new(offset(range.start), offset(range.end))
    }

    pub(super) fn report(&mut self, place: Span, code: Code, message: String, help: Option<String>) {
        self.diagnostics.report(Diagnostic::new(code, place, message).maybe_help(help));
    }
}
