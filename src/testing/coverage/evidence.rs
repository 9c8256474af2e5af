//! The reasons for a stance, folded: which evidence wins, which loses, what its conditions come to.

use super::Half;
use super::board::Thing;
use super::ledger::Ledger;
use crate::judge::{ClauseReasons, Derivation, Instance, PieceReasons, Session, Stance, StanceReasons, View, truth};
use crate::model::{CapacityId, Condition, Evidence, StateId, Target, Term, Truth};

/// The place by which evidence is known: that of the word of a table which stands for it, or its own.
pub(super) fn place(evidence: &Evidence) -> Thing {
    Thing::Evidence(evidence.mapped.unwrap_or(evidence.span))
}

/// Writes down what a row says of a clause.
pub(super) fn clause(
    ledger: &Ledger,
    session: &Session<'_, '_>,
    instance: Instance,
    row: &Derivation<'_, '_>,
    clause: &ClauseReasons<'_, '_>,
) {
    let Some(term) = clause.term else { return };
    if !clause.stances().contains(Stance::None) {
        ledger.board.mark(Thing::Clause(session.principle, clause.clause), Half::Seen);
    }
    let of = |state: StateId| View { arguments: &term.arguments, ..session.view(instance, &row.members, state) };
    for role in &clause.roles {
        for asked in role.when.iter().chain(&role.unless) {
            ledger.ask(session, asked.condition, &of(asked.own));
        }
        if role.binds == Truth::No {
            continue;
        }
        let view = of(row.row.state);
        tiers(ledger, session, role, &view);
        if role.binds == Truth::Yes && role.played == Truth::Yes {
            replaced(ledger, session, clause.clause, term, role.party, &view);
        }
    }
}

/// The tiers that are read, and those that nearer ones silence.
fn tiers(ledger: &Ledger, session: &Session<'_, '_>, role: &StanceReasons<'_, '_>, view: &View<'_>) {
    let certain = role.binds == Truth::Yes && role.played == Truth::Yes;
    // What stands behind evidence that may count decides only perhaps.
    let mut undisputed = true;
    for tier in &role.tiers {
        for piece in &tier.pieces {
            // Whether silenced evidence would count depends on its conditions as well.
            conditions(ledger, session, piece, view);
            if certain && piece.counts == Truth::Yes && (undisputed || !tier.read) {
                ledger.board.mark(place(piece.piece.evidence), if tier.read { Half::Won } else { Half::Lost });
            }
        }
        undisputed &= !tier.may_count();
    }
}

/// The conditions of a piece, as far as the state may have it in this role.
fn conditions(ledger: &Ledger, session: &Session<'_, '_>, piece: &PieceReasons<'_, '_>, view: &View<'_>) {
    if let Some(capacity) = &piece.capacity {
        ledger.capacities(session, std::slice::from_ref(capacity));
    }
    if piece.capable == Truth::No {
        return;
    }
    if let Some(rule) = piece.rule.as_ref().filter(|rule| !rule.needs_pair) {
        ledger.ask(session, rule.condition, view);
    }
    let given = piece.rule.as_ref().is_none_or(|rule| rule.holds != Truth::No);
    if let Some(when) = piece.when.as_ref().filter(|when| given && !when.needs_pair) {
        ledger.ask(session, when.condition, view);
    }
}

/// Positions of rules that the state's own replace: they are no longer among its evidence.
fn replaced(ledger: &Ledger, session: &Session<'_, '_>, clause: usize, term: &Term, party: usize, view: &View<'_>) {
    let library = session.plan.library();
    let day = session.plan.world.date;
    let own = &library.states[view.own].evidence;
    for (rule, index) in ledger.positions() {
        let interest = &library.interests[rule];
        let Some(evidence) = interest.evidence.get(index) else { continue };
        let about = match evidence.target {
            Target::Clause(principle, of) => principle == session.principle && of == clause,
            Target::Principle(principle) => principle == session.principle,
            Target::Measure(measure) => measure == term.measure,
            Target::Issue(_) => false,
        };
        let here = about
            && evidence.levels.as_ref().is_none_or(|levels| levels.contains(&session.level))
            && evidence.period.holds(day)
            && own.iter().any(|one| one.is_position() && one.target == evidence.target && one.period.holds(day));
        if !here {
            continue;
        }
        if !able(session, evidence.capacity, party, view.own) {
            continue;
        }
        let holds = |condition: Option<Condition>| {
            condition.is_none_or(|condition| {
                if library.expressions.reads(condition.expr).pair && view.counterpart.is_none() {
                    return false;
                }
                ledger.ask(session, condition, view);
                truth(&session.plan.world, condition.expr, view) == Truth::Yes
            })
        };
        if holds(interest.condition) && holds(evidence.when) {
            ledger.board.mark(place(evidence), Half::Lost);
        }
    }
}

/// Whether the `as` of evidence is of the party, and surely a capacity of the state.
fn able(session: &Session<'_, '_>, capacity: Option<CapacityId>, party: usize, state: StateId) -> bool {
    let of_party = session.text().parties.get(party).map_or(&[][..], |party| &party.capacities);
    capacity.is_none_or(|capacity| {
        (of_party.is_empty() || of_party.contains(&capacity)) && session.plan.capacity(state, capacity) == Truth::Yes
    })
}
