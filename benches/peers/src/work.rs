//! The work that everyone gets: facts of states, and principles with one condition each.

use crate::chance::Chance;

/// Values of an attribute that is a choice.
pub const WORDS: [&str; 5] = ["low", "lower_middle", "middle", "upper_middle", "high"];

/// Numbers are whole and below this, so that no one has to round.
const NUMBERS: usize = 1000;

/// How much work.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How many principles.
    pub principles: usize,
    /// How many states.
    pub states: usize,
    /// How many attributes a state has.
    pub attributes: usize,
    /// Of a hundred facts so many are unknown.
    pub unknown: usize,
    /// Another seed makes other work of the same size.
    pub seed: u64,
}

/// What an attribute holds: three in five numbers, one each of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// One of [`WORDS`].
    Choice,
}

impl Kind {
    /// What the attribute of a number holds.
    pub fn of(attribute: usize) -> Self {
        match attribute % 5 {
            3 => Self::Flag,
            4 => Self::Choice,
            _ => Self::Number,
        }
    }
}

/// What is known of a state.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// A number.
    Number(usize),
    /// Yes or no.
    Flag(bool),
    /// A word.
    Choice(&'static str),
}

/// A condition on a state.
#[derive(Debug, Clone)]
pub enum Condition {
    /// All of them hold.
    All(Vec<Self>),
    /// Some of them hold.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// A number is compared: `<`, `<=`, `>` or `>=`.
    Number(usize, &'static str, usize),
    /// A flag is set.
    Flag(usize),
    /// A choice is a word, or is not.
    Choice(usize, bool, &'static str),
}

/// Facts and principles.
#[derive(Debug, Clone)]
pub struct Work {
    /// How much it is.
    pub size: Size,
    /// The facts of each state; unknown where there is none.
    pub states: Vec<Vec<Option<Value>>>,
    /// The condition of each principle.
    pub principles: Vec<Condition>,
}

impl Work {
    /// Makes it up.
    pub fn new(size: Size) -> Self {
        let mut facts = Chance::new(size.seed);
        let mut rules = Chance::new(!size.seed);
        let state = |_| (0..size.attributes).map(|attribute| value(attribute, size, &mut facts)).collect();
        let states = (0..size.states).map(state).collect();
        let principle = |_| {
            let comparisons = 4 + rules.below(5);
            condition(comparisons, size, &mut rules)
        };
        Self { size, states, principles: (0..size.principles).map(principle).collect() }
    }

    /// How many verdicts there are.
    pub fn verdicts(&self) -> usize {
        self.states.len() * self.principles.len()
    }
}

fn value(attribute: usize, size: Size, chance: &mut Chance) -> Option<Value> {
    let known = chance.below(100) >= size.unknown;
    let value = match Kind::of(attribute) {
        Kind::Number => Value::Number(chance.below(NUMBERS)),
        Kind::Flag => Value::Flag(chance.once_in(2)),
        Kind::Choice => Value::Choice(chance.word(&WORDS)),
    };
    known.then_some(value)
}

/// A condition with so many comparisons. They are split into two or three parts, and these again.
fn condition(comparisons: usize, size: Size, chance: &mut Chance) -> Condition {
    let whole = if comparisons < 2 {
        comparison(size, chance)
    } else {
        let parts = comparisons.min(2 + chance.below(2));
        let share = |part| (comparisons + part) / parts;
        let inner = (0..parts).map(|part| condition(share(part), size, chance)).collect();
        if chance.once_in(2) { Condition::All(inner) } else { Condition::Any(inner) }
    };
    if chance.once_in(6) { Condition::Not(Box::new(whole)) } else { whole }
}

fn comparison(size: Size, chance: &mut Chance) -> Condition {
    let attribute = chance.below(size.attributes);
    match Kind::of(attribute) {
        Kind::Number => {
            Condition::Number(attribute, chance.word(&["<", "<=", ">", ">="]), 100 + chance.below(NUMBERS - 200))
        }
        Kind::Flag => Condition::Flag(attribute),
        Kind::Choice => Condition::Choice(attribute, chance.once_in(2), chance.word(&WORDS)),
    }
}

impl Condition {
    /// The same with every `not` moved inwards until it is gone into the comparisons: for languages that want it so.
    /// A flag that is not set stays under `not`.
    #[must_use]
    pub fn pushed(&self, negated: bool) -> Self {
        let all = |parts: &[Self]| parts.iter().map(|part| part.pushed(negated)).collect();
        match self {
            Self::All(parts) if negated => Self::Any(all(parts)),
            Self::Any(parts) if negated => Self::All(all(parts)),
            Self::All(parts) => Self::All(all(parts)),
            Self::Any(parts) => Self::Any(all(parts)),
            Self::Not(inner) => inner.pushed(!negated),
            Self::Number(attribute, sign, bound) if negated => Self::Number(*attribute, opposite(sign), *bound),
            Self::Choice(attribute, is, word) => Self::Choice(*attribute, *is != negated, word),
            Self::Flag(_) if negated => Self::Not(Box::new(self.clone())),
            Self::Flag(_) | Self::Number(..) => self.clone(),
        }
    }
}

fn opposite(sign: &str) -> &'static str {
    match sign {
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        _ => "<",
    }
}
