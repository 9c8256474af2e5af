//! Who is caught, as text for a test.

use crate::diagnostics::Diagnostics;

/// The witnesses of all findings, each under what it shows, in the language.
pub fn witnesses(diagnostics: &Diagnostics) -> String {
    let mut text =
        String::from("# Who is caught by what `comity check` has found. Each `given` can stand in a test.\n");
    let mut any = false;
    for found in diagnostics.sorted() {
        let Some(witness) = &found.witness else { continue };
        any = true;
        text.push_str(&format!("\n# {}: {}\n", found.code.name(), found.message));
        for line in found.help.iter().flat_map(|help| help.lines()) {
            text.push_str(&format!("# {line}\n"));
        }
        for given in &witness.given {
            text.push_str(&format!("{given}\n"));
        }
    }
    if !any {
        text.push_str("# No finding has a witness.\n");
    }
    text
}
