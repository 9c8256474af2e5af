//! What stands in the way of a verdict.

use super::reasons::Derivation;
use super::session::Session;
use super::stance::{Stance, StanceSet};
use super::verdict::Verdict;
use crate::model::ScopeStatus;

/// Something that stands in the way of a verdict. Clauses are given by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// An issue of the principle is closed at the level.
    Closed,
    /// No clause is negotiated at the level.
    NoClause,
    /// A state surely does not play its party.
    NoParty,
    /// The matter is open, and the state plays a party: it is concerned.
    TakesPart,
    /// On a clause the state takes, or may take, stances that the verdict does not go with.
    Stance(usize, Vec<Stance>),
    /// It is for no clause.
    NoneFor,
    /// It is against no clause.
    NoneAgainst,
    /// It is for and against at once on no clause.
    NoneBoth,
    /// It is against none of the clauses that allow reservations.
    NothingReserved,
    /// It is against, or both, only on clauses that allow reservations, and for these, or both.
    Outweighed(Vec<usize>),
}

/// What stands in the way of a verdict; nothing when it is the verdict, or may be it.
pub fn obstacles(session: &Session<'_, '_>, derivation: &Derivation<'_, '_>, wanted: Verdict) -> Vec<Obstacle> {
    let clauses: Vec<Clause> = derivation
        .clauses
        .iter()
        .filter(|clause| clause.term.is_some())
        .map(|clause| Clause {
            place: clause.clause,
            stances: clause.stances(),
            firm: session.text().clauses.get(clause.clause).is_some_and(|clause| !clause.reservable),
        })
        .collect();
    let played = !derivation.row.roles.is_empty();
    if wanted == Verdict::Outside {
        return if played { vec![Obstacle::TakesPart] } else { Vec::new() };
    }
    if session.scope == ScopeStatus::Closed {
        return vec![Obstacle::Closed];
    }
    if !played {
        return vec![Obstacle::NoParty];
    }
    if clauses.is_empty() {
        return vec![Obstacle::NoClause];
    }
    let against = [Stance::Against, Stance::Both];
    let any = |stance: Stance| clauses.iter().any(|clause| clause.stances.contains(stance));
    let in_the_way = |stances: &[Stance], firm_only: bool| -> Vec<Obstacle> {
        let asked = clauses.iter().filter(|clause| clause.firm || !firm_only);
        asked.filter_map(|clause| clause.in_the_way(stances)).collect()
    };
    let favoured = || -> Vec<usize> {
        let with = clauses.iter().filter(|clause| clause.stances.contains(Stance::For));
        with.map(|clause| clause.place).collect()
    };
    let mut found = Vec::new();
    match wanted {
        Verdict::Agree | Verdict::Reserve => {
            let reserve = wanted == Verdict::Reserve;
            found = in_the_way(&against, reserve);
            let reserved =
                |clause: &Clause| !clause.firm && against.iter().any(|stance| clause.stances.contains(*stance));
            if reserve && !clauses.iter().any(reserved) {
                found.push(Obstacle::NothingReserved);
            }
            // Where every clause is in the way by itself, this would say the same again.
            if !any(Stance::For) && found.len() < clauses.len() {
                found.push(Obstacle::NoneFor);
            }
        }
        Verdict::Conflict => {
            if !any(Stance::Against) {
                found.push(Obstacle::NoneAgainst);
            } else if !clauses.iter().any(|clause| clause.firm && clause.stances.contains(Stance::Against)) {
                let other = clauses
                    .iter()
                    .filter(|clause| clause.stances.contains(Stance::For) || clause.stances.contains(Stance::Both));
                let other: Vec<usize> = other.map(|clause| clause.place).collect();
                if !other.is_empty() {
                    found.push(Obstacle::Outweighed(other));
                }
            }
        }
        Verdict::Divided => {
            found = in_the_way(&[Stance::Against], true);
            if !any(Stance::Both) {
                found.push(Obstacle::NoneBoth);
            } else if !clauses.iter().any(|clause| clause.firm && clause.stances.contains(Stance::Both))
                && any(Stance::For)
            {
                found.push(Obstacle::Outweighed(favoured()));
            }
        }
        Verdict::Neutral => found = in_the_way(&[Stance::For, Stance::Against, Stance::Both], false),
        Verdict::Outside => {}
    }
    found
}

struct Clause {
    place: usize,
    stances: StanceSet,
    firm: bool,
}

impl Clause {
    fn in_the_way(&self, stances: &[Stance]) -> Option<Obstacle> {
        let wrong: Vec<Stance> = self.stances.iter().filter(|stance| stances.contains(stance)).collect();
        (!wrong.is_empty()).then_some(Obstacle::Stance(self.place, wrong))
    }
}
