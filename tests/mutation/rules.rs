//! What holds of the mutants of any library.

use comity::Opened;
use comity::mutation::Mutation;
use comity::report::snapshot::recorded;
use comity::source::MemoryFiles;
use comity::testing::{Block, first_failure};

use super::Failure;
use super::cases::cases;
use super::common::{blocks, project};

/// The libraries that are looked at: all cases, and two examples.
fn libraries() -> Result<Vec<(String, Opened)>, Failure> {
    let mut found = Vec::new();
    for case in cases()? {
        let (path, files) = project(&blocks(&case.text));
        found.push((case.name, comity::open(path, &files)));
    }
    for name in ["examples/readmission", "examples/scope"] {
        found.push((name.to_owned(), example(name)?));
    }
    Ok(found)
}

/// An example, read into memory.
fn example(name: &str) -> Result<Opened, Failure> {
    let mut files = MemoryFiles::default();
    for entry in std::fs::read_dir(name)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_file()) {
            files = files.with(name, std::fs::read(&path)?);
        }
    }
    Ok(comity::open(".", &files))
}

fn mutation(opened: &Opened) -> Mutation<'_> {
    let day = opened.read().library.as_of;
    Mutation::new(&opened.project, &opened.tables, &opened.sources, day, &|_| true, &recorded)
}

/// Leaving out tests that a change cannot reach never changes what comes of it, nor which test notices it first.
#[test]
fn tests_out_of_reach_would_notice_nothing() -> Result<(), Failure> {
    let mut left_out = 0;
    for (name, opened) in libraries()? {
        let mutation = mutation(&opened);
        let all: Vec<usize> = (0..mutation.blocks().len()).collect();
        for mutant in &mutation.mutants {
            let reached = mutation.reached(mutant);
            left_out += all.len() - reached.len();
            assert_eq!(mutation.fate(mutant, &reached), mutation.fate(mutant, &all), "{name}: {mutant:?}");
        }
    }
    assert!(left_out > 100, "hardly a test is left out: {left_out}");
    Ok(())
}

/// What is tried is what is shown: the library in which the text of a file is changed as a mutant says has the same
/// tests pass and fail as the mutant.
#[test]
fn a_changed_file_comes_to_the_same() -> Result<(), Failure> {
    for case in cases()? {
        let (path, files) = project(&blocks(&case.text));
        let opened = comity::open(path, &files);
        let mutation = mutation(&opened);
        for mutant in &mutation.mutants {
            let file = opened.sources.file_at(mutant.cut.start).ok_or("a place in no file")?;
            let (start, end) = (mutant.cut.start - file.base(), mutant.cut.end - file.base());
            let head = file.text.get(..start as usize).ok_or("a place inside a character")?;
            let tail = file.text.get(end as usize..).ok_or("a place inside a character")?;
            let text = format!("{head}{}{tail}", mutant.put);
            let changed: MemoryFiles = project(&blocks(&case.text)).1.with(&file.name, text);
            let reading = comity::read(path, &changed);
            let tests: Vec<_> = reading.library.tests.iter().map(Block::Test).collect();
            let fails = || first_failure(&reading.library, &tests, reading.library.as_of, &|_, _| true).is_some();
            let noticed = reading.diagnostics.has_form_errors() || fails();
            let fate = mutation.fate(mutant, &(0..mutation.blocks().len()).collect::<Vec<_>>());
            let told = matches!(fate, comity::mutation::Fate::Caught(_) | comity::mutation::Fate::NotViable);
            assert_eq!(noticed, told, "{}: {mutant:?} {fate:?}", case.name);
        }
    }
    Ok(())
}

/// A run that is ended has tried the first mutants of the seed's order, and nothing else.
#[test]
fn what_was_tried_is_the_beginning_of_the_order() -> Result<(), Failure> {
    let opened = example("examples/readmission")?;
    let mutation = mutation(&opened);
    let whole = mutation.run(None, 3, &|_| true);
    assert!(!whole.stopped);
    let mut before = 0;
    for most in [1, 7, 20] {
        let part = mutation.run(Some(most), 3, &|_| true);
        assert_eq!(part.progress.tried, most);
        let ended = mutation.run(None, 3, &|progress| progress.tried < most);
        assert!(ended.stopped);
        assert!(ended.progress.tried >= most);
        for run in [&part, &ended] {
            let tried = run.fates.iter().zip(&whole.fates).filter(|(one, _)| one.is_some());
            assert!(tried.clone().all(|(one, other)| one == other));
        }
        let within = part.fates.iter().zip(&ended.fates).all(|(one, other)| one.is_none() || one == other);
        assert!(within, "more of the order holds less of it");
        assert!(part.progress.tried > before);
        before = part.progress.tried;
    }
    let other = mutation.run(Some(20), 4, &|_| true);
    assert_ne!(other.fates, mutation.run(Some(20), 3, &|_| true).fates);
    Ok(())
}
