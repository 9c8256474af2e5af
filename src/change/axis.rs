//! The values of one thing that are worth trying, in order: those at which a condition turns, and some between them.
//!
//! Between two neighbours of the values at which a condition turns nothing changes, so one value stands for all there;
//! at the ends a value far away is tried as well.

use jiff::{ToSpan, civil::Date};

use super::domain::Domain;
use super::linear::step;
use super::{Change, End, Extent, Moved};
use crate::model::{AttributeId, StateId, Value};
use crate::number::Number;

/// What has a value that could be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Fact(StateId, AttributeId),
    PairFact(AttributeId, StateId, StateId),
    Argument(usize, String),
}

impl Place {
    /// The change to a value.
    pub(super) fn moved(&self, moved: Moved) -> Change {
        match self {
            Self::Fact(state, attribute) => Change::Fact(*state, *attribute, moved),
            Self::PairFact(attribute, from, to) => Change::PairFact(*attribute, *from, *to, moved),
            Self::Argument(clause, name) => Change::Argument(*clause, name.clone(), moved),
        }
    }
}

/// A value to try.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    pub(super) moved: Moved,
    /// Whether it says the same as the value that is there.
    pub(super) idle: bool,
    /// Whether it is tried only to see whether a direction holds.
    pub(super) far: bool,
}

/// The places at which something turns, in ascending order.
#[derive(Debug, Clone)]
pub(super) enum Turns {
    Numbers(Vec<Number>),
    Dates(Vec<Date>),
    /// All values of an enumeration, by their count.
    Symbols(u16),
}

impl Turns {
    /// The values to try, in ascending order.
    pub(super) fn samples(&self, domain: &Domain, now: Option<&Value>) -> Vec<Sample> {
        match self {
            Self::Numbers(roots) => numbers(roots, domain, now),
            Self::Dates(days) => dates(days, now),
            Self::Symbols(count) => (0..*count)
                .map(|symbol| {
                    let to = Value::Symbol(symbol);
                    Sample {
                        idle: now == Some(&to),
                        far: false,
                        moved: Moved { to, extent: Extent::Among(vec![symbol]) },
                    }
                })
                .collect(),
        }
    }
}

fn numbers(roots: &[Number], domain: &Domain, now: Option<&Value>) -> Vec<Sample> {
    let now = match now {
        Some(Value::Number(number)) => Some(number),
        Some(Value::Flag(_) | Value::Date(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_)) | None => None,
    };
    let inside = |root: &&Number| {
        domain.low.as_ref().is_none_or(|low| *root >= low) && domain.high.as_ref().is_none_or(|high| *root <= high)
    };
    let mut roots: Vec<&Number> = roots.iter().filter(inside).collect();
    roots.sort();
    roots.dedup();
    let mut found = Vec::new();
    let mut below: Option<&Number> = None;
    for root in roots.iter().copied().map(Some).chain([None]) {
        gap(below, root, domain, now, &mut found);
        if let Some(root) = root.filter(|root| domain.holds(root)) {
            let end = Some(End { value: Value::Number(root.clone()), included: true });
            let extent = Extent::Range(end.clone(), end);
            found.push(sample(root.clone(), extent, now == Some(root), false));
        }
        below = root;
    }
    found
}

/// Values between two neighbours, near to both; far away where there is none on one side.
fn gap(low: Option<&Number>, high: Option<&Number>, domain: &Domain, now: Option<&Number>, found: &mut Vec<Sample>) {
    let within = |number: &Number| {
        domain.holds(number) && low.is_none_or(|low| number > low) && high.is_none_or(|high| number < high)
    };
    let round = |number: Number, up: bool| match (domain.whole, up) {
        (true, true) => number.ceil(),
        (true, false) => number.floor(),
        (false, _) => number,
    };
    let middle =
        |low: &Number, high: &Number| low.add(high)?.divide(&Number::from(2)).map(|middle| round(middle, false));
    let step = |bound: &Number| step(bound, now);
    let near_low = low.and_then(|low| Some(round(low.add(&step(low))?, false).max(round(low.clone(), true))));
    let near_high =
        high.and_then(|high| Some(round(high.subtract(&step(high))?, true).min(round(high.clone(), false))));
    let size =
        [low, high, now].into_iter().flatten().fold(Number::one(), |size, one| size.add(&one.abs()).unwrap_or(size));
    let away = size.multiply(&Number::from(1000)).map(|away| round(away, true));
    let far_low = domain.low.clone().or_else(|| away.as_ref().map(Number::negate)).filter(|_| low.is_none());
    let far_high = domain.high.clone().or(away).filter(|_| high.is_none());
    let between = low.zip(high).and_then(|(low, high)| middle(low, high));
    let mut values: Vec<(Number, bool)> = Vec::new();
    let near = [near_low, near_high].into_iter().flatten().filter(&within).map(|near| (near, false));
    values.extend(near);
    if values.is_empty() {
        values.extend(between.filter(&within).map(|between| (between, false)));
    }
    let only_far = values.is_empty();
    values.extend([far_low, far_high].into_iter().flatten().filter(&within).map(|far| (far, !only_far)));
    values.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.cmp(&other.1)));
    values.dedup_by(|one, other| one.0 == other.0);
    let end = |bound: Option<&Number>, up: bool| {
        bound.map(|bound| {
            let rounded = round(bound.clone(), up);
            End { included: rounded != *bound, value: Value::Number(rounded) }
        })
    };
    let extent = Extent::Range(end(low, true), end(high, false));
    let idle = now.is_some_and(|now| low.is_none_or(|low| now > low) && high.is_none_or(|high| now < high));
    found.extend(values.into_iter().map(|(value, far)| sample(value, extent.clone(), idle, far)));
}

fn sample(value: Number, extent: Extent, idle: bool, far: bool) -> Sample {
    Sample { moved: Moved { to: Value::Number(value), extent }, idle, far }
}

/// Days on and around those at which something turns, and years away from the first and the last.
fn dates(days: &[Date], now: Option<&Value>) -> Vec<Sample> {
    let now = match now {
        Some(Value::Date(date)) => Some(*date),
        Some(Value::Flag(_) | Value::Number(_) | Value::Text(_) | Value::Symbol(_) | Value::Set(_)) | None => None,
    };
    let mut days = days.to_vec();
    days.sort();
    days.dedup();
    let mut found = Vec::new();
    let mut push = |day: Option<Date>, low: Option<Date>, high: Option<Date>, included: bool, far: bool| {
        let Some(day) = day else { return };
        let end = |day: Date| End { value: Value::Date(day), included };
        let extent = Extent::Range(low.map(end), high.map(end));
        let idle = now.is_some_and(|now| {
            if included { now == day } else { low.is_none_or(|low| now > low) && high.is_none_or(|high| now < high) }
        });
        found.push(Sample { moved: Moved { to: Value::Date(day), extent }, idle, far });
    };
    let mut before: Option<Date> = None;
    for &day in &days {
        match before {
            None => {
                push(day.checked_sub(10.years()).ok(), None, Some(day), false, true);
                push(day.yesterday().ok(), None, Some(day), false, false);
            }
            Some(low) => {
                let next = low.tomorrow().ok().filter(|next| *next < day);
                push(next, Some(low), Some(day), false, false);
                let last = day.yesterday().ok().filter(|last| next.is_some_and(|next| *last > next));
                push(last, Some(low), Some(day), false, false);
            }
        }
        push(Some(day), Some(day), Some(day), true, false);
        before = Some(day);
    }
    if let Some(last) = before {
        push(last.tomorrow().ok(), Some(last), None, false, false);
        push(last.checked_add(10.years()).ok(), Some(last), None, false, true);
    }
    found
}
