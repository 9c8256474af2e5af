//! Definitions and rule groups: each is compiled when it is first needed, so that none depends on itself.

use std::collections::BTreeMap;

use super::expression::Context;
use super::{Checker, declared_here, order};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{DefinitionId, Derived, GroupId, Id, Members, Type};
use crate::source::Span;
use crate::syntax::ast::GroupMembers;

/// How far the compilation of definitions and groups has come.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    definitions: BTreeMap<DefinitionId, Progress<Option<Type>>>,
    groups: BTreeMap<GroupId, Progress<()>>,
    /// How many are being compiled inside each other.
    nesting: usize,
}

#[derive(Debug, Clone, Copy)]
enum Progress<T> {
    Begun,
    Done(T),
}

/// How many definitions may be compiled inside each other; beyond it the stack would be at risk. As each is compiled
/// behind those that it names, only a circle can come to this.
const MAX_NESTING: usize = 64;

impl Checker<'_, '_> {
    /// Compiles all definitions and rule groups.
    pub(super) fn derived(&mut self) {
        for next in self.compilation_order() {
            match next {
                order::Compiled::Definition(id) => {
                    let span = self.library().definitions[id].named.span;
                    self.compile_definition(id, span);
                }
                order::Compiled::Group(id) => {
                    let span = self.library().groups[id].named.span;
                    self.compile_group(id, span);
                }
            }
        }
        for id in self.library().groups.ids().collect::<Vec<_>>() {
            let span = self.library().groups[id].named.span;
            self.compile_group(id, span);
        }
    }

    /// Compiles a definition, if that has not been done, and says of which type it is. `asked` is where it is named.
    pub(super) fn compile_definition(&mut self, id: DefinitionId, asked: Span) -> Option<Type> {
        match self.compiled.definitions.get(&id) {
            Some(Progress::Done(ty)) => return *ty,
            Some(Progress::Begun) => {
                let named = self.library().definitions[id].named.clone();
                self.report_circle(&named, asked, "definition");
                return None;
            }
            None => {}
        }
        let declared = *self.resolution.definitions.get(id.index())?;
        self.compiled.definitions.insert(id, Progress::Begun);
        let ty = self.nested(declared.home, asked, |checker| {
            let context = Context::one_state("a definition");
            let typed = checker.expression(&declared.item.expression, &context, None)?;
            let definition = &mut checker.resolution.library.definitions[id];
            definition.expr = typed.expr;
            definition.ty = typed.ty;
            checker.resolution.library.derived.push(Derived::Definition(id));
            Some(typed.ty)
        });
        self.compiled.definitions.insert(id, Progress::Done(ty));
        ty
    }

    /// Compiles a group, if that has not been done. `asked` is where it is named.
    pub(super) fn compile_group(&mut self, id: GroupId, asked: Span) -> Option<()> {
        match self.compiled.groups.get(&id) {
            Some(Progress::Done(())) => return Some(()),
            Some(Progress::Begun) => {
                let named = self.library().groups[id].named.clone();
                self.report_circle(&named, asked, "group");
                return None;
            }
            None => {}
        }
        let Some(declared) = self.resolution.groups.iter().find(|declared| declared.id == id).copied() else {
            // It comes from a table, which lists its members.
            self.compiled.groups.insert(id, Progress::Done(()));
            return Some(());
        };
        self.compiled.groups.insert(id, Progress::Begun);
        self.nested(declared.home, asked, |checker| {
            let members = match &declared.item.members {
                GroupMembers::Listed(items) => Members::Listed(checker.memberships(items)),
                GroupMembers::Every(_, None) => Members::Where(None),
                GroupMembers::Every(_, Some(expr)) => {
                    let condition = checker.condition(expr, &Context::one_state("a group"));
                    checker.resolution.library.derived.push(Derived::Group(id));
                    // Without its condition the group would be all states; it is none, and an error is reported.
                    condition.map_or_else(|| Members::Listed(Vec::new()), |condition| Members::Where(Some(condition)))
                }
            };
            checker.resolution.library.groups[id].members = members;
            checker.group_level(id, declared.item);
            Some(())
        });
        self.compiled.groups.insert(id, Progress::Done(()));
        Some(())
    }

    /// How deeply the condition of a group nests.
    pub(super) fn group_depth(&self, id: GroupId) -> u32 {
        match &self.library().groups[id].members {
            Members::Where(Some(condition)) => self.library().expressions.depth(condition.expr),
            Members::Where(None) | Members::Listed(_) => 0,
        }
    }

    fn nested<T>(&mut self, home: usize, asked: Span, compile: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.compiled.nesting >= MAX_NESTING {
            let message = format!("more than {MAX_NESTING} definitions are built one upon the other");
            let found = Diagnostic::new(Code::TooDeep, asked, message)
                .here("one too many")
                .help("break the chain: state the fact that it starts from as an attribute");
            self.report(found);
            return None;
        }
        self.compiled.nesting += 1;
        let before = std::mem::replace(&mut self.home, home);
        let done = compile(self);
        self.home = before;
        self.compiled.nesting -= 1;
        done
    }

    fn report_circle(&mut self, named: &crate::model::Named, asked: Span, what: &str) {
        let message = format!("the {what} `{}` depends on itself", named.name);
        let found = Diagnostic::new(Code::Cycle, asked, message)
            .here("this leads back to it")
            .help("break the circle: say one of them by facts alone");
        self.report(declared_here(found, named));
    }
}
