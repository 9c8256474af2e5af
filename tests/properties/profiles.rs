//! Random states, and rules that give them evidence.

use crate::conditions::{Context, GRADES, TAGS, condition};
use crate::draw::Draw;
use crate::generate::{CAPACITIES, ISSUES, LEVELS, MEASURES, World, at};

/// Days before, at and after the one at which the library is evaluated.
pub const DAYS: &[&str] = &["2010-01-01", "2015-06-01", "2019-01-01", "2020-01-01", "2020-01-02", "2022-05-05"];

/// A time in which a statement is in force, or not.
fn period(draw: &mut Draw) -> String {
    let since = draw.maybe(30, |draw| format!(" since {}", draw.one(DAYS)));
    let until =
        if since.is_empty() { draw.maybe(12, |draw| format!(" until {}", draw.one(DAYS))) } else { String::new() };
    since + &until
}

fn evidence(draw: &mut Draw, world: &World<'_>, capacity: bool) -> String {
    let kind = draw.one(&["favours", "opposes", "accepts", "accepts", "rejects", "abstains on"]);
    let target = if matches!(kind, "favours" | "opposes") {
        if draw.chance(30) { draw.one(MEASURES) } else { draw.one(ISSUES) }.to_owned()
    } else {
        let principle = world.labels.get(draw.below(world.labels.len()));
        let (name, clauses) = principle.map_or(("p0", &[][..]), |(name, clauses)| (name.as_str(), clauses.as_slice()));
        match draw.below(3) {
            0 => draw.one(MEASURES).to_owned(),
            1 => name.to_owned(),
            _ => format!("{name}.{}", clauses.get(draw.below(clauses.len())).map_or("c0", String::as_str)),
        }
    };
    let gives = matches!(kind, "favours" | "accepts");
    let limit =
        if gives { draw.maybe(30, |draw| format!(" up to {}", draw.one(&["may", "should"]))) } else { String::new() };
    let role = if capacity { draw.maybe(25, |draw| format!(" as {}", draw.one(CAPACITIES))) } else { String::new() };
    let levels = at(draw, 20, LEVELS);
    let pair = draw.chance(30);
    // A parameter may be read where the clauses of some measure have it.
    let parameters = !ISSUES.contains(&target.as_str()) || world.reached.iter().any(|on| on.contains(&target));
    let (known, states) = (!world.shape.monotone, world.states);
    let context = Context { pair, parties: false, parameters, members: true, level: true, known, states };
    let when = draw.maybe(35, |draw| format!(" when {}", condition(draw, context, 1)));
    let weight = draw.maybe(20, |_| " weight 2".to_owned());
    format!("  {kind} {target}{limit}{role}{levels}{when}{weight}{}", period(draw))
}

/// A rule.
pub fn interest(draw: &mut Draw, place: usize, world: &World<'_>) -> String {
    let role = draw.maybe(40, |draw| format!(" as {}", draw.one(CAPACITIES)));
    let context = Context { known: !world.shape.monotone, states: world.states, ..Context::default() };
    let whom = draw.maybe(80, |draw| format!(" where {}", condition(draw, context, 1)));
    let given: Vec<String> = (0..draw.between(1, 2)).map(|_| evidence(draw, world, false)).collect();
    format!("interest i{place} {{\n  every state{role}{whom}\n{}\n}}", given.join("\n"))
}

/// A value of an attribute.
fn value(draw: &mut Draw, attribute: &str) -> String {
    match attribute {
        "deal" | "pact" => draw.one(&["yes", "no"]).to_owned(),
        "grade" => draw.one(GRADES).to_owned(),
        "tags" => format!("{{{}}}", draw.some(TAGS).join(", ")),
        _ => draw.below(5).to_string(),
    }
}

/// A state, and the statements that would fill what it leaves out.
pub fn state(draw: &mut Draw, name: &str, world: &World<'_>) -> (String, Vec<String>) {
    let mut lines = vec![format!("state {name} {{")];
    let mut gaps = Vec::new();
    let capacity = format!("capacity {}", draw.some(CAPACITIES).join(", "));
    if draw.chance(70) {
        lines.push(format!("  {}", if draw.chance(10) { "capacity none" } else { &capacity }));
    } else {
        gaps.push(capacity);
    }
    for attribute in ["gdp", "aid", "deal", "pact", "grade", "tags"] {
        let current = format!("{attribute}: {}", value(draw, attribute));
        match draw.below(10) {
            0..6 => lines.push(format!("  {current}")),
            6 | 7 => {
                let (old, new) = (value(draw, attribute), value(draw, attribute));
                let since = draw.one(DAYS);
                lines.push(format!("  {attribute}: {old} until {}  {attribute}: {new} since {since}", draw.one(DAYS)));
            }
            _ if !matches!(attribute, "aid" | "pact") => gaps.push(current),
            _ => {}
        }
    }
    for other in world.states.iter().filter(|other| **other != name) {
        let current = format!("stock to {other}: {}", draw.below(4));
        if draw.chance(50) { lines.push(format!("  {current}")) } else { gaps.push(current) }
    }
    for _ in 0..draw.between(1, 6) {
        lines.push(evidence(draw, world, true));
    }
    (lines.join("\n") + "\n}", gaps)
}
