//! The power in a forum for programs.

use std::io::{self, Write};

use super::record::{Figure, Sheet};

/// One object with all that there is to say.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, sheet)?;
    writeln!(out)
}

/// One member on each line, figures as decimals or as fractions.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_csv(sheet: &Sheet, fractions: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "state",
        "shapley_shubik",
        "banzhaf",
        "banzhaf_absolute",
        "prevent",
        "initiate",
        "swings",
        "veto",
        "dummy",
    ])?;
    let written = |figure: Option<&Figure>| figure.map(|figure| figure.written(fractions)).unwrap_or_default();
    let flag = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
    for row in &sheet.members {
        csv.write_record([
            row.state.clone(),
            written(row.shapley_shubik.as_ref()),
            written(row.banzhaf.as_ref()),
            written(Some(&row.banzhaf_absolute)),
            written(row.prevent.as_ref()),
            written(row.initiate.as_ref()),
            row.swings.clone(),
            flag(row.veto),
            flag(row.dummy),
        ])?;
    }
    csv.flush()
}
