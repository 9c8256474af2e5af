//! What is asked of whom, and the answer.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::Sure;
use super::encode::Term;
use super::identity::Settled;
use super::order::Order;
use super::slot::{Bits, Slot, Unknown, Who};
use super::solver::{Answer, Literal, Solver};
use super::written::{Memory, Written};
use crate::judge::World;
use crate::model::{AttributeId, GroupId, LevelId, Library, MeasureId, StateId, Value};
use crate::number::Number;

/// From where conditions are asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The state whose attributes a bare name reads.
    pub own: Who,
    /// The other state of a pair.
    pub counterpart: Option<Who>,
    /// The states of a pair in the order of the parties.
    pub parties: Vec<Who>,
    /// The level.
    pub level: Option<LevelId>,
    /// The parameters of the clause at hand.
    pub arguments: Vec<(String, Value)>,
    /// The clause at hand, by its place: parameters that it does not give are its own.
    pub clause: Option<(usize, MeasureId)>,
    /// Inside a condition on members, the state outside it.
    pub outer: Option<Who>,
    /// The members of the instance; `None` where nobody says who they are.
    pub members: Option<Arc<[StateId]>>,
}

impl Asked {
    /// One state and nothing beside it.
    pub fn of(own: Who) -> Self {
        Self {
            own,
            counterpart: None,
            parties: Vec::new(),
            level: None,
            arguments: Vec::new(),
            clause: None,
            outer: None,
            members: None,
        }
    }
}

/// A place from where conditions are asked, as a scene keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place(pub(super) usize);

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// These facts make everything surely hold, and no fewer do.
    Facts(Vec<(Unknown, Given)>),
    /// Nothing does.
    Never,
    /// That is not decided.
    Undecided(Doubt),
}

/// Why something is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// It depends on what nothing exact is known of: products of attributes, figures over members.
    Opaque,
    /// No decimal writes a number that was found, and there may be others.
    Fraction,
    /// The search gave up.
    GaveUp,
}

/// What a profile has to say.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A fact.
    Value(Value),
    /// These capacities and no others.
    Capacities(Vec<crate::model::CapacityId>),
    /// That it is this state of the library.
    State(StateId),
}

/// Conditions in the making.
#[derive(Debug)]
pub struct Scene<'a> {
    pub(super) library: &'a Library,
    pub(super) world: &'a World<'a>,
    /// The clauses.
    pub solver: Solver,
    pub(super) order: Order,
    pub(super) slots: IndexMap<Unknown, Slot>,
    pub(super) texts: Vec<IndexMap<Arc<str>, Literal>>,
    /// Two texts that are not given, and whether they are one.
    pub(super) same_texts: Vec<([usize; 2], Literal)>,
    pub(super) places: Vec<Asked>,
    pub(super) truths: Memory<Sure>,
    pub(super) terms: Memory<Term>,
    /// What cannot be decided: whether it surely holds, and whether it surely does not.
    pub(super) opaque: Vec<Sure>,
    pub(super) settled: Settled,
    /// Memberships in listed groups where profiles do not count; nothing where they do.
    pub(super) memberships: Option<HashMap<(Who, GroupId), Literal>>,
    /// What names of parameters mean where no clause is at hand; any other name is unknown.
    pub(super) parameters: HashMap<String, (MeasureId, usize)>,
    /// What the profiles of the states say, where the states are those of the library.
    pub(super) written: Option<Written>,
}

/// The first day of the count.
fn epoch() -> Date {
    jiff::civil::date(1970, 1, 1)
}

/// A day as the number of days since the first of 1970.
pub(super) fn days(day: Date) -> BigRational {
    let days = epoch().until(day).map_or(0, |span| span.get_days());
    BigRational::from_integer(days.into())
}

fn day(days: &BigRational) -> Option<Date> {
    let days = days.to_integer().to_i64()?;
    epoch().checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

impl<'a> Scene<'a> {
    /// Nothing is asked yet. The world says what is so of the states of the library.
    pub fn new(world: &'a World<'a>) -> Self {
        Self {
            library: world.library,
            world,
            solver: Solver::default(),
            order: Order::default(),
            slots: IndexMap::new(),
            texts: Vec::new(),
            same_texts: Vec::new(),
            places: Vec::new(),
            truths: Memory::default(),
            terms: Memory::default(),
            opaque: Vec::new(),
            settled: Settled::default(),
            memberships: None,
            parameters: HashMap::new(),
            written: None,
        }
    }

    /// The same whatever profiles and lists of members say: facts of the states of the library are open as well, and so
    /// is who is listed in a group. These parameters are open where the clause at hand does not give them.
    pub fn of_any_profiles(world: &'a World<'a>, parameters: &[(String, MeasureId, usize)]) -> Self {
        let parameters = parameters.iter().map(|(name, measure, place)| (name.clone(), (*measure, *place))).collect();
        Self { memberships: Some(HashMap::new()), parameters, ..Self::new(world) }
    }

    /// The library that is asked about.
    pub fn library(&self) -> &'a Library {
        self.library
    }

    /// A place from where conditions may be asked.
    pub fn place(&mut self, asked: Asked) -> Place {
        if let Some(known) = self.places.iter().position(|known| *known == asked) {
            return Place(known);
        }
        self.places.push(asked);
        Place(self.places.len() - 1)
    }

    /// That everything that is open is said: what is left is yes or no, but for divisions by zero.
    pub fn complete(&self) -> Vec<Literal> {
        self.slots.values().chain(self.other()).map(|slot| slot.known).collect()
    }

    /// The same, but for some attributes, of which it stays open whether they are said.
    pub fn complete_but(&self, unsaid: &BTreeSet<AttributeId>) -> Vec<Literal> {
        let open = |unknown: &Unknown| match unknown {
            Unknown::Fact(_, attribute) | Unknown::PairFact(_, _, attribute) => unsaid.contains(attribute),
            Unknown::Capacities(_)
            | Unknown::Capacity(..)
            | Unknown::Parameter(..)
            | Unknown::Argument(..)
            | Unknown::Identity(_) => false,
        };
        self.slots.iter().filter(|(unknown, _)| !open(unknown)).map(|(_, slot)| slot.known).collect()
    }

    /// Of the literals that were assumed, those that cannot hold together, after an answer that was no.
    pub fn core(&self) -> Vec<Literal> {
        self.solver.core()
    }

    /// Whether all of these can hold, with whatever facts it takes. What cannot be decided may be anything, so that a no
    /// is certain and a yes need not be.
    pub fn possible(&mut self, assumed: &[Literal]) -> Answer {
        if self.order.has_forms() {
            return self.solve(assumed).map_or_else(|answer| answer, |_| Answer::Yes);
        }
        self.identify();
        self.solver.solve(assumed)
    }

    /// Whether all of these can hold, with nothing that cannot be decided taken for granted.
    pub fn surely(&mut self, assumed: &[Literal]) -> bool {
        let mut sure: Vec<Literal> = assumed.to_vec();
        sure.extend(self.opaque.iter().flat_map(|opaque| [!opaque.yes, !opaque.no]));
        self.possible(&sure) == Answer::Yes
    }

    /// The same, with nothing that cannot be decided taken for granted, and the fewest facts.
    pub fn facts(&mut self, assumed: &[Literal]) -> Found {
        match self.solve(assumed) {
            Err(Answer::No) => return Found::Never,
            Err(_) => return Found::Undecided(Doubt::GaveUp),
            Ok(_) => {}
        }
        let mut sure: Vec<Literal> = assumed.to_vec();
        sure.extend(self.opaque.iter().flat_map(|opaque| [!opaque.yes, !opaque.no]));
        let mut numbers = match self.solve(&sure) {
            Ok(numbers) => numbers,
            Err(Answer::No) => return Found::Undecided(Doubt::Opaque),
            Err(_) => return Found::Undecided(Doubt::GaveUp),
        };
        let all: Vec<Literal> =
            self.slots.values().map(|slot| slot.given).filter(|&given| given != self.solver.no()).collect();
        let mut kept = self.as_it_is(&all);
        while let Some(fewer) = kept.iter().filter(|one| all.contains(one)).count().checked_sub(1) {
            let bound = self.solver.fresh();
            self.solver.at_most(&all, fewer, bound);
            let mut with_bound = sure.clone();
            with_bound.push(bound);
            if let Ok(found) = self.solve(&with_bound) {
                numbers = found;
                kept = self.as_it_is(&all);
            } else {
                // The last model is gone; it is found again by what it has to say.
                sure.extend(kept);
                let Ok(found) = self.solve(&sure) else { return Found::Undecided(Doubt::GaveUp) };
                numbers = found;
                break;
            }
        }
        let numbers = self.order.plain(&self.solver, &numbers);
        let given: Option<Vec<(Unknown, Given)>> = self
            .slots
            .iter()
            .filter(|(_, slot)| self.solver.holds(slot.given))
            .map(|(&unknown, slot)| Some((unknown, self.given(slot, &numbers)?)))
            .collect();
        given.map_or(Found::Undecided(Doubt::Fraction), Found::Facts)
    }

    /// Each of these, or its contrary, as the model has it.
    fn as_it_is(&self, all: &[Literal]) -> Vec<Literal> {
        all.iter().map(|&one| if self.solver.holds(one) { one } else { !one }).collect()
    }

    /// Solves until the forms of numbers agree with the model. The numbers, or why there are none.
    pub(super) fn solve(&mut self, assumed: &[Literal]) -> Result<Vec<BigRational>, Answer> {
        const ROUNDS: usize = 500;
        self.identify();
        for _ in 0..ROUNDS {
            match self.solver.solve(assumed) {
                Answer::Yes => {}
                other @ (Answer::No | Answer::GaveUp) => return Err(other),
            }
            match self.order.solve(&self.solver) {
                Ok(numbers) => return Ok(numbers),
                Err(together) => {
                    let never: Vec<Literal> = together.iter().map(|&one| !one).collect();
                    self.solver.clause(&never);
                }
            }
        }
        Err(Answer::GaveUp)
    }

    pub(super) fn given(&self, slot: &Slot, numbers: &[BigRational]) -> Option<Given> {
        let holding = |bits: &[Literal]| -> Vec<usize> {
            bits.iter().enumerate().filter(|(_, bit)| self.solver.holds(**bit)).map(|(place, _)| place).collect()
        };
        let small = |place: usize| u16::try_from(place).ok();
        Some(match &slot.bits {
            Bits::Flag(flag) => Given::Value(Value::Flag(self.solver.holds(*flag))),
            Bits::Number(place) => {
                // A number that no decimal writes is no fact.
                let number = Number::from_ratio(numbers.get(*place)?.clone()).filter(Number::is_decimal)?;
                Given::Value(Value::Number(number))
            }
            Bits::Date(place) => Given::Value(Value::Date(day(numbers.get(*place)?)?)),
            Bits::Symbol(bits) => Given::Value(Value::Symbol(small(*holding(bits).first()?)?)),
            Bits::Set(bits) if slot.capacities.is_empty() => {
                let values: Option<Vec<u16>> = holding(bits).into_iter().map(small).collect();
                Given::Value(Value::Set(values?.into()))
            }
            Bits::Set(bits) => {
                let capacities = holding(bits).into_iter().filter_map(|place| slot.capacities.get(place).copied());
                Given::Capacities(capacities.collect())
            }
            Bits::Text(place) => {
                let texts = self.texts.get(*place)?;
                let found =
                    texts.iter().find(|(_, literal)| self.solver.holds(**literal)).map(|(text, _)| text.clone());
                Given::Value(Value::Text(found.unwrap_or_else(|| self.other_text(*place))))
            }
            Bits::State(states) => {
                let (state, _) = states.iter().find(|(_, literal)| self.solver.holds(*literal))?;
                Given::State(*state)
            }
        })
    }
}
