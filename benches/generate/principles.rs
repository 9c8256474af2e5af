//! Principles, and interests that states have by rule.

use super::Size;
use super::chance::Chance;
use super::condition::condition;
use super::vocabulary::{issue, measures};

/// The file of the principles.
pub fn principles(size: Size, chance: &mut Chance) -> String {
    (0..size.principles).map(|number| principle(size, number, chance)).collect()
}

fn principle(size: Size, number: usize, chance: &mut Chance) -> String {
    let sender = if chance.once_in(2) { format!(" where {}", condition(size, 2, chance)) } else { String::new() };
    let when = if chance.once_in(3) { format!(" when {}", condition(size, 3, chance)) } else { String::new() };
    let unless = if chance.once_in(2) { format!(" unless {}", condition(size, 1, chance)) } else { String::new() };
    let modality = if chance.once_in(10) {
        "[shall | should]"
    } else {
        chance.word(&["shall", "should", "should", "may", "should not"])
    };
    let days = 30 * (1 + chance.below(4));
    let first = chance.below(measures(size));
    let second = chance.below(measures(size));
    let about = issue(first);
    format!(
        "principle principle_{number} \"States do what principle {number} asks of them\" {{\n  \
         issue  {about}\n  levels bilateral, regional, global\n  source \"Declaration, paragraph {number}\"\n\n  \
         party sender   as origin, transit{sender}\n  party receiver as destination, transit\n\n  \
         duty: sender {modality} measure_{first} (within: {days} days){when}\n    \
         text \"Each State does so without undue delay, and in any case within {days} days.\"\n  \
         support: receiver should measure_{second}{unless}\n  reservations on support\n}}\n\n"
    )
}

/// The file of the interests: thirty, and one more for every four principles.
pub fn interests(size: Size, chance: &mut Chance) -> String {
    (0..30 + size.principles / 4).map(|number| interest(size, number, chance)).collect()
}

fn interest(size: Size, number: usize, chance: &mut Chance) -> String {
    let capacity = chance.word(&["", "", " as origin", " as destination"]);
    let comparisons = 1 + chance.below(4);
    let place = condition(size, comparisons, chance);
    let mut evidence = String::new();
    for _ in 0..2 {
        let direction = chance.word(&["favours", "favours", "opposes"]);
        let target = if chance.once_in(2) {
            issue(chance.below(32))
        } else {
            format!("measure_{}", chance.below(measures(size)))
        };
        let weight = 1 + chance.below(3);
        evidence.extend([format!(
            "  {direction} {target} weight {weight}\n    because \"What follows from figure {number}\"\n"
        )]);
    }
    format!(
        "interest interest_{number} \"States that are as rule {number} says\" {{\n  \
         every state{capacity} where {place}\n{evidence}}}\n\n"
    )
}
