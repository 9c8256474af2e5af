//! What fits into a line.

use unicode_width::UnicodeWidthStr;

use super::plan::{Gap, Plan};

/// The widths of a text. Each is a difference of two sums, so that a look at one costs the same for long and short.
pub(super) struct Room<'a, 'p, 't> {
    plan: &'a Plan<'p, 't>,
    /// How wide a line may be.
    width: usize,
    /// For each token the width of all in front of it, were everything on one line.
    widths: Vec<usize>,
    /// For each token how many gaps up to its own must be line breaks.
    breaks: Vec<usize>,
    /// For each token the innermost group that the gap in front of it belongs to.
    owners: Vec<Option<usize>>,
}

impl<'a, 'p, 't> Room<'a, 'p, 't> {
    /// Of a plan whose groups are sorted, the outer ones first.
    pub(super) fn new(plan: &'a Plan<'p, 't>, width: usize) -> Self {
        let tokens = &plan.tokens.all;
        let (mut sum, mut count) = (0, 0);
        let (mut widths, mut breaks) = (Vec::with_capacity(tokens.len() + 1), Vec::with_capacity(tokens.len()));
        for (index, (token, gap)) in tokens.iter().zip(&plan.gaps).enumerate() {
            sum += gap.width();
            widths.push(sum);
            sum += first_line(token.text).width();
            count += usize::from(plan.must_break(index));
            breaks.push(count);
        }
        widths.push(sum);
        Self { plan, width, widths, breaks, owners: owners(plan) }
    }

    /// The group around a group.
    pub(super) fn around(&self, group: usize) -> Option<usize> {
        let (first, last) = self.plan.groups.get(group)?;
        // One that begins at the same token stands right in front of it.
        let same = |before: &usize| self.plan.groups.get(*before).is_some_and(|(one, end)| one == first && end >= last);
        group.checked_sub(1).filter(same).or_else(|| self.owners.get(*first).copied().flatten())
    }

    /// Whether some tokens fit behind a column, with what cannot be parted from them.
    pub(super) fn holds(&self, first: usize, last: usize, column: usize, broken: &[bool]) -> bool {
        if self.breaks.get(last) != self.breaks.get(first) {
            return false;
        }
        let ends = |end: usize, gap: Gap| self.may_break(end, gap, broken);
        self.reaches(first, last + 1, column, ends)
    }

    /// Whether what stands behind a gap, up to the next one of its kind, fits behind a column and a space.
    pub(super) fn holds_next(&self, index: usize, column: usize, broken: &[bool]) -> bool {
        let owner = self.owners.get(index).copied().flatten();
        let ended =
            |end: usize| owner.and_then(|owner| self.plan.groups.get(owner)).is_some_and(|(_, last)| *last < end);
        let ends = |end: usize, gap: Gap| {
            let same = self.owners.get(end).copied().flatten() == owner || ended(end);
            same && self.may_break(end, gap, broken)
        };
        self.reaches(index, index + 1, column + 1, ends)
    }

    /// Whether the line reaches from a token to the first gap, from `end` on, at which it may end.
    fn reaches(&self, first: usize, mut end: usize, column: usize, ends: impl Fn(usize, Gap) -> bool) -> bool {
        let room = self.width.saturating_sub(column);
        let start = self.widths.get(first).copied().unwrap_or_default();
        loop {
            let gap = self.plan.gaps.get(end).copied();
            let until = self.widths.get(end).copied().unwrap_or_default();
            if (until - gap.map_or(0, Gap::width)).saturating_sub(start) > room {
                return false;
            }
            match gap {
                Some(gap) if !ends(end, gap) && !self.plan.must_break(end) => end += 1,
                Some(_) | None => return true,
            }
        }
    }

    /// Whether a line may end in front of a token, as far as groups have been looked at.
    pub(super) fn may_break(&self, index: usize, gap: Gap, broken: &[bool]) -> bool {
        let owner = self.owners.get(index).copied().flatten();
        match gap {
            Gap::Glued | Gap::Space => false,
            Gap::Soft | Gap::Line | Gap::Fill | Gap::Statement | Gap::Entry | Gap::Close => {
                owner.is_none_or(|owner| broken.get(owner) == Some(&true))
            }
        }
    }
}

/// For each token the innermost group that begins in front of it and does not end there.
fn owners(plan: &Plan<'_, '_>) -> Vec<Option<usize>> {
    let mut owners = Vec::with_capacity(plan.gaps.len());
    let mut open: Vec<usize> = Vec::new();
    let mut groups = plan.groups.iter().enumerate().peekable();
    for index in 0..plan.gaps.len() {
        let ended = |group: &usize| plan.groups.get(*group).is_none_or(|(_, last)| *last < index);
        while open.last().is_some_and(ended) {
            open.pop();
        }
        owners.push(open.last().copied());
        while let Some((group, _)) = groups.next_if(|(_, (first, _))| *first == index) {
            open.push(group);
        }
    }
    owners
}

fn first_line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}
