//! Looking names up, and saying what was meant when they are not found.

use std::borrow::Cow;

use super::Checker;
use super::told::{Space, key};
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all};
use crate::model::{
    AttributeId, CapacityId, GroupId, Id, IssueId, LevelId, MeasureId, PersonsId, PrincipleId, StateId, Target, UnitId,
};
use crate::resolve::{Namespace, Symbol, Thing};
use crate::source::Span;
use crate::syntax::ast::Path;

macro_rules! finders {
    ($($(#[$doc:meta])* $method:ident $namespace:ident $variant:ident $id:ident $what:literal)*) => {
        impl Checker<'_, '_> {$(
            $(#[$doc])*
            pub(super) fn $method(&mut self, path: &Path) -> Option<$id> {
                self.find(Namespace::$namespace, path, $what, |thing| match thing {
                    Thing::$variant(id) => Some(id),
                    _ => None,
                })
            }
        )*}
    };
}

finders! {
    find_level Levels Level LevelId "level"
    find_capacity Capacities Capacity CapacityId "capacity"
    find_issue Things Issue IssueId "issue"
    find_persons Things Persons PersonsId "category of persons"
    find_unit Things Unit UnitId "unit"
    find_measure Things Measure MeasureId "measure"
    find_attribute Things Attribute AttributeId "attribute"
    find_group Things Group GroupId "group"
    find_principle Things Principle PrincipleId "principle"
}

impl Checker<'_, '_> {
    /// Looks a name up; `pick` takes the things that are wanted, and `what` says what they are.
    pub(super) fn find<T: Copy>(
        &mut self,
        namespace: Namespace,
        path: &Path,
        what: &str,
        pick: impl Fn(Thing) -> Option<T>,
    ) -> Option<T> {
        let name = written(path);
        if !self.knows_library(path) {
            return None;
        }
        let library = path.library.as_ref().map(|library| library.text.as_str());
        let symbols = &self.resolution.symbols;
        let fitting = {
            let meanings = symbols.meanings(namespace, &name, self.home, library);
            let mut fitting = meanings.filter_map(|symbol| pick(symbol.thing).map(|id| (id, *symbol)));
            (fitting.next(), fitting.next())
        };
        match fitting {
            (Some((only, _)), None) => Some(only),
            (Some((_, first)), Some((_, second))) => {
                let of = |home| format!("`{}::{name}`", symbols.library(home));
                let help = format!("write {} or {}", of(first.home), of(second.home));
                let found =
                    Diagnostic::new(Code::AmbiguousName, path.span, format!("`{name}` is declared by two libraries"))
                        .here("which one?")
                        .also(first.span, "this one")
                        .also(second.span, "or this one")
                        .help(help);
                self.report(found);
                None
            }
            (None, _) => {
                let other = symbols.meanings(namespace, &name, self.home, library).next().copied();
                if let Some(other) = other {
                    self.report_wrong_kind(namespace, path, other, what, &pick);
                } else if !self.is_told(Space::Names(namespace), &key(path), path.span) {
                    self.report_unknown(namespace, path, &name, what, &pick);
                }
                None
            }
        }
    }

    fn report_wrong_kind<T>(
        &mut self,
        namespace: Namespace,
        path: &Path,
        other: Symbol,
        what: &str,
        pick: &impl Fn(Thing) -> Option<T>,
    ) {
        let name = written(path);
        let kind = article(other.thing.kind());
        let message = format!("`{name}` is {kind}, not {}", article(what));
        let help = self.near_or_known(namespace, &name, what, pick);
        let found = Diagnostic::new(Code::WrongKind, path.span, message)
            .here(format!("{} is wanted here", article(what)))
            .also(other.span, format!("declared as {kind} here"))
            .help(help);
        self.report(found);
    }

    /// Looks a name up without a word when it is not there.
    pub(super) fn peek<T>(&self, namespace: Namespace, path: &Path, pick: impl Fn(Thing) -> Option<T>) -> Option<T> {
        let library = path.library.as_ref().map(|library| library.text.as_str());
        let name = written(path);
        let mut found = self.resolution.symbols.meanings(namespace, &name, self.home, library);
        found.find_map(|symbol| pick(symbol.thing))
    }

    /// A level, without a word when there is none: its name is looked up aloud elsewhere.
    pub(super) fn peek_level(&self, path: &Path) -> Option<LevelId> {
        self.peek(Namespace::Levels, path, |thing| if let Thing::Level(id) = thing { Some(id) } else { None })
    }

    pub(super) fn knows_library(&mut self, path: &Path) -> bool {
        let Some(library) = &path.library else { return true };
        if self.resolution.symbols.libraries(self.home).any(|known| known == library.text) {
            return true;
        }
        let name = format!("{}::", library.text);
        if self.is_told(Space::Names(Namespace::Things), &name, library.span) {
            return false;
        }
        let known: Vec<&str> = self.resolution.symbols.libraries(self.home).collect();
        let help = nearest(&library.text, known.iter().copied()).map_or_else(
            || format!("known here: {}; `use {}` brings it in", quoted_all(known.iter().copied(), 6), library.text),
            |near| format!("did you mean `{near}::{}`?", path.dotted()),
        );
        let message = format!("there is no library `{}` here", library.text);
        let found = Diagnostic::new(Code::UnknownName, library.span, message).here("not in use").help(help);
        self.tell(Space::Names(Namespace::Things), &name, found);
        false
    }

    fn near<T>(&self, namespace: Namespace, name: &str, pick: &impl Fn(Thing) -> Option<T>) -> Option<String> {
        if !self.may_compare() {
            return None;
        }
        let names = || {
            let visible = self.resolution.symbols.visible(namespace, self.home);
            visible.filter(|(_, symbol)| pick(symbol.thing).is_some()).map(|(name, _)| name)
        };
        let ending = format!(".{name}");
        names().find(|known| known.ends_with(&ending)).or_else(|| nearest(name, names())).map(str::to_owned)
    }

    /// What may have been meant: a name that is near, the names that there are, or a declaration.
    fn near_or_known<T>(
        &self,
        namespace: Namespace,
        name: &str,
        what: &str,
        pick: &impl Fn(Thing) -> Option<T>,
    ) -> String {
        if let Some(near) = self.near(namespace, name, pick) {
            return format!("did you mean `{near}`?");
        }
        if !self.may_compare() {
            return "look for it where its like are declared".to_owned();
        }
        let visible = self.resolution.symbols.visible(namespace, self.home);
        let mut names: Vec<&str> =
            visible.filter(|(_, symbol)| pick(symbol.thing).is_some()).map(|(name, _)| name).collect();
        names.sort_unstable();
        if names.is_empty() { declare_help(what, name) } else { format!("known here: {}", quoted_all(names, 6)) }
    }

    fn report_unknown<T>(
        &mut self,
        namespace: Namespace,
        path: &Path,
        name: &str,
        what: &str,
        pick: &impl Fn(Thing) -> Option<T>,
    ) {
        let help = match self.meant(name, what, path) {
            Some(help) => help,
            None => self.near_or_known(namespace, name, what, pick),
        };
        let found = Diagnostic::new(Code::UnknownName, path.span, format!("there is no {what} `{name}`"))
            .here("not declared anywhere")
            .help(help);
        self.tell(Space::Names(namespace), &key(path), found);
    }

    /// What a word was meant for that is no name but a part of a number, or stands for every level.
    fn meant(&self, name: &str, what: &str, path: &Path) -> Option<String> {
        if what == "level" && matches!(name, "all" | "every" | "everywhere") {
            let levels = self.library().levels.values().map(|level| level.named.name.as_str());
            return Some(format!("name each: {}", quoted_all(levels, 8)));
        }
        let zeros = match name.to_lowercase().as_str() {
            "percent" | "pct" | "per" => "%",
            "k" | "thousand" => "_000",
            "m" | "mn" | "mio" | "million" | "millions" => "_000_000",
            "bn" | "b" | "billion" | "billions" => "_000_000_000",
            _ => return None,
        };
        let line = self.sources.lines_around(path.span, 0, 0).map_or(path.span, |(_, line, _)| line);
        let before = self.sources.text(Span::new(line.start, path.span.start));
        let number = before.trim_end();
        let start = number.trim_end_matches(|c: char| c.is_ascii_digit() || "._".contains(c)).len();
        let number = number.get(start..).filter(|number| what == "unit" && !number.is_empty())?;
        if zeros != "%" && number.contains('.') {
            return Some("write the number out".to_owned());
        }
        Some(format!("write `{number}{zeros}`"))
    }

    /// A state, those of the test at hand included.
    pub(super) fn find_state(&mut self, path: &Path) -> Option<StateId> {
        if !self.given.is_empty() {
            let name = written(path);
            if let Some(&(_, given)) = self.given.iter().find(|(given, _)| *given == name) {
                return Some(given);
            }
        }
        self.find(Namespace::States, path, "state", |thing| if let Thing::State(id) = thing { Some(id) } else { None })
    }

    /// What evidence is about.
    pub(super) fn find_target(&mut self, path: &Path) -> Option<Target> {
        let pick = |thing| {
            if let Thing::Issue(id) = thing {
                Some(Target::Issue(id))
            } else if let Thing::Measure(id) = thing {
                Some(Target::Measure(id))
            } else if let Thing::Principle(id) = thing {
                Some(Target::Principle(id))
            } else {
                None
            }
        };
        if self.peek(Namespace::Things, path, pick).is_none()
            && let [label] = path.rest.as_slice()
        {
            let first = Path { rest: Vec::new(), span: path.first.span, ..path.clone() };
            let principle = |thing| if let Thing::Principle(id) = thing { Some(id) } else { None };
            if let Some(id) = self.peek(Namespace::Things, &first, principle) {
                return self.find_clause(id, &label.text, label.span).map(|clause| Target::Clause(id, clause));
            }
        }
        self.find(Namespace::Things, path, "issue, measure, principle or clause", pick)
    }

    /// A clause of a principle, by its label.
    pub(super) fn find_clause(&mut self, id: PrincipleId, label: &str, span: Span) -> Option<usize> {
        let principle = &self.library().principles[id];
        if let Some(clause) = principle.clause(label) {
            return Some(clause);
        }
        let labels = || principle.clauses.iter().map(|clause| clause.label.as_str());
        // In a principle with a clause that could not be read, that may be the one.
        let item = self.resolution.principles.iter().find(|declared| declared.id == id).map(|declared| declared.item);
        if item.is_some_and(|item| self.broken(item.span)) && nearest(label, labels()).is_none() {
            return None;
        }
        let name = format!("{}.{label}", principle.named.name);
        if self.is_told(Space::Names(Namespace::Things), &name, span) {
            return None;
        }
        let principle = &self.library().principles[id];
        let labels = || principle.clauses.iter().map(|clause| clause.label.as_str());
        let help = nearest(label, labels())
            .map_or_else(|| format!("it has {}", quoted_all(labels(), 8)), |near| format!("did you mean `{near}`?"));
        let message = format!("the principle `{}` has no clause `{label}`", principle.named.name);
        let found =
            super::declared_here(Diagnostic::new(Code::UnknownName, span, message).help(help), &principle.named);
        self.tell(Space::Names(Namespace::Things), &name, found);
        None
    }

    /// Levels, each once, rising.
    pub(super) fn find_levels(&mut self, paths: &[Path]) -> Vec<LevelId> {
        self.find_set(paths, Self::find_level)
    }

    /// Several names of one kind, each once; a repetition is reported.
    pub(super) fn find_set<I: Id>(&mut self, paths: &[Path], find: impl Fn(&mut Self, &Path) -> Option<I>) -> Vec<I> {
        let mut found: Vec<(I, Span)> = Vec::new();
        for path in paths {
            let Some(id) = find(self, path) else { continue };
            if let Some((_, first)) = found.iter().find(|(first, _)| *first == id) {
                let message = format!("`{}` is named twice", path.dotted());
                let again =
                    Diagnostic::new(Code::DuplicateName, path.span, message).here("again").also(*first, "first");
                self.report(again.help("name it once"));
                continue;
            }
            found.push((id, path.span));
        }
        let mut ids: Vec<I> = found.into_iter().map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids
    }
}

/// A name as it is written, without the library in front of it.
pub(super) fn written(path: &Path) -> Cow<'_, str> {
    if path.rest.is_empty() { Cow::Borrowed(&path.first.text) } else { Cow::Owned(path.dotted()) }
}

/// `a measure`, `an issue`; `one of a, b` needs none.
pub(super) fn article(word: &str) -> String {
    if word.starts_with("one of ") {
        return word.to_owned();
    }
    let vowel = word.starts_with(['a', 'e', 'i', 'o']) || word == "unknown";
    format!("{} {word}", if vowel { "an" } else { "a" })
}

fn declare_help(what: &str, name: &str) -> String {
    match what {
        "level" => format!("declare it: levels {{ {name} of pairs }}"),
        "capacity" => format!("declare it: capacities {{ {name} }}"),
        "category of persons" => format!("declare it: persons {name} \"…\""),
        "state" => format!("declare it: state {name} \"…\" {{ }}"),
        "unit" => format!("declare it: unit {name}"),
        "attribute" => format!("declare it: attribute {name} \"…\" : number"),
        "group" => format!("declare it: group {name} \"…\" {{ }}"),
        _ if what.contains(' ') => format!("declare `{name}` first, as one of these"),
        _ => format!("declare it: {what} {name} \"…\""),
    }
}
