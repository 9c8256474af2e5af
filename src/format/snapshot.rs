//! Snapshots.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::syntax::ast::{Path, RecordItem, RecordKind, SnapshotItem, SnapshotStatement};

impl Plan<'_, '_> {
    pub(super) fn snapshot(&mut self, item: &SnapshotItem) {
        let start = |statement: &SnapshotStatement| match statement {
            SnapshotStatement::Given(state) => self.back(state.span, &["given"]),
            SnapshotStatement::AsOf(date) => self.back(date.span, &["as", "of"]),
            SnapshotStatement::Record(record) => self.at(record.span),
        };
        let starts: Vec<usize> = item.statements.iter().map(start).collect();
        let ranges = self.with_block(item.span, None, Parts::default(), starts, Gap::Statement);
        for (statement, (first, last)) in item.statements.iter().zip(ranges) {
            match statement {
                SnapshotStatement::Given(state) => self.state(state),
                SnapshotStatement::AsOf(_) => self.sentence(first, last, Parts::default()),
                SnapshotStatement::Record(record) => self.record(record, first, last),
            }
        }
    }

    /// What is recorded goes on where it must.
    fn record(&mut self, record: &RecordItem, first: usize, last: usize) {
        let mut places = Vec::new();
        let of_first = |plan: &Self, word: &str, list: &[Path]| list.first().map(|path| plan.back(path.span, &[word]));
        let choosing = match &record.kind {
            RecordKind::Verdicts { levels, group, states, choosing, .. } => {
                places.extend(of_first(self, "at", levels));
                places.extend(group.as_ref().map(|group| self.back(group.span, &["in", "group"])));
                places.extend(of_first(self, "for", states));
                choosing.as_slice()
            }
            RecordKind::Outcome { forum, choosing, .. } => {
                places.push(self.back(forum.span, &["in"]));
                choosing
            }
            RecordKind::Scope { levels, .. } => {
                places.extend(of_first(self, "at", levels));
                &[]
            }
            RecordKind::Common { issue, level, choosing, .. } => {
                places.extend(issue.as_ref().map(|issue| self.back(issue.span, &["on"])));
                places.extend(level.as_ref().map(|level| self.back(level.span, &["at"])));
                choosing
            }
        };
        places.extend(self.choosing(choosing));
        self.sentence(first, last, Parts::default());
        for place in places {
            self.gap(place, Gap::Fill);
        }
    }
}
