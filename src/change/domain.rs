//! Which values of an attribute or a parameter make sense, as far as a library shows.

use super::axis::Place;
use crate::model::{AttributeId, Expr, Library, MeasureId, Value};
use crate::number::Number;

/// The numbers that make sense.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Domain {
    /// None is below this.
    pub(super) low: Option<Number>,
    /// None is above this.
    pub(super) high: Option<Number>,
    /// Whether all are whole.
    pub(super) whole: bool,
}

impl Domain {
    /// Nothing below zero where no known value and no bound is; no share above 100% where none is; no fractions where
    /// there are none.
    pub(super) fn of(library: &Library, place: &Place, measure: Option<MeasureId>) -> Self {
        let known = match place {
            Place::Fact(_, attribute) | Place::PairFact(attribute, ..) => of_attribute(library, *attribute),
            Place::Argument(_, name) => measure.map(|measure| of_parameter(library, measure, name)).unwrap_or_default(),
        };
        let bounds = bounds(library, place);
        let percent = match place {
            Place::Fact(_, attribute) | Place::PairFact(attribute, ..) => library.notation.attribute(*attribute),
            Place::Argument(_, name) => library.notation.parameter(name),
        };
        let all = || known.iter().chain(&bounds).copied();
        let zero = Number::zero();
        let one = Number::one();
        Self {
            whole: !known.is_empty() && all().all(Number::is_integer),
            high: (percent && all().all(|number| *number <= one)).then_some(one.clone()),
            low: all().all(|number| *number >= zero).then_some(zero),
        }
    }

    /// Whether a number makes sense.
    pub(super) fn holds(&self, number: &Number) -> bool {
        self.low.as_ref().is_none_or(|low| number >= low)
            && self.high.as_ref().is_none_or(|high| number <= high)
            && (!self.whole || number.is_integer())
    }
}

fn number(value: &Value) -> Option<&Number> {
    match value {
        Value::Number(number) => Some(number),
        Value::Flag(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_) => None,
    }
}

/// Every value of an attribute, in force or not.
fn of_attribute(library: &Library, attribute: AttributeId) -> Vec<&Number> {
    let of_states = library.states.values().filter_map(|state| state.facts.get(&attribute)).flatten();
    let of_pairs = library.pair_facts.iter().filter(|((of, ..), _)| *of == attribute).flat_map(|(_, facts)| facts);
    let absent = library.attributes[attribute].absent.as_ref();
    of_states.chain(of_pairs).map(|fact| &fact.value).chain(absent).filter_map(number).collect()
}

/// Every value that a clause gives a parameter.
fn of_parameter<'l>(library: &'l Library, measure: MeasureId, name: &str) -> Vec<&'l Number> {
    let clauses = library.principles.values().flat_map(|principle| &principle.clauses);
    let terms = clauses.flat_map(|clause| &clause.variants).filter_map(|variant| variant.term.as_ref());
    let arguments = terms.filter(|term| term.measure == measure).flat_map(|term| &term.arguments);
    arguments.filter(|(given, _)| given == name).filter_map(|(_, value)| number(value)).collect()
}

/// The numbers that it is compared with.
fn bounds<'l>(library: &'l Library, place: &Place) -> Vec<&'l Number> {
    let get = |id| library.expressions.get(id);
    let is = |expr: &Expr| match (expr, place) {
        (
            Expr::Attribute(_, attribute) | Expr::PairAttribute(attribute, ..),
            Place::Fact(_, of) | Place::PairFact(of, ..),
        ) => attribute == of,
        (Expr::Parameter(name), Place::Argument(_, of)) => name.as_ref() == of,
        _ => false,
    };
    let mut found = Vec::new();
    for (_, expr) in library.expressions.iter() {
        let Expr::Compare(_, left, right) = expr else { continue };
        for (one, other) in [(get(*left), get(*right)), (get(*right), get(*left))] {
            if let Expr::Value(value) = other
                && is(one)
            {
                found.extend(number(value));
            }
        }
    }
    found
}
