//! Forums: who takes part, and how a text is adopted.

use super::{Checker, declared_here};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::model::{Adoption, Arity, ForumId, ForumMember, LevelId, ShareOf, StateId, Type};
use crate::number::Number;
use crate::resolve::{Namespace, Thing};
use crate::source::Span;
use crate::syntax::ast::{self, AdoptionKind, ForumItem, ForumStatement, NumberLiteral, Spanned};

impl Checker<'_, '_> {
    /// Reads every forum.
    pub(super) fn forums(&mut self) {
        for declared in self.resolution.forums.clone() {
            self.home = declared.home;
            self.forum(declared.id, declared.item);
        }
    }

    fn forum(&mut self, id: ForumId, item: &ForumItem) {
        let mut level = None;
        let mut members: Vec<ForumMember> = Vec::new();
        let mut adopts = None;
        let (mut veto, mut veto_span) = (Vec::new(), None);
        for statement in &item.statements {
            match statement {
                ForumStatement::Level(path) => level = self.level_of_forum(path),
                ForumStatement::Members(list) => {
                    for member in list {
                        let found = match member {
                            ast::ForumMember::Group(path) => self.find_group(path).map(ForumMember::Group),
                            ast::ForumMember::State(path) => self.member_state(path).map(ForumMember::State),
                            ast::ForumMember::Every(_) => Some(ForumMember::Every),
                        };
                        members.extend(found);
                    }
                }
                ForumStatement::Adopts(rule) => adopts = self.adoption(rule),
                ForumStatement::Veto(paths) => {
                    veto = self.find_set(paths, Self::find_state);
                    veto_span = paths.first().zip(paths.last()).map(|(first, last)| first.span.to(last.span));
                }
                ForumStatement::Allow(_) => {}
                ForumStatement::Remark(remark) => {
                    let said = crate::resolve::remarks([remark]);
                    let remarks = &mut self.resolution.library.forums[id].named.remarks;
                    remarks.sources.extend(said.sources);
                    remarks.reasons.extend(said.reasons);
                    remarks.notes.extend(said.notes);
                }
            }
        }
        let wide = self.library().levels.values().rfind(|level| level.arity != Arity::Pairs);
        let example = format!("level {}", wide.map_or("regional", |level| level.named.name.as_str()));
        let stated = |wanted: fn(&ForumStatement) -> bool| item.statements.iter().any(wanted);
        for (there, what, example) in [
            (stated(|one| matches!(one, ForumStatement::Level(_))), "level", example),
            (
                stated(|one| matches!(one, ForumStatement::Adopts(_))),
                "rule of adoption",
                "adopts by consensus".to_owned(),
            ),
        ] {
            if !there && !self.broken(item.span) {
                let message = format!("the forum `{}` has no {what}", item.name.text);
                let found = Diagnostic::new(Code::MissingPart, item.name.span, message)
                    .here("not complete")
                    .help(format!("add a line such as `{example}`"));
                self.report(found);
            }
        }
        let Some(level) = level else { return };
        if members.is_empty() && !stated(|one| matches!(one, ForumStatement::Members(_))) {
            if self.library().levels[level].arity == Arity::All {
                members.push(ForumMember::Every);
            } else if !self.broken(item.span) {
                let message = format!("the forum `{}` has no members", item.name.text);
                let found = Diagnostic::new(Code::MissingPart, item.name.span, message)
                    .here("who takes part?")
                    .help("add a line such as `members group GROUP` or `members AUT, MDA`");
                self.report(found);
            }
        }
        let forum = &mut self.resolution.library.forums[id];
        forum.level = level;
        forum.members = members;
        forum.veto = veto;
        forum.veto_span = veto_span;
        if let Some(adopts) = adopts {
            forum.adopts = adopts;
        }
    }

    /// A state that takes part; where it is no state, perhaps a group or every state was meant.
    fn member_state(&mut self, path: &ast::Path) -> Option<StateId> {
        let name = path.dotted();
        let state = |thing| matches!(thing, Thing::State(_)).then_some(());
        let group = |thing| matches!(thing, Thing::Group(_)).then_some(());
        let meant = if matches!(name.as_str(), "all" | "every" | "everyone" | "everybody") {
            "members every state".to_owned()
        } else if self.peek(Namespace::Things, path, group).is_some() {
            format!("group {name}")
        } else {
            return self.find_state(path);
        };
        if self.peek(Namespace::States, path, state).is_some() {
            return self.find_state(path);
        }
        let found = Diagnostic::new(Code::UnknownName, path.span, format!("there is no state `{name}`"))
            .here("not a state")
            .help(format!("write `{meant}`"));
        self.report(found);
        None
    }

    /// A level at which many negotiate at once: a forum of two would be a pair.
    fn level_of_forum(&mut self, path: &ast::Path) -> Option<LevelId> {
        let level = self.find_level(path)?;
        let found = &self.library().levels[level];
        if found.arity != Arity::Pairs {
            return Some(level);
        }
        let name = &found.named.name;
        let wrong = Diagnostic::new(Code::LevelArity, path.span, format!("`{name}` is a level of pairs"))
            .here("no forum decides there")
            .help("name a level that is declared `of groups` or `of all`");
        let wrong = declared_here(wrong, &found.named);
        self.report(wrong);
        None
    }

    fn adoption(&mut self, rule: &ast::Adoption) -> Option<Adoption> {
        match &rule.kind {
            AdoptionKind::And(all) => self.adoptions(all).map(Adoption::And),
            AdoptionKind::Or(all) => self.adoptions(all).map(Adoption::Or),
            AdoptionKind::Consensus => Some(Adoption::Consensus),
            AdoptionKind::Unanimity => Some(Adoption::Unanimity),
            AdoptionKind::Majority => Some(Adoption::Majority),
            AdoptionKind::Share { numerator, denominator, of } => {
                let of = self.share_of(of);
                if let (None, Some(whole)) = (denominator, quota(numerator)) {
                    return self.quota(whole, numerator.span, of?, rule.span);
                }
                let share = self.share(numerator, denominator.as_ref())?;
                Some(Adoption::Share(share, of?, rule.span))
            }
            AdoptionKind::Count(number) => {
                self.count_of_members(number, 1).map(|count| Adoption::Count(count, rule.span))
            }
            AdoptionKind::AllBut(number) => {
                self.count_of_members(number, 0).map(|count| Adoption::AllBut(count, rule.span))
            }
        }
    }

    fn adoptions(&mut self, all: &[ast::Adoption]) -> Option<Vec<Adoption>> {
        let read: Vec<Option<Adoption>> = all.iter().map(|one| self.adoption(one)).collect();
        read.into_iter().collect()
    }

    /// `12 of weight`: so much, not a share.
    fn quota(&mut self, number: &Number, at: Span, of: ShareOf, span: Span) -> Option<Adoption> {
        let (what, example) = match of {
            ShareOf::Attribute(id) => {
                let Type::Number(unit) = self.library().attributes[id].ty else { return None };
                let factor = unit.map_or_else(Number::one, |unit| self.library().units[unit].factor.clone());
                return number.multiply(&factor).map(|number| Adoption::Quota(number, id, span));
            }
            ShareOf::Votes => ("votes", format!("{number} members")),
            ShareOf::Members => ("members", format!("{number} members")),
        };
        let found =
            Diagnostic::new(Code::InvalidNumber, at, format!("a share of {what} is above zero and at most one"))
                .here("no such share")
                .help(format!("write `{example}`, or a share such as `2/3 of {what}` or `55% of {what}`"));
        self.report(found);
        None
    }

    fn share(
        &mut self,
        numerator: &Spanned<NumberLiteral>,
        denominator: Option<&Spanned<NumberLiteral>>,
    ) -> Option<Number> {
        let span = denominator.map_or(numerator.span, |below| numerator.span.to(below.span));
        let above = numerator.value.value.clone()?;
        let below = match denominator {
            Some(denominator) => denominator.value.value.clone()?,
            None => Number::one(),
        };
        let share = above.divide(&below).filter(|share| share.is_positive() && *share <= Number::one());
        if share.is_none() {
            let found = Diagnostic::new(Code::InvalidNumber, span, "a share is above zero and at most one")
                .here("no such share")
                .help("write `2/3 of votes` or `55% of members`");
            self.report(found);
        }
        share
    }

    fn share_of(&mut self, of: &ast::Path) -> Option<ShareOf> {
        match of.dotted().as_str() {
            "votes" => return Some(ShareOf::Votes),
            "members" => return Some(ShareOf::Members),
            _ => {}
        }
        let whole = ["votes", "members"];
        if let Some(near) = nearest(&of.dotted(), whole).filter(|_| self.peek(Namespace::Things, of, Some).is_none()) {
            let found = Diagnostic::new(Code::UnknownName, of.span, format!("there is no attribute `{}`", of.dotted()))
                .here("not declared anywhere")
                .help(format!("did you mean `{near}`?"));
            self.report(found);
            return None;
        }
        let id = self.fact_attribute(of, false)?;
        if matches!(self.library().attributes[id].ty, Type::Number(_)) {
            return Some(ShareOf::Attribute(id));
        }
        let message = format!("`{}` is not a number", of.dotted());
        let found = Diagnostic::new(Code::TypeMismatch, of.span, message)
            .here("cannot be added up")
            .help("take a share of `votes`, of `members`, or of an attribute of type `number`");
        self.report(found);
        None
    }

    /// A number of members, of which there must be at least so many.
    fn count_of_members(&mut self, number: &Spanned<NumberLiteral>, least: usize) -> Option<usize> {
        let value = number.value.value.as_ref()?;
        let count = value.to_usize().filter(|count| *count >= least);
        if count.is_none() {
            let (message, here) = match value {
                value if !value.is_integer() => ("members are counted in whole numbers", "not a whole number"),
                value if value.is_positive() => ("no forum has so many members", "too many"),
                _ => ("nothing is adopted without an aye", "too few"),
            };
            let found = Diagnostic::new(Code::InvalidNumber, number.span, message)
                .here(here)
                .help("write `9 members` or `all but 3 members`");
            self.report(found);
        }
        count
    }
}

/// A whole number above zero without `%`: it asks for so much, not for a share.
fn quota(number: &Spanned<NumberLiteral>) -> Option<&Number> {
    number.value.value.as_ref().filter(|value| !number.value.percent && value.is_integer() && value.is_positive())
}
