//! What is found of substance: norms that clash, by themselves; and scope, conditions and parties that never matter.

use std::hint::black_box;

use comity::diagnostics::Diagnostics;
use comity::judge::Plan;
use comity::{norms, review, vacuity};
use criterion::{BenchmarkId, Criterion, Throughput};

use crate::generate::Size;
use crate::{count, library};

/// How many principles, in libraries of fifty states.
const PRINCIPLES: [usize; 3] = [50, 100, 200];

pub fn bench(criterion: &mut Criterion) {
    for principles in PRINCIPLES {
        let library = library(Size { principles, ..Size::default() });
        let plan = Plan::new(&library, library.as_of);

        let mut group = criterion.benchmark_group("check/norms");
        group.throughput(Throughput::Elements(count(principles)));
        group.bench_function(BenchmarkId::new("principles", principles), |bench| {
            bench.iter(|| {
                let mut diagnostics = Diagnostics::default();
                norms::review(&plan.world, &mut diagnostics);
                norms::review_redundancy(&plan.world, &mut diagnostics);
                black_box(diagnostics)
            });
        });
        group.finish();

        let mut group = criterion.benchmark_group("check/scope and vacuity");
        group.throughput(Throughput::Elements(count(principles)));
        group.bench_function(BenchmarkId::new("principles", principles), |bench| {
            bench.iter(|| {
                let mut diagnostics = Diagnostics::default();
                let vacuous = vacuity::review(&plan.world, &mut diagnostics);
                review::review(&plan, &vacuous, &mut diagnostics);
                black_box(diagnostics)
            });
        });
        group.finish();
    }
}
