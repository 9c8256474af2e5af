//! State profiles, and the rules that give interests.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::syntax::ast::{
    CapacityStatement, EvidenceItem, FactItem, InterestItem, PairFactItem, StateItem, StateStatement,
};

impl Plan<'_, '_> {
    pub(super) fn state(&mut self, item: &StateItem) {
        let start = |statement: &StateStatement| match statement {
            StateStatement::Capacity(capacity) => self.at(capacity.span),
            StateStatement::Fact(fact) => self.at(fact.span),
            StateStatement::PairFact(fact) => self.at(fact.fact.span),
            StateStatement::Evidence(evidence) => self.at(evidence.span),
            StateStatement::Allow(allow) => self.at(allow.span),
            StateStatement::Remark(remark) => self.at(remark.span),
        };
        let starts: Vec<usize> = item.statements.iter().map(start).collect();
        let ranges = self.with_block(item.span, item.title.as_ref(), Parts::default(), starts, Gap::Statement);
        for (statement, (first, last)) in item.statements.iter().zip(ranges) {
            match statement {
                StateStatement::Capacity(capacity) => self.capacity(capacity, first, last),
                StateStatement::Fact(fact) | StateStatement::PairFact(PairFactItem { fact, .. }) => {
                    self.fact(fact, first, last);
                }
                StateStatement::Evidence(evidence) => self.evidence(evidence, first, last),
                StateStatement::Allow(allow) => self.allow(allow),
                StateStatement::Remark(_) => self.worded(first, last),
            }
        }
    }

    fn capacity(&mut self, capacity: &CapacityStatement, first: usize, last: usize) {
        let mut parts = Parts::default();
        self.remarks(&capacity.remarks, &mut parts);
        self.sentence(first, last, parts);
    }

    fn fact(&mut self, fact: &FactItem, first: usize, last: usize) {
        let mut parts = Parts::default();
        self.expression(&fact.value);
        self.period(fact.since, fact.until, &mut parts);
        self.remarks(&fact.remarks, &mut parts);
        self.sentence(first, last, parts);
    }

    fn evidence(&mut self, evidence: &EvidenceItem, first: usize, last: usize) {
        let mut parts = Parts::default();
        self.qualifier(&["up", "to"], evidence.up_to.map(|modality| modality.span), &mut parts);
        self.qualifier(&["as"], evidence.capacity.as_ref().map(|capacity| capacity.span), &mut parts);
        self.listed(&["at"], &evidence.levels, &mut parts);
        self.condition("when", evidence.when.as_ref(), &mut parts);
        self.weight(evidence.weight.as_ref(), &mut parts);
        self.period(evidence.since, evidence.until, &mut parts);
        self.remarks(&evidence.remarks, &mut parts);
        self.sentence(first, last, parts);
    }

    pub(super) fn interest(&mut self, item: &InterestItem) {
        let every = self.every_state(item);
        let evidence: Vec<usize> = item.evidence.iter().map(|evidence| self.at(evidence.span)).collect();
        let remarks: Vec<usize> = item.remarks.iter().map(|remark| self.at(remark.span)).collect();
        let allows: Vec<usize> = item.allows.iter().map(|allow| self.at(allow.span)).collect();
        let starts = every.iter().chain(&evidence).chain(&remarks).chain(&allows).copied().collect();
        let ranges = self.with_block(item.span, item.title.as_ref(), Parts::default(), starts, Gap::Statement);
        for (first, last) in ranges {
            if Some(first) == every {
                let mut parts = Parts::default();
                self.qualifier(&["as"], item.capacity.as_ref().map(|capacity| capacity.span), &mut parts);
                self.condition("where", item.condition.as_ref(), &mut parts);
                self.sentence(first, last, parts);
            } else if let Ok(index) = evidence.binary_search(&first)
                && let Some(evidence) = item.evidence.get(index)
            {
                self.evidence(evidence, first, last);
            } else if !allows.contains(&first) {
                self.worded(first, last);
            }
        }
        self.allows(&item.allows);
    }

    /// Where `every state` stands in a rule: the tree keeps only what stands behind it.
    fn every_state(&self, item: &InterestItem) -> Option<usize> {
        let inside = self.at(item.span)..self.end(item.span);
        inside.into_iter().find(|index| self.tokens.text(*index) == "every" && self.tokens.text(index + 1) == "state")
    }
}
