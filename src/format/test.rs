//! Tests.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::syntax::ast::{ExpectItem, ExpectKind, Path, Pick, PickKind, TestItem, TestStatement};

impl Plan<'_, '_> {
    pub(super) fn test(&mut self, item: &TestItem) {
        let start = |statement: &TestStatement| match statement {
            TestStatement::Given(state) => self.back(state.span, &["given"]),
            TestStatement::AsOf(date) => self.back(date.span, &["as", "of"]),
            TestStatement::Expect(expect) => self.back(expect.span, &["expect"]),
            TestStatement::Allow(allow) => self.at(allow.span),
        };
        let starts: Vec<usize> = item.statements.iter().map(start).collect();
        let ranges = self.with_block(item.span, None, Parts::default(), starts, Gap::Statement);
        for (statement, (first, last)) in item.statements.iter().zip(ranges) {
            match statement {
                TestStatement::Given(state) => self.state(state),
                TestStatement::AsOf(_) => self.sentence(first, last, Parts::default()),
                TestStatement::Expect(expect) => self.expect(expect, first, last),
                TestStatement::Allow(allow) => self.allow(allow),
            }
        }
    }

    /// Counts, scope and outcomes line up, each kind with its own; a long expectation goes on where it must.
    fn expect(&mut self, expect: &ExpectItem, first: usize, last: usize) {
        let mut places = Vec::new();
        let mut columns = Vec::new();
        let mut kind = None;
        match &expect.kind {
            ExpectKind::Verdict { level, group, state, party, with, choosing, .. } => {
                places.extend(self.levelled(level.as_ref()));
                places.extend(group.as_ref().map(|group| self.back(group.span, &["in", "group"])));
                places.push(self.back(state.span, &["for"]));
                places.extend(party.as_ref().map(|party| self.back(party.span, &["as"])));
                places.extend(with.as_ref().map(|with| self.back(with.span, &["with"])));
                places.extend(self.choosing(choosing));
            }
            ExpectKind::Value { state, value, .. } => {
                places.push(self.back(state.span, &["for"]));
                self.expression(value);
            }
            ExpectKind::Scope { level, status, .. } => {
                places.push(self.back(level.span, &["at"]));
                columns.extend([self.back(level.span, &["at"]), self.back(status.span, &["is"])]);
                kind = Some("expect scope");
            }
            ExpectKind::Common { issue, level, choosing, .. } => {
                places.extend(issue.as_ref().map(|issue| self.back(issue.span, &["on"])));
                places.extend(self.levelled(level.as_ref()));
                places.extend(self.choosing(choosing));
            }
            ExpectKind::Outcome { forum, choosing, result, .. } => {
                let (forum, result) = (self.back(forum.span, &["in"]), self.back(result.span, &["is"]));
                places.push(forum);
                columns.extend([forum, result]);
                places.extend(self.choosing(choosing));
                kind = Some("expect outcome");
            }
            ExpectKind::Count { principle, level, group, condition, choosing, .. } => {
                let on = self.back(principle.span, &["on"]);
                columns.push(on);
                places.push(on);
                places.extend(self.levelled(level.as_ref()));
                places.extend(group.as_ref().map(|group| {
                    let named = self.back(group.span, &["in", "group"]);
                    if named == self.at(group.span) { self.back(group.span, &["in"]) } else { named }
                }));
                if let Some(condition) = condition {
                    places.push(self.back(condition.span, &["where"]));
                    self.expression(condition);
                }
                places.extend(self.choosing(choosing));
                kind = Some("expect count");
            }
        }
        self.sentence(first, last, Parts::default());
        for place in places {
            self.gap(place, Gap::Fill);
        }
        if let Some(kind) = kind {
            self.row(first, last, kind);
            for column in columns {
                self.stop(first, column, self.tokens.text(column));
            }
        }
    }

    fn levelled(&self, level: Option<&Path>) -> Option<usize> {
        level.map(|level| self.back(level.span, &["at"]))
    }

    /// Where `choosing` stands; what is chosen stays together if it can.
    pub(super) fn choosing(&mut self, picks: &[Pick]) -> Option<usize> {
        for pick in picks {
            match &pick.what {
                PickKind::Value(value) => self.expression(value),
                PickKind::Modality(_) | PickKind::With | PickKind::Without | PickKind::Option(_) => {}
            }
        }
        let (first, last) = (picks.first()?, picks.last()?);
        let choosing = self.back(first.span, &["choosing"]);
        self.group(choosing, self.end(last.span));
        Some(choosing)
    }
}
