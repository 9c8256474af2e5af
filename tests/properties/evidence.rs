//! Evidence: what counts on a clause, in which tier and on which side.

use std::collections::BTreeSet;

use comity::judge::Instance;
use comity::model::{Condition, Evidence, EvidenceKind, IssueId, MeasureId, Modality, StateId, Target, Term, Truth};

use crate::kleene::{Place, compares, in_force};
use crate::reference::{Reference, Seat, Stance, completions};

/// Evidence of a state, with the rule that gives it.
#[derive(Clone, Copy)]
struct Given<'a> {
    evidence: &'a Evidence,
    own: bool,
    rule: Option<Condition>,
}

impl Reference<'_> {
    /// The stances on a clause in one role, over every completion of the pieces of evidence that are uncertain.
    pub fn stances(&self, seat: Seat<'_>, party: usize, clause: usize, term: &Term) -> BTreeSet<Stance> {
        let binds = self.binds(seat, party, term);
        let mut found = BTreeSet::new();
        if binds != Truth::Yes {
            found.insert((false, false));
        }
        if binds == Truth::No {
            return found;
        }
        let given = self.given(seat.state);
        let pieces: Vec<((usize, Stance), Truth)> = given
            .iter()
            .filter_map(|piece| {
                let matched = self.side(piece.evidence, clause, term)?;
                Some((matched, self.counts(seat, party, term, piece, &given)))
            })
            .collect();
        for counting in completions(&pieces) {
            let nearest = counting.iter().map(|(tier, _)| *tier).min();
            let deciding = counting.iter().filter(|(tier, _)| Some(*tier) == nearest);
            found.insert(deciding.fold((false, false), |so_far, (_, side)| (so_far.0 || side.0, so_far.1 || side.1)));
        }
        found
    }

    fn binds(&self, seat: Seat<'_>, party: usize, term: &Term) -> Truth {
        let reference: Reference<'_> = *self;
        let parties = reference.library.principles[reference.principle].parties.len();
        let asked = match seat.instance {
            Instance::Pair(first, second) if parties == 2 => [first, second].get(term.party).copied(),
            Instance::Pair(..) => Some(seat.state),
            Instance::All | Instance::Group(_) | Instance::Forum(_) => (term.party == party).then_some(seat.state),
        };
        let Some(asked) = asked else { return Truth::Yes };
        let place = Place { arguments: &term.arguments, ..reference.place(seat, asked) };
        let when = term.when.map_or(Truth::Yes, |condition| place.truth(condition.expr));
        let unless = term.unless.map_or(Truth::No, |condition| place.truth(condition.expr));
        when.and(!unless)
    }

    /// What a state declares itself and what rules may give it, as far as it is in force.
    fn given(&self, state: StateId) -> Vec<Given<'_>> {
        let own = self.library.states[state].evidence.iter();
        let own: Vec<Given<'_>> = own
            .map(|evidence| Given { evidence, own: true, rule: None })
            .filter(|given| in_force(given.evidence.period, self.day))
            .collect();
        let declared = |target: Target| own.iter().any(|own| position(own.evidence) && own.evidence.target == target);
        let rules = self.library.interests.values().flat_map(|interest| {
            interest.evidence.iter().map(|evidence| Given { evidence, own: false, rule: interest.condition })
        });
        let rules: Vec<Given<'_>> = rules
            .filter(|given| in_force(given.evidence.period, self.day))
            .filter(|given| !(position(given.evidence) && declared(given.evidence.target)))
            .collect();
        [own, rules].concat()
    }

    fn counts(&self, seat: Seat<'_>, party: usize, term: &Term, piece: &Given<'_>, given: &[Given<'_>]) -> Truth {
        let reference: Reference<'_> = *self;
        let place = Place { arguments: &term.arguments, ..reference.place(seat, seat.state) };
        let holds = |condition: Option<Condition>| match condition {
            None => Truth::Yes,
            Some(condition) if compares(self.library, condition.expr) && place.pair.is_none() => Truth::No,
            Some(condition) => place.truth(condition.expr),
        };
        let evidence = piece.evidence;
        if evidence.levels.as_ref().is_some_and(|levels| !levels.contains(&self.level)) {
            return Truth::No;
        }
        let mut counts = holds(piece.rule).and(holds(evidence.when));
        if let Some(capacity) = evidence.capacity {
            let parties = &self.library.principles[self.principle].parties;
            let of_party = parties.get(party).map_or(&[][..], |party| &party.capacities);
            let fits = of_party.is_empty() || of_party.contains(&capacity);
            counts = counts.and(fits.into()).and(self.has(seat.state, capacity));
        }
        for other in given.iter().filter(|other| position(evidence) && replaces(other, piece)) {
            counts = counts.and(!holds(other.rule));
        }
        counts
    }

    /// The tier in which evidence matches a clause, and the sides on which it counts there.
    fn side(&self, evidence: &Evidence, clause: usize, term: &Term) -> Option<(usize, Stance)> {
        let direction = match evidence.kind {
            EvidenceKind::Favours | EvidenceKind::Accepts => 1,
            EvidenceKind::Opposes | EvidenceKind::Rejects => -1,
            EvidenceKind::Abstains => 0,
        };
        let (strength, polarity) = wording(term.modality);
        let exceeded = evidence.up_to.is_some_and(|limit| strength > wording(limit).0);
        let limited = if exceeded && direction > 0 { -direction } else { direction };
        let beyond = polarity * if polarity > 0 { limited } else { direction };
        let side = |sign: i32| (sign > 0, sign < 0);
        match evidence.target {
            Target::Clause(principle, place) => {
                (principle == self.principle && place == clause).then_some((1, side(limited)))
            }
            Target::Principle(principle) => (principle == self.principle).then_some((2, side(limited))),
            Target::Measure(measure) => {
                (measure == term.measure).then_some((if position(evidence) { 3 } else { 4 }, side(beyond)))
            }
            Target::Issue(issue) => {
                let (on, against) = self.distances(term.measure, issue);
                let nearest = on.into_iter().chain(against).min()?;
                let furthers = if on == Some(nearest) { side(beyond) } else { (false, false) };
                let hinders = if against == Some(nearest) { side(-beyond) } else { (false, false) };
                Some((5 + nearest, (furthers.0 || hinders.0, furthers.1 || hinders.1)))
            }
        }
    }

    /// How far above the issues of a measure an issue is: behind `on` and behind `against`.
    fn distances(&self, measure: MeasureId, issue: IssueId) -> (Option<usize>, Option<usize>) {
        let up = |start: IssueId| {
            std::iter::successors(Some(start), |&at| self.library.issues[at].parent).position(|at| at == issue)
        };
        let measure = &self.library.measures[measure];
        let least = |issues: &[IssueId]| issues.iter().filter_map(|&start| up(start)).min();
        (least(&measure.on), least(&measure.against))
    }
}

fn position(evidence: &Evidence) -> bool {
    matches!(evidence.kind, EvidenceKind::Accepts | EvidenceKind::Rejects | EvidenceKind::Abstains)
}

/// Whether a position, if it is given, stands in the stead of an earlier one.
fn replaces(later: &Given<'_>, earlier: &Given<'_>) -> bool {
    let (after, before) = (later.evidence, earlier.evidence);
    let alike = (after.target, after.capacity, &after.levels) == (before.target, before.capacity, &before.levels);
    position(after) && alike && later.own == earlier.own && after.period.since > before.period.since
}

/// The strength and the polarity of a modality.
fn wording(modality: Modality) -> (u8, i32) {
    match modality {
        Modality::May => (0, 1),
        Modality::Should => (1, 1),
        Modality::ShouldNot => (1, -1),
        Modality::Shall => (2, 1),
        Modality::ShallNot => (2, -1),
    }
}
