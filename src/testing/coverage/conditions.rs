//! The parts of a condition, and what each comes to when the condition is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::Half;
use super::board::{Board, Thing};
use crate::judge::{View, World, truth};
use crate::model::{
    Condition, DefinitionId, Expr, ExprId, GroupId, Library, Members, Membership, StateId, Subject, Truth, Type,
};
use crate::source::Span;

/// The condition that a definition stands for; `None` where it is no condition.
pub(super) fn of_definition(library: &Library, id: DefinitionId) -> Option<Condition> {
    let definition = &library.definitions[id];
    (definition.ty == Type::Flag).then_some(Condition { expr: definition.expr, span: definition.named.span })
}

/// The condition by which a group is given.
pub(super) fn of_group(library: &Library, id: GroupId) -> Option<Condition> {
    match library.groups[id].members {
        Members::Where(condition) => condition,
        Members::Listed(_) => None,
    }
}

/// A condition without the `not`s before it.
fn core(library: &Library, expr: ExprId) -> ExprId {
    if let Expr::Not(inner) = library.expressions.get(expr) { core(library, *inner) } else { expr }
}

/// What a condition joins or denies; `None` for a part.
fn joined(library: &Library, expr: ExprId) -> Option<Vec<ExprId>> {
    let expr = library.expressions.get(expr);
    matches!(expr, Expr::And(_) | Expr::Or(_) | Expr::Not(_)).then(|| expr.children())
}

/// The parts of a condition that are joined with others, conditions on members included; none of one that is a single
/// part.
pub(super) fn parts(library: &Library, whole: ExprId) -> Vec<ExprId> {
    let mut found = Vec::new();
    collect(library, whole, &mut found);
    let core = core(library, whole);
    found.retain(|part| *part != core);
    found
}

fn collect(library: &Library, expr: ExprId, found: &mut Vec<ExprId>) {
    if let Some(joined) = joined(library, expr) {
        for one in joined {
            collect(library, one, found);
        }
    } else if !found.contains(&expr) {
        found.push(expr);
        on_members(library, expr, &mut |inner| collect(library, inner, found));
    }
}

/// Visits the conditions on members within a part.
fn on_members(library: &Library, expr: ExprId, visit: &mut dyn FnMut(ExprId)) {
    let expr = library.expressions.get(expr);
    if let Expr::Quantified(_, inner) | Expr::Counted(_, inner) = expr {
        visit(*inner);
    } else {
        expr.children().into_iter().for_each(|child| on_members(library, child, visit));
    }
}

/// Definitions and groups that a condition reads, the parts of it included, each with whose.
fn reads(library: &Library, expr: ExprId, found: &mut Vec<Reading>) {
    let expr = library.expressions.get(expr);
    if let Expr::Definition(_, id) = expr {
        found.push(Reading::Definition(*id));
    } else if let Expr::InGroup(_, id) = expr {
        found.push(Reading::Group(*id));
    } else {
        expr.children().into_iter().for_each(|child| reads(library, child, found));
    }
}

#[derive(Clone, Copy)]
enum Reading {
    Definition(DefinitionId),
    Group(GroupId),
}

/// For every condition, by its place, the items that asking it may mark, those of definitions and groups included.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    marks: BTreeMap<Span, Vec<usize>>,
}

impl Catalogue {
    /// Adds a condition, and those that it reads.
    pub fn add(&mut self, library: &Library, board: &Board, condition: Condition) -> Vec<usize> {
        if let Some(known) = self.marks.get(&condition.span) {
            return known.clone();
        }
        let mut found: Vec<usize> = board.item(Thing::Condition(condition.span)).into_iter().collect();
        for part in parts(library, condition.expr) {
            found.extend(board.item(Thing::Part(condition.span, part)));
        }
        let mut read = Vec::new();
        reads(library, condition.expr, &mut read);
        for reading in read {
            let below = match reading {
                Reading::Definition(id) => {
                    let expr = library.definitions[id].expr;
                    Condition { expr, span: library.definitions[id].named.span }
                }
                Reading::Group(id) => match of_group(library, id) {
                    Some(condition) => condition,
                    None => continue,
                },
            };
            found.extend(self.add(library, board, below));
        }
        found.sort_unstable();
        found.dedup();
        self.marks.insert(condition.span, found.clone());
        found
    }

    /// Asks a condition from where it is asked, and marks what it and its parts come to.
    pub fn ask(&self, board: &Board, world: &World<'_>, condition: Condition, view: &View<'_>) {
        // Most conditions are soon seen from both sides.
        if !self.is_full(board, condition.span) {
            Walk { catalogue: self, board, world, known: BTreeSet::new() }.ask(condition, view);
        }
    }

    /// Asks a definition of a state, and all that it reads.
    pub fn ask_definition(&self, board: &Board, world: &World<'_>, id: DefinitionId, state: StateId) {
        let view = View::of(state);
        if let Some(condition) = of_definition(world.library, id) {
            self.ask(board, world, condition, &view);
        } else {
            let definition = &world.library.definitions[id];
            let mut walk = Walk { catalogue: self, board, world, known: BTreeSet::new() };
            walk.within(definition.named.span, definition.expr, &view);
        }
    }

    /// Asks the condition of a group of every state.
    pub fn ask_group(&self, board: &Board, world: &World<'_>, group: GroupId) {
        if let Some(condition) = of_group(world.library, group) {
            for state in world.library.states.ids() {
                self.ask(board, world, condition, &View::of(state));
            }
        }
    }

    /// Whether there is nothing left to be seen by asking a condition.
    fn is_full(&self, board: &Board, condition: Span) -> bool {
        self.marks.get(&condition).is_none_or(|marks| marks.iter().all(|&item| board.is_full(item)))
    }
}

/// A way through a condition and all that it reads.
struct Walk<'w, 'a> {
    catalogue: &'w Catalogue,
    board: &'w Board,
    world: &'w World<'a>,
    /// The definitions and groups, by their places, that were asked of a state: once is enough, however often they are
    /// read.
    known: BTreeSet<(Span, StateId)>,
}

impl Walk<'_, '_> {
    fn ask(&mut self, condition: Condition, view: &View<'_>) {
        if self.catalogue.is_full(self.board, condition.span) {
            return;
        }
        if let Some(half) = half(truth(self.world, condition.expr, view)) {
            self.board.mark(Thing::Condition(condition.span), half);
        }
        self.visit(condition.span, condition.expr, view);
    }

    fn visit(&mut self, whole: Span, expr: ExprId, view: &View<'_>) {
        if let Some(joined) = joined(self.world.library, expr) {
            for one in joined {
                self.visit(whole, one, view);
            }
            return;
        }
        if let Some(half) = half(truth(self.world, expr, view)) {
            self.board.mark(Thing::Part(whole, expr), half);
        }
        self.within(whole, expr, view);
    }

    /// Goes on within a part: to conditions on members, definitions and groups.
    fn within(&mut self, whole: Span, expr: ExprId, view: &View<'_>) {
        let library = self.world.library;
        let expr = library.expressions.get(expr);
        if let Expr::Definition(subject, id) = expr {
            let definition = &library.definitions[*id];
            let Some(state) = view.state(*subject) else { return };
            if !self.known.insert((definition.named.span, state)) {
                return;
            }
            if let Some(condition) = of_definition(library, *id) {
                self.ask(condition, &View::of(state));
            } else {
                self.within(definition.named.span, definition.expr, &View::of(state));
            }
        } else if let Expr::InGroup(subject, id) = expr {
            let (Some(state), Some(condition)) = (view.state(*subject), of_group(library, *id)) else { return };
            if self.known.insert((condition.span, state)) {
                self.ask(condition, &View::of(state));
            }
        } else if let Expr::Quantified(_, inner) | Expr::Counted(_, inner) = expr {
            for &member in view.members {
                self.visit(whole, *inner, &View { own: member, ..*view });
            }
        } else if let Expr::Aggregate(_, inner) = expr {
            for &member in view.members {
                self.within(whole, *inner, &View { own: member, ..*view });
            }
        } else {
            for child in expr.children() {
                self.within(whole, child, view);
            }
        }
    }
}

fn half(truth: Truth) -> Option<Half> {
    match truth {
        Truth::Yes => Some(Half::Yes),
        Truth::No => Some(Half::No),
        Truth::Unknown => None,
    }
}

/// Whether what an expression comes to depends on any state.
pub(super) fn reads_states(library: &Library, expr: ExprId) -> bool {
    let inner = library.expressions.get(expr);
    match inner {
        Expr::Attribute(..)
        | Expr::PairAttribute(..)
        | Expr::Definition(..)
        | Expr::Quantified(..)
        | Expr::Counted(..)
        | Expr::Aggregate(..)
        | Expr::InGroup(..) => true,
        Expr::Value(_)
        | Expr::Parameter(_)
        | Expr::LevelIn(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::Arithmetic(..)
        | Expr::Negative(_) => inner.children().iter().any(|&child| reads_states(library, child)),
    }
}

/// What an expression always comes to, on every day and whatever a test gives: that a value is known which is there
/// where nothing is said, that a state is in the group of every state, or that one that is named is listed in a group.
pub(super) fn fixed(library: &Library, expr: ExprId) -> Option<bool> {
    let expr = library.expressions.get(expr);
    if let Expr::Not(inner) = expr {
        return fixed(library, *inner).map(|holds| !holds);
    }
    if let Expr::And(all) | Expr::Or(all) = expr {
        let decisive = matches!(expr, Expr::Or(_));
        let found: Vec<Option<bool>> = all.iter().map(|&one| fixed(library, one)).collect();
        if found.contains(&Some(decisive)) {
            return Some(decisive);
        }
        return found.iter().all(Option::is_some).then_some(!decisive);
    }
    if let Expr::InGroup(subject @ (Subject::Own | Subject::State(_)), group) = expr {
        return match (&library.groups[*group].members, subject) {
            (Members::Where(None), _) => Some(true),
            (Members::Listed(listed), Subject::State(state)) => listed_always(listed, *state),
            (Members::Where(Some(_)) | Members::Listed(_), _) => None,
        };
    }
    let Expr::Known(inner) = expr else { return None };
    let Expr::Attribute(Subject::Own | Subject::State(_), attribute) = library.expressions.get(*inner) else {
        return None;
    };
    library.attributes[*attribute].absent.is_some().then_some(true)
}

/// Whether a state is listed for all time, or not at all; `None` where that is a matter of the day.
fn listed_always(listed: &[Membership], state: StateId) -> Option<bool> {
    let mut times = listed.iter().filter(|one| one.state == state).map(|one| one.period).peekable();
    if times.peek().is_none() {
        return Some(false);
    }
    times.any(|time| time.since.is_none() && time.until.is_none()).then_some(true)
}
