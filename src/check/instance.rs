//! Which negotiation an expectation is about: the principle, the level, the group, the parts of a pair.

use super::{Checker, declared_here};
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all, quoted_list};
use crate::model::{Body, ExpectedInstance, GroupId, LevelId, PrincipleId, StateId};
use crate::resolve::{Namespace, Thing};
use crate::source::Span;
use crate::syntax::ast::{Name, Path};

impl Checker<'_, '_> {
    pub(super) fn not_of_pairs(&mut self, level: LevelId, span: Span) {
        let name = &self.library().levels[level].named.name;
        let message = format!("at `{name}` a state plays all its parties at once, and meets no single other state");
        let found = Diagnostic::new(Code::Misplaced, span, message).here("only between two states");
        self.report(found.help("leave `as` and `with` out here"));
    }

    /// A principle that could be read. What an expectation misses in one that could not is no mistake of its own.
    pub(super) fn find_sound_principle(&mut self, path: &Path) -> Option<PrincipleId> {
        let id = self.find_principle(path)?;
        let item =
            self.resolution.principles.iter().find(|declared| declared.id == id).map(|declared| declared.item.span);
        item.is_none_or(|span| !self.broken(span)).then_some(id)
    }

    /// Whether it could be read at which level a group negotiates, if at any.
    pub(super) fn has_sound_level(&self, id: GroupId) -> bool {
        let item = self.resolution.groups.iter().find(|declared| declared.id == id).map(|declared| declared.item);
        let level = item.and_then(|item| item.level.as_ref());
        level.is_none_or(|path| !self.broken(path.span))
    }

    pub(super) fn body(&mut self, path: &Path) -> Option<Body> {
        self.find(Namespace::Things, path, "group or forum", |thing| {
            if let Thing::Group(id) = thing {
                Some(Body::Group(id))
            } else if let Thing::Forum(id) = thing {
                Some(Body::Forum(id))
            } else {
                None
            }
        })
    }

    pub(super) fn expected_level(&mut self, id: PrincipleId, level: Option<&Path>, span: Span) -> Option<LevelId> {
        if let Some(path) = level {
            let level = self.find_level(path)?;
            let principle = &self.library().principles[id];
            if !principle.levels.contains(&level) {
                let message = format!("`{}` is not negotiated at `{}`", principle.named.name, path.dotted());
                let names = principle.levels.iter().map(|level| self.library().levels[*level].named.name.as_str());
                let help = format!("it is negotiated at {}", quoted_all(names, 6));
                let found =
                    Diagnostic::new(Code::NoSuchInstance, path.span, message).here("never judged there").help(help);
                let found = declared_here(found, &principle.named);
                self.report(found);
                return None;
            }
            return Some(level);
        }
        let levels = &self.library().principles[id].levels;
        if let [level] = levels.as_slice() {
            return Some(*level);
        }
        let names = levels.iter().map(|level| self.library().levels[*level].named.name.as_str());
        let help = format!("add `at` and one of {}", quoted_list(names, 6));
        let message = format!(
            "`{}` is negotiated at several levels, and the expectation names none",
            self.library().principles[id].named.name
        );
        self.report(Diagnostic::new(Code::NoSuchInstance, span, message).here("at which?").help(help));
        None
    }

    pub(super) fn expected_party(&mut self, id: PrincipleId, name: &Name) -> Option<usize> {
        let principle = &self.library().principles[id];
        let party = principle.party(&name.text);
        if party.is_none() {
            let names = || principle.parties.iter().map(|party| party.name.as_str());
            let help = nearest(&name.text, names())
                .map_or_else(|| format!("it has {}", quoted_all(names(), 8)), |near| format!("did you mean `{near}`?"));
            let message = format!("the principle `{}` has no party `{}`", principle.named.name, name.text);
            self.report(Diagnostic::new(Code::UnknownName, name.span, message).here("who?").help(help));
        }
        party
    }

    pub(super) fn expected_group(&mut self, group: Option<&Path>, level: LevelId, span: Span) -> Option<GroupId> {
        if let Some(path) = group {
            return self.find_group(path);
        }
        let groups: Vec<GroupId> =
            self.library().groups.iter().filter(|(_, g)| g.level == Some(level)).map(|(id, _)| id).collect();
        if let [only] = groups.as_slice() {
            return Some(*only);
        }
        let names = groups.iter().map(|id| self.library().groups[*id].named.name.as_str());
        let at = &self.library().levels[level].named.name;
        let (message, help) = if groups.is_empty() {
            (format!("no group negotiates at `{at}`"), format!("declare one: group NAME \"…\" at {at} {{ … }}"))
        } else {
            (
                format!("several groups negotiate at `{at}`, and the expectation names none"),
                format!("add `in group` and one of {}", quoted_list(names, 6)),
            )
        };
        self.report(Diagnostic::new(Code::NoSuchInstance, span, message).here("in which group?").help(help));
        None
    }

    pub(super) fn expected_pair(
        &mut self,
        id: PrincipleId,
        state: StateId,
        party: Option<usize>,
        with: Option<StateId>,
        span: Span,
    ) -> Option<ExpectedInstance> {
        let two = self.library().principles[id].parties.len() == 2;
        let Some(with) = with.filter(|with| *with != state) else {
            let found =
                Diagnostic::new(Code::NoSuchInstance, span, "the expectation is about two states and names one")
                    .here("with whom?")
                    .help("add `with` and the other state: for MDA with AUT");
            self.report(found);
            return None;
        };
        Some(match (two, party) {
            (false, _) => ExpectedInstance::Pair(state.min(with), state.max(with)),
            (true, Some(0)) => ExpectedInstance::Pair(state, with),
            (true, Some(_)) => ExpectedInstance::Pair(with, state),
            (true, None) => ExpectedInstance::EitherPair(state, with),
        })
    }
}
