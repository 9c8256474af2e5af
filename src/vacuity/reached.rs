//! Which clauses evidence on a target may count on.

use std::collections::{BTreeMap, BTreeSet};

use crate::judge::Reach;
use crate::model::{LevelId, Library, PrincipleId, Target};
use crate::norms::Norm;

/// The clauses in each wording, by what evidence on them may be about.
#[derive(Debug)]
pub struct Reached<'a> {
    /// Every wording of a clause, with the levels at which it is negotiated.
    pub norms: Vec<(Norm<'a>, Vec<LevelId>)>,
    targets: BTreeMap<Target, Vec<usize>>,
    levels: BTreeMap<Target, BTreeSet<LevelId>>,
}

impl<'a> Reached<'a> {
    /// The clauses of a library.
    pub fn new(library: &'a Library) -> Self {
        let norms: Vec<(Norm<'a>, Vec<LevelId>)> =
            Norm::all(library).into_iter().map(|norm| (norm, norm.levels(library))).collect();
        let issues: BTreeMap<_, Vec<_>> =
            library.measures.ids().map(|id| (id, Reach::of(library, id).issues().collect())).collect();
        let mut targets: BTreeMap<Target, Vec<usize>> = BTreeMap::new();
        let mut at: BTreeMap<Target, BTreeSet<LevelId>> = BTreeMap::new();
        for (place, (norm, levels)) in norms.iter().enumerate() {
            let named = [
                Target::Clause(norm.principle, norm.clause),
                Target::Principle(norm.principle),
                Target::Measure(norm.measure()),
            ];
            let above = issues.get(&norm.measure()).into_iter().flatten().map(|&issue| Target::Issue(issue));
            for target in named.into_iter().chain(above) {
                targets.entry(target).or_default().push(place);
                at.entry(target).or_default().extend(levels);
            }
        }
        Self { norms, targets, levels: at }
    }

    /// The wordings on which evidence on a target may count, each with its levels.
    pub fn by(&self, target: Target) -> impl Iterator<Item = &(Norm<'a>, Vec<LevelId>)> {
        self.targets.get(&target).into_iter().flatten().filter_map(|&place| self.norms.get(place))
    }

    /// The wordings of a principle's clauses that are negotiated somewhere, each with its levels.
    pub fn of(&self, principle: PrincipleId) -> impl Iterator<Item = &(Norm<'a>, Vec<LevelId>)> {
        self.by(Target::Principle(principle)).filter(|(_, levels)| !levels.is_empty())
    }

    /// The levels at which any of them is negotiated.
    pub fn levels(&self, target: Target) -> impl Iterator<Item = LevelId> {
        self.levels.get(&target).into_iter().flatten().copied()
    }
}
