//! What the library as it is written makes possible of evidence: whether it may win, and whether it may lose.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::exclusive::exclude;
use super::places::Place;
use crate::judge::{Reach, matching};
use crate::model::{Evidence, ExprId, InterestId, LevelId, Library, Period, StateId, Target};

/// Who has a piece of evidence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// A state of its own.
    State(StateId),
    /// Any state, by a rule.
    Rule(InterestId),
}

/// A piece of evidence as it is written.
pub(super) struct Piece<'a> {
    pub holder: Holder,
    pub evidence: &'a Evidence,
}

/// Every piece of evidence of a library, in force or not.
pub(super) fn pieces(library: &Library) -> Vec<Piece<'_>> {
    let own = library.states.iter().flat_map(|(id, state)| {
        state.evidence.iter().map(move |evidence| Piece { holder: Holder::State(id), evidence })
    });
    let given = library.interests.iter().flat_map(|(id, interest)| {
        interest.evidence.iter().map(move |evidence| Piece { holder: Holder::Rule(id), evidence })
    });
    own.chain(given).collect()
}

/// What may become of each piece.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fate {
    /// It matches a clause.
    pub matches: bool,
    /// It may decide on one.
    pub wins: bool,
    /// It may be silenced on one.
    pub loses: bool,
}

/// What may become of each piece, in their order.
pub(super) fn fates(library: &Library, places: &[Place<'_>], pieces: &[Piece<'_>]) -> Vec<Fate> {
    let mut by_target: HashMap<Target, Vec<usize>> = HashMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        by_target.entry(piece.evidence.target).or_default().push(index);
    }
    let mut fates = vec![Fate::default(); pieces.len()];
    let mut known = BTreeSet::new();
    for place in places {
        // Wordings of one clause that differ in strength or in values reach the same evidence.
        if known.insert((place.principle, place.clause, place.term.measure, place.levels.clone())) {
            meet(library, place, pieces, &by_target, &mut fates);
        }
    }
    // A state's own position on a target replaces that of a rule.
    for (index, piece) in pieces.iter().enumerate() {
        let replaced = |&other: &usize| {
            pieces.get(other).is_some_and(|other| {
                matches!(other.holder, Holder::State(_))
                    && other.evidence.is_position()
                    && meets(other.evidence.period, piece.evidence.period)
            })
        };
        let rule = matches!(piece.holder, Holder::Rule(_)) && piece.evidence.is_position();
        if let Some(fate) = fates.get_mut(index)
            && rule
            && fate.matches
        {
            fate.loses |= by_target.get(&piece.evidence.target).is_some_and(|others| others.iter().any(replaced));
        }
    }
    fates
}

/// Weighs the pieces that match a clause against each other.
fn meet(
    library: &Library,
    place: &Place<'_>,
    pieces: &[Piece<'_>],
    by_target: &HashMap<Target, Vec<usize>>,
    fates: &mut [Fate],
) {
    let principle = &library.principles[place.principle];
    let parties = |capacities: &[_]| {
        principle.parties.iter().any(|party| {
            party.capacities.is_empty() || capacities.iter().all(|capacity| party.capacities.contains(capacity))
        })
    };
    let there =
        |evidence: &Evidence, level: &LevelId| evidence.levels.as_ref().is_none_or(|levels| levels.contains(level));
    let issues = Reach::of(library, place.term.measure);
    let targets = [
        Target::Clause(place.principle, place.clause),
        Target::Principle(place.principle),
        Target::Measure(place.term.measure),
    ];
    // The pieces that match, by tier.
    let mut tiers: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for target in targets.into_iter().chain(issues.issues().map(Target::Issue)) {
        for &index in by_target.get(&target).into_iter().flatten() {
            let Some(piece) = pieces.get(index) else { continue };
            let matched = matching(piece.evidence, place.principle, place.clause, place.term, &issues);
            let capacity: Vec<_> = piece.evidence.capacity.into_iter().collect();
            let somewhere = place.levels.iter().any(|level| there(piece.evidence, level));
            if let (Some((tier, _)), true, true) = (matched, somewhere, parties(&capacity)) {
                tiers.entry(tier).or_default().push(index);
            }
        }
    }
    // What stands nearer than the tier at hand: of each state, of all of them, of rules.
    let mut own: HashMap<StateId, Vec<&Piece<'_>>> = HashMap::new();
    let mut every_own: Vec<&Piece<'_>> = Vec::new();
    let mut rules: Vec<&Piece<'_>> = Vec::new();
    for indices in tiers.values() {
        for &index in indices {
            let (Some(piece), Some(fate)) = (pieces.get(index), fates.get_mut(index)) else { continue };
            fate.matches = true;
            if fate.wins && fate.loses {
                continue;
            }
            let evidence = piece.evidence;
            let both = |other: &Piece<'_>| {
                let capacities: Vec<_> = evidence.capacity.into_iter().chain(other.evidence.capacity).collect();
                meets(evidence.period, other.evidence.period)
                    && place.levels.iter().any(|level| there(evidence, level) && there(other.evidence, level))
                    && parties(&capacities)
                    && !exclude(library, piece.conditions(library).chain(other.conditions(library)))
            };
            let nearer: &[&Piece<'_>] = match piece.holder {
                Holder::State(state) => own.get(&state).map_or(&[], Vec::as_slice),
                Holder::Rule(_) => &every_own,
            };
            let before = |other: &&Piece<'_>| {
                let other_evidence = other.evidence;
                piece.always_has(library, other)
                    && (other_evidence.capacity.is_none() || other_evidence.capacity == evidence.capacity)
                    && covers(other_evidence.period, evidence.period)
                    && place.levels.iter().all(|level| !there(evidence, level) || there(other_evidence, level))
            };
            fate.wins |= !nearer.iter().chain(&rules).any(before);
            fate.loses |= nearer.iter().chain(&rules).any(|other| both(other));
        }
        for piece in indices.iter().filter_map(|&index| pieces.get(index)) {
            match piece.holder {
                Holder::State(state) => {
                    own.entry(state).or_default().push(piece);
                    every_own.push(piece);
                }
                Holder::Rule(_) => rules.push(piece),
            }
        }
    }
}

impl Piece<'_> {
    /// The conditions under which a state has it.
    fn conditions(&self, library: &Library) -> impl Iterator<Item = ExprId> {
        let rule = match self.holder {
            Holder::State(_) => None,
            Holder::Rule(rule) => library.interests[rule].condition,
        };
        rule.into_iter().chain(self.evidence.when).map(|condition| condition.expr)
    }

    /// Whether who has this piece surely has another one as well.
    fn always_has(&self, library: &Library, other: &Self) -> bool {
        other.evidence.when.is_none()
            && match other.holder {
                Holder::State(_) => other.holder == self.holder,
                // A position of a rule gives way to one of the state.
                Holder::Rule(rule) => {
                    !other.evidence.is_position()
                        && (other.holder == self.holder || library.interests[rule].condition.is_none())
                }
            }
    }
}

/// Whether two times have a day in common.
fn meets(one: Period, other: Period) -> bool {
    let before = |one: Period, other: Period| one.until.zip(other.since).is_none_or(|(until, since)| since < until);
    before(one, other) && before(other, one)
}

/// Whether a time holds all of another.
fn covers(one: Period, other: Period) -> bool {
    let from = one.since.is_none_or(|since| other.since.is_some_and(|other| since <= other));
    let until = one.until.is_none_or(|until| other.until.is_some_and(|other| other <= until));
    from && until
}
