//! The first test or snapshot that does not come out, for those who need no more.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::expect;
use super::setting::{Block, Setting, with_given};
use crate::judge::Plan;
use crate::model::{Library, Snapshot};

/// The place of the first of some tests and snapshots in which something does not come out as expected. Nothing behind
/// it is tried. `is_kept` says whether a snapshot records what it did.
pub fn first_failure(
    library: &Library,
    blocks: &[Block<'_>],
    day: Option<Date>,
    is_kept: &dyn Fn(&Plan<'_>, &Snapshot) -> bool,
) -> Option<usize> {
    let mut shared: BTreeMap<Option<Date>, Plan<'_>> = BTreeMap::new();
    let mut copy: Option<Library> = None;
    let fails = |plan: &Plan<'_>, block: &Block<'_>| match block {
        Block::Test(test) => {
            test.expectations.iter().any(|one| expect::check(plan, one, &|_, _, _| Vec::new()).is_err())
        }
        Block::Snapshot(snapshot) => !is_kept(plan, snapshot),
    };
    blocks.iter().position(|block| {
        let day = block.as_of().or(day);
        if block.given().is_empty() {
            fails(shared.entry(day).or_insert_with(|| Plan::new(library, day)), block)
        } else {
            with_given(library, &mut copy, block, day, |plan| fails(plan, block))
        }
    })
}
