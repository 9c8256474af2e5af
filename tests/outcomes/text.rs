//! Random texts, states and forums.

use std::collections::BTreeMap;

use crate::draw::Draw;
use crate::rule::Rule;

/// A library, and what its forums go by.
pub struct Case {
    pub text: String,
    pub rule: Rule,
    /// The weight of each state; `None` where it is unknown.
    pub weights: BTreeMap<String, Option<i128>>,
    /// The states whose no blocks.
    pub veto: Vec<String>,
}

const STATES: [&str; 6] = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];

/// The library of a seed: a principle `pact`, a forum `council` among a few and a forum `assembly` among all.
pub fn case(seed: u64) -> Case {
    let mut draw = Draw::new(seed);
    let draft = draw.chance(25);
    let rule = Rule::draw(&mut draw, 2);
    let mut states = STATES;
    draw.shuffle(&mut states);
    let states = states.get(..draw.between(1, STATES.len())).unwrap_or_default();
    let mut weights = BTreeMap::new();
    let mut unknown = 0;
    let mut items = vocabulary("regional of groups  global of all");
    items.push(principle(&mut draw, "pact", "regional, global", draft));
    for &name in states {
        // No more than two are unknown, so that all completions can be looked at.
        let known = unknown == 2 || draw.chance(75);
        let weight = known.then(|| draw.below(10));
        unknown += usize::from(!known);
        items.push(state(&mut draw, name, weight, &["pact"]));
        weights.insert(name.to_owned(), weight.and_then(|weight| i128::try_from(weight).ok()));
    }
    let veto = if draw.chance(20) { draw.some(states) } else { Vec::new() };
    let vetoes = if veto.is_empty() { String::new() } else { format!("  veto {}", veto.join(", ")) };
    for (forum, level) in [("council", "regional"), ("assembly", "global")] {
        let members = draw.some(states);
        let members = if draw.chance(60) { states.join(", ") } else { members.join(", ") };
        items.push(format!("forum {forum} {{ level {level}  members {members}  adopts by {}{vetoes} }}", rule.text()));
    }
    Case { text: items.join("\n"), rule, weights, veto }
}

/// What every text refers to.
pub fn vocabulary(levels: &str) -> Vec<String> {
    let items = [
        "library random { as_of 2020-01-01 }",
        &format!("levels {{ {levels} }}"),
        "capacities { giver, taker }",
        "issue trade",
        "measure lift on trade  measure pay on trade",
        "attribute size : number  attribute warm : flag  attribute rich : flag",
    ];
    items.map(str::to_owned).to_vec()
}

/// A principle of two clauses.
pub fn principle(draw: &mut Draw, name: &str, levels: &str, draft: bool) -> String {
    let mut lines = vec![format!("principle {name} {{\n  issue trade  levels {levels}")];
    let parties: &[&str] = match draw.below(3) {
        0 => &["givers"],
        1 => &["givers", "takers"],
        _ => &["states"],
    };
    for party in parties.iter().filter(|party| **party != "states") {
        let capacity = draw.maybe(70, |_| format!(" as {}", party.trim_end_matches('s')));
        let rule = draw.maybe(25, |draw| format!(" where {}", condition(draw)));
        lines.push(format!("  party {party}{capacity}{rule}"));
    }
    let mut clause = |label: &str, measure: &str| {
        let party = draw.one(parties);
        let modality = if draft && label == "first" {
            draw.one(&["[shall | should]", "[shall | shall not]"])
        } else {
            draw.one(&["shall", "should"])
        };
        let unless = draw.maybe(15, |draw| format!(" unless {}", condition(draw)));
        format!("  {label}: {party} {modality} {measure}{unless}")
    };
    lines.push(clause("first", "lift"));
    lines.push(clause("second", "pay"));
    if draw.chance(60) {
        lines.push("  reservations on second".to_owned());
    }
    lines.join("\n") + "\n}"
}

fn condition(draw: &mut Draw) -> String {
    draw.one(&["warm", "rich", "not warm", "not rich", "warm and rich", "warm or rich"]).to_owned()
}

/// A state with something to say of one of these principles, or of what they are about.
pub fn state(draw: &mut Draw, name: &str, weight: Option<usize>, principles: &[&str]) -> String {
    let mut lines = vec![format!("state {name} {{")];
    lines.push(draw.maybe(70, |draw| format!("  capacity {}", draw.some(&["giver", "taker"]).join(", "))));
    lines.extend(weight.map(|weight| format!("  size: {weight}")));
    for flag in ["warm", "rich"] {
        lines.push(draw.maybe(45, |draw| format!("  {flag}: {}", draw.one(&["yes", "no"]))));
    }
    for _ in 0..draw.between(1, 3) {
        let kind = draw.one(&["accepts", "accepts", "accepts", "rejects", "abstains on", "favours", "opposes"]);
        let target = if kind.ends_with("rs") || kind == "opposes" {
            draw.one(&["trade", "lift", "pay"]).to_owned()
        } else {
            match (draw.one(principles), draw.below(4)) {
                (principle, 0) => principle.to_owned(),
                (principle, 1) => format!("{principle}.first"),
                (principle, 2) => format!("{principle}.second"),
                _ => "lift".to_owned(),
            }
        };
        let limit = if kind == "accepts" { draw.maybe(30, |_| " up to should".to_owned()) } else { String::new() };
        let when = draw.maybe(50, |draw| format!(" when {}", condition(draw)));
        lines.push(format!("  {kind} {target}{limit}{when}"));
    }
    lines.join("\n") + "\n}"
}
