//! Findings that are meant to be there.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::syntax::ast::AllowItem;

impl Plan<'_, '_> {
    /// A code stays one word; the reason goes on a line of its own where it must.
    pub(super) fn allow(&mut self, item: &AllowItem) {
        for code in &item.codes {
            for index in self.at(code.span) + 1..=self.end(code.span) {
                self.gap(index, Gap::Glued);
            }
        }
        let mut parts = Parts::default();
        parts.remarks.push(self.back(item.because.span, &["because"]));
        self.sentence(self.at(item.span), self.end(item.span), parts);
    }

    /// The `allow` statements of a block whose tree keeps them apart from its statements.
    pub(super) fn allows(&mut self, items: &[AllowItem]) {
        for item in items {
            self.allow(item);
        }
    }
}
