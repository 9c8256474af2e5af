//! Conditions in languages that write them as this program does: with `and`, `or`, `not` and parentheses.

use crate::work::Condition;

/// What differs between such languages.
pub struct Words<'w> {
    pub and: &'w str,
    pub or: &'w str,
    pub not: &'w str,
    /// How an attribute is read.
    pub attribute: &'w dyn Fn(usize) -> String,
    pub is: &'w str,
    pub is_not: &'w str,
    /// How a word is written.
    pub word: &'w dyn Fn(&str) -> String,
}

impl Words<'_> {
    pub fn write(&self, condition: &Condition) -> String {
        let joined = |parts: &[Condition], joint: &str| {
            let parts: Vec<String> = parts.iter().map(|part| self.write(part)).collect();
            format!("({})", parts.join(&format!(" {joint} ")))
        };
        match condition {
            Condition::All(parts) => joined(parts, self.and),
            Condition::Any(parts) => joined(parts, self.or),
            Condition::Not(inner) => format!("({} ({}))", self.not, self.write(inner)),
            Condition::Number(attribute, sign, bound) => format!("{} {sign} {bound}", (self.attribute)(*attribute)),
            Condition::Flag(attribute) => (self.attribute)(*attribute),
            Condition::Choice(attribute, is, word) => {
                let sign = if *is { self.is } else { self.is_not };
                format!("{} {sign} {}", (self.attribute)(*attribute), (self.word)(word))
            }
        }
    }
}
