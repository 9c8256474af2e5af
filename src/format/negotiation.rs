//! Groups and forums.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::syntax::ast::{
    Adoption, AdoptionKind, ForumItem, ForumMember, ForumStatement, GroupItem, GroupMembers, MemberItem,
};

impl Plan<'_, '_> {
    pub(super) fn group_item(&mut self, item: &GroupItem) {
        let mut parts = Parts::default();
        self.qualifier(&["at"], item.level.as_ref().map(|level| level.span), &mut parts);
        let members = match &item.members {
            GroupMembers::Listed(members) => members.first().map(|member| self.at(member.span)),
            GroupMembers::Every(span, _) => Some(self.at(*span)),
        };
        let remarks = item.remarks.iter().map(|remark| self.at(remark.span));
        let allows: Vec<usize> = item.allows.iter().map(|allow| self.at(allow.span)).collect();
        let starts = remarks.chain(allows.iter().copied()).chain(members).collect();
        for (first, last) in self.with_block(item.span, item.title.as_ref(), parts, starts, Gap::Statement) {
            if Some(first) == members {
                self.members(&item.members, first, last);
            } else if !allows.contains(&first) {
                self.worded(first, last);
            }
        }
        self.allows(&item.allows);
    }

    /// As many members on a line as fit; one on each where every member has a date.
    fn members(&mut self, members: &GroupMembers, first: usize, last: usize) {
        let mut parts = Parts::default();
        match members {
            GroupMembers::Every(_, condition) => {
                self.condition("where", condition.as_ref(), &mut parts);
                self.sentence(first, last, parts);
            }
            GroupMembers::Listed(members) => {
                self.group(first, last);
                let dated = |member: &MemberItem| member.since.is_some() || member.until.is_some();
                let gap = if members.iter().all(dated) { Gap::Line } else { Gap::Fill };
                for member in members.iter().skip(1) {
                    let index = self.at(member.span);
                    self.gap(index, gap);
                }
            }
        }
    }

    pub(super) fn forum(&mut self, item: &ForumItem) {
        let member = |member: &ForumMember| match member {
            ForumMember::Group(group) => self.back(group.span, &["members", "group"]),
            ForumMember::State(state) => self.back(state.span, &["members"]),
            ForumMember::Every(span) => self.back(*span, &["members"]),
        };
        let start = |statement: &ForumStatement| match statement {
            ForumStatement::Level(level) => self.back(level.span, &["level"]),
            ForumStatement::Members(members) => members.first().map_or(0, member),
            ForumStatement::Adopts(adoption) => self.back(adoption.span, &["adopts", "by"]),
            ForumStatement::Veto(states) => states.first().map_or(0, |state| self.back(state.span, &["veto"])),
            ForumStatement::Allow(allow) => self.at(allow.span),
            ForumStatement::Remark(remark) => self.at(remark.span),
        };
        let starts: Vec<usize> = item.statements.iter().map(start).collect();
        let ranges = self.with_block(item.span, item.title.as_ref(), Parts::default(), starts, Gap::Statement);
        for (first, last) in ranges {
            self.worded(first, last);
        }
        for statement in &item.statements {
            match statement {
                ForumStatement::Adopts(adoption) => self.adoption(adoption),
                ForumStatement::Allow(allow) => self.allow(allow),
                ForumStatement::Level(_)
                | ForumStatement::Members(_)
                | ForumStatement::Veto(_)
                | ForumStatement::Remark(_) => {}
            }
        }
    }

    fn adoption(&mut self, adoption: &Adoption) {
        match &adoption.kind {
            AdoptionKind::And(rules) | AdoptionKind::Or(rules) => {
                self.operands(adoption.span, rules.iter().map(|rule| rule.span));
                for rule in rules {
                    self.adoption(rule);
                }
            }
            AdoptionKind::Share { denominator: Some(number), .. } => {
                let number = self.at(number.span);
                self.gap(number.saturating_sub(1), Gap::Glued);
                self.gap(number, Gap::Glued);
            }
            AdoptionKind::Share { denominator: None, .. }
            | AdoptionKind::Consensus
            | AdoptionKind::Unanimity
            | AdoptionKind::Majority
            | AdoptionKind::Count(_)
            | AdoptionKind::AllBut(_) => {}
        }
    }
}
