//! Every completion of missing facts, written out.

use std::sync::Arc;

use comity::judge::{Instance, Missing, Row, Session};
use comity::model::{CapacityClaim, Fact, Library, Period, Remarks, Series, StateId, Type, Value};
use comity::number::Number;
use comity::source::Span;

use crate::reference::{Reference, Verdicts};

/// A missing fact, and values of which each stands for all that no condition tells from it.
#[derive(Clone)]
pub struct Domain {
    pub missing: Missing,
    pub values: Vec<Value>,
}

/// The most worlds that are looked at for one row.
const MOST: usize = 400;

/// Whole numbers that conditions compare with and beyond, and two between each pair, so that one can be below the other.
fn numbers(least: i32, most: i32) -> Vec<Value> {
    let texts = (least..=most).flat_map(|whole| {
        let above = ["", ".25", ".75"]
            .map(|part| if whole < 0 { format!("-{}{part}", -whole) } else { format!("{whole}{part}") });
        above.into_iter()
    });
    texts.filter_map(|text| Number::parse(&text)).map(Value::Number).collect()
}

fn sets(values: u16) -> Vec<Value> {
    let of = |bits: u16| (0..values).filter(|bit| bits & (1 << bit) != 0).collect::<Vec<u16>>();
    (0..1 << values).map(|bits| Value::Set(of(bits).into())).collect()
}

impl Domain {
    pub fn of(library: &Library, missing: &Missing) -> Self {
        let flags = || vec![Value::Flag(false), Value::Flag(true)];
        let values = match missing {
            Missing::Capacity(..) => flags(),
            Missing::Parameter(..) => ["10", "20", "25", "30", "40", "60", "70"]
                .iter()
                .filter_map(|days| Number::parse(days))
                .map(Value::Number)
                .collect(),
            Missing::Fact(_, attribute) | Missing::PairFact(attribute, ..) => match library.attributes[*attribute].ty {
                Type::Flag => flags(),
                Type::Number(_) if matches!(missing, Missing::PairFact(..)) => numbers(-1, 4),
                Type::Number(_) => numbers(-5, 5),
                Type::OneOf(values) => {
                    (0_u16..).take(library.enumerations[values].values.len()).map(Value::Symbol).collect()
                }
                Type::SetOf(values) => {
                    sets(u16::try_from(library.enumerations[values].values.len()).unwrap_or_default())
                }
                Type::Date | Type::Text => Vec::new(),
            },
        };
        Self { missing: missing.clone(), values }
    }
}

/// Writes a fact into a library; of a clause that leaves a parameter out, into each of its wordings.
pub fn write(library: &mut Library, principle: comity::model::PrincipleId, missing: &Missing, value: &Value) {
    let fact =
        || Fact { value: value.clone(), period: Period::default(), span: Span::default(), remarks: Arc::default() };
    match missing {
        Missing::Capacity(state, capacity) => {
            let claims = library.states[*state].capacities.get_or_insert_default();
            claims.retain(|claim| claim.capacity != *capacity);
            if *value == Value::Flag(true) {
                let (span, remarks) = (Span::default(), Remarks::default());
                claims.push(CapacityClaim { capacity: *capacity, when: None, span, remarks });
            }
        }
        Missing::Fact(state, attribute) => {
            library.states[*state].facts.insert(*attribute, Series::from_iter([fact()]));
        }
        Missing::PairFact(attribute, from, to) => {
            library.pair_facts.insert((*attribute, *from, *to), Series::from_iter([fact()]));
        }
        Missing::Parameter(label, name) => {
            for clause in library.principles[principle].clauses.iter_mut().filter(|clause| clause.label == *label) {
                for term in clause.variants.iter_mut().filter_map(|variant| variant.term.as_mut()) {
                    term.arguments.retain(|(given, _)| given != name);
                    term.arguments.push((name.clone(), value.clone()));
                }
            }
        }
    }
}

/// A row, to be completed.
pub struct Completions<'s, 'a> {
    pub session: &'s Session<'s, 'a>,
    pub instance: Instance,
    pub members: Vec<StateId>,
    pub state: StateId,
    pub choice: Vec<usize>,
}

impl<'s, 'a> Completions<'s, 'a> {
    pub fn new(session: &'s Session<'s, 'a>, row: &Row, choice: Vec<usize>) -> Self {
        let members = session.members(row.instance);
        Self { session, instance: row.instance, members, state: row.state, choice }
    }

    /// The verdicts of every world, in the order of the values, the last fact's going round first; `None` where there are
    /// too many.
    pub fn worlds(&self, domains: &[Domain]) -> Option<Vec<Verdicts>> {
        let count = domains.iter().try_fold(1_usize, |count, domain| count.checked_mul(domain.values.len()))?;
        if count > MOST || count == 0 {
            return None;
        }
        let written = self.session.plan.library();
        let mut library = written.clone();
        let mut found = Vec::with_capacity(count);
        self.each(written, &mut library, domains, &mut found);
        Some(found)
    }

    fn each(&self, written: &Library, library: &mut Library, domains: &[Domain], found: &mut Vec<Verdicts>) {
        let Some((first, rest)) = domains.split_first() else {
            let (day, principle, level) = (self.session.plan.world.date, self.session.principle, self.session.level);
            let reference = Reference { library, written, day, principle, level };
            found.push(reference.row(self.instance, &self.members, self.state, &self.choice));
            return;
        };
        for value in &first.values {
            write(library, self.session.principle, &first.missing, value);
            self.each(written, library, rest, found);
        }
    }
}

/// The places of the values of a world.
pub fn places(domains: &[Domain], world: usize) -> Vec<usize> {
    let mut left = world;
    let mut places: Vec<usize> = domains
        .iter()
        .rev()
        .map(|domain| {
            let place = left % domain.values.len();
            left /= domain.values.len();
            place
        })
        .collect();
    places.reverse();
    places
}
