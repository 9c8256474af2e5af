//! State blocks: facts, capacities and a state's own evidence.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::evidence::{Giver, inherit};
use super::lookup::written;
use super::{Checker, declared_here};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{AttributeId, CapacityClaim, Fact, Remarks, State, StateId};
use crate::resolve::remarks;
use crate::syntax::ast::{CapacityStatement, FactItem, Path, StateItem, StateStatement};

impl Checker<'_, '_> {
    /// Reads every state block.
    pub(super) fn states(&mut self) {
        for declared in self.resolution.states.clone() {
            self.home = declared.home;
            let mut state = self.library().states[declared.id].clone();
            self.state(declared.id, declared.item, &mut state);
            self.resolution.library.states[declared.id] = state;
        }
    }

    /// Reads a state block into a state.
    pub(super) fn state(&mut self, id: StateId, item: &StateItem, state: &mut State) {
        let block = Arc::new(inherit(Remarks::default(), &state.named.remarks));
        for statement in &item.statements {
            match statement {
                StateStatement::Capacity(statement) => {
                    let claims = self.capacities(statement, &block);
                    if let Some(first) = self.capacity_places.insert(id, statement.span) {
                        self.report_capacity_twice(statement.span, first, &state.named.name);
                    }
                    state.capacities = Some(claims);
                }
                StateStatement::Fact(fact) => {
                    if let Some((attribute, fact)) = self.fact(fact, &block) {
                        state.facts.entry(attribute).or_default().push(fact);
                    }
                }
                StateStatement::PairFact(pair) => {
                    let to = self.find_state(&pair.to);
                    if let (Some((attribute, fact)), Some(to)) = (self.pair_fact(&pair.fact, &block), to) {
                        self.add_pair_fact(attribute, id, to, fact);
                    }
                }
                StateStatement::Evidence(evidence) => {
                    state.evidence.extend(self.evidence(evidence, Giver::State, &block));
                }
                StateStatement::Allow(_) | StateStatement::Remark(_) => {}
            }
        }
    }

    pub(super) fn report_capacity_twice(&mut self, span: crate::source::Span, first: crate::source::Span, name: &str) {
        let message = format!("the capacities of `{name}` are stated twice");
        let found = Diagnostic::new(Code::DuplicateName, span, message)
            .here("again")
            .also(first, "first")
            .help("list all of them in one statement: capacity origin, destination");
        self.report(found);
    }

    fn capacities(&mut self, item: &CapacityStatement, block: &Remarks) -> Vec<CapacityClaim> {
        let said = inherit(remarks(&item.remarks), block);
        let ids = self.find_set(&item.capacities, Self::find_capacity);
        ids.into_iter()
            .map(|capacity| CapacityClaim { capacity, when: None, span: item.span, remarks: said.clone() })
            .collect()
    }

    fn fact(&mut self, item: &FactItem, block: &Arc<Remarks>) -> Option<(AttributeId, Fact)> {
        let id = self.fact_attribute(&item.attribute, false)?;
        self.valued(id, item, block)
    }

    fn pair_fact(&mut self, item: &FactItem, block: &Arc<Remarks>) -> Option<(AttributeId, Fact)> {
        let id = self.fact_attribute(&item.attribute, true)?;
        self.valued(id, item, block)
    }

    fn valued(&mut self, id: AttributeId, item: &FactItem, block: &Arc<Remarks>) -> Option<(AttributeId, Fact)> {
        let period = self.period(item.since.as_ref(), item.until.as_ref());
        let ty = self.attribute_type(id)?;
        let value = self.literal(&item.value, ty, &format_args!("the attribute `{}`", written(&item.attribute)))?;
        let remarks =
            if item.remarks.is_empty() { Arc::clone(block) } else { Arc::new(inherit(remarks(&item.remarks), block)) };
        self.wants_source(&remarks, item.span, "a fact");
        Some((id, Fact { value, period, span: item.span, remarks }))
    }

    /// An attribute that a fact is given for: one of states, or one of pairs.
    pub(super) fn fact_attribute(&mut self, path: &Path, of_pair: bool) -> Option<AttributeId> {
        let id = self.find_attribute(path)?;
        let attribute = &self.library().attributes[id];
        if attribute.of_pair == of_pair {
            return Some(id);
        }
        let name = &attribute.named.name;
        let (message, help) = if of_pair {
            (format!("`{name}` is about one state"), format!("write `{name}: …` in the block of the state"))
        } else {
            (
                format!("`{name}` is about two states"),
                format!("write `{name} to STATE: …`, or use a `pairs from` table"),
            )
        };
        let found = Diagnostic::new(Code::PairAttribute, path.span, message).here("given for another number of states");
        let found = declared_here(found.help(help), &attribute.named);
        self.report(found);
        None
    }

    pub(super) fn add_pair_fact(&mut self, attribute: AttributeId, from: StateId, to: StateId, fact: Fact) {
        if from == to {
            let found = Diagnostic::new(Code::PairAttribute, fact.span, "a state is not a pair with itself")
                .here("from a state to the same state")
                .help("name two different states");
            self.report(found);
            return;
        }
        self.resolution.library.pair_facts.entry((attribute, from, to)).or_default().push(fact);
    }

    /// Of two values of one attribute that begin on one day nobody can say which counts.
    pub(super) fn series(&mut self) {
        let library = &self.resolution.library;
        let mut found = Vec::new();
        let mut check = |facts: &[Fact], attribute: AttributeId, whose: &dyn Fn() -> String| {
            if facts.len() < 2 {
                return;
            }
            let mut first_on = BTreeMap::new();
            for fact in facts {
                if let Some(first) = first_on.insert(fact.period.since, fact.span) {
                    let name = &library.attributes[attribute].named.name;
                    let message = format!("`{name}` of {} has two values from the same day on", whose());
                    let again = Diagnostic::new(Code::FactTwice, fact.span, message)
                        .here(
                            fact.period.since.map_or_else(|| "without a day".to_owned(), |day| format!("since {day}")),
                        )
                        .also(first, "the other one")
                        .help("keep one of them, or give each the day since which it holds: `since 2018-01-01`");
                    found.push(again);
                }
            }
        };
        for state in library.states.values() {
            for (attribute, facts) in &state.facts {
                check(facts, *attribute, &|| format!("`{}`", state.named.name));
            }
        }
        for ((attribute, from, to), facts) in &library.pair_facts {
            let whose = || format!("`{}` to `{}`", library.states[*from].named.name, library.states[*to].named.name);
            check(facts, *attribute, &whose);
        }
        for diagnostic in found {
            self.report(diagnostic);
        }
    }
}
