//! Where a verdict is asked for: the level, and who negotiates there.

use crate::cli::Failure;
use crate::cli::names::one;
use crate::diagnostics::nearest;
use crate::judge::{Instance, Plan, Session};
use crate::model::{Arity, GroupId, LevelId, PrincipleId, ScopeStatus, StateId};

/// How many names a message lists.
const NAMES: usize = 8;

/// What is said of the place on the command line.
#[derive(Debug)]
pub struct Wanted<'w> {
    pub level: Option<&'w str>,
    pub with: Option<&'w str>,
    pub party: Option<&'w str>,
    pub group: Option<&'w str>,
    pub forum: Option<&'w str>,
}

/// Where.
#[derive(Debug)]
pub struct Found {
    pub level: LevelId,
    /// The instances: two where two states can play the parties both ways.
    pub instances: Vec<Instance>,
    /// Where else the principle is negotiated, and what to add to ask for it.
    pub elsewhere: Vec<String>,
}

/// Finds the place.
pub fn find(plan: &Plan<'_>, principle: PrincipleId, state: StateId, wanted: &Wanted<'_>) -> Result<Found, Failure> {
    let library = plan.library();
    let text = &library.principles[principle];
    let arity = |level: LevelId| library.levels[level].arity;
    let names = |levels: &[LevelId]| {
        levels.iter().map(|&level| library.levels[level].named.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    if let Some(word) = wanted.forum {
        return in_forum(plan, principle, state, word);
    }
    let mut levels = text.levels.clone();
    if let Some(word) = wanted.level {
        let level = one(word, "level", &library.levels, |level| &level.named)?;
        levels.retain(|known| *known == level);
        if levels.is_empty() {
            let at = names(&text.levels);
            return Err(format!("{} is not negotiated at {word}; it is at {at}", text.named.name).into());
        }
    }
    let group = wanted.group.map(|word| one(word, "group", &library.groups, |group| &group.named)).transpose()?;
    let other = wanted.with.map(|word| one(word, "state", &library.states, |state| &state.named)).transpose()?;
    let need = |levels: &mut Vec<LevelId>, keep: Arity, option: &str| -> Result<(), Failure> {
        levels.retain(|&level| arity(level) == keep);
        if levels.is_empty() {
            let at = names(&text.levels);
            let what = if keep == Arity::Pairs { "two states" } else { "groups" };
            return Err(format!("{option} is for {what}, and {} is negotiated at {at}", text.named.name).into());
        }
        Ok(())
    };
    if other.is_some() || wanted.party.is_some() {
        need(&mut levels, Arity::Pairs, if other.is_some() { "--with" } else { "--as" })?;
    }
    if let Some(group) = group {
        need(&mut levels, Arity::Groups, "--group")?;
        levels.retain(|&level| library.groups[group].level == Some(level));
        if levels.is_empty() {
            return Err(
                format!("{} does not negotiate on {}", library.groups[group].named.name, text.named.name).into()
            );
        }
    }
    let level = [Arity::All, Arity::Groups, Arity::Pairs]
        .into_iter()
        .find_map(|wanted| levels.iter().rev().find(|&&level| arity(level) == wanted))
        .copied();
    let Some(level) = level else { return Err(format!("{} has no level", text.named.name).into()) };
    let instances = match arity(level) {
        Arity::All => vec![Instance::All],
        Arity::Groups => vec![Instance::Group(the_group(plan, level, state, group)?)],
        Arity::Pairs => pairs(plan, principle, level, state, other, wanted.party)?,
    };
    Ok(Found { level, instances, elsewhere: elsewhere(plan, principle, level, state) })
}

/// The place of a member of a forum.
fn in_forum(plan: &Plan<'_>, principle: PrincipleId, state: StateId, word: &str) -> Result<Found, Failure> {
    let library = plan.library();
    let forum = one(word, "forum", &library.forums, |forum| &forum.named)?;
    let level = library.forums[forum].level;
    let (text, at) = (&library.principles[principle], &library.levels[level].named.name);
    if !text.levels.contains(&level) {
        return Err(format!("{} is not negotiated at {at}, where {word} decides", text.named.name).into());
    }
    if !plan.world.forum_members(forum).contains(&state) {
        return Err(format!("{} is not a member of {word}", library.states[state].named.name).into());
    }
    let instance = if library.levels[level].arity == Arity::Groups { Instance::Forum(forum) } else { Instance::All };
    Ok(Found { level, instances: vec![instance], elsewhere: elsewhere(plan, principle, level, state) })
}

fn the_group(plan: &Plan<'_>, level: LevelId, state: StateId, asked: Option<GroupId>) -> Result<GroupId, Failure> {
    let library = plan.library();
    let name = &library.states[state].named.name;
    if let Some(group) = asked {
        if plan.world.belongs(group, state) {
            return Ok(group);
        }
        return Err(format!("{name} is not a member of {}", library.groups[group].named.name).into());
    }
    let groups = groups_of(plan, level, state);
    let at = &library.levels[level].named.name;
    match groups.as_slice() {
        [] => Err(format!("{name} is in no group that negotiates at {at}").into()),
        [only] => Ok(*only),
        several => {
            let names = listed(several.iter().map(|&group| library.groups[group].named.name.as_str()));
            Err(format!("{name} is in several groups at {at}: add --group, one of {names}").into())
        }
    }
}

fn groups_of(plan: &Plan<'_>, level: LevelId, state: StateId) -> Vec<GroupId> {
    let groups = plan.library().groups.iter();
    let at = groups.filter(|(id, group)| group.level == Some(level) && plan.world.belongs(*id, state));
    at.map(|(id, _)| id).collect()
}

fn pairs(
    plan: &Plan<'_>,
    principle: PrincipleId,
    level: LevelId,
    state: StateId,
    other: Option<StateId>,
    party: Option<&str>,
) -> Result<Vec<Instance>, Failure> {
    let library = plan.library();
    let text = &library.principles[principle];
    let session = Session::new(plan, principle, level, &[]);
    let two = text.parties.len() == 2;
    let place = party.map(|word| {
        text.party(word).ok_or_else(|| {
            let known = text.parties.iter().map(|party| party.name.as_str());
            let near = nearest(word, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            format!("{} has no party `{word}`{near}", text.named.name)
        })
    });
    let place = place.transpose()?;
    let in_order = |other: StateId| -> Vec<(StateId, StateId)> {
        match (two, place) {
            (false, _) => vec![(state.min(other), state.max(other))],
            (true, Some(0)) => vec![(state, other)],
            (true, Some(_)) => vec![(other, state)],
            (true, None) => vec![(state, other), (other, state)],
        }
    };
    let at = &library.levels[level].named.name;
    let Some(other) = other else {
        let takes_part = |other: StateId| {
            other != state && in_order(other).iter().any(|&(first, second)| session.pair(first, second).is_some())
        };
        let partners = library.states.ids().filter(|&other| takes_part(other));
        let names = listed(partners.map(|other| library.states[other].named.name.as_str()));
        let whom = if names.is_empty() { String::new() } else { format!(", one of {names}") };
        return Err(format!("{} is negotiated between two states at {at}: add --with{whom}", text.named.name).into());
    };
    if other == state {
        return Err(format!("{} cannot negotiate with itself", library.states[state].named.name).into());
    }
    let orders = in_order(other);
    let real: Vec<Instance> = orders
        .iter()
        .filter(|&&(first, second)| session.pair(first, second).is_some())
        .map(|&(first, second)| Instance::Pair(first, second))
        .collect();
    // Where no order is an instance, the reasons of each say why.
    let all = orders.into_iter().map(|(first, second)| Instance::Pair(first, second));
    Ok(if real.is_empty() { all.collect() } else { real })
}

/// The other levels at which it is open, with what to add to ask there.
fn elsewhere(plan: &Plan<'_>, principle: PrincipleId, level: LevelId, state: StateId) -> Vec<String> {
    let library = plan.library();
    let closed = |level| Session::new(plan, principle, level, &[]).scope == ScopeStatus::Closed;
    let others = library.principles[principle].levels.iter().filter(|&&other| other != level && !closed(other));
    others
        .filter_map(|&other| {
            let named = &library.levels[other];
            match named.arity {
                Arity::All => Some(format!("--level {}", named.named.name)),
                Arity::Pairs => Some(format!("--level {} --with STATE", named.named.name)),
                Arity::Groups => match groups_of(plan, other, state).as_slice() {
                    [] => None,
                    [only] => {
                        let group = &library.groups[*only].named.name;
                        Some(format!("--level {} --group {group}", named.named.name))
                    }
                    _ => Some(format!("--level {} --group GROUP", named.named.name)),
                },
            }
        })
        .collect()
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let all: Vec<&str> = names.collect();
    let shown = all.iter().take(NAMES).copied().collect::<Vec<_>>().join(", ");
    match all.len().checked_sub(NAMES).filter(|rest| *rest > 0) {
        Some(rest) => format!("{shown} and {rest} more"),
        None => shown,
    }
}
