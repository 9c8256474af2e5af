//! Tests of a library, which hold: what it comes to is looked up before they are written.

use comity::judge::{Plan, Query};
use comity::model::Library;

use super::profiles::state;

/// How many expectations a test has.
const EACH: usize = 4;

/// A file with so many tests. Each expects verdicts of all states at the level of all, and what a state that is given
/// in the test comes to, which has said nothing.
pub fn expectations(library: &Library, tests: usize) -> String {
    let plan = Plan::new(library, library.as_of);
    let global = library.levels.iter().filter(|(_, level)| level.named.name == "global").map(|(id, _)| id);
    let query = Query { levels: global.collect(), ..Query::default() };
    let mut lines = Vec::new();
    for session in query.sessions(&plan) {
        let principle = &session.text().named.name;
        let rows = query.rows(&session);
        // A different state for each principle, so that tests look at many.
        let row = rows.get(lines.len() * 7 % rows.len().max(1));
        lines.extend(row.map(|row| {
            let (state, verdict) = (&library.states[row.state].named.name, row.finding.name());
            format!("  expect {principle} at global for {state} is {verdict}\n")
        }));
    }
    let mut text = String::new();
    for test in 0..tests {
        let expected: String = lines.iter().cycle().skip(test * EACH).take(EACH).map(String::as_str).collect();
        let given = state(9000 + test % 1000);
        text.extend([format!(
            "test \"What paragraph {test} comes to\" {{\n  given state {given} {{ capacity none }}\n{expected}}}\n\n"
        )]);
    }
    text
}
