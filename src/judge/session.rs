//! A principle at a level: its instances, and the verdict of each state in each.

use std::borrow::Cow;

use rayon::prelude::*;
use smallvec::SmallVec;

use super::choice::{self, Choice};
use super::columns::{Lanes, Sheet, WIDTH};
use super::plan::{Plan, Test};
use super::stance::{Stance, StanceSet, join};
use super::strength::{Strength, strength};
use super::verdict::{Finding, Verdict, VerdictSet, verdicts};
use super::wording::Wording;
use crate::model::{
    Arity, ForumId, GroupId, Id, LevelId, Pick, Principle, PrincipleId, ScopeStatus, StateId, Truth, Variant,
};

/// Who negotiates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Instance {
    /// Every state.
    All,
    /// The states of a group.
    Group(GroupId),
    /// The members of a forum at a level of groups, who are its instance.
    Forum(ForumId),
    /// Two states, in the order of the parties.
    Pair(StateId, StateId),
}

/// A verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The principle.
    pub principle: PrincipleId,
    /// The level.
    pub level: LevelId,
    /// The instance.
    pub instance: Instance,
    /// The state.
    pub state: StateId,
    /// What is reported.
    pub finding: Finding,
    /// Every verdict that unknown facts and brackets allow.
    pub possible: VerdictSet,
    /// For an open draft the verdicts of each choice, in the order of [`Session::choices`].
    pub by_choice: Vec<VerdictSet>,
    /// How strong the evidence is that surely counts; not given when the verdict is undetermined or open.
    pub strength: Option<Strength>,
    /// The parties, by place, with whether the state plays them; those that it surely does not play are left out.
    pub roles: Vec<(usize, Truth)>,
}

/// A principle at a level, ready to be judged.
#[derive(Debug)]
pub struct Session<'p, 'a> {
    /// The plan.
    pub plan: &'p Plan<'a>,
    /// The principle.
    pub principle: PrincipleId,
    /// The level.
    pub level: LevelId,
    /// Whether its issues are open there: the strictest ruling on any of them.
    pub scope: ScopeStatus,
    /// How its brackets are cleared, as far as they are.
    pub picks: Vec<Pick>,
    /// The ways of clearing its brackets; one for a clean text.
    pub choices: Vec<Choice>,
    pub(super) clauses: Vec<SmallVec<[Wording<'a>; 1]>>,
    pub(super) conditions: SmallVec<[Test; 2]>,
}

impl<'p, 'a> Session<'p, 'a> {
    /// Gets a principle ready at a level, its brackets cleared as far as the picks do.
    pub fn new(plan: &'p Plan<'a>, principle: PrincipleId, level: LevelId, picks: &[Pick]) -> Self {
        let library = plan.library();
        let text = &library.principles[principle];
        let ruling = |issue| library.scope.ruling(&library.issues, issue, level).status;
        let scope = strictest(text.issues.iter().map(|&issue| ruling(issue)));
        let variants: Vec<Cow<'a, [Variant]>> = text.clauses.iter().map(|clause| choice::left(clause, picks)).collect();
        let choices = choice::choices(text, &variants);
        let clauses = variants
            .into_iter()
            .enumerate()
            .map(|(clause, variants)| {
                let wording = |term| Wording::new(plan, principle, level, clause, term);
                match variants {
                    Cow::Borrowed(variants) => {
                        variants.iter().map(|variant| wording(variant.term.as_ref().map(Cow::Borrowed))).collect()
                    }
                    Cow::Owned(variants) => {
                        variants.into_iter().map(|variant| wording(variant.term.map(Cow::Owned))).collect()
                    }
                }
            })
            .collect();
        let conditions = text.parties.iter().map(|party| plan.test(party.condition)).collect();
        Self { plan, principle, level, scope, picks: picks.to_vec(), choices, clauses, conditions }
    }

    /// The principle.
    pub fn text(&self) -> &'a Principle {
        &self.plan.library().principles[self.principle]
    }

    /// Who negotiates at the level.
    pub fn arity(&self) -> Arity {
        self.plan.library().levels[self.level].arity
    }

    /// The groups that negotiate at the level.
    pub fn groups(&self) -> Vec<GroupId> {
        let groups = self.plan.library().groups.iter();
        groups.filter(|(_, group)| group.level == Some(self.level)).map(|(id, _)| id).collect()
    }

    /// Every row, in the order of instances and states. Pairs in which a state surely does not play its party are
    /// left out. `keep` says which instances are wanted, and is asked before anything is judged.
    ///
    /// They are judged by column; [`Session::rows_one_by_one`] gives the same.
    pub fn rows(&self, keep: impl Fn(Instance) -> bool + Sync) -> Vec<Row> {
        let seconds = |first, block, lanes: Lanes| {
            let kept = |lane: &usize| keep(Instance::Pair(first, StateId::new(block * WIDTH + lane)));
            lanes.iter().filter(kept).collect()
        };
        self.rows_from(&self.plan.everybody, &keep, seconds)
    }

    /// The same; at a level of pairs only those of the pairs with one of these first states. `seconds` says as well which
    /// pairs are wanted: with a first state, those of the lanes of a block.
    pub(super) fn rows_from(
        &self,
        firsts: &[StateId],
        keep: impl Fn(Instance) -> bool + Sync,
        seconds: impl Fn(StateId, usize, Lanes) -> Lanes + Sync,
    ) -> Vec<Row> {
        let instances = self.instances().into_iter().filter(|&instance| keep(instance));
        match self.arity() {
            Arity::All | Arity::Groups => instances.flat_map(|instance| self.rows_of(instance)).collect(),
            // A plan that is about some states has worked out nothing for the others.
            Arity::Pairs if !self.plan.is_whole() => self.one_by_one_from(firsts, keep),
            Arity::Pairs => {
                let sheet = Sheet::of_pairs(self);
                let of_first = |&first: &StateId| {
                    let mut rows = Vec::new();
                    sheet.pair_rows(first, |block, lanes| seconds(first, block, lanes), &mut rows);
                    rows
                };
                firsts.par_iter().flat_map_iter(of_first).collect()
            }
        }
    }

    /// The rows of an instance that is no pair, in the order of the states; judged by column.
    pub fn rows_of(&self, instance: Instance) -> Vec<Row> {
        if self.plan.is_whole() {
            return Sheet::of(self, instance).member_rows(instance);
        }
        let members = self.members(instance);
        members.iter().map(|&state| self.member(instance, &members, state)).collect()
    }

    /// The groups that negotiate at the level, or all.
    pub fn instances(&self) -> Vec<Instance> {
        match self.arity() {
            Arity::All => vec![Instance::All],
            Arity::Groups => self.groups().into_iter().map(Instance::Group).collect(),
            Arity::Pairs => Vec::new(),
        }
    }

    /// Every row as [`Session::rows`] gives it, each judged by itself: slower by orders of magnitude, and what the
    /// other is held against.
    pub fn rows_one_by_one(&self, keep: impl Fn(Instance) -> bool + Sync) -> Vec<Row> {
        self.one_by_one_from(&self.plan.everybody, keep)
    }

    pub(super) fn one_by_one_from(&self, firsts: &[StateId], keep: impl Fn(Instance) -> bool + Sync) -> Vec<Row> {
        match self.arity() {
            Arity::All | Arity::Groups => {
                let instances = self.instances().into_iter().filter(|&instance| keep(instance));
                let of = |instance| {
                    let members = self.members(instance);
                    let rows: Vec<Row> =
                        members.par_iter().map(|&state| self.member(instance, &members, state)).collect();
                    rows
                };
                instances.flat_map(of).collect()
            }
            Arity::Pairs => {
                let ordered = self.text().parties.len() == 2;
                let rows_of = |&first: &StateId| {
                    let seconds = self
                        .plan
                        .everybody
                        .iter()
                        .filter(move |&&second| if ordered { first != second } else { first < second });
                    let kept = seconds.filter(|&&second| keep(Instance::Pair(first, second)));
                    kept.flat_map(|&second| self.pair(first, second).into_iter().flatten()).collect::<Vec<Row>>()
                };
                firsts.par_iter().flat_map_iter(rows_of).collect()
            }
        }
    }

    /// The verdicts of the two states of a pair; `None` when it is no instance.
    pub fn pair(&self, first: StateId, second: StateId) -> Option<[Row; 2]> {
        let (parties, played) = self.pair_parties(first, second)?;
        let instance = Instance::Pair(first, second);
        let row = |state, party| self.judge(instance, &parties, state, vec![(party, played)]);
        let second_party = self.text().parties.len() - 1;
        Some([row(first, 0), row(second, second_party.min(1))])
    }

    /// The states of a pair, and whether both play their parties; `None` when one surely does not.
    pub(super) fn pair_parties(&self, first: StateId, second: StateId) -> Option<([StateId; 2], Truth)> {
        let parties = [first, second];
        let second_party = usize::from(self.text().parties.len() == 2);
        let of = |state, party| self.plays(Instance::Pair(first, second), &parties, state, party);
        let played = of(first, 0).and(of(second, second_party));
        (played != Truth::No).then_some((parties, played))
    }

    /// The verdict of a member of a group or of all states.
    pub fn member(&self, instance: Instance, members: &[StateId], state: StateId) -> Row {
        let roles = (0..self.text().parties.len())
            .map(|party| (party, self.plays(instance, members, state, party)))
            .filter(|(_, played)| *played != Truth::No)
            .collect();
        self.judge(instance, members, state, roles)
    }

    fn judge(&self, instance: Instance, members: &[StateId], state: StateId, roles: Vec<(usize, Truth)>) -> Row {
        let outside = VerdictSet::one(Verdict::Outside);
        let mut row = Row {
            principle: self.principle,
            level: self.level,
            instance,
            state,
            finding: Finding::One(Verdict::Outside),
            possible: outside,
            by_choice: Vec::new(),
            strength: None,
            roles,
        };
        if self.scope == ScopeStatus::Closed || row.roles.is_empty() {
            return row;
        }
        let stances: Vec<Vec<Vec<StanceSet>>> = self
            .clauses
            .iter()
            .map(|wordings| {
                let in_roles = |wording: &Wording<'_>| {
                    row.roles
                        .iter()
                        .map(|&(party, _)| self.role_stances(wording, instance, members, state, party))
                        .collect()
                };
                wordings.iter().map(in_roles).collect()
            })
            .collect();
        let by_choice: Vec<VerdictSet> =
            self.choices.iter().map(|choice| self.verdicts_of(choice, &stances, &row.roles)).collect();
        let first = by_choice.first().copied().unwrap_or(outside);
        row.possible = by_choice.iter().fold(VerdictSet::default(), |all, &set| all.with(set));
        if by_choice.iter().all(|set| *set == first) {
            row.finding = Finding::from(first);
            // A draft whose choices agree on the verdict need not agree on how strongly.
            if let (Finding::One(_), [choice]) = (row.finding, self.choices.as_slice()) {
                row.strength = Some(strength(self, choice, instance, members, state, &row.roles));
            }
        } else {
            row.finding = Finding::Open;
            row.by_choice = by_choice;
        }
        row
    }

    /// The verdicts that one way of clearing the brackets allows. `stances` are by clause, wording and role.
    fn verdicts_of(&self, choice: &Choice, stances: &[Vec<Vec<StanceSet>>], roles: &[(usize, Truth)]) -> VerdictSet {
        let outside = VerdictSet::one(Verdict::Outside);
        let clauses: Vec<(&[StanceSet], bool)> = choice
            .variants
            .iter()
            .enumerate()
            .filter(|&(clause, &place)| self.wording(clause, place).is_some_and(|wording| wording.term.is_some()))
            .filter_map(|(clause, &place)| {
                let reservable = self.text().clauses.get(clause)?.reservable;
                Some((stances.get(clause)?.get(place)?.as_slice(), reservable))
            })
            .collect();
        if clauses.is_empty() {
            return outside;
        }
        let mut set = VerdictSet::default();
        // Whether a state plays a party, if unknown, is one question for the whole principle.
        for played in combinations(roles) {
            if played == 0 {
                set = set.with(outside);
                continue;
            }
            let joined = clauses.iter().map(|(of_roles, reservable)| {
                let chosen = of_roles.iter().enumerate().filter(|(role, _)| played & (1 << role) != 0);
                (chosen.fold(StanceSet::one(Stance::None), |so_far, (_, &set)| join(so_far, set)), *reservable)
            });
            set = set.with(verdicts(joined));
        }
        set
    }

    pub(super) fn wording(&self, clause: usize, place: usize) -> Option<&Wording<'a>> {
        self.clauses.get(clause).and_then(|wordings| wordings.get(place))
    }
}

/// The sets of roles that may be the ones played, each as bits.
pub(super) fn combinations(roles: &[(usize, Truth)]) -> Vec<u32> {
    let mut sets = vec![0_u32];
    for (place, (_, played)) in roles.iter().enumerate() {
        let with: Vec<u32> = sets.iter().map(|set| set | 1 << place).collect();
        match played {
            Truth::Yes => sets = with,
            Truth::Unknown => sets.extend(with),
            Truth::No => {}
        }
    }
    sets
}

fn strictest(all: impl Iterator<Item = ScopeStatus>) -> ScopeStatus {
    all.fold(ScopeStatus::Open, |so_far, status| match (so_far, status) {
        (ScopeStatus::Closed, _) | (_, ScopeStatus::Closed) => ScopeStatus::Closed,
        (ScopeStatus::Limited, _) | (_, ScopeStatus::Limited) => ScopeStatus::Limited,
        (ScopeStatus::Open, ScopeStatus::Open) => ScopeStatus::Open,
    })
}
