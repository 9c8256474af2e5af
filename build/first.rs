//! With which characters the text may begin that a step reads.
//!
//! A choice passes over those of its alternatives that cannot begin with the next character. That changes nothing but
//! the time it takes: they would have failed.

use super::step::{Rule, Set, Step, is_space};

/// Behind the ASCII characters stand any other character, and the end of the text.
pub const OTHER: usize = 128;
pub const END: usize = 129;

#[derive(Clone, Copy, Default)]
pub struct First {
    pub ascii: Set,
    pub other: bool,
    /// Whether the step may succeed without reading anything; then nothing can be said.
    pub empty: bool,
}

impl First {
    fn or(self, with: Self) -> Self {
        Self { ascii: self.ascii | with.ascii, other: self.other | with.other, empty: self.empty | with.empty }
    }

    fn and(self, with: Self) -> Self {
        Self { ascii: self.ascii & with.ascii, other: self.other & with.other, empty: self.empty }
    }

    /// Whether the step may succeed where this stands.
    pub fn allows(self, next: usize) -> bool {
        self.empty
            || match next {
                OTHER => self.other,
                END => false,
                ascii => self.ascii >> ascii & 1 == 1,
            }
    }
}

pub struct Firsts<'r> {
    rules: &'r [Rule],
    known: Vec<Option<First>>,
    space: First,
}

impl<'r> Firsts<'r> {
    pub fn new(rules: &'r [Rule]) -> Self {
        let mut firsts = Self { rules, known: vec![None; rules.len()], space: First::default() };
        for rule in rules.iter().filter(|rule| is_space(&rule.name)) {
            firsts.space = firsts.space.or(firsts.of(&rule.body));
        }
        firsts
    }

    /// What may stand in front of a word and is passed over.
    pub fn space(&self) -> First {
        self.space
    }

    pub fn of(&mut self, step: &Step) -> First {
        let word = (b'0'..=b'9').chain(b'a'..=b'z').chain(b'A'..=b'Z').chain([b'_']);
        let part: Set = word.fold(0, |set, byte| set | 1 << byte);
        let start: Set = (b'a'..=b'z').chain(b'A'..=b'Z').fold(0, |set, byte| set | 1 << byte);
        match step {
            Step::Text(text) => match text.bytes().next() {
                Some(byte) if byte.is_ascii() => First { ascii: 1 << byte, ..First::default() },
                Some(_) => First { other: true, ..First::default() },
                None => First { empty: true, ..First::default() },
            },
            Step::Words(words) => {
                words.iter().map(|word| self.of(&Step::Text(word.clone()))).fold(First::default(), First::or)
            }
            Step::One(set) => First { ascii: *set, ..First::default() },
            Step::Run(set, once) => First { ascii: *set, other: false, empty: !once },
            Step::Until(set) => First { ascii: !set, other: true, empty: true },
            Step::Any => First { ascii: !0, other: true, empty: false },
            Step::Start | Step::End | Step::Ahead(..) => First { empty: true, ..First::default() },
            Step::WordStart => First { ascii: start, other: true, empty: false },
            Step::WordPart => First { ascii: part, other: true, empty: false },
            Step::WordParts => First { ascii: part, other: true, empty: true },
            Step::Call(number) => self.of_rule(*number),
            Step::Sequence(steps, spaced) => self.of_sequence(steps, *spaced),
            Step::Choice(steps) => steps.iter().map(|step| self.of(step)).fold(First::default(), First::or),
            Step::Maybe(inner) => First { empty: true, ..self.of(inner) },
            Step::Many { of, once, .. } => {
                let first = self.of(of);
                First { empty: first.empty || !once, ..first }
            }
        }
    }

    fn of_rule(&mut self, number: usize) -> First {
        if let Some(Some(known)) = self.known.get(number) {
            return *known;
        }
        let rules = self.rules;
        let first = rules.get(number).map(|rule| self.of(&rule.body)).unwrap_or_default();
        if let Some(known) = self.known.get_mut(number) {
            *known = Some(first);
        }
        first
    }

    fn of_sequence(&mut self, steps: &[Step], spaced: bool) -> First {
        let mut all = First { empty: true, ..First::default() };
        for step in steps {
            let first = self.of(step);
            all = First { empty: first.empty, ..all.or(first) };
            if !first.empty {
                break;
            }
            if spaced {
                all = First { empty: true, ..all.or(self.space) };
            }
        }
        if let Some(Step::Ahead(inner, true)) = steps.first() {
            let ahead = self.of(inner);
            if !ahead.empty {
                return all.and(ahead);
            }
        }
        all
    }
}
