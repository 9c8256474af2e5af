//! Random small libraries of principles: as data to be worked out, and as texts to be read.

use std::fmt::Write;

use super::condition::{CAPACITY, Condition, DEAL, Facts, ONE, Person, Side, Words, sort_name};
use super::draw_condition::{Context, condition};
use crate::draw::Draw;

pub const LEVELS: [&str; 3] = ["bilateral", "regional", "global"];
pub const TAGS: [&str; 2] = ["x", "y"];
pub const SORTS: [&str; 3] = ["low", "mid", "top"];
const CAPACITIES: [&str; 2] = ["origin", "host"];
const PEOPLE: [&str; 3] = ["workers", "refugees", "families"];
pub const PARAMETERS: [&str; 4] = ["within", "rate", "open", "sort"];
const TYPES: [&str; 4] = ["number days", "number", "flag", "one of sorts"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    AtMost,
    AtLeast,
    Exactly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modality {
    Shall,
    Should,
    May,
    ShouldNot,
    ShallNot,
}

impl Modality {
    pub fn words(self) -> &'static str {
        match self {
            Self::Shall => "shall",
            Self::Should => "should",
            Self::May => "may",
            Self::ShouldNot => "should not",
            Self::ShallNot => "shall not",
        }
    }

    pub fn forbids(self) -> bool {
        matches!(self, Self::ShallNot | Self::ShouldNot)
    }
}

#[derive(Debug, Clone, Default)]
pub struct Measure {
    /// The bounds of its parameters, where it has them.
    pub parameters: [Option<Bound>; 4],
    pub entails: Vec<usize>,
    pub excludes: Vec<usize>,
    /// On the inner issue, and not on the outer one.
    pub inner: bool,
}

#[derive(Debug, Clone)]
pub struct Party {
    /// The capacities, by their bits; none for anybody.
    pub capacities: i64,
    pub rule: Option<Condition>,
}

#[derive(Debug, Clone)]
pub struct Clause {
    pub party: usize,
    /// More than one in brackets.
    pub modalities: Vec<Modality>,
    pub measure: usize,
    pub arguments: [Option<i64>; 4],
    pub at: Option<usize>,
    pub when: Option<Condition>,
    pub unless: Option<Condition>,
}

#[derive(Debug, Clone)]
pub struct Principle {
    pub inner: bool,
    pub levels: Vec<usize>,
    /// The categories, by their bits; none for everybody.
    pub people: usize,
    pub parties: Vec<Party>,
    pub clauses: Vec<Clause>,
}

#[derive(Debug, Clone)]
pub struct Case {
    /// Everybody is bound by everything, and measures have more to do with each other.
    pub plain: bool,
    /// Some principles are about pairs, and numbers are compared across them.
    pub pairs: bool,
    pub measures: Vec<Measure>,
    pub principles: Vec<Principle>,
    /// For the outer and the inner issue at each level whether it is closed, where a rule says so.
    pub scope: [[Option<bool>; 3]; 2],
    pub ring: Condition,
    pub rich: Condition,
    /// The states that are listed in the club, the last one no longer.
    pub members: Vec<Facts>,
}

impl Case {
    pub fn new(seed: u64) -> Self {
        let mut draw = Draw::new(seed);
        let draw = &mut draw;
        let plain = seed.is_multiple_of(3);
        let pairs = !plain && draw.chance(50);
        let mut palette: Vec<usize> = (0..9).collect();
        draw.shuffle(&mut palette);
        palette.truncate(draw.between(2, 3));
        let alone = Context { pairs, pair: false, derived: false, level: false, palette: &palette };
        let (ring, rich) = (condition(draw, alone, 1), condition(draw, alone, 1));
        let measures = measures(draw, plain);
        let rule = |draw: &mut Draw| draw.chance(20).then(|| draw.chance(50));
        let scope = [0; 2].map(|_| [0; 3].map(|_| rule(draw)));
        let count = if plain { 4 } else { draw.between(2, 4) };
        let mut case = Self { plain, pairs, measures, principles: Vec::new(), scope, ring, rich, members: Vec::new() };
        for _ in 0..3 {
            let mut facts = Facts::default();
            for (attribute, most) in [(DEAL, 2), (0, 3), (CAPACITY, 4)] {
                let factor = if attribute == 0 { ONE } else { 1 };
                if let Some(fact) = facts.get_mut(attribute) {
                    *fact = draw.chance(35).then(|| factor * i64::try_from(draw.below(most)).unwrap_or(0));
                }
            }
            case.members.push(facts);
        }
        for _ in 0..count {
            let principle = principle(draw, &case, &palette);
            case.principles.push(principle);
        }
        case
    }

    /// The last of the listed states has left.
    pub fn is_in_club(&self, member: Option<usize>) -> bool {
        member.is_some_and(|place| place + 1 < self.members.len())
    }

    pub fn closed(&self, inner: bool, level: usize) -> bool {
        let [outer_rules, inner_rules] = &self.scope;
        let own = if inner { inner_rules.get(level).copied().flatten() } else { None };
        own.or(outer_rules.get(level).copied().flatten()).unwrap_or(false)
    }

    /// Every condition of the library.
    pub fn conditions(&self) -> Vec<&Condition> {
        let of = |principle: &'_ Principle| -> usize { principle.clauses.len() };
        let mut all = vec![&self.ring, &self.rich];
        for principle in self.principles.iter().filter(|principle| of(principle) > 0) {
            all.extend(principle.parties.iter().filter_map(|party| party.rule.as_ref()));
            all.extend(
                principle.clauses.iter().flat_map(|clause| [clause.when.as_ref(), clause.unless.as_ref()]).flatten(),
            );
        }
        all
    }

    pub fn write(&self) -> Result<String, std::fmt::Error> {
        let mut text = "library random { as_of 2020-01-01 }\n".to_owned();
        text += "levels { bilateral of pairs  regional of groups  global of all }\n";
        text += "capacities { origin, host }\npersons workers\npersons refugees overlaps families\npersons families\n";
        text += "issue entry { issue visas }\nunit days\nenum sorts { low, mid, top }\n";
        text +=
            "attribute a : number\nattribute b : number\nattribute deal : flag\nattribute pact : flag absent is no\n";
        text += "attribute grade : one of low, mid, high\nattribute tags : set of x, y\nattribute day : date\n";
        text += "attribute flow : number of pair\n";
        let alone = Words { other: String::new() };
        writeln!(text, "define rich : {}", self.rich.write(&alone))?;
        writeln!(text, "group ring {{ every state where {} }}", self.ring.write(&alone))?;
        writeln!(text, "group club {{ AAA, BBB, CCC until 2019-01-01 }}")?;
        for (name, facts) in ["AAA", "BBB", "CCC"].iter().zip(&self.members) {
            let person = Person { member: None, facts: *facts };
            writeln!(text, "state {name} {{ {} }}", person.statements().join("  "))?;
        }
        for (issue, rules) in ["entry", "entry.visas"].iter().zip(&self.scope) {
            for (level, rule) in LEVELS.iter().zip(rules) {
                if let Some(closed) = rule {
                    writeln!(text, "scope {issue} {{ {} at {level} }}", if *closed { "closed" } else { "open" })?;
                }
            }
        }
        for (place, measure) in self.measures.iter().enumerate() {
            measure.write(&mut text, place)?;
        }
        for (place, principle) in self.principles.iter().enumerate() {
            principle.write(&mut text, place)?;
        }
        Ok(text)
    }
}

pub fn issue(inner: bool) -> &'static str {
    if inner { "entry.visas" } else { "entry" }
}

pub fn named(names: &[&str], bits: i64) -> String {
    let kept = names.iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
    kept.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

impl Person {
    pub fn statements(&self) -> Vec<String> {
        let said = |place: usize| self.facts.get(place).copied().flatten();
        let mut all = Vec::new();
        if let Some(number) = said(0) {
            all.push(format!("a: {}", number / ONE));
        }
        if let Some(deal) = said(DEAL) {
            all.push(format!("deal: {}", if deal == 1 { "yes" } else { "no" }));
        }
        match said(CAPACITY) {
            Some(0) => all.push("capacity none".to_owned()),
            Some(bits) => all.push(format!("capacity {}", named(&CAPACITIES, bits))),
            None => {}
        }
        all
    }
}

fn measures(draw: &mut Draw, plain: bool) -> Vec<Measure> {
    let count = if plain { draw.between(1, 2) + draw.below(2) } else { draw.between(1, 3) };
    let mut all = Vec::new();
    let mut left = if plain { 5 } else { 3 };
    for place in 0..count {
        let mut measure = Measure { inner: draw.chance(25), ..Measure::default() };
        for parameter in &mut measure.parameters {
            if left > 0 && draw.chance(if plain { 50 } else { 30 }) {
                left -= 1;
                let bounds = [Bound::AtMost, Bound::AtLeast, Bound::Exactly];
                *parameter = bounds.get(draw.below(3)).copied();
            }
        }
        let [_, _, open, _] = &mut measure.parameters;
        *open = open.map(|_| Bound::Exactly);
        for other in (0..count).filter(|&other| other != place) {
            if draw.chance(if plain { 40 } else { 30 }) {
                measure.entails.push(other);
            } else if draw.chance(if plain { 10 } else { 25 }) {
                measure.excludes.push(other);
            }
        }
        all.push(measure);
    }
    all
}

fn principle(draw: &mut Draw, case: &Case, palette: &[usize]) -> Principle {
    if case.plain {
        let clauses = (0..2).map(|_| clause(draw, case, &[2], 0, palette)).collect();
        return Principle { inner: false, levels: vec![2], people: 0, parties: Vec::new(), clauses };
    }
    let mut levels: Vec<usize> =
        (0..3).filter(|&level| (level > 0 || case.pairs) && draw.chance(if level == 0 { 70 } else { 40 })).collect();
    if levels.is_empty() {
        levels.push(if case.pairs { 0 } else { 2 });
    }
    let only_pairs = levels == [0];
    let count = if only_pairs { draw.below(3) } else { draw.below(2) + draw.below(2) };
    let parties: Vec<Party> = (0..count)
        .map(|_| {
            let context = Context { pairs: case.pairs, pair: only_pairs, derived: true, level: true, palette };
            let capacities = if draw.chance(50) { i64::try_from(draw.between(1, 3)).unwrap_or(1) } else { 0 };
            Party { capacities, rule: draw.chance(30).then(|| condition(draw, context, 1)) }
        })
        .collect();
    let clauses = (0..draw.between(1, 2)).map(|_| clause(draw, case, &levels, count, palette)).collect();
    let people = if draw.chance(60) { 0 } else { draw.between(1, 7) };
    Principle { inner: draw.chance(25), levels, people, parties, clauses }
}

fn clause(draw: &mut Draw, case: &Case, levels: &[usize], parties: usize, palette: &[usize]) -> Clause {
    let measure = draw.below(case.measures.len());
    let of = case.measures.get(measure).map(|measure| measure.parameters).unwrap_or_default();
    let mut arguments = [None; 4];
    for (place, (argument, parameter)) in arguments.iter_mut().zip(of).enumerate() {
        if parameter.is_some() && draw.chance(if case.plain { 55 } else { 70 }) {
            let value = i64::try_from(if place < 2 { draw.between(1, 2) } else { draw.below(place) });
            *argument = value.ok().map(|value| if place < 2 { value * ONE } else { value });
        }
    }
    let mut at = draw.chance(20).then(|| levels.get(draw.below(levels.len())).copied()).flatten();
    let mut pair = levels == [0] || at == Some(0);
    if levels.contains(&0) && !pair && draw.chance(30) {
        (at, pair) = (Some(0), true);
    }
    let context = Context { pairs: case.pairs, pair, derived: true, level: true, palette };
    let when = draw.chance(if case.plain { 5 } else { 45 }).then(|| condition(draw, context, 2));
    let unless = draw.chance(if case.plain { 5 } else { 25 }).then(|| condition(draw, context, 1));
    let all = [
        Modality::Shall,
        Modality::Shall,
        Modality::ShallNot,
        Modality::ShallNot,
        Modality::May,
        Modality::Should,
        Modality::ShouldNot,
    ];
    let mut modalities: Vec<Modality> = all.get(draw.below(all.len())).copied().into_iter().collect();
    if !case.plain && draw.chance(10) {
        modalities = if draw.chance(50) {
            vec![Modality::Shall, Modality::May]
        } else {
            vec![Modality::ShouldNot, Modality::ShallNot]
        };
    }
    Clause { party: draw.below(parties.max(1)), modalities, measure, arguments, at, when, unless }
}

impl Measure {
    fn write(&self, text: &mut String, place: usize) -> std::fmt::Result {
        write!(text, "measure m{place} on {}", issue(self.inner))?;
        let parameters: Vec<String> = self
            .parameters
            .iter()
            .zip(PARAMETERS.iter().zip(TYPES))
            .filter_map(|(bound, (name, ty))| {
                let word = match bound.as_ref()? {
                    Bound::AtMost => "at most",
                    Bound::AtLeast => "at least",
                    Bound::Exactly => "exactly",
                };
                Some(format!("{name}: {word} {ty}"))
            })
            .collect();
        if !parameters.is_empty() {
            write!(text, " ({})", parameters.join(", "))?;
        }
        for (word, others) in [("excludes", &self.excludes), ("entails", &self.entails)] {
            let names: Vec<String> = others.iter().map(|other| format!("m{other}")).collect();
            if !names.is_empty() {
                write!(text, " {word} {}", names.join(", "))?;
            }
        }
        writeln!(text)
    }
}

/// What a party is called.
fn party_name(count: usize, place: usize) -> &'static str {
    match (count, place) {
        (0, _) => "states",
        (1, _) => "holders",
        (_, 0) => "sender",
        _ => "receiver",
    }
}

impl Principle {
    fn write(&self, text: &mut String, place: usize) -> std::fmt::Result {
        let levels: Vec<&str> = self.levels.iter().filter_map(|&level| LEVELS.get(level).copied()).collect();
        write!(text, "principle p{place} {{ issue {}  levels {}", issue(self.inner), levels.join(", "))?;
        if self.people != 0 {
            write!(text, "  concerns {}", named(&PEOPLE, i64::try_from(self.people).unwrap_or(0)))?;
        }
        writeln!(text)?;
        let count = self.parties.len();
        let words = |own: usize| {
            let other = if count == 2 { party_name(2, 1 - own.min(1)) } else { "counterpart" };
            Words { other: other.to_owned() }
        };
        for (place, party) in self.parties.iter().enumerate() {
            write!(text, "  party {}", party_name(count, place))?;
            if party.capacities != 0 {
                write!(text, " as {}", named(&CAPACITIES, party.capacities))?;
            }
            if let Some(rule) = &party.rule {
                write!(text, " where {}", rule.write(&words(place)))?;
            }
            writeln!(text)?;
        }
        for (place, clause) in self.clauses.iter().enumerate() {
            clause.write(text, place, party_name(count, clause.party), &words(clause.party))?;
        }
        writeln!(text, "}}")
    }
}

impl Clause {
    fn write(&self, text: &mut String, place: usize, party: &str, words: &Words) -> std::fmt::Result {
        let modalities: Vec<&str> = self.modalities.iter().map(|modality| modality.words()).collect();
        let modality = match modalities.as_slice() {
            [only] => (*only).to_owned(),
            several => format!("[{}]", several.join(" | ")),
        };
        write!(text, "  c{place}: {party} {modality} m{}", self.measure)?;
        let arguments: Vec<String> = self
            .arguments
            .iter()
            .zip(PARAMETERS)
            .filter_map(|(argument, name)| {
                let value = (*argument)?;
                Some(match name {
                    "within" => format!("{name}: {} days", value / ONE),
                    "rate" => format!("{name}: {}", value / ONE),
                    "sort" => format!("{name}: {}", sort_name(value)),
                    _ => format!("{name}: {}", if value == 1 { "yes" } else { "no" }),
                })
            })
            .collect();
        if !arguments.is_empty() {
            write!(text, " ({})", arguments.join(", "))?;
        }
        if let Some(at) = self.at {
            write!(text, " at {}", LEVELS.get(at).copied().unwrap_or_default())?;
        }
        for (word, condition) in [("when", &self.when), ("unless", &self.unless)] {
            if let Some(condition) = condition {
                write!(text, " {word} {}", condition.write(words))?;
            }
        }
        writeln!(text)
    }
}

/// A side that a condition may read.
pub fn side(draw: &mut Draw, pair: bool) -> Side {
    if pair && draw.chance(45) { Side::Other } else { Side::Own }
}
