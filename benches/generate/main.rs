//! Writes a generated library into a folder, for programs that read one from a disk.
//!
//! `cargo bench --bench generate -- FOLDER PRINCIPLES STATES ATTRIBUTES TESTS blocks|table`
#![expect(clippy::disallowed_methods, reason = "writes files")]

#[path = "mod.rs"]
mod generate;

use std::error::Error;
use std::fs;
use std::path::Path;

use generate::{FOLDER, Profiles, Size, expectations, files, in_memory};

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds a word of its own, which begins with a dash.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let [folder, principles, states, attributes, tests, profiles] = words.as_slice() else {
        return Err("wanted: FOLDER PRINCIPLES STATES ATTRIBUTES TESTS blocks|table".into());
    };
    let profiles = match profiles.as_str() {
        "blocks" => Profiles::Blocks,
        "table" => Profiles::Table,
        other => return Err(format!("profiles stand in `blocks` or in a `table`, not in `{other}`").into()),
    };
    let size = Size {
        principles: principles.parse()?,
        states: states.parse()?,
        attributes: attributes.parse()?,
        profiles,
        ..Size::default()
    };
    let mut files = files(size);
    let reading = comity::read(FOLDER, &in_memory(&files));
    files.push(("tests.comity", expectations(&reading.library, tests.parse()?)));
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}
