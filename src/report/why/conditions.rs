//! Conditions, capacities and parties, with what they read.

use super::record::{Capacity, ConditionRecord, ReadRecord, Role, Said};
use super::words::{Words, Written};
use crate::judge::{CapacityReasons, ConditionReasons, Derivation, Read, RoleReasons, Session};
use crate::model::{AttributeId, Fact, MeasureId, Members, Series, StateId, Value};

impl Words<'_> {
    /// What a condition comes to. `measure` is that of the clause whose parameters it reads.
    pub fn condition_record(&self, reasons: &ConditionReasons<'_>, measure: Option<MeasureId>) -> ConditionRecord {
        ConditionRecord {
            text: self.condition(reasons.condition),
            holds: reasons.holds.name(),
            only_between_pairs: reasons.needs_pair,
            reads: reasons.reads.iter().map(|read| self.read(read, measure)).collect(),
            place: self.place(reasons.condition.span),
        }
    }

    fn read(&self, read: &Read<'_>, measure: Option<MeasureId>) -> ReadRecord {
        let library = self.library;
        match read {
            Read::Fact(state, attribute, fact) => {
                let name = &library.attributes[*attribute].named.name;
                let facts = library.states[*state].facts.get(attribute).map_or(&[][..], Series::as_slice);
                self.fact(format!("{}.{name}", self.state(*state)), *attribute, *fact, facts)
            }
            Read::PairFact(attribute, from, to, fact) => {
                let name = &library.attributes[*attribute].named.name;
                let facts = library.pair_facts.get(&(*attribute, *from, *to)).map_or(&[][..], Series::as_slice);
                let what = format!("{name} from {} to {}", self.state(*from), self.state(*to));
                self.fact(what, *attribute, *fact, facts)
            }
            Read::Parameter(name, value) => {
                let given = value.as_ref().zip(measure).map(|(value, measure)| {
                    let written = self.parameter(measure, name);
                    [self.exact(value, written), self.value(value, written)]
                });
                let how = if value.is_some() { "in this wording" } else { "this clause does not give it" };
                record(name.to_string(), given, Some(how), Said::default())
            }
            Read::Definition(state, definition, value) => {
                let named = &library.definitions[*definition].named;
                let what = format!("{}.{}", self.state(*state), named.name);
                let value = self.result(value, self.definition(*definition));
                record(what, value, Some("by definition"), self.said(&named.remarks, named.span))
            }
            Read::Member(state, group, belongs) => {
                let what = format!("{} in group {}", self.state(*state), library.groups[*group].named.name);
                let belongs = if *belongs { "yes" } else { "no" }.to_owned();
                record(what, Some([belongs.clone(), belongs]), None, self.membership(*state, *group))
            }
            Read::Figure(expr, value) => {
                let what = self.written(library.expressions.span(*expr));
                record(what, self.result(value, Written::default()), Some("over the members"), Said::default())
            }
        }
    }

    fn fact(&self, what: String, attribute: AttributeId, fact: Option<&Fact>, facts: &[Fact]) -> ReadRecord {
        let written = self.attribute(attribute);
        let attribute = &self.library.attributes[attribute];
        let both = |value: &Value| Some([self.exact(value, written), self.value(value, written)]);
        let mut read = match (fact, &attribute.absent) {
            (Some(fact), _) => record(what, both(&fact.value), None, self.said(&fact.remarks, fact.span)),
            (None, Some(value)) => {
                let said = Said { place: self.place(attribute.named.span), ..Said::default() };
                record(what, both(value), Some("where nothing is said"), said)
            }
            (None, None) => record(what, None, None, Said::default()),
        };
        if fact.is_none() {
            read.not_in_force = self.dated(facts, written);
            read.other_days = self.not_in_force(facts, written);
        }
        read
    }

    fn membership(&self, state: StateId, group: crate::model::GroupId) -> Said {
        let group = &self.library.groups[group];
        let span = match &group.members {
            Members::Listed(members) => {
                members.iter().find(|member| member.state == state).map_or(group.named.span, |member| member.span)
            }
            Members::Where(condition) => condition.map_or(group.named.span, |condition| condition.span),
        };
        self.said(&group.named.remarks, span)
    }

    pub fn capacity(&self, reasons: &CapacityReasons<'_>) -> Capacity {
        let said = reasons.claims.first().map(|(claim, _)| self.said(&claim.remarks, claim.span));
        Capacity {
            called: self.called(&self.library.capacities[reasons.capacity]),
            has: reasons.has.name(),
            stated: reasons.stated,
            when: reasons
                .claims
                .iter()
                .filter_map(|(_, condition)| condition.as_ref())
                .map(|condition| self.condition_record(condition, None))
                .collect(),
            said: said.unwrap_or_default(),
        }
    }

    pub fn parties(&self, session: &Session<'_, '_>, derivation: &Derivation<'_, '_>) -> Vec<Role> {
        let role = |reasons: &RoleReasons<'_>| {
            let party = session.text().parties.get(reasons.party);
            Role {
                party: party.map_or_else(String::new, |party| party.name.clone()),
                state: self.called(&self.library.states[reasons.state].named),
                plays: reasons.played.name(),
                capacities: reasons.capacities.iter().map(|capacity| self.capacity(capacity)).collect(),
                condition: reasons.condition.as_ref().map(|condition| self.condition_record(condition, None)),
                place: party.and_then(|party| self.place(party.span)),
            }
        };
        derivation.roles.iter().map(role).collect()
    }
}

fn record(what: String, value: Option<[String; 2]>, how: Option<&'static str>, said: Said) -> ReadRecord {
    let (value, shown) = value.map(|[exact, shown]| (exact, shown)).unzip();
    ReadRecord { what, value, shown, how, not_in_force: Vec::new(), other_days: None, said }
}
