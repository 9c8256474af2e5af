//! Types and units.

use super::Checker;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::model::{Enumeration, EnumerationId, Id, Named, Remarks, Type, UnitId, enumeration_key};
use crate::number::Number;
use crate::resolve::{Declared, Namespace, Thing};
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
        for (index, name) in names.iter().enumerate() {
            if let Some(first) = names.iter().take(index).find(|first| first.text == name.text) {
                let found = Diagnostic::new(Code::DuplicateName, name.span, format!("`{}` is listed twice", name.text))
                    .here("again")
                    .also(first.span, "first")
                    .help("list every value once");
                self.report(found);
            }
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

    /// Works out how many base units each unit is.
    pub(super) fn units(&mut self) {
        let items = self.resolution.units.clone();
        for declared in &items {
            let mut seen = Vec::new();
            self.unit(*declared, &items, &mut seen);
        }
    }

    fn unit(
        &mut self,
        declared: Declared<'_, UnitId, UnitItem>,
        items: &[Declared<'_, UnitId, UnitItem>],
        seen: &mut Vec<UnitId>,
    ) {
        let Some((number, path)) = &declared.item.definition else { return };
        if self.library().units[declared.id].base != declared.id {
            return;
        }
        seen.push(declared.id);
        self.home = declared.home;
        let Some(other) = self.find_unit(path) else { return };
        // A chain as long as the list of units is bounded by it, but the stack is not.
        if seen.contains(&other) || seen.len() > 64 {
            let message = format!("the unit `{}` is defined by itself", declared.item.name.text);
            let found = Diagnostic::new(Code::Cycle, path.span, message)
                .here("this leads back to it")
                .help("leave one unit of the circle without a definition: it is what the others are counted in");
            self.report(found);
            return;
        }
        if let Some(next) = items.iter().find(|next| next.id == other) {
            self.unit(*next, items, seen);
        }
        let Some(value) = number.value.value.clone() else { return };
        if !value.is_positive() {
            let found = Diagnostic::new(Code::InvalidNumber, number.span, "a unit is a positive number of another")
                .here("zero units have no size");
            self.report(found);
            return;
        }
        let (base, factor) = (self.library().units[other].base, self.library().units[other].factor.clone());
        let unit = &mut self.resolution.library.units[declared.id];
        unit.base = base;
        unit.factor = factor.multiply(&value).unwrap_or_else(Number::one);
    }

    /// The unit in which numbers of a type are kept.
    pub(super) fn base(&self, unit: Option<UnitId>) -> Option<UnitId> {
        unit.map(|unit| self.library().units[unit].base)
    }

    /// Whether values of two types can be compared, added and assigned to each other.
    pub(super) fn alike(&self, left: Type, right: Type) -> bool {
        match (left, right) {
            (Type::Number(left), Type::Number(right)) => self.base(left) == self.base(right),
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
