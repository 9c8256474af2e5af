//! What everything else speaks of: levels, issues, measures, attributes and scope.

use super::Size;

/// Areas, each with as many parts.
const AREAS: usize = 8;
const PARTS: usize = 4;

/// The values of an attribute that is an enumeration, rising.
pub const INCOMES: [&str; 4] = ["low", "lower_middle", "upper_middle", "high"];

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number, from -100.0 to 100.0 in the profiles.
    Number,
    /// Yes or no.
    Flag,
    /// One of [`INCOMES`].
    Income,
}

/// What the attribute of a number holds: half of them numbers, a quarter each of the others.
pub fn kind(attribute: usize) -> Kind {
    match attribute % 4 {
        0 | 2 => Kind::Number,
        1 => Kind::Flag,
        _ => Kind::Income,
    }
}

/// The name of an attribute.
pub fn attribute(number: usize) -> String {
    match kind(number) {
        Kind::Number => format!("indicator_{number}"),
        Kind::Flag => format!("ratified_{number}"),
        Kind::Income => format!("rank_{number}"),
    }
}

/// How many measures there are: principles share them, as they do in practice.
pub fn measures(size: Size) -> usize {
    size.principles / 2 + 4
}

/// The name of an issue, a part of an area.
pub fn issue(number: usize) -> String {
    format!("area_{}.part_{}", number / PARTS % AREAS, number % PARTS)
}

/// The file of the vocabulary.
pub fn vocabulary(size: Size) -> String {
    let mut text = String::from(
        "levels {\n  bilateral \"Between two states\" of pairs\n  regional \"In a region\" of groups\n  \
         global \"Among all states\" of all\n}\n\ncapacities { origin, transit, destination }\n\nunit days\n\n",
    );
    for area in 0..AREAS {
        text.extend([format!("issue area_{area} \"Area {area}\" {{\n")]);
        for part in 0..PARTS {
            text.extend([format!("  issue part_{part} \"Part {part} of area {area}\"\n")]);
        }
        text += "}\n\n";
    }
    for number in 0..size.attributes {
        let name = attribute(number);
        let holds = match kind(number) {
            Kind::Number => "number".to_owned(),
            Kind::Flag => "flag".to_owned(),
            Kind::Income => format!("one of {}", INCOMES.join(", ")),
        };
        text.extend([format!("attribute {name} \"Figure {number} of the yearbook\" : {holds}\n")]);
    }
    for number in 0..measures(size) {
        let on = issue(number);
        text.extend([format!(
            "\nmeasure measure_{number} \"Do what is asked, {number}\" on {on} (within: at most number days)"
        )]);
    }
    text += "\n\nscope area_0.part_0 {\n  open at bilateral\n  limited at regional, global\n  \
             because \"It is settled between the two states concerned\"\n}\n";
    text
}
