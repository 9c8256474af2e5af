//! `--deny` and `--allow`

use super::Failure;
use crate::diagnostics::{Asked, substance};

/// The word that stands for every warning.
const WARNINGS: &str = "warnings";

/// What is asked of findings on the command line.
///
/// # Errors
///
/// When a code is none, or of form, or both denied and allowed.
pub fn asked(deny: &[String], allow: &[String]) -> Result<Asked, Failure> {
    let mut asked = Asked::default();
    for word in deny.iter().map(|word| word.trim()) {
        if word == WARNINGS {
            asked.deny_warnings = true;
        } else if word == "warning" {
            return Err("there is no finding `warning`; did you mean `warnings`, all of them?".into());
        } else {
            asked.deny.insert(substance(word).map_err(|refused| format!("{}; {}", refused.message, refused.help))?);
        }
    }
    for word in allow.iter().map(|word| word.trim()) {
        asked.allow.insert(substance(word).map_err(|refused| format!("{}; {}", refused.message, refused.help))?);
    }
    if let Some(both) = asked.deny.intersection(&asked.allow).next() {
        return Err(format!("`{}` is both denied and allowed", both.name()).into());
    }
    Ok(asked)
}
