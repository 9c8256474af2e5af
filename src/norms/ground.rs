//! Who is bound and what is done, in one scene: the norms on measures that hang together, at one level.

use std::collections::BTreeMap;

use super::act::{Act, Acts, Deed};
use super::binding::Bearer;
use super::norm::Norm;
use super::unsaid::unsaid;
use crate::judge::World;
use crate::model::{LevelId, MeasureId};
use crate::satisfy::{Answer, Literal};

/// Of so many clauses at most it is looked at which of them clash.
const MOST: usize = 10;

/// What one state does, or one of a pair, and which norms bind it. Norms go by their places in a list of the caller.
#[derive(Debug)]
pub struct Ground<'a> {
    acts: Acts<'a>,
    /// That every fact is given.
    complete: Literal,
    norms: BTreeMap<usize, Lines>,
}

/// What can be said of one norm.
#[derive(Debug, Clone, Copy)]
struct Lines {
    deed: Deed,
    /// It binds the state.
    bound: Literal,
    /// What is done is a way of its act.
    met: Literal,
    /// It is kept where it binds; only to be assumed.
    kept: Literal,
    /// What is done is not what it allows or asks for where it binds; only to be assumed.
    unused: Literal,
}

impl Lines {
    /// What is done is in keeping with it, whether it binds or not.
    fn obeyed(self) -> Literal {
        match self.deed {
            Deed::Asked | Deed::Allowed => self.met,
            Deed::Forbidden => !self.met,
        }
    }

    /// What is done shows that it says something of its own: it breaks a duty, or makes use of a permission.
    fn told(self) -> Literal {
        match self.deed {
            Deed::Asked => !self.met,
            Deed::Allowed | Deed::Forbidden => self.met,
        }
    }
}

impl<'a> Ground<'a> {
    /// The norms at a level, all of measures of one family.
    pub fn new(world: &'a World<'a>, level: LevelId, family: &[MeasureId], norms: &[(usize, Norm<'a>)]) -> Self {
        let mut bearer = Bearer::new(world, level);
        let bound: Vec<Literal> = norms.iter().map(|(_, norm)| bearer.binds(norm)).collect();
        let said = bearer.scene.complete_but(&unsaid(world.library, norms));
        let complete = bearer.scene.solver.all(&said);
        let mut acts = Acts::on(bearer.scene, family, &[]);
        let mut met_by: indexmap::IndexMap<Act, Literal> = indexmap::IndexMap::new();
        let mut lines = BTreeMap::new();
        for ((place, norm), bound) in norms.iter().zip(bound) {
            let act = Act::of(norm.term);
            let deed = act.deed;
            let met = match met_by.get(&act) {
                Some(&met) => met,
                None => acts.meets(&act),
            };
            met_by.insert(act, met);
            let solver = &mut acts.scene.solver;
            let (kept, unused) = (solver.fresh(), solver.fresh());
            let line = Lines { deed, bound, met, kept, unused };
            solver.clause(&[!kept, !bound, line.obeyed()]);
            solver.clause(&[!unused, !bound, !met]);
            lines.insert(*place, line);
        }
        Self { acts, complete, norms: lines }
    }

    /// Whether a norm may bind somebody.
    pub fn binds_somebody(&mut self, norm: usize) -> bool {
        let Some(&line) = self.norms.get(&norm) else { return false };
        self.acts.scene.possible(&[self.complete, line.bound]) != Answer::No
    }

    /// Whether for whoever a norm binds these others say all that it says.
    pub fn implied(&mut self, norm: usize, by: &[usize]) -> bool {
        let Some(&line) = self.norms.get(&norm) else { return false };
        let mut assumed = vec![self.complete, line.bound, line.told()];
        let others = by.iter().filter_map(|other| self.norms.get(other));
        assumed.extend(others.map(|other| if line.deed == Deed::Allowed { other.unused } else { other.kept }));
        self.acts.scene.possible(&assumed) == Answer::No
    }

    /// Whether whoever one norm binds is bound by the other.
    pub fn bound_within(&mut self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.norms.get(&one), self.norms.get(&other)) else { return false };
        let assumed = [self.complete, one.bound, !other.bound];
        self.acts.scene.possible(&assumed) == Answer::No
    }

    /// Whether what the second norm is about includes what the first one is, as far as it can be kept itself.
    pub fn act_within(&mut self, one: usize, other: usize) -> bool {
        let (Some(&one), Some(&other)) = (self.norms.get(&one), self.norms.get(&other)) else { return false };
        if one.deed == Deed::Allowed {
            return self.acts.scene.possible(&[one.met, !other.met]) == Answer::No;
        }
        self.acts.scene.possible(&[other.obeyed(), one.told()]) == Answer::No
            && self.acts.scene.possible(&[other.obeyed()]) == Answer::Yes
    }

    /// Of some norms those that may bind somebody at once whom another binds, and cannot be kept together.
    pub fn clash(&mut self, among: usize, norms: &[usize]) -> Option<Vec<usize>> {
        let &line = self.norms.get(&among)?;
        if line.deed == Deed::Allowed || self.keepable(norms) {
            return None;
        }
        if norms.len() > MOST {
            return Some(norms.to_vec());
        }
        (1_u32..1 << norms.len()).find_map(|mask| {
            let chosen = norms.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
            let chosen: Vec<usize> = chosen.map(|(_, &norm)| norm).collect();
            if self.keepable(&chosen) {
                return None;
            }
            let mut assumed = vec![self.complete, line.bound];
            assumed.extend(chosen.iter().filter_map(|norm| self.norms.get(norm)).map(|line| line.bound));
            (self.acts.scene.possible(&assumed) != Answer::No).then_some(chosen)
        })
    }

    fn keepable(&mut self, norms: &[usize]) -> bool {
        let obeyed: Vec<Literal> =
            norms.iter().filter_map(|norm| self.norms.get(norm)).map(|line| line.obeyed()).collect();
        self.acts.scene.possible(&obeyed) == Answer::Yes
    }
}
