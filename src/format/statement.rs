//! How a statement is broken, and how a block is.

use super::plan::{Gap, Plan, STEP};

/// The parts of a statement in front of which it may be broken.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The title in other languages.
    pub(super) titles: Vec<usize>,
    /// What qualifies the statement.
    pub(super) qualifiers: Vec<usize>,
    /// Its remarks, and the words of a treaty.
    pub(super) remarks: Vec<usize>,
}

impl Plan<'_, '_> {
    /// A statement, or the head of one with a block: on one line if it fits, else broken in front of its parts, the
    /// remarks first. Where the drafter broke in front of one part, all of its kind are.
    pub(super) fn sentence(&mut self, first: usize, last: usize, mut parts: Parts) {
        self.group(first, last);
        self.indent(first + 1..last + 1, STEP);
        for kind in [&mut parts.titles, &mut parts.qualifiers, &mut parts.remarks] {
            kind.retain(|part| (first + 1..=last).contains(part));
            kind.sort_unstable();
            kind.dedup();
        }
        // What stands behind a remark is broken with the remarks.
        if let Some(remark) = parts.remarks.first().copied() {
            let behind = parts.qualifiers.partition_point(|part| *part < remark);
            parts.remarks.extend(parts.qualifiers.split_off(behind));
            parts.remarks.sort_unstable();
        }
        let end = parts.remarks.first().map_or(last + 1, |part| *part);
        let title_end = parts.qualifiers.first().map_or(end, |part| *part);
        if !parts.qualifiers.is_empty() {
            self.group(first, end - 1);
        }
        if !parts.titles.is_empty() {
            self.group(first, title_end - 1);
        }
        self.break_before(&parts.titles, title_end, false);
        self.break_before(&parts.qualifiers, end, true);
        self.break_before(&parts.remarks, last + 1, true);
        for title in parts.titles {
            self.indent(title..title + 1, STEP);
        }
    }

    /// `hanging`: what continues a part stands deeper than the part.
    fn break_before(&mut self, parts: &[usize], end: usize, hanging: bool) {
        let broken = parts.iter().any(|part| self.tokens.breaks_before(*part));
        for (index, part) in parts.iter().enumerate() {
            self.gap(*part, Gap::Line);
            if broken {
                self.force(*part);
            }
            if hanging {
                let next = parts.get(index + 1).map_or(end, |next| *next);
                self.indent(part + 1..next, STEP);
            }
        }
    }

    /// The block of an item whose head begins at `first`, with the first tokens of its statements: each has its own
    /// line, unless the drafter wrote the block on one line and it fits.
    pub(super) fn block(
        &mut self,
        first: usize,
        close: usize,
        starts: &mut Vec<usize>,
        gap: Gap,
    ) -> Vec<(usize, usize)> {
        let open = (first..close).rev().find(|open| self.closing(*open) == Some(close));
        let Some(open) = open.filter(|open| open + 1 < close) else { return Vec::new() };
        starts.retain(|start| (open + 1..close).contains(start));
        starts.sort_unstable();
        starts.dedup();
        self.group(first, close);
        self.indent(open + 1..close, STEP);
        for start in starts.iter() {
            self.gap(*start, gap);
        }
        self.gap(open + 1, Gap::Entry);
        self.gap(close, Gap::Close);
        let line = |index: usize| self.tokens.all.get(index).map(|token| token.line);
        if line(open) != line(close) {
            self.force(open + 1);
        }
        let ends = starts.iter().skip(1).copied().chain([close]);
        starts.iter().copied().zip(ends.map(|end| end.saturating_sub(1))).collect()
    }

    /// Names, values or words in braces that are no block: on one line if they fit, else as many on each as do.
    pub(super) fn braces(&mut self, open: usize, gap: Gap) {
        let Some(close) = self.closing(open) else { return };
        self.group(open, close);
        self.gap(close, if open + 1 == close { Gap::Glued } else { gap });
        if open + 1 < close {
            self.gap(open + 1, gap);
        }
        self.indent(open + 1..close, STEP);
    }
}
