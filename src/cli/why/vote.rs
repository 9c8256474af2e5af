//! `comity why PRINCIPLE FORUM`: what a forum makes of a principle, traced back to its members.

use std::io::Write;

use jiff::civil::Date;

use super::{Format, Why};
use crate::Reading;
use crate::cli::{Failure, Status, choose, names, terminal};
use crate::judge::Plan;
use crate::model::{ForumId, Library, PrincipleId};
use crate::negotiate::{outcome, settle};
use crate::report::outcome as report;

/// The forum of a name that no state has.
pub fn forum(library: &Library, name: &str) -> Option<ForumId> {
    if library.states.values().any(|state| state.named.name == name) {
        return None;
    }
    library.forums.iter().find(|(_, forum)| forum.named.name == name).map(|(id, _)| id)
}

impl Why {
    pub(super) fn vote(
        &self,
        reading: &Reading,
        day: Option<Date>,
        principle: PrincipleId,
        forum: ForumId,
    ) -> Result<Status, Failure> {
        let alone = [
            (self.level.is_some(), "--level"),
            (self.with.is_some(), "--with"),
            (self.party.is_some(), "--as"),
            (self.group.is_some(), "--group"),
            (self.forum.is_some(), "--forum"),
            (self.not.is_some(), "--not"),
            (self.change.is_some(), "--change"),
        ];
        let library = &reading.library;
        let name = &library.forums[forum].named.name;
        if let Some((_, option)) = alone.iter().find(|(given, _)| *given) {
            let message = format!("{option} is about a state, and `{name}` is a forum; ask for one of its members");
            return Err(message.into());
        }
        let picks = choose::picks(library, &[principle], &self.choose)?;
        let language = names::language(library, self.lang.as_deref())?;
        let plan = Plan::new(library, day);
        let Some(found) = outcome(&plan, forum, principle, &picks) else {
            let level = &library.levels[library.forums[forum].level].named.name;
            let text = &library.principles[principle].named.name;
            return Err(format!("{text} is not negotiated at {level}, where {name} decides").into());
        };
        let settlements = if self.settle { settle(&plan, forum, principle, &picks) } else { None }.unwrap_or_default();
        let trace = report::trace(&plan, &reading.sources, language, forum, &found, &picks, &settlements);
        let mut out = terminal::out();
        match self.format {
            Format::Json => report::write_trace_json(&trace, &mut out)?,
            Format::Text => report::write_trace_text(&trace, self.all, terminal::width(), &mut out)?,
        }
        out.flush()?;
        Ok(Status::Fine)
    }
}
