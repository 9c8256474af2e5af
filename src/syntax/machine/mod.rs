//! The machine that reads texts by the grammar.
//!
//! In: a rule and a text. Out: a [`Tree`], or nothing where the text is not of the rule. The steps are made of
//! `grammar/` when the program is built and mean what they mean to pest, whose own parser is asked where a text cannot
//! be read: it knows what was expected. That parser keeps account of everything it tries in case of a mistake, which takes
//! ten times as long; here nothing is remembered but the nodes, and what cannot begin with the next character is not tried.

mod steps;
#[cfg(test)]
mod tests;

use pest::unicode::{XID_CONTINUE, XID_START};

use super::grammar::Rule;
use super::tree::{Record, Tree};
use steps::{Able, COMMENT, Info, Kind, RULES, SPACE, Step, WHITESPACE};

/// Reads the whole of a text.
pub(super) fn read(rule: Rule, text: &str) -> Option<Tree<'_>> {
    let number = RULES.iter().position(|info| info.rule == rule)?;
    let mut machine = Machine {
        text,
        bytes: text.as_bytes(),
        at: 0,
        records: Vec::with_capacity(text.len() / 4),
        spaced: true,
        atomic: false,
        ahead: false,
    };
    machine.call(number).then(|| Tree::new(text, machine.records))
}

/// Whether a rule reads the whole of a text.
pub(super) fn reads(rule: Rule, text: &str) -> bool {
    read(rule, text).is_some()
}

struct Machine<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    records: Vec<Record>,
    /// Whether spaces may stand between words.
    spaced: bool,
    /// Whether what is read belongs to one node as a whole.
    atomic: bool,
    /// Whether the machine only looks ahead.
    ahead: bool,
}

impl Machine<'_> {
    fn next(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn step(&mut self, step: &'static Step) -> bool {
        match step {
            Step::Text(text) => self.pass(if self.starts_with(text) { text.len() } else { 0 }),
            Step::One(set) => self.pass(usize::from(self.next().is_some_and(|byte| holds(*set, byte)))),
            Step::Run(set) => self.while_byte(|byte| holds(*set, byte)),
            Step::Until(set) => self.while_byte(|byte| !holds(*set, byte)),
            Step::Any => self.one(|_| true),
            Step::Start => self.at == 0,
            Step::End => self.at == self.bytes.len(),
            Step::WordStart => match self.next() {
                Some(byte) if byte.is_ascii() => self.pass(usize::from(byte.is_ascii_alphabetic())),
                _ => self.one(XID_START),
            },
            Step::WordPart => self.word_part(),
            Step::WordParts => {
                self.while_byte(is_part);
                while self.next().is_some_and(|byte| !byte.is_ascii()) && self.one(XID_CONTINUE) {
                    self.while_byte(is_part);
                }
                true
            }
            Step::Word(word) => self.starts_with(word) && self.word(word.len()),
            Step::Words(table, words) => {
                let mut able = Able::new(table, self.next());
                let found = able.find_map(|index| words.get(index).filter(|word| self.starts_with(word)));
                found.is_some_and(|word| self.word(word.len()))
            }
            Step::Call(number) => self.call(*number),
            Step::Sequence(steps) => self.sequence(steps, false),
            Step::Spaced(steps) => self.sequence(steps, true),
            Step::Choice(table, steps) => {
                let mut able = Able::new(table, self.next());
                able.any(|index| steps.get(index).is_some_and(|step| self.step(step)))
            }
            Step::Maybe(step) => {
                self.step(step);
                true
            }
            Step::Many { of, once, spaced } => self.many(of, *once, *spaced),
            Step::Ahead(step, wanted) => {
                let (at, ahead) = (self.at, self.ahead);
                self.ahead = true;
                let found = self.step(step);
                (self.at, self.ahead) = (at, ahead);
                found == *wanted
            }
        }
    }

    fn starts_with(&self, text: &str) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Passes over a word of so many bytes, if it ends there.
    fn word(&mut self, bytes: usize) -> bool {
        let at = self.at;
        self.at = at + bytes;
        let goes_on = self.word_part();
        self.at = if goes_on { at } else { at + bytes };
        !goes_on
    }

    fn word_part(&mut self) -> bool {
        match self.next() {
            Some(byte) if byte.is_ascii() => self.pass(usize::from(is_part(byte))),
            _ => self.one(XID_CONTINUE),
        }
    }

    /// Passes over so many bytes, and fails where there are none.
    fn pass(&mut self, bytes: usize) -> bool {
        self.at += bytes;
        bytes > 0
    }

    fn while_byte(&mut self, wanted: impl Fn(u8) -> bool) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| wanted(**byte)).count();
        true
    }

    /// Reads one character of any script.
    fn one(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        self.pass(next.filter(|c| wanted(*c)).map_or(0, char::len_utf8))
    }

    fn sequence(&mut self, steps: &'static [Step], spaced: bool) -> bool {
        let (at, length) = (self.at, self.records.len());
        for (index, step) in steps.iter().enumerate() {
            if spaced && index > 0 {
                self.spaces();
            }
            if !self.step(step) {
                self.at = at;
                self.records.truncate(length);
                return false;
            }
        }
        true
    }

    fn many(&mut self, step: &'static Step, once: bool, spaced: bool) -> bool {
        if !self.step(step) {
            return !once;
        }
        loop {
            let at = self.at;
            if spaced {
                self.spaces();
            }
            if !self.step(step) {
                self.at = at;
                return true;
            }
        }
    }

    /// Passes over spaces and comments, where they may stand.
    fn spaces(&mut self) {
        if !self.spaced || !SPACE.allows(self.next()) {
            return;
        }
        (self.spaced, self.atomic) = (false, true);
        while self.step(&WHITESPACE) {}
        while self.step(&COMMENT) {
            while self.step(&WHITESPACE) {}
        }
        (self.spaced, self.atomic) = (true, false);
    }

    fn call(&mut self, number: usize) -> bool {
        let Some(info) = RULES.get(number) else { return false };
        if !info.first.allows(self.next()) {
            return false;
        }
        let outer = (self.spaced, self.atomic);
        let read = match info.kind {
            Kind::Silent => return self.step(&info.body),
            Kind::Node => return self.node(info),
            Kind::Blank => {
                (self.spaced, self.atomic) = (false, true);
                self.step(&info.body)
            }
            Kind::Atomic => self.atom(info),
            Kind::Compound => {
                (self.spaced, self.atomic) = (false, false);
                self.node(info)
            }
            Kind::Spaced => {
                (self.spaced, self.atomic) = (true, false);
                self.node(info)
            }
        };
        (self.spaced, self.atomic) = outer;
        read
    }

    fn node(&mut self, info: &'static Info) -> bool {
        let start = self.at;
        let Some(index) = self.open() else { return self.step(&info.body) };
        let read = self.step(&info.body);
        self.close(index, info.rule, start, read)
    }

    fn atom(&mut self, info: &'static Info) -> bool {
        let start = self.at;
        let index = self.open();
        (self.spaced, self.atomic) = (false, true);
        let read = self.step(&info.body);
        match index {
            Some(index) => self.close(index, info.rule, start, read),
            None => read,
        }
    }

    /// Makes room for a node, where there shall be one.
    fn open(&mut self) -> Option<usize> {
        if self.atomic || self.ahead {
            return None;
        }
        self.records.push(Record::default());
        Some(self.records.len() - 1)
    }

    fn close(&mut self, index: usize, rule: Rule, start: usize, read: bool) -> bool {
        if !read {
            self.records.truncate(index);
            return false;
        }
        let record = Record::new(rule, start..self.at, self.records.len());
        if let Some(room) = self.records.get_mut(index) {
            *room = record;
        }
        true
    }
}

fn holds(set: u128, byte: u8) -> bool {
    byte.is_ascii() && set >> byte & 1 == 1
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
