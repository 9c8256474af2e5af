//! Counts and indices in words.

use super::page::Column;
use crate::model::{Library, StateId};
use crate::negotiate::common::{Class, Indices, Pair, Range, Subject, Tally};
use crate::report::why::words::list;

/// `3`, or `3–5` where it is not certain.
pub fn range(range: Range) -> String {
    if range.least == range.most { range.least.to_string() } else { format!("{}–{}", range.least, range.most) }
}

/// Two decimals; a dash where there is no value.
pub fn index(value: Option<f64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text }
}

/// The class, or those that there may be.
pub fn class(tally: &Tally) -> String {
    let possible: Vec<&str> = tally.classes().map(Class::name).collect();
    list(&possible, "or")
}

/// What is counted together, by name.
pub fn subject(library: &Library, subject: &Subject) -> String {
    subject.issue.map_or_else(|| "all".to_owned(), |issue| library.issues[issue].named.name.clone())
}

/// A state by its id.
pub fn name(library: &Library, state: StateId) -> &str {
    &library.states[state].named.name
}

/// `AUT–MDA`
pub fn pair_name(library: &Library, one: StateId, other: StateId) -> String {
    format!("{}–{}", name(library, one), name(library, other))
}

/// The states, of many the first few.
pub fn names(library: &Library, states: &[StateId], most: usize) -> String {
    let mut text: Vec<&str> = states.iter().take(most).map(|&state| name(library, state)).collect();
    let more = states.len().saturating_sub(most);
    let rest = format!("and {more} more");
    if more > 0 {
        text.push(&rest);
        return text.join(", ").replace(", and ", " and ");
    }
    text.join(", ")
}

/// The columns of counts and, where there are any, of indices.
pub fn columns(indices: bool) -> Vec<Column> {
    let mut columns: Vec<Column> =
        ["interests", "aversions", "mixed", "opposed"].into_iter().map(Column::number).collect();
    if indices {
        columns.extend(["agree", "S", "κ", "π"].into_iter().map(Column::number));
    }
    columns.push(Column::text("class"));
    columns
}

/// What stands in them.
pub fn cells(pair: &Pair) -> Vec<String> {
    let Pair { tally, indices } = pair;
    let mut cells: Vec<String> =
        [tally.interests, tally.aversions, tally.mixed, tally.opposed].into_iter().map(range).collect();
    if let Some(Indices { agreement, s, kappa_squared, pi_nominal, .. }) = *indices {
        cells.extend([agreement, s, kappa_squared, pi_nominal].into_iter().map(index));
    }
    cells.push(class(tally));
    cells
}
