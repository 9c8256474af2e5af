//! Facts written into a copy of the library, where a condition asks what is written: then writing may change more than the
//! fact, and a set of facts is shown only if the verdict holds once it is written.

use std::collections::BTreeSet;
use std::sync::Arc;

use smallvec::smallvec;

use super::case::Case;
use super::facts::FactGiven;
use crate::judge::{Instance, Missing, Plan, Row, Session, Verdict, VerdictSet};
use crate::model::{CapacityClaim, Expr, ExprId, Fact, Library, Members, Period, Remarks, Value, Variant};
use crate::source::Span;

impl Case<'_, '_, '_> {
    /// Whether what facts decide holds when they are written.
    pub(super) fn stands(&self, facts: &[FactGiven], choices: &[usize], will_do: VerdictSet) -> bool {
        if !self.asks_what_is_written() {
            return true;
        }
        let mut library = self.session.plan.library().clone();
        let principle = self.session.principle;
        for clause in &mut library.principles[principle].clauses {
            clause.variants = crate::judge::left(clause, &self.session.picks).into_owned();
            for fact in facts {
                give(&mut clause.variants, &clause.label, fact);
            }
        }
        for fact in facts {
            write(&mut library, fact);
        }
        let plan = Plan::new(&library, self.session.plan.world.date);
        let session = Session::new(&plan, principle, self.session.level, &[]);
        let Some(row) = again(&session, self.row) else { return will_do.contains(Verdict::Outside) };
        let row = Case::new(&session, &row).completed().row;
        choices.iter().all(|&choice| row.by_choice.get(choice).unwrap_or(&row.possible).within(will_do))
    }

    /// Whether a condition that may be read asks what is known, or who is in a group that is given by a condition.
    fn asks_what_is_written(&self) -> bool {
        let library = self.session.plan.library();
        let by_rule = |group| matches!(&library.groups[group].members, Members::Where(Some(_)));
        if matches!(self.row.instance, Instance::Group(group) if by_rule(group)) {
            return true;
        }
        let text = self.session.text();
        let parties = text.parties.iter().filter_map(|party| party.condition);
        let terms = text.clauses.iter().flat_map(|clause| &clause.variants).filter_map(|variant| variant.term.as_ref());
        let of_terms = terms.flat_map(|term| [term.when, term.unless]).flatten();
        let pieces = self.session.plan.pieces(self.row.state).iter();
        let of_pieces = pieces.flat_map(|piece| {
            let (own, later) = self.session.plan.conditions_of(piece);
            own.into_iter().chain(later.iter().copied())
        });
        let claims = self.members.iter().filter_map(|&state| library.states[state].capacities.as_ref()).flatten();
        let of_claims = claims.filter_map(|claim| claim.when);
        let mut open: Vec<ExprId> =
            parties.chain(of_terms).chain(of_pieces).chain(of_claims).map(|condition| condition.expr).collect();
        let mut seen = BTreeSet::new();
        while let Some(expr) = open.pop() {
            if !seen.insert(expr) {
                continue;
            }
            let expr = library.expressions.get(expr);
            if let Expr::Definition(_, definition) = expr {
                open.push(library.definitions[*definition].expr);
            }
            let in_group = if let Expr::InGroup(_, group) = expr { by_rule(*group) } else { false };
            if in_group || matches!(expr, Expr::Known(_)) {
                return true;
            }
            open.extend(expr.children());
        }
        false
    }
}

/// The row of the same state in the same instance.
fn again(session: &Session<'_, '_>, row: &Row) -> Option<Row> {
    match row.instance {
        Instance::Pair(first, second) => session.pair(first, second)?.into_iter().find(|one| one.state == row.state),
        Instance::All | Instance::Group(_) | Instance::Forum(_) => {
            Some(session.member(row.instance, &session.members(row.instance), row.state))
        }
    }
}

/// A parameter is given where a clause leaves it out.
fn give(variants: &mut [Variant], label: &str, fact: &FactGiven) {
    let Missing::Parameter(of, name) = &fact.missing else { return };
    for term in variants.iter_mut().filter_map(|variant| variant.term.as_mut()).filter(|_| of == label) {
        if !term.arguments.iter().any(|(given, _)| given == name) {
            term.arguments.push((name.clone(), fact.value.clone()));
        }
    }
}

fn write(library: &mut Library, fact: &FactGiven) {
    let written = || Fact {
        value: fact.value.clone(),
        period: Period::default(),
        span: Span::default(),
        remarks: Arc::default(),
    };
    match fact.missing {
        Missing::Fact(state, attribute) => drop(library.states[state].facts.insert(attribute, smallvec![written()])),
        Missing::PairFact(attribute, from, to) => {
            library.pair_facts.insert((attribute, from, to), smallvec![written()]);
        }
        Missing::Capacity(state, capacity) => {
            let claims = library.states[state].capacities.get_or_insert_default();
            if fact.value == Value::Flag(true) {
                claims.push(CapacityClaim { capacity, when: None, span: Span::default(), remarks: Remarks::default() });
            }
        }
        Missing::Parameter(..) => {}
    }
}
