//! How one norm implies another.

use super::act::Deed;
use super::family::Family;
use super::held::Held;

/// How one norm implies another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent reasons, of which several may hold")]
pub struct Why {
    /// What its act has to do with the other's.
    pub act: Relation,
    /// It is stronger.
    pub stronger: bool,
    /// It binds more states.
    pub more_states: bool,
    /// It is negotiated at more levels.
    pub more_levels: bool,
    /// It concerns more people.
    pub more_people: bool,
}

/// What the act of a norm that implies another has to do with the other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is the same.
    Same,
    /// It asks for the same measure within narrower bounds.
    Stricter,
    /// It forbids or allows the same measure within wider bounds.
    Wider,
    /// It asks for what the other allows.
    Asked,
    /// It asks for a measure that includes the other's.
    Includes,
    /// It forbids a measure that the other's includes.
    Part,
    /// It asks for a measure that cannot be done together with the other's.
    Excludes,
    /// It follows from several of these.
    Other,
}

impl Why {
    pub(super) fn new(family: &mut Family<'_, '_>, held: &[Held<'_>], norm: usize, by: usize) -> Self {
        let (Some(one), Some(other)) = (held.get(norm), held.get(by)) else {
            return Self {
                act: Relation::Other,
                stronger: false,
                more_states: false,
                more_levels: false,
                more_people: false,
            };
        };
        let same_measure = one.norm.measure() == other.norm.measure();
        let act = match (one.deed, other.deed) {
            (Deed::Asked, Deed::Asked) | (Deed::Forbidden, Deed::Forbidden) | (Deed::Allowed, Deed::Allowed)
                if one.act == other.act || family.act_follows(by, norm) =>
            {
                Relation::Same
            }
            (Deed::Asked, Deed::Asked) if same_measure => Relation::Stricter,
            (Deed::Asked, Deed::Asked) => Relation::Includes,
            (Deed::Forbidden, Deed::Forbidden) | (Deed::Allowed, Deed::Allowed) if same_measure => Relation::Wider,
            (Deed::Forbidden, Deed::Forbidden) => Relation::Part,
            (Deed::Forbidden, Deed::Asked) => Relation::Excludes,
            (Deed::Allowed, Deed::Asked) => Relation::Asked,
            (Deed::Asked | Deed::Allowed, Deed::Forbidden | Deed::Allowed) | (Deed::Forbidden, Deed::Allowed) => {
                Relation::Other
            }
        };
        let levels = family.levels(norm);
        Self {
            act,
            stronger: other.strength > one.strength,
            more_states: levels.iter().any(|&level| !family.bound_within(level, by, norm)),
            more_levels: !other.levels.iter().all(|level| one.levels.contains(level)),
            more_people: !one.concerns_all_of(other),
        }
    }

    /// Whether both say the same, to the same.
    pub fn same(&self) -> bool {
        self.act == Relation::Same && !self.stronger && !self.more_states && !self.more_levels && !self.more_people
    }
}
