//! Stance sets and verdict sets of a block, as planes: one [`Lanes`] for each stance, and for each verdict.

use super::lanes::Lanes;
use crate::judge::verdict::{Verdict, VerdictSet};

/// The stances that are possible, lane by lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StancePlanes {
    /// Where it may be none.
    pub none: Lanes,
    /// Where it may be for.
    pub is_for: Lanes,
    /// Where it may be against.
    pub against: Lanes,
    /// Where it may be both.
    pub both: Lanes,
}

impl StancePlanes {
    /// None, and nothing else, in every lane.
    pub const NONE: Self = Self { none: Lanes::ALL, is_for: Lanes::NONE, against: Lanes::NONE, both: Lanes::NONE };

    /// The set of one lane, in every lane.
    pub fn spread(self, lane: usize) -> Self {
        let whole = |plane: Lanes| Lanes::all_if(plane.has(lane));
        Self {
            none: whole(self.none),
            is_for: whole(self.is_for),
            against: whole(self.against),
            both: whole(self.both),
        }
    }

    /// These in some lanes, others in the rest.
    pub fn within(self, lanes: Lanes, rest: Self) -> Self {
        let pick = |one: Lanes, other: Lanes| one & lanes | other & !lanes;
        Self {
            none: pick(self.none, rest.none),
            is_for: pick(self.is_for, rest.is_for),
            against: pick(self.against, rest.against),
            both: pick(self.both, rest.both),
        }
    }

    /// The stances of two roles, each of which may take any of its own: none gives way, for with against is both.
    pub fn join(self, other: Self) -> Self {
        let (l, r) = (self, other);
        let any_left = l.none | l.is_for | l.against | l.both;
        let any_right = r.none | r.is_for | r.against | r.both;
        Self {
            none: l.none & r.none,
            is_for: l.is_for & (r.none | r.is_for) | l.none & r.is_for,
            against: l.against & (r.none | r.against) | l.none & r.against,
            both: l.both & any_right | any_left & r.both | l.is_for & r.against | l.against & r.is_for,
        }
    }
}

/// The verdicts that are possible, lane by lane: a plane for each, in the order of [`Verdict::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerdictPlanes([Lanes; Verdict::ALL.len()]);

impl VerdictPlanes {
    /// One verdict in these lanes.
    pub fn one(verdict: Verdict, lanes: Lanes) -> Self {
        Self(Verdict::ALL.map(|each| if each == verdict { lanes } else { Lanes::NONE }))
    }

    /// Where a verdict is possible.
    pub fn plane(&self, verdict: Verdict) -> Lanes {
        self.iter().find(|(each, _)| *each == verdict).map_or(Lanes::NONE, |(_, plane)| plane)
    }

    /// The verdicts, each with where it is possible.
    pub fn iter(&self) -> impl Iterator<Item = (Verdict, Lanes)> {
        Verdict::ALL.into_iter().zip(self.0)
    }

    /// The verdicts of both.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        for (plane, other) in self.0.iter_mut().zip(other.0) {
            *plane |= other;
        }
        self
    }

    /// In these lanes only.
    #[must_use]
    pub fn within(self, lanes: Lanes) -> Self {
        Self(self.0.map(|plane| plane & lanes))
    }

    /// Where two have not the same verdicts.
    pub fn differs(&self, other: &Self) -> Lanes {
        let pairs = self.0.into_iter().zip(other.0);
        pairs.fold(Lanes::NONE, |all, (one, other)| all | one & !other | other & !one)
    }

    /// Where more than one verdict is possible.
    pub fn several(&self) -> Lanes {
        let mut one = Lanes::NONE;
        let mut several = Lanes::NONE;
        for plane in self.0 {
            several |= one & plane;
            one |= plane;
        }
        several
    }

    /// The set of a lane.
    pub fn get(&self, lane: usize) -> VerdictSet {
        let present = self.iter().filter(|(_, plane)| plane.has(lane));
        present.fold(VerdictSet::default(), |set, (verdict, _)| set.with(VerdictSet::one(verdict)))
    }
}

/// The verdicts that clauses allow, each given by its stances and whether it allows reservations; clauses are
/// independent of each other. What [`crate::judge::verdict::verdicts`] finds by trying every combination is said here of
/// all clauses at once, verdict by verdict, in the order of the table in the language reference.
pub fn verdicts(clauses: impl IntoIterator<Item = (StancePlanes, bool)>) -> VerdictPlanes {
    let mut all = Sums::default();
    for (stances, reservable) in clauses {
        all.add(stances, reservable);
    }
    let conflict = all.firm_against | all.some_against & all.every_none_or_against;
    let divided = all.firm_both & all.firm_not_against | all.some_both & all.every_without_for;
    let reserve = all.firm_none_or_for & (all.firm_for & all.open_against_or_both | all.apart);
    let agree = all.every_none_or_for & all.some_for;
    VerdictPlanes(Verdict::ALL.map(|verdict| match verdict {
        Verdict::Outside => Lanes::NONE,
        Verdict::Conflict => conflict,
        Verdict::Divided => divided,
        Verdict::Reserve => reserve,
        Verdict::Agree => agree,
        Verdict::Neutral => all.every_none,
    }))
}

/// What is asked of clauses together. `firm` is of those that allow no reservation, `open` of those that do.
struct Sums {
    /// Some firm clause may be against: then all others may be anything.
    firm_against: Lanes,
    /// Some clause may be against.
    some_against: Lanes,
    /// Every clause may be none or against: so one may be against and no other for or both.
    every_none_or_against: Lanes,
    /// Some firm clause may be both.
    firm_both: Lanes,
    /// Every firm clause may be something else than against.
    firm_not_against: Lanes,
    /// Some clause may be both.
    some_both: Lanes,
    /// No clause needs be for, and no firm one against.
    every_without_for: Lanes,
    /// Every firm clause may be none or for.
    firm_none_or_for: Lanes,
    /// Some firm clause may be for.
    firm_for: Lanes,
    /// Some open clause may be for.
    open_for: Lanes,
    /// Some open clause may be against or both.
    open_against_or_both: Lanes,
    /// Some open clause may be against or both, and another open one for.
    apart: Lanes,
    /// Every clause may be none or for.
    every_none_or_for: Lanes,
    /// Some clause may be for.
    some_for: Lanes,
    /// Every clause may be none.
    every_none: Lanes,
}

impl Default for Sums {
    fn default() -> Self {
        let (none, all) = (Lanes::NONE, Lanes::ALL);
        Self {
            firm_against: none,
            some_against: none,
            every_none_or_against: all,
            firm_both: none,
            firm_not_against: all,
            some_both: none,
            every_without_for: all,
            firm_none_or_for: all,
            firm_for: none,
            open_for: none,
            open_against_or_both: none,
            apart: none,
            every_none_or_for: all,
            some_for: none,
            every_none: all,
        }
    }
}

impl Sums {
    fn add(&mut self, stances: StancePlanes, reservable: bool) {
        let StancePlanes { none, is_for, against, both } = stances;
        self.some_against |= against;
        self.some_both |= both;
        self.some_for |= is_for;
        self.every_none &= none;
        self.every_none_or_for &= none | is_for;
        self.every_none_or_against &= none | against;
        if reservable {
            let against_or_both = against | both;
            self.apart |= against_or_both & self.open_for | is_for & self.open_against_or_both;
            self.open_for |= is_for;
            self.open_against_or_both |= against_or_both;
            self.every_without_for &= none | against_or_both;
        } else {
            self.firm_against |= against;
            self.firm_both |= both;
            self.firm_for |= is_for;
            self.firm_not_against &= none | is_for | both;
            self.firm_none_or_for &= none | is_for;
            self.every_without_for &= none | both;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::stance::{Stance, StanceSet};
    use crate::judge::verdict::verdicts as one_by_one;

    /// The set of a lane.
    fn get(planes: StancePlanes, lane: usize) -> StanceSet {
        let planes = [
            (planes.none, Stance::None),
            (planes.is_for, Stance::For),
            (planes.against, Stance::Against),
            (planes.both, Stance::Both),
        ];
        let present = planes.into_iter().filter(|(plane, _)| plane.has(lane));
        present.fold(StanceSet::EMPTY, |set, (_, stance)| set.with(StanceSet::one(stance)))
    }

    /// Up to three clauses with every stance set each, with reservations or without: lane by lane what trying out says.
    #[test]
    fn planes_say_what_trying_every_combination_says() {
        let sets: Vec<StanceSet> = (1_u8..16)
            .map(|bits| {
                let stances = [Stance::None, Stance::For, Stance::Against, Stance::Both];
                let chosen = stances.into_iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
                chosen.fold(StanceSet::EMPTY, |set, (_, stance)| set.with(StanceSet::one(stance)))
            })
            .collect();
        let planes = |set: StanceSet| {
            let plane = |stance| Lanes::all_if(set.contains(stance));
            StancePlanes {
                none: plane(Stance::None),
                is_for: plane(Stance::For),
                against: plane(Stance::Against),
                both: plane(Stance::Both),
            }
        };
        let mut clauses: Vec<Vec<(StanceSet, bool)>> = vec![vec![]];
        for _ in 0..3 {
            let longer = clauses.iter().flat_map(|clauses| {
                let next = sets.iter().flat_map(|&set| [(set, false), (set, true)]);
                next.map(|one| [clauses.as_slice(), &[one]].concat())
            });
            clauses = longer.collect();
            for clauses in &clauses {
                let by_planes = verdicts(clauses.iter().map(|&(set, reservable)| (planes(set), reservable)));
                assert_eq!(by_planes.get(7), one_by_one(clauses.iter().copied()), "{clauses:?}");
            }
        }
    }

    #[test]
    fn joins_are_those_of_single_sets() {
        for left in 1_u8..16 {
            for right in 1_u8..16 {
                let of = |bits: u8| StancePlanes {
                    none: Lanes::all_if(bits & 1 != 0),
                    is_for: Lanes::all_if(bits & 2 != 0),
                    against: Lanes::all_if(bits & 4 != 0),
                    both: Lanes::all_if(bits & 8 != 0),
                };
                let (left, right) = (of(left), of(right));
                let wanted = crate::judge::stance::join(get(left, 0), get(right, 0));
                assert_eq!(get(left.join(right), 0), wanted);
            }
        }
    }
}
