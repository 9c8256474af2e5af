//! What the library as it is written makes possible of evidence: whether it may win, and whether it may lose.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::exclusive::exclude;
use super::places::{Place, may_hold};
use crate::judge::{Reach, World, matching};
use crate::model::{Arity, Evidence, ExprId, InterestId, LevelId, Library, Period, StateId, Target};

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
    /// Whether a condition of it is about a pair: elsewhere it is not asked.
    pub of_pairs: bool,
}

/// Every piece of evidence of a library, in force or not.
pub(super) fn pieces(library: &Library) -> Vec<Piece<'_>> {
    let own = library
        .states
        .iter()
        .flat_map(|(id, state)| state.evidence.iter().map(move |evidence| (Holder::State(id), evidence)));
    let given = library
        .interests
        .iter()
        .flat_map(|(id, interest)| interest.evidence.iter().map(move |evidence| (Holder::Rule(id), evidence)));
    let piece = |(holder, evidence)| {
        let piece = Piece { holder, evidence, of_pairs: false };
        let of_pairs = piece.conditions(library).any(|expr| library.expressions.reads(expr).pair);
        Piece { of_pairs, ..piece }
    };
    own.chain(given).map(piece).collect()
}

/// Whether a piece is of any clause.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It matches none.
    #[default]
    Unmatched,
    /// It matches one, but its conditions never hold there.
    Asked,
    /// It matches one, and its conditions may hold there.
    Counts,
}

/// What may become of each piece.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fate {
    /// Whether it is of any clause.
    pub standing: Standing,
    /// It may decide on one.
    pub wins: bool,
    /// It may be silenced on one.
    pub loses: bool,
}

impl Fate {
    /// Whether it matches a clause.
    pub fn matches(self) -> bool {
        self.standing != Standing::Unmatched
    }
}

/// What may become of each piece, in their order.
pub(super) fn fates(world: &World<'_>, places: &[Place<'_>], pieces: &[Piece<'_>]) -> Vec<Fate> {
    let library = world.library;
    let mut by_target: HashMap<Target, Vec<usize>> = HashMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        by_target.entry(piece.evidence.target).or_default().push(index);
    }
    let mut fates = vec![Fate::default(); pieces.len()];
    let mut known = BTreeSet::new();
    let mut conditions = pieces.iter().flat_map(|piece| piece.conditions(library));
    let by_values = conditions.any(|expr| library.expressions.reads(expr).parameters);
    for place in places {
        // Wordings of one clause that differ in strength reach the same evidence, and those that differ in values do
        // unless a condition asks for these.
        let values = if by_values { format!("{:?}", place.term.arguments) } else { String::new() };
        if known.insert((place.principle, place.clause, place.term.measure, place.levels.clone(), values)) {
            meet(world, place, pieces, &by_target, &mut fates);
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
            && fate.standing == Standing::Counts
        {
            fate.loses |= by_target.get(&piece.evidence.target).is_some_and(|others| others.iter().any(replaced));
        }
    }
    fates
}

/// Weighs the pieces that match a clause against each other.
fn meet(
    world: &World<'_>,
    place: &Place<'_>,
    pieces: &[Piece<'_>],
    by_target: &HashMap<Target, Vec<usize>>,
    fates: &mut [Fate],
) {
    let library = world.library;
    let principle = &library.principles[place.principle];
    let parties = |capacities: &[_]| {
        principle.parties.iter().any(|party| {
            party.capacities.is_empty() || capacities.iter().all(|capacity| party.capacities.contains(capacity))
        })
    };
    let there = |piece: &Piece<'_>, level: &LevelId| {
        piece.evidence.levels.as_ref().is_none_or(|levels| levels.contains(level))
            && (!piece.of_pairs || library.levels[*level].arity == Arity::Pairs)
    };
    let counts = |piece: &Piece<'_>, level: &LevelId| {
        let context = (Some(*level), place.term.arguments.as_slice());
        there(piece, level) && piece.conditions(library).all(|expr| may_hold(world, expr, context))
    };
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
            let somewhere = place.levels.iter().any(|level| there(piece, level));
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
            fate.standing = fate.standing.max(Standing::Asked);
            if fate.wins && fate.loses {
                continue;
            }
            if !place.levels.iter().any(|level| counts(piece, level)) {
                continue;
            }
            fate.standing = Standing::Counts;
            let evidence = piece.evidence;
            let both = |other: &Piece<'_>| {
                let capacities: Vec<_> = evidence.capacity.into_iter().chain(other.evidence.capacity).collect();
                meets(evidence.period, other.evidence.period)
                    && place.levels.iter().any(|level| counts(piece, level) && counts(other, level))
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
                    && place.levels.iter().all(|level| !counts(piece, level) || counts(other, level))
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
