//! What stands in the way of another verdict, in words.

use super::record::{Blamed, ObstacleRecord, Other};
use super::words::{Words, list};
use crate::judge::{ClauseReasons, Derivation, Finding, Obstacle, Session, Stance, Verdict, obstacles};
use crate::model::{Arity, Truth};

impl Words<'_> {
    pub fn other(&self, session: &Session<'_, '_>, derivation: &Derivation<'_, '_>, wanted: Verdict) -> Other {
        let row = &derivation.row;
        let is = if row.finding == Finding::One(wanted) {
            Truth::Yes
        } else if row.possible.contains(wanted) {
            Truth::Unknown
        } else {
            Truth::No
        };
        let found = if is == Truth::Yes { Vec::new() } else { obstacles(session, derivation, wanted) };
        let say = |obstacle: &Obstacle| self.obstacle(session, derivation, wanted, obstacle);
        Other { verdict: wanted.name(), is: is.name(), obstacles: found.iter().map(say).collect() }
    }

    fn obstacle(
        &self,
        session: &Session<'_, '_>,
        derivation: &Derivation<'_, '_>,
        wanted: Verdict,
        obstacle: &Obstacle,
    ) -> ObstacleRecord {
        let state = self.state(derivation.row.state);
        let level = &self.library.levels[session.level].named.name;
        let plain = |text: String| ObstacleRecord { text, clause: None, evidence: Vec::new() };
        let label = |place: usize| session.text().clauses.get(place).map_or("", |clause| clause.label.as_str());
        match obstacle {
            Obstacle::Closed => plain(format!("the scope is closed at {level}, whatever {state} wants")),
            Obstacle::NoClause => plain(format!("no clause is negotiated at {level}")),
            Obstacle::NoParty => plain(self.no_party(session, derivation)),
            Obstacle::TakesPart => {
                let certain = |truth: Truth| {
                    let roles = derivation.row.roles.iter().filter(move |(_, played)| *played == truth);
                    let parties = roles.filter_map(|(party, _)| session.text().parties.get(*party));
                    parties.map(|party| party.name.as_str()).collect::<Vec<_>>()
                };
                let (surely, perhaps) = (certain(Truth::Yes), certain(Truth::Unknown));
                let plays = if surely.is_empty() {
                    format!("{state} may play {}", list(&perhaps, "and"))
                } else {
                    format!("{state} plays {}", list(&surely, "and"))
                };
                let clauses = derivation.clauses.iter().filter(|clause| clause.term.is_some());
                let labels: Vec<&str> = clauses.map(|clause| label(clause.clause)).collect();
                plain(format!("the scope is not closed at {level}, {} on the table there, and {plays}", are(&labels)))
            }
            Obstacle::Stance(place, stances) => {
                let reasons = derivation.clauses.iter().find(|clause| clause.clause == *place);
                let evidence = reasons.map(|reasons| self.blamed(reasons, stances)).unwrap_or_default();
                let firm = session.text().clauses.get(*place).is_some_and(|clause| !clause.reservable);
                ObstacleRecord {
                    text: stance_text(state, label(*place), reasons, stances, wanted, firm),
                    clause: Some(label(*place).to_owned()),
                    evidence,
                }
            }
            Obstacle::NoneFor => {
                let clauses = derivation.clauses.iter().filter(|clause| clause.term.is_some());
                let labels: Vec<&str> = clauses.map(|clause| label(clause.clause)).collect();
                plain(format!("{state} is for no clause; it would have to be for {}", list(&labels, "or")))
            }
            Obstacle::NoneAgainst => plain(format!("{state} is against no clause alone")),
            Obstacle::NoneBoth => plain(format!("{state} is for and against at once on no clause")),
            Obstacle::NothingReserved => {
                plain(format!("there is nothing to reserve: {state} is against no clause that allows reservations"))
            }
            Obstacle::Outweighed(places) => {
                let labels: Vec<&str> = places.iter().map(|&place| label(place)).collect();
                plain(format!("what {state} is against allows reservations, and {} in its favour", speaks(&labels)))
            }
        }
    }

    /// Who does not play what.
    pub fn no_party(&self, session: &Session<'_, '_>, derivation: &Derivation<'_, '_>) -> String {
        let party = |place: usize| session.text().parties.get(place).map_or("", |party| party.name.as_str());
        let missing = derivation.roles.iter().filter(|role| role.played == Truth::No);
        if session.arity() == Arity::Pairs {
            let words: Vec<String> =
                missing.map(|role| format!("{} does not play {}", self.state(role.state), party(role.party))).collect();
            return list(&words, "and");
        }
        let words: Vec<&str> = missing.map(|role| party(role.party)).collect();
        format!("{} plays no party: not {}", self.state(derivation.row.state), list(&words, "and not"))
    }

    /// The evidence in the tiers that are read which is on one of the sides.
    fn blamed(&self, clause: &ClauseReasons<'_, '_>, stances: &[Stance]) -> Vec<Blamed> {
        let wrong = |side: Stance| match side {
            Stance::None => false,
            Stance::For => stances.contains(&Stance::For),
            Stance::Against => stances.contains(&Stance::Against) || stances.contains(&Stance::Both),
            Stance::Both => true,
        };
        let mut found: Vec<Blamed> = Vec::new();
        for role in clause.roles.iter().filter(|role| role.binds != Truth::No) {
            for piece in role.tiers.iter().filter(|tier| tier.read).flat_map(|tier| &tier.pieces) {
                if piece.counts == Truth::No || !wrong(piece.side) {
                    continue;
                }
                let mut evidence = self.evidence(piece.piece.evidence);
                if let Some(rule) = piece.piece.rule {
                    evidence = format!("{evidence}, by the rule {}", self.library.interests[rule].named.name);
                }
                if let Some(up_to) = piece.exceeded {
                    evidence =
                        format!("{evidence}; the clause goes further than `{}`", crate::model::modality_words(up_to));
                }
                if piece.counts == Truth::Unknown {
                    evidence = format!("{evidence}; whether it counts is unknown");
                }
                let place = self.place(piece.piece.evidence.span);
                if !found.iter().any(|one| one.evidence == evidence && one.place == place) {
                    found.push(Blamed { evidence, place });
                }
            }
        }
        found
    }
}

fn stance_text(
    state: &str,
    label: &str,
    reasons: Option<&ClauseReasons<'_, '_>>,
    wrong: &[Stance],
    wanted: Verdict,
    firm: bool,
) -> String {
    let sure = reasons.is_some_and(|reasons| reasons.stances().iter().all(|stance| wrong.contains(&stance)));
    let words: Vec<&str> = wrong
        .iter()
        .map(|stance| match stance {
            Stance::None => "nothing either way on",
            Stance::For => "for",
            Stance::Against => "against",
            Stance::Both => "for and against",
        })
        .collect();
    let is = if sure { "is" } else { "may be" };
    let reserve = if firm && wanted != Verdict::Neutral { ", which allows no reservation" } else { "" };
    let instead = match wanted {
        Verdict::Neutral => "it would have to be nothing either way",
        Verdict::Divided => "it would have to be for as well as against, or nothing either way",
        Verdict::Reserve => "it would have to be for it or nothing either way, or the clause to allow reservations",
        Verdict::Agree | Verdict::Conflict | Verdict::Outside => "it would have to be for it, or nothing either way",
    };
    format!("{state} {is} {} {label}{reserve}: {instead}", list(&words, "or"))
}

fn are(labels: &[&str]) -> String {
    match labels {
        [] => "no clause is".to_owned(),
        [one] => format!("{one} is"),
        more => format!("{} are", list(more, "and")),
    }
}

fn speaks(labels: &[&str]) -> String {
    if labels.len() == 1 { format!("{} speaks", list(labels, "and")) } else { format!("{} speak", list(labels, "and")) }
}
