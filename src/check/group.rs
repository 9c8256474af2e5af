//! Groups.

use super::{Checker, declared_here};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Arity, GroupId, LevelId, Membership};
use crate::syntax::ast::{GroupItem, MemberItem, Path};

impl Checker<'_, '_> {
    /// The listed members of a group. A state may be one several times, at different times.
    pub(super) fn memberships(&mut self, items: &[MemberItem]) -> Vec<Membership> {
        let mut members: Vec<Membership> = Vec::new();
        for item in items {
            let period = self.period(item.since.as_ref(), item.until.as_ref());
            let Some(state) = self.find_state(&item.state) else { continue };
            self.add_membership(&mut members, Membership { state, period, span: item.span });
        }
        members
    }

    pub(super) fn add_membership(&mut self, members: &mut Vec<Membership>, added: Membership) {
        let overlaps = |first: &&Membership| {
            let (a, b) = (first.period, added.period);
            first.state == added.state
                && b.until.is_none_or(|until| a.since.is_none_or(|since| since < until))
                && a.until.is_none_or(|until| b.since.is_none_or(|since| since < until))
        };
        if let Some(first) = members.iter().find(overlaps).map(|first| first.span) {
            let name = &self.library().states[added.state].named.name;
            let found = Diagnostic::new(Code::DuplicateName, added.span, format!("`{name}` is a member twice"))
                .here("again, for a time that it is one already")
                .also(first, "first")
                .help("list it once, or for times that do not overlap");
            self.report(found);
            return;
        }
        members.push(added);
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
