//! Profiles from a table: everything from its bytes to the facts of a library that has no principle.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};

use crate::count;
use crate::generate::{FOLDER, Profiles, Size, files, in_memory};

/// States and columns: the world with some two hundred figures of each, then more of either.
const TABLES: [(usize, usize); 4] = [(193, 50), (193, 200), (193, 800), (772, 200)];

pub fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tables");
    for (states, attributes) in TABLES {
        let size = Size { principles: 0, states, attributes, profiles: Profiles::Table, ..Size::default() };
        let text = files(size);
        let table = text.iter().filter(|(name, _)| *name == "states.csv").map(|(_, text)| count(text.len()));
        group.throughput(Throughput::Bytes(table.sum()));
        let files = in_memory(&text);
        group.bench_function(BenchmarkId::new("cells", format!("{states}x{attributes}")), |bench| {
            bench.iter(|| black_box(comity::read(FOLDER, &files)));
        });
    }
    group.finish();
}
