//! Conditions as trees: written out, and worked out by the tables of the language's page.

use comity::model::Truth;

use super::text::{Case, LEVELS, SORTS, TAGS};

/// Numbers are counted in sixteenths, so that points between points between whole numbers are whole.
pub const ONE: i64 = 16;

/// Attributes of a state, as places in a profile.
pub const A: usize = 0;
pub const B: usize = 1;
pub const DEAL: usize = 2;
pub const PACT: usize = 3;
pub const GRADE: usize = 4;
pub const TAG: usize = 5;
pub const DAY: usize = 6;
pub const CAPACITY: usize = 7;
pub const NAMES: [&str; 7] = ["a", "b", "deal", "pact", "grade", "tags", "day"];
pub const GRADES: [&str; 3] = ["low", "mid", "high"];

/// What is said of a state; sets by their bits.
pub type Facts = [Option<i64>; 8];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Own,
    Other,
}

#[derive(Debug, Clone, Copy)]
pub enum Sign {
    Is,
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
}

pub const SIGNS: [Sign; 6] = [Sign::Is, Sign::IsNot, Sign::Less, Sign::AtMost, Sign::More, Sign::AtLeast];

impl Sign {
    pub fn word(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    pub fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Is => left == right,
            Self::IsNot => left != right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::More => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

#[derive(Debug, Clone)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Known(Box<Condition>),
    /// A sum of numbers, each with a factor, against a whole number.
    Sum(Vec<(i64, Side, usize)>, Sign, i64),
    /// `a / b` against one.
    Ratio(Sign),
    Between(Side, i64, i64),
    Flag(Side, usize),
    Grade(Side, Sign, i64),
    GradeIn(Side, i64),
    Includes(Side, i64),
    TagsAre(Side, Sign, i64),
    Day(Side, Sign, i64),
    /// An attribute of the pair, from this side to the other or back.
    Flow(bool, Sign, i64),
    Club(Side),
    Ring(Side),
    Rich(Side),
    /// The flag of a state that is named.
    Named,
    Level(usize),
    /// Whether an attribute, or the sum of both numbers, is known.
    KnownOf(Side, usize),
    KnownSum,
}

/// From where a condition is asked.
#[derive(Clone, Copy)]
pub struct Place<'w> {
    pub case: &'w Case,
    pub own: &'w Person,
    pub other: Option<&'w Person>,
    /// From this side to the other, and back.
    pub flow: [Option<i64>; 2],
    pub named: Option<i64>,
    pub level: Option<usize>,
}

/// A state: which of those of the library it is, if any, and its facts.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub member: Option<usize>,
    pub facts: Facts,
}

fn truth(holds: Option<bool>) -> Truth {
    holds.map_or(Truth::Unknown, Truth::from)
}

impl Place<'_> {
    fn side(&self, side: Side) -> Option<&Person> {
        match side {
            Side::Own => Some(self.own),
            Side::Other => self.other,
        }
    }

    fn fact(&self, side: Side, attribute: usize) -> Option<i64> {
        let said = self.side(side)?.facts.get(attribute).copied().flatten();
        if attribute == PACT { said.or(Some(0)) } else { said }
    }

    fn compare(&self, side: Side, attribute: usize, sign: Sign, value: i64) -> Truth {
        truth(self.fact(side, attribute).map(|fact| sign.holds(fact, value)))
    }

    fn alone(&self, side: Side) -> Option<Place<'_>> {
        let own = self.side(side)?;
        Some(Place { own, other: None, level: None, flow: [None, None], ..*self })
    }

    pub fn truth(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(all) => all.iter().map(|one| self.truth(one)).fold(Truth::Yes, Truth::and),
            Condition::Any(any) => any.iter().map(|one| self.truth(one)).fold(Truth::No, Truth::or),
            Condition::Not(inner) => !self.truth(inner),
            Condition::Known(inner) => (self.truth(inner) != Truth::Unknown).into(),
            Condition::Sum(terms, sign, constant) => {
                let sum = terms.iter().map(|(factor, side, name)| Some(factor * self.fact(*side, *name)?)).sum();
                truth(Option::<i64>::map(sum, |sum| sign.holds(sum, constant * ONE)))
            }
            Condition::Ratio(sign) => match (self.fact(Side::Own, A), self.fact(Side::Own, B)) {
                (Some(a), Some(b)) if b > 0 => sign.holds(a, b).into(),
                (Some(a), Some(b)) if b < 0 => sign.holds(b, a).into(),
                _ => Truth::Unknown,
            },
            Condition::Between(side, low, high) => {
                let inside = |a: i64| low * ONE <= a && a <= high * ONE;
                truth(self.fact(*side, A).map(inside))
            }
            Condition::Flag(side, name) => truth(self.fact(*side, *name).map(|flag| flag == 1)),
            Condition::Grade(side, sign, value) => self.compare(*side, GRADE, *sign, *value),
            Condition::GradeIn(side, set) => truth(self.fact(*side, GRADE).map(|grade| set & (1 << grade) != 0)),
            Condition::Includes(side, tag) => truth(self.fact(*side, TAG).map(|tags| tags & (1 << tag) != 0)),
            Condition::TagsAre(side, sign, set) => self.compare(*side, TAG, *sign, *set),
            Condition::Day(side, sign, day) => self.compare(*side, DAY, *sign, *day),
            Condition::Flow(forth, sign, constant) => {
                let [out, back] = self.flow;
                truth(if *forth { out } else { back }.map(|flow| sign.holds(flow, constant * ONE)))
            }
            Condition::Club(side) => {
                let member = self.side(*side).and_then(|person| person.member);
                self.side(*side).map_or(Truth::Unknown, |_| self.case.is_in_club(member).into())
            }
            Condition::Ring(side) => {
                self.alone(*side).map_or(Truth::Unknown, |place| (place.truth(&self.case.ring) == Truth::Yes).into())
            }
            Condition::Rich(side) => self.alone(*side).map_or(Truth::Unknown, |place| place.truth(&self.case.rich)),
            Condition::Named => {
                let is_named = |person: &&Person| person.member == Some(0);
                let present = [Some(self.own), self.other].into_iter().flatten().find(is_named);
                truth(
                    present
                        .map_or(self.named, |person| person.facts.get(DEAL).copied().flatten())
                        .map(|flag| flag == 1),
                )
            }
            Condition::Level(level) => self.level.map_or(Truth::Unknown, |here| (here == *level).into()),
            Condition::KnownOf(side, name) => self.fact(*side, *name).is_some().into(),
            Condition::KnownSum => (self.fact(Side::Own, A).is_some() && self.fact(Side::Own, B).is_some()).into(),
        }
    }

    /// Whether a state plays a party, as far as its capacities go.
    pub fn capable(&self, capacities: i64) -> Truth {
        if capacities == 0 {
            Truth::Yes
        } else {
            truth(self.fact(Side::Own, CAPACITY).map(|has| has & capacities != 0))
        }
    }
}

/// How each side is called where a condition stands.
pub struct Words {
    pub other: String,
}

impl Condition {
    pub fn write(&self, words: &Words) -> String {
        let of = |side: &Side| if *side == Side::Own { String::new() } else { format!("{}.", words.other) };
        let who = |side: &Side| if *side == Side::Own { "self".to_owned() } else { words.other.clone() };
        let name = |place: &usize| NAMES.get(*place).copied().unwrap_or_default();
        let joined = |parts: &[Self], word: &str| {
            let parts: Vec<String> = parts.iter().map(|part| part.write(words)).collect();
            format!("({})", parts.join(word))
        };
        let value = |names: &[&'static str], place: i64| {
            usize::try_from(place).ok().and_then(|place| names.get(place).copied()).unwrap_or_default()
        };
        let set = |names: &[&'static str], bits: i64| {
            let named = names.iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
            format!("{{{}}}", named.map(|(_, name)| *name).collect::<Vec<_>>().join(", "))
        };
        match self {
            Self::All(all) => joined(all, " and "),
            Self::Any(any) => joined(any, " or "),
            Self::Not(inner) => format!("(not {})", inner.write(words)),
            Self::Known(inner) => format!("(known ({}))", inner.write(words)),
            Self::Sum(terms, sign, constant) => {
                let term =
                    |(factor, side, place): &(i64, Side, usize)| format!("{factor} * {}{}", of(side), name(place));
                let terms: Vec<String> = terms.iter().map(term).collect();
                format!("{} {} {constant}", terms.join(" + ").replace("+ -1 *", "-").replace("1 * ", ""), sign.word())
            }
            Self::Ratio(sign) => format!("a / b {} 1", sign.word()),
            Self::Between(side, low, high) => format!("{}a between {low} and {high}", of(side)),
            Self::Flag(side, place) => format!("{}{}", of(side), name(place)),
            Self::Grade(side, sign, grade) => format!("{}grade {} {}", of(side), sign.word(), value(&GRADES, *grade)),
            Self::GradeIn(side, grades) => format!("{}grade in {}", of(side), set(&GRADES, *grades)),
            Self::Includes(side, tag) => format!("{}tags includes {}", of(side), value(&TAGS, *tag)),
            Self::TagsAre(side, sign, tags) => format!("{}tags {} {}", of(side), sign.word(), set(&TAGS, *tags)),
            Self::Day(side, sign, day) => format!("{}day {} 2020-01-0{day}", of(side), sign.word()),
            Self::Flow(forth, sign, constant) => {
                let (one, two) = if *forth { ("self", &*words.other) } else { (&*words.other, "self") };
                format!("flow from {one} to {two} {} {constant}", sign.word())
            }
            Self::Club(side) => format!("{} in group club", who(side)),
            Self::Ring(side) => format!("{} in group ring", who(side)),
            Self::Rich(side) => format!("{}rich", of(side)),
            Self::Named => "AAA.deal".to_owned(),
            Self::Level(level) => format!("level is {}", LEVELS.get(*level).copied().unwrap_or_default()),
            Self::KnownOf(side, place) => format!("known {}{}", of(side), name(place)),
            Self::KnownSum => "known (a + b)".to_owned(),
        }
    }

    /// Does something with every condition inside.
    pub fn each(&self, see: &mut impl FnMut(&Self)) {
        see(self);
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(see)),
            Self::Not(inner) | Self::Known(inner) => inner.each(see),
            Self::Sum(..)
            | Self::Ratio(_)
            | Self::Between(..)
            | Self::Flag(..)
            | Self::Grade(..)
            | Self::GradeIn(..)
            | Self::Includes(..)
            | Self::TagsAre(..)
            | Self::Day(..)
            | Self::Flow(..)
            | Self::Club(_)
            | Self::Ring(_)
            | Self::Rich(_)
            | Self::Named
            | Self::Level(_)
            | Self::KnownOf(..)
            | Self::KnownSum => {}
        }
    }
}

/// The name of a value of `sort`.
pub fn sort_name(value: i64) -> &'static str {
    usize::try_from(value).ok().and_then(|value| SORTS.get(value).copied()).unwrap_or_default()
}
