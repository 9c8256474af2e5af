//! Conditions in languages without `or`: what holds in one of several ways is a name with several rules.

use crate::work::Condition;

/// What differs between such languages.
pub struct Words<'w> {
    /// What stands between what holds together.
    pub and: &'w str,
    /// How the name of a number of what holds in several ways is written.
    pub name: &'w dyn Fn(usize) -> String,
    /// A rule: a name, and when it holds.
    pub rule: &'w dyn Fn(&str, &str) -> String,
    /// A comparison, or a flag under `not`.
    pub comparison: &'w dyn Fn(&Condition) -> String,
}

/// A condition, and the rules that it needs beside its own.
pub struct Written {
    pub body: String,
    pub rules: String,
}

impl Words<'_> {
    pub fn write(&self, condition: &Condition) -> Written {
        let mut written = Several { words: self, count: 0, rules: String::new() };
        let body = written.body(&condition.pushed(false));
        Written { body, rules: written.rules }
    }
}

struct Several<'w> {
    words: &'w Words<'w>,
    count: usize,
    rules: String,
}

impl Several<'_> {
    fn body(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => parts.iter().map(|part| self.body(part)).collect::<Vec<_>>().join(self.words.and),
            Condition::Any(parts) => {
                self.count += 1;
                let name = (self.words.name)(self.count);
                for part in parts {
                    let body = self.body(part);
                    self.rules += &(self.words.rule)(&name, &body);
                }
                name
            }
            Condition::Not(_) | Condition::Number(..) | Condition::Flag(_) | Condition::Choice(..) => {
                (self.words.comparison)(condition)
            }
        }
    }
}
