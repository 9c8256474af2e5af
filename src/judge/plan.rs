//! What a date makes of a library, worked out once for all verdicts.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::columns::Columns;
use super::evidence::{Piece, Reach};
use super::expression::{View, truth};
use super::world::World;
use crate::model::{
    Arena, CapacityId, Condition, Evidence, ExprId, Id, InterestId, LevelId, Library, MeasureId, StateId, Target, Truth,
};
use crate::number::Number;

/// A condition, ready to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// There is none.
    Always,
    /// It depends on one state and the level: its answers are at this place of the plan.
    Known(usize),
    /// It depends on more.
    Asked {
        /// The expression.
        expr: ExprId,
        /// Whether it has meaning only between pairs.
        pair: bool,
    },
}

/// What a date makes of a library.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What is the case.
    pub world: World<'a>,
    /// The answers to conditions on one state.
    answers: Vec<Answers>,
    /// The capacities of every state.
    capacities: Arena<StateId, Arena<CapacityId, Truth>>,
    /// The evidence of every state that is in force, gathered when it is first asked for.
    pieces: Arena<StateId, OnceLock<Vec<Piece<'a>>>>,
    /// Its places by what it is about.
    about: Arena<StateId, OnceLock<FxHashMap<Target, Vec<usize>>>>,
    reaches: Arena<MeasureId, Reach>,
    /// By expression; only conditions have one.
    tests: Vec<Option<Test>>,
    /// Every state, in order.
    pub(super) everybody: Vec<StateId>,
    /// The states that this is about; all where there is no list.
    focus: Option<HashSet<StateId>>,
    /// What is worked out for all states at once.
    pub(super) columns: Columns<'a>,
}

/// The answers to a condition on one state, each found when it is first asked for.
#[derive(Debug)]
struct Answers {
    expr: ExprId,
    /// Whether they differ by level.
    by_level: bool,
    /// By level, if they differ, and state.
    found: OnceLock<Vec<AtomicU8>>,
}

impl Answers {
    fn get(&self, world: &World<'_>, level: LevelId, state: StateId) -> Truth {
        let states = world.library.states.len();
        let levels = if self.by_level { world.library.levels.len() } else { 1 };
        let found = self.found.get_or_init(|| (0..states * levels).map(|_| AtomicU8::new(0)).collect());
        let place = if self.by_level { level.index() * states } else { 0 } + state.index();
        let ask = || truth(world, self.expr, &View { level: Some(level), ..View::of(state) });
        let Some(cell) = found.get(place) else { return ask() };
        match cell.load(Ordering::Relaxed) {
            1 => Truth::No,
            2 => Truth::Unknown,
            3 => Truth::Yes,
            _ => {
                let answer = ask();
                cell.store(answer as u8 + 1, Ordering::Relaxed);
                answer
            }
        }
    }
}

impl<'a> Plan<'a> {
    /// Works a library out for a day; without one only what is not dated counts.
    pub fn new(library: &'a Library, date: Option<Date>) -> Self {
        Self::with_focus(library, date, None)
    }

    /// The same, as far as it is about some states: much faster than all of them where one verdict is asked for again
    /// and again. Verdicts of these states are right as long as no condition looks at members of a group or of all.
    pub fn focused(library: &'a Library, date: Option<Date>, focus: &[StateId]) -> Self {
        Self::with_focus(library, date, Some(focus))
    }

    fn with_focus(library: &'a Library, date: Option<Date>, focus: Option<&[StateId]>) -> Self {
        let world = World::focused(library, date, focus);
        let focus: Option<HashSet<StateId>> = focus.map(|focus| focus.iter().copied().collect());
        let seen = |state: StateId| focus.as_ref().is_none_or(|focus| focus.contains(&state));
        let capacities = library
            .states
            .ids()
            .map(|state| {
                let of = |capacity| if seen(state) { has(&world, state, capacity) } else { Truth::Unknown };
                library.capacities.ids().map(of).collect()
            })
            .collect();
        let mut plan = Self {
            world,
            answers: Vec::new(),
            capacities,
            pieces: library.states.ids().map(|_| OnceLock::new()).collect(),
            about: library.states.ids().map(|_| OnceLock::new()).collect(),
            reaches: library.measures.ids().map(|measure| Reach::of(library, measure)).collect(),
            tests: vec![None; library.expressions.iter().count()],
            everybody: library.states.ids().collect(),
            focus,
            columns: Columns::new(library),
        };
        plan.prepare_conditions();
        plan
    }

    fn sees(&self, state: StateId) -> bool {
        self.focus.as_ref().is_none_or(|focus| focus.contains(&state))
    }

    /// The library.
    pub fn library(&self) -> &'a Library {
        self.world.library
    }

    /// Whether a state has a capacity.
    pub fn capacity(&self, state: StateId, capacity: CapacityId) -> Truth {
        self.capacities[state][capacity]
    }

    /// The evidence of a state that is in force, its own before that of rules.
    pub fn pieces(&self, state: StateId) -> &[Piece<'a>] {
        self.pieces[state].get_or_init(|| if self.sees(state) { self.gather(state) } else { Vec::new() })
    }

    /// The places of the pieces of a state about a target, rising.
    pub(super) fn about(&self, state: StateId, target: Target) -> &[usize] {
        let places = self.about[state].get_or_init(|| {
            let mut places: FxHashMap<Target, Vec<usize>> = FxHashMap::default();
            for (place, piece) in self.pieces(state).iter().enumerate() {
                places.entry(piece.evidence.target).or_default().push(place);
            }
            places
        });
        places.get(&target).map_or(&[], Vec::as_slice)
    }

    pub(super) fn reach(&self, measure: MeasureId) -> &Reach {
        &self.reaches[measure]
    }

    /// Whether a condition holds from where it is asked.
    pub(super) fn holds(&self, test: Test, view: &View<'_>) -> Truth {
        match test {
            Test::Always => Truth::Yes,
            Test::Known(place) => match (self.answers.get(place), view.level) {
                (Some(answers), Some(level)) if self.sees(view.own) => answers.get(&self.world, level, view.own),
                _ => Truth::Unknown,
            },
            Test::Asked { expr, .. } => truth(&self.world, expr, view),
        }
    }

    /// The expression of a condition, if there is one.
    pub(super) fn expression(&self, test: Test) -> Option<ExprId> {
        match test {
            Test::Always => None,
            Test::Known(place) => self.answers.get(place).map(|answers| answers.expr),
            Test::Asked { expr, .. } => Some(expr),
        }
    }

    /// Whether it is about every state.
    pub(super) fn is_whole(&self) -> bool {
        self.focus.is_none()
    }

    /// A condition, ready to be asked.
    pub(super) fn test(&self, condition: Option<Condition>) -> Test {
        condition.map_or(Test::Always, |condition| {
            let known = self.tests.get(condition.expr.index()).copied().flatten();
            known.unwrap_or(Test::Asked { expr: condition.expr, pair: false })
        })
    }

    /// Finds out which conditions are on one state.
    fn prepare_conditions(&mut self) {
        let library = self.library();
        for condition in conditions(library) {
            let Some(slot @ None) = self.tests.get_mut(condition.expr.index()) else { continue };
            let reads = library.expressions.reads(condition.expr);
            *slot = Some(if reads.one_state() {
                let answers = Answers { expr: condition.expr, by_level: reads.level, found: OnceLock::new() };
                self.answers.push(answers);
                Test::Known(self.answers.len() - 1)
            } else {
                Test::Asked { expr: condition.expr, pair: reads.pair }
            });
        }
    }

    /// The evidence of a state that is in force: its own positions replace those that rules give it on the same target,
    /// and of several positions on one target with the same `as` and `at` those with the latest first day count.
    fn gather(&self, state: StateId) -> Vec<Piece<'a>> {
        let library = self.library();
        let date = self.world.date;
        let in_force = |evidence: &&Evidence| evidence.period.holds(date);
        let own: Vec<&Evidence> = library.states[state].evidence.iter().filter(in_force).collect();
        let declared: HashSet<Target> = own.iter().filter(|one| one.is_position()).map(|one| one.target).collect();
        let mut pieces: Vec<Piece<'a>> =
            own.iter().map(|evidence| self.piece(evidence, None, Test::Always, Vec::new())).collect();
        for (id, interest) in library.interests.iter() {
            let condition = self.test(interest.condition);
            let given = interest.evidence.iter().filter(in_force);
            for evidence in given.filter(|one| !(one.is_position() && declared.contains(&one.target))) {
                pieces.push(self.piece(evidence, Some(id), condition, Vec::new()));
            }
        }
        let mut positions: HashMap<Target, Vec<(&Evidence, Option<InterestId>)>> = HashMap::new();
        for piece in pieces.iter().filter(|piece| piece.evidence.is_position()) {
            positions.entry(piece.evidence.target).or_default().push((piece.evidence, piece.rule));
        }
        let mut left = Vec::with_capacity(pieces.len());
        for mut piece in pieces {
            let on_target = positions.get(&piece.evidence.target).map_or(&[][..], Vec::as_slice);
            let Some(later) = later(library, piece.evidence, on_target) else { continue };
            piece.later = later;
            left.push(piece);
        }
        left
    }

    /// Evidence, ready to be weighed.
    pub(super) fn piece(
        &self,
        evidence: &'a Evidence,
        rule: Option<InterestId>,
        condition: Test,
        later: Vec<Condition>,
    ) -> Piece<'a> {
        let weight = evidence.weight.multiply(&Number::from(1_000_000)).and_then(|weight| weight.to_usize());
        let weight = weight.and_then(|weight| u64::try_from(weight).ok()).unwrap_or(1_000_000);
        Piece { evidence, rule, condition, when: self.test(evidence.when), weight, later }
    }
}

/// The conditions of the rules that give a later position in the stead of evidence, among the positions on its target;
/// `None` where one is later in any case.
pub(super) fn later(
    library: &Library,
    evidence: &Evidence,
    on_target: &[(&Evidence, Option<InterestId>)],
) -> Option<Vec<Condition>> {
    let later = on_target.iter().filter(|(other, _)| supersedes(other, evidence));
    // A rule that does not hold gives the state no position, so it is asked when this one is weighed.
    later.map(|(_, rule)| rule.and_then(|rule| library.interests[rule].condition)).collect()
}

fn supersedes(other: &Evidence, evidence: &Evidence) -> bool {
    other.is_position()
        && evidence.is_position()
        && other.target == evidence.target
        && other.capacity == evidence.capacity
        && other.levels == evidence.levels
        && other.period.since > evidence.period.since
}

/// Whether a state has a capacity: unknown where nothing is said of its capacities.
fn has(world: &World<'_>, state: StateId, capacity: CapacityId) -> Truth {
    let Some(claims) = &world.library.states[state].capacities else { return Truth::Unknown };
    let claims = claims.iter().filter(|claim| claim.capacity == capacity);
    claims.fold(Truth::No, |so_far, claim| {
        so_far.or(claim.when.map_or(Truth::Yes, |when| truth(world, when.expr, &View::of(state))))
    })
}

/// Every condition that verdicts ask.
pub fn conditions(library: &Library) -> Vec<Condition> {
    let parties =
        library.principles.values().flat_map(|principle| &principle.parties).filter_map(|party| party.condition);
    let clauses = library.principles.values().flat_map(|principle| &principle.clauses);
    let terms = clauses.flat_map(|clause| &clause.variants).filter_map(|variant| variant.term.as_ref());
    let of_terms = terms.flat_map(|term| [term.when, term.unless]).flatten();
    let rules = library.interests.values().filter_map(|interest| interest.condition);
    let given = library.interests.values().flat_map(|interest| &interest.evidence);
    let own = library.states.values().flat_map(|state| &state.evidence);
    let of_evidence = given.chain(own).filter_map(|evidence| evidence.when);
    parties.chain(of_terms).chain(rules).chain(of_evidence).collect()
}
