//! Facts that there are, but not for the day.

use std::cmp::Reverse;

use super::record::Dated;
use super::words::{Words, Written};
use crate::model::Fact;

impl Words<'_> {
    /// Facts that are not in force: those that were, the last first, then those that will be, the first of them first.
    pub fn dated(&self, facts: &[Fact], written: Written) -> Vec<Dated> {
        let dated = |fact: &Fact| Dated {
            value: self.exact(&fact.value, written),
            since: fact.period.since.map(|day| day.to_string()),
            until: fact.period.until.map(|day| day.to_string()),
            said: self.said(&fact.remarks, fact.span),
        };
        self.in_order(facts).into_iter().map(dated).collect()
    }

    /// That there are facts, though none is in force: `16% since 2019-01-01 is not in force on 2018-12-19`.
    pub fn not_in_force(&self, facts: &[Fact], written: Written) -> Option<String> {
        let facts = self.in_order(facts);
        let fact = facts.first()?;
        let since = fact.period.since.map(|since| format!(" since {since}")).unwrap_or_default();
        let until = fact.period.until.map(|until| format!(" until {until}")).unwrap_or_default();
        let day = self.day.map_or_else(|| "without a day".to_owned(), |day| format!("on {day}"));
        let others = match facts.len() {
            1 => "is not in force",
            2 => "and one other fact are not in force",
            _ => "and others are not in force",
        };
        Some(format!("{}{since}{until} {others} {day}", self.value(&fact.value, written)))
    }

    fn in_order<'f>(&self, facts: &'f [Fact]) -> Vec<&'f Fact> {
        let mut facts: Vec<&Fact> = facts.iter().filter(|fact| !fact.period.holds(self.day)).collect();
        let later = |fact: &Fact| fact.period.since.filter(|since| Some(*since) > self.day);
        facts.sort_by_key(|fact| (later(fact), Reverse(fact.period.until)));
        facts
    }
}
