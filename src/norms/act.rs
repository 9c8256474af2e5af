//! Acts: measures with their parameters, as norms ask for them or forbid them, and which cannot go together.
//!
//! A norm that asks for or allows a measure is about the ways of doing it within its parameters: `within: at most 30
//! days` is met by every day up to the thirtieth. One that forbids it forbids all of these ways. Doing a measure includes
//! what it `entails`, with the same values of parameters of the same name, and leaves out what it `excludes`.

use std::collections::BTreeMap;

use crate::judge::World;
use crate::model::{Comparison, Library, MeasureId, Modality, Parameter, Term, Type, UnitId, Value};
use crate::satisfy::{Answer, Literal, Scene};
use crate::syntax::ast::Bound;

/// What a norm says of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// It is asked for: shall, should.
    Asked,
    /// It is allowed: may.
    Allowed,
    /// It is forbidden: shall not, should not.
    Forbidden,
}

/// A way of doing a measure that is asked for, allowed or forbidden.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Act {
    /// The measure.
    pub measure: MeasureId,
    /// The values of its parameters.
    pub arguments: Vec<(String, Value)>,
    /// Which of the three.
    pub deed: Deed,
}

impl Act {
    /// What a clause is about.
    pub fn of(term: &Term) -> Self {
        let mut arguments = term.arguments.clone();
        arguments.sort_by(|one, other| one.0.cmp(&other.0));
        let deed = match term.modality {
            Modality::Shall | Modality::Should => Deed::Asked,
            Modality::May => Deed::Allowed,
            Modality::ShallNot | Modality::ShouldNot => Deed::Forbidden,
        };
        Self { measure: term.measure, arguments, deed }
    }
}

/// Measures that have something to do with each other, and acts of them.
#[derive(Debug)]
pub struct Acts<'a> {
    pub(super) scene: Scene<'a>,
    library: &'a Library,
    done: BTreeMap<MeasureId, Literal>,
    demands: Vec<Literal>,
}

impl<'a> Acts<'a> {
    /// The acts of some measures, with all that these entail and exclude.
    pub fn new(world: &'a World<'a>, measures: &[MeasureId], acts: &[Act]) -> Self {
        Self::on(Scene::new(world), measures, acts)
    }

    /// The same on a scene that holds other things already.
    pub(super) fn on(mut scene: Scene<'a>, measures: &[MeasureId], acts: &[Act]) -> Self {
        let library = scene.library();
        let done: BTreeMap<MeasureId, Literal> =
            measures.iter().map(|&measure| (measure, scene.solver.fresh())).collect();
        let mut all = Self { scene, library, done, demands: Vec::new() };
        for &measure in measures {
            for &entailed in &library.measures[measure].entails {
                all.entail(measure, entailed);
            }
            for &excluded in &library.measures[measure].excludes {
                let (one, other) = (all.is_done(measure), all.is_done(excluded));
                all.scene.solver.clause(&[!one, !other]);
            }
        }
        for act in acts {
            let met = all.meets(act);
            // A literal of its own for each, so that what cannot go together says whose demands they are.
            let demand = all.scene.solver.fresh();
            all.scene.solver.clause(&[!demand, if act.deed == Deed::Forbidden { !met } else { met }]);
            all.demands.push(demand);
        }
        all
    }

    /// Whether acts, by their places, can go together.
    pub fn together(&mut self, places: &[usize]) -> Answer {
        let demands = self.literals(places);
        self.scene.possible(&demands)
    }

    /// Of acts that cannot go together, a set none of which can be left out.
    pub fn least(&mut self, places: &[usize]) -> Vec<usize> {
        let mut kept = places.to_vec();
        let mut at = 0;
        while at < kept.len() {
            let mut without = kept.clone();
            without.remove(at);
            if self.together(&without) == Answer::No { kept = without } else { at += 1 }
        }
        kept
    }

    /// Whether every way of doing one act is a way of doing another.
    pub fn within(&mut self, one: &Act, other: &Act) -> bool {
        let (one, other) = (self.meets(one), self.meets(other));
        self.scene.possible(&[one, !other]) == Answer::No
    }

    fn literals(&self, places: &[usize]) -> Vec<Literal> {
        places.iter().filter_map(|&place| self.demands.get(place).copied()).collect()
    }

    fn is_done(&mut self, measure: MeasureId) -> Literal {
        if let Some(&done) = self.done.get(&measure) {
            return done;
        }
        let done = self.scene.solver.fresh();
        self.done.insert(measure, done);
        done
    }

    fn entail(&mut self, measure: MeasureId, entailed: MeasureId) {
        let (one, other) = (self.is_done(measure), self.is_done(entailed));
        self.scene.solver.clause(&[!one, other]);
        let library = self.library;
        for (place, parameter) in library.measures[measure].parameters.iter().enumerate() {
            let same = |known: &Parameter| known.name == parameter.name && alike(library, known.ty, parameter.ty);
            if let Some(found) = library.measures[entailed].parameters.iter().position(same) {
                let equal = self.scene.same_parameter((measure, place), (entailed, found));
                self.scene.solver.clause(&[!one, equal]);
            }
        }
    }

    /// Whether what is done is a way of doing an act.
    pub(super) fn meets(&mut self, act: &Act) -> Literal {
        let mut all = vec![self.is_done(act.measure)];
        let library = self.library;
        for (name, value) in &act.arguments {
            let parameters = &library.measures[act.measure].parameters;
            let Some(place) = parameters.iter().position(|parameter| parameter.name == *name) else { continue };
            let comparison = match parameters.get(place).and_then(|parameter| parameter.bound) {
                Some(Bound::AtMost) => Comparison::AtMost,
                Some(Bound::AtLeast) => Comparison::AtLeast,
                Some(Bound::Exactly) | None => Comparison::Is,
            };
            all.push(self.scene.parameter(act.measure, place, comparison, value));
        }
        self.scene.solver.all(&all)
    }
}

/// Whether values of two types can be one: numbers are kept in the unit from which theirs is made.
fn alike(library: &Library, one: Type, other: Type) -> bool {
    let base = |unit: Option<UnitId>| unit.map(|unit| library.units[unit].base);
    match (one, other) {
        (Type::Number(one), Type::Number(other)) => base(one) == base(other),
        _ => one == other,
    }
}

/// The measure that stands for all that hang together with one.
fn root(of: &BTreeMap<MeasureId, MeasureId>, mut at: MeasureId) -> MeasureId {
    while let Some(&above) = of.get(&at).filter(|&&above| above != at) {
        at = above;
    }
    at
}

/// The measures in sets: two are in one when one entails or excludes the other, or through others.
pub fn families(library: &Library) -> Vec<Vec<MeasureId>> {
    let mut of: BTreeMap<MeasureId, MeasureId> = library.measures.ids().map(|id| (id, id)).collect();
    for (id, measure) in library.measures.iter() {
        for &other in measure.entails.iter().chain(&measure.excludes) {
            let (one, two) = (root(&of, id), root(&of, other));
            let (low, high) = (one.min(two), one.max(two));
            of.insert(high, low);
        }
    }
    let mut families: BTreeMap<MeasureId, Vec<MeasureId>> = BTreeMap::new();
    for id in library.measures.ids() {
        families.entry(root(&of, id)).or_default().push(id);
    }
    families.into_values().collect()
}
