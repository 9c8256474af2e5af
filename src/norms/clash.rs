//! Clauses that cannot be kept together.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::act::{Act, Acts, Deed, families};
use super::bindings::Bindings;
use super::norm::{Norm, covers, share_people};
use super::precedence::{Settled, settled};
use super::sets::least_sets;
use crate::judge::World;
use crate::model::{LevelId, Library, MeasureId, Modality, PrincipleId};
use crate::satisfy::{Doubt, Found, Given, Unknown};

/// How badly clauses clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// To keep all of them is impossible.
    Strict,
    /// To do what one recommends or allows breaks another.
    Permissive,
    /// What is recommended against stands in the way.
    Tension,
    /// A permission inside a prohibition that is wider: its exception.
    Exception,
    /// Whether anybody is bound by all of them is not decided.
    Undecided(Doubt),
}

/// Clauses that cannot be kept together, and who is caught.
#[derive(Debug, Clone)]
pub struct Clash<'a> {
    /// How badly.
    pub kind: Kind,
    /// The clauses, in the order in which they are written; one alone that contradicts itself, or several of which none
    /// can be left out.
    pub norms: Vec<Norm<'a>>,
    /// The narrowest level at which somebody is caught.
    pub level: LevelId,
    /// The facts of who is caught; empty where it may be anybody.
    pub witness: Vec<(Unknown, Given)>,
    /// Which clause prevails over which, where something says so.
    pub settled: Option<Settled>,
}

impl Clash<'_> {
    /// Its clauses, whatever their wordings.
    pub fn clauses(&self) -> Vec<(PrincipleId, usize)> {
        self.norms.iter().map(|norm| (norm.principle, norm.clause)).collect()
    }
}

/// The clashes of a library, in the order of their clauses, of the same clauses in several wordings the worst first, and the measures of which not all sets were looked at.
#[derive(Debug, Default)]
pub struct Clashes<'a> {
    /// What clashes.
    pub clashes: Vec<Clash<'a>>,
    /// Where the search gave up.
    pub unfinished: Vec<MeasureId>,
}

/// Finds every clash.
pub fn clashes<'a>(world: &'a World<'a>) -> Clashes<'a> {
    let norms = Norm::all(world.library);
    let mut of_measure: BTreeMap<MeasureId, Vec<Norm<'a>>> = BTreeMap::new();
    for norm in norms {
        of_measure.entry(norm.measure()).or_default().push(norm);
    }
    let families = families(world.library);
    let parts: Vec<Clashes<'a>> = families.par_iter().map(|family| of_family(world, family, &of_measure)).collect();
    let mut found = Clashes::default();
    for part in parts {
        found.clashes.extend(part.clashes);
        found.unfinished.extend(part.unfinished);
    }
    let wordings = |clash: &Clash<'_>| -> Vec<usize> { clash.norms.iter().map(|norm| norm.variant).collect() };
    found.clashes.sort_by_key(|clash| (clash.clauses(), clash.settled.is_some(), clash.kind, wordings(clash)));
    found
}

/// The clashes of clauses on measures that hang together.
fn of_family<'a>(
    world: &'a World<'a>,
    family: &[MeasureId],
    of_measure: &BTreeMap<MeasureId, Vec<Norm<'a>>>,
) -> Clashes<'a> {
    let library = world.library;
    let mut found = Clashes::default();
    let mut by_act: IndexMap<Act, Vec<Norm<'a>>> = IndexMap::new();
    for norm in family.iter().filter_map(|measure| of_measure.get(measure)).flatten() {
        by_act.entry(Act::of(norm.term)).or_default().push(*norm);
    }
    if by_act.is_empty() {
        return found;
    }
    let acts: Vec<Act> = by_act.keys().cloned().collect();
    let mut together = Acts::new(world, family, &acts);
    let mut bindings = Bindings::new(world);
    let (sets, whole) = least_sets(library, &mut together, &acts);
    if !whole {
        found.unfinished.extend(family.first());
    }
    for set in sets {
        let choices: Vec<&Vec<Norm<'a>>> =
            set.iter().filter_map(|&act| by_act.get_index(act).map(|(_, norms)| norms)).collect();
        let (chosen, all) = product(library, &choices);
        if !all {
            found.unfinished.extend(family.first());
        }
        for norms in chosen {
            found.clashes.extend(clash(&mut bindings, &mut together, norms));
        }
    }
    found
}

/// How many clashes of the same acts are told before the search gives up.
const MOST: usize = 20_000;

/// Every way of taking one norm of each act, without those that have nobody and no level in common, and whether these are
/// all.
fn product<'a>(library: &Library, choices: &[&Vec<Norm<'a>>]) -> (Vec<Vec<Norm<'a>>>, bool) {
    let mut taken: Vec<Vec<Norm<'a>>> = vec![Vec::new()];
    let mut all = true;
    for choice in choices {
        let mut longer = Vec::new();
        'sets: for before in &taken {
            let levels = shared_levels(library, before);
            for &one in *choice {
                let meets = |other: &Norm<'a>| {
                    !one.is_alternative_of(other)
                        && share_people(library, &one.text(library).concerns, &other.text(library).concerns)
                };
                let level = |level: &LevelId| before.is_empty() || levels.contains(level);
                if before.iter().all(meets) && one.levels(library).iter().any(level) {
                    if longer.len() == MOST {
                        all = false;
                        break 'sets;
                    }
                    longer.push(before.iter().copied().chain([one]).collect());
                }
            }
        }
        taken = longer;
    }
    (taken, all)
}

fn clash<'a>(bindings: &mut Bindings<'a>, acts: &mut Acts<'a>, mut norms: Vec<Norm<'a>>) -> Option<Clash<'a>> {
    let library = bindings.world().library;
    let kind = kind(&norms)?;
    let levels = shared_levels(library, &norms);
    norms.sort_by_key(|norm| (norm.principle, norm.clause, norm.variant));
    let (mut undecided, mut found) = (None, None);
    for level in levels {
        match bindings.bound_by(level, &norms) {
            Found::Facts(witness) => {
                let kind = if is_exception(bindings, acts, &norms) { Kind::Exception } else { kind };
                let settled = settled(bindings, &norms, level, kind == Kind::Exception);
                let clash = Clash { kind, norms: norms.clone(), level, witness, settled };
                if settled.is_none() {
                    return Some(clash);
                }
                // What is settled at one level may not be at another.
                found = found.or(Some(clash));
            }
            Found::Undecided(doubt) => undecided = undecided.or(Some((level, doubt))),
            Found::Never => {}
        }
    }
    let (level, doubt) = match (found, undecided) {
        (found, None) => return found,
        (_, Some(undecided)) => undecided,
    };
    let settled = settled(bindings, &norms, level, true);
    Some(Clash { kind: Kind::Undecided(doubt), norms, level, witness: Vec::new(), settled })
}

fn shared_levels(library: &Library, norms: &[Norm<'_>]) -> Vec<LevelId> {
    let mut all = norms.iter().map(|norm| norm.levels(library));
    let first = all.next().unwrap_or_default();
    let rest: Vec<Vec<LevelId>> = all.collect();
    first.into_iter().filter(|level| rest.iter().all(|levels| levels.contains(level))).collect()
}

/// How badly norms clash by their modalities; `None` for permissions alone, which nobody has to use.
fn kind(norms: &[Norm<'_>]) -> Option<Kind> {
    let any = |wanted: Modality| norms.iter().any(|norm| norm.modality() == wanted);
    let hard = any(Modality::Shall) || any(Modality::ShallNot);
    let soft = any(Modality::May) || any(Modality::Should);
    if any(Modality::ShouldNot) {
        return Some(Kind::Tension);
    }
    match (hard, soft) {
        (true, false) => Some(Kind::Strict),
        (true, true) => Some(Kind::Permissive),
        (false, _) => any(Modality::Should).then_some(Kind::Tension),
    }
}

/// Whether a permission lies inside the prohibition that it meets and is narrower: in its ways of acting, its levels, its
/// people or in who is bound.
fn is_exception<'a>(bindings: &mut Bindings<'a>, acts: &mut Acts<'a>, norms: &[Norm<'a>]) -> bool {
    let library = bindings.world().library;
    let [one, other] = norms else { return false };
    let (permission, prohibition) = match (Act::of(one.term).deed, Act::of(other.term).deed) {
        (Deed::Allowed, Deed::Forbidden) => (one, other),
        (Deed::Forbidden, Deed::Allowed) => (other, one),
        _ => return false,
    };
    let (narrow, wide) = (Act::of(permission.term), Act::of(prohibition.term));
    let (here, there) = (permission.levels(library), prohibition.levels(library));
    let people = (&permission.text(library).concerns, &prohibition.text(library).concerns);
    let mut bound = |one: &Norm<'a>, other: &Norm<'a>, levels: &[LevelId]| {
        levels.iter().map(|&level| bindings.implies(level, one, other)).collect::<Option<Vec<bool>>>()
    };
    let Some(inside) = bound(permission, prohibition, &here) else { return false };
    if !acts.within(&narrow, &wide)
        || !here.iter().all(|level| there.contains(level))
        || !covers(people.0, people.1)
        || inside.contains(&false)
    {
        return false;
    }
    !acts.within(&wide, &narrow)
        || !there.iter().all(|level| here.contains(level))
        || !covers(people.1, people.0)
        || bound(prohibition, permission, &here).is_some_and(|back| back.contains(&false))
}
