//! Slips in groups and in rules of adoption.

use super::Operator;
use super::figure::Step;
use super::finder::Finder;
use crate::source::Span;
use crate::syntax::ast::{
    Adoption, AdoptionKind, ForumItem, ForumStatement, GroupItem, GroupMembers, NumberLiteral, Spanned,
};

impl Finder<'_> {
    pub fn group(&mut self, item: &GroupItem) {
        match &item.members {
            GroupMembers::Every(_, condition) => self.guard("where", condition.as_ref()),
            GroupMembers::Listed(_) => {}
        }
    }

    pub fn forum(&mut self, item: &ForumItem) {
        for statement in &item.statements {
            match statement {
                ForumStatement::Adopts(rule) => self.adoption(rule),
                ForumStatement::Veto(states) => {
                    let spans: Vec<Span> = states.iter().map(|state| state.span).collect();
                    self.shorten(Operator::Veto, &spans, &["veto"]);
                }
                ForumStatement::Level(_)
                | ForumStatement::Members(_)
                | ForumStatement::Allow(_)
                | ForumStatement::Remark(_) => {}
            }
        }
    }

    fn adoption(&mut self, rule: &Adoption) {
        match &rule.kind {
            AdoptionKind::And(rules) | AdoptionKind::Or(rules) => {
                let spans: Vec<Span> = rules.iter().map(|rule| rule.span).collect();
                self.joined_rules(&spans);
                for rule in rules {
                    self.adoption(rule);
                }
            }
            AdoptionKind::Consensus => {
                self.replace(Operator::Adoption, rule.span, "unanimity");
                self.replace(Operator::Adoption, rule.span, "majority");
            }
            AdoptionKind::Unanimity | AdoptionKind::Majority => {
                self.replace(Operator::Adoption, rule.span, "consensus");
            }
            AdoptionKind::Share { numerator, denominator, of } => {
                self.share(numerator, denominator.as_ref());
                let other = match of.dotted().as_str() {
                    "votes" => Some("members"),
                    "members" => Some("votes"),
                    _ => None,
                };
                if let Some(other) = other {
                    self.replace(Operator::Adoption, of.span, other);
                }
            }
            AdoptionKind::Count(count) | AdoptionKind::AllBut(count) => {
                self.step(Operator::Adoption, count.span, Step::Down);
                self.step(Operator::Adoption, count.span, Step::Up);
            }
        }
    }

    /// A percentage or a numerator one step on; a denominator one step up, since one down is mostly the same as that.
    fn share(&mut self, numerator: &Spanned<NumberLiteral>, denominator: Option<&Spanned<NumberLiteral>>) {
        for step in [Step::Down, Step::Up] {
            self.step(Operator::Adoption, numerator.span, step);
        }
        if let Some(denominator) = denominator {
            self.step(Operator::Adoption, denominator.span, Step::Up);
        }
    }

    /// Rules joined by `and` or `or`, which must be the same word all along.
    fn joined_rules(&mut self, spans: &[Span]) {
        if let [one, other] = spans {
            self.joined(Operator::Connective, Operator::Adoption, &[*one, *other]);
            return;
        }
        for index in 0..spans.len() {
            self.remove_one(Operator::Adoption, spans, index);
        }
        let words: Vec<Span> = spans
            .windows(2)
            .filter_map(|pair| match pair {
                [before, behind] => self.statement.find(&["and", "or"], before.end, behind.start),
                _ => None,
            })
            .collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let other = if self.statement.at(*first) == "and" { "or" } else { "and" };
        let mut put = String::new();
        let mut at = first.start;
        for word in &words {
            put.push_str(self.statement.at(Span::new(at, word.start)));
            put.push_str(other);
            at = word.end;
        }
        self.replace_all(Operator::Connective, *first, first.to(*last), put);
    }
}
