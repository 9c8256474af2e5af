//! Rules of scope.

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Remarks, ScopeRule};
use crate::resolve::remarks;

impl Checker<'_, '_> {
    /// Reads every rule of scope. One without remarks of its own has those of its block.
    pub(super) fn scopes(&mut self) {
        for (home, item) in self.resolution.scopes.clone() {
            self.home = home;
            let issue = self.find_issue(&item.issue);
            let block = remarks(&item.remarks);
            for rule in &item.rules {
                let levels = self.find_levels(&rule.levels);
                let Some(issue) = issue else { continue };
                let own = remarks(&rule.remarks);
                let said = if own == Remarks::default() { block.clone() } else { own };
                for level in levels {
                    let rule = ScopeRule { status: rule.status.value, span: rule.span, remarks: said.clone() };
                    self.resolution.library.scope.add(issue, level, rule);
                }
            }
        }
        for (home, item) in self.resolution.scope_defaults.clone() {
            self.home = home;
            let rule = ScopeRule { status: item.status.value, span: item.span, remarks: remarks(&item.remarks) };
            if let Some(first) = self.library().scope.default.as_ref().map(|first| first.span) {
                let found = Diagnostic::new(Code::DuplicateName, item.span, "the default of scope is given twice")
                    .here("again")
                    .also(first, "first")
                    .help("keep one of them");
                self.report(found);
                continue;
            }
            self.resolution.library.scope.default = Some(rule);
        }
    }
}
