//! One mistake, one report: what follows from something that has been reported is not reported again.
//!
//! A name that nothing declares is one mistake, however often it is used: the first use makes the report, and the
//! others are places of it. Where the declaration stands in a text that could not be read, that has been reported, and
//! no use is. A type or a unit that could not be read fits everything.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::diagnostics::{Diagnostic, PlaceSet};
use crate::model::{AttributeId, MeasureId, Type, UnitId};
use crate::resolve::Namespace;
use crate::source::Span;
use crate::syntax::ast::Path;

/// How many further places of a report are shown.
const MOST_SHOWN: usize = 2;

/// The space of a name that is not declared: one of the namespaces, or the values of enumerations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    /// A namespace. Parameters and attributes are told apart by nothing in a condition, and so share one; so do
    /// parties and states.
    Names(Namespace),
    /// Values of an enumeration.
    Values,
}

/// What has been told.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Names that nothing declares: the report of each, and its further places.
    unknown: BTreeMap<(Space, String), (usize, Vec<Span>)>,
    /// Places at which a report was left out.
    silent: PlaceSet,
    /// What has a type that could not be read.
    attributes: BTreeSet<AttributeId>,
    parameters: BTreeSet<(MeasureId, String)>,
    /// Units of which it is not known how many others they are.
    units: BTreeSet<UnitId>,
}

impl Told {
    /// Whether a report was left out in a range.
    pub(super) fn silent_within(&self, span: Span) -> bool {
        self.silent.any_within(span)
    }
}

impl Checker<'_, '_> {
    /// Whether it is known already that this name is missing, or why.
    pub(super) fn is_told(&mut self, space: Space, name: &str, span: Span) -> bool {
        let symbols = &self.resolution.symbols;
        let lost = match space {
            Space::Names(namespace) => symbols.may_be_lost(namespace, name, self.home),
            Space::Values => symbols.is_lost(name),
        };
        let told = self.told.unknown.get_mut(&(space, name.to_owned()));
        if let Some((_, places)) = told {
            places.push(span);
        } else if !lost {
            return false;
        }
        self.told.silent.insert(span);
        true
    }

    /// Reports a name that nothing declares, for the first time.
    pub(super) fn tell(&mut self, space: Space, name: &str, found: Diagnostic) {
        self.told.unknown.insert((space, name.to_owned()), (self.diagnostics.len(), Vec::new()));
        self.report(found);
    }

    /// Adds to every report of a missing name the other places at which it is used.
    pub(super) fn spread(&mut self) {
        for (index, mut places) in std::mem::take(&mut self.told.unknown).into_values() {
            places.sort_unstable();
            places.dedup();
            let more = places.len().saturating_sub(MOST_SHOWN);
            places.truncate(MOST_SHOWN);
            let last = if more == 0 { None } else { places.pop() };
            self.diagnostics.spread(index, &places, "and here");
            if let Some(last) = last {
                self.diagnostics.spread(index, &[last], &format!("here, and {more} more times"));
            }
        }
    }

    /// Notes that the type of an attribute could not be read.
    pub(super) fn lose_attribute(&mut self, id: AttributeId) {
        self.told.attributes.insert(id);
    }

    /// The type of an attribute; `None` when it could not be read.
    pub(super) fn attribute_type(&self, id: AttributeId) -> Option<Type> {
        (!self.told.attributes.contains(&id)).then(|| self.library().attributes[id].ty)
    }

    /// Notes that the type of a parameter could not be read.
    pub(super) fn lose_parameter(&mut self, id: MeasureId, name: &str) {
        self.told.parameters.insert((id, name.to_owned()));
    }

    /// Whether a measure has a parameter of this name whose type could not be read, so that a use of it says nothing.
    pub(super) fn lost_parameter(&mut self, id: MeasureId, name: &str, used: Span) -> bool {
        let lost = self.told.parameters.contains(&(id, name.to_owned()));
        if lost {
            self.told.silent.insert(used);
        }
        lost
    }

    /// Whether any measure has one.
    pub(super) fn some_lost_parameter(&self, name: &str) -> bool {
        self.told.parameters.iter().any(|(_, lost)| lost == name)
    }

    /// Notes that the definition of a unit could not be read.
    pub(super) fn lose_unit(&mut self, id: UnitId) {
        self.told.units.insert(id);
    }

    /// Whether numbers of these units can be compared; those of a unit that could not be read always can.
    pub(super) fn convertible(&self, one: Option<UnitId>, other: Option<UnitId>) -> bool {
        let lost = |unit: Option<UnitId>| {
            unit.is_some_and(|unit| {
                self.told.units.contains(&unit) || self.told.units.contains(&self.library().units[unit].base)
            })
        };
        self.base(one) == self.base(other) || lost(one) || lost(other)
    }
}

/// The key of a name: as it is written, so that `labour.quotas` and `quotas` are two mistakes.
pub(super) fn key(path: &Path) -> String {
    match &path.library {
        Some(library) => format!("{}::{}", library.text, path.dotted()),
        None => path.dotted(),
    }
}
