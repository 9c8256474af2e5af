//! Groups and forums.

use super::{part, statement};
use crate::compare::statement::{Kind, Part, Statement};
use crate::model::{ForumMember, Group, Members};
use crate::phrases::{Phrases, period, rule};

pub fn statements(phrases: &Phrases<'_>) -> Vec<Statement> {
    let library = phrases.library;
    let groups = library.groups.values().map(|group| self::group(phrases, group));
    let forums = library.forums.values().map(|forum| {
        let mut parts = vec![part("level", library.levels[forum.level].named.name.clone())];
        parts.extend(forum.members.iter().map(|member| match member {
            ForumMember::Group(group) => part("members", format!("group {}", library.groups[*group].named.name)),
            ForumMember::State(state) => part(format!("member {}", phrases.state(*state)), "named"),
            ForumMember::Every => part("members", "every state"),
        }));
        parts.push(part("adopts by", rule(&forum.adopts, phrases.sources)));
        parts.extend(forum.veto.iter().map(|&state| part(format!("veto of {}", phrases.state(state)), "given")));
        statement(Kind::Forum, &forum.named, parts)
    });
    groups.chain(forums).collect()
}

fn group(phrases: &Phrases<'_>, group: &Group) -> Statement {
    let mut parts: Vec<Part> = Vec::new();
    parts.extend(group.level.map(|level| part("at", phrases.levels(&[level]))));
    match &group.members {
        Members::Listed(members) => parts.extend(members.iter().map(|member| {
            let period = period(member.period);
            let text = if period.is_empty() { "always" } else { period.trim_start() };
            part(format!("member {}", phrases.state(member.state)), text)
        })),
        Members::Where(None) => parts.push(part("members", "every state")),
        Members::Where(Some(condition)) => {
            parts.push(part("members", format!("every state where {}", phrases.condition(*condition))));
        }
    }
    statement(Kind::Group, &group.named, parts)
}
