//! The same work for Comity and for others who could do it: how long does one verdict take?
//!
//! `benches/peers/run` builds and calls it. All verdicts are compared before anything is printed.

#[path = "../../generate/chance.rs"]
mod chance;
mod measured;
mod options;
mod peers;
mod spread;
mod table;
mod text;
mod work;

use measured::{Counts, Failure, Measured};
use options::{Options, Run};
use text::Form;
use work::Work;

fn main() -> Result<(), Failure> {
    let options = Options::read(std::env::args().skip(1))?;
    for run in options.runs() {
        let work = Work::new(run.size);
        let all = measure(&work, &options, run)?;
        compare(&all)?;
        table::print(&run.heading(), &work, &all)?;
    }
    Ok(())
}

/// Everyone who takes part in a run.
fn measure(work: &Work, options: &Options, run: Run) -> Result<Vec<Measured>, Failure> {
    let forms = [Form::Party, Form::Interest].map(|form| peers::comity(work, form, run.threads));
    let mut all = Vec::new();
    for form in forms {
        all.extend(form?);
    }
    let two_valued = run.size.unknown == 0;
    if two_valued && options.wants("cedar") {
        all.push(peers::cedar_policies(work, run.threads)?);
        all.push(peers::cedar_expressions(work, run.threads)?);
    }
    if two_valued && options.wants("regorus") {
        all.push(peers::regorus_machine(work, run.threads)?);
        all.push(peers::regorus_interpreter(work, run.threads)?);
    }
    if two_valued && options.wants("clingo") {
        all.extend(peers::python(work, "clingo", run.threads)?);
    }
    if options.wants("duckdb") {
        all.extend(peers::python(work, "duckdb", run.threads)?);
    }
    Ok(all)
}

/// Everyone must come to the same verdicts, and count what they came to.
fn compare(all: &[Measured]) -> Result<(), Failure> {
    let Some(first) = all.first() else { return Ok(()) };
    for one in all {
        if one.verdicts != first.verdicts {
            let differ = one.verdicts.iter().zip(&first.verdicts).position(|(one, other)| one != other);
            let place = differ.map_or_else(|| "their number".to_owned(), |place| format!("verdict {place}"));
            return Err(format!("{} and {} differ, first in {place}", one.name, first.name).into());
        }
        if one.counts != Counts::of(&one.verdicts) {
            return Err(format!("{} counts {:?} of {:?}", one.name, one.counts, Counts::of(&one.verdicts)).into());
        }
    }
    Ok(())
}
