//! What a principle comes to between pairs: how many there are of each outcome, and where most speaks for or against it.

use std::cmp::Ordering;

use rayon::prelude::*;

use crate::judge::{Filter, Finding, Instance, Judged, Lanes, PairOutcome, Session, Sheet, Strength, WIDTH};
use crate::model::{Id, Library, StateId};
use crate::worlds::Completed;

/// How many corridors are named as the best and the worst.
const CORRIDORS: usize = 3;

/// The pairs of a principle.
#[derive(Debug, Default)]
pub struct Pairs {
    /// How many there are of each outcome, best first.
    pub outcomes: Vec<(PairOutcome, usize)>,
    /// The corridors where most speaks for it.
    pub best: Vec<String>,
    /// Those where most speaks against it.
    pub worst: Vec<String>,
}

/// How many verdicts there are of each kind, in the order of reports.
type Counts = Vec<(Finding, usize)>;

/// Counts the pairs of a session as its planes say.
pub fn by_column(session: &Session<'_, '_>, wanted: &Filter<'_>) -> (Counts, Pairs) {
    let sheet = Sheet::of_pairs(session);
    let firsts: Vec<StateId> = session.plan.library().states.ids().collect();
    let of_first = |mut tally: Tally, &first: &StateId| {
        for block in 0..sheet.blocks() {
            if let Some(judged) = sheet.pairs(first, block, wanted.seconds(first, block)) {
                tally.add(&sheet, first, block, &judged);
            }
        }
        tally
    };
    let tally = firsts.par_iter().with_min_len(64).fold(Tally::default, of_first).reduce(Tally::default, Tally::join);
    tally.told(session.plan.library())
}

/// Counts the pairs among rows: those of both states stand one behind the other.
pub fn one_by_one(session: &Session<'_, '_>, rows: &[Completed]) -> (Counts, Pairs) {
    let mut tally = Tally::default();
    for row in rows {
        tally.count(row.row.finding, 1);
    }
    let pairs = rows.windows(2).filter_map(|two| match two {
        [one, other] if one.row.instance == other.row.instance => Some((&one.row, &other.row)),
        _ => None,
    });
    for (one, other) in pairs {
        let Instance::Pair(first, second) = one.instance else { continue };
        let outcome = PairOutcome::of(one, other);
        tally.meet(outcome, 1);
        let corridor = Corridor { first, second, strengths: [one, other].map(|row| row.strength.unwrap_or_default()) };
        tally.name(outcome, corridor);
    }
    tally.told(session.plan.library())
}

#[derive(Debug, Clone, Copy)]
struct Corridor {
    first: StateId,
    second: StateId,
    strengths: [Strength; 2],
}

/// The corridors that are named, the foremost first; of equals those of the earlier states.
#[derive(Debug, Default)]
struct Foremost(Vec<Corridor>);

impl Foremost {
    /// `wanted` says how a corridor compares with those that it goes in front of.
    fn add(&mut self, corridor: Corridor, wanted: Ordering) {
        let before = |other: &Corridor| Strength::compare_sums(corridor.strengths, other.strengths) != wanted;
        let place = self.0.partition_point(before);
        if place < CORRIDORS {
            self.0.insert(place, corridor);
            self.0.truncate(CORRIDORS);
        }
    }

    /// Whether no corridor can go in front of the last one.
    fn is_settled(&self, wanted: Ordering) -> bool {
        self.0.len() == CORRIDORS && self.0.iter().flat_map(|one| one.strengths).all(|one| one.is_utmost(wanted))
    }

    fn told(&self, library: &Library) -> Vec<String> {
        let name = |state: StateId| library.states[state].named.name.as_str();
        self.0.iter().map(|one| format!("{}–{}", name(one.first), name(one.second))).collect()
    }
}

/// What is counted of pairs.
#[derive(Debug, Default)]
struct Tally {
    findings: [usize; Finding::ALL.len()],
    outcomes: [usize; PairOutcome::ALL.len()],
    best: Foremost,
    worst: Foremost,
}

impl Tally {
    fn count(&mut self, finding: Finding, count: usize) {
        let found = Finding::ALL.iter().zip(&mut self.findings).find(|(known, _)| **known == finding);
        if let Some((_, so_far)) = found {
            *so_far += count;
        }
    }

    fn meet(&mut self, outcome: PairOutcome, count: usize) {
        let found = PairOutcome::ALL.iter().zip(&mut self.outcomes).find(|(known, _)| **known == outcome);
        if let Some((_, so_far)) = found {
            *so_far += count;
        }
    }

    fn name(&mut self, outcome: PairOutcome, corridor: Corridor) {
        match outcome {
            PairOutcome::Agreement => self.best.add(corridor, Ordering::Greater),
            PairOutcome::Conflict => self.worst.add(corridor, Ordering::Less),
            PairOutcome::OneSided
            | PairOutcome::Neutral
            | PairOutcome::Undetermined
            | PairOutcome::Open
            | PairOutcome::Divided
            | PairOutcome::Outside => {}
        }
    }

    /// Adds the pairs of a first state with those of a block.
    fn add(&mut self, sheet: &Sheet<'_, '_, '_>, first: StateId, block: usize, judged: &[Judged; 2]) {
        let [one, other] = judged;
        let (ours, theirs) = (one.findings(), other.findings());
        for (((_, ours), (_, theirs)), so_far) in ours.iter().zip(theirs.iter()).zip(&mut self.findings) {
            *so_far += ours.count() + theirs.count();
        }
        for (outcome, lanes) in PairOutcome::planes(&ours, &theirs) {
            self.meet(outcome, lanes.count());
            let settled = match outcome {
                PairOutcome::Agreement => self.best.is_settled(Ordering::Greater),
                PairOutcome::Conflict => self.worst.is_settled(Ordering::Less),
                PairOutcome::OneSided
                | PairOutcome::Neutral
                | PairOutcome::Undetermined
                | PairOutcome::Open
                | PairOutcome::Divided
                | PairOutcome::Outside => true,
            };
            if settled || lanes.is_empty() {
                continue;
            }
            let strengths = |judged: &Judged, of_first| {
                // A verdict that is not one has no strength.
                let one = lanes & !judged.possible.several() & !judged.open;
                sheet.strengths(judged, Some(first), of_first, block, one)
            };
            let (ours, theirs) = (strengths(one, true), strengths(other, false));
            for lane in Lanes::iter(lanes) {
                let of = |all: &[Strength]| all.get(lane).copied().unwrap_or_default();
                let second = StateId::new(block * WIDTH + lane);
                self.name(outcome, Corridor { first, second, strengths: [of(&ours), of(&theirs)] });
            }
        }
    }

    /// Both, this one's pairs in front.
    fn join(mut self, other: Self) -> Self {
        self.findings.iter_mut().zip(other.findings).for_each(|(one, more)| *one += more);
        self.outcomes.iter_mut().zip(other.outcomes).for_each(|(one, more)| *one += more);
        other.best.0.into_iter().for_each(|corridor| self.best.add(corridor, Ordering::Greater));
        other.worst.0.into_iter().for_each(|corridor| self.worst.add(corridor, Ordering::Less));
        self
    }

    fn told(self, library: &Library) -> (Counts, Pairs) {
        let counts = Finding::ALL.into_iter().zip(self.findings).filter(|(_, count)| *count > 0).collect();
        let outcomes = PairOutcome::ALL.into_iter().zip(self.outcomes).filter(|(_, count)| *count > 0).collect();
        (counts, Pairs { outcomes, best: self.best.told(library), worst: self.worst.told(library) })
    }
}
