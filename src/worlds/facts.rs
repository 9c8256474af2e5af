//! Facts that are given, in the words of the language.

use super::case::Case;
use super::missing::Open;
use crate::judge::Missing;
use crate::model::{Library, Type, Value};
use crate::satisfy::Given;

/// A missing fact with a value.
#[derive(Debug, Clone, PartialEq)]
pub struct FactGiven {
    /// The fact.
    pub missing: Missing,
    /// Its type.
    pub ty: Type,
    /// The value.
    pub value: Value,
}

impl FactGiven {
    /// As reports name it: `MDA.income: high`, `MDA as transit: yes`, `within of duty: 30 days`. Numbers are plain decimals.
    pub fn show(&self, library: &Library) -> String {
        format!("{}: {}", self.missing.show(library), self.value.show_exact(self.ty, library))
    }
}

impl Case<'_, '_, '_> {
    /// The facts of some values, as they were asked for.
    pub(super) fn facts_given(&self, open: &[&Open], values: Vec<Given>) -> Option<Vec<FactGiven>> {
        let library = self.session.plan.library();
        let mut values = values.into_iter();
        let mut facts = Vec::new();
        for (missing, unknowns) in open {
            let first = unknowns.iter().zip(values.by_ref()).next();
            // What has one name in several wordings is given in the first of them.
            values.by_ref().take(unknowns.len().saturating_sub(1)).for_each(drop);
            let (unknown, given) = first?;
            let Given::Value(value) = given else { return None };
            let ty = match missing {
                Missing::Capacity(..) => Type::Flag,
                Missing::Fact(_, attribute) | Missing::PairFact(attribute, ..) => library.attributes[*attribute].ty,
                Missing::Parameter(..) => self.scene.type_of(*unknown)?,
            };
            facts.push(FactGiven { missing: missing.clone(), ty, value });
        }
        Some(facts)
    }
}
