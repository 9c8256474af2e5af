//! Random conditions.

use crate::draw::Draw;

/// What a condition may read where it stands.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent questions")]
pub struct Context<'a> {
    /// `counterpart`.
    pub pair: bool,
    /// The two parties of a pair, by name.
    pub parties: bool,
    /// The clause's parameters.
    pub parameters: bool,
    /// The members of the instance.
    pub members: bool,
    /// The level.
    pub level: bool,
    /// `known`, whose answer changes when a fact becomes known.
    pub known: bool,
    /// The states that may be named.
    pub states: &'a [&'a str],
}

/// The values of `grade`, rising.
pub const GRADES: &[&str] = &["low", "mid", "high"];
/// The values of `tags`.
pub const TAGS: &[&str] = &["alpha", "beta", "gamma"];

/// A condition, at most so deep.
pub fn condition(draw: &mut Draw, context: Context<'_>, depth: usize) -> String {
    match draw.below(if depth == 0 { 6 } else { 10 }) {
        6 => format!("not ({})", condition(draw, context, depth - 1)),
        7 => format!("({}) or {}", condition(draw, context, depth - 1), condition(draw, context, 0)),
        8 => format!("({}) and ({})", condition(draw, context, depth - 1), condition(draw, context, depth - 1)),
        9 if context.members => members(draw, context, depth - 1),
        5 => special(draw, context),
        _ => plain(draw, ""),
    }
}

fn comparison(draw: &mut Draw) -> &'static str {
    draw.one(&["<", "<=", ">", ">=", "is", "is not"])
}

/// A condition on a state's facts; the prefix says which state's.
fn plain(draw: &mut Draw, prefix: &str) -> String {
    let number = draw.below(5);
    let sign = comparison(draw);
    match draw.below(12) {
        0 | 1 => format!("{prefix}gdp {sign} {number}"),
        2 => format!("{prefix}aid {sign} {number}"),
        3 => format!("{prefix}deal"),
        4 => format!("not {prefix}pact"),
        5 => format!("{prefix}grade {sign} {}", draw.one(GRADES)),
        6 => format!("{prefix}grade in {{{}}}", draw.some(GRADES).join(", ")),
        7 => format!("{prefix}tags includes {}", draw.one(TAGS)),
        8 => format!("{prefix}gdp + {prefix}aid {sign} {number}"),
        9 => format!("{prefix}gdp / {prefix}aid {sign} 1"),
        10 => format!("{prefix}gdp between 1 and {number}"),
        _ => format!("{prefix}rich"),
    }
}

fn special(draw: &mut Draw, context: Context<'_>) -> String {
    let sign = comparison(draw);
    for _ in 0..6 {
        match draw.below(7) {
            0 if context.pair => {
                return match draw.below(3) {
                    0 => format!("counterpart.gdp {sign} gdp"),
                    _ => plain(draw, "counterpart."),
                };
            }
            1 if context.parties => {
                return match draw.below(3) {
                    0 => format!("stock from sender to receiver {sign} {}", draw.below(4)),
                    1 => plain(draw, "receiver."),
                    _ => plain(draw, "sender."),
                };
            }
            2 if context.parameters => return format!("within {sign} {} days", draw.one(&["20", "30", "60"])),
            3 if context.level => return format!("level is {}", draw.one(&["bilateral", "regional", "global"])),
            4 if context.known => return format!("known {}", draw.one(&["gdp", "deal", "grade", "tags", "aid"])),
            5 if !context.states.is_empty() => {
                let prefix = format!("{}.", draw.one(context.states));
                return plain(draw, &prefix);
            }
            6 => return "in group club".to_owned(),
            _ => {}
        }
    }
    plain(draw, "")
}

fn members(draw: &mut Draw, context: Context<'_>, depth: usize) -> String {
    let inner = Context { pair: false, parties: false, parameters: false, members: false, ..context };
    let inner = condition(draw, inner, depth);
    let sign = draw.one(&["<", "<=", ">", ">=", "is"]);
    match draw.below(6) {
        0 => format!("every member ({inner})"),
        1 => format!("some member ({inner})"),
        2 => format!("count of members where ({inner}) {sign} {}", draw.below(4)),
        3 => format!("share of members where ({inner}) {sign} {}%", draw.one(&["0", "25", "50", "100"])),
        4 => format!("total aid of members {sign} {}", draw.below(8)),
        _ => format!("max gdp of members {sign} {}", draw.below(5)),
    }
}
