//! Test blocks.

use super::Checker;
use super::expect::{quantity, word_value};
use super::expression::Context;
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all};
use crate::model::{Arity, Body, Expectation, ExpectationKind, ExpectedInstance, Id, State, StateId, Test};
use crate::resolve::{Namespace, Thing, named};
use crate::syntax::ast::{
    ExpectItem, ExpectKind, Expr, Name, NumberLiteral, Path, Pick, Spanned, StateItem, TestItem, TestStatement,
};

/// The names of verdicts as expectations use them.
pub const VERDICT_NAMES: &[&str] =
    &["outside", "conflict", "divided", "reserve", "agree", "neutral", "undetermined", "open"];

/// Where states are counted.
#[derive(Clone, Copy)]
struct Place<'i> {
    level: Option<&'i Path>,
    group: Option<&'i Path>,
    /// Whether the word `group` stands in front of it.
    no_forum: bool,
}

impl Checker<'_, '_> {
    /// Reads the tests of the project's own library; those of its dependencies are run where they live.
    pub(super) fn tests(&mut self, own: usize) {
        for (home, item) in self.resolution.tests.clone() {
            self.home = home;
            let test = self.test(item);
            if home == own {
                self.resolution.library.tests.push(test);
            }
        }
    }

    fn test(&mut self, item: &TestItem) -> Test {
        let mut as_of = None;
        let mut states: Vec<&StateItem> = Vec::new();
        for statement in &item.statements {
            match statement {
                TestStatement::Given(state) => states.push(state),
                TestStatement::AsOf(date) => as_of = date.value,
                TestStatement::Expect(_) | TestStatement::Allow(_) => {}
            }
        }
        let expects = |statement: &TestStatement| matches!(statement, TestStatement::Expect(_));
        if !item.statements.iter().any(expects) && !self.broken(item.span) {
            let found = Diagnostic::new(Code::MissingPart, item.title.span, "the test expects nothing")
                .here("what must come out?")
                .help("say it in the braces: `expect PRINCIPLE at LEVEL for STATE is agree`");
            self.report(found);
        }
        let given = self.givens(&states);
        let mut expectations = Vec::new();
        for statement in &item.statements {
            if let TestStatement::Expect(expect) = statement
                && let Some(kind) = self.expectation(expect)
            {
                expectations.push(Expectation { span: expect.span, kind });
            }
        }
        self.given.clear();
        Test { title: item.title.value.clone(), span: item.title.span, given, as_of, expectations }
    }

    /// The states that a test or a snapshot gives. All are named before any is read, since one may name another.
    pub(super) fn givens(&mut self, items: &[&StateItem]) -> Vec<(StateId, State)> {
        let mut given: Vec<(StateId, State)> = Vec::new();
        for item in items {
            let named = self.given_name(item, &given);
            given.push(named);
        }
        for (item, (id, state)) in items.iter().zip(&mut given) {
            self.given_state(*id, item, state);
        }
        given
    }

    /// The id of a given state: that of the library's, when there is one of the name, or a new one behind all others.
    fn given_name(&mut self, item: &StateItem, before: &[(StateId, State)]) -> (StateId, State) {
        let name = item.name.text.clone();
        let found = self.resolution.symbols.meanings(Namespace::States, &name, self.home, None).next().copied();
        if let Some(Thing::State(id)) = found.map(|symbol| symbol.thing) {
            return (id, self.library().states[id].clone());
        }
        let new = before.iter().filter(|(id, _)| id.index() >= self.library().states.len()).count();
        let id = StateId::new(self.library().states.len() + new);
        self.given.push((name, id));
        let named = named(&item.name, item.title.as_ref(), &[]);
        (id, State { named, capacities: None, facts: indexmap::IndexMap::default(), evidence: Vec::new() })
    }

    /// A given of a state that exists replaces the facts and capacities that it names and adds its evidence.
    fn given_state(&mut self, id: StateId, item: &StateItem, state: &mut State) {
        let mut only = State {
            named: state.named.clone(),
            capacities: None,
            facts: indexmap::IndexMap::default(),
            evidence: Vec::new(),
        };
        let before = self.capacity_places.remove(&id);
        self.state(id, item, &mut only);
        self.capacity_places.remove(&id);
        if let Some(before) = before {
            self.capacity_places.insert(id, before);
        }
        state.capacities = only.capacities.or(state.capacities.take());
        for (attribute, facts) in only.facts {
            state.facts.insert(attribute, facts);
        }
        state.evidence.extend(only.evidence);
    }

    fn verdict_name(&mut self, name: &Name) -> Option<String> {
        if VERDICT_NAMES.contains(&name.text.as_str()) {
            return Some(name.text.clone());
        }
        let help = nearest(&name.text, VERDICT_NAMES.iter().copied()).map_or_else(
            || format!("the verdicts are {}", quoted_all(VERDICT_NAMES.iter().copied(), 8)),
            |near| format!("did you mean `{near}`?"),
        );
        let found = Diagnostic::new(Code::UnknownName, name.span, format!("there is no verdict `{}`", name.text));
        self.report(found.here("not a verdict").help(help));
        None
    }

    fn expectation(&mut self, item: &ExpectItem) -> Option<ExpectationKind> {
        match &item.kind {
            ExpectKind::Verdict {
                principle,
                level: None,
                group: None,
                state,
                party: None,
                with: None,
                choosing,
                verdict,
            } if choosing.is_empty() && self.is_valued(principle, verdict) => {
                self.expected_value(principle, state, &word_value(verdict))
            }
            ExpectKind::Value { quantity, state, value } => self.expected_value(quantity, state, value),
            ExpectKind::Verdict { principle, level, group, state, party, with, choosing, verdict } => {
                let verdict = self.verdict_name(verdict);
                let state = self.find_state(state);
                let with_place = with.as_ref().map(|path| path.span);
                let with = match with {
                    Some(path) => Some(self.find_state(path)?),
                    None => None,
                };
                let id = self.find_sound_principle(principle)?;
                let known = self.library().principles[id].clone();
                let choosing = self.picks(std::slice::from_ref(&known), choosing);
                let level = match (level, group) {
                    (None, Some(path)) => {
                        let group = self.find_group(path)?;
                        self.has_sound_level(group).then_some(())?;
                        self.library().groups[group].level
                    }
                    _ => None,
                }
                .map_or_else(|| self.expected_level(id, level.as_ref(), principle.span), Some)?;
                let state = state?;
                let party = match party {
                    Some(name) => Some((self.expected_party(id, name)?, name.span)),
                    None => None,
                };
                if self.library().levels[level].arity != Arity::Pairs
                    && let Some(span) = party.map(|(_, span)| span).or(with_place)
                {
                    self.not_of_pairs(level, span);
                    return None;
                }
                let party = party.map(|(party, _)| party);
                let instance = match self.library().levels[level].arity {
                    Arity::All => ExpectedInstance::All,
                    Arity::Groups => ExpectedInstance::Group(self.expected_group(group.as_ref(), level, item.span)?),
                    Arity::Pairs => self.expected_pair(id, state, party, with, item.span)?,
                };
                Some(ExpectationKind::Verdict {
                    principle: id,
                    level,
                    instance,
                    state,
                    choosing: choosing?,
                    verdict: verdict?,
                })
            }
            ExpectKind::Scope { issue, level, status } => {
                let issue = self.find_issue(issue);
                let level = self.find_level(level);
                Some(ExpectationKind::Scope { issue: issue?, level: level?, status: status.value })
            }
            ExpectKind::Common { states, issue, level, choosing, class } => {
                self.expected_common(states, issue.as_ref(), level.as_ref(), choosing, class, item.span)
            }
            ExpectKind::Outcome { principle, forum, choosing, result, reserved } => {
                self.expected_outcome(principle, forum, choosing, result, *reserved)
            }
            ExpectKind::Count { verdict, principle, level, group, no_forum, condition, choosing, number } => {
                let place = Place { level: level.as_ref(), group: group.as_ref(), no_forum: *no_forum };
                self.expected_count(verdict, principle, place, condition.as_ref(), choosing, number)
            }
        }
    }

    /// `expect count of agree on P at global is 12`;
    fn expected_count(
        &mut self,
        verdict: &Name,
        principle: &Path,
        place: Place<'_>,
        condition: Option<&Expr>,
        choosing: &[Pick],
        number: &Spanned<NumberLiteral>,
    ) -> Option<ExpectationKind> {
        let Place { level, group, no_forum } = place;
        let verdict = self.verdict_name(verdict);
        let id = self.find_sound_principle(principle)?;
        let known = self.library().principles[id].clone();
        let choosing = self.picks(std::slice::from_ref(&known), choosing);
        let body = match group {
            Some(path) if no_forum => Some(Body::Group(self.find_group(path)?)),
            Some(path) => Some(self.body(path)?),
            None => None,
        };
        let level = match (level, body) {
            (None, Some(Body::Forum(forum))) => self.library().forums[forum].level,
            (None, Some(Body::Group(group))) if self.library().groups[group].level.is_some() => {
                self.library().groups[group].level?
            }
            (None, Some(Body::Group(group))) if !self.has_sound_level(group) => return None,
            (level, _) => self.expected_level(id, level, principle.span)?,
        };
        let context = Context::one_state("a condition on who is counted");
        let condition = match condition {
            Some(expr) => Some(self.condition(expr, &context)?),
            None => None,
        };
        let count = number.value.value.as_ref()?.to_usize();
        if count.is_none() {
            let found = Diagnostic::new(Code::InvalidNumber, number.span, "states are counted in whole numbers");
            self.report(found.here("not a number of states").help("write a number such as `152`"));
        }
        Some(ExpectationKind::Count {
            verdict: verdict?,
            principle: id,
            level,
            body,
            condition,
            choosing: choosing?,
            number: count?,
        })
    }

    /// Whether `expect NAME for STATE is WORD` is about a value and not about a verdict: by what the name is, and by the
    /// word where the name is nothing.
    fn is_valued(&self, name: &Path, word: &Name) -> bool {
        let is_verdict = VERDICT_NAMES.contains(&word.text.as_str());
        let anything = self.peek(Namespace::Things, name, Some).is_some();
        self.peek(Namespace::Things, name, quantity).is_some() || !anything && !is_verdict
    }
}
