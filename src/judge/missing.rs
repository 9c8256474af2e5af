//! What nobody knows, where a verdict is undetermined.

use std::collections::BTreeSet;

use super::evidence::{Candidate, Piece};
use super::expression::{Datum, View, datum, truth};
use super::plan::Test;
use super::session::{Instance, Row, Session};
use super::stance::{Stance, StanceSet, stances};
use super::world::World;
use crate::model::{AttributeId, CapacityId, Expr, ExprId, Fact, Library, ScopeStatus, StateId, Truth};

/// Something that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Whether a state has a capacity.
    Capacity(StateId, CapacityId),
    /// An attribute of a state.
    Fact(StateId, AttributeId),
    /// An attribute of two states.
    PairFact(AttributeId, StateId, StateId),
    /// A parameter that a clause, named by its label, does not give.
    Parameter(String, String),
}

impl Missing {
    /// In words: `MDA.income`, `MDA as transit`, `migrant_stock from MDA to AUT`, `within of duty`.
    pub fn show(&self, library: &Library) -> String {
        let state = |id: StateId| library.states[id].named.name.as_str();
        match self {
            Self::Capacity(of, capacity) => format!("{} as {}", state(*of), library.capacities[*capacity].name),
            Self::Fact(of, attribute) => format!("{}.{}", state(*of), library.attributes[*attribute].named.name),
            Self::PairFact(attribute, from, to) => {
                format!("{} from {} to {}", library.attributes[*attribute].named.name, state(*from), state(*to))
            }
            Self::Parameter(label, name) => format!("{name} of {label}"),
        }
    }

    /// The attribute that it is of, and the facts that there are, none of which is in force.
    pub fn on_other_days<'l>(&self, library: &'l Library) -> Option<(AttributeId, &'l [Fact])> {
        let (attribute, facts) = match self {
            Self::Fact(state, attribute) => (*attribute, library.states[*state].facts.get(attribute)),
            Self::PairFact(attribute, from, to) => (*attribute, library.pair_facts.get(&(*attribute, *from, *to))),
            Self::Capacity(..) | Self::Parameter(..) => return None,
        };
        facts.filter(|facts| !facts.is_empty()).map(|facts| (attribute, facts.as_slice()))
    }
}

/// What nobody knows among all that an undetermined verdict depends on.
pub fn missing_facts(session: &Session<'_, '_>, row: &Row, members: &[StateId]) -> Vec<Missing> {
    let mut found = BTreeSet::new();
    if session.scope == ScopeStatus::Closed {
        return Vec::new();
    }
    let players: Vec<(StateId, usize)> = match row.instance {
        Instance::All | Instance::Group(_) | Instance::Forum(_) => {
            row.roles.iter().map(|&(party, _)| (row.state, party)).collect()
        }
        Instance::Pair(first, second) => {
            vec![(first, 0), (second, session.text().parties.len().saturating_sub(1).min(1))]
        }
    };
    for (state, party) in players {
        of_party(session, row.instance, members, state, party, &mut found);
    }
    for (clause, wordings) in session.clauses.iter().enumerate() {
        let label = session.text().clauses.get(clause).map_or("", |clause| clause.label.as_str());
        for wording in wordings {
            let Some(term) = &wording.term else { continue };
            for &(party, _) in &row.roles {
                let binds = session.binds(wording, row.instance, members, row.state, party);
                if binds == Truth::No {
                    continue;
                }
                let view = View { arguments: &term.arguments, ..session.view(row.instance, members, row.state) };
                let weighed = weighed(session, wording.candidates(session.plan, row.state), party, &view);
                if binds == Truth::Unknown && weighed.stances() != StanceSet::one(Stance::None) {
                    let asked = session.asked(term, row.instance, row.state);
                    let view = View { arguments: &term.arguments, ..session.view(row.instance, members, asked) };
                    for condition in [term.when, term.unless].into_iter().flatten() {
                        leaves(&session.plan.world, condition.expr, &view, label, &mut found);
                    }
                }
                for (place, piece) in weighed.pieces.iter().enumerate() {
                    if matters(&weighed.weights, place) {
                        of_piece(session, piece, &view, label, &mut found);
                    }
                }
            }
        }
    }
    found.into_iter().collect()
}

/// The evidence that is read on a clause.
struct Weighed<'p, 'a> {
    pieces: Vec<&'p Piece<'a>>,
    /// Its tiers, sides, and whether it counts.
    weights: Vec<(u16, Stance, Truth)>,
}

fn weighed<'p, 'a>(
    session: &Session<'p, 'a>,
    candidates: &[Candidate],
    party: usize,
    view: &View<'_>,
) -> Weighed<'p, 'a> {
    let mut found = Weighed { pieces: Vec::new(), weights: Vec::new() };
    let mut deciding = None;
    for candidate in candidates {
        if deciding.is_some_and(|tier| tier != candidate.tier) {
            break;
        }
        let Some(piece) = session.plan.pieces(view.own).get(candidate.piece) else { continue };
        let counts = session.counts(piece, party, view);
        if counts == Truth::Yes {
            deciding = Some(candidate.tier);
        }
        found.pieces.push(piece);
        found.weights.push((candidate.tier, candidate.side, counts));
    }
    found
}

impl Weighed<'_, '_> {
    fn stances(&self) -> StanceSet {
        stances(self.weights.iter().copied())
    }
}

/// Whether it is unknown if a piece counts, and whether it counts makes a difference for some of the ways in which the
/// others may turn out. The pieces are given up to the nearest tier in which one surely counts.
fn matters(weights: &[(u16, Stance, Truth)], place: usize) -> bool {
    let Some(&(tier, side, Truth::Unknown)) = weights.get(place) else { return false };
    let changes = |beside: Stance| beside.join(side) != beside;
    // Where anything nearer counts it makes no difference, so nothing nearer does.
    let others = || weights.iter().enumerate().filter(|&(at, (near, ..))| at != place && *near == tier);
    let sides = |wanted: Truth| others().filter(move |(_, one)| one.2 == wanted).map(|(_, one)| one.1);
    // The fewer count beside it, the more it adds: those that surely do, or one of the others, or none.
    if let Some(sure) = sides(Truth::Yes).reduce(Stance::join) {
        return changes(sure);
    }
    let behind = stances(weights.iter().copied().filter(|(far, ..)| *far > tier));
    behind != StanceSet::one(side) || sides(Truth::Unknown).any(changes)
}

fn of_piece(session: &Session<'_, '_>, piece: &Piece<'_>, view: &View<'_>, label: &str, found: &mut BTreeSet<Missing>) {
    if let Some(capacity) = piece.evidence.capacity
        && session.plan.capacity(view.own, capacity) == Truth::Unknown
    {
        found.insert(Missing::Capacity(view.own, capacity));
    }
    let rule = piece.rule.and_then(|rule| session.plan.library().interests[rule].condition);
    let later = piece.later.iter().copied();
    for condition in [rule, piece.evidence.when].into_iter().flatten().chain(later) {
        let test = session.plan.test(Some(condition));
        if session.condition_of(test, view) == Truth::Unknown {
            leaves(&session.plan.world, condition.expr, view, label, found);
        }
    }
}

fn of_party(
    session: &Session<'_, '_>,
    instance: Instance,
    members: &[StateId],
    state: StateId,
    party: usize,
    found: &mut BTreeSet<Missing>,
) {
    if session.plays(instance, members, state, party) != Truth::Unknown {
        return;
    }
    let Some(definition) = session.text().parties.get(party) else { return };
    let capacities =
        || definition.capacities.iter().map(|&capacity| (capacity, session.plan.capacity(state, capacity)));
    if !definition.capacities.is_empty() && !capacities().any(|(_, has)| has == Truth::Yes) {
        let unknown = capacities().filter(|(_, has)| *has == Truth::Unknown);
        found.extend(unknown.map(|(capacity, _)| Missing::Capacity(state, capacity)));
    }
    if let Some(condition) = definition.condition
        && session.plan.test(Some(condition)) != Test::Always
    {
        leaves(&session.plan.world, condition.expr, &session.view(instance, members, state), "", found);
    }
}

/// The unknown facts because of which an expression is unknown.
pub fn leaves(world: &World<'_>, expr: ExprId, view: &View<'_>, label: &str, found: &mut BTreeSet<Missing>) {
    walk(world, expr, view, label, &mut Walk { found, seen: BTreeSet::new() });
}

struct Walk<'f> {
    found: &'f mut BTreeSet<Missing>,
    /// What was looked at, each time of a state: equal expressions are held once, and may be read in many places.
    seen: BTreeSet<(ExprId, StateId)>,
}

fn walk(world: &World<'_>, expr: ExprId, view: &View<'_>, label: &str, on: &mut Walk<'_>) {
    if !on.seen.insert((expr, view.own)) {
        return;
    }
    let known = match datum(world, expr, view) {
        Datum::Known(_) => true,
        Datum::Unknown | Datum::Range(..) => false,
    };
    if known {
        return;
    }
    match world.library.expressions.get(expr) {
        Expr::Attribute(subject, attribute) => {
            on.found.extend(view.state(*subject).map(|state| Missing::Fact(state, *attribute)));
        }
        Expr::PairAttribute(attribute, from, to) => {
            let pair = view.state(*from).zip(view.state(*to)).filter(|(from, to)| from != to);
            on.found.extend(pair.map(|(from, to)| Missing::PairFact(*attribute, from, to)));
        }
        Expr::Definition(subject, definition) => {
            if let Some(state) = view.state(*subject) {
                walk(world, world.library.definitions[*definition].expr, &View::of(state), label, on);
            }
        }
        Expr::Parameter(name) => drop(on.found.insert(Missing::Parameter(label.to_owned(), name.to_string()))),
        Expr::Quantified(_, inner) | Expr::Counted(_, inner) | Expr::Aggregate(_, inner) => {
            for &member in view.members {
                walk(world, *inner, &View { own: member, ..*view }, label, on);
            }
        }
        Expr::And(all) => {
            // Only what is unknown itself stands in the way.
            for &one in all {
                if truth(world, one, view) == Truth::Unknown {
                    walk(world, one, view, label, on);
                }
            }
        }
        Expr::Value(_)
        | Expr::LevelIn(_)
        | Expr::InGroup(..)
        | Expr::Known(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Arithmetic(..)
        | Expr::Negative(_) => {
            for child in world.library.expressions.get(expr).children() {
                walk(world, child, view, label, on);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What trying out says: every completion of the other pieces, with the piece and without it.
    fn tried(weights: &[(u16, Stance, Truth)], place: usize) -> bool {
        let unknown: Vec<usize> =
            (0..weights.len()).filter(|&one| weights.get(one).is_some_and(|one| one.2 == Truth::Unknown)).collect();
        let completed = |set: usize, this: Truth| {
            stances(weights.iter().enumerate().map(|(at, &(tier, side, counts))| {
                let bit = unknown.iter().position(|one| *one == at);
                let counts = match bit {
                    Some(_) if at == place => this,
                    Some(bit) => Truth::from(set & (1 << bit) != 0),
                    None => counts,
                };
                (tier, side, counts)
            }))
        };
        let differs = |set| completed(set, Truth::Yes) != completed(set, Truth::No);
        unknown.contains(&place) && (0..1_usize << unknown.len()).any(differs)
    }

    #[test]
    fn a_piece_matters_where_trying_out_says_so() {
        let sides = [Stance::None, Stance::For, Stance::Against, Stance::Both];
        let mut all: Vec<Vec<(u16, Stance, Truth)>> = vec![Vec::new()];
        for _ in 0..4 {
            let longer = all.iter().flat_map(|before| {
                // Nothing is read behind the tier in which one surely counts, and tiers rise.
                let last = before.last().map_or(1, |(tier, ..)| *tier);
                let decided = before.iter().any(|(.., counts)| *counts == Truth::Yes);
                let tiers = last..=if decided { last } else { last + 1 };
                let pieces = tiers.flat_map(|tier| {
                    let counts = [Truth::No, Truth::Unknown, Truth::Yes];
                    sides.into_iter().flat_map(move |side| counts.map(|counts| (tier, side, counts)))
                });
                pieces.map(|piece| before.iter().copied().chain([piece]).collect()).collect::<Vec<_>>()
            });
            all = longer.collect();
            for weights in &all {
                for place in 0..weights.len() {
                    assert_eq!(matters(weights, place), tried(weights, place), "{place} of {weights:?}");
                }
            }
        }
    }
}
