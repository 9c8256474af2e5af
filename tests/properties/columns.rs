//! Verdicts by column against the evaluator of one row, row by row and in everything that a row says.

use comity::judge::{Instance, Plan, Session};
use comity::model::Id;

use crate::generate::{Shape, Text, generate};
use crate::{Outcome, about, first, read, sessions};

/// Both evaluators give the same rows, of the instances that are kept.
pub fn same(seed: u64, text: &str, keep: impl Fn(Instance) -> bool + Sync) -> Outcome {
    let (reading, day) = read(text)?;
    let library = &reading.library;
    let plan = Plan::new(library, day);
    for (principle, level) in sessions(library) {
        let session = Session::new(&plan, principle, level, &[]);
        let (by_column, one_by_one) = (session.rows(&keep), session.rows_one_by_one(&keep));
        for (is, wanted) in by_column.iter().zip(&one_by_one) {
            if is != wanted {
                let name = about(library, wanted);
                return Err(format!("seed {seed}: {name}: by column {is:?}, by itself {wanted:?}\n{text}"));
            }
        }
        if by_column.len() != one_by_one.len() {
            let (is, wanted) = (by_column.len(), one_by_one.len());
            return Err(format!("seed {seed}: {is} rows by column, {wanted} one by one\n{text}"));
        }
    }
    Ok(())
}

/// The same library with so many states, each like one of those it has.
fn crowded(text: &Text, states: usize) -> String {
    let alike: Vec<String> = text.items.iter().filter(|item| item.starts_with("state ")).cloned().collect();
    let more = alike.iter().cycle().take(states).enumerate().map(|(place, item)| {
        let (_, rest) = item.strip_prefix("state ").unwrap_or_default().split_at(3);
        format!("state S{place}{rest}")
    });
    let more: Vec<String> = more.collect();
    format!("{}\n{}", text.whole(), more.join("\n"))
}

#[test]
fn rows_by_column_are_those_of_one_row_after_the_other() {
    let clean = first(5000..5300, |seed| same(seed, &generate(seed, Shape::default()).whole(), |_| true));
    assert!(clean.is_empty(), "{clean}");
    let drafts = Shape { drafts: true, monotone: false };
    let drafts = first(5300..5450, |seed| same(seed, &generate(seed, drafts).whole(), |_| true));
    assert!(drafts.is_empty(), "{drafts}");
}

#[test]
fn they_are_so_for_more_states_than_a_block_has() {
    // Of the pairs those of a few first states: all would take minutes one by one.
    let keep = |instance| match instance {
        Instance::Pair(first, second) => first.index() % 97 == 3 && second.index() % 5 == 1,
        Instance::All | Instance::Group(_) | Instance::Forum(_) => true,
    };
    let found = first(6000..6006, |seed| same(seed, &crowded(&generate(seed, Shape::default()), 290), keep));
    assert!(found.is_empty(), "{found}");
}
