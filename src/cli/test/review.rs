//! Reviewing snapshots: each difference is shown, and it is asked what to do.

use std::io::{self, BufRead, Write};

use anstyle::{AnsiColor, Style};

use crate::report::tests::{difference, snapshot_message};
use crate::testing::{Comparison, SnapshotResult};

/// How many lines are shown around what differs.
const AROUND: usize = 3;

/// What to do with a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Write it.
    Accept,
    /// Keep what the file holds, and forget what waits.
    Reject,
    /// Leave both for later.
    Skip,
}

/// What is asked, one snapshot after the other.
#[derive(Debug)]
pub struct Review<R, W> {
    input: R,
    out: W,
    /// What was said for all the rest.
    rest: Option<Answer>,
    asked: usize,
    of: usize,
}

impl<R: BufRead, W: Write> Review<R, W> {
    /// A review of so many snapshots.
    pub fn new(input: R, out: W, of: usize) -> Self {
        Self { input, out, rest: None, asked: 0, of }
    }

    /// Shows what differs and asks what to do. Where the answers end, the rest is left for later.
    pub fn ask(&mut self, result: &SnapshotResult) -> io::Result<Answer> {
        self.asked += 1;
        if let Some(answer) = self.rest {
            return Ok(answer);
        }
        let bold = Style::new().bold();
        writeln!(self.out, "{bold}snapshot {}{bold:#}   {} of {}", result.title, self.asked, self.of)?;
        writeln!(self.out, "{}\n", snapshot_message(result))?;
        for line in shown(result) {
            let style = match line.chars().next() {
                Some('-') => Style::new().fg_color(Some(AnsiColor::Red.into())),
                Some('+') => Style::new().fg_color(Some(AnsiColor::Green.into())),
                Some(_) | None => Style::new(),
            };
            writeln!(self.out, "{style}{line}{style:#}")?;
        }
        loop {
            write!(self.out, "\naccept, reject or skip (a/r/s), A for all the rest, q to quit: ")?;
            self.out.flush()?;
            let mut line = String::new();
            if self.input.read_line(&mut line)? == 0 {
                writeln!(self.out)?;
                self.rest = Some(Answer::Skip);
                return Ok(Answer::Skip);
            }
            let answer = match line.trim() {
                "a" | "accept" => Answer::Accept,
                "r" | "reject" => Answer::Reject,
                "s" | "skip" => Answer::Skip,
                "A" => *self.rest.insert(Answer::Accept),
                "q" => *self.rest.insert(Answer::Skip),
                other => {
                    write!(self.out, "`{other}` is no answer")?;
                    continue;
                }
            };
            writeln!(self.out)?;
            return Ok(answer);
        }
    }
}

/// What differs; of what is not recorded yet all of it.
fn shown(result: &SnapshotResult) -> Vec<String> {
    match &result.comparison {
        Comparison::Changed { before } => difference(before, &result.now, AROUND),
        Comparison::Missing | Comparison::Unusable(_) => result.now.lines().map(|line| format!("+ {line}")).collect(),
        Comparison::Same | Comparison::Written => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn review(input: &str, of: usize) -> (Vec<Answer>, String) {
        let result = SnapshotResult {
            title: "Wording".to_owned(),
            span: Span::default(),
            file: "snapshots/wording.snap".to_owned(),
            now: "a is agree\nb is agree".to_owned(),
            comparison: Comparison::Changed { before: "a is agree\nb is conflict".to_owned() },
            notes: Vec::new(),
        };
        let mut out = Vec::new();
        let mut review = Review::new(input.as_bytes(), &mut out, of);
        let answers = (0..of).filter_map(|_| review.ask(&result).ok()).collect();
        (answers, String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn each_is_asked_for_on_its_own() {
        let (answers, text) = review("a\nr\ns\n", 3);
        assert_eq!(answers, [Answer::Accept, Answer::Reject, Answer::Skip]);
        assert!(text.contains("2 of 3") && text.contains("- b is conflict") && text.contains("  a is agree"), "{text}");
    }

    #[test]
    fn one_answer_may_be_for_the_rest() {
        let (answers, text) = review("s\nA\n", 4);
        assert_eq!(answers, [Answer::Skip, Answer::Accept, Answer::Accept, Answer::Accept]);
        assert!(!text.contains("3 of 4"), "{text}");
        assert_eq!(review("q\n", 2).0, [Answer::Skip, Answer::Skip]);
    }

    #[test]
    fn other_words_are_asked_again_and_an_end_accepts_nothing() {
        let (answers, text) = review("yes\na\n", 2);
        assert_eq!(answers, [Answer::Accept, Answer::Skip]);
        assert!(text.contains("`yes` is no answer"), "{text}");
    }
}
