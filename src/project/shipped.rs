//! The libraries that the program carries in itself.

use crate::source::has_extension;

/// Their names.
pub const NAMES: &[&str] = &["migration"];

macro_rules! shipped {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../library/", $name)).as_slice()),)*]
    };
}

/// Every file of theirs. A test compares the list with the folder.
static FILES: &[(&str, &[u8])] = shipped! {
    "migration/README.md"
    "migration/admission.comity"
    "migration/comity.toml"
    "migration/cooperation.comity"
    "migration/development.comity"
    "migration/facts.comity"
    "migration/knowledge.comity"
    "migration/labour.comity"
    "migration/levels.comity"
    "migration/persons.comity"
    "migration/protection.comity"
    "migration/return.comity"
    "migration/rights.comity"
    "migration/sovereignty.comity"
    "migration/tests.comity"
};

/// The bytes of a file.
pub fn read(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes)
}

/// The rule files of a library.
pub fn rule_files(library: &str) -> Vec<String> {
    let within = |name: &str| name.strip_prefix(library).is_some_and(|rest| rest.starts_with('/'));
    FILES
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| within(name) && !has_extension(name, "toml"))
        .map(str::to_owned)
        .collect()
}
