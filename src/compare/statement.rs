//! Statements by name and by part, and what became of them.

use std::collections::{BTreeMap, BTreeSet};

/// What a statement declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The library itself: its title, version and day.
    Library,
    /// A level.
    Level,
    /// A capacity.
    Capacity,
    /// An issue.
    Issue,
    /// A category of people.
    Persons,
    /// An enumeration with a name.
    Enumeration,
    /// A unit.
    Unit,
    /// A measure.
    Measure,
    /// An attribute.
    Attribute,
    /// A named expression.
    Definition,
    /// What is open at which level, by issue.
    Scope,
    /// A principle.
    Principle,
    /// An interest rule.
    Interest,
    /// A state.
    State,
    /// The facts between two states, by attribute.
    Pairs,
    /// A group.
    Group,
    /// A forum.
    Forum,
}

impl Kind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Level => "level",
            Self::Capacity => "capacity",
            Self::Issue => "issue",
            Self::Persons => "persons",
            Self::Enumeration => "enumeration",
            Self::Unit => "unit",
            Self::Measure => "measure",
            Self::Attribute => "attribute",
            Self::Definition => "define",
            Self::Scope => "scope",
            Self::Principle => "principle",
            Self::Interest => "interest",
            Self::State => "state",
            Self::Pairs => "pairs",
            Self::Group => "group",
            Self::Forum => "forum",
        }
    }
}

/// A statement in parts that can be compared.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub kind: Kind,
    pub name: String,
    pub title: Option<String>,
    pub parts: Vec<Part>,
}

/// A part of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// What it is: `title`, `clause duty`. Several may be the same.
    pub what: String,
    /// What it says.
    pub text: String,
    /// What it says in parts of its own, each by name.
    pub aspects: Vec<(String, String)>,
}

/// What became of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementChange {
    /// What it declares.
    pub kind: Kind,
    /// Its name: the new one, or the old one where it is gone.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// What happened to it.
    pub change: Change,
    /// What is new, gone or different in it; of a new or removed statement all of it.
    pub parts: Vec<PartChange>,
}

/// What happened to a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Reworded,
    /// It most likely had another name: that one is gone, and its clauses are the same.
    Renamed {
        /// The old name.
        from: String,
    },
}

impl Change {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reworded => "reworded",
            Self::Renamed { .. } => "renamed",
        }
    }
}

/// What became of a part of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartChange {
    /// What it is.
    pub what: String,
    /// What it said; none where it is new.
    pub before: Option<String>,
    /// What it says; none where it is gone.
    pub after: Option<String>,
    /// Of a clause that is reworded, what in it: `modality`, the name of a parameter.
    pub aspects: Vec<String>,
}

/// Compares the statements of two libraries: in the order of the new one, what is gone behind it in the order of the old.
pub(super) fn compare(old: &[Statement], new: &[Statement]) -> Vec<StatementChange> {
    let key = |one: &Statement| (one.kind, one.name.clone());
    let before: BTreeMap<(Kind, String), &Statement> = old.iter().map(|one| (key(one), one)).collect();
    let after: BTreeSet<(Kind, String)> = new.iter().map(key).collect();
    let gone: Vec<&Statement> = old.iter().filter(|one| !after.contains(&key(one))).collect();
    let come: Vec<&Statement> = new.iter().filter(|one| !before.contains_key(&key(one))).collect();
    let renamed = renamings(&gone, &come);
    let mut changes = Vec::new();
    for one in new {
        let was = before.get(&key(one)).copied();
        let renamed = renamed.get(one.name.as_str()).copied().filter(|from| from.kind == one.kind);
        let (change, parts) = match (was, renamed) {
            (Some(was), _) => (Change::Reworded, parts(&was.parts, &one.parts)),
            (None, Some(from)) => (Change::Renamed { from: from.name.clone() }, parts(&from.parts, &one.parts)),
            (None, None) => (Change::Added, parts(&[], &one.parts)),
        };
        if change != Change::Reworded || !parts.is_empty() {
            let (kind, name, title) = (one.kind, one.name.clone(), one.title.clone());
            changes.push(StatementChange { kind, name, title, change, parts });
        }
    }
    let taken: BTreeSet<(Kind, &str)> = renamed.values().map(|one| (one.kind, one.name.as_str())).collect();
    for one in gone.into_iter().filter(|one| !taken.contains(&(one.kind, one.name.as_str()))) {
        let (kind, name, title) = (one.kind, one.name.clone(), one.title.clone());
        changes.push(StatementChange { kind, name, title, change: Change::Removed, parts: parts(&one.parts, &[]) });
    }
    changes.sort_by_key(|change| change.kind);
    changes
}

/// Principles that are new, by name, with the one that is gone and has the same clauses, where there is only one such.
fn renamings<'s>(gone: &[&'s Statement], come: &[&'s Statement]) -> BTreeMap<&'s str, &'s Statement> {
    let clauses = |one: &Statement| -> Vec<(String, String)> {
        let parts = one.parts.iter().filter(|part| part.what.starts_with("clause "));
        parts.map(|part| (part.what.clone(), part.text.clone())).collect()
    };
    let like = |one: &Statement, other: &Statement| {
        let own = clauses(one);
        one.kind == Kind::Principle && other.kind == Kind::Principle && !own.is_empty() && own == clauses(other)
    };
    let mut found = BTreeMap::new();
    for &one in come {
        let mut from = gone.iter().filter(|other| like(one, other));
        let unique = come.iter().filter(|other| like(one, other)).count() == 1;
        if let (Some(&first), None, true) = (from.next(), from.next(), unique) {
            found.insert(one.name.as_str(), first);
        }
    }
    found
}

/// Compares parts. Those that are the same thing are set against each other in their order.
fn parts(old: &[Part], new: &[Part]) -> Vec<PartChange> {
    let mut before: BTreeMap<&str, Vec<&Part>> = BTreeMap::new();
    for part in old {
        before.entry(&part.what).or_default().push(part);
    }
    // What is word for word the same is no change, wherever it stands.
    let mut after: Vec<&Part> = Vec::new();
    for part in new {
        let same = before.get_mut(part.what.as_str());
        let place = same.as_ref().and_then(|parts| parts.iter().position(|other| *other == part));
        match (same, place) {
            (Some(parts), Some(place)) => drop(parts.remove(place)),
            _ => after.push(part),
        }
    }
    let mut changes = Vec::new();
    for part in after {
        let was = before.get_mut(part.what.as_str()).filter(|parts| !parts.is_empty()).map(|parts| parts.remove(0));
        let aspects = was.map(|was| aspects(&was.aspects, &part.aspects)).unwrap_or_default();
        let (what, before) = (part.what.clone(), was.map(|was| was.text.clone()));
        changes.push(PartChange { what, before, after: Some(part.text.clone()), aspects });
    }
    let mut left = |part: &&Part| {
        let parts = before.get_mut(part.what.as_str());
        parts.is_some_and(|parts| parts.iter().position(|other| other == part).map(|at| parts.remove(at)).is_some())
    };
    for part in old.iter().filter(|part| left(part)) {
        let (what, before) = (part.what.clone(), Some(part.text.clone()));
        changes.push(PartChange { what, before, after: None, aspects: Vec::new() });
    }
    changes
}

fn aspects(old: &[(String, String)], new: &[(String, String)]) -> Vec<String> {
    let missing = |all: &[(String, String)], one: &(String, String)| !all.contains(one);
    let mut found: Vec<String> = new.iter().filter(|one| missing(old, one)).map(|(what, _)| what.clone()).collect();
    for (what, _) in old.iter().filter(|one| missing(new, one)) {
        if !found.contains(what) {
            found.push(what.clone());
        }
    }
    found
}
