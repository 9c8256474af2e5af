//! Which evidence matches a clause, in which tier, and on which side.

use super::plan::Test;
use super::stance::Stance;
use crate::model::{
    Condition, Evidence, EvidenceKind, InterestId, IssueId, Library, MeasureId, Modality, PrincipleId, Target, Term,
    modality_positive, modality_strength,
};

/// Evidence of a state, its own or given by a rule.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// What is written.
    pub evidence: &'a Evidence,
    /// The rule that gives it.
    pub rule: Option<InterestId>,
    /// The condition of the rule.
    pub(super) condition: Test,
    /// The condition of the evidence.
    pub(super) when: Test,
    /// Its weight in millionths.
    pub(super) weight: u64,
    /// The conditions of the rules that give a later position in its stead.
    pub(super) later: Vec<Condition>,
}

/// The stance that a piece takes where it counts: `none` for an abstention.
pub type Sides = Stance;

/// A piece of evidence that matches a clause.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The tier: 1 for the clause, 2 the principle, 3 and 4 the measure, 5 and on the issues.
    pub tier: u16,
    /// The side.
    pub side: Sides,
    /// The piece, by its place among the state's.
    pub piece: usize,
}

/// How near every issue is to a measure, and on which sides it is reached.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    issues: Vec<(IssueId, u16, bool, bool)>,
}

impl Reach {
    /// The issues that a measure furthers or works against, and those above them, each at its nearest.
    pub fn of(library: &Library, measure: MeasureId) -> Self {
        let mut reach = Self::default();
        let measure = &library.measures[measure];
        for (issues, on) in [(&measure.on, true), (&measure.against, false)] {
            for &issue in issues {
                let mut at = Some(issue);
                let mut distance = 0;
                while let Some(issue) = at {
                    reach.add(issue, distance, on);
                    at = library.issues[issue].parent;
                    distance += 1;
                }
            }
        }
        reach
    }

    fn add(&mut self, issue: IssueId, distance: u16, on: bool) {
        let Some(known) = self.issues.iter_mut().find(|(known, ..)| *known == issue) else {
            self.issues.push((issue, distance, on, !on));
            return;
        };
        if distance < known.1 {
            *known = (issue, distance, on, !on);
        } else if distance == known.1 {
            known.2 |= on;
            known.3 |= !on;
        }
    }

    /// The issues that are reached.
    pub fn issues(&self) -> impl Iterator<Item = IssueId> {
        self.issues.iter().map(|(issue, ..)| *issue)
    }

    fn get(&self, issue: IssueId) -> Option<(u16, bool, bool)> {
        self.issues
            .iter()
            .find(|(known, ..)| *known == issue)
            .map(|&(_, distance, on, against)| (distance, on, against))
    }
}

/// What evidence on a clause may be about: the clause, its principle, its measure, and the issues that this reaches.
pub(super) fn targets(
    principle: PrincipleId,
    clause: usize,
    measure: MeasureId,
    reach: &Reach,
) -> impl Iterator<Item = Target> {
    let special = [Target::Clause(principle, clause), Target::Principle(principle), Target::Measure(measure)];
    special.into_iter().chain(reach.issues().map(Target::Issue))
}

/// The tier in which evidence matches a clause, and its side; `None` when it is about something else.
pub fn matching(
    evidence: &Evidence,
    principle: PrincipleId,
    clause: usize,
    term: &Term,
    reach: &Reach,
) -> Option<(u16, Sides)> {
    let modality = term.modality;
    let too_strong = evidence.up_to.is_some_and(|up_to| modality_strength(modality) > modality_strength(up_to));
    let positive = modality_positive(modality);
    match evidence.target {
        Target::Clause(of, index) if of == principle && index == clause => Some((1, taken(evidence.kind, too_strong))),
        Target::Principle(of) if of == principle => Some((2, taken(evidence.kind, too_strong))),
        Target::Measure(of) if of == term.measure => {
            let side = directed(evidence.kind, too_strong && positive, modality);
            Some((if evidence.is_position() { 3 } else { 4 }, side))
        }
        Target::Issue(issue) => {
            let (distance, on, against) = reach.get(issue)?;
            let side = directed(evidence.kind, too_strong && positive, modality);
            let side = match (on, against) {
                (true, true) => both_sides(side),
                (false, true) => flip(side),
                (_, false) => side,
            };
            Some((distance.saturating_add(5), side))
        }
        Target::Clause(..) | Target::Principle(_) | Target::Measure(_) => None,
    }
}

/// On a clause or principle: for when it accepts, against when it rejects or the wording is stronger than it goes.
fn taken(kind: EvidenceKind, too_strong: bool) -> Sides {
    match kind {
        EvidenceKind::Accepts | EvidenceKind::Favours if too_strong => Stance::Against,
        EvidenceKind::Accepts | EvidenceKind::Favours => Stance::For,
        EvidenceKind::Rejects | EvidenceKind::Opposes => Stance::Against,
        EvidenceKind::Abstains => Stance::None,
    }
}

/// On a measure: its direction times the clause's polarity.
fn directed(kind: EvidenceKind, too_strong: bool, modality: Modality) -> Sides {
    let side = taken(kind, too_strong);
    if modality_positive(modality) { side } else { flip(side) }
}

fn flip(side: Sides) -> Sides {
    match side {
        Stance::For => Stance::Against,
        Stance::Against => Stance::For,
        Stance::None => Stance::None,
        Stance::Both => Stance::Both,
    }
}

fn both_sides(side: Sides) -> Sides {
    match side {
        Stance::None => Stance::None,
        Stance::For | Stance::Against | Stance::Both => Stance::Both,
    }
}
