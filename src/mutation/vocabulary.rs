//! Slips in scope, measures, attributes and named expressions.

use super::Operator;
use super::finder::Finder;
use super::profile::remarked;
use crate::source::Span;
use crate::syntax::ast::{
    AttributeItem, DefineItem, ExprKind, MeasureItem, Path, ScopeDefaultItem, ScopeItem, ScopeRule, ScopeStatus,
    TypeKind,
};

impl Finder<'_> {
    pub fn definition(&mut self, item: &DefineItem) {
        // A name alone may stand for a number as well as for a condition.
        if !matches!(item.expression.kind, ExprKind::Path(_)) {
            self.condition(&item.expression);
        }
    }

    pub fn attribute(&mut self, item: &AttributeItem) {
        let Some(absent) = &item.absent else { return };
        if let Some(whole) = self.with_word("is", absent.span).and_then(|is| self.with_word("absent", is)) {
            self.remove(Operator::Absent, whole);
        }
        match (&absent.kind, &item.ty.kind) {
            (ExprKind::Path(value), TypeKind::OneOf(names)) => {
                let at = names.iter().position(|name| name.text == value.dotted());
                let next = at.and_then(|at| names.get(at + 1).or_else(|| names.get(at.checked_sub(1)?)));
                if let Some(next) = next {
                    self.replace(Operator::Absent, absent.span, next.text.clone());
                }
            }
            (_, _) => self.value(Operator::Absent, absent),
        }
    }

    /// What a measure excludes and entails is no part of any verdict, so no test can tell.
    pub fn measure(&mut self, item: &MeasureItem) {
        for (issues, word, other) in [(&item.on, "on", "against"), (&item.against, "against", "on")] {
            let spans: Vec<Span> = issues.iter().map(|issue| issue.span).collect();
            let alone = item.on.is_empty() || item.against.is_empty();
            let found = spans.first().and_then(|first| self.statement.before(first.start, 1));
            if let Some(found) = found.filter(|found| alone && self.statement.at(*found) == word) {
                self.replace(Operator::Effect, found, other);
            }
            self.shorten(Operator::Effect, &spans, &[word]);
        }
    }

    pub fn scope_default(&mut self, item: &ScopeDefaultItem) {
        match item.status.value {
            ScopeStatus::Open => self.replace(Operator::Scope, item.status.span, "closed"),
            ScopeStatus::Limited | ScopeStatus::Closed => self.replace(Operator::Scope, item.status.span, "open"),
        }
    }

    pub fn scope(&mut self, item: &ScopeItem) {
        for rule in &item.rules {
            if item.rules.len() > 1 {
                self.remove(Operator::Scope, remarked(rule.span, &rule.remarks));
            } else {
                self.remove(Operator::Scope, item.span);
            }
            let others: &[&str] = match rule.status.value {
                ScopeStatus::Open => &["limited", "closed"],
                ScopeStatus::Limited => &["open", "closed"],
                ScopeStatus::Closed => &["open"],
            };
            for other in others {
                self.replace(Operator::Scope, rule.status.span, *other);
            }
            self.ruled(rule);
        }
    }

    fn ruled(&mut self, rule: &ScopeRule) {
        let spans: Vec<Span> = rule.levels.iter().map(|level| level.span).collect();
        let listed: Vec<String> = rule.levels.iter().map(Path::dotted).collect();
        if spans.len() > 1 {
            self.shorten(Operator::Level, &spans, &[]);
        }
        let levels = self.names.levels.clone();
        let missing: Vec<&&str> = levels.iter().filter(|name| !listed.iter().any(|one| one == **name)).collect();
        if let Some(last) = spans.last() {
            self.put_in(*last, &missing);
        }
    }
}
