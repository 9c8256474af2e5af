//! Norms with what decides whether one may stand in for another, whoever they bind and whatever they ask for.

use indexmap::IndexSet;

use super::act::{Act, Deed};
use super::norm::{Norm, covers};
use crate::model::{LevelId, Library, PersonsId, modality_strength};

/// A norm, held against others.
#[derive(Debug)]
pub struct Held<'a> {
    /// The norm.
    pub norm: Norm<'a>,
    /// What it says of its act.
    pub deed: Deed,
    /// The place of its act in the list of all.
    pub act: usize,
    /// How strong it is.
    pub strength: u8,
    /// The levels at which it is negotiated.
    pub levels: Vec<LevelId>,
    /// Whom its principle concerns; empty for everybody.
    pub concerns: &'a [PersonsId],
    /// Whether it stands whatever is chosen: its clause has no brackets.
    pub certain: bool,
    /// Whether a state may keep out of it.
    pub reservable: bool,
}

impl<'a> Held<'a> {
    /// Every norm of a library.
    pub fn all(library: &'a Library) -> Vec<Self> {
        let mut acts: IndexSet<Act> = IndexSet::new();
        let held = |norm: Norm<'a>| {
            let act = Act::of(norm.term);
            let clause = norm.clause(library);
            Self {
                norm,
                deed: act.deed,
                act: acts.insert_full(act).0,
                strength: modality_strength(norm.modality()),
                levels: norm.levels(library),
                concerns: &norm.text(library).concerns,
                certain: clause.is_some_and(|clause| clause.variants.len() == 1),
                reservable: clause.is_some_and(|clause| clause.reservable),
            }
        };
        Norm::all(library).into_iter().map(held).collect()
    }

    /// Whether it may say, alone or with others, what another one says: it is no softer, and nothing lets a state out of it
    /// that does not let it out of the other. A permission follows only from what is said of the same measure: who may
    /// do a part need not do the whole, and the whole may be more than a part.
    pub fn may_imply(&self, other: &Self) -> bool {
        let fit = match (other.deed, self.deed) {
            (Deed::Allowed, Deed::Asked | Deed::Allowed) => self.norm.measure() == other.norm.measure(),
            (Deed::Allowed, Deed::Forbidden) | (Deed::Asked | Deed::Forbidden, Deed::Allowed) => false,
            (Deed::Asked | Deed::Forbidden, Deed::Asked | Deed::Forbidden) => self.strength >= other.strength,
        };
        fit && self.certain && !self.norm.is_alternative_of(&other.norm) && (other.reservable || !self.reservable)
    }

    /// Whether its principle concerns all people of a category; `None` for all people.
    pub fn concerns(&self, category: Option<PersonsId>) -> bool {
        self.concerns.is_empty() || category.is_some_and(|category| self.concerns.contains(&category))
    }

    /// The categories of people that it concerns, one by one; `None` for all people.
    pub fn categories(&self) -> Vec<Option<PersonsId>> {
        if self.concerns.is_empty() { vec![None] } else { self.concerns.iter().copied().map(Some).collect() }
    }

    /// Whether it concerns everybody whom another one concerns.
    pub fn concerns_all_of(&self, other: &Self) -> bool {
        covers(other.concerns, self.concerns)
    }
}
