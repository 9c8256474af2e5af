//! Principles, their parties and clauses.

use super::plan::{Gap, Plan};
use super::statement::Parts;
use crate::source::Span;
use crate::syntax::ast::{
    ArgumentValue, Bracketed, ClauseBody, ClauseItem, ClauseTerm, Expr, OverridesItem, PartyItem, Path, PrincipleItem,
    PrincipleStatement,
};

impl Plan<'_, '_> {
    pub(super) fn principle(&mut self, item: &PrincipleItem) {
        let listed = |word: &str, list: &[Path]| {
            list.first().map_or_else(|| self.at(item.span), |first| self.back(first.span, &[word]))
        };
        let start = |statement: &PrincipleStatement| match statement {
            PrincipleStatement::Issue(issues) => listed("issue", issues),
            PrincipleStatement::Levels(levels) => listed("levels", levels),
            PrincipleStatement::Concerns(persons) => listed("concerns", persons),
            PrincipleStatement::Party(party) => self.at(party.span),
            PrincipleStatement::Clause(clause) => self.at(clause.span),
            PrincipleStatement::Reservations(clauses) => clauses
                .first()
                .map_or_else(|| self.at(item.span), |first| self.back(first.span, &["reservations", "on"])),
            PrincipleStatement::Overrides(overrides) => listed("overrides", &overrides.principles),
            PrincipleStatement::Adopted(date) => self.back(date.span, &["adopted"]),
            PrincipleStatement::Allow(allow) => self.at(allow.span),
            PrincipleStatement::Remark(remark) => self.at(remark.span),
        };
        let starts: Vec<usize> = item.statements.iter().map(start).collect();
        let ranges = self.with_block(item.span, item.title.as_ref(), Parts::default(), starts, Gap::Statement);
        for (statement, (first, last)) in item.statements.iter().zip(ranges) {
            match statement {
                PrincipleStatement::Issue(_)
                | PrincipleStatement::Levels(_)
                | PrincipleStatement::Concerns(_)
                | PrincipleStatement::Adopted(_)
                | PrincipleStatement::Remark(_) => self.worded(first, last),
                PrincipleStatement::Overrides(overrides) => self.overrides(overrides, first, last),
                PrincipleStatement::Allow(allow) => self.allow(allow),
                PrincipleStatement::Party(party) => self.party(party, first, last),
                PrincipleStatement::Clause(clause) => self.clause(clause, first, last),
                PrincipleStatement::Reservations(_) => self.sentence(first, last, Parts::default()),
            }
        }
    }

    fn party(&mut self, item: &PartyItem, first: usize, last: usize) {
        let mut parts = Parts::default();
        self.listed(&["as"], &item.capacities, &mut parts);
        self.condition("where", item.condition.as_ref(), &mut parts);
        self.row(first, last, "party");
        for part in &parts.qualifiers {
            self.stop(first, *part, self.tokens.text(*part));
        }
        self.sentence(first, last, parts);
    }

    fn overrides(&mut self, item: &OverridesItem, first: usize, last: usize) {
        let mut parts = Parts::default();
        self.listed(&["on"], &item.measures, &mut parts);
        self.worded_with(first, last, parts);
    }

    fn clause(&mut self, clause: &ClauseItem, first: usize, last: usize) {
        let mut parts = Parts::default();
        match &clause.body {
            ClauseBody::Plain(term) => self.term(term, &mut parts),
            ClauseBody::Optional(span, term) => {
                self.whole(*span);
                self.term(term, &mut parts);
            }
            ClauseBody::Alternatives(span, terms) => {
                self.whole(*span);
                for term in terms {
                    self.term(term, &mut parts);
                }
                let bars = terms.iter().skip(1).map(|term| self.back(term.span, &["|"]));
                parts.qualifiers.extend(bars);
            }
        }
        self.treaty_text(clause.text.as_ref().map(|text| text.span), &mut parts);
        self.remarks(&clause.remarks, &mut parts);
        self.row(first, last, "clause");
        self.stop(first, first + 2, "");
        self.sentence(first, last, parts);
    }

    /// Brackets around a clause have spaces inside.
    fn whole(&mut self, brackets: Span) {
        let (open, close) = (self.at(brackets), self.end(brackets));
        self.gap(open + 1, Gap::Space);
        self.gap(close, Gap::Space);
    }

    fn term(&mut self, term: &ClauseTerm, parts: &mut Parts) {
        if let Some(first) = term.parameters.first() {
            let open = self.back(first.span, &["("]);
            self.gap(open, Gap::Fill);
        }
        for argument in &term.parameters {
            match &argument.value {
                ArgumentValue::Given(Bracketed::Plain(value)) => self.expression(value),
                ArgumentValue::Given(Bracketed::Alternatives(_, values)) => self.values(values),
                ArgumentValue::Open(_) => {}
            }
        }
        self.listed(&["at"], &term.levels, parts);
        self.condition("when", term.when.as_ref(), parts);
        self.condition("unless", term.unless.as_ref(), parts);
        self.treaty_text(term.text.as_ref().map(|text| text.span), parts);
    }

    fn values(&mut self, values: &[Expr]) {
        for value in values {
            self.expression(value);
        }
    }

    fn treaty_text(&self, text: Option<Span>, parts: &mut Parts) {
        parts.remarks.extend(text.map(|span| self.back(span, &["text"])));
    }
}
