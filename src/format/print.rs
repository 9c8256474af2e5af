//! From a plan to lines: which of the gaps between the words become line breaks.
//!
//! A group stays on one line if it fits with what hangs on it, and all that it holds does then.

use unicode_width::UnicodeWidthStr;

use super::plan::{Gap, Plan, Row, STEP};
use super::room::Room;
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
    room: Room<'a, 'p, 't>,
    /// For each group whether it is broken; those that have not begun yet may be.
    broken: Vec<bool>,
    lines: Vec<Line<'t>>,
    line: Line<'t>,
    column: usize,
}

impl<'a, 'p, 't> Printer<'a, 'p, 't> {
    fn new(plan: &'a Plan<'p, 't>, width: usize) -> Self {
        let broken = vec![true; plan.groups.len()];
        let room = Room::new(plan, width);
        Self { plan, room, broken, lines: Vec::new(), line: Line::default(), column: 0 }
    }

    fn run(mut self) -> Vec<Line<'t>> {
        let tokens = self.plan.tokens;
        let mut groups = self.plan.groups.iter().enumerate().peekable();
        let mut indent = 0_isize;
        for (index, token) in tokens.all.iter().enumerate() {
            indent += self.plan.indents.get(index).copied().unwrap_or_default();
            let closes = matches!(token.text, "}" | ")" | "]");
            self.gap(index, indent, if closes { indent + STEP } else { indent });
            while let Some((group, (_, last))) = groups.next_if(|(_, (first, _))| *first == index) {
                let outer_flat = self.room.around(group).is_some_and(|outer| self.broken.get(outer) == Some(&false));
                let flat = outer_flat || self.room.holds(index, *last, self.column, &self.broken);
                if let Some(broken) = self.broken.get_mut(group) {
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

    /// What stands in front of a token: comments, and a space or a line break. `deeper` is for the comments, which in
    /// front of a closing bracket belong to what it closes.
    fn gap(&mut self, index: usize, indent: isize, deeper: isize) {
        let plan = self.plan;
        let Some(gap) = plan.gaps.get(index).copied() else { return };
        let comments = plan.tokens.comments.get(index).map(Vec::as_slice).unwrap_or_default();
        let opened = index.checked_sub(1).is_none_or(|before| plan.tokens.text(before) == "{");
        let mut may_be_apart = !opened && (gap.may_be_apart() || gap == Gap::Close);
        for comment in comments {
            self.comment(comment, deeper, may_be_apart);
            may_be_apart |= comment.own && (gap.may_be_apart() || gap == Gap::Close);
        }
        if index == 0 && comments.is_empty() {
            return;
        }
        let breaks = match gap {
            Gap::Fill => {
                let may = self.room.may_break(index, gap, &self.broken);
                may && !self.room.holds_next(index, self.column, &self.broken)
            }
            Gap::Glued | Gap::Space | Gap::Soft | Gap::Line | Gap::Statement | Gap::Entry | Gap::Close => {
                self.room.may_break(index, gap, &self.broken)
            }
        };
        if breaks || plan.must_break(index) {
            let apart = plan.tokens.all.get(index).is_some_and(|token| token.apart);
            self.end_line(indent, apart && may_be_apart && gap != Gap::Close);
        } else {
            self.line.text.extend(std::iter::repeat_n(' ', gap.width()));
            self.column += gap.width();
        }
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
