//! Conditions, capacities and parties, with what they read.

use super::record::{Capacity, ConditionRecord, ReadRecord, Role, Said};
use super::words::Words;
use crate::judge::{CapacityReasons, ConditionReasons, Derivation, Read, RoleReasons, Session};
use crate::model::{AttributeId, Fact, MeasureId, Members, StateId};

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
                self.fact(format!("{}.{name}", self.state(*state)), *attribute, *fact)
            }
            Read::PairFact(attribute, from, to, fact) => {
                let name = &library.attributes[*attribute].named.name;
                self.fact(format!("{name} from {} to {}", self.state(*from), self.state(*to)), *attribute, *fact)
            }
            Read::Parameter(name, value) => ReadRecord {
                what: name.to_string(),
                value: value.as_ref().zip(measure).map(|(value, measure)| self.argument(measure, name, value)),
                how: Some(if value.is_some() { "in this wording" } else { "this clause does not give it" }),
                said: Said::default(),
            },
            Read::Definition(state, definition, value) => {
                let definition = &library.definitions[*definition];
                ReadRecord {
                    what: format!("{}.{}", self.state(*state), definition.named.name),
                    value: self.result(value, Some(definition.ty)),
                    how: Some("by definition"),
                    said: self.said(&definition.named.remarks, definition.named.span),
                }
            }
            Read::Member(state, group, belongs) => ReadRecord {
                what: format!("{} in group {}", self.state(*state), library.groups[*group].named.name),
                value: Some(if *belongs { "yes" } else { "no" }.to_owned()),
                how: None,
                said: self.membership(*state, *group),
            },
            Read::Figure(expr, value) => ReadRecord {
                what: self.written(library.expressions.span(*expr)),
                value: self.result(value, None),
                how: Some("over the members"),
                said: Said::default(),
            },
        }
    }

    fn fact(&self, what: String, attribute: AttributeId, fact: Option<&Fact>) -> ReadRecord {
        let attribute = &self.library.attributes[attribute];
        match (fact, &attribute.absent) {
            (Some(fact), _) => ReadRecord {
                what,
                value: Some(fact.value.show(attribute.ty, self.library)),
                how: None,
                said: self.said(&fact.remarks, fact.span),
            },
            (None, Some(value)) => ReadRecord {
                what,
                value: Some(value.show(attribute.ty, self.library)),
                how: Some("where nothing is said"),
                said: Said { place: self.place(attribute.named.span), ..Said::default() },
            },
            (None, None) => ReadRecord { what, value: None, how: None, said: Said::default() },
        }
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
