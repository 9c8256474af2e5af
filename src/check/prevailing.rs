//! Which principle says that it prevails over which, and when its text was adopted.

use super::Checker;
use super::circles::{Circle, Link, circles};
use crate::diagnostics::{Code, Diagnostic, quoted_all};
use crate::model::{Override, PrincipleId};
use crate::syntax::ast::{Date, OverridesItem, PrincipleItem, PrincipleStatement};

impl Checker<'_, '_> {
    /// What a principle says of the others and of its day.
    pub(super) fn prevailing(&mut self, id: PrincipleId, item: &PrincipleItem) {
        let mut adopted: Option<&Date> = None;
        for statement in &item.statements {
            match statement {
                PrincipleStatement::Overrides(overrides) => self.overrides(id, overrides),
                PrincipleStatement::Adopted(date) => {
                    if let Some(first) = adopted {
                        let message = format!("the principle `{}` is adopted twice", item.name.text);
                        let found = Diagnostic::new(Code::DuplicateName, date.span, message)
                            .here("again")
                            .also(first.span, "first")
                            .help("keep one of them");
                        self.report(found);
                    }
                    adopted = adopted.or(Some(date));
                }
                PrincipleStatement::Issue(_)
                | PrincipleStatement::Levels(_)
                | PrincipleStatement::Concerns(_)
                | PrincipleStatement::Party(_)
                | PrincipleStatement::Clause(_)
                | PrincipleStatement::Reservations(_)
                | PrincipleStatement::Allow(_)
                | PrincipleStatement::Remark(_) => {}
            }
        }
        self.resolution.library.principles[id].adopted = adopted.and_then(|date| date.value);
    }

    fn overrides(&mut self, id: PrincipleId, item: &OverridesItem) {
        let measures = self.find_set(&item.measures, Self::find_measure);
        // Without measures it is about all of them: one that could not be found must not widen it.
        let widened = measures.is_empty() && !item.measures.is_empty();
        for path in &item.principles {
            let Some(principle) = self.find_principle(path) else { continue };
            if principle == id {
                let named = &self.library().principles[id].named;
                let found =
                    Diagnostic::new(Code::Cycle, path.span, format!("the principle `{}` overrides itself", named.name))
                        .here("names itself")
                        .help("leave it out, or name the principle that gives way");
                self.report(found);
                continue;
            }
            if widened {
                continue;
            }
            let one = Override { principle, measures: measures.clone(), span: path.span };
            let before = &self.library().principles[id].overrides;
            if let Some(first) = before.iter().find(|before| before.principle == principle && share(before, &one)) {
                let message = format!("`{}` is overridden twice", path.dotted());
                let found = Diagnostic::new(Code::DuplicateName, path.span, message)
                    .here("again, on a measure on which it is already")
                    .also(first.span, "first")
                    .help("name it once, with all measures behind one `on`, or without `on` for all there are");
                self.report(found);
                continue;
            }
            self.resolution.library.principles[id].overrides.push(one);
        }
    }

    /// Reports principles that override each other in a circle, each circle once. On every measure by itself somebody
    /// must prevail, so that `a` may override `b` on one measure and give way to it on another.
    pub(super) fn circles_of_precedence(&mut self) {
        for circle in circles(&self.library().principles) {
            self.report_circle_of_precedence(circle);
        }
    }

    fn report_circle_of_precedence(&mut self, Circle { on, links: mut circle }: Circle) {
        let library = self.library();
        let name = |id: PrincipleId| library.principles[id].named.name.as_str();
        let link = |&(id, place): &Link| library.principles[id].overrides.get(place).map(|one| (id, one));
        // It begins at what is written first.
        let first = circle.iter().enumerate().filter_map(|(at, one)| Some((link(one)?.1.span, at))).min();
        let Some((_, at)) = first else { return };
        circle.rotate_left(at);
        let mut links = circle.iter().filter_map(link);
        let Some((start, one)) = links.next() else { return };
        let by_way = circle.iter().skip(1).map(|(id, _)| name(*id));
        let on = on.map(|measure| format!(" on `{}`", library.measures[measure].named.name)).unwrap_or_default();
        let message = format!("`{}` overrides itself{on}, by way of {}", name(start), quoted_all(by_way, 6));
        let says = |id: PrincipleId, one: &Override| format!("`{}` overrides `{}`", name(id), name(one.principle));
        let mut found = Diagnostic::new(Code::Cycle, one.span, message).here(says(start, one));
        for (id, one) in links {
            found = found.also(one.span, says(id, one));
        }
        let help = "leave one of them out, or say with `on` on which measures each prevails";
        self.report(found.help(help));
    }
}

/// Whether two are about a measure in common.
fn share(one: &Override, other: &Override) -> bool {
    one.measures.is_empty()
        || other.measures.is_empty()
        || one.measures.iter().any(|measure| other.measures.contains(measure))
}
