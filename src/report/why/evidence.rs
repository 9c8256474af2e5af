//! Clauses, and the evidence on them tier by tier.

use super::record::{ClauseRecord, PieceRecord, Rule, StanceRecord, TierRecord};
use super::words::{Words, list};
use crate::judge::{ClauseReasons, PieceReasons, Session, Stance, StanceReasons, StanceSet, TierReasons};
use crate::model::{Clause, EvidenceKind, LevelId, ScopeStatus, Term, Truth, modality_words};

/// The names of stances.
pub fn names(stances: StanceSet) -> Vec<&'static str> {
    stances.iter().map(Stance::name).collect()
}

impl Words<'_> {
    /// A clause. `written` is its wording where the level, not the choice, leaves it out.
    pub fn clause(&self, session: &Session<'_, '_>, reasons: &ClauseReasons<'_, '_>) -> Option<ClauseRecord> {
        let clause = session.text().clauses.get(reasons.clause)?;
        let absent = reasons.term.is_none().then(|| self.absent(clause, session.level));
        let role = |role: &StanceReasons<'_, '_>| self.role(session, reasons, role);
        Some(ClauseRecord {
            clause: clause.label.clone(),
            words: reasons.term.map(|term| self.term(&session.text().parties, term)),
            text: reasons.term.and_then(|term| term.text.clone()),
            absent,
            reservations: clause.reservable,
            stance: if reasons.term.is_some() { names(reasons.stances()) } else { Vec::new() },
            roles: reasons.roles.iter().map(role).collect(),
            said: self.said(&clause.remarks, clause.span),
        })
    }

    /// Why a clause is not on the table.
    fn absent(&self, clause: &Clause, level: LevelId) -> String {
        let library = self.library;
        let name = &library.levels[level].named.name;
        let terms = || clause.variants.iter().filter_map(|variant| variant.term.as_ref());
        let elsewhere = |term: &&Term| term.levels.as_ref().is_some_and(|levels| !levels.contains(&level));
        let closed = |term: &Term| {
            let mut on = library.measures[term.measure].on.iter();
            on.find(|&&issue| library.scope.ruling(&library.issues, issue, level).status == ScopeStatus::Closed)
                .copied()
        };
        if let Some(term) = terms().find(elsewhere) {
            let levels = term.levels.iter().flatten();
            let levels: Vec<&str> = levels.map(|&level| library.levels[level].named.name.as_str()).collect();
            return format!("it is limited to {}", list(&levels, "and"));
        }
        if let Some((term, issue)) = terms().find_map(|term| closed(term).map(|issue| (term, issue))) {
            let measure = &library.measures[term.measure].named.name;
            let issue = &library.issues[issue].named.name;
            return format!("its measure {measure} is on {issue}, which is closed at {name}");
        }
        "it is left out".to_owned()
    }

    fn role(
        &self,
        session: &Session<'_, '_>,
        clause: &ClauseReasons<'_, '_>,
        role: &StanceReasons<'_, '_>,
    ) -> StanceRecord {
        let measure = clause.term.map(|term| term.measure);
        StanceRecord {
            party: session.text().parties.get(role.party).map_or_else(String::new, |party| party.name.clone()),
            plays: role.played.name(),
            binds: role.binds.name(),
            when: role.when.as_ref().map(|condition| self.condition_record(condition, measure)),
            unless: role.unless.as_ref().map(|condition| self.condition_record(condition, measure)),
            stance: names(role.stances),
            tiers: role.tiers.iter().map(|tier| self.tier(tier, clause.term)).collect(),
        }
    }

    fn tier(&self, tier: &TierReasons<'_, '_>, term: Option<&Term>) -> TierRecord {
        let decides = if tier.decides() {
            Truth::Yes
        } else if tier.may_count() {
            Truth::Unknown
        } else {
            Truth::No
        };
        TierRecord {
            tier: tier.tier,
            name: self.tier_name(tier),
            read: tier.read,
            decides: decides.name(),
            evidence: tier.pieces.iter().map(|piece| self.piece(piece, term)).collect(),
        }
    }

    fn tier_name(&self, tier: &TierReasons<'_, '_>) -> String {
        let mut targets: Vec<String> =
            tier.pieces.iter().map(|piece| self.target(piece.piece.evidence.target)).collect();
        targets.sort();
        targets.dedup();
        let targets = list(&targets, "and");
        match tier.tier {
            1 => format!("position on the clause {targets}"),
            2 => format!("position on the principle {targets}"),
            3 => format!("position on the measure {targets}"),
            4 => format!("interest in the measure {targets}"),
            5 => format!("interest in the issue {targets}"),
            6 => format!("interest in the issue above, {targets}"),
            further => format!("interest in the issue {} levels above, {targets}", further - 5),
        }
    }

    fn piece(&self, reasons: &PieceReasons<'_, '_>, term: Option<&Term>) -> PieceRecord {
        let measure = term.map(|term| term.measure);
        let evidence = reasons.piece.evidence;
        let capacity = reasons.capacity.as_ref();
        let rule = reasons.piece.rule.map(|rule| {
            let interest = &self.library.interests[rule];
            Rule {
                called: self.called(&interest.named),
                condition: reasons.rule.as_ref().map(|condition| self.condition_record(condition, measure)),
                said: self.said(&interest.named.remarks, interest.named.span),
            }
        });
        PieceRecord {
            evidence: self.evidence(evidence),
            position: evidence.is_position(),
            side: if evidence.kind == EvidenceKind::Abstains { "none" } else { reasons.side.name() },
            counts: reasons.counts.name(),
            other_party: reasons.capable == Truth::No && capacity.is_some_and(|capacity| capacity.has != Truth::No),
            capacity: capacity.map(|capacity| self.capacity(capacity)),
            rule,
            when: reasons.when.as_ref().map(|condition| self.condition_record(condition, measure)),
            exceeded: reasons
                .exceeded
                .zip(term)
                .map(|(up_to, term)| [modality_words(up_to), modality_words(term.modality)]),
            said: self.said(&evidence.remarks, evidence.span),
        }
    }
}
