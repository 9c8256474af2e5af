//! Where the bytes of a text that is being parsed stand in the sources.
//!
//! A slice of a file, perhaps with words put right, is parsed again to recover from a mistake. [`Places`] keeps the
//! way back to the offsets of what was really written.

use crate::source::Span;

/// A run of bytes of the parsed text.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the parsed text.
    at: usize,
    /// Where it begins in the sources.
    source: u32,
    /// Whether its bytes are those of the sources; if not, all of it stands for the place where it begins.
    same: bool,
}

/// The way from offsets of a parsed text to the sources.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// In rising order; the first begins at 0.
    runs: Vec<Run>,
    /// The end of the file: nothing that was added behind it has a place of its own.
    end: u32,
}

impl Places {
    /// Of a text that begins at an offset of the sources and is the same as there, up to the end of its file.
    pub(super) fn at(base: u32, end: u32) -> Self {
        Self { runs: vec![Run { at: 0, source: base, same: true }], end }
    }

    /// The place of an offset.
    pub(super) fn place(&self, offset: usize) -> u32 {
        let index = self.runs.partition_point(|run| run.at <= offset).saturating_sub(1);
        match self.runs.get(index) {
            Some(run) if run.same => run.source.saturating_add(narrow(offset - run.at)).min(self.end),
            Some(run) => run.source,
            None => 0,
        }
    }

    /// The place of a range.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.place(start), self.place(end))
    }

    /// The places of the text from an offset on, as a text of its own.
    pub(super) fn from(&self, offset: usize) -> Self {
        let index = self.runs.partition_point(|run| run.at <= offset).saturating_sub(1);
        let same = self.runs.get(index).is_none_or(|run| run.same);
        let first = Run { at: 0, source: self.place(offset), same };
        let later = self.runs.iter().skip(index + 1).map(|run| Run { at: run.at - offset, ..*run });
        Self { runs: std::iter::once(first).chain(later).collect(), end: self.end }
    }

    /// After the bytes from `start` to `end` were replaced by others, `length` in number.
    pub(super) fn replaced(&self, start: usize, end: usize, length: usize) -> Self {
        let before = self.runs.iter().filter(|run| run.at < start).copied();
        let new = Run { at: start, source: self.place(start), same: false };
        let mut rest = self.from(end).runs;
        for run in &mut rest {
            run.at += start + length;
        }
        let new = (length > 0).then_some(new);
        Self { runs: before.chain(new).chain(rest).collect(), end: self.end }
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn offsets_behind_a_replaced_word_stay_true() {
        // `a && b` becomes `a and b`.
        let places = Places::at(100, 200).replaced(2, 4, 3);
        assert_eq!(places.place(0), 100);
        assert_eq!(places.place(2), 102);
        assert_eq!(places.place(5), 104);
        assert_eq!(places.place(6), 105);
        let tail = places.from(6).replaced(0, 0, 2);
        assert_eq!(tail.place(2), 105);
    }
}
