//! Groups and forums.

use super::qualifiers::Qualifiers;
use super::{Block, Builder, Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{
    Adoption, AdoptionKind, AllowItem, Expr, ForumItem, ForumMember, ForumStatement, GroupItem, GroupMembers,
    MemberItem, Remark,
};
use crate::syntax::grammar::Rule;

const GROUP: Block = Block { name: "group", strict: Rule::one_group };
const FORUM: Block = Block { name: "forum", strict: Rule::one_forum };

/// What stands in the braces of a group.
#[expect(clippy::large_enum_variant, reason = "taken apart at once")]
enum GroupStatement {
    Every(Span, Option<Expr>),
    Members(Vec<MemberItem>),
    Allow(AllowItem),
    Remark(Remark),
}

impl Builder<'_> {
    pub(super) fn group(&mut self, node: Node<'_>) -> Option<GroupItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let level = parts.accept(Rule::path).and_then(|path| self.path(path));
        let (mut listed, mut every, mut allows, mut remarks) = (Vec::new(), None, Vec::new(), Vec::new());
        for statement in self.statements(parts.next()?, GROUP, Self::group_statement) {
            match statement {
                GroupStatement::Every(place, condition) => every = every.or(Some((place, condition))),
                GroupStatement::Members(members) => listed.extend(members),
                GroupStatement::Allow(item) => allows.push(item),
                GroupStatement::Remark(remark) => remarks.push(remark),
            }
        }
        let members =
            every.map_or(GroupMembers::Listed(listed), |(place, condition)| GroupMembers::Every(place, condition));
        Some(GroupItem { span, name, title, level, members, allows, remarks })
    }

    fn group_statement(&mut self, node: Node<'_>) -> Option<GroupStatement> {
        let rule = node.as_rule();
        if rule == Rule::group_states {
            let span = self.span(&node);
            let condition = self.maybe_where(&mut Cursor::new(node));
            return Some(GroupStatement::Every(span, condition));
        }
        if rule == Rule::member_list {
            let members = Cursor::new(node).filter_map(|member| self.member(member)).collect();
            return Some(GroupStatement::Members(members));
        }
        if rule == Rule::allow {
            return self.allow(node).map(GroupStatement::Allow);
        }
        self.remark(node).map(GroupStatement::Remark)
    }

    fn member(&mut self, node: Node<'_>) -> Option<MemberItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let state = parts.accept(Rule::state_path).and_then(|state| self.path(state))?;
        let Qualifiers { since, until, .. } = self.qualifiers(parts, "the state, `since`, `until`");
        Some(MemberItem { span, state, since, until })
    }

    pub(super) fn forum(&mut self, node: Node<'_>) -> Option<ForumItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let statements = self.statements(parts.next()?, FORUM, Self::forum_statement);
        Some(ForumItem { span, name, title, statements })
    }

    fn forum_statement(&mut self, node: Node<'_>) -> Option<ForumStatement> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        if rule == Rule::remark {
            return self.remark(node).map(ForumStatement::Remark);
        } else if rule == Rule::allow {
            return self.allow(node).map(ForumStatement::Allow);
        }
        let mut parts = Cursor::new(node);
        if rule == Rule::forum_members {
            let members = parts.filter_map(|member| self.forum_member(member)).collect();
            return Some(ForumStatement::Members(members));
        }
        let inner = parts.next()?;
        Some(if rule == Rule::forum_level {
            ForumStatement::Level(self.path(inner)?)
        } else if rule == Rule::veto {
            ForumStatement::Veto(self.paths(inner))
        } else {
            ForumStatement::Adopts(self.adoption(inner)?)
        })
    }

    fn forum_member(&mut self, node: Node<'_>) -> Option<ForumMember> {
        let inner = Cursor::new(node).next()?;
        let rule = inner.as_rule();
        Some(if rule == Rule::all_states {
            ForumMember::Every(self.span(&inner))
        } else if rule == Rule::member_group {
            ForumMember::Group(Cursor::new(inner).next().and_then(|path| self.path(path))?)
        } else {
            ForumMember::State(self.path(inner)?)
        })
    }

    fn adoption(&mut self, node: Node<'_>) -> Option<Adoption> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let first = self.adoption_rule(parts.next()?)?;
        let mut rules = vec![first];
        let mut joined_by: Option<Node<'_>> = None;
        while let Some(connective) = parts.accept(Rule::connective) {
            rules.push(self.adoption_rule(parts.next()?)?);
            match &joined_by {
                Some(before) if before.as_str() != connective.as_str() => {
                    let place = self.span(&connective);
                    let diagnostic =
                        Diagnostic::new(Code::Syntax, place, "`and` and `or` in one rule need parentheses")
                            .here(format!("`{}` here", connective.as_str()))
                            .also(self.span(before), format!("`{}` here", before.as_str()))
                            .help("write `A and (B or C)` or `(A and B) or C`");
                    self.report(diagnostic);
                }
                Some(_) => {}
                None => joined_by = Some(connective),
            }
        }
        let Some(connective) = joined_by else { return rules.pop().map(|rule| Adoption { span, kind: rule.kind }) };
        let kind = if connective.as_str() == "or" { AdoptionKind::Or(rules) } else { AdoptionKind::And(rules) };
        Some(Adoption { span, kind })
    }

    fn adoption_rule(&mut self, node: Node<'_>) -> Option<Adoption> {
        let span = self.span(&node);
        let word = node.as_str().to_owned();
        let Some(inner) = Cursor::new(node).next() else {
            let kind = match word.as_str() {
                "consensus" => AdoptionKind::Consensus,
                "unanimity" => AdoptionKind::Unanimity,
                _ => AdoptionKind::Majority,
            };
            return Some(Adoption { span, kind });
        };
        let rule = inner.as_rule();
        let mut parts = Cursor::new(inner);
        if rule == Rule::inner_adoption {
            let kind = parts.next().and_then(|adoption| self.adoption(adoption))?.kind;
            return Some(Adoption { span, kind });
        }
        let number = parts.accept(Rule::number).map(|number| self.spanned_number(&number))?;
        let kind = if rule == Rule::all_but {
            AdoptionKind::AllBut(number)
        } else if rule == Rule::member_count {
            AdoptionKind::Count(number)
        } else {
            let denominator = parts.accept(Rule::number).map(|number| self.spanned_number(&number));
            let of = parts.accept(Rule::path).and_then(|path| self.path(path))?;
            AdoptionKind::Share { numerator: number, denominator, of }
        };
        Some(Adoption { span, kind })
    }
}
