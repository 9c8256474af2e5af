//! Comity itself, through its library.

use comity::judge::{Finding, Plan, Query, Verdict as Judged};
use comity::model::Library;
use comity::report::verdicts::{Wanted, summarize};
use comity::source::MemoryFiles;
use comity::worlds::Worlds;

use crate::measured::{Counts, Failure, Measured, Verdict, timed, timed_from};
use crate::text::{Form, library};
use crate::work::Work;

/// Comity with one form of principles: from a plan, and with the planning.
pub fn measure(work: &Work, form: Form, threads: usize) -> Result<[Measured; 2], Failure> {
    let name = match form {
        Form::Party => "Comity, parties with a condition",
        Form::Interest => "Comity, interests by rule",
    };
    let text = library(work, form);
    let files =
        text.iter().fold(MemoryFiles::default(), |all, (name, text)| all.with(&format!("work/{name}"), text.as_str()));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    pool.install(|| {
        let (reading, load) = timed(threads, || Ok(comity::read("work", &files)))?;
        if let Some(found) = reading.diagnostics.sorted().first() {
            return Err(format!("the library has a mistake: {}", found.message).into());
        }
        let library = &reading.library;
        let (_, planning) = timed(threads, || Ok(Plan::new(library, None)))?;
        // What a plan has found out it keeps, so that each time needs one of its own.
        let (counted, evaluate) = timed_from(threads, || Plan::new(library, None), |plan| Ok(counts(plan)))?;
        let (again, planned) = timed(threads, || Ok(counts(&Plan::new(library, None))))?;
        let verdicts = verdicts(library);
        let all = |name: String, load, evaluate, counts| Measured {
            name,
            load,
            evaluate,
            counts,
            verdicts: verdicts.clone(),
        };
        Ok([
            all(name.to_owned(), load + planning, evaluate, counted),
            all(format!("{name}, planned each time"), load, planned, again),
        ])
    })
}

/// All that `comity eval` does from a plan to the counts that it prints, in one place.
fn counts(plan: &Plan<'_>) -> Counts {
    let query = Query::default();
    let wanted = Wanted { plan, query: &query, worlds: Worlds::Evidence, progress: &|_, _| {} };
    let summary = summarize(&wanted, None);
    let mut counts = Counts::default();
    for (finding, count) in summary.sections.iter().flat_map(|section| &section.lines).flat_map(|line| &line.counts) {
        match verdict(*finding) {
            Verdict::Yes => counts.yes += count,
            Verdict::Unknown => counts.unknown += count,
            Verdict::No => {}
        }
    }
    counts
}

fn verdicts(library: &Library) -> Vec<Verdict> {
    let plan = Plan::new(library, None);
    let query = Query::default();
    let rows = query.sessions(&plan).flat_map(|session| query.rows(&session));
    rows.map(|row| verdict(row.finding)).collect()
}

fn verdict(finding: Finding) -> Verdict {
    match finding {
        Finding::One(Judged::Agree) => Verdict::Yes,
        Finding::Undetermined => Verdict::Unknown,
        Finding::One(Judged::Outside | Judged::Conflict | Judged::Divided | Judged::Reserve | Judged::Neutral)
        | Finding::Open => Verdict::No,
    }
}
