//! Who is caught, as text for a test.

use crate::diagnostics::Diagnostics;

/// The witnesses of all findings, each under what it shows, in the language.
pub fn witnesses(diagnostics: &Diagnostics) -> String {
    let mut lines =
        vec!["# Who is caught by what `comity check` has found. Each `given` can stand in a test.".to_owned()];
    for found in diagnostics.sorted() {
        let Some(witness) = &found.witness else { continue };
        lines.extend([String::new(), format!("# {}: {}", found.code.name(), found.message)]);
        lines.extend(found.help.iter().flat_map(|help| help.lines()).map(|line| format!("# {line}")));
        lines.extend(witness.given.iter().cloned());
    }
    if lines.len() == 1 {
        lines.push("# No finding has a witness.".to_owned());
    }
    lines.join("\n") + "\n"
}
