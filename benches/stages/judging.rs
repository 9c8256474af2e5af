//! From a library to verdicts, and to what they come to.

use std::collections::BTreeSet;
use std::hint::black_box;

use comity::judge::{Plan, Query};
use comity::model::{LevelId, Library};
use comity::negotiate::common::{Asked, grounds};
use comity::report::verdicts::{Summary, Wanted, summarize};
use comity::testing;
use comity::worlds::Worlds;
use criterion::{BenchmarkId, Criterion, Throughput};

use crate::generate::{FOLDER, Size, expectations, files, in_memory};
use crate::{count, library};

/// How many principles, for the states of the world.
const PRINCIPLES: [usize; 3] = [100, 400, 1600];

/// How many states.
const STATES: [usize; 4] = [50, 100, 193, 400];

/// How many principles for pairs, of which there are many.
const FOR_PAIRS: usize = 10;

pub fn bench(criterion: &mut Criterion) {
    for principles in PRINCIPLES {
        let size = Size { principles, states: 193, ..Size::default() };
        eval(criterion, "eval by states", "principles", size, "global", principles);
    }
    for states in STATES {
        let size = Size { principles: 100, states, ..Size::default() };
        eval(criterion, "eval by states", "states", size, "global", states);
        let size = Size { principles: FOR_PAIRS, states, ..Size::default() };
        eval(criterion, "eval by pairs", "states", size, "bilateral", states);
    }
    for states in STATES {
        common(criterion, states);
    }
    for tests in PRINCIPLES {
        test(criterion, tests);
    }
}

/// All that `comity eval` does from a library to the counts that it prints, in one place.
fn verdicts<'l>(library: &'l Library, query: &Query) -> Summary<'l> {
    let plan = Plan::new(library, library.as_of);
    summarize(&Wanted { plan: &plan, query, worlds: Worlds::Evidence, progress: &|_, _| {} }, None)
}

fn eval(criterion: &mut Criterion, what: &str, growing: &str, size: Size, level: &str, parameter: usize) {
    let library = library(size);
    let query = Query { levels: named(&library, level), ..Query::default() };
    let counted = verdicts(&library, &query)
        .sections
        .iter()
        .flat_map(|section| &section.lines)
        .fold(0, |sum, line| sum + line.counts.iter().map(|(_, count)| count).sum::<usize>());
    let mut group = criterion.benchmark_group(what);
    group.throughput(Throughput::Elements(count(counted)));
    group.bench_function(BenchmarkId::new(growing, parameter), |bench| {
        bench.iter(|| black_box(verdicts(&library, &query)));
    });
    group.finish();
}

/// What every two states have in common over a hundred principles among all. An element is a pair of states.
fn common(criterion: &mut Criterion, states: usize) {
    let library = library(Size { principles: 100, states, ..Size::default() });
    let plan = Plan::new(&library, library.as_of);
    let asked = Asked { levels: named(&library, "global"), ..Asked::default() };
    let mut group = criterion.benchmark_group("common ground");
    group.throughput(Throughput::Elements(count(states * states.saturating_sub(1) / 2)));
    group.bench_function(BenchmarkId::new("states", states), |bench| {
        bench.iter(|| {
            for ground in grounds(&plan, &asked) {
                for (one, other) in ground.pairs() {
                    black_box(ground.pair(one, other));
                }
            }
        });
    });
    group.finish();
}

/// Tests of four expectations, each with a state of its own. An element is a test.
fn test(criterion: &mut Criterion, tests: usize) {
    let mut text = files(Size { principles: 100, ..Size::default() });
    let library = comity::read(FOLDER, &in_memory(&text)).library;
    text.push(("tests.comity", expectations(&library, tests)));
    let library = comity::read(FOLDER, &in_memory(&text)).library;
    let all: Vec<_> = library.tests.iter().collect();
    let mut group = criterion.benchmark_group("test");
    group.throughput(Throughput::Elements(count(all.len())));
    group.bench_function(BenchmarkId::new("tests", tests), |bench| {
        bench.iter(|| black_box(testing::run(&library, &all, library.as_of)));
    });
    group.finish();
}

/// The level of a name.
fn named(library: &Library, name: &str) -> BTreeSet<LevelId> {
    library.levels.iter().filter(|(_, level)| level.named.name == name).map(|(id, _)| id).collect()
}
