//! What must come out: every least set of norms that cannot be kept together and by which somebody is bound.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::ONE;
use super::text::{Bound, Case, Modality};
use super::worlds::{Read, World, binds, worlds};

/// A clause in one wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Norm {
    pub principle: usize,
    pub clause: usize,
    pub wording: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Strict,
    Permissive,
    Tension,
    Exception,
}

/// A clash as it must be found, with the level and the fewest facts there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub kind: Kind,
    pub level: usize,
    pub fewest: usize,
}

pub type Sets = BTreeMap<Vec<Norm>, Expected>;

/// A deed: for each measure whether it is done, and with which values.
type Deed = Vec<Option<[i64; 4]>>;

/// Every deed that makes a difference; `None` when there are too many.
fn deeds(case: &Case) -> Option<Vec<Deed>> {
    let numbers = [0, ONE, ONE * 3 / 2, 2 * ONE, 3 * ONE];
    let mut all: Vec<Deed> = vec![Vec::new()];
    for measure in &case.measures {
        let mut ways = vec![[0; 4]];
        for (place, _) in measure.parameters.iter().enumerate().filter(|(_, bound)| bound.is_some()) {
            let values: Vec<i64> = match place {
                0 | 1 => numbers.to_vec(),
                2 => vec![0, 1],
                _ => vec![0, 1, 2],
            };
            let with = |way: &[i64; 4]| {
                let mut way = *way;
                let with = move |value: &i64| {
                    if let Some(at) = way.get_mut(place) {
                        *at = *value;
                    }
                    way
                };
                values.iter().map(with).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(with).collect();
        }
        let options: Vec<Option<[i64; 4]>> = std::iter::once(None).chain(ways.into_iter().map(Some)).collect();
        all = all.iter().flat_map(|deed| options.iter().map(|option| [deed.as_slice(), &[*option]].concat())).collect();
        if all.len() > 6_000 {
            return None;
        }
    }
    let fits = |deed: &Deed| {
        case.measures.iter().zip(deed).all(|(measure, done)| {
            let Some(values) = done else { return true };
            let entailed = measure.entails.iter().all(|&other| {
                let (Some(Some(theirs)), Some(what)) = (deed.get(other), case.measures.get(other)) else {
                    return false;
                };
                (0..4).all(|place| {
                    let both = measure.parameters.get(place).is_some_and(Option::is_some)
                        && what.parameters.get(place).is_some_and(Option::is_some);
                    !both || values.get(place) == theirs.get(place)
                })
            });
            entailed && measure.excludes.iter().all(|&other| deed.get(other).is_none_or(Option::is_none))
        })
    };
    all.retain(fits);
    Some(all)
}

impl Norm {
    pub fn all(case: &Case) -> Vec<Self> {
        let mut all = Vec::new();
        for (principle, text) in case.principles.iter().enumerate() {
            for (clause, written) in text.clauses.iter().enumerate() {
                all.extend((0..written.modalities.len()).map(|wording| Self { principle, clause, wording }));
            }
        }
        all
    }

    pub fn modality(&self, case: &Case) -> Modality {
        let clause = case.principles.get(self.principle).and_then(|principle| principle.clauses.get(self.clause));
        clause.and_then(|clause| clause.modalities.get(self.wording).copied()).unwrap_or(Modality::May)
    }

    /// Whether a deed is a way of doing what the clause speaks of.
    fn is_met(&self, case: &Case, deed: &Deed) -> bool {
        let clause = case.principles.get(self.principle).and_then(|principle| principle.clauses.get(self.clause));
        let Some(clause) = clause else { return false };
        let Some(Some(values)) = deed.get(clause.measure) else { return false };
        let bounds = case.measures.get(clause.measure).map(|measure| measure.parameters).unwrap_or_default();
        clause.arguments.iter().zip(values).zip(bounds).all(|((argument, value), bound)| match (argument, bound) {
            (None, _) | (_, None) => true,
            (Some(most), Some(Bound::AtMost)) => value <= most,
            (Some(least), Some(Bound::AtLeast)) => value >= least,
            (Some(exactly), Some(Bound::Exactly)) => value == exactly,
        })
    }

    fn levels(&self, case: &Case) -> Vec<usize> {
        let Some(principle) = case.principles.get(self.principle) else { return Vec::new() };
        let Some(clause) = principle.clauses.get(self.clause) else { return Vec::new() };
        let inner = case.measures.get(clause.measure).is_some_and(|measure| measure.inner);
        let open = |level: &usize| !case.closed(principle.inner, *level) && !case.closed(inner, *level);
        principle.levels.iter().copied().filter(open).filter(|level| clause.at.is_none_or(|at| at == *level)).collect()
    }

    fn people(&self, case: &Case) -> usize {
        case.principles.get(self.principle).map_or(0, |principle| principle.people)
    }
}

fn share(one: usize, other: usize) -> bool {
    // Families and refugees overlap: the second and the third category.
    let wide = |people: usize| if people & 0b110 != 0 { people | 0b110 } else { people };
    one == 0 || other == 0 || wide(one) & other != 0
}

fn covers(one: usize, other: usize) -> bool {
    other == 0 || one != 0 && one & !other == 0
}

/// Every clash; `None` when there is too much to try.
pub fn expected(case: &Case, most: usize) -> Option<Sets> {
    let norms = Norm::all(case);
    if norms.len() > 9 {
        return None;
    }
    let read = Read::of(case);
    let deeds = deeds(case)?;
    let kept = |deed: &Deed| -> u32 {
        let of = |(place, norm): (usize, &Norm)| {
            u32::from(norm.is_met(case, deed) != norm.modality(case).forbids()) << place
        };
        norms.iter().enumerate().map(of).sum()
    };
    let kept: BTreeSet<u32> = deeds.iter().map(kept).collect();
    let impossible = |set: u32| !kept.iter().any(|kept| kept & set == set);
    let mut least: Vec<u32> = Vec::new();
    for set in 1_u32..1 << norms.len() {
        let parts = (0..norms.len()).filter(|place| set & (1 << place) != 0).map(|place| set & !(1 << place));
        if impossible(set) && !parts.clone().any(impossible) {
            least.push(set);
        }
    }
    let levels: Vec<Vec<usize>> = norms.iter().map(|norm| norm.levels(case)).collect();
    // For each level which norms bind together, with the fewest facts, and with all facts.
    let mut bound: [BTreeMap<u32, usize>; 3] = Default::default();
    let mut complete: [BTreeSet<u32>; 3] = Default::default();
    for (level, (bound, complete)) in bound.iter_mut().zip(&mut complete).enumerate() {
        if !levels.iter().any(|levels| levels.contains(&level)) {
            continue;
        }
        for world in worlds(case, &read, level == 0, most)? {
            let mask = mask(case, &norms, &world, level);
            let fewest = bound.entry(mask).or_insert(world.count);
            *fewest = world.count.min(*fewest);
            if world.complete {
                complete.insert(mask);
            }
        }
    }
    let mut found = Sets::new();
    for set in least {
        let chosen: Vec<Norm> =
            norms.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, norm)| *norm).collect();
        let Some(kind) = kind(case, &chosen) else { continue };
        let apart = chosen.iter().enumerate().any(|(at, one)| {
            chosen.iter().skip(at + 1).any(|other| {
                (one.principle, one.clause) == (other.principle, other.clause)
                    || !share(one.people(case), other.people(case))
            })
        });
        if apart {
            continue;
        }
        let caught = (0..3).find_map(|level| {
            let negotiated = chosen.iter().all(|norm| norm.levels(case).contains(&level));
            let masks = bound.get(level).filter(|_| negotiated)?;
            let fewest = masks.iter().filter(|(mask, _)| *mask & set == set).map(|(_, count)| *count).min()?;
            Some((level, fewest))
        });
        if let Some((level, fewest)) = caught {
            let is_exception = is_exception(case, &norms, &chosen, &deeds, &complete);
            found.insert(chosen, Expected { kind: if is_exception { Kind::Exception } else { kind }, level, fewest });
        }
    }
    Some(found)
}

fn mask(case: &Case, norms: &[Norm], world: &World, level: usize) -> u32 {
    norms.iter().enumerate().map(|(place, norm)| u32::from(binds(case, norm, world, level)) << place).sum()
}

fn kind(case: &Case, norms: &[Norm]) -> Option<Kind> {
    let count = |wanted: &[Modality]| norms.iter().filter(|norm| wanted.contains(&norm.modality(case))).count();
    let permissions = count(&[Modality::May]);
    // Nobody has to use a permission, let alone two at once.
    if permissions == norms.len() || permissions > 1 {
        return None;
    }
    let hard = count(&[Modality::Shall, Modality::ShallNot]);
    Some(if hard == norms.len() {
        Kind::Strict
    } else if hard == 0 || count(&[Modality::ShouldNot]) > 0 {
        Kind::Tension
    } else {
        Kind::Permissive
    })
}

fn is_exception(case: &Case, norms: &[Norm], chosen: &[Norm], deeds: &[Deed], complete: &[BTreeSet<u32>; 3]) -> bool {
    let [one, other] = chosen else { return false };
    let (permission, prohibition) = match (one.modality(case), other.modality(case)) {
        (Modality::May, with) if with.forbids() => (one, other),
        (with, Modality::May) if with.forbids() => (other, one),
        _ => return false,
    };
    let within = |one: &Norm, other: &Norm| {
        let place = |norm: &Norm| norms.iter().position(|known| known == norm).unwrap_or(0);
        let (first, second) = (1_u32 << place(one), 1_u32 << place(other));
        deeds.iter().all(|deed| !one.is_met(case, deed) || other.is_met(case, deed))
            && one.levels(case).iter().all(|level| other.levels(case).contains(level))
            && covers(one.people(case), other.people(case))
            && one.levels(case).iter().all(|level| {
                complete
                    .get(*level)
                    .is_some_and(|masks| masks.iter().all(|mask| mask & first == 0 || mask & second != 0))
            })
    };
    within(permission, prohibition) && !within(prohibition, permission)
}
