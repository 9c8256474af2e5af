//! A principle at a level: its instances, and the verdict of each state in each.

use rayon::prelude::*;

use super::choice::{self, Choice};
use super::evidence::{Candidate, Piece, matching};
use super::expression::View;
use super::plan::{Plan, Test};
use super::stance::{Stance, StanceSet, join, stances};
use super::strength::{Strength, strength};
use super::verdict::{Finding, Verdict, VerdictSet, verdicts};
use crate::model::{Arena, Arity, GroupId, LevelId, Pick, Principle, PrincipleId, ScopeStatus, StateId, Term, Truth};

/// Who negotiates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Instance {
    /// Every state.
    All,
    /// The states of a group.
    Group(GroupId),
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

/// A clause as it is negotiated at the level, cleared in one way.
#[derive(Debug)]
pub(super) struct Wording {
    /// Its words; `None` where it is left out or not negotiated.
    pub term: Option<Term>,
    pub when: Test,
    pub unless: Test,
    /// The evidence that matches it, state by state, sorted by tier.
    pub candidates: Arena<StateId, Vec<Candidate>>,
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
    /// The ways of clearing its brackets; one for a clean text.
    pub choices: Vec<Choice>,
    pub(super) clauses: Vec<Vec<Wording>>,
    conditions: Vec<Test>,
    all: Vec<StateId>,
}

impl<'p, 'a> Session<'p, 'a> {
    /// Gets a principle ready at a level, its brackets cleared as far as the picks do.
    pub fn new(plan: &'p Plan<'a>, principle: PrincipleId, level: LevelId, picks: &[Pick]) -> Self {
        let library = plan.library();
        let text = &library.principles[principle];
        let ruling = |issue| library.scope.ruling(&library.issues, issue, level).status;
        let scope = strictest(text.issues.iter().map(|&issue| ruling(issue)));
        let variants: Vec<Vec<_>> = text.clauses.iter().map(|clause| choice::left(clause, picks)).collect();
        let choices = choice::choices(text, &variants);
        let clauses = variants
            .into_iter()
            .enumerate()
            .map(|(clause, variants)| {
                let wording = |variant: crate::model::Variant| wording(plan, principle, level, clause, variant.term);
                variants.into_iter().map(wording).collect()
            })
            .collect();
        let conditions = text.parties.iter().map(|party| plan.test(party.condition)).collect();
        let all = library.states.ids().collect();
        Self { plan, principle, level, scope, choices, clauses, conditions, all }
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
    pub fn rows(&self, keep: impl Fn(Instance) -> bool + Sync) -> Vec<Row> {
        match self.arity() {
            Arity::All => {
                let judged = self.all.par_iter().map(|&state| self.member(Instance::All, &self.all, state));
                if keep(Instance::All) { judged.collect() } else { Vec::new() }
            }
            Arity::Groups => {
                let groups = self.groups().into_iter().filter(|&group| keep(Instance::Group(group)));
                groups
                    .flat_map(|group| {
                        let members = self.plan.world.members(group);
                        let rows: Vec<Row> = members
                            .par_iter()
                            .map(|&state| self.member(Instance::Group(group), &members, state))
                            .collect();
                        rows
                    })
                    .collect()
            }
            Arity::Pairs => {
                let ordered = self.text().parties.len() == 2;
                let rows_of = |&first: &StateId| {
                    let seconds =
                        self.all.iter().filter(move |&&second| if ordered { first != second } else { first < second });
                    let kept = seconds.filter(|&&second| keep(Instance::Pair(first, second)));
                    kept.flat_map(|&second| self.pair(first, second).into_iter().flatten()).collect::<Vec<Row>>()
                };
                self.all.par_iter().flat_map_iter(rows_of).collect()
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

    /// Whether any state may play a party. `compares` says that its condition looks at the other state of a pair.
    pub fn may_be_played(&self, party: usize, compares: bool) -> bool {
        let may = |instance, members: &[StateId], state| self.plays(instance, members, state, party) != Truth::No;
        match self.arity() {
            Arity::All => self.all.iter().any(|&state| may(Instance::All, &self.all, state)),
            Arity::Groups => self.groups().into_iter().any(|group| {
                let members = self.plan.world.members(group);
                members.iter().any(|&state| may(Instance::Group(group), &members, state))
            }),
            Arity::Pairs => self.all.iter().any(|&state| {
                let others = self.all.iter().filter(|&&other| other != state);
                // Without a comparison every other state is as good as the next one.
                let tried = if compares { self.all.len() } else { 1 };
                others.take(tried).any(|&other| {
                    let pair = if party == 0 { [state, other] } else { [other, state] };
                    let [first, second] = pair;
                    may(Instance::Pair(first, second), &pair, state)
                })
            }),
        }
    }

    /// From where a condition is asked for a state in an instance.
    pub fn view<'v>(&self, instance: Instance, members: &'v [StateId], state: StateId) -> View<'v> {
        let (parties, counterpart) = match instance {
            Instance::All | Instance::Group(_) => (&[][..], None),
            Instance::Pair(first, second) => {
                let other = if state == first { second } else { first };
                (members, Some(other))
            }
        };
        View { own: state, outer: state, counterpart, parties, level: Some(self.level), members, arguments: &[] }
    }

    /// Whether a state plays a party: it has one of its capacities, if any are given, and the condition holds.
    pub(super) fn plays(&self, instance: Instance, members: &[StateId], state: StateId, party: usize) -> Truth {
        let Some(definition) = self.text().parties.get(party) else { return Truth::No };
        let capable = if definition.capacities.is_empty() {
            Truth::Yes
        } else {
            let each = definition.capacities.iter().map(|&capacity| self.plan.capacity(state, capacity));
            each.fold(Truth::No, Truth::or)
        };
        if capable == Truth::No {
            return Truth::No;
        }
        let condition = self.conditions.get(party).copied().unwrap_or(Test::Always);
        capable.and(self.plan.holds(condition, &self.view(instance, members, state)))
    }

    /// The state of which the conditions of a clause are asked: the one that plays its party.
    pub fn asked(&self, term: &Term, instance: Instance, state: StateId) -> StateId {
        match instance {
            Instance::Pair(first, second) if self.text().parties.len() == 2 => {
                if term.party == 0 {
                    first
                } else {
                    second
                }
            }
            Instance::All | Instance::Group(_) | Instance::Pair(..) => state,
        }
    }

    /// Whether a clause binds, as far as this role can tell.
    pub(super) fn binds(
        &self,
        wording: &Wording,
        instance: Instance,
        members: &[StateId],
        state: StateId,
        party: usize,
    ) -> Truth {
        let Some(term) = &wording.term else { return Truth::No };
        if wording.when == Test::Always && wording.unless == Test::Always {
            return Truth::Yes;
        }
        // Among several only the role of the clause's own party can be asked; for the others it stands.
        if !matches!(instance, Instance::Pair(..)) && term.party != party {
            return Truth::Yes;
        }
        let asked = self.asked(term, instance, state);
        let view = View { arguments: &term.arguments, ..self.view(instance, members, asked) };
        let holds = |test| match test {
            Test::Always => None,
            Test::Known(_) | Test::Asked { .. } => Some(self.plan.holds(test, &view)),
        };
        holds(wording.when).unwrap_or(Truth::Yes).and(!holds(wording.unless).unwrap_or(Truth::No))
    }

    /// Whether evidence counts for a state in a role.
    pub(super) fn counts(&self, piece: &Piece<'_>, party: usize, view: &View<'_>) -> Truth {
        let capable = self.capable(piece, party, view.own);
        if capable == Truth::No {
            return Truth::No;
        }
        let later = self.plan.later(piece).iter();
        let replaced =
            later.map(|rule| self.condition_of(self.plan.test(Some(*rule)), view)).fold(Truth::No, Truth::or);
        capable.and(self.condition_of(piece.condition, view)).and(self.condition_of(piece.when, view)).and(!replaced)
    }

    /// Whether the `as` of evidence, if it has one, is of the party and is a capacity of the state.
    pub(super) fn capable(&self, piece: &Piece<'_>, party: usize, state: StateId) -> Truth {
        let Some(capacity) = piece.evidence.capacity else { return Truth::Yes };
        let of_party = self.text().parties.get(party).map_or(&[][..], |party| &party.capacities);
        if !of_party.is_empty() && !of_party.contains(&capacity) {
            return Truth::No;
        }
        self.plan.capacity(state, capacity)
    }

    /// Whether a condition of evidence holds; one that compares two states counts only between pairs.
    pub(super) fn condition_of(&self, test: Test, view: &View<'_>) -> Truth {
        match test {
            Test::Asked { pair: true, .. } if view.counterpart.is_none() => Truth::No,
            Test::Always | Test::Known(_) | Test::Asked { .. } => self.plan.holds(test, view),
        }
    }

    /// The stances that are possible on a clause for a state in a role.
    fn role_stances(
        &self,
        wording: &Wording,
        instance: Instance,
        members: &[StateId],
        state: StateId,
        party: usize,
    ) -> StanceSet {
        let Some(term) = &wording.term else { return StanceSet::one(Stance::None) };
        let none = StanceSet::one(Stance::None);
        let binds = self.binds(wording, instance, members, state, party);
        if binds == Truth::No {
            return none;
        }
        let view = View { arguments: &term.arguments, ..self.view(instance, members, state) };
        let pieces = self.plan.pieces(state);
        let weighed = wording.candidates[state].iter().filter_map(|candidate| {
            let piece = pieces.get(candidate.piece)?;
            Some((candidate.tier, candidate.side, self.counts(piece, party, &view)))
        });
        let found = stances(weighed);
        if binds == Truth::Unknown { found.with(none) } else { found }
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
                let in_roles = |wording: &Wording| {
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

    pub(super) fn wording(&self, clause: usize, place: usize) -> Option<&Wording> {
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

/// A clause in one wording: not negotiated where its own levels leave this one out or its measure is on a closed issue.
fn wording(plan: &Plan<'_>, principle: PrincipleId, level: LevelId, clause: usize, term: Option<Term>) -> Wording {
    let library = plan.library();
    let negotiated = |term: &Term| {
        let closed = |&issue: &_| library.scope.ruling(&library.issues, issue, level).status == ScopeStatus::Closed;
        term.levels.as_ref().is_none_or(|levels| levels.contains(&level))
            && !library.measures[term.measure].on.iter().any(closed)
    };
    let term = term.filter(negotiated);
    let candidates = library
        .states
        .ids()
        .map(|state| {
            let Some(term) = &term else { return Vec::new() };
            let reach = plan.reach(term.measure);
            let mut found: Vec<Candidate> = plan
                .pieces(state)
                .iter()
                .enumerate()
                .filter(|(_, piece)| piece.evidence.levels.as_ref().is_none_or(|levels| levels.contains(&level)))
                .filter_map(|(place, piece)| {
                    let (tier, side) = matching(piece.evidence, principle, clause, term, reach)?;
                    Some(Candidate { tier, side, piece: place })
                })
                .collect();
            found.sort_by_key(|candidate| candidate.tier);
            found
        })
        .collect();
    let (when, unless) =
        term.as_ref().map_or((Test::Always, Test::Always), |term| (plan.test(term.when), plan.test(term.unless)));
    Wording { term, when, unless, candidates }
}
