//! Tests.

use super::{Block, Builder, Cursor, Node};
use crate::syntax::ast::{ExpectItem, ExpectKind, Name, Path, TestItem, TestStatement};
use crate::syntax::grammar::Rule;

const TEST: Block = Block { name: "test", strict: Rule::one_test };

impl Builder<'_> {
    pub(super) fn test(&mut self, node: Node<'_>) -> Option<TestItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let title = parts.accept(Rule::string).map(|title| self.text(title))?;
        let statements = self.statements(parts.next()?, TEST, Self::test_statement);
        Some(TestItem { span, title, statements })
    }

    fn test_statement(&mut self, node: Node<'_>) -> Option<TestStatement> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        if rule == Rule::allow {
            return self.allow(node).map(TestStatement::Allow);
        }
        let span = self.span(&node);
        let inner = Cursor::new(node).next()?;
        if rule == Rule::given {
            return self.state(inner).map(TestStatement::Given);
        }
        if rule == Rule::test_date {
            return Some(TestStatement::AsOf(self.date(&inner)));
        }
        let rule = inner.as_rule();
        let parts = Cursor::new(inner);
        let kind = if rule == Rule::expect_scope {
            self.expect_scope(parts)?
        } else if rule == Rule::expect_count {
            self.expect_count(parts)?
        } else if rule == Rule::expect_common {
            self.expect_common(parts)?
        } else if rule == Rule::expect_outcome {
            self.expect_outcome(parts)?
        } else if rule == Rule::expect_value {
            self.expect_value(parts)?
        } else {
            self.expect_verdict(parts)?
        };
        Some(TestStatement::Expect(Box::new(ExpectItem { span, kind })))
    }

    fn expect_scope(&mut self, mut parts: Cursor<'_>) -> Option<ExpectKind> {
        let issue = self.next_path(&mut parts)?;
        let level = self.next_path(&mut parts)?;
        let status = parts.accept(Rule::scope_status).map(|status| self.scope_status(&status))?;
        Some(ExpectKind::Scope { issue, level, status })
    }

    fn expect_count(&mut self, mut parts: Cursor<'_>) -> Option<ExpectKind> {
        let verdict = self.next_name(&mut parts)?;
        let principle = self.next_path(&mut parts)?;
        let mut ahead = parts.clone();
        let no_forum = ahead.any(|part| {
            part.as_rule() == Rule::in_some_group && part.parts().any(|word| word.as_rule() == Rule::kw_group)
        });
        let (level, group) = self.where_to_look(&mut parts);
        let condition = parts.accept(Rule::counted_where).and_then(|part| Cursor::new(part).next());
        let condition = condition.and_then(|condition| self.condition(condition));
        let choosing = self.choosing(&mut parts);
        let number = parts.accept(Rule::number).map(|number| self.spanned_number(&number))?;
        Some(ExpectKind::Count { verdict, principle, level, group, no_forum, condition, choosing, number })
    }

    fn expect_common(&mut self, mut parts: Cursor<'_>) -> Option<ExpectKind> {
        let mut state = || parts.accept(Rule::state_path).and_then(|state| self.path(state));
        let states = [state()?, state()?];
        let issue = self.next_path(&mut parts);
        let (level, _) = self.where_to_look(&mut parts);
        let choosing = self.choosing(&mut parts);
        let class = self.next_name(&mut parts)?;
        Some(ExpectKind::Common { states, issue, level, choosing, class })
    }

    fn expect_outcome(&mut self, mut parts: Cursor<'_>) -> Option<ExpectKind> {
        let principle = self.next_path(&mut parts)?;
        let forum = self.next_path(&mut parts)?;
        let choosing = self.choosing(&mut parts);
        let mut result = Cursor::new(parts.accept(Rule::forum_result)?);
        let name = self.next_name(&mut result)?;
        let reserved = result.accept(Rule::with_reserve).is_some();
        Some(ExpectKind::Outcome { principle, forum, choosing, result: name, reserved })
    }

    fn expect_verdict(&mut self, mut rest: Cursor<'_>) -> Option<ExpectKind> {
        let principle = self.next_path(&mut rest)?;
        let (level, group) = self.where_to_look(&mut rest);
        let state = rest.accept(Rule::state_path).and_then(|state| self.path(state))?;
        let party = rest.accept(Rule::as_party).and_then(|party| self.next_name(&mut Cursor::new(party)));
        let with = rest.accept(Rule::with_state).and_then(|with| Cursor::new(with).next());
        let with = with.and_then(|state| self.path(state));
        let choosing = self.choosing(&mut rest);
        let verdict = self.next_name(&mut rest)?;
        Some(ExpectKind::Verdict { principle, level, group, state, party, with, choosing, verdict })
    }

    fn expect_value(&mut self, mut parts: Cursor<'_>) -> Option<ExpectKind> {
        let quantity = self.next_path(&mut parts)?;
        let state = parts.accept(Rule::state_path).and_then(|state| self.path(state))?;
        let value = parts.accept(Rule::value).and_then(|value| self.value(value))?;
        Some(ExpectKind::Value { quantity, state, value })
    }

    /// `at LEVEL` and `in group G`, in either order.
    pub(super) fn where_to_look(&mut self, parts: &mut Cursor<'_>) -> (Option<Path>, Option<Path>) {
        let (mut level, mut group) = (None, None);
        loop {
            if let Some(at) = parts.accept(Rule::at_level) {
                level = self.next_path(&mut Cursor::new(at));
            } else if let Some(within) = parts.accept(Rule::in_a_group).or_else(|| parts.accept(Rule::in_some_group)) {
                group = self.next_path(&mut Cursor::new(within));
            } else {
                return (level, group);
            }
        }
    }

    pub(super) fn next_path(&mut self, parts: &mut Cursor<'_>) -> Option<Path> {
        parts.accept(Rule::path).and_then(|path| self.path(path))
    }

    pub(super) fn next_name(&self, parts: &mut Cursor<'_>) -> Option<Name> {
        parts.accept(Rule::name).map(|name| self.name(&name))
    }
}
