//! `--choose`: words that clear brackets.

use super::Failure;
use crate::check::{contradiction, resolve_pick};
use crate::model::{Library, Pick, Principle, PrincipleId};
use crate::syntax::parse_pick;

/// The picks that words stand for, in any of these principles; in all of them where none is given.
///
/// # Errors
///
/// When words are no pick, or no bracket offers what they pick.
pub fn picks(library: &Library, principles: &[PrincipleId], words: &[String]) -> Result<Vec<Pick>, Failure> {
    let wanted = |id: &PrincipleId| principles.is_empty() || principles.contains(id);
    let chosen: Vec<Principle> =
        library.principles.iter().filter(|(id, _)| wanted(id)).map(|(_, principle)| principle.clone()).collect();
    let mut picks = Vec::new();
    for word in words {
        let pick = parse_pick(word, 0).map_err(|why| format!("--choose {word}: {why}"))?;
        let pick = resolve_pick(library, &chosen, &pick).map_err(|(why, help)| {
            let help = help.map(|help| format!("; {help}")).unwrap_or_default();
            format!("--choose {word}: {why}{help}")
        })?;
        picks.push(pick);
    }
    if let Some((first, second)) = contradiction(&chosen, &picks)
        && let (Some(first), Some(second)) = (words.get(first), words.get(second))
    {
        return Err(format!("--choose {first} and --choose {second} clear one bracket in two ways").into());
    }
    Ok(picks)
}
