//! How long each stage takes on libraries of growing size, through the library's public functions.
//!
//! `cargo bench` runs everything, `cargo bench -- eval` what has that in its name, `cargo bench -- --quick` all with
//! fewer repetitions. See `benches/README.md`.

#[path = "../generate/mod.rs"]
mod generate;

mod judging;
mod reading;
mod review;
mod tables;

use std::time::Duration;

use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .without_plots()
        .configure_from_args();
    reading::bench(&mut criterion);
    tables::bench(&mut criterion);
    review::bench(&mut criterion);
    judging::bench(&mut criterion);
    criterion.final_summary();
}

/// A library that was generated, read.
fn library(size: generate::Size) -> comity::model::Library {
    comity::read(generate::FOLDER, &generate::in_memory(&generate::files(size))).library
}

/// A count in the type in which throughput is given.
fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
