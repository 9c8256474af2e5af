//! Facts of which it matters whether they are said.

use std::collections::BTreeSet;

use super::norm::Norm;
use crate::model::{AttributeId, DefinitionId, Expr, ExprId, GroupId, Library, Members};

/// The attributes of which it matters whether they are said: those behind `known`, and those that a group asks for, in
/// which nobody is of whom that is unknown.
pub(super) fn unsaid(library: &Library, norms: &[(usize, Norm<'_>)]) -> BTreeSet<AttributeId> {
    let mut walk = Walk { library, seen: BTreeSet::new(), found: BTreeSet::new() };
    for (_, norm) in norms {
        let parties = norm.text(library).parties.iter().filter_map(|party| party.condition);
        for condition in parties.chain(norm.term.when).chain(norm.term.unless) {
            walk.visit(condition.expr, false);
        }
    }
    walk.found
}

#[derive(Debug)]
struct Walk<'l> {
    library: &'l Library,
    seen: BTreeSet<(ExprId, bool)>,
    found: BTreeSet<AttributeId>,
}

impl Walk<'_> {
    fn visit(&mut self, expr: ExprId, inside: bool) {
        if !self.seen.insert((expr, inside)) {
            return;
        }
        let library = self.library;
        match library.expressions.get(expr) {
            Expr::Attribute(_, attribute) | Expr::PairAttribute(attribute, ..) if inside => {
                self.found.insert(*attribute);
            }
            Expr::Definition(_, definition) => self.define(*definition, inside),
            Expr::InGroup(_, group) => self.group(*group),
            Expr::Known(inner) => self.visit(*inner, true),
            other @ (Expr::Value(_)
            | Expr::Attribute(..)
            | Expr::PairAttribute(..)
            | Expr::Parameter(_)
            | Expr::LevelIn(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Quantified(..)
            | Expr::Counted(..)
            | Expr::Aggregate(..)) => other.children().into_iter().for_each(|child| self.visit(child, inside)),
        }
    }

    fn define(&mut self, definition: DefinitionId, inside: bool) {
        self.visit(self.library.definitions[definition].expr, inside);
    }

    fn group(&mut self, group: GroupId) {
        if let Members::Where(Some(condition)) = self.library.groups[group].members {
            self.visit(condition.expr, true);
        }
    }
}
