//! Vocabulary and scope.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::source::Span;
use crate::syntax::ast::{
    AttributeItem, CapacitiesItem, DefineItem, EnumItem, IssueItem, LevelsItem, LibraryItem, LibraryStatement,
    MeasureItem, Name, PersonsItem, Remark, ScopeDefaultItem, ScopeItem, ScopeRule, Title, UnitItem, UseItem,
};

impl Plan<'_, '_> {
    pub(super) fn library(&mut self, item: &LibraryItem) {
        let start = |statement: &LibraryStatement| match statement {
            LibraryStatement::Version(text) => self.back(text.span, &["version"]),
            LibraryStatement::AsOf(date) => self.back(date.span, &["as_of"]),
            LibraryStatement::Precedence(words) => {
                words.first().map_or_else(|| self.at(item.span), |first| self.back(first.span, &["precedence"]))
            }
            LibraryStatement::RequireSources(span) => self.at(*span),
            LibraryStatement::Allow(allow) => self.at(allow.span),
            LibraryStatement::Remark(remark) => self.at(remark.span),
        };
        let starts: Vec<usize> = item.statements.iter().map(start).collect();
        let span = item.span;
        if self.tokens.text(self.end(span)) != "}" {
            return self.headed(span, item.title.as_ref(), "library", Parts::default());
        }
        let ranges = self.with_block(span, item.title.as_ref(), Parts::default(), starts, Gap::Statement);
        for (statement, (first, last)) in item.statements.iter().zip(ranges) {
            match statement {
                LibraryStatement::Allow(allow) => self.allow(allow),
                LibraryStatement::Version(_)
                | LibraryStatement::AsOf(_)
                | LibraryStatement::Precedence(_)
                | LibraryStatement::RequireSources(_)
                | LibraryStatement::Remark(_) => self.worded(first, last),
            }
        }
    }

    /// A statement with a title and no block.
    fn headed(&mut self, span: Span, title: Option<&Title>, kind: &'static str, mut parts: Parts) {
        let (first, last) = (self.at(span), self.end(span));
        self.title(first, title, &mut parts);
        self.row(first, last, kind);
        for part in &parts.qualifiers {
            self.stop(first, *part, self.tokens.text(*part));
        }
        self.sentence(first, last, parts);
    }

    pub(super) fn use_item(&mut self, item: &UseItem) {
        let mut parts = Parts::default();
        self.qualifier(&["from"], item.from.as_ref().map(|from| from.span), &mut parts);
        self.headed(item.span, None, "use", parts);
    }

    pub(super) fn levels(&mut self, item: &LevelsItem) {
        let starts = item.levels.iter().map(|level| self.at(level.name.span)).collect();
        let ranges = self.with_block(item.span, None, Parts::default(), starts, Gap::Statement);
        for (level, (first, last)) in item.levels.iter().zip(ranges) {
            let (_, mut parts) = self.titled(&level.name, level.title.as_ref());
            let of = self.back(level.of.span, &["of"]);
            parts.qualifiers.push(of);
            self.stop(first, of, "of");
            self.row(first, last, "level");
            self.sentence(first, last, parts);
        }
    }

    pub(super) fn capacities(&mut self, item: &CapacitiesItem) {
        self.words(item.span, None, &item.capacities);
    }

    pub(super) fn enumeration(&mut self, item: &EnumItem) {
        self.words(item.span, item.title.as_ref(), &item.values);
    }

    /// Names with titles in braces, one on a line.
    fn words(&mut self, span: Span, title: Option<&Title>, words: &[(Name, Option<Title>)]) {
        let starts = words.iter().map(|(name, _)| self.at(name.span)).collect();
        let ranges = self.with_block(span, title, Parts::default(), starts, Gap::Entry);
        for ((name, title), (first, last)) in words.iter().zip(ranges) {
            let (_, parts) = self.titled(name, title.as_ref());
            self.row(first, last, "name");
            self.sentence(first, last, parts);
        }
    }

    pub(super) fn issue(&mut self, item: &IssueItem) {
        let close = self.end(item.span);
        let mut parts = Parts::default();
        if self.tokens.text(close) != "}" {
            self.remarks(&item.remarks, &mut parts);
            return self.headed(item.span, item.title.as_ref(), "issue", parts);
        }
        let open = (self.at(item.span)..close).rev().find(|open| self.closing(*open) == Some(close)).unwrap_or(close);
        let (of_head, inside): (Vec<Remark>, Vec<Remark>) =
            item.remarks.iter().cloned().partition(|remark| self.at(remark.span) < open);
        self.remarks(&of_head, &mut parts);
        let children = item.children.iter().map(|child| child.span);
        let allows = item.allows.iter().map(|allow| allow.span);
        let remarks = inside.iter().map(|remark| remark.span);
        let starts = children.chain(remarks).chain(allows).map(|span| self.at(span)).collect();
        self.with_block(item.span, item.title.as_ref(), parts, starts, Gap::Statement);
        for remark in &inside {
            self.worded(self.at(remark.span), self.end(remark.span));
        }
        self.allows(&item.allows);
        for child in &item.children {
            self.issue(child);
        }
    }

    pub(super) fn persons(&mut self, item: &PersonsItem) {
        let mut parts = Parts::default();
        self.listed(&["overlaps"], &item.overlaps, &mut parts);
        self.remarks(&item.remarks, &mut parts);
        self.headed(item.span, item.title.as_ref(), "persons", parts);
    }

    pub(super) fn unit(&mut self, item: &UnitItem) {
        let mut parts = Parts::default();
        self.qualifier(&["="], item.definition.as_ref().map(|(number, _)| number.span), &mut parts);
        self.headed(item.span, item.title.as_ref(), "unit", parts);
    }

    pub(super) fn measure(&mut self, item: &MeasureItem) {
        let mut parts = Parts::default();
        let lists =
            [("on", &item.on), ("against", &item.against), ("excludes", &item.excludes), ("entails", &item.entails)];
        for (word, list) in lists {
            self.listed(&[word], list, &mut parts);
        }
        self.qualifier(&["("], item.parameters.first().map(|parameter| parameter.span), &mut parts);
        self.remarks(&item.remarks, &mut parts);
        self.headed(item.span, item.title.as_ref(), "measure", parts);
    }

    pub(super) fn attribute(&mut self, item: &AttributeItem) {
        let mut parts = Parts::default();
        self.colon(item.ty.span, &mut parts);
        if let Some(absent) = &item.absent {
            self.expression(absent);
        }
        self.remarks(&item.remarks, &mut parts);
        self.headed(item.span, item.title.as_ref(), "attribute", parts);
    }

    pub(super) fn define(&mut self, item: &DefineItem) {
        let mut parts = Parts::default();
        self.colon(item.expression.span, &mut parts);
        self.expression(&item.expression);
        self.remarks(&item.remarks, &mut parts);
        self.headed(item.span, item.title.as_ref(), "define", parts);
    }

    /// The colon between a title and what is declared.
    fn colon(&mut self, declared: Span, parts: &mut Parts) {
        self.qualifier(&[":"], Some(declared), parts);
    }

    pub(super) fn scope(&mut self, item: &ScopeItem) {
        let rules = item.rules.iter().map(|rule| rule.span);
        let allows = item.allows.iter().map(|allow| allow.span);
        let remarks = item.remarks.iter().map(|remark| remark.span);
        let starts = rules.chain(remarks).chain(allows).map(|span| self.at(span)).collect();
        self.with_block(item.span, None, Parts::default(), starts, Gap::Statement);
        for remark in &item.remarks {
            self.worded(self.at(remark.span), self.end(remark.span));
        }
        self.allows(&item.allows);
        for rule in &item.rules {
            self.scope_rule(rule);
        }
    }

    fn scope_rule(&mut self, rule: &ScopeRule) {
        let first = self.at(rule.span);
        let last = rule.remarks.last().map_or(rule.span, |remark| remark.span);
        let mut parts = Parts::default();
        self.remarks(&rule.remarks, &mut parts);
        let last = self.end(last);
        self.row(first, last, "scope");
        self.stop(first, first + 1, "at");
        self.sentence(first, last, parts);
    }

    pub(super) fn scope_default(&mut self, item: &ScopeDefaultItem) {
        let mut parts = Parts::default();
        self.remarks(&item.remarks, &mut parts);
        self.sentence(self.at(item.span), self.end(item.span), parts);
    }
}
