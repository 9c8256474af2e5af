//! Groups.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Checker, declared_here};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Arity, GroupId, LevelId, Membership, StateId};
use crate::source::Span;
use crate::syntax::ast::{GroupItem, MemberItem, Path};

/// The members of a group as they are listed, and where each state is among them.
#[derive(Debug, Default)]
pub(super) struct Roster {
    /// The members, in the order of the list.
    pub members: Vec<Membership>,
    of_state: BTreeMap<StateId, Vec<usize>>,
}

impl Roster {
    /// Adds a member.
    pub fn add(&mut self, added: Membership) {
        self.of_state.entry(added.state).or_default().push(self.members.len());
        self.members.push(added);
    }

    /// Where the same state is a member for a part of the same time.
    fn overlapping(&self, added: &Membership) -> Option<Span> {
        let before =
            |until: Option<Date>, since: Option<Date>| until.zip(since).is_some_and(|(until, since)| until <= since);
        let earlier = self.of_state.get(&added.state).into_iter().flatten().filter_map(|&at| self.members.get(at));
        let (since, until) = (added.period.since, added.period.until);
        earlier
            .filter(|first| !before(until, first.period.since) && !before(first.period.until, since))
            .map(|first| first.span)
            .next()
    }
}

impl Checker<'_, '_> {
    /// The listed members of a group. A state may be one several times, at different times.
    pub(super) fn memberships(&mut self, items: &[MemberItem]) -> Vec<Membership> {
        let mut roster = Roster::default();
        for item in items {
            let period = self.period(item.since.as_ref(), item.until.as_ref());
            let Some(state) = self.find_state(&item.state) else { continue };
            self.add_membership(&mut roster, Membership { state, period, span: item.span });
        }
        roster.members
    }

    pub(super) fn add_membership(&mut self, roster: &mut Roster, added: Membership) {
        let Some(first) = roster.overlapping(&added) else {
            roster.add(added);
            return;
        };
        let name = &self.library().states[added.state].named.name;
        let found = Diagnostic::new(Code::DuplicateName, added.span, format!("`{name}` is a member twice"))
            .here("again, for a time that it is one already")
            .also(first, "first")
            .help("list it once, or for times that do not overlap");
        self.report(found);
    }

    pub(super) fn group_level(&mut self, id: GroupId, item: &GroupItem) {
        if let Some(path) = &item.level {
            self.resolution.library.groups[id].level = self.level_of_groups(path);
        }
    }

    /// A level at which groups negotiate.
    pub(super) fn level_of_groups(&mut self, path: &Path) -> Option<LevelId> {
        let level = self.find_level(path)?;
        let found = &self.library().levels[level];
        if found.arity == Arity::Groups {
            return Some(level);
        }
        let name = &found.named.name;
        let message = format!("`{name}` is not a level of groups");
        let wrong = Diagnostic::new(Code::LevelArity, path.span, message)
            .here("no group negotiates on its own there")
            .help(format!("name a level that is declared `of groups`, or leave `at {name}` out"));
        let wrong = declared_here(wrong, &found.named);
        self.report(wrong);
        None
    }
}
