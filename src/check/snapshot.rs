//! Snapshot blocks.

use std::collections::BTreeMap;
use std::slice;

use super::expect::Compared;
use super::{Checker, declared_here};
use crate::diagnostics::{Code, Diagnostic, quoted_all};
use crate::model::{Arity, GroupId, LevelId, PrincipleId, Record, Recorded, Snapshot};
use crate::source::Span;
use crate::syntax::ast::{Path, Pick, RecordItem, RecordKind, SnapshotItem, SnapshotStatement, StateItem};

/// How many characters of a title a file is called after: file systems take 255 bytes.
const LONGEST: usize = 60;

impl Checker<'_, '_> {
    /// Reads the snapshots of the project's own library; those of its dependencies are compared where they live.
    pub(super) fn snapshots(&mut self, own: usize) {
        let mut names: BTreeMap<String, Span> = BTreeMap::new();
        for (home, item) in self.resolution.snapshots.clone() {
            self.home = home;
            let Some(snapshot) = self.snapshot(item) else { continue };
            if home == own && self.is_new(&snapshot, &mut names) {
                self.resolution.library.snapshots.push(snapshot);
            }
        }
    }

    fn snapshot(&mut self, item: &SnapshotItem) -> Option<Snapshot> {
        let mut as_of = None;
        let mut states: Vec<&StateItem> = Vec::new();
        let mut records: Vec<&RecordItem> = Vec::new();
        for statement in &item.statements {
            match statement {
                SnapshotStatement::Given(state) => states.push(state),
                SnapshotStatement::AsOf(date) => as_of = date.value,
                SnapshotStatement::Record(record) => records.push(record),
            }
        }
        if records.is_empty() && !self.broken(item.span) {
            let found = Diagnostic::new(Code::MissingPart, item.title.span, "the snapshot records nothing")
                .here("what is to be recorded?")
                .help("name it in the braces: `PRINCIPLE at LEVEL`, or `PRINCIPLE in FORUM`");
            self.report(found);
        }
        let given = self.givens(&states);
        let records = records
            .into_iter()
            .filter_map(|record| Some(Record { span: record.span, kind: self.recorded(record)? }))
            .collect();
        self.given.clear();
        let title = item.title.value.clone();
        let name = file_name(&title);
        if name.is_empty() {
            let found = Diagnostic::new(
                Code::InvalidValue,
                item.title.span,
                "the title of a snapshot gives its file a name, and this one has no letter or digit",
            );
            self.report(found.here("no name for a file").help("call it after what it records: `snapshot \"wording\"`"));
            return None;
        }
        Some(Snapshot { title, name, span: item.title.span, given, as_of, records })
    }

    /// Whether no snapshot before it has its title, or one that gives the same file.
    fn is_new(&mut self, snapshot: &Snapshot, names: &mut BTreeMap<String, Span>) -> bool {
        let Some(&first) = names.get(&snapshot.name) else {
            names.insert(snapshot.name.clone(), snapshot.span);
            return true;
        };
        let same = self.sources.text(first) == self.sources.text(snapshot.span);
        let message = if same {
            format!("there are two snapshots called \"{}\"", snapshot.title)
        } else {
            format!("two snapshots would be recorded in one file, {}.snap", snapshot.name)
        };
        let found = Diagnostic::new(Code::DuplicateName, snapshot.span, message)
            .here("again")
            .also(first, "first")
            .help("give one of them another title; its letters and digits are the name of the file");
        self.report(found);
        false
    }

    fn recorded(&mut self, item: &RecordItem) -> Option<Recorded> {
        match &item.kind {
            RecordKind::Verdicts { principle, levels, group, states, choosing } => {
                self.recorded_verdicts(principle, levels, group.as_ref(), states, choosing)
            }
            RecordKind::Outcome { principle, forum, choosing } => {
                let (principle, forum, choosing) = self.put_to_the_vote(principle, forum, choosing)?;
                Some(Recorded::Outcome { principle, forum, choosing })
            }
            RecordKind::Scope { issue, levels } => {
                let issue = self.find_issue(issue);
                let levels: Vec<_> = levels.iter().map(|level| self.find_level(level)).collect();
                Some(Recorded::Scope { issue: issue?, levels: levels.into_iter().collect::<Option<_>>()? })
            }
            RecordKind::Common { states, issue, level, choosing } => {
                let compared = self.compared(states, issue.as_ref(), level.as_ref(), choosing, item.span)?;
                let Compared { states, issue, level, choosing } = compared;
                Some(Recorded::CommonGround { states, issue, level, choosing })
            }
        }
    }

    fn recorded_verdicts(
        &mut self,
        path: &Path,
        levels: &[Path],
        group: Option<&Path>,
        states: &[Path],
        choosing: &[Pick],
    ) -> Option<Recorded> {
        let of: Vec<_> = states.iter().map(|state| self.find_state(state)).collect();
        let principle = self.find_sound_principle(path)?;
        let known = self.library().principles[principle].clone();
        let choosing = self.picks(slice::from_ref(&known), choosing);
        let named: Vec<_> = levels.iter().map(|level| self.expected_level(principle, Some(level), path.span)).collect();
        let named: Vec<LevelId> = named.into_iter().collect::<Option<_>>()?;
        let (group, levels) = match group {
            None => (None, if named.is_empty() { known.levels } else { named }),
            Some(path) => {
                let group = self.find_group(path)?;
                (Some(group), self.levels_of_group(principle, group, path, &named)?)
            }
        };
        let mut states = of.into_iter().collect::<Option<Vec<_>>>()?;
        states.sort_unstable();
        states.dedup();
        Some(Recorded::Verdicts { principle, levels, group, states, choosing: choosing? })
    }

    /// The level at which a group negotiates on a principle.
    fn levels_of_group(
        &mut self,
        principle: PrincipleId,
        group: GroupId,
        path: &Path,
        named: &[LevelId],
    ) -> Option<Vec<LevelId>> {
        self.has_sound_level(group).then_some(())?;
        let library = self.library();
        let (text, body) = (&library.principles[principle], &library.groups[group]);
        let level = body.level.filter(|level| text.levels.contains(level));
        if let Some(level) = level.filter(|level| named.is_empty() || *named == [*level]) {
            return Some(vec![level]);
        }
        let at = |level: &LevelId| library.levels[*level].named.name.as_str();
        let message = match (body.level, level) {
            (Some(_), Some(_)) => format!("`{}` negotiates at one level only", body.named.name),
            (Some(level), None) => {
                format!("`{}` negotiates at `{}`, and `{}` does not", body.named.name, at(&level), text.named.name)
            }
            (None, _) => format!("`{}` does not negotiate on its own", body.named.name),
        };
        let of_groups: Vec<&str> =
            text.levels.iter().filter(|level| library.levels[**level].arity == Arity::Groups).map(at).collect();
        let help = match (level, of_groups.as_slice()) {
            (Some(level), _) => format!("write `at {}`, or leave the level out", at(&level)),
            (None, []) => format!("leave the group out: `{}` is negotiated at no level of groups", text.named.name),
            (None, levels) => format!("name a group that negotiates at {}", quoted_all(levels.iter().copied(), 6)),
        };
        let found = Diagnostic::new(Code::NoSuchInstance, path.span, message).here("not in this group").help(help);
        let found = declared_here(found, &body.named);
        self.report(found);
        None
    }
}

/// A title as the name of a file: its letters and digits, and a hyphen for whatever stands between them. File systems
/// that do not tell capitals from small letters must tell two names apart.
fn file_name(title: &str) -> String {
    let mut name = String::new();
    for letter in title.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.chars().take(LONGEST).collect();
    name.trim_end_matches('-').to_owned()
}
