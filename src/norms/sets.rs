//! Every least set of acts that cannot go together.
//!
//! Most are pairs: two measures that exclude each other, two ranges of one parameter that have nothing in common, or an
//! act and the prohibition of something that it includes. These are looked at one by one. Larger sets need parameters:
//! parts of what is forbidden are asked for by several acts; prohibitions leave a parameter no value only together, such
//! as yes and no; or a measure carries the value of a parameter from one measure to another. Only where that is so they
//! are searched, after Liffiton et al., "Fast, flexible MUS enumeration" (2016): a map of the sets that were not looked
//! at gives the next one; what can go together is struck out with all its parts, what cannot is made as small as it goes
//! and struck out with all that hold it.

use std::collections::{BTreeMap, BTreeSet};

use super::act::{Act, Acts, Deed};
use crate::model::{Library, MeasureId, Type};
use crate::satisfy::{Answer, Map};
use crate::syntax::ast::Bound;

/// How many sets are looked at for one act before the search gives up.
const MOST: usize = 1_000;

/// The least sets, by the places of acts, and whether these are all.
pub fn least_sets(library: &Library, together: &mut Acts<'_>, acts: &[Act]) -> (Vec<Vec<usize>>, bool) {
    let reach: BTreeMap<MeasureId, Reach> =
        acts.iter().map(|act| (act.measure, Reach::of(library, act.measure))).collect();
    let nothing = Reach::default();
    let reach = |at: usize| acts.get(at).and_then(|act| reach.get(&act.measure)).unwrap_or(&nothing);
    let (mut found, mut whole) = (Vec::new(), true);
    let mut impossible = |together: &mut Acts<'_>, set: &[usize]| match together.together(set) {
        Answer::No => true,
        Answer::Yes => false,
        Answer::GaveUp => {
            whole = false;
            false
        }
    };
    // What contradicts itself is a set of one, and in no other.
    let mut asked: Vec<usize> = Vec::new();
    for (at, _) in acts.iter().enumerate().filter(|(_, act)| act.deed != Deed::Forbidden) {
        if reach(at).bars(reach(at)) && impossible(together, &[at]) { found.push(vec![at]) } else { asked.push(at) }
    }
    let allowed = |at: usize| acts.get(at).is_some_and(|act| act.deed == Deed::Allowed);
    // Two ways of doing measures that exclude each other, or of doing one with other values of a parameter.
    let may_contradict = |one: usize, other: usize| {
        reach(one).bars(reach(other)) || {
            let (Some(a), Some(b)) = (acts.get(one), acts.get(other)) else { return false };
            let shared = a.arguments.iter().any(|(name, _)| b.arguments.iter().any(|(theirs, _)| name == theirs));
            shared && !reach(one).included.is_disjoint(&reach(other).included)
        }
    };
    let mut apart: Vec<[usize; 2]> = Vec::new();
    for (at, &one) in asked.iter().enumerate() {
        for &other in asked.iter().skip(at + 1) {
            if allowed(one) && allowed(other) {
                apart.push([one, other]);
            } else if may_contradict(one, other) && impossible(together, &[one, other]) {
                apart.push([one, other]);
                found.push(vec![one, other]);
            }
        }
    }
    let turns = parameters_that_turn(library, acts);
    let linked = |start: MeasureId, names: &BTreeSet<&str>| -> Vec<usize> {
        let carriers = |at: usize| reach(at).carriers(library, names);
        linked(start, asked.iter().map(|&at| (at, carriers(at))).collect())
    };
    let (mut several, mut doing_several) = (BTreeSet::new(), BTreeSet::new());
    let mut finished = true;
    for (forbidden, act) in acts.iter().enumerate().filter(|(_, act)| act.deed == Deed::Forbidden) {
        let does = |one: &usize| reach(*one).included.contains(&act.measure);
        let doing = asked.iter().copied().filter(does);
        let (broken, rest): (Vec<usize>, Vec<usize>) =
            doing.partition(|&one| act.arguments.is_empty() || impossible(together, &[one, forbidden]));
        found.extend(broken.iter().map(|&one| vec![one.min(forbidden), one.max(forbidden)]));
        if rest.is_empty() {
            continue;
        }
        let names: BTreeSet<&str> = act.arguments.iter().map(|(name, _)| name.as_str()).collect();
        let mut things = linked(act.measure, &names);
        things.retain(|one| !broken.contains(one));
        let turning = names.iter().any(|name| turns.contains(name));
        // A range of one parameter that is open to a side is asked for by one act or by none, but where others carry
        // the parameter over from another measure.
        if names.len() > 1 || turning || things.len() > rest.len() {
            finished &= search(together, &things, &[forbidden], &apart, &mut found);
        }
        if turning {
            several.insert(forbidden);
            doing_several.extend(things);
        }
    }
    let struck = |found: &[Vec<usize>]| -> Vec<Vec<usize>> {
        apart.iter().map(|pair| pair.to_vec()).chain(found.iter().cloned()).collect()
    };
    if several.len() > 1 {
        let things: Vec<usize> = several.into_iter().chain(doing_several).collect();
        finished &= search(together, &things, &[], &struck(&found), &mut found);
    }
    // Values of one parameter of two measures, which only a third measure makes the same.
    let mut searched: BTreeSet<Vec<usize>> = BTreeSet::new();
    for &at in &asked {
        for (name, _) in acts.get(at).into_iter().flat_map(|act| &act.arguments) {
            let names = BTreeSet::from([name.as_str()]);
            let Some(act) = acts.get(at) else { continue };
            let things = linked(act.measure, &names);
            let own = reach(at).carriers(library, &names);
            let gives = |one: &usize| {
                acts.get(*one).is_some_and(|act| act.arguments.iter().any(|(given, _)| given == name))
                    && reach(*one).carriers(library, &names).is_disjoint(&own)
            };
            if things.iter().any(gives) && searched.insert(things.clone()) {
                finished &= search(together, &things, &[], &struck(&found), &mut found);
            }
        }
    }
    found.sort();
    found.dedup();
    (found, whole && finished)
}

/// The acts by which a measure's parameters may get their values: those that carry them, and those that carry what is
/// carried by these.
fn linked(start: MeasureId, acts: Vec<(usize, BTreeSet<MeasureId>)>) -> Vec<usize> {
    let mut reached = BTreeSet::from([start]);
    let (mut inside, mut outside) = (Vec::new(), acts);
    loop {
        let (more, rest): (Vec<_>, Vec<_>) =
            outside.into_iter().partition(|(_, carriers)| !carriers.is_disjoint(&reached));
        if more.is_empty() {
            inside.sort_unstable();
            return inside;
        }
        for (at, carriers) in more {
            inside.push(at);
            reached.extend(carriers);
        }
        outside = rest;
    }
}

/// What doing a measure includes, and what it leaves out.
#[derive(Debug, Default)]
struct Reach {
    included: BTreeSet<MeasureId>,
    barred: BTreeSet<MeasureId>,
}

impl Reach {
    fn of(library: &Library, measure: MeasureId) -> Self {
        let included = included(library, measure);
        let barred = included.iter().flat_map(|&one| library.measures[one].excludes.iter().copied()).collect();
        Self { included, barred }
    }

    /// Of what it includes the measures that have a parameter of one of these names.
    fn carriers(&self, library: &Library, names: &BTreeSet<&str>) -> BTreeSet<MeasureId> {
        let carries = |measure: &MeasureId| {
            library.measures[*measure].parameters.iter().any(|parameter| names.contains(parameter.name.as_str()))
        };
        self.included.iter().copied().filter(carries).collect()
    }

    /// Whether some of one is left out by the other.
    fn bars(&self, other: &Self) -> bool {
        !self.barred.is_disjoint(&other.included) || !other.barred.is_disjoint(&self.included)
    }
}

/// Finds every least set of some things together with those that are always there; whether the search came to its end.
fn search(
    together: &mut Acts<'_>,
    things: &[usize],
    always: &[usize],
    struck: &[impl AsRef<[usize]>],
    found: &mut Vec<Vec<usize>>,
) -> bool {
    let mut map = Map::new(things.len());
    let place = |act: &usize| things.iter().position(|one| one == act);
    for set in struck {
        if let Some(places) = set.as_ref().iter().map(place).collect::<Option<Vec<usize>>>() {
            map.strike_out(&places);
        }
    }
    let mut looked = 0;
    while let Some(seed) = map.unseen() {
        looked += 1;
        let acts: Vec<usize> = seed.iter().filter_map(|&at| things.get(at)).chain(always).copied().collect();
        let answer = together.together(&acts);
        if answer == Answer::GaveUp || looked > MOST {
            return false;
        } else if answer == Answer::Yes {
            map.strike_out_parts(&seed);
        } else {
            let mut least = together.least(&acts);
            least.sort_unstable();
            let inside: Vec<usize> = least.iter().filter_map(place).collect();
            map.strike_out(&inside);
            found.push(least);
        }
    }
    true
}

/// The names of parameters of which several ranges together may leave no value: those with few values, and those that one
/// measure limits from above and another one otherwise. Ranges that are open to the same side hold each other.
fn parameters_that_turn<'l>(library: &'l Library, acts: &[Act]) -> BTreeSet<&'l str> {
    let mut bounds: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    let mut few = BTreeSet::new();
    let measures: BTreeSet<MeasureId> = acts.iter().flat_map(|act| included(library, act.measure)).collect();
    for measure in measures {
        for parameter in &library.measures[measure].parameters {
            let bound = match parameter.bound {
                Some(Bound::AtMost) => 0,
                Some(Bound::AtLeast) => 1,
                Some(Bound::Exactly) | None => 2,
            };
            bounds.entry(&parameter.name).or_default().insert(bound);
            match parameter.ty {
                Type::Flag | Type::OneOf(_) | Type::SetOf(_) if bound == 2 => drop(few.insert(parameter.name.as_str())),
                Type::Flag | Type::OneOf(_) | Type::SetOf(_) | Type::Number(_) | Type::Date | Type::Text => {}
            }
        }
    }
    few.extend(bounds.into_iter().filter(|(_, bounds)| bounds.len() > 1).map(|(name, _)| name));
    few
}

/// A measure with all that doing it includes.
pub(super) fn included(library: &Library, measure: MeasureId) -> BTreeSet<MeasureId> {
    let mut found = BTreeSet::from([measure]);
    let mut open = vec![measure];
    while let Some(at) = open.pop() {
        open.extend(library.measures[at].entails.iter().copied().filter(|&other| found.insert(other)));
    }
    found
}
