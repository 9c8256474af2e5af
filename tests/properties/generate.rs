//! Random libraries, as texts.

use crate::conditions::{Context, condition};
use crate::draw::Draw;
use crate::profiles::{DAYS, interest, state};

/// What kind of library is wanted.
#[derive(Clone, Copy, Default)]
pub struct Shape {
    /// Some clauses have brackets.
    pub drafts: bool,
    /// Nothing asks what is known, and no group is given by a rule: more facts only make things surer.
    pub monotone: bool,
}

/// A library in its top-level items.
pub struct Text {
    pub items: Vec<String>,
    /// Items with something that they leave out filled in: the place, and the new text.
    pub filled: Vec<(usize, String)>,
}

impl Text {
    pub fn whole(&self) -> String {
        self.items.join("\n")
    }
}

pub const LEVELS: &[&str] = &["bilateral", "regional", "global"];
pub const CAPACITIES: &[&str] = &["origin", "transit", "host"];
pub const ISSUES: &[&str] = &["trade", "trade.goods", "trade.goods.steel", "trade.services", "safety", "safety.border"];
pub const MEASURES: &[&str] = &["lift", "check", "train"];
const STATES: &[&str] = &["AAA", "BBB", "CCC", "DDD"];
const MODALITIES: &[&str] = &["shall", "should", "may", "should not", "shall not"];

/// What statements may refer to.
pub struct World<'a> {
    pub shape: Shape,
    pub states: &'a [&'a str],
    /// The issues behind `on`, measure by measure.
    pub reached: Vec<String>,
    /// The principles, each with the labels of its clauses.
    pub labels: Vec<(String, Vec<String>)>,
}

/// The library of a seed.
pub fn generate(seed: u64, shape: Shape) -> Text {
    let mut draw = Draw::new(seed);
    let states = STATES.get(..draw.between(3, 4)).unwrap_or(STATES);
    let mut items: Vec<String> = [
        "library random { as_of 2020-01-01 }",
        "levels { bilateral of pairs  regional of groups  global of all }",
        "capacities { origin, transit, host }",
        "issue trade { issue goods { issue steel } issue services }",
        "issue safety { issue border }",
        "unit days",
        "unit weeks = 10 days",
        "attribute gdp : number",
        "attribute aid : number absent is 0",
        "attribute deal : flag",
        "attribute pact : flag absent is no",
        "attribute grade : one of low, mid, high",
        "attribute tags : set of alpha, beta, gamma",
        "attribute stock : number of pair",
        "define rich : gdp >= 3 or grade is high",
    ]
    .map(str::to_owned)
    .into();
    let mut world = World { shape, states, reached: Vec::new(), labels: Vec::new() };
    for measure in MEASURES {
        let on = draw.some(ISSUES).into_iter().take(2).collect::<Vec<_>>().join(", ");
        let against = draw.maybe(40, |draw| format!(" against {}", draw.one(ISSUES)));
        items.push(format!("measure {measure} on {on}{against} (within: at most number days)"));
        world.reached.push(on);
    }
    for issue in ISSUES {
        if draw.chance(25) {
            let ruling = draw.one(&["open", "limited", "closed", "closed"]);
            items.push(format!("scope {issue} {{ {ruling} at {} }}", draw.some(LEVELS).join(", ")));
        }
    }
    let default = draw.maybe(8, |_| "scope default closed".to_owned());
    items.push(default);
    for place in 0..draw.between(2, 3) {
        items.push(principle(&mut draw, place, &mut world));
    }
    for place in 0..draw.between(0, 3) {
        items.push(interest(&mut draw, place, &world));
    }
    items.push(format!("group club {{ {} }}", draw.some(states).join(", ")));
    let until = draw.maybe(30, |draw| format!(" until {}", draw.one(DAYS)));
    items.push(format!("group ring at regional {{ {}{until} }}", draw.some(states).join(", ")));
    if !shape.monotone && draw.chance(40) {
        let rule = condition(&mut draw, Context::default(), 1);
        items.push(format!("group league at regional {{ every state where {rule} }}"));
    }
    let mut filled = Vec::new();
    for name in states {
        let (text, gaps) = state(&mut draw, name, &world);
        let place = items.len();
        filled.extend(gaps.iter().map(|gap| (place, text.replacen('{', &format!("{{\n  {gap}"), 1))));
        items.push(text);
    }
    Text { items, filled }
}

pub fn at(draw: &mut Draw, percent: usize, levels: &[&str]) -> String {
    draw.maybe(percent, |draw| format!(" at {}", draw.some(levels).join(", ")))
}

fn principle(draw: &mut Draw, place: usize, world: &mut World<'_>) -> String {
    let (shape, states) = (world.shape, world.states);
    let levels = draw.some(LEVELS);
    let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
    let issues = draw.some(ISSUES).into_iter().take(2).collect::<Vec<_>>().join(", ");
    let count = draw.below(3);
    let only_pairs = levels == ["bilateral"];
    let parties: Vec<&str> = ["sender", "receiver"].into_iter().take(count).collect();
    let known = !shape.monotone;
    let mut lines = vec![format!("principle p{place} {{\n  issue {issues}  levels {}", levels.join(", "))];
    for party in &parties {
        let capacities = draw.maybe(60, |draw| format!(" as {}", draw.some(CAPACITIES).join(", ")));
        let context = Context { pair: only_pairs, known, states, level: true, ..Context::default() };
        let rule = draw.maybe(35, |draw| format!(" where {}", condition(draw, context, 1)));
        lines.push(format!("  party {party}{capacities}{rule}"));
    }
    let parties = if parties.is_empty() { vec!["states"] } else { parties };
    let names: Vec<String> = (0..draw.between(1, 3)).map(|clause| format!("c{clause}")).collect();
    for name in &names {
        let pair = only_pairs || levels.contains(&"bilateral") && draw.chance(25);
        let context =
            Context { pair, parties: pair && count == 2, members: true, level: true, known, states, parameters: false };
        let limit = match (pair, only_pairs) {
            (true, false) => " at bilateral".to_owned(),
            (true, true) => String::new(),
            (false, _) => at(draw, 20, &levels),
        };
        let words = clause(draw, shape, &parties);
        let when = draw.maybe(30, |draw| format!(" when {}", condition(draw, context, 1)));
        let unless = draw.maybe(25, |draw| format!(" unless {}", condition(draw, context, 1)));
        let tail = format!("{limit}{when}{unless}");
        lines.push(match draw.below(10) {
            0 if shape.drafts => format!("  {name}: [ {words}{tail} ]"),
            1 if shape.drafts => format!("  {name}: [ {words}{tail} | {} ]", clause(draw, shape, &parties)),
            _ => format!("  {name}: {words}{tail}"),
        });
    }
    if draw.chance(60) {
        let some: Vec<&str> = names.iter().map(String::as_str).collect();
        lines.push(format!("  reservations on {}", draw.some(&some).join(", ")));
    }
    world.labels.push((format!("p{place}"), names));
    lines.join("\n") + "\n}"
}

fn clause(draw: &mut Draw, shape: Shape, parties: &[&str]) -> String {
    let bracket = |draw: &mut Draw, of: &[&str]| {
        let (one, other) = (draw.one(of), draw.one(of));
        if shape.drafts && one != other && draw.chance(25) { format!("[{one} | {other}]") } else { one.to_owned() }
    };
    let party = draw.one(parties);
    let modality = bracket(draw, MODALITIES);
    let measure = draw.one(MEASURES);
    let within = bracket(draw, &["20 days", "30 days", "6 weeks"]);
    let given = if draw.chance(75) { format!(" (within: {within})") } else { String::new() };
    format!("{party} {modality} {measure}{given}")
}
