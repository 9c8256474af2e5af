//! Evidence by what is said rather than by who says it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Planes;
use super::alone::by_state;
use super::lanes::{Kleene, Lanes, WIDTH, blocks, place};
use crate::judge::evidence::{Piece, Reach, targets};
use crate::judge::plan::{Plan, Test, later};
use crate::model::{
    CapacityId, Evidence, EvidenceKind, ExprId, Id, InterestId, LevelId, MeasureId, Modality, PrincipleId, Target,
    Truth, Type, Value,
};
use crate::number::Number;

/// A piece of evidence and all states that have it. No state is in two pieces for one statement of its own.
#[derive(Debug)]
pub struct Shared<'a> {
    /// What is said, by the first of the states.
    pub piece: Piece<'a>,
    /// The states, block by block, from the block of the first one on.
    states: Vec<Lanes>,
    /// The block of the first state.
    from: usize,
    /// Whether no condition of it reads anything but the state.
    pub one_state: bool,
    /// Whether one of them asks the level.
    by_level: bool,
    counts: OnceLock<Planes>,
}

/// All evidence in force, by target.
#[derive(Debug, Default)]
pub struct Evidences<'a> {
    all: Vec<Shared<'a>>,
    by_target: FxHashMap<Target, Vec<usize>>,
}

/// What makes the statements of two states the same.
#[derive(PartialEq, Eq, Hash)]
struct Said<'a> {
    kind: EvidenceKind,
    target: Target,
    up_to: Option<Modality>,
    capacity: Option<CapacityId>,
    levels: Option<&'a [LevelId]>,
    when: Option<ExprId>,
    weight: &'a Number,
}

impl<'a> Said<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        Self {
            kind: evidence.kind,
            target: evidence.target,
            up_to: evidence.up_to,
            capacity: evidence.capacity,
            levels: evidence.levels.as_deref(),
            when: evidence.when.map(|when| when.expr),
            weight: &evidence.weight,
        }
    }
}

impl<'a> Evidences<'a> {
    /// The evidence that a plan weighs: as [`Plan::pieces`] has it for one state.
    pub fn new(plan: &Plan<'a>) -> Self {
        let mut evidences = Self::default();
        let declared = evidences.own(plan);
        evidences.of_rules(plan, &declared);
        evidences
    }

    /// A piece by its number.
    pub fn get(&self, number: usize) -> Option<&Shared<'a>> {
        self.all.get(number)
    }

    /// The numbers of the pieces that may match a clause.
    pub fn about<'s>(
        &'s self,
        principle: PrincipleId,
        clause: usize,
        measure: MeasureId,
        reach: &'s Reach,
    ) -> impl Iterator<Item = usize> + use<'s, 'a> {
        let targets = targets(principle, clause, measure, reach);
        targets.filter_map(|target| self.by_target.get(&target)).flatten().copied()
    }

    /// Adds what states say themselves, and returns on which targets which of them declare a position.
    fn own(&mut self, plan: &Plan<'a>) -> FxHashMap<Target, Vec<Lanes>> {
        let library = plan.library();
        let size = blocks(library.states.len());
        let mut declared: FxHashMap<Target, Vec<Lanes>> = FxHashMap::default();
        let mut known: FxHashMap<Said<'a>, Vec<usize>> = FxHashMap::default();
        for (id, state) in library.states.iter() {
            let (block, lane) = place(id);
            let mut positions: FxHashMap<Target, Vec<(&Evidence, Option<InterestId>)>> = FxHashMap::default();
            let own = || state.evidence.iter().filter(|evidence| evidence.period.holds(plan.world.date));
            for evidence in own().filter(|evidence| evidence.is_position()) {
                positions.entry(evidence.target).or_default().push((evidence, None));
                let states = declared.entry(evidence.target).or_insert_with(|| vec![Lanes::NONE; size]);
                if let Some(lanes) = states.get_mut(block) {
                    lanes.set(lane);
                }
            }
            for evidence in own() {
                let on_target = positions.get(&evidence.target).map_or(&[][..], Vec::as_slice);
                if later(library, evidence, on_target).is_none() {
                    continue;
                }
                let same = known.entry(Said::of(evidence)).or_default();
                let free = |number: &usize| self.all.get(*number).is_some_and(|shared| !shared.lanes(block).has(lane));
                let number = same.iter().copied().find(free).unwrap_or_else(|| {
                    let piece = plan.piece(evidence, None, Test::Always, Vec::new());
                    let number = self.add(plan, piece, block, Vec::new());
                    same.push(number);
                    number
                });
                if let Some(shared) = self.all.get_mut(number) {
                    shared.states.resize(block + 1 - shared.from, Lanes::NONE);
                    shared.states.last_mut().into_iter().for_each(|lanes| lanes.set(lane));
                }
            }
        }
        declared
    }

    /// Adds what rules give to all states but those that declare a position of their own there.
    fn of_rules(&mut self, plan: &Plan<'a>, declared: &FxHashMap<Target, Vec<Lanes>>) {
        let library = plan.library();
        let states = library.states.len();
        let everybody: Vec<Lanes> =
            (0..blocks(states)).map(|block| Lanes::below(states.saturating_sub(block * WIDTH))).collect();
        let in_force = |evidence: &&Evidence| evidence.period.holds(plan.world.date);
        let mut positions: FxHashMap<Target, Vec<(&Evidence, Option<InterestId>)>> = FxHashMap::default();
        for (id, interest) in library.interests.iter() {
            for evidence in interest.evidence.iter().filter(in_force).filter(|evidence| evidence.is_position()) {
                positions.entry(evidence.target).or_default().push((evidence, Some(id)));
            }
        }
        for (id, interest) in library.interests.iter() {
            let condition = plan.test(interest.condition);
            for evidence in interest.evidence.iter().filter(in_force) {
                let on_target = positions.get(&evidence.target).map_or(&[][..], Vec::as_slice);
                let Some(later) = later(library, evidence, on_target) else { continue };
                let piece = plan.piece(evidence, Some(id), condition, later);
                let left = match declared.get(&evidence.target).filter(|_| evidence.is_position()) {
                    None => everybody.clone(),
                    Some(declared) => everybody.iter().zip(declared).map(|(all, own)| *all & !*own).collect(),
                };
                self.add(plan, piece, 0, left);
            }
        }
    }

    fn add(&mut self, plan: &Plan<'a>, piece: Piece<'a>, from: usize, states: Vec<Lanes>) -> usize {
        let reads = |expr| plan.library().expressions.reads(expr);
        let expressions: Vec<ExprId> = plan.expressions_of(&piece).collect();
        let number = self.all.len();
        self.by_target.entry(piece.evidence.target).or_default().push(number);
        self.all.push(Shared {
            one_state: expressions.iter().all(|&expr| reads(expr).one_state()),
            by_level: expressions.iter().any(|&expr| reads(expr).level),
            piece,
            states,
            from,
            counts: OnceLock::new(),
        });
        number
    }
}

impl<'a> Plan<'a> {
    /// All evidence, by what is said.
    pub(super) fn evidences(&self) -> &Evidences<'a> {
        self.columns.evidence.get_or_init(|| Evidences::new(self))
    }

    /// About how many bytes the answers to all conditions, the values that they compare and the weighing of all evidence
    /// take by column. It is not looked at closely where it is no more than `enough`.
    pub fn room(&self, enough: usize) -> usize {
        let library = self.library();
        let bytes = |pieces: usize| {
            let planes = library.expressions.iter().count() + pieces;
            planes.saturating_mul(blocks(self.everybody.len())).saturating_mul(size_of::<Kleene>())
        };
        let own: usize = library.states.values().map(|state| state.evidence.len()).sum();
        let given: usize = library.interests.values().map(|interest| interest.evidence.len()).sum();
        let places = |ty| if matches!(ty, Type::Text | Type::SetOf(_)) { size_of::<Value>() } else { 0 };
        let keys: usize = library.attributes.values().map(|attribute| size_of::<i32>() + places(attribute.ty)).sum();
        let defined = library.definitions.iter().count() * (size_of::<i32>() + size_of::<Value>());
        let values = (keys + defined).saturating_mul(self.everybody.len());
        // Most states say what others say too, but that need not be known where there is room for all.
        let apart = bytes(own + given).saturating_add(values);
        if apart <= enough { apart } else { bytes(self.evidences().all.len()).saturating_add(values) }
    }

    fn expressions_of<'s>(&'s self, piece: &'s Piece<'_>) -> impl Iterator<Item = ExprId> + 's {
        let own = [piece.condition, piece.when].into_iter().filter_map(|test| self.expression(test));
        own.chain(piece.later.iter().map(|condition| condition.expr))
    }

    /// Which states have a capacity, block by block.
    pub(super) fn capacity_planes(&self, capacity: CapacityId) -> Planes {
        let planes = || by_state(self.library().states.len(), |state| self.capacity(state, capacity));
        match self.columns.capacities.get(capacity.index()) {
            Some(cell) => cell.get_or_init(planes).clone(),
            None => planes(),
        }
    }
}

impl Shared<'_> {
    /// The states of a block that have it.
    fn lanes(&self, block: usize) -> Lanes {
        block.checked_sub(self.from).and_then(|place| self.states.get(place)).copied().unwrap_or_default()
    }

    /// For which states it counts as far as they have it, with the capacity that its `as` asks for.
    pub fn held(&self, plan: &Plan<'_>) -> Vec<Kleene> {
        let capable = self.piece.evidence.capacity.map(|capacity| plan.capacity_planes(capacity));
        let of = |block: usize| {
            let capable = capable
                .as_ref()
                .map_or(Kleene::same(Truth::Yes), |planes| planes.get(block).copied().unwrap_or_default());
            Kleene::sure(self.lanes(block)).and(capable)
        };
        (0..blocks(plan.library().states.len())).map(of).collect()
    }

    /// For which states it counts, where all of its conditions are on the state: not asking whether its `as` is of the
    /// party.
    pub fn counts(&self, plan: &Plan<'_>, level: LevelId) -> Planes {
        let work_out = || {
            let all = |test: Test| plan.expression(test).map(|expr| plan.planes(expr, level));
            let conditions: Vec<Planes> = [self.piece.condition, self.piece.when].into_iter().filter_map(all).collect();
            let later: Vec<Planes> =
                self.piece.later.iter().map(|condition| plan.planes(condition.expr, level)).collect();
            let at = |planes: &Planes, block: usize| planes.get(block).copied().unwrap_or_default();
            let counts = self.held(plan).into_iter().enumerate().map(|(block, held)| {
                let held = conditions.iter().fold(held, |so_far, one| so_far.and(at(one, block)));
                later.iter().fold(held, |so_far, one| so_far.and(!at(one, block)))
            });
            counts.collect()
        };
        if self.by_level { work_out() } else { self.counts.get_or_init(work_out).clone() }
    }
}
