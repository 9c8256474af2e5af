//! What a state says of a principle, in a few lines: its verdict and the evidence behind it.

use serde::Serialize;

use super::why::record::{Answer, Said, StanceRecord};
use super::why::tree::Node;
use super::why::words::Words;
use super::why::{self};
use crate::judge::{Finding, Instance, Row, Session, Verdict};
use crate::model::Arity;

/// What a state says of a principle in an instance.
#[derive(Debug, Serialize)]
pub struct Speech {
    /// The state.
    pub state: String,
    /// The party that it plays, at a level of pairs with two of them.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The verdict, `undetermined` or `open`.
    pub verdict: &'static str,
    /// Every verdict that unknown facts and brackets allow.
    pub possible: Vec<&'static str>,
    /// Why.
    pub because: String,
    /// What nobody knows, when it is undetermined.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What decides.
    pub evidence: Vec<Proof>,
}

/// A piece of evidence that counts.
#[derive(Debug, Clone, Serialize)]
pub struct Proof {
    /// The clause.
    pub clause: String,
    /// The evidence as the language writes it.
    pub evidence: String,
    /// `for`, `against`, `both` or `none`.
    pub side: &'static str,
    /// `yes`, or `unknown` where it may count.
    pub counts: &'static str,
    /// The rule that gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What is said of it.
    #[serde(flatten)]
    pub said: Said,
}

/// What a state says: its verdict, why, and the evidence that decides or may decide.
pub fn speech(session: &Session<'_, '_>, words: Words<'_>, row: &Row) -> Speech {
    let mut speech = Speech {
        state: words.state(row.state).to_owned(),
        party: party(session, row),
        verdict: row.finding.name(),
        possible: row.possible.iter().map(Verdict::name).collect(),
        because: String::new(),
        missing: Vec::new(),
        evidence: Vec::new(),
    };
    if row.finding == Finding::Open {
        let possible: Vec<&str> = speech.possible.clone();
        speech.because = format!("{}, by how the brackets are cleared", why::words::list(&possible, "or"));
        return speech;
    }
    let choice = session.choices.first();
    let Some(derivation) = choice.and_then(|choice| session.explain(row.instance, row.state, choice)) else {
        return speech;
    };
    let answer = why::answer(words.sources, words.language, session, &derivation, &why::Asked::default());
    speech.evidence = proofs(&answer);
    speech.because = answer.because;
    speech.missing = answer.missing;
    speech
}

fn party(session: &Session<'_, '_>, row: &Row) -> Option<String> {
    let parties = &session.text().parties;
    let Instance::Pair(first, _) = row.instance else { return None };
    let place = usize::from(first != row.state);
    parties.get(place).filter(|_| session.arity() == Arity::Pairs && parties.len() > 1).map(|party| party.name.clone())
}

/// The evidence that counts or may count, clause by clause.
fn proofs(answer: &Answer) -> Vec<Proof> {
    let clauses = answer.clauses.iter().filter(|clause| clause.words.is_some());
    let roles = clauses.flat_map(|clause| clause.roles.iter().map(move |role| (clause, role)));
    roles
        .filter(|(_, role)| role.binds != "no")
        .flat_map(|(clause, role)| {
            read(role).map(|piece| Proof {
                clause: clause.clause.clone(),
                evidence: piece.evidence.clone(),
                side: piece.side,
                counts: piece.counts,
                rule: piece.rule.as_ref().map(|rule| rule.called.name.clone()),
                said: piece.said.clone(),
            })
        })
        .collect()
}

fn read(role: &StanceRecord) -> impl Iterator<Item = &why::record::PieceRecord> {
    let tiers = role.tiers.iter().filter(|tier| tier.read);
    tiers.flat_map(|tier| tier.evidence.iter().filter(|piece| piece.counts != "no"))
}

/// `MDA as sender conflict`
pub fn short(said: &Speech) -> String {
    let party = said.party.as_ref().map(|party| format!(" as {party}")).unwrap_or_default();
    format!("{}{party} {}", said.state, said.verdict)
}

/// The same as a line with the evidence below it.
pub fn told(said: &Speech) -> Node {
    let missing =
        if said.missing.is_empty() { String::new() } else { format!("; unknown: {}", said.missing.join(", ")) };
    let mut node = Node::new(format!("{}: {}{missing}", short(said), said.because));
    let mut seen: Vec<(&str, &Option<String>)> = Vec::new();
    for proof in &said.evidence {
        let key = (proof.evidence.as_str(), &proof.said.place);
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let perhaps = if proof.counts == "yes" { "" } else { "perhaps " };
        let rule = proof.rule.as_ref().map(|rule| format!(", by the rule {rule}")).unwrap_or_default();
        let side = match proof.side {
            "none" => "for nothing",
            "both" => "for and against",
            side => side,
        };
        let mut text = format!("{perhaps}{side}: {}{rule}", proof.evidence);
        for (word, what) in [
            ("", proof.said.because.join("; ")),
            ("source: ", proof.said.sources.join("; ")),
            ("note: ", proof.said.notes.join("; ")),
        ] {
            if !what.is_empty() {
                text = format!("{text} · {word}{what}");
            }
        }
        node.push(Node::new(text).at(proof.said.place.as_ref()));
    }
    node
}
