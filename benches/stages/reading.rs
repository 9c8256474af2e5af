//! From text to a library: the parser, the layout, and names and types.

use std::hint::black_box;

use comity::diagnostics::Diagnostics;
use comity::format::format;
use comity::source::{FileId, Sources};
use comity::syntax::parse;
use criterion::{BenchmarkId, Criterion, Throughput};

use crate::count;
use crate::generate::{FOLDER, Size, files, in_memory};

/// How many principles, in libraries of fifty states.
const PRINCIPLES: [usize; 3] = [100, 400, 1600];

pub fn bench(criterion: &mut Criterion) {
    for principles in PRINCIPLES {
        let text = files(Size { principles, ..Size::default() });
        let bytes = text.iter().map(|(_, text)| count(text.len())).sum();
        let (sources, all) = sources(&text);

        let mut group = criterion.benchmark_group("parse");
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(BenchmarkId::new("principles", principles), |bench| {
            bench.iter(|| {
                for &file in &all {
                    black_box(parse(&sources, file, &mut Diagnostics::default()));
                }
            });
        });
        group.finish();

        let mut group = criterion.benchmark_group("fmt");
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(BenchmarkId::new("principles", principles), |bench| {
            bench.iter(|| {
                for &file in &all {
                    black_box(format(&sources, file, &mut Diagnostics::default()));
                }
            });
        });
        group.finish();

        let opened = comity::open(FOLDER, &in_memory(&text));
        let mut group = criterion.benchmark_group("check/form");
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(BenchmarkId::new("principles", principles), |bench| {
            bench.iter(|| black_box(opened.read()));
        });
        group.finish();
    }
}

/// The rule files, in one offset space.
fn sources(text: &[(&'static str, String)]) -> (Sources, Vec<FileId>) {
    let mut sources = Sources::default();
    let rules = text.iter().filter(|(name, _)| comity::source::has_extension(name, "comity"));
    let all = rules.filter_map(|(name, text)| sources.add(*name, text.clone().into_bytes())).collect();
    (sources, all)
}
