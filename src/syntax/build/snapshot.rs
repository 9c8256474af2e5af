//! Snapshots.

use super::{Block, Builder, Cursor, Node};
use crate::syntax::ast::{Path, RecordItem, RecordKind, SnapshotItem, SnapshotStatement};
use crate::syntax::grammar::Rule;

const SNAPSHOT: Block = Block { name: "snapshot", strict: Rule::one_snapshot };

impl Builder<'_> {
    pub(super) fn snapshot(&mut self, node: Node<'_>) -> Option<SnapshotItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let title = parts.accept(Rule::string).map(|title| self.text(title))?;
        let statements = self.statements(parts.next()?, SNAPSHOT, Self::snapshot_statement);
        Some(SnapshotItem { span, title, statements })
    }

    fn snapshot_statement(&mut self, node: Node<'_>) -> Option<SnapshotStatement> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        let inner = Cursor::new(node).next()?;
        if rule == Rule::given {
            return self.state(inner).map(SnapshotStatement::Given);
        }
        if rule == Rule::test_date {
            return Some(SnapshotStatement::AsOf(self.date(&inner)));
        }
        let span = self.span(&inner);
        let rule = inner.as_rule();
        let parts = Cursor::new(inner);
        let kind = if rule == Rule::record_scope {
            self.record_scope(parts)?
        } else if rule == Rule::record_common {
            self.record_common(parts)?
        } else if rule == Rule::record_outcome {
            self.record_outcome(parts)?
        } else {
            self.record_verdicts(parts)?
        };
        Some(SnapshotStatement::Record(Box::new(RecordItem { span, kind })))
    }

    fn record_scope(&mut self, mut parts: Cursor<'_>) -> Option<RecordKind> {
        let issue = self.next_path(&mut parts)?;
        let levels: Vec<Path> = std::iter::from_fn(|| self.next_path(&mut parts)).collect();
        Some(RecordKind::Scope { issue, levels })
    }

    fn record_common(&mut self, mut parts: Cursor<'_>) -> Option<RecordKind> {
        let mut state = || parts.accept(Rule::state_path).and_then(|state| self.path(state));
        let states = [state()?, state()?];
        let issue = self.next_path(&mut parts);
        let (level, _) = self.where_to_look(&mut parts);
        let choosing = self.choosing(&mut parts);
        Some(RecordKind::Common { states, issue, level, choosing })
    }

    fn record_outcome(&mut self, mut parts: Cursor<'_>) -> Option<RecordKind> {
        let principle = self.next_path(&mut parts)?;
        let forum = self.next_path(&mut parts)?;
        let choosing = self.choosing(&mut parts);
        Some(RecordKind::Outcome { principle, forum, choosing })
    }

    fn record_verdicts(&mut self, mut parts: Cursor<'_>) -> Option<RecordKind> {
        let principle = self.next_path(&mut parts)?;
        let levels = parts.accept(Rule::at_levels).map(|at| self.paths(at)).unwrap_or_default();
        let group = parts.accept(Rule::in_a_group).and_then(|group| self.next_path(&mut Cursor::new(group)));
        let states = parts.accept(Rule::for_states).map(|states| self.paths(states)).unwrap_or_default();
        let choosing = self.choosing(&mut parts);
        Some(RecordKind::Verdicts { principle, levels, group, states, choosing })
    }
}
