//! Names, and who can see them.

use std::collections::BTreeSet;

use indexmap::{Equivalent, IndexMap};

use crate::model::{
    AttributeId, CapacityId, DefinitionId, EnumerationId, ForumId, GroupId, InterestId, IssueId, LevelId, MeasureId,
    PersonsId, PrincipleId, StateId, UnitId,
};
use crate::project::Project;
use crate::source::Span;

/// Names that may be alike without being confused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Namespace {
    /// Issues, measures, principles, attributes and all else that has no namespace of its own.
    Things,
    /// Levels.
    Levels,
    /// Capacities.
    Capacities,
    /// States.
    States,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is what its id is")]
pub enum Thing {
    Level(LevelId),
    Capacity(CapacityId),
    Issue(IssueId),
    Persons(PersonsId),
    Enumeration(EnumerationId),
    Unit(UnitId),
    Measure(MeasureId),
    Attribute(AttributeId),
    Definition(DefinitionId),
    Principle(PrincipleId),
    Interest(InterestId),
    State(StateId),
    Group(GroupId),
    Forum(ForumId),
}

impl Thing {
    /// What it is, in a word.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Level(_) => "level",
            Self::Capacity(_) => "capacity",
            Self::Issue(_) => "issue",
            Self::Persons(_) => "category of persons",
            Self::Enumeration(_) => "enumeration",
            Self::Unit(_) => "unit",
            Self::Measure(_) => "measure",
            Self::Attribute(_) => "attribute",
            Self::Definition(_) => "definition",
            Self::Principle(_) => "principle",
            Self::Interest(_) => "interest rule",
            Self::State(_) => "state",
            Self::Group(_) => "group",
            Self::Forum(_) => "forum",
        }
    }
}

/// A name's meaning in one library.
#[derive(Debug, Clone, Copy)]
pub struct Symbol {
    /// What it stands for.
    pub thing: Thing,
    /// The library that declares it.
    pub home: usize,
    /// Where.
    pub span: Span,
}

/// A name to look for.
#[derive(Hash)]
struct Wanted<'n>(Namespace, &'n str);

impl Equivalent<(Namespace, String)> for Wanted<'_> {
    fn equivalent(&self, (namespace, name): &(Namespace, String)) -> bool {
        self.0 == *namespace && self.1 == name
    }
}

/// All names of all libraries.
#[derive(Debug, Default)]
pub struct Symbols {
    names: IndexMap<(Namespace, String), Vec<Symbol>>,
    libraries: Vec<String>,
    visible: Vec<BTreeSet<usize>>,
    lost: BTreeSet<String>,
    incomplete: BTreeSet<usize>,
    lost_rows: BTreeSet<Namespace>,
}

impl Symbols {
    /// No names yet; which library sees which is known: itself, those it uses, and those that they use.
    pub fn new(project: &Project) -> Self {
        let mut visible: Vec<BTreeSet<usize>> = Vec::new();
        for (index, library) in project.libraries.iter().enumerate() {
            let mut seen = BTreeSet::from([index]);
            for &used in &library.uses {
                seen.extend(visible.get(used).into_iter().flatten());
            }
            visible.push(seen);
        }
        let libraries = project.libraries.iter().map(|library| library.name.clone()).collect();
        let lost = project.libraries.iter().flat_map(|library| &library.documents);
        let lost = lost.flat_map(|document| document.lost.iter().cloned()).collect();
        let unread = |seen: &BTreeSet<usize>| {
            let mut seen = seen.iter().filter_map(|&index| project.libraries.get(index));
            seen.any(|library| {
                library.incomplete || library.documents.iter().any(|doc| doc.torn || doc.lost.contains("use"))
            })
        };
        let incomplete = visible.iter().enumerate().filter(|(_, seen)| unread(seen)).map(|(index, _)| index).collect();
        Self { names: IndexMap::new(), libraries, visible, lost, incomplete, lost_rows: BTreeSet::new() }
    }

    /// The project's own library: it stands behind those that it uses.
    pub fn own_library(&self) -> usize {
        self.libraries.len().saturating_sub(1)
    }

    /// Notes that a table which declares names could not be read.
    pub fn lose_rows(&mut self, namespace: Namespace) {
        self.lost_rows.insert(namespace);
    }

    /// Whether a word stands in a text that could not be read.
    pub fn is_lost(&self, word: &str) -> bool {
        self.lost.contains(word)
    }

    /// Whether a name that is not known may be one that a text, a library or a table declares which could not be read.
    pub fn may_be_lost(&self, namespace: Namespace, name: &str, home: usize) -> bool {
        if self.incomplete.contains(&home) || self.lost_rows.contains(&namespace) {
            return true;
        }
        // Of `labour.quotas`, where there is `labour`, it is `quotas` that may be lost.
        let name = name.rsplit("::").next().unwrap_or(name);
        let ends = name.match_indices('.').map(|(at, _)| at).chain([name.len()]);
        let mut prefixes = ends.filter_map(|end| name.get(..end));
        let missing = prefixes.find(|prefix| !self.names.contains_key(&Wanted(namespace, prefix)));
        let word = missing.and_then(|prefix| prefix.rsplit('.').next());
        word.is_some_and(|word| self.lost.contains(word))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Adds a name. When its library has it already, that stays, and is returned with its place.
    pub fn add(
        &mut self,
        namespace: Namespace,
        name: &str,
        thing: Thing,
        home: usize,
        span: Span,
    ) -> Option<(Thing, Span)> {
        let symbols = self.names.entry((namespace, name.to_owned())).or_default();
        if let Some(first) = symbols.iter().find(|symbol| symbol.home == home) {
            return Some((first.thing, first.span));
        }
        symbols.push(Symbol { thing, home, span });
        None
    }

    /// What a library itself calls by a name.
    pub fn own(&self, namespace: Namespace, name: &str, home: usize) -> Option<Thing> {
        self.meanings(namespace, name, home, None).find(|symbol| symbol.home == home).map(|symbol| symbol.thing)
    }

    /// Everything that a name can mean in a library; only what `library` declares, where one is named.
    pub fn meanings<'s>(
        &'s self,
        namespace: Namespace,
        name: &str,
        home: usize,
        library: Option<&'s str>,
    ) -> impl Iterator<Item = &'s Symbol> {
        let found = self.names.get(&Wanted(namespace, name)).map_or(&[][..], Vec::as_slice);
        let visible = self.visible.get(home);
        found.iter().filter(move |symbol| {
            visible.is_some_and(|visible| visible.contains(&symbol.home))
                && library.is_none_or(|library| self.library(symbol.home) == library)
        })
    }

    /// Every name that a library can see, with its meaning.
    pub fn visible(&self, namespace: Namespace, home: usize) -> impl Iterator<Item = (&str, &Symbol)> {
        self.names
            .iter()
            .filter(move |((found, _), _)| *found == namespace)
            .flat_map(|((_, name), symbols)| symbols.iter().map(move |symbol| (name.as_str(), symbol)))
            .filter(move |(_, symbol)| self.visible.get(home).is_some_and(|visible| visible.contains(&symbol.home)))
    }

    /// The name of a library.
    pub fn library(&self, home: usize) -> &str {
        self.libraries.get(home).map_or("", String::as_str)
    }

    /// The names of the libraries that a library can see.
    pub fn libraries(&self, home: usize) -> impl Iterator<Item = &str> {
        self.visible.get(home).into_iter().flatten().map(|&seen| self.library(seen))
    }
}
