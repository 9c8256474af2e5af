//! Slips in principles.

use super::Operator;
use super::figure::Step;
use super::finder::Finder;
use crate::source::Span;
use crate::syntax::ast::{
    Argument, ArgumentValue, Bracketed, ClauseBody, ClauseItem, ClauseTerm, Expr, ExprKind, Modality, Path,
    PrincipleItem, PrincipleStatement, Spanned,
};

impl Finder<'_> {
    pub fn principle(&mut self, item: &PrincipleItem) {
        let levels: Vec<String> = item
            .statements
            .iter()
            .filter_map(|statement| match statement {
                PrincipleStatement::Levels(levels) => Some(levels),
                PrincipleStatement::Issue(_)
                | PrincipleStatement::Concerns(_)
                | PrincipleStatement::Party(_)
                | PrincipleStatement::Clause(_)
                | PrincipleStatement::Reservations(_)
                | PrincipleStatement::Overrides(_)
                | PrincipleStatement::Adopted(_)
                | PrincipleStatement::Allow(_)
                | PrincipleStatement::Remark(_) => None,
            })
            .flatten()
            .map(Path::dotted)
            .collect();
        let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
        let is_clause = |statement: &&PrincipleStatement| matches!(statement, PrincipleStatement::Clause(_));
        let several = item.statements.iter().filter(is_clause).count() > 1;
        for statement in &item.statements {
            match statement {
                PrincipleStatement::Levels(levels) if levels.len() > 1 => {
                    let spans: Vec<Span> = levels.iter().map(|level| level.span).collect();
                    self.shorten(Operator::Level, &spans, &[]);
                }
                PrincipleStatement::Party(party) => {
                    self.capacities(&party.capacities);
                    self.guard("where", party.condition.as_ref());
                }
                PrincipleStatement::Clause(clause) => {
                    if several {
                        self.remove(Operator::Clause, clause.span);
                    }
                    self.clause(clause, &levels);
                }
                PrincipleStatement::Reservations(names) => {
                    let spans: Vec<Span> = names.iter().map(|name| name.span).collect();
                    self.shorten(Operator::Reservation, &spans, &["reservations", "on"]);
                }
                // What prevails and when a text was adopted changes no verdict, so that no test could notice.
                PrincipleStatement::Levels(_)
                | PrincipleStatement::Issue(_)
                | PrincipleStatement::Concerns(_)
                | PrincipleStatement::Overrides(_)
                | PrincipleStatement::Adopted(_)
                | PrincipleStatement::Allow(_)
                | PrincipleStatement::Remark(_) => {}
            }
        }
    }

    fn clause(&mut self, clause: &ClauseItem, levels: &[&str]) {
        match &clause.body {
            ClauseBody::Plain(term) => self.term(term, levels),
            ClauseBody::Optional(brackets, term) => {
                let inner = self.statement.at(term.span);
                self.replace(Operator::Bracket, *brackets, inner);
                self.term(term, levels);
            }
            ClauseBody::Alternatives(brackets, terms) => {
                let spans: Vec<Span> = terms.iter().map(|term| term.span).collect();
                self.alternatives(*brackets, &spans);
                for term in terms {
                    self.term(term, levels);
                }
            }
        }
    }

    fn term(&mut self, term: &ClauseTerm, levels: &[&str]) {
        match &term.modality {
            Bracketed::Plain(modality) => self.modality(*modality, &[]),
            Bracketed::Alternatives(brackets, modalities) => {
                let spans: Vec<Span> = modalities.iter().map(|modality| modality.span).collect();
                self.alternatives(*brackets, &spans);
                let offered: Vec<Modality> = modalities.iter().map(|modality| modality.value).collect();
                for modality in modalities {
                    self.modality(*modality, &offered);
                }
            }
        }
        if let Bracketed::Alternatives(brackets, measures) = &term.measure {
            let spans: Vec<Span> = measures.iter().map(|measure| measure.span).collect();
            self.alternatives(*brackets, &spans);
        }
        for argument in &term.parameters {
            self.argument(argument);
        }
        self.at(&term.levels, levels);
        for (condition, word, other) in [(&term.when, "when", "unless"), (&term.unless, "unless", "when")] {
            let Some(condition) = condition else { continue };
            let alone = term.when.is_none() || term.unless.is_none();
            let found = self.statement.before(condition.span.start, 1);
            if let Some(found) = found.filter(|found| alone && self.statement.at(*found) == word) {
                self.replace(Operator::Condition, found, other);
            }
            self.guard(word, Some(condition));
        }
    }

    fn argument(&mut self, argument: &Argument) {
        let ArgumentValue::Given(value) = &argument.value else { return };
        match value {
            Bracketed::Plain(value) => self.value(Operator::Bound, value),
            Bracketed::Alternatives(brackets, values) => {
                let spans: Vec<Span> = values.iter().map(|value| value.span).collect();
                self.alternatives(*brackets, &spans);
                for value in values {
                    self.value(Operator::Bound, value);
                }
            }
        }
    }

    /// A literal: a number or day one step on, a flag turned.
    pub fn value(&mut self, operator: Operator, value: &Expr) {
        match &value.kind {
            ExprKind::Flag(yes) => self.replace(operator, value.span, if *yes { "no" } else { "yes" }),
            ExprKind::Negative(inner) => self.value(operator, inner),
            ExprKind::Number(..) => {
                self.step(operator, value.span, Step::Down);
                self.step(operator, value.span, Step::Up);
            }
            ExprKind::Date(_)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::Not(_)
            | ExprKind::Compare(..)
            | ExprKind::Between(..)
            | ExprKind::In(..)
            | ExprKind::InGroup(..)
            | ExprKind::Includes(..)
            | ExprKind::Known(_)
            | ExprKind::Arithmetic(..)
            | ExprKind::Quantified(..)
            | ExprKind::Counted(..)
            | ExprKind::Aggregate(..)
            | ExprKind::FromTo { .. }
            | ExprKind::Path(_)
            | ExprKind::Text(_)
            | ExprKind::Set(_) => self.quantity(value),
        }
    }

    /// Brackets with one alternative less; without brackets where one is left.
    fn alternatives(&mut self, brackets: Span, alternatives: &[Span]) {
        if let [one, other] = alternatives {
            for (dropped, left) in [(one, other), (other, one)] {
                let left = self.statement.at(*left);
                self.replace_all(Operator::Bracket, *dropped, brackets, left);
            }
            return;
        }
        for index in 0..alternatives.len() {
            self.remove_one(Operator::Bracket, alternatives, index);
        }
    }

    /// The neighbours of a modality that brackets do not offer anyway.
    fn modality(&mut self, modality: Spanned<Modality>, offered: &[Modality]) {
        for other in neighbours(modality.value).into_iter().filter(|other| !offered.contains(other)) {
            self.replace(Operator::Modality, modality.span, words(other));
        }
    }
}

/// One step softer or harder, and the opposite: what a drafter may take for it.
fn neighbours(modality: Modality) -> [Modality; 2] {
    match modality {
        Modality::Shall | Modality::May => [Modality::Should, Modality::ShallNot],
        Modality::Should => [Modality::Shall, Modality::May],
        Modality::ShouldNot => [Modality::ShallNot, Modality::Should],
        Modality::ShallNot => [Modality::ShouldNot, Modality::Shall],
    }
}

fn words(modality: Modality) -> &'static str {
    match modality {
        Modality::May => "may",
        Modality::Should => "should",
        Modality::Shall => "shall",
        Modality::ShouldNot => "should not",
        Modality::ShallNot => "shall not",
    }
}
