//! Parts of a condition that do not matter: alternatives that never hold or that others cover, and what holds anyway.
//!
//! A part is looked at where it matters: where nothing beside it in an `and` is surely no, and nothing beside it in an
//! `or` is surely yes. Only what may be left out without a change, for unknown facts as well, counts as covered: so
//! `known x and x > 3` keeps both of its parts. Of parts inside each other only the largest is reported, and of two that
//! say the same the later one.

use std::collections::BTreeSet;

use super::examine::{Asking, Examination};
use crate::model::{Condition, Expr, ExprId, Library};
use crate::satisfy::{Answer, Literal, Place, Sure};
use crate::source::Span;

/// A part that does not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub expr: ExprId,
    /// Where it is written.
    pub span: Span,
    /// Why.
    pub why: Why,
    /// Whether it is so whatever the rest of the condition says.
    pub by_itself: bool,
}

/// Why a part does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// An alternative that never holds.
    Unreachable,
    /// An alternative that holds only where another does.
    Covered,
    /// A part that never fails.
    Idle,
    /// A part that holds where the others do.
    Implied,
}

/// A node of a condition, by the places on the way to it.
type Path = Vec<usize>;

/// The parts of a condition that do not matter.
pub fn parts(examined: &mut Examination<'_>, condition: Condition) -> Vec<Part> {
    let mut search =
        Search { examined, root: condition.expr, dropped: BTreeSet::new(), found: Vec::new(), around: Vec::new() };
    search.look(condition.expr, &Vec::new(), condition.span);
    search.found.sort_by_key(|part| part.span);
    search.found
}

/// A node on the way to a part, all of whose other parts stand beside it.
#[derive(Debug, Clone)]
struct Around {
    /// Whether all have to hold, and not one of them.
    all: bool,
    parts: Vec<ExprId>,
    path: Path,
    /// The one on the way.
    inside: usize,
}

struct Search<'s, 'a> {
    examined: &'s mut Examination<'a>,
    root: ExprId,
    /// What was found not to matter.
    dropped: BTreeSet<Path>,
    found: Vec<Part>,
    /// What stands around the node that is looked at.
    around: Vec<Around>,
}

/// How a condition is made of others.
enum Joint<'l> {
    /// All of them, or any.
    Parts(bool, &'l [ExprId]),
    Not(ExprId),
    None,
}

fn joint(library: &Library, expr: ExprId) -> Joint<'_> {
    match library.expressions.get(expr) {
        Expr::And(parts) => Joint::Parts(true, parts),
        Expr::Or(parts) => Joint::Parts(false, parts),
        Expr::Not(inner) => Joint::Not(*inner),
        Expr::Value(_)
        | Expr::Attribute(..)
        | Expr::PairAttribute(..)
        | Expr::Definition(..)
        | Expr::Parameter(_)
        | Expr::LevelIn(_)
        | Expr::InGroup(..)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::Arithmetic(..)
        | Expr::Negative(_)
        | Expr::Quantified(..)
        | Expr::Counted(..)
        | Expr::Aggregate(..) => Joint::None,
    }
}

impl Search<'_, '_> {
    fn look(&mut self, expr: ExprId, path: &Path, span: Span) {
        let library = self.examined.scene.library();
        let (all, parts) = match joint(library, expr) {
            Joint::Parts(all, parts) => (all, parts),
            Joint::Not(inner) => {
                let place = library.expressions.span_within(inner, span).unwrap_or(span);
                self.look(inner, &longer(path, 0), place);
                return;
            }
            Joint::None => return,
        };
        // The parts stand one behind the other.
        let mut places = Vec::with_capacity(parts.len());
        let mut rest = span;
        for &part in parts {
            let found = library.expressions.span_within(part, rest);
            // The two halves of `between` are written as one.
            let Some(place) = found.filter(|place| *place != span) else { return };
            rest.start = place.end;
            places.push(place);
        }
        for (inside, place) in places.iter().enumerate().rev() {
            let around = Around { all, parts: parts.to_vec(), path: path.clone(), inside };
            if let Some((why, by_itself)) = self.judge(&around) {
                self.dropped.insert(longer(path, inside));
                self.found.push(Part {
                    expr: around.parts.get(inside).copied().unwrap_or(expr),
                    span: *place,
                    why,
                    by_itself,
                });
            }
        }
        for (inside, (&part, place)) in parts.iter().zip(&places).enumerate() {
            let path_inside = longer(path, inside);
            if !self.dropped.contains(&path_inside) {
                self.around.push(Around { all, parts: parts.to_vec(), path: path.clone(), inside });
                self.look(part, &path_inside, *place);
                self.around.pop();
            }
        }
    }

    fn judge(&mut self, at: &Around) -> Option<(Why, bool)> {
        let left = (0..at.parts.len()).filter(|&part| !self.dropped.contains(&longer(&at.path, part))).count();
        let part = *at.parts.get(at.inside)?;
        let path = longer(&at.path, at.inside);
        if left < 2 {
            return None;
        }
        let matters = |sure: Sure| if at.all { sure.no } else { sure.yes };
        let anyway = if at.all { Why::Idle } else { Why::Unreachable };
        if self.never(part, &path, matters, None) {
            return Some((anyway, true));
        }
        let around = self.around.clone();
        if self.never(part, &path, matters, Some(&around)) {
            return (!at.all || self.changes_nothing(&path)).then_some((anyway, false));
        }
        let with_siblings: Vec<Around> = around.into_iter().chain(std::iter::once(at.clone())).collect();
        let covered = self.never(part, &path, matters, Some(&with_siblings)) && self.changes_nothing(&path);
        covered.then_some((if at.all { Why::Implied } else { Why::Covered }, false))
    }

    /// Whether a part never matters where what stands around it and the conditions beside the whole let it; or
    /// whatever these are.
    fn never(
        &mut self,
        part: ExprId,
        path: &Path,
        matters: impl Fn(Sure) -> Literal,
        around: Option<&[Around]>,
    ) -> bool {
        let mut any = Vec::new();
        for (place, given) in self.settings(|asking| asking.given.iter().map(|(_, _, may, _)| *may).collect()) {
            let mut all = if around.is_some() { given } else { Vec::new() };
            for node in around.into_iter().flatten() {
                for (beside, &expr) in node.parts.iter().enumerate() {
                    let path = longer(&node.path, beside);
                    if beside != node.inside && !self.dropped.contains(&path) {
                        let sure = self.without(expr, place, &path, None);
                        all.push(if node.all { !sure.no } else { !sure.yes });
                    }
                }
            }
            all.push(matters(self.without(part, place, path, None)));
            any.push(self.examined.scene.solver.all(&all));
        }
        let any = self.examined.scene.solver.any(&any);
        self.examined.scene.possible(&[any]) == Answer::No
    }

    /// Whether the condition says the same without a part: yes, no and unknown for the same facts.
    fn changes_nothing(&mut self, path: &Path) -> bool {
        let root = self.root;
        let mut any = Vec::new();
        for (place, given) in self.settings(|asking| asking.given.iter().map(|(.., holds)| *holds).collect()) {
            let with = self.without(root, place, &Vec::new(), None);
            let without = self.without(root, place, &Vec::new(), Some(path));
            for [one, other] in
                [[with.yes, !without.yes], [!with.yes, without.yes], [with.no, !without.no], [!with.no, without.no]]
            {
                let differs: Vec<Literal> = given.iter().copied().chain([one, other]).collect();
                any.push(self.examined.scene.solver.all(&differs));
            }
        }
        let any = self.examined.scene.solver.any(&any);
        self.examined.scene.possible(&[any]) == Answer::No
    }

    fn settings(&self, given: impl Fn(&Asking) -> Vec<Literal>) -> Vec<(Place, Vec<Literal>)> {
        self.examined.askings.iter().map(|asking| (asking.place, given(asking))).collect()
    }

    /// A node of the condition without the parts that were found not to matter, and without one more.
    fn without(&mut self, expr: ExprId, place: Place, path: &Path, more: Option<&Path>) -> Sure {
        let inside = |dropped: &Path| dropped.len() > path.len() && dropped.starts_with(path);
        if !self.dropped.iter().any(inside) && !more.is_some_and(inside) {
            return self.examined.scene.truth(expr, place);
        }
        let library = self.examined.scene.library();
        let (all, parts) = match joint(library, expr) {
            Joint::Parts(all, parts) => (all, parts),
            Joint::Not(inner) => return self.without(inner, place, &longer(path, 0), more).turned(),
            Joint::None => return self.examined.scene.truth(expr, place),
        };
        let mut kept = Vec::with_capacity(parts.len());
        for (at, &part) in parts.iter().enumerate() {
            let path = longer(path, at);
            if !self.dropped.contains(&path) && more != Some(&path) {
                kept.push(self.without(part, place, &path, more));
            }
        }
        let turned = |sure: &Sure| if all { *sure } else { sure.turned() };
        let yes: Vec<Literal> = kept.iter().map(|sure| turned(sure).yes).collect();
        let no: Vec<Literal> = kept.iter().map(|sure| turned(sure).no).collect();
        let solver = &mut self.examined.scene.solver;
        turned(&Sure { yes: solver.all(&yes), no: solver.any(&no) })
    }
}

fn longer(path: &Path, step: usize) -> Path {
    path.iter().copied().chain(std::iter::once(step)).collect()
}
