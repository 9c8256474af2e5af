//! The verdicts of a principle at a level.

use super::{CHOICES, Teller};
use crate::judge::{Finding, Instance, Row, Session, Verdict, VerdictSet};
use crate::model::{GroupId, LevelId, Pick, PrincipleId, StateId};
use crate::report::speech::{Proof, speech};
use crate::report::why::words::list;
use crate::testing::verdicts;

/// Whose verdicts are recorded.
pub struct Asked<'r> {
    pub principle: PrincipleId,
    pub group: Option<GroupId>,
    pub states: &'r [StateId],
    pub choosing: &'r [Pick],
}

impl Teller<'_, '_> {
    pub fn verdicts(&self, asked: &Asked<'_>, level: LevelId, choosing: &str) -> Vec<String> {
        let session = Session::new(self.plan, asked.principle, level, asked.choosing);
        let rows = verdicts(&session, asked.group, asked.states);
        let lines: Vec<String> = rows.iter().flat_map(|row| self.row(&session, row, choosing)).collect();
        if lines.is_empty() {
            let library = self.plan.library();
            let (text, at) = (&library.principles[asked.principle].named.name, &library.levels[level].named.name);
            return vec![format!("{text} at {at}: nobody takes part")];
        }
        lines
    }

    /// A verdict as a test would expect it, and why.
    fn row(&self, session: &Session<'_, '_>, row: &Row, choosing: &str) -> Vec<String> {
        let name = &session.text().named.name;
        let at = &self.plan.library().levels[session.level].named.name;
        let said = speech(session, self.words, row);
        let who = match row.instance {
            Instance::Pair(first, second) => {
                let other = if row.state == first { second } else { first };
                let party = said.party.as_ref().map(|party| format!(" as {party}")).unwrap_or_default();
                format!("{}{party} with {}", self.state(row.state), self.state(other))
            }
            Instance::All | Instance::Group(_) | Instance::Forum(_) => self.state(row.state),
        };
        let within = self.instance(row.instance);
        let mut lines = vec![format!("{name} at {at}{within} for {who}{choosing} is {}", said.verdict)];
        if row.finding == Finding::Open {
            lines.extend(by_choice(session, row));
        } else {
            if !matches!(row.finding, Finding::One(verdict) if verdict != Verdict::Outside) {
                lines.push(format!("  {}", said.because));
            }
            if !said.missing.is_empty() {
                lines.push(format!("  unknown: {}", said.missing.join(", ")));
            }
        }
        // A state in several roles says the same in each.
        let proofs: indexmap::IndexSet<String> = said.evidence.iter().map(proof).collect();
        lines.extend(proofs);
        lines
    }

    /// ` in group example`; nothing where the level says it all.
    pub fn instance(&self, instance: Instance) -> String {
        match instance {
            Instance::Group(group) => format!(" in group {}", self.plan.library().groups[group].named.name),
            Instance::All | Instance::Forum(_) | Instance::Pair(..) => String::new(),
        }
    }
}

/// `  against duty: accepts readmit up to should`
fn proof(proof: &Proof) -> String {
    let perhaps = if proof.counts == "yes" { "" } else { "perhaps " };
    let rule = proof.rule.as_ref().map(|rule| format!(", by the rule {rule}")).unwrap_or_default();
    let side = match proof.side {
        "none" => "for nothing on",
        "both" => "for and against",
        side => side,
    };
    format!("  {perhaps}{side} {}: {}{rule}", proof.clause, proof.evidence)
}

/// What an open draft comes to by how its brackets are cleared.
fn by_choice(session: &Session<'_, '_>, row: &Row) -> Vec<String> {
    let name = |set: VerdictSet| {
        let all: Vec<&str> = set.iter().map(Verdict::name).collect();
        list(&all, "or")
    };
    if row.by_choice.len() <= CHOICES {
        let each = session.choices.iter().zip(&row.by_choice);
        return each.map(|(choice, set)| format!("  choosing {}: {}", choice.words.join(", "), name(*set))).collect();
    }
    let mut counts: Vec<(VerdictSet, usize)> = Vec::new();
    for set in &row.by_choice {
        match counts.iter_mut().find(|(known, _)| known == set) {
            Some((_, count)) => *count += 1,
            None => counts.push((*set, 1)),
        }
    }
    let all = row.by_choice.len();
    counts.into_iter().map(|(set, count)| format!("  {}: {count} of {all} choices", name(set))).collect()
}
