//! The first test that fails, for those who need no more.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{expect, with_given};
use crate::judge::Plan;
use crate::model::{Library, Test};

/// The place of the first of some tests in which something does not come out as expected. Nothing behind it is tried.
pub fn first_failure(library: &Library, tests: &[&Test], day: Option<Date>) -> Option<usize> {
    let mut shared: BTreeMap<Option<Date>, Plan<'_>> = BTreeMap::new();
    let fails = |plan: &Plan<'_>, test: &Test| test.expectations.iter().any(|each| expect::check(plan, each).is_err());
    tests.iter().position(|test| {
        let day = test.as_of.or(day);
        if test.given.is_empty() {
            fails(shared.entry(day).or_insert_with(|| Plan::new(library, day)), test)
        } else {
            fails(&Plan::new(&with_given(library, test), day), test)
        }
    })
}
