//! The order in which definitions and rule groups are compiled: each behind those that it may name, so that no chain of
//! them is walked by recursion and the order in which they are written says nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::model::{DefinitionId, GroupId};
use crate::resolve::{Namespace, Thing};
use crate::syntax::ast::{Expr, ExprKind, GroupMembers, Path};

/// A definition or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Compiled {
    Definition(DefinitionId),
    Group(GroupId),
}

impl Checker<'_, '_> {
    /// Every definition and every group that has a block, each behind those that it may name. Those that go in circles
    /// have no such order and come last, as they are written; compiling them finds the circle.
    pub(super) fn compilation_order(&self) -> Vec<Compiled> {
        let definitions = self.resolution.definitions.iter().map(|declared| {
            let mut named = BTreeSet::new();
            self.names_in(&declared.item.expression, declared.home, &mut named);
            (Compiled::Definition(declared.id), named)
        });
        let groups = self.resolution.groups.iter().map(|declared| {
            let mut named = BTreeSet::new();
            if let GroupMembers::Every(_, Some(condition)) = &declared.item.members {
                self.names_in(condition, declared.home, &mut named);
            }
            (Compiled::Group(declared.id), named)
        });
        let names: BTreeMap<Compiled, BTreeSet<Compiled>> = definitions.chain(groups).collect();
        let mut unmet: BTreeMap<Compiled, usize> = BTreeMap::new();
        let mut named_by: BTreeMap<Compiled, Vec<Compiled>> = BTreeMap::new();
        for (&thing, named) in &names {
            let wanted = named.iter().filter(|other| names.contains_key(*other));
            for &other in wanted.clone() {
                named_by.entry(other).or_default().push(thing);
            }
            unmet.insert(thing, wanted.count());
        }
        let mut order: Vec<Compiled> =
            unmet.iter().filter(|(_, count)| **count == 0).map(|(thing, _)| *thing).collect();
        let mut next = 0;
        while let Some(&thing) = order.get(next) {
            next += 1;
            for &waiting in named_by.get(&thing).into_iter().flatten() {
                let Some(count) = unmet.get_mut(&waiting) else { continue };
                *count -= 1;
                if *count == 0 {
                    order.push(waiting);
                }
            }
        }
        let in_circles = unmet.into_iter().filter(|(_, count)| *count > 0).map(|(thing, _)| thing);
        order.extend(in_circles);
        order
    }

    /// The definitions and groups that an expression may name. A word that turns out to be the value of an
    /// enumeration does no harm: it only makes the order stricter than it need be.
    fn names_in(&self, expr: &Expr, home: usize, found: &mut BTreeSet<Compiled>) {
        match &expr.kind {
            ExprKind::And(all) | ExprKind::Or(all) => all.iter().for_each(|one| self.names_in(one, home, found)),
            ExprKind::Not(inner)
            | ExprKind::Known(inner)
            | ExprKind::Negative(inner)
            | ExprKind::Quantified(_, inner)
            | ExprKind::Counted(_, inner)
            | ExprKind::Aggregate(_, inner) => self.names_in(inner, home, found),
            ExprKind::Compare(left, _, right) | ExprKind::In(left, right) | ExprKind::Includes(left, right) => {
                self.names_in(left, home, found);
                self.names_in(right, home, found);
            }
            ExprKind::Between(value, low, high) => {
                for part in [value, low, high] {
                    self.names_in(part, home, found);
                }
            }
            ExprKind::Arithmetic(first, rest) => {
                self.names_in(first, home, found);
                for (_, one) in rest {
                    self.names_in(one, home, found);
                }
            }
            ExprKind::InGroup(_, group) => found.extend(self.compiled_name(group, home)),
            ExprKind::Path(path) => {
                found.extend(self.compiled_name(path, home));
                // `counterpart.rich`, `AUT.rich`
                if let Some(last) = path.rest.last() {
                    let last = Path { library: None, first: last.clone(), rest: Vec::new(), span: last.span };
                    found.extend(self.compiled_name(&last, home));
                }
            }
            ExprKind::FromTo { .. }
            | ExprKind::Number(..)
            | ExprKind::Date(_)
            | ExprKind::Text(_)
            | ExprKind::Flag(_)
            | ExprKind::Set(_) => {}
        }
    }

    fn compiled_name(&self, path: &Path, home: usize) -> Option<Compiled> {
        let library = path.library.as_ref().map(|library| library.text.as_str());
        let name = path.dotted();
        self.resolution.symbols.meanings(Namespace::Things, &name, home, library).find_map(|symbol| {
            if let Thing::Definition(id) = symbol.thing {
                Some(Compiled::Definition(id))
            } else if let Thing::Group(id) = symbol.thing {
                Some(Compiled::Group(id))
            } else {
                None
            }
        })
    }
}
