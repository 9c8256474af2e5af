//! What is printed.

use std::io::{self, Write};

use crate::measured::Measured;
use crate::work::Work;

/// Prints a table in Markdown. The first row is what the others are compared with.
pub fn print(heading: &str, work: &Work, all: &[Measured]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "\n{heading}\n")?;
    writeln!(out, "| | load, ms | evaluate, ms | ns a verdict | times Comity |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: |")?;
    let each = |one: &Measured| one.evaluate.as_secs_f64() * 1e9 / as_float(work.verdicts());
    let first = all.first().map_or(1.0, each);
    for one in all {
        let [load, evaluate] = [one.load, one.evaluate].map(|time| time.as_secs_f64() * 1e3);
        let (each, ratio) = (each(one), each(one) / first);
        writeln!(out, "| {} | {load:.1} | {evaluate:.2} | {each:.1} | {ratio:.2} |", one.name)?;
    }
    out.flush()
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below what a float holds exactly")]
fn as_float(count: usize) -> f64 {
    count as f64
}
