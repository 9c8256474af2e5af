//! Conditions on one state.

use super::Size;
use super::chance::Chance;
use super::vocabulary::{INCOMES, Kind, attribute, kind};

/// A condition of so many comparisons, joined by `and` and `or`, some under `not`.
pub fn condition(size: Size, comparisons: usize, chance: &mut Chance) -> String {
    let mut text = comparison(size, chance);
    for place in 1..comparisons {
        let next = comparison(size, chance);
        let joint = chance.word(&["and", "or"]);
        // Brackets around all that stands in front keep the nesting as deep as the condition is long.
        text = if place > 1 { format!("({text}) {joint} {next}") } else { format!("{text} {joint} {next}") };
        if chance.once_in(8) {
            text = format!("not ({text})");
        }
    }
    text
}

fn comparison(size: Size, chance: &mut Chance) -> String {
    let number = chance.below(size.attributes);
    let name = attribute(number);
    match kind(number) {
        Kind::Number if chance.once_in(5) => {
            let low = chance.below(60);
            format!("{name} between {low} and {}", low + 1 + chance.below(30))
        }
        Kind::Number => {
            format!("{name} {} {}.{}", chance.word(&["<", "<=", ">", ">="]), chance.below(80), chance.below(10))
        }
        Kind::Flag => name,
        Kind::Income => format!("{name} {} {}", chance.word(&["is", "is not", "<=", ">="]), chance.word(&INCOMES)),
    }
}
