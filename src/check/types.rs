//! Types and units.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::model::{Enumeration, EnumerationId, Id, Named, Remarks, Type, UnitId, enumeration_key};
use crate::resolve::{Declared, Namespace, Thing};
use crate::source::Span;
use crate::syntax::ast::{Name, Path, TypeExpr, TypeKind, UnitItem};

impl Checker<'_, '_> {
    /// The type that is written.
    pub(super) fn type_of(&mut self, ty: &TypeExpr) -> Option<Type> {
        Some(match &ty.kind {
            TypeKind::Flag => Type::Flag,
            TypeKind::Number(None) => Type::Number(None),
            TypeKind::Number(Some(unit)) => Type::Number(Some(self.find_unit(unit)?)),
            TypeKind::Date => Type::Date,
            TypeKind::Text => Type::Text,
            TypeKind::OneOf(names) => Type::OneOf(self.enumeration(names)?),
            TypeKind::SetOf(names) => Type::SetOf(self.enumeration(names)?),
        })
    }

    /// A single word names an enumeration; several are one without a name, the same for the same words.
    fn enumeration(&mut self, names: &[Name]) -> Option<EnumerationId> {
        if let [name] = names {
            let path = Path { library: None, first: name.clone(), rest: Vec::new(), span: name.span };
            let pick = |thing| if let Thing::Enumeration(id) = thing { Some(id) } else { None };
            return self.find(Namespace::Things, &path, "enumeration", pick);
        }
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for name in names {
            if let Some(first) = seen.get(name.text.as_str()) {
                let found = Diagnostic::new(Code::DuplicateName, name.span, format!("`{}` is listed twice", name.text))
                    .here("again")
                    .also(*first, "first")
                    .help("list every value once");
                self.report(found);
                continue;
            }
            seen.insert(&name.text, name.span);
        }
        let words: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        if let Some(known) = enumeration_key(&self.library().enumerations, &words) {
            return Some(known);
        }
        let value =
            |name: &Name| Named { name: name.text.clone(), title: None, span: name.span, remarks: Remarks::default() };
        let values = names.iter().map(value).collect();
        Some(self.resolution.library.enumerations.push(Enumeration { named: None, values }))
    }

    /// Works out how many base units each unit is. A chain of units may be long, so it is not walked by recursion.
    pub(super) fn units(&mut self) {
        let items: BTreeMap<UnitId, Declared<'_, UnitId, UnitItem>> =
            self.resolution.units.iter().map(|declared| (declared.id, *declared)).collect();
        let mut done: BTreeSet<UnitId> = BTreeSet::new();
        for first in self.resolution.units.clone() {
            // From the unit to the one that it is counted in, and on, as far as nothing is known of them yet.
            let mut chain: Vec<(Declared<'_, UnitId, UnitItem>, UnitId)> = Vec::new();
            let mut next = Some(&first);
            while let Some(declared) = next.filter(|declared| done.insert(declared.id)) {
                let Some((_, path)) = &declared.item.definition else { break };
                self.home = declared.home;
                let Some(other) = self.find_unit(path) else {
                    self.lose_unit(declared.id);
                    break;
                };
                chain.push((*declared, other));
                if chain.iter().any(|(link, _)| link.id == other) {
                    self.report_unit_circle(declared.item, path.span);
                    self.lose_unit(declared.id);
                    chain.pop();
                    break;
                }
                next = items.get(&other);
            }
            for (declared, other) in chain.into_iter().rev() {
                self.unit(declared, other);
            }
        }
    }

    fn report_unit_circle(&mut self, item: &UnitItem, span: Span) {
        let message = format!("the unit `{}` is defined by itself", item.name.text);
        let found = Diagnostic::new(Code::Cycle, span, message)
            .here("this leads back to it")
            .help("leave one unit of the circle without a definition: it is what the others are counted in");
        self.report(found);
    }

    fn unit(&mut self, declared: Declared<'_, UnitId, UnitItem>, other: UnitId) {
        let Some((number, _)) = &declared.item.definition else { return };
        let Some(value) = number.value.value.clone() else {
            self.lose_unit(declared.id);
            return;
        };
        if !value.is_positive() {
            let found = Diagnostic::new(Code::InvalidNumber, number.span, "a unit is a positive number of another")
                .here("zero units have no size");
            self.report(found);
            self.lose_unit(declared.id);
            return;
        }
        let (base, factor) = (self.library().units[other].base, self.library().units[other].factor.clone());
        let Some(factor) = factor.multiply(&value) else {
            let message = format!("the unit `{}` is too large to be kept exactly", declared.item.name.text);
            let found = Diagnostic::new(Code::InvalidNumber, number.span, message)
                .here("together with the units that it is counted in")
                .help("leave it without a definition: it is a unit of its own then");
            self.report(found);
            self.lose_unit(declared.id);
            return;
        };
        let unit = &mut self.resolution.library.units[declared.id];
        unit.base = base;
        unit.factor = factor;
    }

    /// The unit in which numbers of a type are kept.
    pub(super) fn base(&self, unit: Option<UnitId>) -> Option<UnitId> {
        unit.map(|unit| self.library().units[unit].base)
    }

    /// Whether values of two types can be compared, added and assigned to each other.
    pub(super) fn alike(&self, left: Type, right: Type) -> bool {
        match (left, right) {
            (Type::Number(left), Type::Number(right)) => self.convertible(left, right),
            _ => left == right,
        }
    }

    /// A unit that a misspelt word may have meant.
    pub(super) fn near_unit(&self, word: &str) -> Option<String> {
        nearest(word, self.library().units.values().map(|unit| unit.named.name.as_str())).map(str::to_owned)
    }
}

/// Reports a number type whose unit is another one.
pub(super) fn unit_name(checker: &Checker<'_, '_>, unit: Option<UnitId>) -> String {
    unit.map_or_else(
        || "a number without a unit".to_owned(),
        |unit| {
            let units = &checker.library().units;
            if unit.index() < units.len() { format!("a number of {}", units[unit].named.name) } else { String::new() }
        },
    )
}
