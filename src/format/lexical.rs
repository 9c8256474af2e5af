//! What many statements have: heads with a title, remarks, dates.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::source::Span;
use crate::syntax::ast::{Bounded, Column, Date, Expr, Name, NumberLiteral, Path, Remark, Spanned, Title};

impl Plan<'_, '_> {
    /// The words of a head: the name, the title and its translations, each a column of the row that begins with
    /// the keyword.
    pub(super) fn title(&mut self, first: usize, title: Option<&Title>, parts: &mut Parts) {
        let Some(title) = title else { return };
        let text = self.at(title.text.span);
        self.stop(first, text, "title");
        for (language, _) in &title.translations {
            let tag = self.at(language.span);
            self.stop(first, tag, self.tokens.text(tag));
            parts.titles.push(tag);
        }
    }

    /// An item with a block: its head, its statements, and what each of these spans.
    pub(super) fn with_block(
        &mut self,
        span: Span,
        title: Option<&Title>,
        mut parts: Parts,
        mut starts: Vec<usize>,
        gap: Gap,
    ) -> Vec<(usize, usize)> {
        let (first, close) = (self.at(span), self.end(span));
        self.title(first, title, &mut parts);
        let open = (first..close).rev().find(|open| self.closing(*open) == Some(close)).unwrap_or(first);
        self.sentence(first, open, parts);
        self.indent(open..open + 1, -super::plan::STEP);
        self.row(first, close, self.tokens.text(first));
        self.stop(first, open, "{");
        self.block(first, close, &mut starts, gap)
    }

    /// A statement of one keyword and what it names: `level regional`, `source "…"`. They line up with each other.
    pub(super) fn worded(&mut self, first: usize, last: usize) {
        self.worded_with(first, last, Parts::default());
    }

    /// The same, of parts in front of which it may be broken.
    pub(super) fn worded_with(&mut self, first: usize, last: usize, parts: Parts) {
        self.sentence(first, last, parts);
        self.row(first, last, "word");
        self.stop(first, first + 1, "");
    }

    /// The remarks behind a statement.
    pub(super) fn remarks(&mut self, remarks: &[Remark], parts: &mut Parts) {
        for remark in remarks {
            let (first, last) = (self.at(remark.span), self.end(remark.span));
            self.row(first, last, "remark");
            self.stop(first, first + 1, "");
            parts.remarks.push(first);
        }
    }

    /// A qualifier of some words in front of what it is about.
    pub(super) fn qualifier(&self, words: &[&str], about: Option<Span>, parts: &mut Parts) {
        if let Some(span) = about {
            parts.qualifiers.push(self.back(span, words));
        }
    }

    /// `since D until D`
    pub(super) fn period(&self, since: Option<Date>, until: Option<Date>, parts: &mut Parts) {
        self.qualifier(&["since"], since.map(|date| date.span), parts);
        self.qualifier(&["until"], until.map(|date| date.span), parts);
    }

    /// The same, where a column may hold the day.
    pub(super) fn bounded(&self, word: &str, bound: Option<&Bounded>) -> Option<usize> {
        bound.map(|bound| match bound {
            Bounded::Date(date) => self.back(date.span, &[word]),
            Bounded::Column(column) => self.back(column.span, &[word, "column"]),
        })
    }

    /// `when C` or `where C` or `unless C`
    pub(super) fn condition(&mut self, word: &str, condition: Option<&Expr>, parts: &mut Parts) {
        if let Some(condition) = condition {
            self.qualifier(&[word], Some(condition.span), parts);
            self.expression(condition);
        }
    }

    /// `weight 2`
    pub(super) fn weight(&self, weight: Option<&Spanned<NumberLiteral>>, parts: &mut Parts) {
        self.qualifier(&["weight"], weight.map(|weight| weight.span), parts);
    }

    /// A list of references behind a word.
    pub(super) fn listed(&self, words: &[&str], list: &[Path], parts: &mut Parts) {
        self.qualifier(words, list.first().map(|path| path.span), parts);
    }

    /// Where a name with a title begins; its columns are those of the row that begins there.
    pub(super) fn titled(&mut self, name: &Name, title: Option<&Title>) -> (usize, Parts) {
        let first = self.at(name.span);
        let mut parts = Parts::default();
        self.title(first, title, &mut parts);
        (first, parts)
    }

    /// `column NAME`, or whatever stands in front of a column's heading.
    pub(super) fn column(&self, words: &[&str], column: &Column) -> usize {
        self.back(column.span, words)
    }
}
