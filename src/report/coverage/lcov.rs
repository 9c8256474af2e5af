//! A tracefile as lcov reads it: `SF`, `FN`, `FNDA`, `BRDA`, `DA` and their sums, file by file (geninfo(1)).
//!
//! A line is executed when any of its points was seen. Principles and clauses are its functions. Where a line holds
//! more than one point each is a branch: the items of the line are its blocks, their halves the branches.

use std::io::{self, Write};

use super::lines::{File, files};
use crate::source::Sources;
use crate::testing::coverage::{Coverage, Item, Kind};

/// Writes the tracefile. Names of files are those that were read, relative to where the program was started.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_lcov(coverage: &Coverage, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    for file in files(coverage, sources) {
        writeln!(out, "TN:")?;
        writeln!(out, "SF:{}", file.file.name)?;
        functions(&file, out)?;
        branches(&file, out)?;
        let counted = || file.lines.iter().filter(|line| !line.items.is_empty());
        for line in counted() {
            writeln!(out, "DA:{},{}", line.number, usize::from(line.figure().seen > 0))?;
        }
        writeln!(out, "LF:{}", counted().count())?;
        writeln!(out, "LH:{}", counted().filter(|line| line.figure().seen > 0).count())?;
        writeln!(out, "end_of_record")?;
    }
    Ok(())
}

fn functions(file: &File<'_>, out: &mut dyn Write) -> io::Result<()> {
    let items = file.lines.iter().flat_map(|line| line.items.iter().map(|item| (line.number, *item)));
    let named = |(number, item): (usize, &Item)| {
        let name = matches!(item.kind, Kind::Principle | Kind::Clause).then(|| item.name.clone()).flatten()?;
        Some((number, name, item.figure().seen > 0))
    };
    let found: Vec<(usize, String, bool)> = items.filter_map(named).collect();
    for (number, name, _) in &found {
        writeln!(out, "FN:{number},{name}")?;
    }
    for (_, name, seen) in &found {
        writeln!(out, "FNDA:{},{name}", usize::from(*seen))?;
    }
    if !found.is_empty() {
        writeln!(out, "FNF:{}", found.len())?;
        writeln!(out, "FNH:{}", found.iter().filter(|(.., seen)| *seen).count())?;
    }
    Ok(())
}

fn branches(file: &File<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (mut all, mut hit) = (0, 0);
    for line in file.lines.iter().filter(|line| line.figure().all > 1) {
        let executed = line.figure().seen > 0;
        for (block, item) in line.items.iter().enumerate() {
            for (branch, (_, seen)) in item.points.iter().enumerate() {
                // A dash says that the line was never reached at all.
                let taken = if executed { usize::from(*seen).to_string() } else { "-".to_owned() };
                writeln!(out, "BRDA:{},{block},{branch},{taken}", line.number)?;
                all += 1;
                hit += usize::from(*seen);
            }
        }
    }
    if all > 0 {
        writeln!(out, "BRF:{all}")?;
        writeln!(out, "BRH:{hit}")?;
    }
    Ok(())
}
