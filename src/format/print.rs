//! From a plan to lines: which of the gaps between the words become line breaks.
//!
//! A group stays on one line if it fits with what hangs on it, and all that it holds does then. Every width is a
//! difference of two sums, so that the time is that of the text.

use unicode_width::UnicodeWidthStr;

use super::plan::{Gap, Plan, Row, STEP};
use super::tokens::Comment;

/// A line of the result.
#[derive(Debug, Default)]
pub(super) struct Line<'t> {
    /// What is on it, without its indentation.
    pub(super) text: String,
    /// How far it is indented.
    pub(super) indent: usize,
    /// Whether an empty line stands in front of it.
    pub(super) apart: bool,
    /// Its columns, if a whole row and nothing else is on it: where each begins in the text, and its label.
    pub(super) stops: Vec<(usize, &'t str)>,
    /// The kind of its row.
    pub(super) kind: Option<&'t str>,
    /// How much of the text is not a comment.
    pub(super) code: usize,
    row: Option<(usize, Row<'t>)>,
    /// Whether it ends with a comment.
    commented: bool,
}

/// Prints a text in lines of some width.
pub(super) fn print<'t>(mut plan: Plan<'_, 't>, width: usize) -> Vec<Line<'t>> {
    // The outer ones first.
    plan.groups.sort_by_key(|(first, last)| (*first, std::cmp::Reverse(*last)));
    let printer = Printer::new(&plan, width);
    printer.run()
}

struct Printer<'a, 'p, 't> {
    plan: &'a Plan<'p, 't>,
    /// How wide a line may be.
    room: usize,
    /// For each token the width of all in front of it, were everything on one line.
    widths: Vec<usize>,
    /// For each token how many gaps in front of it, its own included, must be line breaks.
    breaks: Vec<usize>,
    /// For each token the innermost group that the gap in front of it belongs to.
    owners: Vec<Option<usize>>,
    lines: Vec<Line<'t>>,
    line: Line<'t>,
    column: usize,
}

impl<'a, 'p, 't> Printer<'a, 'p, 't> {
    fn new(plan: &'a Plan<'p, 't>, room: usize) -> Self {
        let tokens = plan.tokens;
        let (mut width, mut count) = (0, 0);
        let (mut widths, mut breaks) = (Vec::new(), Vec::new());
        for (index, (token, gap)) in tokens.all.iter().zip(&plan.gaps).enumerate() {
            width += gap.width();
            widths.push(width);
            width += first_line(token.text).width();
            count += usize::from(forced(plan, index));
            breaks.push(count);
        }
        widths.push(width);
        let mut owners = Vec::with_capacity(tokens.all.len());
        let mut open: Vec<usize> = Vec::new();
        let mut groups = plan.groups.iter().enumerate().peekable();
        for index in 0..tokens.all.len() {
            let ended = |group: &usize| plan.groups.get(*group).is_none_or(|(_, last)| *last < index);
            while open.last().is_some_and(ended) {
                open.pop();
            }
            owners.push(open.last().copied());
            while let Some((group, _)) = groups.next_if(|(_, (first, _))| *first == index) {
                open.push(group);
            }
        }
        Self { plan, room, widths, breaks, owners, lines: Vec::new(), line: Line::default(), column: 0 }
    }

    fn run(mut self) -> Vec<Line<'t>> {
        let tokens = self.plan.tokens;
        let mut broken = vec![true; self.plan.groups.len()];
        let mut groups = self.plan.groups.iter().enumerate().peekable();
        let mut indent = 0_isize;
        for (index, token) in tokens.all.iter().enumerate() {
            indent += self.plan.indents.get(index).copied().unwrap_or_default();
            let closes = matches!(token.text, "}" | ")" | "]");
            let deeper = if closes { indent + STEP } else { indent };
            self.gap(index, &broken, indent, deeper);
            while let Some((group, (_, last))) = groups.next_if(|(_, (first, _))| *first == index) {
                let outer_flat = self.owner_of_group(group).is_some_and(|outer| broken.get(outer) == Some(&false));
                let flat = outer_flat || self.fits(index, *last, &broken);
                if let Some(broken) = broken.get_mut(group) {
                    *broken = !flat;
                }
            }
            self.token(index, token.text);
        }
        for comment in tokens.comments.last().into_iter().flatten() {
            let first = self.lines.is_empty() && self.line.text.is_empty();
            self.comment(comment, 0, !first);
        }
        self.end_line(0, false);
        self.lines
    }

    /// The group around a group.
    fn owner_of_group(&self, group: usize) -> Option<usize> {
        let (first, last) = self.plan.groups.get(group)?;
        // One that begins at the same token stands right in front of it.
        let before = group.checked_sub(1);
        before
            .filter(|before| self.plan.groups.get(*before).is_some_and(|(one, end)| one == first && end >= last))
            .or_else(|| self.owners.get(*first).copied().flatten())
    }

    /// Whether the tokens up to the last fit into the line, with what cannot be parted from them.
    fn fits(&self, first: usize, last: usize, broken: &[bool]) -> bool {
        if self.breaks.get(last) != self.breaks.get(first) {
            return false;
        }
        let room = self.room.saturating_sub(self.column);
        let until = |index: usize| self.widths.get(index).copied().unwrap_or_default();
        let mut end = last + 1;
        loop {
            let gap = self.plan.gaps.get(end).copied();
            let width = (until(end) - gap.map_or(0, Gap::width)).saturating_sub(until(first));
            if width > room {
                return false;
            }
            match gap {
                Some(gap) if !self.may_break(end, gap, broken) && !forced(self.plan, end) => end += 1,
                Some(_) | None => return true,
            }
        }
    }

    /// Whether a line may end in front of a token, as far as groups have been looked at.
    fn may_break(&self, index: usize, gap: Gap, broken: &[bool]) -> bool {
        let owner = self.owners.get(index).copied().flatten();
        let open = owner.is_none_or(|owner| broken.get(owner) == Some(&true));
        match gap {
            Gap::Glued | Gap::Space => false,
            Gap::Soft | Gap::Line | Gap::Fill | Gap::Statement | Gap::Entry | Gap::Close => open,
        }
    }

    /// What stands in front of a token: comments, and a space or a line break.
    fn gap(&mut self, index: usize, broken: &[bool], indent: isize, deeper: isize) {
        let plan = self.plan;
        let Some(gap) = plan.gaps.get(index).copied() else { return };
        let comments = plan.tokens.comments.get(index).map(Vec::as_slice).unwrap_or_default();
        let opened = index.checked_sub(1).is_none_or(|before| plan.tokens.text(before) == "{");
        let mut may_be_apart = !opened && (gap.may_be_apart() || gap == Gap::Close);
        for comment in comments {
            self.comment(comment, deeper, may_be_apart);
            may_be_apart = gap.may_be_apart() || gap == Gap::Close;
        }
        if index == 0 && comments.is_empty() {
            return;
        }
        let owner = plan.owners_broken(self.owners.get(index).copied().flatten(), broken);
        let breaks = forced(plan, index)
            || match gap {
                Gap::Glued | Gap::Space => false,
                Gap::Soft | Gap::Line | Gap::Statement | Gap::Entry | Gap::Close => owner,
                Gap::Fill => owner && !self.fits_on(index, broken),
            };
        if breaks {
            let apart = may_be_apart && gap != Gap::Close && plan.tokens.all.get(index).is_some_and(|token| token.apart);
            self.end_line(indent, apart);
        } else {
            self.line.text.extend(std::iter::repeat_n(' ', gap.width()));
            self.column += gap.width();
        }
    }

    /// Whether what stands between this gap and the next at which a line may end fits into the line.
    fn fits_on(&self, index: usize, broken: &[bool]) -> bool {
        let owner = self.owners.get(index);
        let room = self.room.saturating_sub(self.column);
        let start = self.widths.get(index).copied().unwrap_or_default();
        let mut end = index + 1;
        loop {
            let gap = self.plan.gaps.get(end).copied();
            let until = self.widths.get(end).copied().unwrap_or_default();
            if (until - gap.map_or(0, Gap::width)).saturating_sub(start) + 1 > room {
                return false;
            }
            match gap {
                None => return true,
                Some(gap) => {
                    let same = self.owners.get(end) == owner || self.ended(owner.copied().flatten(), end);
                    if same && self.may_break(end, gap, broken) || forced(self.plan, end) {
                        return true;
                    }
                    end += 1;
                }
            }
        }
    }

    fn ended(&self, group: Option<usize>, index: usize) -> bool {
        group.and_then(|group| self.plan.groups.get(group)).is_some_and(|(_, last)| *last < index)
    }

    fn comment(&mut self, comment: &Comment<'t>, indent: isize, may_be_apart: bool) {
        if comment.own || self.line.commented || self.line.text.is_empty() {
            self.end_line(indent, may_be_apart && comment.apart);
            self.line.text.push_str(comment.text);
            self.line.code = self.line.text.len();
        } else {
            self.line.text.push_str("  ");
            self.line.text.push_str(comment.text);
        }
        self.line.commented = true;
    }

    fn token(&mut self, index: usize, text: &str) {
        if self.line.text.is_empty() {
            self.line.row = self.plan.rows.get(index).copied().flatten().map(|row| (index, row));
        }
        if let (Some((row, _)), Some(Some((of, label)))) = (self.line.row, self.plan.stops.get(index))
            && row == *of
        {
            self.line.stops.push((self.line.text.len(), label));
        }
        if let Some((_, row)) = self.line.row.filter(|(_, row)| row.last == index) {
            self.line.kind = Some(row.kind);
        }
        self.line.text.push_str(text);
        self.line.code = self.line.text.len();
        match text.rsplit_once(['\n', '\r']) {
            None => self.column += text.width(),
            Some((_, last)) => {
                self.column = last.width();
                // What runs over lines lines up with nothing.
                self.line.row = None;
                self.line.kind = None;
            }
        }
    }

    /// Ends the line, if there is anything on it, and begins the next.
    fn end_line(&mut self, indent: isize, apart: bool) {
        let indent = usize::try_from(indent).unwrap_or_default();
        let line = std::mem::replace(&mut self.line, Line { indent, apart, ..Line::default() });
        self.column = indent;
        if !line.text.is_empty() {
            self.lines.push(line);
        }
    }
}

impl Plan<'_, '_> {
    fn owners_broken(&self, owner: Option<usize>, broken: &[bool]) -> bool {
        owner.is_none_or(|owner| broken.get(owner) == Some(&true))
    }
}

/// Whether a line must end in front of a token.
fn forced(plan: &Plan<'_, '_>, index: usize) -> bool {
    let comments = plan.tokens.comments.get(index).is_some_and(|comments| !comments.is_empty());
    comments || plan.forced.get(index).copied().unwrap_or_default()
}

fn first_line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}
