//! Groups: nobody in them, or nobody knows who.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, quoted_all};
use crate::judge::Plan;
use crate::model::{ForumMember, GroupId, Members, StateId};
use crate::vacuity::Told;

/// Nothing is said of groups whose conditions no profile can meet.
pub fn review(plan: &Plan<'_>, vacuous: &Told, diagnostics: &mut Diagnostics) {
    let library = plan.library();
    for (id, group) in library.groups.iter() {
        if matches!(group.members, Members::Where(Some(condition)) if vacuous.never.contains(&condition.span)) {
            continue;
        }
        let undecided: Vec<StateId> =
            plan.world.undecided.iter().filter(|(found, _)| *found == id).map(|(_, state)| *state).collect();
        if !undecided.is_empty() {
            let names = undecided.iter().map(|&state| library.states[state].named.name.as_str());
            let message = format!(
                "it is unknown whether {} belong{} to `{}`",
                quoted_all(names, 6),
                if undecided.len() == 1 { "s" } else { "" },
                group.named.name
            );
            let found = Diagnostic::new(Code::GroupUndecided, group.named.span, message)
                .here("left out of the group")
                .help("state the facts that its condition asks for, or say `known … and …` in it");
            diagnostics.report(found);
        }
        if plan.world.members(id).is_empty() && !empties_a_forum(plan, id) {
            let day = plan.world.date.map_or_else(String::new, |day| format!(" on {day}"));
            let message = format!("the group `{}` has no members{day}", group.named.name);
            let found = Diagnostic::new(Code::GroupEmpty, group.named.span, message)
                .here("nobody negotiates in it")
                .help("list its members, and look at their dates");
            diagnostics.report(found);
        }
    }
}

/// Whether a forum has no members because of a group, which is then said of the forum.
fn empties_a_forum(plan: &Plan<'_>, group: GroupId) -> bool {
    plan.library().forums.iter().any(|(id, forum)| {
        forum.members.contains(&ForumMember::Group(group)) && plan.world.forum_members(id).is_empty()
    })
}
