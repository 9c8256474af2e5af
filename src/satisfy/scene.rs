//! What is asked of whom, and the answer.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::Sure;
use super::order::Order;
use super::slot::{Bits, Slot, Unknown, Who};
use super::solver::{Answer, Literal, Solver};
use super::written::Written;
use crate::judge::World;
use crate::model::{ExprId, LevelId, Library, MeasureId, StateId, Value};
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
    /// It depends on what cannot be decided, or the search gave up.
    Undecided,
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
    pub(super) places: Vec<Asked>,
    pub(super) truths: HashMap<(ExprId, Place), Sure>,
    /// What cannot be decided: whether it surely holds, and whether it surely does not.
    pub(super) opaque: Vec<Sure>,
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
            places: Vec::new(),
            truths: HashMap::new(),
            opaque: Vec::new(),
            written: None,
        }
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

    /// Of the literals that were assumed, those that cannot hold together, after an answer that was no.
    pub fn core(&self) -> Vec<Literal> {
        self.solver.core()
    }

    /// Whether all of these can hold, with whatever facts it takes. What cannot be decided may be anything, so that a no
    /// is certain and a yes need not be.
    pub fn possible(&mut self, assumed: &[Literal]) -> Answer {
        self.solve(assumed).map_or_else(|answer| answer, |_| Answer::Yes)
    }

    /// The same, with nothing that cannot be decided taken for granted, and the fewest facts.
    pub fn facts(&mut self, assumed: &[Literal]) -> Found {
        match self.solve(assumed) {
            Err(Answer::No) => return Found::Never,
            Err(_) => return Found::Undecided,
            Ok(_) => {}
        }
        let mut sure: Vec<Literal> = assumed.to_vec();
        sure.extend(self.opaque.iter().flat_map(|opaque| [!opaque.yes, !opaque.no]));
        let Ok(mut numbers) = self.solve(&sure) else { return Found::Undecided };
        let all: Vec<Literal> =
            self.slots.values().map(|slot| slot.given).filter(|&given| given != self.solver.no()).collect();
        let mut kept = self.as_it_is(&all);
        while let Some(fewer) = kept.iter().filter(|one| all.contains(one)).count().checked_sub(1) {
            let bound = self.solver.fresh();
            self.solver.at_most(&all, fewer, bound);
            let mut with_bound = sure.clone();
            with_bound.push(bound);
            match self.solve(&with_bound) {
                Ok(found) => {
                    numbers = found;
                    kept = self.as_it_is(&all);
                }
                Err(_) => {
                    // The last model is gone; it is found again by what it has to say.
                    sure.extend(kept);
                    let Ok(found) = self.solve(&sure) else { return Found::Undecided };
                    numbers = found;
                    break;
                }
            }
        }
        let numbers = self.order.plain(&self.solver, numbers);
        let given: Option<Vec<(Unknown, Given)>> = self
            .slots
            .iter()
            .filter(|(_, slot)| self.solver.holds(slot.given))
            .map(|(&unknown, slot)| Some((unknown, self.given(slot, &numbers)?)))
            .collect();
        given.map_or(Found::Undecided, Found::Facts)
    }

    /// Each of these, or its contrary, as the model has it.
    fn as_it_is(&self, all: &[Literal]) -> Vec<Literal> {
        all.iter().map(|&one| if self.solver.holds(one) { one } else { !one }).collect()
    }

    /// Solves until the forms of numbers agree with the model. The numbers, or why there are none.
    pub(super) fn solve(&mut self, assumed: &[Literal]) -> Result<Vec<BigRational>, Answer> {
        const ROUNDS: usize = 10_000;
        for _ in 0..ROUNDS {
            match self.solver.solve(assumed) {
                Answer::Yes => {}
                other => return Err(other),
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
                Given::Value(Value::Text(found.unwrap_or_else(|| other_text(texts.keys()))))
            }
            Bits::State(states) => {
                let (state, _) = states.iter().find(|(_, literal)| self.solver.holds(*literal))?;
                Given::State(*state)
            }
        })
    }
}

/// A text that none of these is.
fn other_text<'t>(known: impl Iterator<Item = &'t Arc<str>>) -> Arc<str> {
    let longest = known.map(|text| text.len()).max().unwrap_or_default();
    "x".repeat(longest + 1).into()
}
