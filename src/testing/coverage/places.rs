//! Where clauses are negotiated, and from where conditions may be asked.

use super::Half;
use super::conditions::{fixed, reads_states};
use crate::judge::{View, World, truth};
use crate::model::{Arity, Expr, ExprId, Id, LevelId, Library, PrincipleId, ScopeStatus, StateId, Term, Truth, Value};

/// A clause in one of its wordings, with the levels at which it is negotiated; never none.
pub(super) struct Place<'a> {
    pub principle: PrincipleId,
    pub clause: usize,
    pub term: &'a Term,
    pub levels: Vec<LevelId>,
}

/// Whether anybody negotiates at a level: at one of groups a group or a forum must be declared there.
pub(super) fn is_held(library: &Library, level: LevelId) -> bool {
    library.levels[level].arity != Arity::Groups
        || library.groups.values().any(|group| group.level == Some(level))
        || library.forums.values().any(|forum| forum.level == level)
}

/// Every wording of every clause that is negotiated somewhere.
pub(super) fn places(library: &Library) -> Vec<Place<'_>> {
    let closed = |issue, level| library.scope.ruling(&library.issues, issue, level).status == ScopeStatus::Closed;
    let mut found = Vec::new();
    for (id, principle) in library.principles.iter() {
        let open =
            principle.levels.iter().filter(|level| !principle.issues.iter().any(|&issue| closed(issue, **level)));
        let open: Vec<LevelId> = open.copied().filter(|level| is_held(library, *level)).collect();
        for (clause, text) in principle.clauses.iter().enumerate() {
            for term in text.variants.iter().filter_map(|variant| variant.term.as_ref()) {
                let on = &library.measures[term.measure].on;
                let here = |level: &&LevelId| {
                    term.levels.as_ref().is_none_or(|levels| levels.contains(level))
                        && !on.iter().any(|&issue| closed(issue, **level))
                };
                let levels: Vec<LevelId> = open.iter().filter(here).copied().collect();
                if !levels.is_empty() {
                    found.push(Place { principle: id, clause, term, levels });
                }
            }
        }
    }
    found
}

/// From where a condition may be asked: the level and the values of the clause's parameters.
pub(super) type Context<'a> = (Option<LevelId>, &'a [(String, Value)]);

/// What a condition, or a part of one, can come to. What depends on a state can come to both; the rest is tried.
pub(super) fn halves(world: &World<'_>, expr: ExprId, contexts: &[Context<'_>]) -> Vec<Half> {
    let library = world.library;
    match fixed(library, expr) {
        Some(true) => return vec![Half::Yes],
        Some(false) => return vec![Half::No],
        None => {}
    }
    if reads_states(library, expr) {
        return vec![Half::Yes, Half::No];
    }
    // No state is read, so that it matters not which one is asked.
    let nobody = View::of(StateId::new(0));
    let (mut yes, mut no) = (false, false);
    for &(level, arguments) in contexts {
        let found = truth(world, expr, &View { level, arguments, ..nobody });
        yes |= found == Truth::Yes;
        no |= found == Truth::No;
    }
    let all = [(yes, Half::Yes), (no, Half::No)];
    all.into_iter().filter(|(possible, _)| *possible).map(|(_, half)| half).collect()
}

/// Whether a condition may come to yes where it is asked from. What depends on a state may.
pub(super) fn may_hold(world: &World<'_>, expr: ExprId, context: Context<'_>) -> bool {
    let library = world.library;
    if let Some(fixed) = fixed(library, expr) {
        return fixed;
    }
    if !reads_states(library, expr) {
        let (level, arguments) = context;
        return truth(world, expr, &View { level, arguments, ..View::of(StateId::new(0)) }) == Truth::Yes;
    }
    let inner = library.expressions.get(expr);
    if let Expr::And(all) = inner {
        all.iter().all(|&one| may_hold(world, one, context))
    } else if let Expr::Or(all) = inner {
        all.iter().any(|&one| may_hold(world, one, context))
    } else {
        true
    }
}
