//! Expectations of common ground and of outcomes.

use std::slice;

use super::Checker;
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all};
use crate::model::{self, ExpectationKind, ForumId, IssueId, LevelId, PrincipleId, Quantity, StateId, Type};
use crate::resolve::{Namespace, Thing};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Name, Path, Pick};

/// The names of what comes of a text in a forum.
const RESULTS: &[&str] = &["adopted", "adopted with reservations", "blocked", "unsupported", "outside", "open"];

/// The names of what two states may have in common.
const CLASSES: &[&str] = &["common", "overlapping", "diverging", "unrelated", "undetermined"];

/// A single word as a value.
pub(super) fn word_value(word: &Name) -> Expr {
    let path = Path { library: None, first: word.clone(), rest: Vec::new(), span: word.span };
    Expr { span: word.span, kind: ExprKind::Path(path) }
}

/// What has a value for a state.
pub(super) fn quantity(thing: Thing) -> Option<Quantity> {
    if let Thing::Attribute(id) = thing {
        Some(Quantity::Attribute(id))
    } else if let Thing::Definition(id) = thing {
        Some(Quantity::Definition(id))
    } else {
        None
    }
}

/// Two states whose common ground is asked for, and where.
pub(super) struct Compared {
    pub(super) states: [StateId; 2],
    pub(super) issue: Option<IssueId>,
    pub(super) level: LevelId,
    pub(super) choosing: Vec<model::Pick>,
}

impl Checker<'_, '_> {
    /// `expect P in FORUM is adopted`
    pub(super) fn expected_outcome(
        &mut self,
        principle: &Path,
        forum: &Path,
        choosing: &[Pick],
        result: &Name,
        reserved: bool,
    ) -> Option<ExpectationKind> {
        let words = if reserved { format!("{} with reservations", result.text) } else { result.text.clone() };
        let known = self.word(&words, result.span, RESULTS, "what comes of a text in a forum is");
        let (principle, forum, choosing) = self.put_to_the_vote(principle, forum, choosing)?;
        Some(ExpectationKind::Outcome { principle, forum, choosing, result: known? })
    }

    /// `P in FORUM choosing …`
    pub(super) fn put_to_the_vote(
        &mut self,
        principle: &Path,
        forum: &Path,
        choosing: &[Pick],
    ) -> Option<(PrincipleId, ForumId, Vec<model::Pick>)> {
        let forum = self.find_forum(forum);
        let id = self.find_sound_principle(principle)?;
        let text = self.library().principles[id].clone();
        let choosing = self.picks(slice::from_ref(&text), choosing);
        let forum = forum?;
        let level = self.library().forums[forum].level;
        if !text.levels.contains(&level) {
            let (forum, level) = (&self.library().forums[forum].named.name, &self.library().levels[level].named.name);
            let message = format!("`{}` is not negotiated at `{level}`, where `{forum}` decides", text.named.name);
            let names = text.levels.iter().map(|level| self.library().levels[*level].named.name.as_str());
            let help = format!("it is negotiated at {}", quoted_all(names, 6));
            let found =
                Diagnostic::new(Code::NoSuchInstance, principle.span, message).here("never put to the vote there");
            self.report(found.help(help));
            return None;
        }
        Some((id, forum, choosing?))
    }

    /// `expect common ground of A and B is overlapping`
    pub(super) fn expected_common(
        &mut self,
        states: &[Path; 2],
        issue: Option<&Path>,
        level: Option<&Path>,
        choosing: &[Pick],
        class: &Name,
        span: Span,
    ) -> Option<ExpectationKind> {
        let class = self.word(&class.text, class.span, CLASSES, "what two states have in common is");
        let Compared { states, issue, level, choosing } = self.compared(states, issue, level, choosing, span)?;
        Some(ExpectationKind::CommonGround { states, issue, level, choosing, class: class? })
    }

    /// `common ground of A and B on I at L choosing …`
    pub(super) fn compared(
        &mut self,
        states: &[Path; 2],
        issue: Option<&Path>,
        level: Option<&Path>,
        choosing: &[Pick],
        span: Span,
    ) -> Option<Compared> {
        let [first, second] = states;
        let (one, other) = (self.find_state(first), self.find_state(second));
        let issue = match issue {
            Some(path) => Some(self.find_issue(path)?),
            None => None,
        };
        let level = match level {
            Some(path) => self.find_level(path)?,
            None => self.only_level(span)?,
        };
        let all: Vec<_> = self.library().principles.values().cloned().collect();
        let choosing = self.picks(&all, choosing);
        let states = [one?, other?];
        if let [one, other] = states
            && one == other
        {
            let found = Diagnostic::new(Code::NoSuchInstance, second.span, "a state is compared with itself")
                .here("the same state again")
                .help("name two states: common ground of AUT and MDA");
            self.report(found);
            return None;
        }
        Some(Compared { states, issue, level, choosing: choosing? })
    }

    fn only_level(&mut self, span: Span) -> Option<LevelId> {
        let levels: Vec<LevelId> = self.library().levels.ids().collect();
        if let [level] = levels.as_slice() {
            return Some(*level);
        }
        let names = self.library().levels.values().map(|level| level.named.name.as_str());
        let help = format!("add `at` and one of {}", quoted_all(names, 6));
        let message = "the library has several levels, and none is named";
        self.report(Diagnostic::new(Code::NoSuchInstance, span, message).here("at which?").help(help));
        None
    }

    /// `expect remittances for MDA is 16%`
    pub(super) fn expected_value(&mut self, path: &Path, state: &Path, value: &Expr) -> Option<ExpectationKind> {
        let state = self.find_state(state);
        let quantity = self.find(Namespace::Things, path, "attribute or definition", quantity)?;
        let (ty, of_pair) = match quantity {
            Quantity::Attribute(id) => (self.library().attributes[id].ty, self.library().attributes[id].of_pair),
            Quantity::Definition(id) => (self.compile_definition(id, path.span)?, false),
        };
        if of_pair {
            let message = format!("`{}` is a fact of two states, and the expectation names one", path.dotted());
            let found = Diagnostic::new(Code::PairAttribute, path.span, message).here("between whom?");
            self.report(found.help("expect the verdict of a principle that reads it, for one state with the other"));
            return None;
        }
        let unknown =
            matches!(&value.kind, ExprKind::Path(word) if word.dotted() == "unknown" && word.library.is_none());
        let listed = match ty {
            Type::OneOf(values) => self.library().enumerations[values].position("unknown").is_some(),
            Type::Flag | Type::Number(_) | Type::Date | Type::Text | Type::SetOf(_) => false,
        };
        let value =
            if unknown && !listed { None } else { Some(self.literal(value, ty, &format!("`{}`", path.dotted()))?) };
        Some(ExpectationKind::Value { quantity, state: state?, value })
    }

    fn find_forum(&mut self, path: &Path) -> Option<ForumId> {
        self.find(Namespace::Things, path, "forum", |thing| if let Thing::Forum(id) = thing { Some(id) } else { None })
    }

    fn word(&mut self, words: &str, span: Span, known: &[&str], what: &str) -> Option<String> {
        if known.contains(&words) {
            return Some(words.to_owned());
        }
        let help = nearest(words, known.iter().copied()).map_or_else(
            || format!("{what} {}", quoted_all(known.iter().copied(), 8)),
            |near| format!("did you mean `{near}`?"),
        );
        let found = Diagnostic::new(Code::UnknownName, span, format!("nothing ever is `{words}` here"));
        self.report(found.here("not known").help(help));
        None
    }
}
