//! Vocabulary: units, issues, persons, attributes and measures.

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{MeasureId, Parameter};
use crate::syntax::ast::MeasureItem;

impl Checker<'_, '_> {
    /// Fills in all vocabulary.
    pub(super) fn vocabulary(&mut self) {
        self.units();
        for declared in self.resolution.persons.clone() {
            self.home = declared.home;
            let overlaps = self.find_set(&declared.item.overlaps, Self::find_persons);
            self.resolution.library.persons[declared.id].overlaps = overlaps;
        }
        for declared in self.resolution.attributes.clone() {
            self.home = declared.home;
            let Some(ty) = self.type_of(&declared.item.ty) else {
                self.lose_attribute(declared.id);
                continue;
            };
            self.resolution.library.attributes[declared.id].ty = ty;
            let what = format!("the attribute `{}`", declared.item.name.text);
            if let Some(absent) = &declared.item.absent {
                self.resolution.library.attributes[declared.id].absent = self.literal(absent, ty, &what);
            }
        }
        for declared in self.resolution.measures.clone() {
            self.home = declared.home;
            let item = declared.item;
            let on = self.find_set(&item.on, Self::find_issue);
            let against = self.find_set(&item.against, Self::find_issue);
            let parameters = self.parameters(declared.id, item);
            let excludes = self.find_set(&item.excludes, Self::find_measure);
            let entails = self.find_set(&item.entails, Self::find_measure);
            for (ids, word) in [(&excludes, "excludes"), (&entails, "entails")] {
                if ids.contains(&declared.id) {
                    let message = format!("the measure `{}` {word} itself", item.name.text);
                    self.report(
                        Diagnostic::new(Code::Cycle, item.span, message).here("names itself").help("leave it out"),
                    );
                }
            }
            let measure = &mut self.resolution.library.measures[declared.id];
            measure.on = on;
            measure.against = against;
            measure.parameters = parameters;
            measure.excludes = excludes;
            measure.entails = entails;
        }
    }

    fn parameters(&mut self, id: MeasureId, item: &MeasureItem) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for parameter in &item.parameters {
            if let Some(first) = parameters.iter().find(|first| first.name == parameter.name.text) {
                let message = format!("the measure has two parameters `{}`", first.name);
                let found = Diagnostic::new(Code::DuplicateName, parameter.name.span, message)
                    .here("again")
                    .also(first.span, "first")
                    .help("give one of them another name");
                self.report(found);
                continue;
            }
            let Some(ty) = self.type_of(&parameter.ty) else {
                self.lose_parameter(id, &parameter.name.text);
                continue;
            };
            parameters.push(Parameter {
                name: parameter.name.text.clone(),
                bound: parameter.bound.map(|bound| bound.value),
                ty,
                span: parameter.name.span,
            });
        }
        parameters
    }
}
