//! Names in conditions: attributes, parameters, values, and whose they are.

use super::{Context, Typed};
use crate::check::lookup::written;
use crate::check::told::{Space, key};
use crate::check::{Checker, declared_here};
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all, quoted_list};
use crate::model::{Expr, Subject, Type, Value};
use crate::resolve::{Namespace, Thing};
use crate::source::Span;
use crate::syntax::ast::Path;

/// An attribute or a definition.
#[derive(Debug, Clone, Copy)]
enum Quantity {
    Attribute,
    Definition,
}

fn quantity(thing: Thing) -> Option<Quantity> {
    if matches!(thing, Thing::Attribute(_)) {
        Some(Quantity::Attribute)
    } else {
        matches!(thing, Thing::Definition(_)).then_some(Quantity::Definition)
    }
}

impl Checker<'_, '_> {
    /// Whether a word is one value of the enumeration that is expected, or at least nothing else that could be read.
    pub(super) fn looks_like_a_value(&self, path: &Path, context: &Context) -> bool {
        path.library.is_none()
            && path.rest.is_empty()
            && !context.parameters.contains_key(&path.first.text)
            && self.peek(Namespace::Things, path, quantity).is_none()
    }

    /// Whether a word is `level`, and nothing declared.
    pub(super) fn is_level(&self, path: &Path, context: &Context) -> bool {
        path.first.text == "level" && self.looks_like_a_value(path, context)
    }

    pub(super) fn name(&mut self, path: &Path, context: &Context, expected: Option<Type>) -> Option<Typed> {
        let span = path.span;
        if path.library.is_none() && path.rest.is_empty() {
            let word = path.first.text.as_str();
            if let Some(Type::OneOf(enumeration) | Type::SetOf(enumeration)) = expected
                && let Some(position) = self.library().enumerations[enumeration].position(word)
            {
                return self.intern(Expr::Value(Value::Symbol(position)), Type::OneOf(enumeration), span);
            }
            match context.parameters.get(word) {
                Some(Some(ty)) => return self.intern(Expr::Parameter(word.into()), *ty, span),
                Some(None) => {
                    let message =
                        format!("the parameter `{word}` has another type in each of the measures this is about");
                    let found = Diagnostic::new(Code::AmbiguousName, span, message)
                        .here("which measure's?")
                        .help("say it of one measure or clause at a time");
                    self.report(found);
                    return None;
                }
                None => {}
            }
            if self.is_level(path, context) {
                let found = Diagnostic::new(Code::TypeMismatch, span, "`level` can only be compared with levels")
                    .here("not a value")
                    .help("write `level is bilateral` or `level in {bilateral, regional}`");
                self.report(found);
                return None;
            }
        }
        if path.library.is_none()
            && let [attribute] = path.rest.as_slice()
        {
            let first = Path { rest: Vec::new(), span: path.first.span, ..path.clone() };
            let subject = self.subject(&first, context)?;
            let rest = Path { library: None, first: attribute.clone(), rest: Vec::new(), span: attribute.span };
            return self.read(subject, &rest, span, context, None);
        }
        self.read(Subject::Own, path, span, context, expected)
    }

    fn read(
        &mut self,
        subject: Subject,
        path: &Path,
        span: Span,
        context: &Context,
        expected: Option<Type>,
    ) -> Option<Typed> {
        match self.peek(Namespace::Things, path, quantity) {
            Some(Quantity::Attribute) => {
                let id = self.find_attribute(path)?;
                let attribute = &self.library().attributes[id];
                if attribute.of_pair {
                    let name = attribute.named.name.clone();
                    let found = Diagnostic::new(Code::PairAttribute, span, format!("`{name}` is about two states"))
                        .here("from which state to which?");
                    let parties = context.parties.as_slice();
                    let help = match parties {
                        [first, second, ..] => format!("write `{name} from {first} to {second}`"),
                        _ => format!("write `{name} from counterpart to self`, or the other way round"),
                    };
                    let found = declared_here(found.help(help), &self.library().attributes[id].named);
                    self.report(found);
                    return None;
                }
                let ty = self.attribute_type(id)?;
                self.intern(Expr::Attribute(subject, id), ty, span)
            }
            Some(Quantity::Definition) => {
                let id = self.find(Namespace::Things, path, "definition", |thing| {
                    if let Thing::Definition(id) = thing { Some(id) } else { None }
                })?;
                let ty = self.compile_definition(id, span)?;
                self.intern(Expr::Definition(subject, id), ty, span)
            }
            None => {
                self.report_unread(path, context, expected);
                None
            }
        }
    }

    /// The first attribute that has a word among its values.
    fn attribute_of_value(&self, word: &str) -> Option<&str> {
        let has = |ty: Type| match ty {
            Type::OneOf(id) => self.library().enumerations[id].position(word).is_some(),
            Type::Flag | Type::Number(_) | Type::Date | Type::Text | Type::SetOf(_) => false,
        };
        self.library().attributes.values().find(|attribute| has(attribute.ty)).map(|found| found.named.name.as_str())
    }

    fn report_unread(&mut self, path: &Path, context: &Context, expected: Option<Type>) {
        let name = path.dotted();
        if !self.knows_library(path) {
            return;
        }
        let other = self.peek(Namespace::Things, path, Some);
        let value = matches!(expected, Some(Type::OneOf(_) | Type::SetOf(_)));
        let space = if value { Space::Values } else { Space::Names(Namespace::Things) };
        if other.is_none() && (self.some_lost_parameter(&name) || self.is_told(space, &key(path), path.span)) {
            return;
        }
        let mut known: Vec<&str> = context.parameters.keys().map(String::as_str).collect();
        if let Some(Type::OneOf(enumeration) | Type::SetOf(enumeration)) = expected {
            known.extend(self.library().enumerations[enumeration].values.iter().map(|value| value.name.as_str()));
        }
        let values = known.len();
        let visible = self.resolution.symbols.visible(Namespace::Things, self.home);
        known.extend(visible.filter(|(_, symbol)| quantity(symbol.thing).is_some()).map(|(name, _)| name));
        if context.instance {
            known.push("level");
        }
        let may_compare = self.may_compare();
        let help =
            nearest(&name, known.iter().copied().filter(|_| may_compare)).map(|near| format!("did you mean `{near}`?"));
        let help = help.unwrap_or_else(|| match expected {
            Some(Type::OneOf(_) | Type::SetOf(_)) if values > 0 => {
                format!("its values are {}", quoted_all(known.iter().take(values).copied(), 12))
            }
            _ if matches!(name.as_str(), "unknown" | "missing" | "null" | "nothing") => {
                "whether something is unknown is asked with `not known NAME`".to_owned()
            }
            _ => match self.attribute_of_value(&name) {
                Some(attribute) => format!("it is a value: write `{attribute} is {name}`, or `{attribute} in {{…}}`"),
                None => format!("declare it: attribute {name} \"…\" : number"),
            },
        });
        let (code, message) = match (other, expected) {
            (Some(thing), _) => (
                Code::WrongKind,
                format!("`{name}` is {}, not an attribute", super::super::lookup::article(thing.kind())),
            ),
            (None, Some(Type::OneOf(_) | Type::SetOf(_))) => {
                (Code::InvalidValue, format!("`{name}` is not a value of what it is compared with"))
            }
            (None, _) => (Code::UnknownName, format!("there is no attribute `{name}`")),
        };
        let found = Diagnostic::new(code, path.span, message).here("not known here").help(help);
        if other.is_none() { self.tell(space, &key(path), found) } else { self.report(found) }
    }

    /// The state that a word stands for: a party, `self`, `counterpart`, or a state.
    pub(super) fn subject(&mut self, path: &Path, context: &Context) -> Option<Subject> {
        let word = path.first.text.as_str();
        if path.rest.is_empty() && path.library.is_none() {
            if let Some(party) = context.parties.iter().position(|party| party == word) {
                if context.own_party == Some(party) && !context.in_members {
                    return Some(Subject::Own);
                }
                return self.needs_pair(path, context).then(|| Subject::Party(u8::try_from(party).unwrap_or(u8::MAX)));
            }
            match word {
                "self" => return Some(if context.in_members { Subject::Outer } else { Subject::Own }),
                "counterpart" => return self.needs_pair(path, context).then_some(Subject::Counterpart),
                _ => {}
            }
        }
        let is_state = |thing| if let Thing::State(id) = thing { Some(id) } else { None };
        let given = self.given.iter().any(|(given, _)| *given == written(path));
        if given || self.peek(Namespace::States, path, is_state).is_some() {
            return self.find_state(path).map(Subject::State);
        }
        if self.is_told(Space::Names(Namespace::States), &key(path), path.span) {
            return None;
        }
        let states = self.resolution.symbols.visible(Namespace::States, self.home).map(|(name, _)| name);
        let may_compare = self.may_compare();
        let words = context.parties.iter().map(String::as_str).chain(["self", "counterpart"]);
        let words = words.chain(states.filter(|_| may_compare));
        let near = nearest(&path.dotted(), words).map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| {
            let parties = context.parties.iter().map(String::as_str);
            format!(
                "write a party or a state here: {}, or a state's id",
                quoted_list(parties.chain(["counterpart"]), 6)
            )
        });
        let message = format!("`{}` is neither a party nor a state", path.dotted());
        let found = Diagnostic::new(Code::UnknownName, path.span, message).here("whose?").help(help);
        self.tell(Space::Names(Namespace::States), &key(path), found);
        None
    }

    fn needs_pair(&mut self, path: &Path, context: &Context) -> bool {
        if !context.pair {
            let message = format!("{} is about one state, and `{}` is another", context.what, path.first.text);
            let found = Diagnostic::new(Code::PairOnly, path.span, message)
                .here("which other state?")
                .help("compare two states in a party, a clause or evidence");
            self.report(found);
        }
        context.pair
    }

    pub(super) fn pair_attribute(
        &mut self,
        attribute: &Path,
        from: &Path,
        to: &Path,
        span: Span,
        context: &Context,
    ) -> Option<Typed> {
        let id = self.find_attribute(attribute);
        let from = self.subject(from, context);
        let to = self.subject(to, context);
        let (id, from, to) = (id?, from?, to?);
        let ty = self.attribute_type(id)?;
        let known = &self.library().attributes[id];
        if !known.of_pair {
            let message = format!("`{}` is about one state", known.named.name);
            let found = Diagnostic::new(Code::PairAttribute, span, message)
                .here("read as if it were about two")
                .help(format!("write `{}`, or declare it `of pair`", known.named.name));
            let found = declared_here(found, &known.named);
            self.report(found);
            return None;
        }
        if !context.pair {
            let found = Diagnostic::new(Code::PairOnly, span, format!("{} is about one state", context.what))
                .here("this reads a pair")
                .help("read it in a party, a clause or evidence");
            self.report(found);
            return None;
        }
        self.intern(Expr::PairAttribute(id, from, to), ty, span)
    }
}
